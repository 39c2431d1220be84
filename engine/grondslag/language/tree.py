"""The checked tree: what a rule means once every name is resolved and every type is known.

The parser makes `syntax` nodes, one for one with the grammar; the checker turns them into these. Whatever
runs, explains or proves a rule works on this tree alone. Every node has its place in the rule file as a
half-open range of characters, and no node is compared by place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from grondslag.language.types import Type
from grondslag.values import Duration, Mark

Where = tuple[int, int]
NOWHERE: Where = (0, 0)
Texts = tuple[tuple[str, str], ...]
"""Texts by language: (("nl", "..."), ("en", "...")), nl first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source of law: `AVG art. 28 lid 3 sub a`. `article` is None for the source alone.

    `kind` is article, recital, section or clause; `part` is a sentence, a subparagraph or the opening words.
    """

    source: str
    kind: str = "article"
    article: str | None = None
    paragraph: str | None = None
    sub: str | None = None
    part: str | None = None
    where: Where = field(default=NOWHERE, compare=False)


# ---------------------------------------------------------------------------------------------- terms


@dataclass(frozen=True, slots=True)
class Literal_:
    """A value written in the rule; `Mark.NONE` for the word none (only as a value of a derived fact)."""

    value: bool | int | float | str | date | datetime | Duration | Mark
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """What a scope, a quantifier or a definition bound: an entry, a record, or an item of a list."""

    name: str
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Root:
    """A collection of the register by its name: all its entries, or its one record."""

    name: str
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A step: a field of an entry or record; over a reference it goes on in the entry that is referred to."""

    holder: Term
    name: str
    type: Type
    may_be_none: bool = True
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Id:
    """`x.id`: the key of an entry."""

    entry: Term
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived fact of an entry or record: `breach.our_duty`."""

    name: str
    argument: Term
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated parameter, on the day that decides or on another one (`p as of D`)."""

    name: str
    day: Term | None
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The row of a table for a key, on the day that decides: `eea[t.country]`."""

    table: str
    key: Term
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the row that a lookup finds."""

    row: Lookup
    column: str
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """`count of C [onwards]`."""

    collection: Term
    onwards: bool
    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Today:
    """The as-of day."""

    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Now:
    """The as-of moment."""

    type: Type
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """`left + right` or `left - right`. `calendar` is that of the citation in force (None if it has none)."""

    operator: Literal["+", "-"]
    left: Term
    right: Term
    type: Type
    calendar: str | None = None
    where: Where = field(default=NOWHERE, compare=False)


# ----------------------------------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no term as a condition."""

    term: Term
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All operands."""

    operands: tuple[Condition, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any operand."""

    operands: tuple[Condition, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    operand: Condition
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Implies:
    """`if A then B`: not A, or B."""

    condition: Condition
    consequence: Condition
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled item of a block: `(a) under AVG art. 28 lid 3: ... otherwise ...`; label without brackets."""

    label: str
    citations: tuple[Citation, ...]
    condition: Condition
    otherwise: Message | None
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """`all of`, `any of` or `none of` its items."""

    kind: Literal["all", "any", "none"]
    items: tuple[Item, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every|some|no x in C [onwards] [where W]: P`."""

    quantifier: Literal["every", "some", "no"]
    variable: str
    variable_type: Type
    collection: Term
    onwards: bool
    filter: Condition | None
    condition: Condition
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`is`, `is_not`; `more`, `at_least`, `less`, `at_most`; `after`, `before`, `on_or_after`, `on_or_before`."""

    operator: str
    left: Term
    right: Term
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OneOf:
    """`x is [not] one of [...]`."""

    term: Term
    values: tuple[Literal_, ...]
    negated: bool
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Exists:
    """`x exists`."""

    term: Term
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IsNone:
    """`x is none`."""

    term: Term
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IsRecorded:
    """`x is [not] recorded`: of the file, not of the world."""

    term: Term
    negated: bool
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IsEmpty:
    """`x is [not] empty`."""

    term: Term
    negated: bool
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Includes:
    """`x includes y`, `x does not include y`."""

    term: Term
    item: Term
    negated: bool
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IncludesAny:
    """`x includes any of [...]`."""

    term: Term
    values: tuple[Literal_, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`x is within D after|before y`."""

    term: Term
    duration: Term
    side: Literal["after", "before"]
    anchor: Term
    calendar: str
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Due:
    """`x is due within D after y`: may be open."""

    term: Term
    duration: Term
    anchor: Term
    calendar: str
    where: Where = field(default=NOWHERE, compare=False)


Term = (
    Literal_
    | Variable
    | Root
    | Field
    | Id
    | Derived
    | Parameter
    | Lookup
    | Cell
    | Count
    | Today
    | Now
    | Sum
)
Condition = (
    Holds
    | And
    | Or
    | Not
    | Implies
    | Block
    | Quantified
    | Compare
    | OneOf
    | Exists
    | IsNone
    | IsRecorded
    | IsEmpty
    | Includes
    | IncludesAny
    | Within
    | Due
)


# --------------------------------------------------------------------------------------- declarations


@dataclass(frozen=True, slots=True)
class Message:
    """A text per language, each a run of plain pieces and terms: ("Er is geen ", Field(...), ".")."""

    nl: tuple[str | Term, ...]
    en: tuple[str | Term, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Binding:
    """`x in A or B` of a scope; later bindings may use earlier ones."""

    variable: str
    type: Type
    sources: tuple[Term, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What one verdict is about: bindings, or one record (`record`, for the organisation)."""

    bindings: tuple[Binding, ...]
    record: str | None
    filter: Condition | None
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Exemption:
    """`unless [under C:] X`."""

    citations: tuple[Citation, ...]
    condition: Condition
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """The outcome that an example expects: `item` a label, `reasons` fact paths, `open_until` an end."""

    outcome: Literal["violation", "compliant", "undetermined", "not_applicable"]
    item: str | None = None
    reasons: tuple[tuple[str, ...], ...] = ()
    open_until: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """A value of an example with its place. `value` is a dict of Datum by key, a tuple of Datum, or a scalar.

    Scalars are `str` (a quoted text), `Word` (a bare word), bool, int, float, date, datetime, Duration;
    `keys` holds the place of each key of a dict.
    """

    value: object
    where: Where = field(default=NOWHERE, compare=False)
    keys: tuple[tuple[str, Where], ...] = field(default=(), compare=False)


class Word(str):
    """A bare word of an example: a code, an id, or none/unknown in English spelling."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule: a small register, a day, and the outcome it must have."""

    name: str
    on: date | datetime | None
    expected: Expected
    given: Datum
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """One version of a rule, checked."""

    id: str
    title: Texts
    citations: tuple[Citation, ...]
    severity: str
    certainty: str
    source_status: str
    valid_from: date
    valid_until: date | None
    earlier_unread: bool
    review_by: date | None
    waivable: bool
    event: Term | None
    """None: applies at check; else the date or moment that decides."""
    scope: Scope
    when: Condition | None
    require: Condition
    exemptions: tuple[Exemption, ...]
    otherwise: Message
    fix: Message
    note: Message | None
    examples: tuple[Example, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a derived fact; the last has no condition (`otherwise`)."""

    value: Term | Condition
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived fact of one argument: a condition, a value, or cases tried in order.

    A condition has type boolean; `cases` has exactly one case without condition where there is one body.
    """

    name: str
    variable: str
    argument: Type
    cases: tuple[Case, ...]
    type: Type
    title: Texts
    citations: tuple[Citation, ...]
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day until (exclusive) another."""

    value: bool | int | float | str | date | datetime | Duration
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class ParameterDeclaration:
    """A dated number of the law, or of a house rule."""

    name: str
    type: Type
    title: Texts
    citations: tuple[Citation, ...]
    values: tuple[DatedValue, ...]
    override: Literal["downward", "upward", "never", "freely"] = "never"
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """A table in a file beside the pack."""

    name: str
    file: str
    key: str
    key_type: Type
    columns: tuple[tuple[str, Type], ...]
    valid_from: str | None
    valid_until: str | None
    title: Texts
    citations: tuple[Citation, ...]
    review_by: date | None
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SourceDeclaration:
    """A source of law. `deadlines` names its calendar (`eu_1182_71`, `nl_termijnenwet`, `plain`)."""

    name: str
    title: Texts
    ids: tuple[tuple[str, str], ...]
    deadlines: str | None
    articles: str | None
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A pack: what its `pack.rule` declares. Names of packs it uses are in `uses`."""

    id: str
    version: str
    title: Texts
    status: Literal["law", "guidance", "house_rule", "draft"]
    schema: str | None
    note: Texts
    uses: tuple[str, ...]
    sources: tuple[SourceDeclaration, ...]
    parameters: tuple[ParameterDeclaration, ...]
    tables: tuple[TableDeclaration, ...]
    definitions: tuple[Definition, ...]
    where: Where = field(default=NOWHERE, compare=False)
