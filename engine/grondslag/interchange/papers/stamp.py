"""The stamp at the end of a paper: how it was made, and hashes of its facts and its text.

A stamp is a comment in Markdown and HTML. Its hashes are about the text above the closing line: what stands below it
(gaps, items) is for who keeps the paper, and may be taken off before it is published. Numbers of gaps do not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from grondslag.interchange.papers.as_html import html_of
from grondslag.interchange.papers.as_markdown import markdown_of
from grondslag.interchange.papers.kinds import KINDS, Made, Wish
from grondslag.language.calendar import day_of
from grondslag.words.catalogue import LANGUAGES

FORMAT: Final = "grondslag:paper v1"
FORMATS: Final = ("md", "html")
_STAMP: Final = re.compile(rf"<!-- {FORMAT} (\{{[^<>]*\}}) -->")
_ENDS: Final = frozenset({"---", "<hr>"})
_NUMBER: Final = re.compile(r"(\[(?:Gat|Gap)) \d+")
_LENGTH: Final = 8
_PAGE: Final = "<!doctype html>"
_MAIN: Final = "<main>"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says: kind, language, format and wishes as given; hashes of facts and text; a hash a line."""

    kind: str
    language: str
    format: str
    which: str | None
    people: tuple[str, ...]
    whole: bool
    as_of: str
    facts: str
    text: str
    lines: tuple[str, ...]


def stamped(made: Made, kind: str, wish: Wish, format_: str) -> str:
    """The file of a paper, with its stamp at the end."""
    text = html_of(made.paper) if format_ == "html" else markdown_of(made.paper)
    lines = body(text)
    data = {
        "kind": kind,
        "language": made.paper.language,
        "format": format_,
        "which": wish.which,
        "people": list(wish.people),
        "whole": wish.whole,
        "as_of": day_of(wish.as_of).isoformat(),
        "facts": facts_hash(made),
        "text": text_hash(lines),
        "lines": "".join(line_hash(line) for line in lines),
    }
    between = "" if format_ == "html" else "\n"
    return f"{text}{between}<!-- {FORMAT} {_harmless(data)} -->\n"


def _harmless(data: Mapping[str, Any]) -> str:
    """JSON that cannot end a comment."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.replace("--", "-\\u002d")


def read_stamp(text: str) -> Stamp | None:
    """The last stamp in a file; None if there is none that can be read."""
    found = _STAMP.findall(text)
    if not found:
        return None
    try:
        return _stamp_of(json.loads(found[-1]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _stamp_of(data: Any) -> Stamp | None:
    lines = str(data["lines"])
    stamp = Stamp(
        kind=str(data["kind"]),
        language=str(data["language"]),
        format=str(data["format"]),
        which=None if data["which"] is None else str(data["which"]),
        people=tuple(str(one) for one in data["people"]),
        whole=data["whole"] is True,
        as_of=str(data["as_of"]),
        facts=str(data["facts"]),
        text=str(data["text"]),
        lines=tuple(lines[at : at + _LENGTH] for at in range(0, len(lines), _LENGTH)),
    )
    known = stamp.kind in KINDS and stamp.language in LANGUAGES and stamp.format in FORMATS
    return stamp if known else None


def body(text: str) -> list[str]:
    """The lines of a paper above its closing line, empty ones left out; of a page only what stands in it."""
    lines: list[str] = []
    if text.lstrip()[: len(_PAGE)].lower() == _PAGE:
        text = text.partition(_MAIN)[2]
    for row in _STAMP.sub("", text).splitlines():
        line = row.strip()
        if line in _ENDS:
            break
        if line and not line.startswith("</"):
            lines.append(line)
    return lines


def facts_hash(made: Made) -> str:
    """A hash of every fact that the paper was made of."""
    return _hash(f"{'.'.join(path)}={value}" for path, value in sorted(made.facts.read.items()))


def text_hash(lines: Iterable[str]) -> str:
    """A hash of lines in their order."""
    return _hash(without_numbers(line) for line in lines)


def line_hash(line: str) -> str:
    """A short hash of one line."""
    return sha256(without_numbers(line).encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def without_numbers(line: str) -> str:
    """A line in which gaps have no number."""
    return _NUMBER.sub(r"\1", line.replace("\\[", "["))


def _hash(parts: Iterable[str]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "replace") + b"\n")
    return digest.hexdigest()[:32]
