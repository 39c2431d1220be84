"""Lines of text for a terminal: cells counted, long text wrapped, each piece with the name of a
style.

A line is its pieces; without their styles it is the same text. What comes from outside has been
through `visible` before it is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import category, east_asian_width

from grondslag.reporters.escape import visible

Style = Literal[
    "plain", "error", "warning", "todo", "good", "strong", "dim", "path", "first", "second", "label"
]
NARROWEST: Final = 40
TAB: Final = "    "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line and how it looks."""

    text: str
    style: Style = "plain"


Line = tuple[Piece, ...]
EMPTY: Final[Line] = ()


def line(*parts: str | Piece) -> Line:
    """A line of pieces; a text by itself is plain."""
    return tuple(part if isinstance(part, Piece) else Piece(part) for part in parts)


def plain(pieces: Line) -> str:
    """A line without its looks and without blanks at its end."""
    return "".join(piece.text for piece in pieces).rstrip()


def cells(text: str) -> int:
    """The columns that *text* takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(char_cells, text))


def char_cells(char: str) -> int:
    """The columns that a character takes."""
    if char.isascii():
        return 1
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def hanging(
    head: Iterable[Piece], text: str, width: int, style: Style = "plain", indent: int | None = None
) -> Iterator[Line]:
    """*text* after *head*, wrapped to *width*; what follows stands under its start, or at *indent*."""
    start = tuple(head)
    used = sum(cells(piece.text) for piece in start)
    margin = used if indent is None else indent
    least = NARROWEST // 2
    rows = wrapped(visible(text), max(width - margin, least), max(width - used, least))
    for number, row in enumerate(rows):
        yield (
            (*start, Piece(row, style)) if number == 0 else (Piece(" " * margin), Piece(row, style))
        )


def wrapped(text: str, width: int, first: int | None = None) -> Iterator[str]:
    """*text* in rows of at most *width* cells (the *first* may differ), broken at blanks.

    A word that is longer is broken after a dot or slash, else where it must be.
    """
    room = width if first is None else first
    row, used = "", 0
    for word in _words(text, min(width, room)):
        size = cells(word.rstrip())
        if row and used + size > room:
            yield row.rstrip()
            row, used, room = "", 0, width
        row += word
        used += cells(word)
    yield row.rstrip()


def _words(text: str, width: int) -> Iterator[str]:
    """Words; what stands between backticks is one where it fits."""
    for found in re.finditer(r"(?:`[^`\s][^`]*`|\S)+\s*|\s+", text):
        if cells(found[0].rstrip()) <= width:
            yield found[0]
            continue
        for part in re.finditer(r"\S+\s*|\s+", found[0]):
            if cells(part[0].rstrip()) <= width:
                yield part[0]
            else:
                yield from _chunks(part[0], width)


def _chunks(word: str, width: int) -> Iterator[str]:
    chunk, used = "", 0
    for char in word:
        size = char_cells(char)
        if chunk and used + size > width:
            end = max(chunk.rfind("."), chunk.rfind("/")) + 1 or len(chunk)
            yield chunk[:end]
            chunk = chunk[end:]
            used = cells(chunk)
        chunk += char
        used += size
    yield chunk
