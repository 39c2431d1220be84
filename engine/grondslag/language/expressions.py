"""Syntax nodes of values, conditions, texts and citations: as written, no name looked up.

`where` is a half-open range of characters in the file. `depth` is how many levels of conditions
and values lie below. What is nested too deep is replaced by `TooDeep`, so that walking a tree never
goes deeper than `MOST_LEVELS`.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Final

Where = tuple[int, int]
MOST_LEVELS: Final = 64

LiteralKind = typing.Literal[
    "whole", "decimal", "text", "date", "moment", "yes", "no", "none", "duration"
]
ClockKind = typing.Literal["today", "now"]
Sign = typing.Literal["+", "-"]
LocatorKind = typing.Literal["article", "recital", "section", "clause"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name or an id as written."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword by its terminal (`HIGH`, `IS_MORE_THAN`); `text` is what was written."""

    terminal: str
    text: str
    where: Where


# ------------------------------------------------------------------------------------------- values


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Stands for a condition, value or example data that nests more than `MOST_LEVELS` levels."""

    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written: quotes and escapes included, a date need not be a day of the calendar."""

    kind: LiteralKind
    text: str
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """`today` or `now`."""

    kind: ClockKind
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word or id in a list or in example data."""

    text: str
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ListNode:
    """`[a, b]`."""

    items: tuple[Data, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """`key: value` of a record."""

    key: Name | Literal
    value: Data
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """`{key: value}`."""

    pairs: tuple[Pair, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FieldStep:
    """`.field`."""

    name: Name
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class LookupStep:
    """`[key]`."""

    key: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Path:
    """A name and the steps after it."""

    name: Name
    steps: tuple[FieldStep | LookupStep, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class AsOf:
    """`p as of D`."""

    name: Name
    day: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class CollectionOf:
    """What is quantified or counted: a path, `onwards` or not."""

    path: Path | TooDeep
    onwards: bool
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class CountOf:
    """`count of C`."""

    collection: CollectionOf
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """`( … )`."""

    inner: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Addition:
    """`a + b` or `a - b`."""

    operator: Sign
    left: Expression
    right: Expression
    where: Where
    depth: int = 0


# --------------------------------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`a and b and c`."""

    operands: tuple[Expression, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Disjunction:
    """`a or b or c`."""

    operands: tuple[Expression, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Negation:
    """`not a`."""

    operand: Expression
    keyword: Keyword
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Implication:
    """`if a then b`."""

    condition: Expression
    consequence: Expression
    keyword: Keyword
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Quantification:
    """`every x in C where W: P`; `quantifier` is EVERY, SOME or NO."""

    quantifier: Keyword
    variable: Name
    collection: CollectionOf
    filter: Expression | None
    condition: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class BlockItem:
    """`(a) under C: condition otherwise …`; the label without its brackets."""

    label: Name
    basis: Basis | None
    condition: Expression
    otherwise: Texts | None
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """`all of … end`; `kind` is ALL_OF, ANY_OF or NONE_OF."""

    kind: Keyword
    items: tuple[BlockItem, ...]
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a is b`, `a > b`."""

    operator: Keyword
    left: Expression
    right: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """`a is one of […]`, `a is not one of […]`, `a includes any of […]`."""

    operator: Keyword
    term: Expression
    values: ListNode
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Presence:
    """`a exists`, `a is none`, `a is [not] recorded`, `a is [not] empty`."""

    operator: Keyword
    term: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Inclusion:
    """`a includes b`, `a does not include b`."""

    operator: Keyword
    term: Expression
    item: Expression
    where: Where
    depth: int = 0


@dataclass(frozen=True, slots=True)
class TermOfTime:
    """`a is within D after b`, `a is within D before b`, `a is due within D after b`."""

    operator: Keyword
    term: Expression
    duration: Expression
    side: Keyword
    anchor: Expression
    where: Where
    depth: int = 0


Data = Literal | Word | ListNode | Record | TooDeep
Expression = (
    Literal
    | Path
    | AsOf
    | CountOf
    | Clock
    | Group
    | Addition
    | TooDeep
    | Conjunction
    | Disjunction
    | Negation
    | Implication
    | Quantification
    | Block
    | Comparison
    | Membership
    | Presence
    | Inclusion
    | TermOfTime
)


# ------------------------------------------------------------------------------ texts and citations


@dataclass(frozen=True, slots=True)
class Text:
    """`nl "…"`."""

    language: Name
    string: Literal
    where: Where


@dataclass(frozen=True, slots=True)
class Texts:
    """A clause of texts: TITLE, NOTE, FIX or OTHERWISE."""

    keyword: Keyword
    texts: tuple[Text, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source of law; `brackets` are those of `28(3)(a)`, without the brackets."""

    kind: LocatorKind
    number: str
    where: Where
    paragraph: str | None = None
    part: Keyword | None = None
    sub: str | None = None
    brackets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationNode:
    """`AVG art. 28 lid 3`."""

    source: Name
    locator: Locator | None
    where: Where


@dataclass(frozen=True, slots=True)
class Under:
    """`under C, C`."""

    citations: tuple[CitationNode, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Basis:
    """`under C, C:` before a condition."""

    citations: tuple[CitationNode, ...]
    where: Where
