"""What pages are made of: plain data without markup. `rendering` turns it into HTML and escapes every text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from markupsafe import Markup

CARDS_WHEN_NARROW = "cards-when-narrow"
"""The style of a table of which each row becomes a card on a narrow screen, so that nothing has to be scrolled."""

# ---------------------------------------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class Text:
    """Words. `language` is given where it is not that of the page; lines are kept if `lines`."""

    kind: ClassVar[str] = "text"
    text: str
    language: str | None = None
    lines: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A path, an id, a command."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site: an address from its root."""

    kind: ClassVar[str] = "link"
    text: str
    address: str
    as_code: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A link that leaves the site; shown as text where `url` is not one that may be followed."""

    kind: ClassVar[str] = "away"
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict or standing as symbol, word and colour; `tone` is the class that gives the colour."""

    kind: ClassVar[str] = "badge"
    tone: str
    symbol: str
    word: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Words that an address can point at."""

    kind: ClassVar[str] = "named"
    text: str
    anchor: str


Inline = Text | Code | Link | Away | Badge | Named
Cell = tuple[Inline, ...]

# ---------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is `lead`, `note`, `quiet` or nothing."""

    kind: ClassVar[str] = "paragraph"
    cell: Cell
    style: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `anchors` are names of the rows that an address can point at, one each, or none at all."""

    kind: ClassVar[str] = "items"
    rows: tuple[Cell, ...]
    ordered: bool = False
    depths: tuple[int, ...] = ()
    """How deep each row stands; all at the same depth if there are none."""
    anchors: tuple[str, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; the first cell of a row is its head. `facets` are columns that can be filtered by."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filter: bool = False
    style: str = ""
    empty: str = ""
    tones: tuple[tuple[str, str], ...] = ()
    """Verdicts that rows can be filtered by: tone and word."""
    is_part: bool = False
    """Whether other rows stand on other pages: a filter says so."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Verdicts of rows in columns, a symbol each; a badge with an address is a link."""

    kind: ClassVar[str] = "grid"
    caption: str
    corner: str
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, tuple[Badge | None, ...]], ...]
    tones: tuple[tuple[str, str], ...] = ()
    filter: bool = True
    style: str = "matrix"
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its value: a line, lines one below the other, or facts inside."""

    label: str
    cell: Cell = ()
    inner: tuple[Fact, ...] = ()
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Fields with values."""

    kind: ClassVar[str] = "facts"
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A number with what it counts."""

    badge: Badge
    number: str
    note: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Numbers side by side."""

    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A piece of YAML or of a rule, as it is; `marked` are the lines (from 0) that it is about.

    `name` comes after the caption, in a language of its own.
    """

    kind: ClassVar[str] = "listing"
    caption: str
    rows: tuple[str, ...]
    marked: frozenset[int] = frozenset()
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A condition of a verdict: its sentence with the answer, where its fact stands, and what it is made of.

    `truth` is `T`, `F` or `U`; `fails` that the rule asked for what is not so. What was told before on the page has no
    children, and points at the `anchor` there.
    """

    truth: str
    cell: Cell
    place: Inline | None = None
    children: tuple[Step, ...] = ()
    is_clause: bool = False
    anchor: str = ""
    fails: bool = False


@dataclass(frozen=True, slots=True)
class VerdictBlock:
    """A verdict explained; `anchor` is its name on the page. `steps` and `more` are folded under `steps_title`."""

    kind: ClassVar[str] = "verdict"
    anchor: str
    badge: Badge
    title: Cell
    subject: Cell
    message: Cell
    source: Cell
    marks: tuple[Badge, ...] = ()
    blocks: tuple[Block, ...] = ()
    steps: tuple[Step, ...] = ()
    steps_title: str = ""
    more: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing made at build time, with the same data as a table below it."""

    kind: ClassVar[str] = "picture"
    title: str
    svg: Markup
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with blocks below it; `anchor` names it."""

    kind: ClassVar[str] = "section"
    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that are shown when asked for, and in print."""

    kind: ClassVar[str] = "folded"
    title: str
    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Items
    | Table
    | Grid
    | Facts
    | Cards
    | Listing
    | VerdictBlock
    | Picture
    | Section
    | Folded
)

# ---------------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address from the root of its language, title and blocks.

    `trail` holds the pages above it; `found_by` what a search looks at besides the title, a phrase a line, and
    `sort` says of what kind the page is there.
    """

    address: str
    title: str
    blocks: tuple[Block, ...]
    trail: tuple[Link, ...] = ()
    found_by: str = ""
    sort: str = ""
    in_menu: bool = False
    title_language: str | None = None
