"""How each word of a rule file is written: canonical phrases, in the keyword language asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from lark.exceptions import UnexpectedInput

from grondslag.language.check_citations import in_brackets
from grondslag.language.declarations import ArticleList
from grondslag.language.format_words import Word
from grondslag.language.grammar import Lexeme, read_slice
from grondslag.language.keywords import (
    KEYWORD_LANGUAGES,
    PLAIN_WORDS,
    KeywordLanguage,
    keywords,
)

_SYMBOLS: Final = {
    "=": "IS",
    "!=": "IS_NOT",
    ">": "IS_MORE_THAN",
    ">=": "IS_AT_LEAST",
    "<": "IS_LESS_THAN",
    "<=": "IS_AT_MOST",
}
_PARAGRAPHS: Final = frozenset(keywords(language).phrase("LID") for language in KEYWORD_LANGUAGES)
_SIGNS: Final = {"IS": "=", "IS_NOT": "!="}
_YES_NO: Final = {"true": "TRUE", "false": "FALSE"}
# As the grammar has them: what may stand after `lid` and after `sub`.
_LID: Final = re.compile(r"[0-9]+[a-z]?")
_SUB: Final = re.compile(r"[a-z]{1,4}|[0-9]+")
_BRACES: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_ONE_WORD: Final = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """From the keyword language a file is in to the one it is written in; the same for a plain layout."""

    written: KeywordLanguage
    wanted: KeywordLanguage
    articles: Mapping[str, ArticleList] | None = None
    """The lists of articles the file can cite, by source; None if they are not known."""

    def rewrite(self, words: Sequence[Word]) -> list[Word]:
        """Gives each word its canonical form; returns those that would mean something else in the other language."""
        return list(self._rewritten(words))

    def _rewritten(self, words: Sequence[Word]) -> Iterator[Word]:
        data = False
        braces = 0
        for number, word in enumerate(words):
            before = words[number - 1] if number else word
            after = words[number + 1] if number + 1 < len(words) else word
            data = word.terminal == "GIVEN" or (data and (braces > 0 or before.terminal == "GIVEN"))
            braces += (word.text == "{") - (word.text == "}") if data else 0
            if self._is_taken(word, data=data):
                yield word
            elif word.terminal == "STRING":
                word.text = self._text(word.text) if before.terminal == "LANG" else word.text
            elif word.terminal == "NAME":
                self._name(word, data=data)
            elif word.terminal == "PARENREF" and before.terminal != "PARENREF":
                self._brackets(words, number)
            elif word.terminal != "PARENREF":
                self._phrase(word, before, after)

    def _is_taken(self, word: Word, *, data: bool) -> bool:
        """Whether a name is a word with a meaning of its own in the language wanted."""
        if word.terminal != "NAME" or self.written == self.wanted:
            return False
        reserved = word.text in keywords(self.wanted).reserved
        if not data:
            return reserved
        meanings = [*_YES_NO, *(spelled[self.wanted] for spelled in PLAIN_WORDS.values())]
        return self._plain(word.text) is None and (reserved or word.text in meanings)

    def _name(self, word: Word, *, data: bool) -> None:
        plain = self._plain(word.text) if data else None
        if plain in _YES_NO:
            word.terminal = _YES_NO[plain]
            word.text = keywords(self.wanted).phrase(word.terminal)
        elif plain is not None:
            word.text = PLAIN_WORDS[plain][self.wanted]

    def _plain(self, text: str) -> str | None:
        """The word of example data that is meant, if it is no keyword; `true` and `false` are words in Dutch."""
        if self.written == "nl" and text in _YES_NO:
            return text
        found = (name for name, spelled in PLAIN_WORDS.items() if text == spelled[self.written])
        return next(found, None)

    def _phrase(self, word: Word, before: Word, after: Word) -> None:
        """The canonical phrase of a keyword, or of a sign that stands for one."""
        terminal = _SYMBOLS.get(word.text, word.terminal)
        phrases = keywords(self.wanted).phrases
        if terminal not in phrases:
            return
        if terminal in _SIGNS and _runs_on(terminal, after):
            word.text = _SIGNS[terminal]
        elif terminal == "UNIT":
            number = keywords(self.written).position(terminal, word.text) // 2 * 2
            word.text = phrases[terminal][number + (before.text.lstrip("0") != "1")]
        elif terminal == "ORDINAL":
            word.text = phrases[terminal][keywords(self.written).position(terminal, word.text)]
        elif terminal == "SUB":
            word.text = _sub(after.text, self.wanted)
        else:
            word.terminal, word.text = terminal, phrases[terminal][0]

    def _brackets(self, words: Sequence[Word], first: int) -> None:
        """`AVG art. 28(3)(a)` as `AVG art. 28 lid 3 sub a`.

        A number by itself is a paragraph or a point: without lists of articles it stays in brackets.
        """
        end = first
        while end < len(words) and words[end].terminal == "PARENREF":
            end += 1
        found = words[first:end]
        if any(word.before for word in found) or any(word.after for word in found[:-1]):
            return
        brackets = tuple(word.text[1:-1] for word in found)
        if self.articles is None and len(brackets) == 1 and brackets[0][0].isdigit():
            return
        listed = (self.articles or {}).get(words[first - 3].text)
        paragraph, sub = in_brackets(words[first - 1].text, brackets, listed)
        if not _LID.fullmatch(paragraph or "1") or not _SUB.fullmatch(sub or "a"):
            return
        lid = f"{keywords(self.wanted).phrase('LID')} {paragraph}" if paragraph else ""
        point = f"{_sub(sub, self.wanted)} {sub}" if sub else ""
        for word in found:
            word.text = ""
        found[-1].text = f"{lid} {point}".strip()

    def _text(self, text: str) -> str:
        """A text, its keywords between braces in the language wanted."""
        if "{" not in text:
            return text
        return _BRACES.sub(self._between_braces, text)

    def _between_braces(self, found: re.Match[str]) -> str:
        inner = found[1]
        if inner is None or (self.written == self.wanted and _ONE_WORD.fullmatch(inner)):
            return found[0]
        # A text inside a text has its quotes as `\"`: no keyword stands in it.
        plain = inner.replace('\\"', ' "')
        try:
            _, lexemes = read_slice(plain, 0, len(plain), self.written, "interpolation")
        except UnexpectedInput:
            return found[0]
        parts: list[str] = []
        end = 0
        for number, each in enumerate(lexemes):
            parts.append(inner[end : each.start])
            parts.append(self._in_braces(each, lexemes[max(0, number - 1)], inner))
            end = each.end
        return "{" + "".join(parts) + inner[end:] + "}"

    def _in_braces(self, lexeme: Lexeme, before: Lexeme, inner: str) -> str:
        if lexeme.terminal not in keywords(self.wanted).phrases:
            return inner[lexeme.start : lexeme.end]
        word = Word(lexeme.terminal, lexeme.text, lexeme.start, lexeme.end)
        self._phrase(word, Word(before.terminal, before.text, before.start, before.end), word)
        return word.text


def _parts(word: Word) -> tuple[tuple[str, str], ...]:
    """The words that the parser reads a written word as, by terminal and text."""
    if word.text in _SYMBOLS:
        return (("", word.text),)
    if word.terminal != "PARENREF" or word.text.startswith("("):
        return ((word.terminal, word.text),) if word.text else ()
    texts = word.text.split(" ")
    terminals: tuple[str, ...] = ("LID", "ARTNUM", "SUB", "SUBREF")
    if len(texts) == 2:
        terminals = terminals[:2] if texts[0] in _PARAGRAPHS else terminals[2:]
    return tuple(zip(terminals, texts, strict=True))


def shape_of(words: Iterable[Word]) -> list[tuple[str, str]]:
    """What is said, whatever its layout: the words by terminal and text."""
    return [part for word in words for part in _parts(word)]


def _sub(number: str, language: KeywordLanguage) -> str:
    """The word before a point: a letter is `sub a`, a number `point 7` or `punt 7`."""
    phrases = keywords(language).phrases["SUB"]
    return phrases[-1] if number[:1].isdigit() and not number.endswith("°") else phrases[0]


def _runs_on(terminal: str, after: Word) -> bool:
    """Whether `is` and the word after it would be read as one phrase, in either language: `is` and `empty`."""
    if after.terminal == "NONE":
        return terminal == "IS"
    return after.terminal == "NAME" and after.text in _second_words(terminal)


@cache
def _second_words(terminal: str) -> frozenset[str]:
    found = set()
    for language in KEYWORD_LANGUAGES:
        words = keywords(language)
        start = words.phrase(terminal) + " "
        for phrases in words.phrases.values():
            found |= {one.removeprefix(start) for one in phrases if one.startswith(start)}
    return frozenset(found)
