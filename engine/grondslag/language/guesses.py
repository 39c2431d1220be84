"""Which keyword was meant, from the words around a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from grondslag.language.keywords import Keywords
from grondslag.language.scan import Piece
from grondslag.words.phrases import did_you_mean

LIKENESS: Final = 0.8
WORDS_BEFORE: Final = 3
MOST_WORDS: Final = 5
MOST_CHARACTERS: Final = 40


Guess = tuple[int, int, str]
"""The first and the last of the words, and the keyword that was meant."""


def near_phrase(pieces: Sequence[Piece], number: int, words: Keywords) -> Guess | None:
    """The keyword of several words that the words around a piece are most like.

    The words must take in the piece; what is spelt right already is no guess.
    """
    every = sorted({phrase for phrases in words.phrases.values() for phrase in phrases})
    best: tuple[float, int, int, str] | None = None
    for first in range(max(0, number - WORDS_BEFORE), number + 1):
        for last in range(max(number, first + 1), min(len(pieces), first + MOST_WORDS)):
            window = pieces[first : last + 1]
            if any(piece.kind != "word" for piece in window):
                break
            written = " ".join(piece.text for piece in window)
            if len(written) > MOST_CHARACTERS or written in every:
                continue
            found = _nearest(written, every)
            if found is not None and (best is None or found[0] > best[0]):
                best = (found[0], first, last, found[1])
    return best[1:] if best is not None else None


def _nearest(written: str, phrases: Iterable[str]) -> tuple[float, str] | None:
    best: tuple[float, str] | None = None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(written)
    count = len(written.split())
    for phrase in phrases:
        if len(phrase.split()) != count:
            continue
        matcher.set_seq1(phrase)
        if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
            continue
        ratio = matcher.ratio()
        if ratio >= LIKENESS and (best is None or ratio > best[0]):
            best = (ratio, phrase)
    return best


def near_keyword(piece: Piece, number: int, allowed: Iterable[str]) -> Guess | None:
    """The allowed keyword of one word that a word is most like."""
    found = _nearest(piece.text, allowed) if piece.kind == "word" else None
    return (number, number, found[1]) if found is not None else None


def near_word(written: str, allowed: Iterable[str]) -> str | None:
    """The allowed keyword that a word is most like."""
    return did_you_mean(written, allowed)
