"""The words of a rule file with the comments between them, as the formatter works on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from grondslag.language.grammar import read_slice
from grondslag.language.keywords import KeywordLanguage

_COMMENT: Final = re.compile(r"#[^\n]*")
_EMPTY_LINE: Final = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line of its own, without white space at its end."""

    text: str
    at_margin: bool
    """Whether it stands in column 1."""
    after_empty_line: bool


@dataclass(slots=True)
class Word:
    """A word or sign to be written, with its comments.

    `text` is how it is written: one or more words of the language; empty if the word before it says it too.
    """

    terminal: str
    text: str
    start: int
    end: int
    before: tuple[Comment, ...] = ()
    """Comments on lines of their own before it."""
    after: str | None = None
    """The comment at the end of its line."""
    after_empty_line: bool = False
    """Whether an empty line stands between it and the comments before it."""


@dataclass(slots=True)
class Reading:
    """A file that parsed: its syntax nodes, its words in order, and the comments after the last of them."""

    nodes: tuple[Any, ...]
    words: list[Word]
    rest: tuple[Comment, ...]


def read_words(text: str, language: KeywordLanguage) -> Reading:
    """The words of a whole file. Raises Lark's `UnexpectedInput` where it does not parse."""
    nodes, lexemes = read_slice(text, 0, len(text), language, "start")
    words: list[Word] = []
    end = 0
    for each in lexemes:
        word = Word(each.terminal, each.text, each.start, each.end)
        if "#" in text[end : each.start]:
            word.before, blank = _comments(text, end, each.start, words)
            word.after_empty_line = _EMPTY_LINE.search(blank) is not None
        words.append(word)
        end = each.end
    rest, _ = _comments(text, end, len(text), words)
    return Reading(nodes, words, rest)


def comments_of(read: Reading) -> list[str]:
    """The comments of a file, in order."""
    found: list[str] = []
    for word in read.words:
        found += [comment.text for comment in word.before]
        found += [] if word.after is None else [word.after]
    return [*found, *(comment.text for comment in read.rest)]


def _comments(
    text: str, start: int, end: int, words: Sequence[Word]
) -> tuple[tuple[Comment, ...], str]:
    """The comments in a stretch without words, and the white space after them.

    One on the line of the last word is given to that word.
    """
    found: list[Comment] = []
    at = start
    for match in _COMMENT.finditer(text, start, end):
        blank, comment = text[at : match.start()], match[0].rstrip()
        if words and at == start and "\n" not in blank:
            words[-1].after = comment
        else:
            at_margin = match.start() == 0 or text[match.start() - 1] == "\n"
            found.append(Comment(comment, at_margin, _EMPTY_LINE.search(blank) is not None))
        at = match.end()
    return tuple(found), text[at:end]
