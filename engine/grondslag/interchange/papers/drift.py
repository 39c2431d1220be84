"""How a paper that was made here differs from what would be made now: by the register, or by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from grondslag.interchange.papers.as_markdown import read_back
from grondslag.interchange.papers.stamp import Stamp, body, line_hash, text_hash

_TAG: Final = re.compile(r"<[^>]*>")
_HEADING: Final = re.compile(r"#{1,3} |<h[1-3][ >]")
_NOISE: Final = re.compile(
    r"^</?(?:!doctype|html|head|meta|style|title|body|main|ul|div|table|thead|tbody|tr)\b", re.I
)

What = Literal["new", "gone", "added-by-hand", "taken-by-hand"]

ORDER: Final[tuple[What, ...]] = ("gone", "new", "taken-by-hand", "added-by-hand")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: what happened to it, under which heading, and the line as it is read."""

    what: What
    heading: str
    line: str


@dataclass(frozen=True, slots=True)
class Drift:
    """All that differs. `edited`: the text was changed by hand; `facts_changed`: the register was; `texts_changed`:
    neither was, and the program has other words now."""

    edited: bool
    facts_changed: bool
    texts_changed: bool
    differences: tuple[Difference, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything differs that a reader would see."""
        return self.edited or bool(self.differences) or self.texts_changed


def is_edited(text: str, stamp: Stamp) -> bool:
    """Whether a file differs from what was made, above its closing line."""
    return text_hash(body(text)) != stamp.text


def drift_between(text: str, stamp: Stamp, made_now: str, facts_now: str) -> Drift:
    """What differs between a file with its stamp and the same paper made now."""
    there, now = body(text), body(made_now)
    changed = text_hash(now) != stamp.text
    edited = is_edited(text, stamp)
    found = _differences(there, now, stamp.lines) if changed or edited else ()
    headings = _headings(now) | _headings(there)
    order = {heading: number for number, heading in enumerate(("", *headings))}
    differences = tuple(sorted(found, key=lambda one: (order[one.heading], ORDER.index(one.what))))
    facts_changed = stamp.facts != facts_now and changed
    return Drift(edited, facts_changed, changed and not facts_changed, differences)


def _headings(lines: Sequence[str]) -> dict[str, None]:
    return {readable(line): None for line in lines if _HEADING.match(line)}


def _differences(
    there: Sequence[str], now: Sequence[str], stamped: Sequence[str]
) -> Iterator[Difference]:
    """What the register changed, and what was changed by hand.

    A line of the file that the stamp does not know was added by hand. A line that is made now and that the stamp
    does not know is new. A line that the stamp knows and is not made now is gone from the register; one that is
    not in the file was taken out by hand.
    """
    made_then, made_now = Counter(stamped), Counter(map(line_hash, now))
    in_file = Counter(map(line_hash, there))
    yield from _beyond(there, made_then, "added-by-hand")
    yield from _beyond(now, made_then, "new")
    kept = made_then & in_file
    yield from _beyond(_only(there, kept), made_now, "gone")
    yield from _beyond(_only(now, made_then), in_file, "taken-by-hand")


def _only(lines: Sequence[str], wanted: Counter[str]) -> list[str]:
    """The lines of which the hash is wanted; headings are always kept, to say where a line stood."""
    return [line for line in lines if _HEADING.match(line) or wanted[line_hash(line)]]


def _beyond(lines: Sequence[str], known: Counter[str], what: What) -> Iterator[Difference]:
    left, heading = Counter(known), ""
    for line in lines:
        shown = readable(line)
        if _HEADING.match(line):
            heading = shown
        key = line_hash(line)
        if left[key]:
            left[key] -= 1
        elif shown:
            yield Difference(what, "" if heading == shown else heading, shown)


def readable(line: str) -> str:
    """A line of Markdown or HTML as people read it; empty for what only gives form."""
    if line.startswith("<"):
        return "" if _NOISE.match(line) else " ".join(unescape(_TAG.sub(" ", line)).split())
    bare = re.sub(r"^(?:#{1,3} |- )", "", line)
    return read_back(bare).strip()
