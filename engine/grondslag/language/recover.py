"""Reading a file with mistakes: what is right is read, what is wrong is said and passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lark.exceptions import UnexpectedInput

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.grammar import parse_slice
from grondslag.language.guesses import near_word
from grondslag.language.mistakes import explain
from grondslag.language.problems import Problems
from grondslag.language.scan import (
    CLAUSES,
    DECLARATIONS,
    Piece,
    phrase_at,
    pieces_of,
    units_of,
)
from grondslag.language.stop import Stop

MOST_REPAIRS: Final = 20
"""Of one declaration; what still does not parse after these is passed over."""
MOST_MISTAKES: Final = 50
"""Of one file; nobody reads more."""

_NOT_LINE_END: Final = re.compile(r"[^\n]")


def read_file(problems: Problems) -> s.File:
    """The syntax of a file, after as many mistakes as can be told.

    A file that does not parse is read declaration by declaration, each of which starts with a word
    in column 1; in a declaration that does not parse, the clause or item with the mistake is passed
    over.
    """
    source, language = problems.source, problems.language
    try:
        nodes = parse_slice(source.text, 0, len(source.text), language, "start")
        return s.File(source, language, nodes)
    except UnexpectedInput:
        pass
    declarations: list[s.Declaration] = []
    lost: list[s.Lost] = []
    for start, end in _declarations(problems):
        reading = _Reading(problems, start, end)
        declarations += reading.read()
        lost += reading.lost
    return s.File(source, language, tuple(declarations), tuple(lost))


def read_interpolation(problems: Problems, where: e.Where) -> e.Expression | None:
    """What stands between braces."""
    text, (start, end) = problems.source.text, where
    if "\\" in text[start:end]:
        text = text[:start] + _without_escapes(text[start:end]) + text[end:]
    try:
        found: e.Expression = parse_slice(text, start, end, problems.language, "interpolation")
    except UnexpectedInput as error:
        pieces = pieces_of(text, start, end)
        explain(Stop(problems, pieces, error, text, start, end, "interpolation"))
        return None
    return found


def _without_escapes(raw: str) -> str:
    r"""A text inside a text has its quotes as `\"`: the quotes alone, everything in its place."""
    parts = raw.split('\\"')
    whole = parts[0]
    for number, part in enumerate(parts[1:]):
        whole += (' "' if number % 2 == 0 else '" ') + part
    return whole


def _declarations(problems: Problems) -> list[tuple[int, int]]:
    """The stretches of the declarations of a file."""
    text, words = problems.source.text, problems.words
    pieces = pieces_of(text, 0, len(text))
    starts = [pieces[0].start] if pieces else [0]
    for number, piece in enumerate(pieces):
        if piece.kind != "word" or piece.start == starts[0]:
            continue
        if piece.start > 0 and text[piece.start - 1] != "\n":
            continue
        phrase = " ".join(phrase_at(pieces, number, words))
        terminals = words.terminals_of(phrase) if phrase else ("RULE",)
        if any(terminal in DECLARATIONS for terminal in terminals):
            starts.append(piece.start)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


@dataclass
class _Reading:
    """Reading one declaration: the text with what was passed over blanked, and what that was."""

    problems: Problems
    start: int
    end: int
    lost: list[s.Lost] = field(default_factory=list)

    def read(self) -> tuple[s.Declaration, ...]:
        """The declaration without what is wrong in it; nothing if nothing can be made of it."""
        text = self.problems.source.text
        self.pieces = pieces_of(text, self.start, self.end)
        self.units = units_of(self.pieces, self.problems.words, self.end)
        for _ in range(MOST_REPAIRS):
            try:
                nodes: tuple[s.Declaration, ...] = parse_slice(
                    text, self.start, self.end, self.problems.language, "start"
                )
                return nodes
            except UnexpectedInput as error:
                stretch = self._mistake(text, error)
            if stretch is None or len(self.problems.found) >= MOST_MISTAKES:
                break
            self._lose(stretch)
            text = _blanked(text, stretch)
        self._lose((self.start, self.end))
        return ()

    def _mistake(self, text: str, error: UnexpectedInput) -> e.Where | None:
        """Say what is wrong, and give the stretch to pass over; None for the whole declaration."""
        stop = Stop(self.problems, self.pieces, error, text, self.start, self.end)
        repaired = self._follows_repair(stop)
        if repaired is not None:
            return self._larger(repaired)
        where = explain(stop)
        return self._stretch(stop, where)

    def _follows_repair(self, stop: Stop) -> e.Where | None:
        """The stretch passed over just before the place: then the mistake may be of the repair."""
        last = self.pieces[stop.number - 1] if stop.number > 0 else None
        for lost in self.lost:
            start, end = lost.where
            if last is not None and start <= last.start < end:
                return lost.where
            if start <= stop.offset < end:
                return lost.where
        return None

    def _larger(self, stretch: e.Where) -> e.Where | None:
        clause = self.units.clause(stretch[0])
        if clause == stretch or clause[0] == self.start:
            return None
        return clause

    def _stretch(self, stop: Stop, where: e.Where) -> e.Where | None:
        """The item or clause that holds a mistake; None for the head of the declaration."""
        place = min(where[0], stop.offset, self.pieces[-1].start)
        if where[0] == stop.offset and self._misspelt_clause(stop):
            return place, self.units.clause(place)[1]
        end = 0
        if place == stop.offset and place in self.units.clauses and not stop.at_new_clause:
            # The clause before is not complete. A word inside a line begins no clause after all.
            if not self._begins_line(place):
                end = self.units.clause(place)[1]
            place = self.pieces[max(0, stop.number - 1)].start
        start, until = self.units.item(place) or self.units.clause(place)
        return None if start <= self.start else (start, max(until, end))

    def _misspelt_clause(self, stop: Stop) -> bool:
        """Whether it stopped on a word that begins a line and may be meant to begin a clause."""
        if not stop.at_new_clause or stop.piece is None or stop.offset != stop.piece.start:
            return False
        words = self.problems.words
        firsts = {words.phrase(terminal).split()[0] for terminal in CLAUSES}
        near = near_word(stop.piece.text, firsts) is not None
        return near and self._begins_line(stop.offset)

    def _begins_line(self, place: int) -> bool:
        text = self.problems.source.text
        return not text[text.rfind("\n", 0, place) + 1 : place].strip()

    def _lose(self, stretch: e.Where) -> None:
        terminal = _terminal(self.pieces, self.problems)
        name = self.pieces[1].text if terminal and len(self.pieces) > 1 else None
        self.lost.append(s.Lost(stretch, terminal, name))


def _terminal(pieces: Sequence[Piece], problems: Problems) -> str | None:
    """The declaration that a stretch holds, by its first word."""
    phrase = " ".join(phrase_at(pieces, 0, problems.words)) if pieces else ""
    found = [one for one in problems.words.terminals_of(phrase) if one in DECLARATIONS]
    return found[0] if found else None


def _blanked(text: str, stretch: e.Where) -> str:
    """The text with a stretch made of spaces, so that every other place stays what it was."""
    start, end = stretch
    return text[:start] + _NOT_LINE_END.sub(" ", text[start:end]) + text[end:]
