"""A rough look at a text that does not parse: its words and signs, and where clauses begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from grondslag.language.keywords import Keywords

PieceKind = Literal["text", "open text", "word", "sign"]

_PIECE: Final = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*")|(?P<open>"[^\n]*)|(?P<comment>\#[^\n]*)"""
    r"""|(?P<word>[^\W\d][\w°]*(?:-\w+)*(?:\.(?=\s))?)|(?P<number>\d[\w.:/-]*)|(?P<sign>!=|>=|<=|\S)"""
)
_LABEL: Final = re.compile(r"\([a-z]{1,4}\)")

DECLARATIONS: Final = ("RULE", "PACK", "USE", "SOURCE", "PARAMETER", "TABLE", "DEFINE")
CLAUSES: Final = frozenset(
    {
        "TITLE",
        "UNDER",
        "SEVERITY",
        "CERTAINTY",
        "SOURCE_READ",
        "SOURCE_PART",
        "SOURCE_UNREAD",
        "REVIEW_BY",
        "WAIVABLE_NEVER",
        "VALID_FROM",
        "APPLIES_AT_EVENT",
        "APPLIES_AT_CHECK",
        "FOR_EACH",
        "FOR_THE",
        "WHEN",
        "REQUIRE",
        "UNLESS",
        "OTHERWISE",
        "FIX",
        "NOTE",
        "EXAMPLE",
        "STATUS",
        "SCHEMA",
        "DEADLINES",
        "ARTICLES",
        "VALUE",
        "OVERRIDE",
        "KEY",
        "COLUMN",
    }
)
BLOCKS: Final = frozenset({"ALL_OF", "ANY_OF", "NONE_OF"})
OF_DEFINE: Final = frozenset({"TITLE", "UNDER", "NOTE"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, text or sign of a file; a word may hold hyphens, a number may be a date."""

    kind: PieceKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A keyword as it stands in a file: the first of its pieces, and where it ends."""

    terminal: str
    first: int
    start: int
    end: int


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a stretch; comments are left out."""
    return list(_pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    kinds: dict[str, PieceKind] = {"text": "text", "open": "open text", "word": "word"}
    for found in _PIECE.finditer(text, start, end):
        group = found.lastgroup or "sign"
        if group != "comment":
            yield Piece(kinds.get(group, "sign"), found[0], found.start(), found.end())


def piece_at(pieces: Sequence[Piece], offset: int) -> int:
    """The number of the piece that holds an offset, or of the next one."""
    number = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    if number >= 0 and offset < pieces[number].end:
        return number
    return number + 1


def phrase_at(pieces: Sequence[Piece], number: int, words: Keywords) -> tuple[str, ...]:
    """The longest phrase of the keyword language that starts at a piece, as its words."""
    first = pieces[number].text if number < len(pieces) else ""
    for phrase in words.starting_with(first):
        parts = phrase.split()
        written = [piece.text for piece in pieces[number : number + len(parts)]]
        if written == parts:
            return tuple(parts)
    return ()


def keywords_in(pieces: Sequence[Piece], words: Keywords) -> list[Phrase]:
    """The keywords of a stretch, the longest at each place; fields and example data hold none."""
    found: list[Phrase] = []
    number, open_brackets = 0, 0
    while number < len(pieces):
        piece = pieces[number]
        open_brackets += (piece.text in "[{") - (piece.text in "]}") if piece.kind == "sign" else 0
        after_dot = number > 0 and pieces[number - 1].text == "."
        parts: tuple[str, ...] = ()
        if piece.kind == "word" and open_brackets <= 0 and not after_dot:
            parts = phrase_at(pieces, number, words)
        for terminal in words.terminals_of(" ".join(parts)) if parts else ():
            end = pieces[number + len(parts) - 1].end
            found.append(Phrase(terminal, number, piece.start, end))
        number += max(1, len(parts))
    return found


@dataclass(frozen=True, slots=True)
class Units:
    """Where the clauses and the items of a declaration begin, in order of place."""

    clauses: tuple[int, ...]
    labels: frozenset[int]
    items: tuple[int, ...]
    """Labels of items and the ends of lists."""
    end: int

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around an offset; the head of the declaration starts at its first place."""
        return _around(self.clauses, offset, self.end)

    def item(self, offset: int) -> tuple[int, int] | None:
        """The item of a list around an offset; None outside a list."""
        start, end = self.clause(offset)
        inside = [place for place in self.items if start < place < end]
        if not inside or offset < inside[0]:
            return None
        found = _around(inside, offset, end)
        return found if found[0] in self.labels and found[1] < end else None


def _around(places: Sequence[int], offset: int, end: int) -> tuple[int, int]:
    number = bisect_right(places, offset)
    start = places[number - 1] if number else places[0]
    return start, places[number] if number < len(places) else end


def units_of(pieces: Sequence[Piece], words: Keywords, end: int) -> Units:
    """Where clauses and items begin in the pieces of one declaration, which ends at *end*."""
    phrases = keywords_in(pieces, words)
    define = bool(phrases) and phrases[0].terminal == "DEFINE"
    clauses = [pieces[0].start] if pieces else [end]
    items: list[int] = []
    labels = _labels(pieces)
    depth = 0
    for phrase in phrases:
        depth += (phrase.terminal in BLOCKS) - (phrase.terminal == "END")
        if phrase.terminal == "END":
            items.append(phrase.start)
        elif _begins_clause(phrase, define=define, depth=depth) and not (
            phrase.start == clauses[-1] or _belongs_to_condition(phrase, pieces, labels, words)
        ):
            clauses.append(phrase.start)
    items += labels
    return Units(tuple(clauses), frozenset(labels), tuple(sorted(items)), end)


def _begins_clause(phrase: Phrase, *, define: bool, depth: int) -> bool:
    """Whether a keyword begins a clause; in a derived fact few do, in a list `otherwise` does not."""
    if define:
        return phrase.terminal in OF_DEFINE
    return phrase.terminal in CLAUSES and (phrase.terminal != "OTHERWISE" or depth <= 0)


def _labels(pieces: Sequence[Piece]) -> list[int]:
    """Where labels of items stand: short words in brackets that are not the citation's."""
    found: list[int] = []
    before = -1
    for opening, word, closing in zip(pieces, pieces[1:], pieces[2:], strict=False):
        written = f"{opening.text}{word.text}{closing.text}"
        together = closing.end - opening.start == len(written) and opening.start != before
        if together and _LABEL.fullmatch(written):
            found.append(opening.start)
        before = opening.end
    return found


def _belongs_to_condition(
    phrase: Phrase, pieces: Sequence[Piece], labels: Sequence[int], words: Keywords
) -> bool:
    """Whether it is an `under` after a label or `unless`, and so no clause of its own."""
    before = phrase.first - 1
    if before < 0 or phrase.terminal != "UNDER":
        return False
    if pieces[before].text == words.phrase("UNLESS"):
        return True
    return before >= 2 and pieces[before - 2].start in labels
