"""What no example of a rule shows: an answer of a condition, an outcome, an item or an exception that decides.

A condition is every clause of a rule, every part of it that is true or false, and those of derived facts; these
last are looked at in the examples of all rules that rest on the fact. Each must be true in an example, and false in
one. What it can never be is no gap: a yes or no that is written out, what `dead_parts` finds, the requirement of a
rule that only classifies, and an item that is false only where an earlier one is. Unknown answers are told apart:
they can occur where a fact may not be recorded, and whether each deserves an example is for the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from grondslag.analysis.answers_seen import Seen
from grondslag.analysis.dead_parts import CLASSIFIES, dead_parts
from grondslag.analysis.first_items import never_first
from grondslag.analysis.subjects import Examples, Subject, deciding_parts, source_of
from grondslag.analysis.written import Pen
from grondslag.language import tree
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth, negation
from grondslag.language.nodes import nodes_in
from grondslag.model.kinds import Model
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source

Kind = Literal["never-true", "never-false", "never-unknown", "outcome", "item", "exception"]
_ANSWERS: Final[tuple[tuple[Truth, Kind], ...]] = ((TRUE, "never-true"), (FALSE, "never-false"))

_IMPOSSIBLE: Final[Mapping[str, Kind]] = {
    "never-true": "never-true",
    "never-false": "never-false",
    "exception-cannot-hold": "exception",
}
"""The gaps that no example can fill, by what `dead_parts` says there."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What no example shows, at its place (line and column from 1).

    `part` is a condition or exception as written, the label of an item, or an outcome.
    """

    owner: str
    path: str
    line: int
    column: int
    kind: Kind
    part: str


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of a subject its examples show: `shown` of `possible` answers and outcomes.

    `unknown` are conditions that were never unknown though they could be; these are not counted.
    """

    subject: Subject
    possible: int
    gaps: tuple[Gap, ...]
    unknown: tuple[Gap, ...]
    examples: int = 0
    failing: int = 0

    @property
    def shown(self) -> int:
        """The answers and outcomes that an example shows."""
        return self.possible - len(self.gaps)


@dataclass(slots=True, eq=False)
class Coverage:
    """Looks at the examples of rules; each rule is looked at once."""

    rulebook: RuleBook
    model: Model
    _examples: Examples = field(init=False)
    _seen: Seen = field(default_factory=Seen)
    _looked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._examples = Examples(self.rulebook, self.model)

    def of(self, subjects: Iterable[Subject]) -> tuple[Covered, ...]:
        """What the examples show of each subject, in order."""
        found = [self._covered(subject) for subject in subjects]
        if not any(
            gap.kind in ("never-true", "never-false") for each in found for gap in each.gaps
        ):
            return tuple(found)
        constant = self._constant(each.subject for each in found)
        return tuple(_without(each, constant) for each in found)

    def _covered(self, subject: Subject) -> Covered:
        examples = self._examples.of(subject)
        for example in examples:
            key = f"{example.rule.source.path}:{example.example.where[0]}"
            if key not in self._looked:
                self._looked.add(key)
                versions = self.rulebook.rules[example.rule.id]
                self._seen.look_at(self.rulebook, versions, example)
        lists = [reader.gaps() for reader in self._readers(subject)]
        gaps = [gap for found, _ in lists for gap in found]
        return Covered(
            subject,
            sum(possible for _, possible in lists),
            tuple(gap for gap in gaps if gap.kind != "never-unknown"),
            tuple(gap for gap in gaps if gap.kind == "never-unknown"),
            len(examples),
            self._examples.failing(subject),
        )

    def _readers(self, subject: Subject) -> Iterator[_Reader]:
        book, name = self.rulebook, subject.name
        if subject.kind == "definition":
            cases = book.law.definitions[name].cases
            yield _Reader(name, source_of(book, name), self._seen, cases)
            return
        for rule in book.rules[name]:
            parts = deciding_parts(rule.checked)
            yield _Reader(name, rule.source, self._seen, parts, rule, book)

    def _constant(self, subjects: Iterable[Subject]) -> frozenset[tuple[Kind, str, int, int]]:
        """The conditions that have one answer only, as the gaps that they make."""
        names = {subject.name for subject in subjects if subject.kind == "rule"}
        rules = {name: self.rulebook.rules[name] for name in sorted(names)}
        found: set[tuple[Kind, str, int, int]] = set()
        never_false: set[tuple[str, tree.Where]] = set()
        for problem in dead_parts(self.rulebook.only(rules)):
            source, start = problem.span.source, problem.span.start
            kind = _IMPOSSIBLE.get(problem.id)
            if kind is not None:
                found.add((kind, source.path, *source.line_column(start)))
            if kind == "never-false":
                never_false.add((source.path, (start, problem.span.end)))
        for versions in rules.values():
            for rule in versions:
                for start, _ in _never_false_with(rule, never_false):
                    found.add(("never-false", rule.source.path, *rule.source.line_column(start)))
        return frozenset(found)


def _never_false_with(rule: Rule, known: set[tuple[str, tree.Where]]) -> Iterator[tree.Where]:
    """Each `every x in C: P` of which P is never false: it is never false either, and so is one around it."""
    every = (
        node
        for node in nodes_in(rule.checked)
        if isinstance(node, tree.Quantified) and node.quantifier == "every"
    )
    found = set(known)
    for node in sorted(every, key=lambda node: node.where[1] - node.where[0]):
        if (rule.source.path, node.condition.where) in found:
            found.add((rule.source.path, node.where))
            yield node.where


def _without(each: Covered, constant: frozenset[tuple[Kind, str, int, int]]) -> Covered:
    """The same without gaps that no example can fill."""
    left = tuple(
        gap for gap in each.gaps if (gap.kind, gap.path, gap.line, gap.column) not in constant
    )
    dropped = len(each.gaps) - len(left)
    return Covered(
        each.subject, each.possible - dropped, left, each.unknown, each.examples, each.failing
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """Lists what one version of a rule, or one derived fact, could show, and what of that no example shows."""

    owner: str
    source: Source
    seen: Seen
    parts: object
    rule: Rule | None = None
    rulebook: RuleBook | None = None

    def gaps(self) -> tuple[list[Gap], int]:
        """The gaps in order of place, and how much there could be to show (unknown answers left out)."""
        gaps: list[Gap] = []
        possible = 0
        for node in nodes_in(self.parts):
            if not isinstance(node, tree.Condition) or self._is_constant(node):
                continue
            for truth, kind in _ANSWERS:
                possible += 1
                if not self.seen.answered(node, truth):
                    gaps.append(self._gap(kind, node.where, Pen(self.source).text(node)))
            if _may_be_unknown(node) and not self.seen.answered(node, UNKNOWN):
                gaps.append(self._gap("never-unknown", node.where, Pen(self.source).text(node)))
        if self.rule is not None:
            for is_shown, gap in self._decisions(self.rule.checked):
                possible += 1
                if not is_shown:
                    gaps.append(gap)
        return sorted(gaps, key=lambda gap: (gap.line, gap.column)), possible

    def _is_constant(self, node: tree.Condition) -> bool:
        """Whether it can have one answer only, or need have only one."""
        if isinstance(node, tree.Holds) and isinstance(node.term, tree.Literal_):
            return True
        rule = self.rule
        classifies = rule is not None and rule.checked.severity == CLASSIFIES
        return classifies and rule is not None and node is rule.checked.require

    def _decisions(self, rule: tree.CheckedRule) -> Iterator[tuple[bool, Gap]]:
        """Outcomes, items and exceptions, each with whether an example shows it."""
        expected = [example.expected for example in rule.examples]
        outcomes = {each.outcome for each in expected}
        for outcome in _outcomes(rule):
            yield outcome in outcomes, self._gap("outcome", rule.where, outcome)
        if any(isinstance(node, tree.Due) for node in nodes_in(rule.require)):
            is_open = any(each.open_until is not None for each in expected)
            yield is_open, self._gap("outcome", rule.where, "open_until")
        if rule.severity != CLASSIFIES:
            for item in _that_decide(rule.require, FALSE):
                is_shown = id(item) in self.seen.items
                if is_shown or not self._never_first(rule, item):
                    yield is_shown, self._gap("item", item.where, f"({item.label})")
        for exemption in rule.exemptions:
            text = Pen(self.source).text(exemption)
            is_shown = id(exemption) in self.seen.exemptions
            yield is_shown, self._gap("exception", exemption.where, text)

    def _never_first(self, rule: tree.CheckedRule, item: tree.Item) -> bool:
        return self.rulebook is not None and never_first(self.rulebook, rule, item)

    def _gap(self, kind: Kind, where: tree.Where, part: str) -> Gap:
        line, column = self.source.line_column(where[0])
        return Gap(self.owner, self.source.path, line, column, kind, part)


def _outcomes(rule: tree.CheckedRule) -> Iterator[str]:
    """The outcomes that a rule can give of entries."""
    if rule.severity != CLASSIFIES:
        yield "violation"
    yield "compliant"
    if rule.scope.bindings or any(
        _may_be_unknown(node)
        for node in nodes_in(deciding_parts(rule))
        if isinstance(node, tree.Condition)
    ):
        yield "undetermined"
    if rule.when is not None or rule.scope.filter is not None or rule.exemptions or rule.event:
        yield "not_applicable"


def _may_be_unknown(node: tree.Condition) -> bool:
    """Whether a condition rests on a fact that may not be recorded; `is recorded` never does."""
    recorded = {
        id(inner)
        for part in nodes_in(node)
        if isinstance(part, tree.IsRecorded)
        for inner in nodes_in(part)
    }
    facts = tree.Field | tree.Root | tree.Derived
    return any(isinstance(part, facts) and id(part) not in recorded for part in nodes_in(node))


def _that_decide(node: tree.Condition, wanted: Truth) -> Iterator[tree.Item]:
    """The items that can be named as what made a condition *wanted*: of those that must all be so, the first."""
    match node:
        case tree.Block(kind=kind, items=items):
            inner = negation(wanted) if kind == "none" else wanted
            one_is_enough = inner == (FALSE if kind == "all" else TRUE)
            for item in items if one_is_enough else items[:1]:
                yield item
                yield from _that_decide(item.condition, inner)
        case tree.And(operands) | tree.Or(operands):
            one_is_enough = wanted == (FALSE if isinstance(node, tree.And) else TRUE)
            lists = [list(_that_decide(operand, wanted)) for operand in operands]
            for number, found in enumerate(lists):
                if one_is_enough or not any(lists[:number]):
                    yield from found
        case tree.Not(operand):
            yield from _that_decide(operand, negation(wanted))
        case tree.Implies(_, consequence):
            yield from _that_decide(consequence, wanted)
        case tree.Quantified():
            inner = negation(wanted) if node.quantifier == "no" else wanted
            yield from _that_decide(node.condition, inner)
