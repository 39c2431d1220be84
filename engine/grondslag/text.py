"""A text that was read, a stretch of it, and text from anyone made harmless to show."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final
from unicodedata import category

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (direction marks among them), lone surrogates, line and paragraph separators."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file as people count: lines and columns from 1, the end just past the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(eq=False, slots=True)
class Source:
    """A text with the path as the user would type it (`/` between folders; `-` for standard input).

    `text` is decoded and without byte order mark. Line ends are kept as written.
    """

    path: str
    text: str
    _starts: list[int] | None = field(default=None, repr=False)

    def line_starts(self) -> list[int]:
        """The offsets at which the lines begin; a line ends with `\\n`."""
        if self._starts is None:
            starts = [0]
            found = self.text.find("\n")
            while found >= 0:
                starts.append(found + 1)
                found = self.text.find("\n", found + 1)
            self._starts = starts
        return self._starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in characters (clamped to the text)."""
        offset = max(0, min(offset, len(self.text)))
        starts = self.line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end; empty outside the text."""
        starts = self.line_starts()
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a source, in characters from 0. `start == end` is a point."""

    source: Source
    start: int
    end: int

    def place(self) -> Place:
        """The same stretch as lines and columns from 1."""
        line, column = self.source.line_column(self.start)
        end_line, end_column = self.source.line_column(max(self.start, self.end))
        return Place(self.source.path, line, column, end_line, end_column)


def visible(text: str) -> str:
    """*text* on one line, with every character that has no form of its own shown as `\\x1b` or
    `\\u202e`."""
    if text.isprintable():
        return text
    return "".join(_shown(char) if category(char) in HIDDEN else char for char in text)


def _shown(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
