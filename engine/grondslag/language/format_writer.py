"""Words on lines: the spaces between them, line ends, and the comments that force one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from grondslag.language.format_words import Word

COLUMNS: Final = 120
_NO_SPACE_BEFORE: Final = frozenset(",:)]}.")
_NO_SPACE_AFTER: Final = frozenset("([{.")
_LOOKED_UP: Final = frozenset({"NAME", "FIELD"})
_OPENS_BLOCK: Final = frozenset({"ALL_OF", "ANY_OF", "NONE_OF"})


class Writer:
    """Writes words in the order it is given them, by their numbers in the file.

    A stretch of words is a half-open pair of numbers. A line that is asked for begins with the next word.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.written: list[Word] = []
        self.comments: list[str] = []
        self._out: list[str] = []
        self._column = 0
        self._next_line: int | None = 0
        """The indentation of the line to begin, if one is."""
        self._starts = {word.start: number for number, word in enumerate(words)}
        self._ends = {word.end: number for number, word in enumerate(words, 1)}
        self._sum_up()

    def _sum_up(self) -> None:
        """For each word what stands before it: columns on one line, comments, and lists with items."""
        self._columns, self._breaks, self._comments = [0], [0], [0]
        before: Word | None = None
        for word in self.words:
            space = before is not None and _space_between(before, word)
            self._columns.append(self._columns[-1] + space + len(word.text))
            self._breaks.append(self._breaks[-1] + (word.terminal in _OPENS_BLOCK))
            self._comments.append(self._comments[-1] + len(word.before) + (word.after is not None))
            before = word if word.text else before

    # ------------------------------------------------------------------------------- where and how wide

    def stretch(self, node: Any) -> tuple[int, int]:
        """The words of a syntax node."""
        return self._starts[node.where[0]], self._ends[node.where[1]]

    def width(self, start: int, end: int) -> int:
        """The columns of a stretch on one line, without space before it."""
        return self._columns[end] - self._columns[start + 1] + len(self.words[start].text)

    def fits(self, start: int, end: int, more: int = 0) -> bool:
        """Whether a stretch, and *more* columns after it, fit on the line; what must break does not."""
        if self._breaks[start] != self._breaks[end] or self._has_comment_inside(start, end):
            return False
        return self.has_room(start, end, more)

    def has_room(self, start: int, end: int, more: int = 0) -> bool:
        """Whether a stretch fits on the line if no comment breaks it."""
        used = self._column + 1 if self._next_line is None else self._next_line
        return used + self.width(start, end) + more <= COLUMNS

    def would_fit(self, start: int, end: int, indent: int) -> bool:
        """Whether a stretch without lists of conditions would fit on a line of its own."""
        inside = self._has_comment_inside(start, end)
        return not inside and indent + self.width(start, end) <= COLUMNS

    def _has_comment_inside(self, start: int, end: int) -> bool:
        """Whether a comment stands between the words of a stretch."""
        first, last = self.words[start], self.words[end - 1]
        outside = len(first.before) + (last.after is not None)
        return self._comments[end] - self._comments[start] > outside

    # -------------------------------------------------------------------------------------------- writing

    def line(self, indent: int) -> None:
        """The next word begins a line."""
        self._next_line = indent

    def empty_line(self) -> None:
        """An empty line before the next word, unless nothing was written."""
        if self._out:
            self._out.append("\n")

    def run(self, start: int, end: int, indent: int) -> None:
        """Writes a stretch on the line; only comments break it, and what follows them is indented."""
        for number in range(start, end):
            self.word(number, indent)

    def word(self, number: int, indent: int) -> None:
        """Writes a word with its comments; *indent* is for the line that a comment begins."""
        word = self.words[number]
        if not word.text:
            return
        for comment in word.before:
            self.comment(comment.text, indent)
        if self._next_line is not None:
            self._begin_line(self._next_line)
        elif self.written and _space_between(self.written[-1], word):
            self._put(" ")
        self._put(word.text)
        self.written.append(word)
        if word.after is not None:
            self._put(f"  {word.after}")
            self.comments.append(word.after)
            self._next_line = indent

    def comment(self, text: str, indent: int) -> None:
        """Writes a comment on a line of its own: where a line was to begin, else at *indent*."""
        at = indent if self._next_line is None else self._next_line
        self._begin_line(at)
        self._put(text)
        self.comments.append(text)
        self._next_line = at

    def _begin_line(self, indent: int) -> None:
        if self._out:
            self._out.append("\n")
        self._out.append(" " * indent)
        self._column = indent
        self._next_line = None

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._column += len(text)

    def text(self) -> str:
        """All that was written."""
        return "".join(self._out) + "\n"


def _space_between(before: Word, word: Word) -> bool:
    if word.text in _NO_SPACE_BEFORE or before.text in _NO_SPACE_AFTER:
        return False
    if word.text == "[":
        return not (before.terminal in _LOOKED_UP or before.text == "]")
    return word.terminal != "PARENREF" or not word.text.startswith("(")
