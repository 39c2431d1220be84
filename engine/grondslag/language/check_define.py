"""Derived facts: checked when they are first used, so that they may use each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.check_conditions import check_condition, check_new_name, check_used
from grondslag.language.check_declarations import citations_of, titles
from grondslag.language.check_paths import fields_of
from grondslag.language.check_terms import check_term
from grondslag.language.clauses import Clauses
from grondslag.language.context import BOOLEAN, Checker, DerivedFacts, Here
from grondslag.language.families import name_of, same_family
from grondslag.language.problems import Problems, advice, nearest
from grondslag.language.tree import Case, Condition, Definition, Literal_, Term
from grondslag.language.types import (
    Entries,
    EntryOf,
    RecordOf,
    Scalar,
    Type,
    Vocabulary,
)
from grondslag.values import NONE

CONDITIONS: Final = (
    e.Conjunction,
    e.Disjunction,
    e.Negation,
    e.Implication,
    e.Quantification,
    e.Block,
    e.Comparison,
    e.Membership,
    e.Presence,
    e.Inclusion,
    e.TermOfTime,
)


def argument_of(node: s.DefineNode, vocabulary: Vocabulary) -> Type | None:
    """What a derived fact is about: an entry by its collection, or a record by its record type."""
    name = node.holder.text
    collection = vocabulary.collections.get(name)
    if collection is not None:
        return RecordOf(name) if collection.single else EntryOf((name,))
    if name in vocabulary.records:
        return EntryOf(record=name) if _is_entry(name, vocabulary) else RecordOf(name)
    return None


def _is_entry(record: str, vocabulary: Vocabulary) -> bool:
    """Whether records of this type are always entries of a map, so that they have an id."""
    kinds = [
        kind.type
        for fields in (
            *(collection.fields for collection in vocabulary.collections.values()),
            *vocabulary.records.values(),
        )
        for kind in fields.values()
    ]
    return Entries(record=record) in kinds and RecordOf(record) not in kinds


@dataclass(slots=True)
class Definitions:
    """The derived facts of a pack while they are checked; those of packs it uses are known."""

    pack: str
    nodes: dict[str, s.DefineNode]
    arguments: dict[str, Type]
    checker: Checker
    lost: frozenset[str]
    done: dict[str, Definition | None] = field(default_factory=dict)
    busy: list[str] = field(default_factory=list)

    def facts(self) -> DerivedFacts:
        """All derived facts: the pack's own, and those of packs it uses."""
        used = DerivedFacts.of(self.checker.declarations)
        return DerivedFacts(
            {**used.arguments, **self.arguments},
            lambda name: self.find(name) if name in self.nodes else used.find(name),
        )

    def find(self, name: str) -> Definition | None:
        """A derived fact of the pack, checked; None if it fails or depends on itself."""
        if name in self.busy:
            self._circle(name)
            return None
        if name not in self.done:
            self.busy.append(name)
            self.done[name] = self._check(self.nodes[name])
            self.busy.pop()
        return self.done[name]

    def _circle(self, name: str) -> None:
        chain = [*self.busy[self.busy.index(name) :], name]
        self.checker.problems.add(
            "circular-definition",
            self.nodes[name].name.where,
            helps=advice("circular-definition-help"),
            name=name,
            chain=", ".join(f"`{step}`" for step in chain),
        )

    def _check(self, node: s.DefineNode) -> Definition | None:
        argument = self.arguments.get(node.name.text)
        if argument is None:
            return None
        checker = Checker(
            self.checker.problems,
            self.checker.vocabulary,
            self.checker.declarations,
            self.facts(),
            self.checker.articles,
        )
        before = len(self.checker.problems.found)
        definition = _definition(node, self.pack, argument, checker, self.lost)
        found = self.checker.problems.found[before:]
        if checker.hangs_on_broken or any(one.severity == "error" for one in found):
            return None
        return definition


def _definition(
    node: s.DefineNode, pack: str, argument: Type, checker: Checker, lost: frozenset[str]
) -> Definition:
    problems = checker.problems
    clauses = Clauses(node, problems, lost=node.name.text in lost)
    clauses.require(("TITLE",), node.name.where)
    citations = citations_of(clauses, checker)
    here = Here(checker, {}, citations, problems.words.phrase("DEFINE"))
    check_new_name(node.variable, here)
    here = here.bind(node.variable.text, argument, node.variable.where)
    if node.name.text in fields_of(argument, checker.vocabulary):
        problems.add(
            "duplicate-declaration",
            node.name.where,
            message="define-is-field",
            helps=advice("name-clash-help"),
            name=node.name.text,
            holder=node.holder.text,
        )
    cases, kind = _cases(node, here)
    if node.name.text not in lost:
        check_used(node.variable, here)
    return Definition(
        f"{pack}/{node.name.text}",
        node.variable.text,
        argument,
        cases,
        kind,
        titles(clauses, problems),
        citations,
        node.where,
    )


def _cases(node: s.DefineNode, here: Here) -> tuple[tuple[Case, ...], Type]:
    if not isinstance(node.body, tuple):
        only, type_of_only = _value(node.body, here)
        return (Case(only, None),), type_of_only
    cases: list[Case] = []
    kind: Type = Scalar("any")
    for case in node.body:
        value, found = _value(case.value, here)
        condition = check_condition(case.condition, here) if case.condition else None
        cases.append(Case(value, condition))
        together = same_family(kind, found)
        if together is None:
            here.problems.add(
                "mixed-case-types",
                case.value.where,
                helps=advice("mixed-case-types-help"),
                name=node.name.text,
                expected=name_of(kind),
                found=name_of(found),
            )
        kind = together or kind
    return tuple(cases), kind


def _value(node: e.Expression, here: Here) -> tuple[Term | Condition, Type]:
    inner = node
    while isinstance(inner, e.Group):
        inner = inner.inner
    if isinstance(inner, CONDITIONS):
        return check_condition(inner, here), BOOLEAN
    if isinstance(inner, e.Literal) and inner.kind == "none":
        return Literal_(NONE, Scalar("none"), inner.where), Scalar("none")
    term = check_term(inner, here)
    return term, term.type


def unknown_holder(node: s.DefineNode, vocabulary: Vocabulary, problems: Problems) -> None:
    """Say that a derived fact is of nothing that the register has."""
    known = [*vocabulary.collections, *vocabulary.records]
    problems.add(
        "unknown-name",
        node.holder.where,
        helps=nearest(node.holder.text, known),
        name=node.holder.text,
    )
