"""The lines of a file that something is about, with carets under the places: `^` to change, `-` for
why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from grondslag.reporters.escape import visible
from grondslag.reporters.layout import (
    NARROWEST,
    TAB,
    Line,
    Piece,
    Style,
    cells,
    char_cells,
    line,
    wrapped,
)
from grondslag.text import Place, Source, Span

MORE: Final = "..."
BEFORE: Final = 24
"""Cells kept before a place on a line that is cut."""
MOST_READ: Final = 4_000
"""Characters of a line that are looked at around a place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, what is said there (in a language), and whether it is the place to change."""

    span: Span
    text: str = ""
    is_first: bool = False

    @property
    def style(self) -> Style:
        """How its carets look."""
        return "first" if self.is_first else "second"


def gutter_of(marks: Sequence[Mark]) -> int:
    """The columns that line numbers need."""
    return max((len(str(mark.span.place().line)) for mark in marks), default=1)


def snippet(marks: Sequence[Mark], width: int) -> Iterator[Line]:
    """All marks, grouped by file with the file of the first one first; within a file in order of
    place."""
    gutter = gutter_of(marks)
    first = marks[0].span.source.path
    ordered = sorted(
        marks,
        key=lambda mark: (mark.span.source.path != first, mark.span.source.path, mark.span.start),
    )
    for path, group in groupby(ordered, key=lambda mark: mark.span.source.path):
        found = list(group)
        lead = next((mark for mark in found if mark.is_first), found[0])
        yield _head(lead.span.place(), gutter, "-->" if path == first else ":::")
        yield from _file(found, gutter, width)


def where(place: Place) -> str:
    """`file:line:column`, the file as text that is safe to show."""
    return f"{visible(place.path)}:{place.line}:{place.column}"


def _head(place: Place, gutter: int, arrow: str) -> Line:
    return line(" " * gutter, Piece(f"{arrow} ", "dim"), Piece(where(place), "path"))


def _file(marks: list[Mark], gutter: int, width: int) -> Iterator[Line]:
    bar = line(Piece(f"{' ' * gutter} |", "dim"))
    shown_before = 0
    for number, group in groupby(marks, key=lambda mark: mark.span.place().line):
        found = list(group)
        if not found[0].span.source.line_text(number).strip() and len(marks) == 1:
            continue
        if shown_before == 0:
            yield bar
        elif number > shown_before + 1:
            yield line(Piece(MORE, "dim"))
        shown_before = number
        yield from _row(found[0].span.source, number, found, gutter, width)


def _row(source: Source, number: int, marks: list[Mark], gutter: int, width: int) -> Iterator[Line]:
    room = max(width - gutter - 3, NARROWEST // 2)
    window = _Window(source, number, marks[0].span.place().column, room)
    yield line(Piece(f"{number:>{gutter}} | ", "dim"), window.text)
    for mark in marks:
        start, end = window.stretch(mark.span.place())
        sign = "^" if mark.is_first else "-"
        head = (
            Piece(f"{' ' * gutter} | ", "dim"),
            Piece(" " * start),
            Piece(sign * (end - start), mark.style),
        )
        yield from _label(head, end, mark, gutter, room)


def _label(head: Line, end: int, mark: Mark, gutter: int, room: int) -> Iterator[Line]:
    """The carets with what is said there: beside them if it fits, else below."""
    text = visible(mark.text)
    if not text:
        yield head
        return
    if end + 1 + cells(text) <= room:
        yield (*head, Piece(f" {text}", mark.style))
        return
    yield head
    for row in wrapped(text, room):
        margin = " " * max(0, min(end, room - cells(row)))
        yield line(Piece(f"{' ' * gutter} | ", "dim"), Piece(margin + row, mark.style))


class _Window:
    """The part of a line around a column that fits, and the cells at which its characters stand."""

    def __init__(self, source: Source, number: int, column: int, room: int) -> None:
        text = source.line_text(number)
        self._skipped = max(0, column - 1 - MOST_READ // 2)
        shown = [
            TAB if char == "\t" else visible(char) for char in text[self._skipped :][:MOST_READ]
        ]
        self._starts = _starts(shown)
        middle = self._starts[min(max(column - 1 - self._skipped, 0), len(shown))]
        too_long = self._skipped > 0 or self._starts[-1] > room
        self._left = max(0, min(middle - BEFORE, self._starts[-1] - room)) if too_long else 0
        self._room = room
        self.text = _between(shown, self._starts, self._left, room)
        if self._left or self._skipped:
            self.text = MORE + self.text[len(MORE) :]
        if self._starts[-1] - self._left > room:
            self.text = self.text[: -len(MORE)] + MORE

    def stretch(self, place: Place) -> tuple[int, int]:
        """The cells from and until which a place is marked: at least one; a longer place to the
        line's end."""
        last = len(self._starts) - 1
        first = min(max(place.column - 1 - self._skipped, 0), last)
        until = place.end_column - 1 - self._skipped if place.end_line == place.line else last
        start = min(max(self._starts[first] - self._left, 0), self._room - 1)
        end = self._starts[min(max(until, first), last)] - self._left
        return start, max(start + 1, min(end, self._room))


def _starts(shown: list[str]) -> list[int]:
    starts = [0]
    for char in shown:
        starts.append(starts[-1] + (char_cells(char) if len(char) == 1 else len(char)))
    return starts


def _between(shown: list[str], starts: list[int], left: int, room: int) -> str:
    """The characters that lie wholly between two cells; half a wide one at the left becomes a
    blank."""
    kept = [
        char
        for char, start, end in zip(shown, starts, starts[1:], strict=False)
        if start >= left and end <= left + room
    ]
    first = next((start for start in starts if start >= left), left)
    return " " * (first - left) + "".join(kept)
