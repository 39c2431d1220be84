"""Conditions: what must be true or false, and where an open term may stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatch
from typing import Any, Final, Literal

from grondslag.language import expressions as e
from grondslag.language.check_citations import check_citations
from grondslag.language.check_comparisons import (
    check_comparison,
    check_inclusion,
    check_membership,
    check_presence,
    check_term_of_time,
    shown_operator,
)
from grondslag.language.check_messages import check_message
from grondslag.language.check_paths import known_names
from grondslag.language.check_terms import check_collection, check_term, too_deep
from grondslag.language.context import BOOLEAN, Bound, Here, failed
from grondslag.language.families import is_any, name_of
from grondslag.language.problems import advice
from grondslag.language.tree import (
    And,
    Block,
    Condition,
    Holds,
    Implies,
    Item,
    Not,
    Or,
    Quantified,
)

MOST_QUANTIFIERS: Final = 3

_KINDS: Final[dict[str, Literal["all", "any", "none"]]] = {
    "ALL_OF": "all",
    "ANY_OF": "any",
    "NONE_OF": "none",
}
_QUANTIFIERS: Final[dict[str, Literal["every", "some", "no"]]] = {
    "EVERY": "every",
    "SOME": "some",
    "NO": "no",
}


@singledispatch
def check_condition(node: Any, here: Here) -> Condition:
    """A condition; a value must be a yes/no."""
    term = check_term(node, here)
    if term.type != BOOLEAN and not is_any(term.type):
        here.problems.add(
            "not-a-condition",
            term.where,
            helps=advice("not-a-condition-help"),
            found=name_of(term.type),
        )
    return Holds(term, node.where)


@check_condition.register
def _(node: e.TooDeep, here: Here) -> Condition:
    too_deep(node, here.problems)
    return Holds(failed(node.where), node.where)


@check_condition.register
def _(node: e.Group, here: Here) -> Condition:
    return check_condition(node.inner, here)


@check_condition.register
def _(node: e.Conjunction, here: Here) -> Condition:
    return And(tuple([check_condition(part, here) for part in node.operands]), node.where)


@check_condition.register
def _(node: e.Disjunction, here: Here) -> Condition:
    return Or(tuple([check_condition(part, here) for part in node.operands]), node.where)


@check_condition.register
def _(node: e.Negation, here: Here) -> Condition:
    inside = here.under(shown_operator(node.keyword))
    return Not(check_condition(node.operand, inside), node.where)


@check_condition.register
def _(node: e.Implication, here: Here) -> Condition:
    condition = check_condition(node.condition, here.under(shown_operator(node.keyword)))
    return Implies(condition, check_condition(node.consequence, here), node.where)


@check_condition.register
def _(node: e.Block, here: Here) -> Condition:
    inside = here if node.kind.terminal != "NONE_OF" else here.under(shown_operator(node.kind))
    items: list[Item] = []
    labels: dict[str, e.Where] = {}
    for item in node.items:
        label = item.label
        if label.text in labels:
            other = here.problems.label(labels[label.text], "duplicate-label-other")
            here.problems.add(
                "duplicate-label",
                label.where,
                others=[other],
                helps=advice("duplicate-label-help"),
                label=label.text,
            )
        labels.setdefault(label.text, label.where)
        here.checker.labels.add(label.text)
        items.append(_check_item(item, inside))
    return Block(_KINDS[node.kind.terminal], tuple(items), node.where)


def _check_item(item: e.BlockItem, here: Here) -> Item:
    citations = check_citations(item.basis.citations, here.checker) if item.basis else ()
    inside = replace(here, citations=citations) if citations else here
    otherwise = check_message(item.otherwise, inside) if item.otherwise else None
    condition = check_condition(item.condition, inside)
    return Item(item.label.text, citations, condition, otherwise, item.where)


@check_condition.register
def _(node: e.Quantification, here: Here) -> Condition:
    quantifier = node.quantifier
    collection, item = check_collection(node.collection, here, quantifier.terminal)
    check_new_name(node.variable, here)
    inside = replace(
        here.bind(node.variable.text, item, node.variable.where),
        quantifiers=here.quantifiers + 1,
    )
    if inside.quantifiers == MOST_QUANTIFIERS + 1:
        here.problems.add(
            "nesting-too-deep",
            quantifier.where,
            helps=advice("nesting-too-deep-help"),
            most=MOST_QUANTIFIERS,
        )
    filtered = inside.under(here.problems.words.phrase("WHERE"))
    narrowed = check_condition(node.filter, filtered) if node.filter is not None else None
    judged = inside if quantifier.terminal == "EVERY" else inside.under(shown_operator(quantifier))
    condition = check_condition(node.condition, judged)
    check_used(node.variable, here)
    return Quantified(
        _QUANTIFIERS[quantifier.terminal],
        node.variable.text,
        item,
        collection,
        node.collection.onwards,
        narrowed,
        condition,
        node.where,
    )


def check_new_name(name: e.Name, here: Here) -> None:
    """A variable may not have a name that is taken."""
    bound: Bound | None = here.variables.get(name.text)
    if bound is not None:
        here.problems.add(
            "duplicate-declaration",
            name.where,
            others=[here.problems.label(bound.where, "duplicate-declaration-other")],
            helps=advice("name-clash-help"),
            name=name.text,
        )
    elif name.text in known_names(here):
        here.problems.add(
            "name-clash",
            name.where,
            message="name-clash-declared",
            helps=advice("name-clash-help"),
            name=name.text,
        )


def check_used(name: e.Name, here: Here) -> None:
    """A variable that is never used hides a mistake."""
    if name.where not in here.checker.used:
        here.problems.add(
            "unused-binding", name.where, helps=advice("unused-binding-help"), name=name.text
        )


_BY_NODE: Final[dict[type, Callable[..., Condition]]] = {
    e.Comparison: check_comparison,
    e.Membership: check_membership,
    e.Presence: check_presence,
    e.Inclusion: check_inclusion,
    e.TermOfTime: check_term_of_time,
}
for _node, _check in _BY_NODE.items():
    check_condition.register(_node, _check)
