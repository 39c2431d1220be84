"""Parts of a rule that can never matter, found without a register, each at its place.

A condition that is never true, an exception that can never hold, a rule that can never give a violation. And as
notes: a condition that is never false (it only asks for the writing down), and a rule that can stay undetermined
although every fact is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeGuard

from grondslag.analysis.choices import Way, some_way
from grondslag.analysis.possible_facts import Constants
from grondslag.analysis.symbols import Env, Symbols, constants_in
from grondslag.diagnostics import Diagnostic, Label, Message, Severity
from grondslag.language import tree
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth, conjunction, negation
from grondslag.language.nodes import nodes_in
from grondslag.language.types import Type, Vocabulary
from grondslag.rulebook.law import Law
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source, Span

CLASSIFIES: Final = "info"
"""The severity of a rule that accuses nobody: it shows how something is classified."""
MOST_WAYS: Final = 2_000
"""Ways tried for one question; what is not settled by then is not said."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a condition: quantifiers and assumptions that must hold for it to matter, outermost first."""

    steps: tuple[tree.Quantified | tree.Condition, ...] = ()

    def inside(self, *steps: tree.Quantified | tree.Condition) -> _Around:
        return _Around((*self.steps, *steps))


@dataclass(frozen=True, slots=True)
class _Part:
    """A condition in a rule with what surrounds it."""

    node: tree.Condition
    around: _Around


def dead_parts(rulebook: RuleBook) -> Iterator[Diagnostic]:
    """The parts that can never matter, of every rule and derived fact, in order of file and place."""
    found: list[Diagnostic] = []
    for versions in rulebook.rules.values():
        for rule in versions:
            found += _Reading.of_rule(rulebook, rule).problems()
    for pack in rulebook.packs.values():
        for definition in pack.checked.definitions:
            found += _Reading.of_definition(rulebook, definition, pack.source).problems()
    yield from sorted(found, key=lambda problem: problem.sort_key)


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A rule or derived fact, read without a register."""

    law: Law
    vocabulary: Vocabulary
    constants: Constants
    source: Source
    variables: tuple[tuple[str, Type], ...]
    rule: tree.CheckedRule | None
    definition: tree.Definition | None = None

    @classmethod
    def of_rule(cls, book: RuleBook, rule: Rule) -> _Reading:
        checked = rule.checked
        bound = tuple((item.variable, item.type) for item in checked.scope.bindings)
        used = _definitions_of(book.law, checked)
        values = _parameters_of(book.law, (checked, used))
        constants = constants_in(checked, used) | values
        return cls(book.law, book.vocabulary, constants, rule.source, bound, checked)

    @classmethod
    def of_definition(cls, book: RuleBook, item: tree.Definition, source: Source) -> _Reading:
        used = _definitions_of(book.law, item)
        constants = constants_in(item, used) | _parameters_of(book.law, (item, used))
        bound = ((item.variable, item.argument),)
        return cls(book.law, book.vocabulary, constants, source, bound, None, item)

    # --------------------------------------------------------------------------------------- problems

    def problems(self) -> list[Diagnostic]:
        """What can never matter here."""
        rule = self.rule
        exceptions = [] if rule is None else list(self._exemptions(rule))
        found = [*exceptions, *self._constant_parts(exceptions)]
        if rule is None or any(problem.severity == "warning" for problem in found):
            return found
        if rule.severity != CLASSIFIES and self._never(self._violation):
            cannot = self._problem("rule-cannot-fire", rule.require.where, rule=rule.id)
            return [*found, cannot]
        return [*found, *self._open_for_ever(rule)]

    def _constant_parts(self, known: list[Diagnostic]) -> Iterator[Diagnostic]:
        """The smallest conditions that have one answer only, beside what is known already."""
        told = [(problem.span.start, problem.span.end) for problem in known]
        blamed: set[tree.Where] = set()
        for part in sorted(self._parts(), key=lambda part: part.node.where[1] - part.node.where[0]):
            if self._may_be_constant(part.node) or _holds_one_of(part.node.where, blamed):
                continue
            if any(_holds_one_of(where, {part.node.where}) for where in told):
                continue
            if self._never(partial(self._is, part=part, truth=TRUE)):
                blamed.add(part.node.where)
                yield self._problem("never-true", part.node.where)
            elif self._never(partial(self._is, part=part, truth=FALSE)):
                blamed.add(part.node.where)
                yield self._problem("never-false", part.node.where, severity="note")

    def _may_be_constant(self, node: tree.Condition) -> bool:
        """`is recorded` asks about the file; and the requirement of a rule that only classifies says nothing."""
        rule = self.rule
        classifies = rule is not None and rule.severity == CLASSIFIES and node is rule.require
        return classifies or isinstance(node, tree.IsRecorded)

    def _open_for_ever(self, rule: tree.CheckedRule) -> Iterator[Diagnostic]:
        """That a rule can be undetermined although every fact is recorded: a fact is none that needs a value."""
        blamed: list[tree.Term] = []

        def holds(symbols: Symbols, env: Env) -> bool:
            blamed[:] = []
            if self._verdict(symbols, env, rule) != UNKNOWN:
                return False
            blamed[:] = symbols.blamed
            return True

        if self._sometimes(holds) and blamed:
            term = blamed[-1]
            yield self._problem("always-undetermined", term.where, severity="note", rule=rule.id)

    def _verdict(self, symbols: Symbols, env: Env, rule: tree.CheckedRule) -> Truth:
        """Whether it is a violation."""
        parts = [part for part in (rule.scope.filter, rule.when) if part is not None]
        excused = (symbols.truth(env, part.condition) for part in rule.exemptions)
        applies = [symbols.truth(env, part) for part in parts]
        met = symbols.truth(env, rule.require)
        return conjunction([*applies, *map(negation, excused), negation(met)])

    def _exemptions(self, rule: tree.CheckedRule) -> Iterator[Diagnostic]:
        for exemption in rule.exemptions:

            def holds(symbols: Symbols, env: Env, exemption: tree.Exemption = exemption) -> bool:
                applies = self._applies(symbols, env)
                return applies and symbols.truth(env, exemption.condition) == TRUE

            if self._never(holds):
                yield self._problem("exception-cannot-hold", exemption.where)

    # ---------------------------------------------------------------------------------------- the goals

    def _never(self, goal: Callable[[Symbols, Env], bool]) -> bool:
        return self._tried(goal) is False

    def _sometimes(self, goal: Callable[[Symbols, Env], bool]) -> bool:
        return self._tried(goal) is True

    def _tried(self, goal: Callable[[Symbols, Env], bool]) -> bool | None:
        def holds(way: Way) -> bool:
            symbols = Symbols(way, self.law, self.vocabulary, self.constants)
            return goal(symbols, self._env(symbols))

        return some_way(holds, MOST_WAYS)

    def _env(self, symbols: Symbols) -> dict[str, Any]:
        return {name: symbols.facts.item(("bound", name), kind) for name, kind in self.variables}

    def _applies(self, symbols: Symbols, env: Env) -> bool:
        rule = self.rule
        if rule is None:
            return True
        parts = (rule.scope.filter, rule.when)
        return all(part is None or symbols.truth(env, part) == TRUE for part in parts)

    def _violation(self, symbols: Symbols, env: Env) -> bool:
        rule = self.rule
        return (
            rule is not None
            and self._applies(symbols, env)
            and all(symbols.truth(env, part.condition) == FALSE for part in rule.exemptions)
            and symbols.truth(env, rule.require) == FALSE
        )

    def _is(self, symbols: Symbols, env: Env, *, part: _Part, truth: Truth) -> bool:
        """Whether a part has this answer where what surrounds it holds."""
        inner = dict(env)
        for step in part.around.steps:
            if not isinstance(step, tree.Quantified):
                if symbols.truth(inner, step) != TRUE:
                    return False
                continue
            item = symbols.item_of(inner, step)
            if item is None:
                return False
            inner[step.variable] = item
        return symbols.truth(inner, part.node) == truth

    # ---------------------------------------------------------------------------------------- the parts

    def _parts(self) -> Iterator[_Part]:
        """Every condition with what surrounds it."""
        if self.definition is not None:
            for case in self.definition.cases:
                for part in (case.condition, case.value):
                    if part is not None and _is_condition(part):
                        yield from _within(part, _Around())
        rule = self.rule
        if rule is None:
            return
        around = _Around()
        for clause in (rule.scope.filter, rule.when):
            if clause is not None:
                yield from _within(clause, around)
                around = around.inside(clause)
        for clause in (rule.require, *(part.condition for part in rule.exemptions)):
            yield from _within(clause, around)

    def _problem(
        self, name: str, where: tree.Where, severity: Severity = "warning", **params: object
    ) -> Diagnostic:
        span = Span(self.source, *where)
        text = self.source.text[span.start : span.end]
        shown = {"part": " ".join(text.split()), **params}
        helps = (Message(f"{name}-help"),)
        return Diagnostic(name, severity, "rule", Message(name, shown), (Label(span),), helps)


def _within(node: tree.Condition, around: _Around) -> Iterator[_Part]:
    """A condition and those inside it."""
    match node:
        case tree.And(operands) | tree.Or(operands):
            for operand in operands:
                yield from _within(operand, around)
        case tree.Not(operand):
            yield from _within(operand, around)
        case tree.Implies(condition, consequence):
            yield from _within(condition, around)
            yield from _within(consequence, around.inside(condition))
        case tree.Block():
            for item in node.items:
                yield from _within(item.condition, around)
        case tree.Quantified():
            inside = around.inside(node)
            if node.filter is not None:
                yield from _within(node.filter, inside)
                inside = inside.inside(node.filter)
            yield from _within(node.condition, inside)
    yield _Part(node, around)


def _is_condition(node: object) -> TypeGuard[tree.Condition]:
    return isinstance(node, tree.Condition)


def _holds_one_of(where: tree.Where, places: set[tree.Where]) -> bool:
    return any(where[0] <= start and end <= where[1] for start, end in places)


def _definitions_of(law: Law, part: object) -> tuple[tree.Definition, ...]:
    """The derived facts a tree uses, directly or not."""
    found: dict[str, tree.Definition] = {}
    waiting = [part]
    while waiting:
        for node in nodes_in(waiting.pop()):
            if isinstance(node, tree.Derived) and node.name not in found:
                found[node.name] = law.definitions[node.name]
                waiting.append(found[node.name])
    return tuple(found.values())


def _parameters_of(law: Law, part: object) -> Constants:
    """The values of the parameters a tree uses."""
    names = {node.name for node in nodes_in(part) if isinstance(node, tree.Parameter)}
    return frozenset(item.value for name in names for item in law.parameters[name].values)
