"""What judging a rule may cost at most: which collections it walks through inside which."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.language import tree
from grondslag.language.nodes import children_of
from grondslag.rulebook.law import Law

Product = tuple[str, ...]
"""Collections walked through inside one another, outermost first: their sizes multiply."""


def cost_of(law: Law, rule: tree.CheckedRule) -> tuple[Product, ...]:
    """The products of sizes that bound the steps of a rule, longest first; one that another begins with is left out.

    `(("processing", "purposes", "notices"),)`: for each activity, for each of its purposes, every notice. A derived
    fact is worked out once for each entry in a run, and counts where it is used.
    """
    scope = tuple(" + ".join(map(_name, binding.sources)) for binding in rule.scope.bindings)
    parts = (rule.scope.filter, rule.when, rule.require, rule.exemptions)
    found = {scope or (rule.scope.record or "",), *_products(law, parts, scope)}
    longest = sorted(found, key=lambda product: (-len(product), product))
    return tuple(
        product
        for number, product in enumerate(longest)
        if not any(other[: len(product)] == product for other in longest[:number])
    )


def _products(law: Law, part: object, around: Product) -> Iterator[Product]:
    """The products of the quantifiers in a part of a rule, each with those around it."""
    waiting: list[tuple[object, Product]] = [(part, around)]
    while waiting:
        current, outside = waiting.pop()
        inside = outside
        if isinstance(current, tree.Quantified):
            inside = (*outside, _name(current.collection) + ("…" if current.onwards else ""))
            yield inside
            waiting.append((current.collection, outside))
            waiting += [(current.filter, inside), (current.condition, inside)]
        elif isinstance(current, tree.Derived):
            waiting += [(law.definitions[current.name].cases, outside), (current.argument, outside)]
        else:
            waiting += [(child, outside) for child in children_of(current)]


def _name(term: tree.Term) -> str:
    """The collection or field a term names."""
    return term.name if isinstance(term, tree.Root | tree.Field) else "?"
