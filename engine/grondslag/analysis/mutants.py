"""The mutants of a rule and of a derived fact: each is the whole with one place changed.

A mutant that would not be well typed, or equals what it came from or an earlier mutant, is not made. Messages,
citations and examples are never changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from grondslag.analysis.border import moved_borders
from grondslag.analysis.rewrites import Rewrites
from grondslag.analysis.rewrites_of_terms import beside
from grondslag.analysis.rewriting import Change, Changed, Desk
from grondslag.analysis.subjects import deciding_parts, source_of
from grondslag.analysis.written import Pen
from grondslag.language import tree
from grondslag.language.nodes import nodes_in
from grondslag.rulebook.law import Law
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """A rulebook in which one place of one rule, derived fact or parameter is changed.

    `owner` is the id of the rule, or the name of the derived fact, at whose place the change is. `versions` holds
    the versions of a rule after the change, `law` what stands beside the rules; None where it did not change.
    """

    owner: str
    source: Source
    change: Change
    versions: tuple[Rule, ...] | None = None
    law: Law | None = None


def mutants_of_rule(rulebook: RuleBook, versions: tuple[Rule, ...]) -> Iterator[Mutant]:
    """The mutants of all versions of a rule, in order of version and place."""
    for number, rule in enumerate(versions):
        seen: set[Hashable] = {deciding_parts(rule.checked)}
        found = [
            Mutant(rule.id, rule.source, change, _with(versions, number, checked))
            for change, checked in _changes(_rewrites(rulebook, rule.source), rule.checked)
            if _is_new(seen, checked)
        ]
        found += (
            Mutant(rule.id, rule.source, change, moved)
            for change, moved in moved_borders(versions, number)
        )
        found += _of_parameters(rulebook, rule.id, rule.source, deciding_parts(rule.checked))
        yield from sorted(found, key=_place)


def mutants_of_definition(rulebook: RuleBook, name: str) -> Iterator[Mutant]:
    """The mutants of a derived fact, in order of place."""
    law, definition = rulebook.law, rulebook.law.definitions[name]
    source = source_of(rulebook, name)
    seen: set[Hashable] = {definition.cases}
    found: list[Mutant] = []
    for change, cases in _cases(_rewrites(rulebook, source), definition.cases):
        if cases in seen or _has_due(cases):
            continue
        seen.add(cases)
        changed = replace(definition, cases=cases)
        mutated = replace(law, definitions={**law.definitions, name: changed})
        found.append(Mutant(name, source, change, law=mutated))
    found += _of_parameters(rulebook, name, source, definition.cases)
    yield from sorted(found, key=_place)


def _place(mutant: Mutant) -> tree.Where:
    return mutant.change.where


def _rewrites(rulebook: RuleBook, source: Source) -> Rewrites:
    tables = {
        table.name: table for pack in rulebook.packs.values() for table in pack.checked.tables
    }
    return Rewrites(Desk(Pen(source), rulebook.vocabulary, tables))


# ---------------------------------------------------------------------------------------------- rules


def _changes(rewrites: Rewrites, rule: tree.CheckedRule) -> Iterator[Changed]:
    """Each change of a rule, with the rule after it."""
    desk, scope = rewrites.desk, rule.scope
    for change, bindings in _bindings(rewrites, scope.bindings):
        yield change, replace(rule, scope=replace(scope, bindings=bindings))
    if scope.filter is not None:
        yield desk.left_out("where", scope.filter), replace(rule, scope=replace(scope, filter=None))
        for change, new in rewrites.of(scope.filter):
            yield change, replace(rule, scope=replace(scope, filter=new))
    if rule.event is not None:
        yield (
            desk.change("event", rule.event, desk.pen.phrase("APPLIES_AT_CHECK")),
            replace(rule, event=None),
        )
        for change, new in rewrites.of(rule.event):
            yield change, replace(rule, event=new)
    if rule.when is not None:
        yield desk.left_out("when", rule.when), replace(rule, when=None)
        for change, new in rewrites.of(rule.when):
            yield change, replace(rule, when=new)
    for change, new in rewrites.of(rule.require):
        yield change, replace(rule, require=new)
    for change, exemptions in _exemptions(rewrites, rule.exemptions):
        yield change, replace(rule, exemptions=exemptions)


def _bindings(rewrites: Rewrites, bindings: tuple[tree.Binding, ...]) -> Iterator[Changed]:
    """A collection left out of `a or b`, or another one inside the same entry."""
    for number, binding in enumerate(bindings):
        for index, source in enumerate(binding.sources):
            rest = (*binding.sources[:index], *binding.sources[index + 1 :])
            changes = [
                (change, _put(binding.sources, index, new)) for change, new in rewrites.of(source)
            ]
            if rest:
                changes.insert(0, (rewrites.desk.left_out("source", source), rest))
            for change, sources in changes:
                yield change, _put(bindings, number, replace(binding, sources=sources))


def _exemptions(rewrites: Rewrites, exemptions: tuple[tree.Exemption, ...]) -> Iterator[Changed]:
    for number, exemption in enumerate(exemptions):
        rest = (*exemptions[:number], *exemptions[number + 1 :])
        yield rewrites.desk.left_out("unless", exemption), rest
        for change, new in rewrites.of(exemption.condition):
            yield change, _put(exemptions, number, replace(exemption, condition=new))


def _put(items: tuple[Any, ...], number: int, new: Any) -> tuple[Any, ...]:
    return (*items[:number], new, *items[number + 1 :])


def _with(versions: tuple[Rule, ...], number: int, checked: tree.CheckedRule) -> tuple[Rule, ...]:
    changed: tuple[Rule, ...] = _put(versions, number, replace(versions[number], checked=checked))
    return changed


def _is_new(seen: set[Hashable], rule: tree.CheckedRule) -> bool:
    """Whether a changed rule may stand so, and is not one that was seen before."""
    parts = deciding_parts(rule)
    if parts in seen or not _terms_stand_right(rule):
        return False
    seen.add(parts)
    return True


def _terms_stand_right(rule: tree.CheckedRule) -> bool:
    """Whether `is due within` stands only where an open term can be seen."""
    others = (rule.scope.filter, rule.when, tuple(part.condition for part in rule.exemptions))
    return not _has_due(others) and _due_stands_right(rule.require)


def _has_due(part: object) -> bool:
    return any(isinstance(node, tree.Due) for node in nodes_in(part))


def _due_stands_right(node: tree.Condition) -> bool:
    match node:
        case tree.And(operands) | tree.Or(operands):
            return all(map(_due_stands_right, operands))
        case tree.Implies(condition, consequence):
            return not _has_due(condition) and _due_stands_right(consequence)
        case tree.Block(kind="all" | "any"):
            return all(_due_stands_right(item.condition) for item in node.items)
        case tree.Quantified(quantifier="every"):
            return not _has_due(node.filter) and _due_stands_right(node.condition)
        case tree.Due():
            return True
    return not _has_due(node)


# -------------------------------------------------------------------------------- what rules rest on


def _cases(rewrites: Rewrites, cases: tuple[tree.Case, ...]) -> Iterator[Changed]:
    for number, case in enumerate(cases):
        if case.condition is not None:
            start = getattr(case.value, "where", case.condition.where)[0]
            where = (start, case.condition.where[1])
            text = rewrites.desk.pen.between(*where)
            yield Change("case", where, text, ""), (*cases[:number], *cases[number + 1 :])
            for change, new in rewrites.of(case.condition):
                yield change, _put(cases, number, replace(case, condition=new))
        for change, new in rewrites.of(case.value):
            yield change, _put(cases, number, replace(case, value=new))


def _of_parameters(
    rulebook: RuleBook, owner: str, source: Source, part: object
) -> Iterator[Mutant]:
    """Each parameter that a rule or derived fact names, with values beside those it has."""
    pen, law = Pen(source), rulebook.law
    first: dict[str, tree.Parameter] = {}
    for node in nodes_in(part):
        if isinstance(node, tree.Parameter):
            first.setdefault(node.name, node)
    for name, node in first.items():
        declared = law.parameters[name]
        for number in range(2):
            moved = [
                replace(item, value=values[number])
                for item in declared.values
                if len(values := beside(item.value)) > number
            ]
            if not moved or len(moved) < len(declared.values):
                continue
            shown = ", ".join(pen.value(item.value) for item in moved)
            change = Change("parameter", node.where, pen.text(node), shown)
            parameters = {**law.parameters, name: replace(declared, values=tuple(moved))}
            yield Mutant(owner, source, change, law=replace(law, parameters=parameters))
