"""A cell that names several things, cut into its parts."""

from __future__ import annotations

import re
from typing import Final

_LONGEST_NAME: Final = 60
_AND: Final = re.compile(r"\s+(?:en|and|und|et|&)\s+")
_BULLET: Final = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def parts_of(text: str) -> list[str]:
    """The lines of a text, cut at semicolons, and at commas where all parts are short names.

    What stands between brackets is never cut.
    """
    rows = [row for line in text.split("\n") for row in _cut(_BULLET.sub("", line), ";")]
    found: list[str] = []
    for row in rows:
        pieces = _cut(row, ",")
        short = all(len(piece) <= _LONGEST_NAME and ":" not in piece for piece in pieces)
        found += pieces if short else [row]
    return list(dict.fromkeys(found))


def words_of(text: str) -> list[str]:
    """As `parts_of`, also cut at "and": for lists of single words."""
    return [word for part in parts_of(text) for word in _AND.split(part) if word]


def _cut(text: str, sign: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == sign and depth <= 0:
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]
