"""A text that names lawful bases: by our words, or by the letters of art. 6(1) of the GDPR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from grondslag.interchange.importing.cells import Cells
from grondslag.interchange.importing.parts import parts_of

LETTERS: Final = {
    "a": "consent",
    "b": "contract",
    "c": "legal_obligation",
    "d": "vital_interests",
    "e": "public_task",
    "f": "legitimate_interests",
}
BY_CODE: Final = {code: letter for letter, code in LETTERS.items()}
WITH_LAW: Final = frozenset({"legal_obligation", "public_task"})
"""Bases for which art. 6(3) asks which law."""

_SIX: Final = re.compile(r"\b(?:art(?:ikel|icle|\.)?s?\.?\s*)6(?![\d])(?:\.1)?", re.IGNORECASE)
_FIRST: Final = re.compile(
    r"[,.\s]*(?:(?:lid|abs(?:atz)?|par(?:a|agraph|agraphe|agraaf)?|ziffer|§)?\.?\s*\(?1(?:e)?\)?"
    r"|(?:het\s+)?eerste\s+lid|\(1\))?[,.\s]*(?:s(?:atz)?\.?\s*1)?[,.\s]*",
    re.IGNORECASE,
)
_JOIN: Final = r"(?:und|sowie|oder|en|and|et|of|or|ou|i\.\s*v\.\s*m\.|[,;/&.\s])*"
_LETTER: Final = re.compile(
    _JOIN
    + r"(?:(?:sub|onder|lit(?:era|\.)?|punt|point|letter|buchst(?:abe|\.)?|onderdeel)\s*\.?\s*[\"'(]?([a-f])[\"']?\)?"
    + r"|\(([a-f])\)|(?<=[\s.(])([a-f])\)?)(?![a-z0-9])",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"⟦([a-f]+)⟧")
_POLICE: Final = re.compile(
    r"2016/680|\bWpg\b|\bWjsg\b|Wet politiegegevens|Wet justitiële en strafvorderlijke gegevens"
)
_REGULATION: Final = re.compile(r"\b(?:AVG|GDPR|DS-?GVO|RGPD|UAVG)\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases named, in the order of art. 6(1); `rest` says that the text says more than that.

    `law_enforcement`: no art. 6 is named, but a law on data of police or prosecution is.
    """

    codes: tuple[str, ...]
    rest: bool
    law_enforcement: bool = False


def bases_in(cells: Cells, text: str) -> Bases | None:
    """What a text says of the lawful basis; None where it names none for certain."""
    named: set[str] = set()
    rest: list[str] = []
    for part in parts_of(_marked(text)):
        letters = {letter for mark in _MARK.findall(part) for letter in mark}
        words, left = _words(cells, _MARK.sub(" ", part))
        by_letter = {LETTERS[letter] for letter in letters}
        if by_letter and not words <= by_letter:
            return None  # In one part the words and the letters disagree: a person must say which it is.
        named |= by_letter | words
        rest += [left] if left else []
    if named:
        return Bases(tuple(sorted(named, key=BY_CODE.__getitem__)), bool(rest))
    if _SIX.search(text) is None and _POLICE.search(text):
        return Bases((), rest=True, law_enforcement=True)
    return None


def _marked(text: str) -> str:
    """The text with each reference to art. 6(1) as `⟦letters⟧`, so that it is not cut in two."""
    pieces = []
    at = 0
    for six in _SIX.finditer(text):
        if six.start() < at:
            continue
        first = _FIRST.match(text, six.end())
        end = first.end() if first else six.end()
        here = []
        while letter := _LETTER.match(text, end):
            here.append(next(filter(None, letter.groups())).lower())
            end = letter.end()
        if here:
            pieces += [text[at : six.start()], f"⟦{''.join(here)}⟧"]
            at = end
    return "".join((*pieces, text[at:]))


def _words(cells: Cells, text: str) -> tuple[set[str], str]:
    """The bases that a text names by our words, and what else it says."""
    bare = _REGULATION.sub(" ", text)
    if (code := cells.code("lawful_basis", bare)) is not None:
        return {code}, ""
    found: set[str] = set()
    rest: list[str] = []
    for part in parts_of(bare):
        if not re.search(r"\w", part):
            continue
        code = cells.code("lawful_basis", part) or cells.code(
            "lawful_basis", _BRACKETS.sub(" ", part)
        )
        if code is None:
            rest.append(part)
            continue
        found.add(code)
        inside = " ".join(_BRACKETS.findall(part))
        rest += [inside] if re.search(r"\w", inside) else []
    return found, " ".join(rest)
