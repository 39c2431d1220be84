"""Colours for rule files, in either keyword language: a lexer for Pygments.

It looks at a word and what stands before it, so that a piece of a rule is coloured as well as a whole one. Nothing
in the engine needs it; Pygments finds it by its entry point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Final

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
)

from grondslag.language.keywords import Keywords, keywords
from grondslag.language.parse import language_of
from grondslag.language.scan import CLAUSES, DECLARATIONS
from grondslag.text import Source

Colour = Any
"""A type of token, as Pygments has them."""
Coloured = tuple[int, Colour, str]

_CONSTANTS: Final = frozenset({"TRUE", "FALSE", "NONE", "TODAY", "NOW"})
_OUTCOMES: Final = frozenset({"VIOLATION", "COMPLIANT", "UNDETERMINED", "NOT_APPLICABLE"})
_CHOICES: Final[Mapping[str, frozenset[str]]] = {
    "SEVERITY": frozenset({"CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"}),
    "CERTAINTY": frozenset({"LAW", "GUIDANCE", "CONVENTION"}),
    "STATUS": frozenset({"LAW", "GUIDANCE", "HOUSE_RULE", "DRAFT"}),
    "OVERRIDE": frozenset({"DOWNWARD", "UPWARD", "NEVER", "FREELY"}),
}
"""What may be chosen after the first word of a clause."""
_CHOSEN: Final = frozenset[str]().union(*_CHOICES.values())
_BEFORE_NUMBER: Final = frozenset({"ART", "RECITAL", "SECTION", "CLAUSE"})
_IN_CLAUSES: Final = frozenset(
    {"FROM", "UNTIL", "EARLIER_UNREAD", "IN", "WHERE", "OF", "AS", "UNDER", "WHEN", "OTHERWISE"}
    | {"ON", "AT", "GIVES", "GIVEN", "BECAUSE", "OPEN_UNTIL", "VERSION"}
)
_STARTS_LINE: Final = (CLAUSES - _IN_CLAUSES) | frozenset(DECLARATIONS)
_IN_DATA: Final = frozenset({"TRUE", "FALSE", "NONE"})

_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+) | (?P<comment>\#[^\n]*) | (?P<text>"(?:[^"\\\n]|\\.)*")
    | (?P<language>(?:nl|en)(?=\s*")) | (?P<id>(?:eli|celex|bwb|url)(?=\s*"))
    | (?P<day>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)
    | (?P<number>\d+[a-z]?(?:[.:]\d+[a-z]?)*°?(?!\w)) | (?P<label>\([a-z0-9]{1,5}\))
    | (?P<word>[A-Za-z_]\w*(?:-\w+)*) | (?P<operator>!=|>=|<=|[=<>+-]) | (?P<sign>[()\[\]{}.,:])""",
    re.VERBOSE,
)
_IN_TEXT: Final = re.compile(r"(?P<escape>\\.|\{\{|\}\})|(?P<value>\{[^{}]*\})")
_COLOURS: Final[Mapping[str, Colour]] = {
    "language": Keyword.Type,
    "id": Keyword,
    "day": Literal.Date,
    "number": Number,
    "label": Name.Label,
    "operator": Operator,
    "sign": Punctuation,
}


class RuleLexer(Lexer):  # type: ignore[misc]
    """Rule files of grondslag; the first word says in which keyword language."""

    name = "grondslag rule"
    aliases: ClassVar[list[str]] = ["grondslag-rule"]
    filenames: ClassVar[list[str]] = ["*.rule"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[Coloured]:
        """The stretches of *text* in order, each with its place and colour; together they are the text."""
        return _Scan(text, keywords(language_of(Source("-", text)) or "en")).coloured()


@dataclass(slots=True)
class _Scan:
    """One pass over a text, with what was seen before the place it is at."""

    text: str
    words: Keywords
    begins_line: bool = True
    last: str = ""
    """A keyword by its terminal; a sign as it is; else the kind of what stood there."""
    open: str = ""
    """The brackets that are open; those of a cell of a table are `(`."""

    def coloured(self) -> Iterator[Coloured]:
        at = 0
        while at < len(self.text):
            found = _TOKEN.match(self.text, at)
            if found is None:
                yield at, Error, self.text[at]
                at += 1
                continue
            kind = found.lastgroup or ""
            if kind == "blank":
                yield at, Whitespace, found[0]
                self.begins_line = self.begins_line or "\n" in found[0]
            elif kind == "comment":
                yield at, Comment.Single, found[0]
            elif kind == "word":
                end, colour = self._word(found)
                yield at, colour, self.text[at:end]
                at = end
                continue
            else:
                yield from (
                    _text(at, found[0]) if kind == "text" else ((at, _COLOURS[kind], found[0]),)
                )
                self._see(kind, found[0])
            at = found.end()

    def _see(self, kind: str, written: str) -> None:
        if written in {"[", "{"}:
            self.open += "(" if written == "[" and self.last in {"word", "]"} else written
        elif written in {"]", "}"}:
            self.open = self.open[:-1]
        self.last = written if kind == "sign" else kind
        self.begins_line = False

    def _word(self, found: re.Match[str]) -> tuple[int, Colour]:
        """Where a keyword ends that begins here, or else a word, and its colour."""
        for phrase in _phrases(found[0], self.words):
            whole = _pattern(phrase).match(self.text, found.start())
            terminals = self.words.terminals_of(phrase) if whole else ()
            terminal = next((each for each in terminals if self._is_keyword(each)), None)
            if whole is not None and terminal is not None:
                self._see(terminal, "")
                return whole.end(), _colour_of(terminal)
        colour = Name
        if self.last in DECLARATIONS:
            colour = Name.Class
        elif self.last == "." or (_KEY.match(self.text, found.end()) and self.open[-1:] == "{"):
            colour = Name.Attribute
        self._see("word", "")
        return found.end(), colour

    def _is_keyword(self, terminal: str) -> bool:
        """Whether a phrase is a keyword where it stands, and no name, field or code."""
        if self.last == "." or self.last in DECLARATIONS:
            return False
        if terminal == "UNIT":
            return self.last == "number"
        if self.open[-1:] in {"{", "["}:
            return terminal in _IN_DATA and self.last in {":", ",", "["}
        if terminal in {"LID", "SUB", "ORDINAL"}:
            return self.last in {"number", "ORDINAL"}
        if terminal in _BEFORE_NUMBER:
            return self.last == "word"
        if terminal in _CHOSEN:
            return terminal in _CHOICES.get(self.last, ())
        return self.begins_line or terminal not in _STARTS_LINE


_KEY: Final = re.compile(r"\s*:")


def _phrases(word: str, words: Keywords) -> tuple[str, ...]:
    """The phrases that may begin with a word, the longest first."""
    return (*words.starting_with(word), *words.starting_with(f"{word}."))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    end = r"(?![\w-])" if phrase[-1].isalnum() else ""
    return re.compile(r"\s+".join(map(re.escape, phrase.split())) + end)


def _colour_of(terminal: str) -> Colour:
    if terminal in DECLARATIONS:
        return Keyword.Declaration
    if terminal in _CONSTANTS | _OUTCOMES | _CHOSEN:
        return Keyword.Constant
    if terminal == "UNIT":
        return Keyword.Type
    of_clause = CLAUSES | _IN_CLAUSES | _BEFORE_NUMBER | {"LID", "SUB", "ORDINAL"}
    return Keyword if terminal in of_clause else Operator.Word


def _text(start: int, text: str) -> Iterator[Coloured]:
    """A text with its escapes and what stands between braces."""
    at = 0
    for found in _IN_TEXT.finditer(text):
        if found.start() > at:
            yield start + at, String, text[at : found.start()]
        colour = String.Escape if found.lastgroup == "escape" else String.Interpol
        yield start + found.start(), colour, found[0]
        at = found.end()
    yield start + at, String, text[at:]
