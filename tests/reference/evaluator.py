"""The reference evaluator: the verdicts of one rule, read literally from the language page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from grondslag.evaluation.verdict import Outcome, Subject, Verdict
from grondslag.language import tree
from grondslag.language.types import Vocabulary
from grondslag.model.facts import Register
from grondslag.rulebook.law import Law
from reference.conditions import Conditions, as_instant
from reference.dates import local_day
from reference.logic import (
    TRUE,
    Truth,
    conjunction,
    disjunction,
    negation,
)
from reference.terms import (
    NO_REASONS,
    Environment,
    Items,
    Known,
    Nothing,
    Path,
    Reasons,
    Unknown,
    World,
    day_of,
    reason,
    root,
)


class HasRule(Protocol):
    """A version of a rule, as the rulebook hands it out."""

    @property
    def checked(self) -> tree.CheckedRule: ...


class HasRules(Protocol):
    """What the reference needs of a rulebook."""

    @property
    def law(self) -> Law: ...

    @property
    def vocabulary(self) -> Vocabulary: ...


@dataclass(frozen=True)
class Found:
    """A subject with its environment; `reasons` where it cannot be judged for want of an entry."""

    path: Path
    env: Environment
    reasons: Reasons = NO_REASONS


class Reference:
    """Judges; `conditions` may be replaced by a wrong engine, to see that it is caught."""

    def __init__(self, conditions: type[Conditions] = Conditions) -> None:
        self.conditions = conditions

    def judge(
        self, rulebook: HasRules, versions: Sequence[HasRule], register: Register, as_of: datetime
    ) -> list[Verdict]:
        """The verdicts of a rule, given its versions (oldest first), by path of the subject."""
        world = World(rulebook.law, rulebook.vocabulary, register, as_of, local_day(as_of))
        checked = [version.checked for version in versions]
        return sorted(self._all(world, checked), key=lambda verdict: verdict.subject.path)

    def _all(self, world: World, versions: Sequence[tree.CheckedRule]) -> Iterator[Verdict]:
        newest = versions[-1]
        if newest.event is not None:
            for holder, group in self._groups(world, newest.scope):
                verdicts = [self._at_event(world, versions, found) for found in group]
                yield from _or_nothing(newest, holder, verdicts)
            return
        rule = _in_force(versions, world.today)
        for holder, group in self._groups(world, (rule or newest).scope):
            if rule is None:
                verdicts = [self._unread(world, versions, found) for found in group]
            else:
                verdicts = [self._one(world, rule, found) for found in group]
            yield from _or_nothing(newest, holder, verdicts)

    # --------------------------------------------------------------------------------------- scope

    def _groups(self, world: World, scope: tree.Scope) -> Iterator[tuple[Path, list[Found]]]:
        """The entries of each collection that is judged, with the path for where it has none."""
        if scope.record is None:
            yield from self._bound(world, scope.bindings, {}, None)
            return
        path = (scope.record,)
        match root(world, scope.record):
            case Unknown(reasons=reasons):
                yield path, [Found(path, {}, reasons)]
            case Nothing():
                yield path, []
            case _:
                yield path, [Found(path, {})]

    def _bound(
        self,
        world: World,
        bindings: tuple[tree.Binding, ...],
        env: Environment,
        outer: Path | None,
    ) -> Iterator[tuple[Path, list[Found]]]:
        for source in bindings[0].sources:
            holder = _written_path(source) if outer is None else outer
            match self.conditions(world).term(source, env):
                case Unknown(reasons=reasons):
                    yield holder, [Found(holder, env, reasons)]
                case Nothing():
                    yield holder, []
                case Known(value=items):
                    yield from self._entries(world, bindings, env, holder, items)

    def _entries(
        self,
        world: World,
        bindings: tuple[tree.Binding, ...],
        env: Environment,
        holder: Path,
        items: Items,
    ) -> Iterator[tuple[Path, list[Found]]]:
        found = []
        for name, state in zip(items.names, items.states, strict=True):
            path = (*items.path, name)
            if isinstance(state, Unknown):
                found.append(Found(path, env, state.reasons))
            else:
                found.append(Found(path, {**env, bindings[0].variable: state}))
        if len(bindings) == 1 or not found:
            yield holder, found
            return
        for each in found:
            if each.reasons:
                yield each.path, [each]
            else:
                yield from self._bound(world, bindings[1:], each.env, each.path)

    # ----------------------------------------------------------------------------------- one entry

    def _at_event(
        self, world: World, versions: Sequence[tree.CheckedRule], found: Found
    ) -> Verdict | None:
        newest = versions[-1]
        if found.reasons:
            return _verdict(newest, found, "undetermined", found.reasons)
        assert newest.event is not None
        event = self.conditions(world).term(newest.event, found.env)
        if isinstance(event, Known):
            day = day_of(event.value)
            rule = _in_force(versions, day)
            if rule is None:
                return self._unread(replace(world, day=day), versions, found)
            return self._one(replace(world, day=day), rule, found)
        if isinstance(event, Unknown):
            return _verdict(newest, found, "undetermined", event.reasons)
        return _verdict(newest, found, "not_applicable")

    def _unread(
        self, world: World, versions: Sequence[tree.CheckedRule], found: Found
    ) -> Verdict | None:
        """No version is in force. An older text that nobody read is still about the same entries."""
        verdict = _out_of_force(versions, found, world.day)
        if verdict.outcome != "undetermined" or found.reasons:
            return verdict
        same = _about(versions[0].scope) == _about(versions[-1].scope)
        out = same and self._where(world, versions[0], found).value is False
        return None if out else verdict

    def _where(self, world: World, rule: tree.CheckedRule, found: Found) -> Truth:
        if rule.scope.filter is None:
            return TRUE
        return self.conditions(world).condition(rule.scope.filter, found.env)

    def _one(self, world: World, rule: tree.CheckedRule, found: Found) -> Verdict | None:
        """Section 8: V = A and not X and not R."""
        if found.reasons:
            excluded = self._surely_excluded(world, rule, found)
            outcome: Outcome = "not_applicable" if excluded else "undetermined"
            return _verdict(rule, found, outcome, NO_REASONS if excluded else found.reasons)
        where = self._where(world, rule, found)
        if where.value is False:
            return None
        logic = self.conditions(world)
        env = found.env
        when = TRUE if rule.when is None else logic.condition(rule.when, env)
        applies = conjunction((where, when))
        exempt = disjunction(logic.condition(each.condition, env) for each in rule.exemptions)
        required = self.conditions(world)
        met = required.condition(rule.require, env)
        violated = conjunction((applies, negation(exempt), negation(met)))
        if violated.value is True:
            item = self._item(world, rule.require, env, False)
            return _verdict(rule, found, "violation", item=item)
        if violated.value is None:
            return _verdict(rule, found, "undetermined", violated.reasons)
        if applies.value is False or (exempt.value is True and met.value is not True):
            return _verdict(rule, found, "not_applicable")
        end = self._open_until(world, rule.require, env, required.open_ends)
        return _verdict(rule, found, "compliant", open_until=end)

    def _surely_excluded(self, world: World, rule: tree.CheckedRule, found: Found) -> bool:
        """Whether the rule asks nothing whatever the entries are that are not known."""
        if rule.scope.record is not None:
            return False
        unknown = {binding.variable: Unknown(found.reasons) for binding in rule.scope.bindings}
        env: Environment = {**unknown, **found.env}
        logic = self.conditions(world)
        asks = [part for part in (rule.scope.filter, rule.when) if part is not None]
        return any(logic.condition(part, env).value is False for part in asks) or any(
            logic.condition(part.condition, env).value is True for part in rule.exemptions
        )

    def _open_until(
        self,
        world: World,
        require: tree.Condition,
        env: Environment,
        open_ends: set[date | datetime],
    ) -> date | datetime | None:
        """The earliest end at which R is no longer T if the terms that end by then were F."""
        for end in sorted(open_ends, key=as_instant):
            later = self.conditions(world, as_instant(end)).condition(require, env)
            if later.value is not True:
                return end
        return None

    def _item(
        self, world: World, node: tree.Condition, env: Environment, wanted: bool
    ) -> str | None:
        """The label of the first item that makes *node* what it is, in its outermost list."""
        logic = self.conditions(world)
        match node:
            case tree.Block(kind=kind, items=items):
                decisive = wanted if kind != "none" else not wanted
                for item in items:
                    if logic.condition(item.condition, env).value is decisive:
                        return item.label
            case tree.And(operands=operands) | tree.Or(operands=operands):
                for operand in operands:
                    if logic.condition(operand, env).value is wanted:
                        label = self._item(world, operand, env, wanted)
                        if label is not None:
                            return label
            case tree.Not(operand=operand):
                return self._item(world, operand, env, not wanted)
            case tree.Implies(consequence=consequence):
                return self._item(world, consequence, env, wanted)
            case tree.Quantified():
                return self._item_inside(world, node, env, wanted)
        return None

    def _item_inside(
        self, world: World, node: tree.Quantified, env: Environment, wanted: bool
    ) -> str | None:
        logic = self.conditions(world)
        items = logic.collection(node.collection, env, onwards=node.onwards)
        if node.quantifier == "no":
            wanted = not wanted
        if not isinstance(items, Known):
            return None
        for state in items.value.states:
            if logic.operand(node, state, env).value is wanted:
                inner = {**env, node.variable: state}
                label = self._item(world, node.condition, inner, wanted)
                if label is not None:
                    return label
        return None


def _written_path(source: tree.Term) -> Path:
    if isinstance(source, tree.Field):
        return (*_written_path(source.holder), source.name)
    assert isinstance(source, tree.Root)
    return (source.name,)


def _or_nothing(
    rule: tree.CheckedRule, holder: Path, verdicts: list[Verdict | None]
) -> Iterator[Verdict]:
    """The verdicts of a collection; where it has no entries left, one says so."""
    left = [verdict for verdict in verdicts if verdict is not None]
    yield from left or [_verdict(rule, Found(holder, {}), "not_applicable")]


def _in_force(versions: Sequence[tree.CheckedRule], day: date) -> tree.CheckedRule | None:
    for rule in versions:
        if rule.valid_from <= day and (rule.valid_until is None or day < rule.valid_until):
            return rule
    return None


def _about(scope: tree.Scope) -> object:
    return scope.record, scope.bindings


def _out_of_force(versions: Sequence[tree.CheckedRule], found: Found, day: date) -> Verdict:
    oldest = versions[0]
    if oldest.earlier_unread and day < oldest.valid_from:
        source = oldest.citations[0].source
        return _verdict(oldest, found, "undetermined", reason((source,), "text_not_read"))
    return _verdict(oldest, found, "not_applicable")


def _verdict(
    rule: tree.CheckedRule,
    found: Found,
    outcome: Outcome,
    reasons: Reasons = NO_REASONS,
    item: str | None = None,
    open_until: date | datetime | None = None,
) -> Verdict:
    return Verdict(rule.id, Subject(found.path), outcome, tuple(sorted(reasons)), item, open_until)


def judge(
    rulebook: HasRules, versions: Sequence[HasRule], register: Register, as_of: datetime
) -> list[Verdict]:
    """The verdicts of one rule by the page."""
    return Reference().judge(rulebook, versions, register, as_of)


def judge_all(
    rulebook: HasRules,
    rules: Mapping[str, Sequence[HasRule]],
    register: Register,
    as_of: datetime,
    conditions: type[Conditions] = Conditions,
) -> list[Verdict]:
    """The verdicts of all rules, by rule id and path."""
    reference = Reference(conditions)
    return [
        verdict
        for _, versions in sorted(rules.items())
        for verdict in reference.judge(rulebook, versions, register, as_of)
    ]
