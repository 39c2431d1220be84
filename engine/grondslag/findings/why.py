"""Why a verdict is what it is: the conditions that decided it, and the facts these rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from grondslag.evaluation.trace import Step, deciding, deciding_clauses
from grondslag.findings.finding import Finding
from grondslag.language.tree import Block, Citation, Condition, Item, Quantified

Path = tuple[str, ...]


@lru_cache(maxsize=4)
def tree_of(finding: Finding) -> Step:
    """The tree of the conditions of a finding; kept for the few that are looked at right now."""
    return finding.trace()


def why(finding: Finding) -> tuple[Step, ...]:
    """The conditions without parts that decided, in the order of the rule, each once."""
    clauses = deciding_clauses(tree_of(finding), finding.verdict.outcome)
    return _once(step for clause in clauses for step in deciding(clause))


def facts_that_decide(finding: Finding) -> Iterator[Path]:
    """The facts a violation rests on: those of what is required, the first that fails first, then the rest."""
    clauses = deciding_clauses(tree_of(finding), finding.verdict.outcome)
    for clause in sorted(clauses, key=lambda clause: clause.kind != "require"):
        for step in deciding(clause):
            yield from step.paths


def item_citations(finding: Finding) -> tuple[Citation, ...]:
    """The citations of the item that decides a violation; empty where no item has its own."""
    label = finding.verdict.item
    if label is None:
        return ()
    items = _items(finding.rule.checked.require)
    return next((item.citations for item in items if item.label == label), ())


def _items(condition: Condition) -> Iterator[Item]:
    if isinstance(condition, Block):
        for item in condition.items:
            yield item
            yield from _items(item.condition)
    elif isinstance(condition, Quantified):
        yield from _items(condition.condition)


def _once(steps: Iterator[Step]) -> tuple[Step, ...]:
    found: dict[tuple[object, ...], Step] = {}
    for step in steps:
        found.setdefault((step.kind, id(step.node), step.label, step.paths, step.reasons), step)
    return tuple(found.values())
