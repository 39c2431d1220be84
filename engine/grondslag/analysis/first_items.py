"""Which items of a rule can be named as what decides a violation, found without a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice
from typing import Any, Final

from grondslag.analysis.choices import Way, some_way
from grondslag.analysis.subjects import definitions_used
from grondslag.analysis.symbols import Env, Symbols, constants_in
from grondslag.language import tree
from grondslag.language.logic import FALSE, Truth, negation
from grondslag.language.nodes import nodes_in
from grondslag.language.types import Vocabulary
from grondslag.rulebook.law import Law
from grondslag.rulebook.rulebook import RuleBook

MOST_WAYS: Final = 5_000
"""Ways tried for one item; one that is not settled by then is taken to be possible."""


def never_first(rulebook: RuleBook, rule: tree.CheckedRule, item: tree.Item) -> bool:
    """Whether an item can surely not be the first that is false in a requirement that is not met.

    So it is with an item that is false only where an earlier one is: `a.b exists` after `a.c exists`, if only `a`
    can be none.
    """
    law, vocabulary = rulebook.law, rulebook.vocabulary
    require = _one_item(_by_itself(rule.require, vocabulary))
    used = definitions_used(law, require)
    parts = (require, tuple(each.cases for each in used))
    constants = constants_in(parts) | _parameter_values(law, parts)
    bound = tuple((binding.variable, binding.type) for binding in rule.scope.bindings)

    def holds(way: Way) -> bool:
        symbols = Symbols(way, law, vocabulary, constants)
        env = {name: symbols.facts.item(("bound", name), kind) for name, kind in bound}
        if symbols.truth(env, require) != FALSE:
            return False
        return any(found.where == item.where for found in _first(symbols, env, require, FALSE))

    return some_way(holds, MOST_WAYS) is False


def _by_itself(node: Any, vocabulary: Vocabulary) -> Any:
    """The same tree in which a field may be none only if the model lets it be, where the step before it is there."""
    if isinstance(node, tuple):
        return tuple(_by_itself(part, vocabulary) for part in node)
    if not isinstance(node, tree.Term | tree.Condition | tree.Item):
        return node
    names = [each.name for each in fields(node) if each.name not in ("type", "where")]
    new = replace(node, **{name: _by_itself(getattr(node, name), vocabulary) for name in names})
    if isinstance(new, tree.Field):
        known = vocabulary.fields(new.holder.type).get(new.name)
        return new if known is None else replace(new, may_be_none=known.may_be_none)
    return new


def _one_item(require: tree.Condition) -> Any:
    """The same tree in which quantifiers over one collection look at one item.

    Done only where all of them ask something of every item: what is false of one item of many is so of that item
    alone too. `Symbols` tells items apart by the place of the quantifier.
    """
    asked = list(_of_every_item(require))
    places: dict[tree.Term, tree.Where] = {}
    for node in nodes_in(require):
        if isinstance(node, tree.Quantified) and not any(node is each for each in asked):
            asked = [each for each in asked if each.collection != node.collection]
    for each in asked:
        places.setdefault(each.collection, each.where)
    return _placed(require, places)


def _of_every_item(node: tree.Condition) -> Iterator[tree.Quantified]:
    match node:
        case tree.And(operands):
            for operand in operands:
                yield from _of_every_item(operand)
        case tree.Block(kind="all", items=items):
            for item in items:
                yield from _of_every_item(item.condition)
        case tree.Quantified(quantifier="every" | "no"):
            yield node


def _placed(node: Any, places: Mapping[tree.Term, tree.Where]) -> Any:
    match node:
        case tree.And(operands):
            return replace(node, operands=tuple(_placed(each, places) for each in operands))
        case tree.Block(kind="all", items=items):
            new = (replace(each, condition=_placed(each.condition, places)) for each in items)
            return replace(node, items=tuple(new))
        case tree.Quantified(collection=collection) if collection in places:
            return replace(node, where=places[collection])
    return node


def _parameter_values(law: Law, parts: object) -> frozenset[object]:
    names = {node.name for node in nodes_in(parts) if isinstance(node, tree.Parameter)}
    return frozenset(item.value for name in names for item in law.parameters[name].values)


def _first(symbols: Symbols, env: Env, node: tree.Condition, wanted: Truth) -> Iterator[tree.Item]:
    """The items that decide a condition, outermost first, in the way that was chosen."""
    match node:
        case tree.Block(kind=kind, items=items):
            inner = negation(wanted) if kind == "none" else wanted
            deciding = (each for each in items if symbols.truth(env, each.condition) == inner)
            for item in islice(deciding, 1):
                yield item
                yield from _first(symbols, env, item.condition, inner)
        case tree.And(operands) | tree.Or(operands):
            decisive = (part for part in operands if symbols.truth(env, part) == wanted)
            lists = (list(_first(symbols, env, part, wanted)) for part in decisive)
            yield from next((found for found in lists if found), [])
        case tree.Not(operand):
            yield from _first(symbols, env, operand, negation(wanted))
        case tree.Implies(_, consequence):
            yield from _first(symbols, env, consequence, wanted)
        case tree.Quantified():
            thing = symbols.item_of(env, node)
            inner = negation(wanted) if node.quantifier == "no" else wanted
            inside = {**env, node.variable: thing}
            yield from () if thing is None else _first(symbols, inside, node.condition, inner)
