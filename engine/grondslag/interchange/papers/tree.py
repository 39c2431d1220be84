"""What a paper is made of: plain data without markup. The renderers escape every text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LEFT_OPEN: Final = "gaps"
WHAT_STANDS_WHERE: Final = "items"

# --- inline --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words; `language` is given where it is not that of the paper."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are set in bold."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What the register does not hold: its number, and what is said of it."""

    number: int
    text: str


Inline = Text | Strong | Gap
Cell = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the title, once) to 3."""

    level: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    rows: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the first cell of a row is its head."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between the paper and what is added for who keeps it."""


Block = Heading | Paragraph | Items | Table | Rule


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language: its title, its blocks (the title not among them), and how many gaps it has."""

    language: str
    title: Cell
    blocks: tuple[Block, ...]
    gaps: int = 0


def words_of(cell: Iterable[Inline]) -> str:
    """A cell as bare words."""
    return "".join(part.text for part in cell)
