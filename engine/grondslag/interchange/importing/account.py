"""What became of each cell: nothing of a file that is brought in disappears without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What became of a cell with text."""

    FACT = "fact"
    """It is a fact of the register, wholly or in part."""
    NOTE = "note"
    """It stands in the note of the entry, word for word."""
    SAME = "same"
    """It says what another cell of the row says."""
    LEFT_OUT = "left_out"
    """The mapping says to leave it out."""
    NAMED = "named"
    """It is in no entry; the report names its place and says why."""


@dataclass(frozen=True, slots=True)
class CellFate:
    """A cell with text: where it stood, and what became of it.

    `row` and `column` count from 1. `reason` is an id of the catalogue, or empty; `kept` says that a
    fact was made and the text stands in the note as well.
    """

    table: str
    row: int
    column: int
    heading: str
    text: str
    fate: Fate
    target: str = ""
    entry: str = ""
    reason: str = ""
    kept: bool = False


@dataclass
class Account:
    """All cells of all tables, and what was understood of words that are not ours."""

    cells: list[CellFate] = field(default_factory=list)
    understood: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)
    """Table, heading, text, target, and the fact as it is written in the register."""
    entries: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Rows that became entries, by table and collection."""
    rows: Counter[str] = field(default_factory=Counter)
    """Rows with text, by table."""

    def counts(self) -> Counter[Fate]:
        """How many cells had each fate."""
        return Counter(cell.fate for cell in self.cells)

    def undecided(self) -> Iterator[CellFate]:
        """Cells that a field was meant for and that could not be read as it."""
        return (cell for cell in self.cells if cell.reason == "import-undecided")

    def named(self) -> Iterator[CellFate]:
        """Cells that are in no entry."""
        return (cell for cell in self.cells if cell.fate is Fate.NAMED)
