"""The keyword tables: what the words of the language are called in English and in Dutch."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

KeywordLanguage = Literal["en", "nl"]
KEYWORD_LANGUAGES: Final[tuple[KeywordLanguage, ...]] = ("en", "nl")
FIRST_WORDS: Final = ("RULE", "PACK")
PLAIN_WORDS: Final[Mapping[str, Mapping[KeywordLanguage, str]]] = {
    "unknown": {"en": "unknown", "nl": "onbekend"},
    "all": {"en": "all", "nl": "alle"},
}
"""Words with a meaning in example data that are no keywords: canonical, and how each language writes them."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of one language: its reserved words, and phrases by terminal.

    The first phrase of a terminal is canonical.
    """

    language: KeywordLanguage
    phrases: Mapping[str, tuple[str, ...]]
    reserved: frozenset[str]

    def phrase(self, terminal: str) -> str:
        """The canonical phrase of a keyword."""
        return self.phrases[terminal][0]

    def position(self, terminal: str, written: str) -> int:
        """Which of its phrases a keyword was written as, whatever the white space in it."""
        return self.phrases[terminal].index(" ".join(written.split()))

    def pattern(self, terminal: str) -> str:
        """A regular expression for a keyword, longest phrase first, ending at the end of a word."""
        ordered = sorted(set(self.phrases[terminal]), key=lambda phrase: (-len(phrase), phrase))
        return "|".join(_pattern(phrase) for phrase in ordered)

    def priority(self, terminal: str) -> int:
        """10 plus the number of words of the longest phrase, so that the longest phrase wins."""
        return 10 + max(len(phrase.split()) for phrase in self.phrases[terminal])

    def starting_with(self, word: str) -> tuple[str, ...]:
        """The phrases whose first word is *word*, longest first."""
        return _by_first_word(self.language).get(word, ())

    def terminals_of(self, phrase: str) -> tuple[str, ...]:
        """The keywords that may be written as *phrase*."""
        return tuple(name for name, phrases in self.phrases.items() if phrase in phrases)


def _pattern(phrase: str) -> str:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return words + (r"(?!\w)" if phrase[-1].isalnum() else "")


@cache
def keywords(language: KeywordLanguage) -> Keywords:
    """The keywords of *language* (`en` or `nl`)."""
    table = _table()
    phrases = {name: tuple(entry[language]) for name, entry in table["phrases"].items()}
    return Keywords(language, phrases, frozenset(table["reserved"][language]))


@cache
def _by_first_word(language: KeywordLanguage) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, set[str]] = {}
    for phrases in keywords(language).phrases.values():
        for phrase in phrases:
            table.setdefault(phrase.split()[0], set()).add(phrase)
    return {
        word: tuple(sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)))
        for word, phrases in table.items()
    }


@cache
def first_words() -> Mapping[str, KeywordLanguage]:
    """The words a file may start with, and the keyword language each of them means."""
    return {
        keywords(language).phrase(terminal): language
        for language in KEYWORD_LANGUAGES
        for terminal in FIRST_WORDS
    }


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    file = files("grondslag.language") / "keywords.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
