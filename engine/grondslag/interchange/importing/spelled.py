"""Spellings: headings and words of cells made comparable, and which code or target they stand for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from grondslag.model.kinds import Model

_FOLDER: Final = Path(__file__).parent
_NUMBERING: Final = re.compile(
    r"^(?:(?:art(?:ikel|icle)?\s)?[0-9]{1,2}(?:\s[0-9]{1,2})*|[a-h])\s+(?=\S)"
)
_NO_WORD: Final = re.compile(r"[^0-9a-z]+")


def plain(text: str) -> str:
    """A text without case, accents and punctuation, one space between words: for comparing only."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return _NO_WORD.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def without_number(text: str) -> str:
    """A plain heading without the number or letter it may begin with (`2. Doel`, `b) purposes`)."""
    return _NUMBERING.sub("", text)


@cache
def written(name: str) -> Mapping[str, Any]:
    """One of the lists beside this file: `headings` or `codes`."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_of(text: str) -> str | None:
    """`none` or `unknown` where a text says that in Dutch, English, German or French; else None."""
    bare = plain(text) or text.strip()
    for word, spellings in written("codes")["word"].items():
        if bare in spellings:
            return str(word)
    return None


@cache
def yes_or_no(text: str) -> bool | None:
    """What a text answers; None where it is no answer."""
    bare = plain(text) or text.strip()
    for word, spellings in written("codes")["yes_no"].items():
        if bare in spellings:
            return bool(word == "yes")
    return None


def spellings(model: Model, enum: str) -> dict[str, str]:
    """Every way to write the codes of a list, compared as `plain`, with the code."""
    found: dict[str, str] = {}
    codes = model.enums[enum].codes
    for code, names in written("codes").get(enum, {}).items():
        found |= {plain(name): code for name in names}
    for code, kind in codes.items():
        found |= {plain(name): code for name in (kind.label_nl, kind.label_en)}
    for code, kind in codes.items():
        found |= {plain(name): code for name in (kind.nl, kind.en)}
    return found
