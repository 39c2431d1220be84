"""Syntax nodes of clauses, declarations and files: one for each production, as written.

`where` is a half-open range of characters in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from grondslag.language.expressions import (
    Basis,
    CollectionOf,
    Expression,
    Keyword,
    Literal,
    Name,
    Path,
    Record,
    Texts,
    TooDeep,
    Under,
    Where,
)
from grondslag.language.keywords import KeywordLanguage
from grondslag.text import Source


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause of one word: `severity high`; `clause` is the terminal of its first word."""

    clause: str
    choice: Keyword
    where: Where


@dataclass(frozen=True, slots=True)
class Validity:
    """`valid from D until D earlier unread`."""

    first: Literal
    until: Literal | None
    earlier: bool
    where: Where


@dataclass(frozen=True, slots=True)
class ReviewBy:
    """`review by D`."""

    day: Literal
    where: Where


@dataclass(frozen=True, slots=True)
class Applies:
    """`applies at event F`, or without event `applies at check`."""

    event: Path | TooDeep | None
    where: Where


@dataclass(frozen=True, slots=True)
class BindingNode:
    """`x in A or B`."""

    variable: Name
    sources: tuple[CollectionOf, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class ForEach:
    """`for each x in A, y in x.b where W`."""

    bindings: tuple[BindingNode, ...]
    filter: Expression | None
    where: Where


@dataclass(frozen=True, slots=True)
class ForThe:
    """`for the organisation`."""

    name: Name
    where: Where


@dataclass(frozen=True, slots=True)
class ConditionClause:
    """`when …` or `require …`; `keyword` is WHEN or REQUIRE."""

    keyword: Keyword
    condition: Expression
    where: Where


@dataclass(frozen=True, slots=True)
class Unless:
    """`unless under C: …`."""

    basis: Basis | None
    condition: Expression
    keyword: Keyword
    where: Where


@dataclass(frozen=True, slots=True)
class FactPath:
    """`requests."2026-03".answered_on`: the steps, quotes and escapes included."""

    steps: tuple[Name | Literal, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example gives: VIOLATION, COMPLIANT, NOT_APPLICABLE or UNDETERMINED."""

    terminal: str
    where: Where
    item: Name | None = None
    until: Literal | None = None
    reasons: tuple[FactPath, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleNode:
    """`example "…" on D gives O given {…}`."""

    name: Literal
    on: Literal | None
    outcome: Outcome
    given: Record | TooDeep
    where: Where


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause with one text or name: `schema "…"`, `deadlines plain`, `articles "…"`, `eli "…"`.

    `clause` is SCHEMA, DEADLINES, ARTICLES, or the word itself for an id (`eli`, `celex`).
    """

    clause: str
    value: Literal | Name
    where: Where


@dataclass(frozen=True, slots=True)
class DatedValueNode:
    """`value V from D until D`."""

    value: Literal
    first: Literal
    until: Literal | None
    where: Where


@dataclass(frozen=True, slots=True)
class ColumnNode:
    """`key k: text` or `column c: text`; `clause` is KEY or COLUMN."""

    clause: str
    name: Name
    type: Name
    where: Where


@dataclass(frozen=True, slots=True)
class RowValidity:
    """`valid from A until B`: the columns with the first day and the first day no longer."""

    first: Name
    until: Name | None
    where: Where


Clause = (
    Texts
    | Under
    | Choice
    | Validity
    | ReviewBy
    | Applies
    | ForEach
    | ForThe
    | ConditionClause
    | Unless
    | ExampleNode
    | Setting
    | DatedValueNode
    | ColumnNode
    | RowValidity
)


# ------------------------------------------------------------------------------------- declarations


@dataclass(frozen=True, slots=True)
class RuleNode:
    """`rule <id>` and its clauses."""

    id: Name
    clauses: tuple[Clause, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class PackNode:
    """`pack <id> version 1.0.0` and its clauses."""

    id: Name
    version: str
    clauses: tuple[Clause, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Use:
    """`use <pack>`."""

    id: Name
    where: Where


@dataclass(frozen=True, slots=True)
class SourceNode:
    """`source AVG` and its clauses."""

    name: Name
    clauses: tuple[Clause, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class ParameterNode:
    """`parameter p: duration` and its clauses."""

    name: Name
    type: Name
    clauses: tuple[Clause, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class TableNode:
    """`table t from "…"` and its clauses."""

    name: Name
    file: Literal
    clauses: tuple[Clause, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class CaseNode:
    """`V when C`, or the last one `V otherwise`."""

    value: Expression
    condition: Expression | None
    where: Where


@dataclass(frozen=True, slots=True)
class DefineNode:
    """`define f of data d as …`: one expression, or cases."""

    name: Name
    holder: Name
    variable: Name
    body: Expression | tuple[CaseNode, ...]
    clauses: tuple[Clause, ...]
    where: Where


Declaration = RuleNode | PackNode | Use | SourceNode | ParameterNode | TableNode | DefineNode


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch that could not be read and was passed over: a clause, an item, a declaration.

    `declaration` (a terminal: `PARAMETER`) and `name` say in what, where that can still be read.
    """

    where: Where
    declaration: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A rule file as read. `lost` is empty if all of it was read."""

    source: Source
    language: KeywordLanguage
    declarations: tuple[Declaration, ...]
    lost: tuple[Lost, ...] = ()

    def pack(self) -> PackNode | None:
        """The `pack` clause, if there is one."""
        return next((node for node in self.declarations if isinstance(node, PackNode)), None)

    def rule(self) -> RuleNode | None:
        """The first rule, if there is one."""
        return next((node for node in self.declarations if isinstance(node, RuleNode)), None)

    def uses(self) -> tuple[Use, ...]:
        """The packs it uses, as written."""
        return tuple(node for node in self.declarations if isinstance(node, Use))
