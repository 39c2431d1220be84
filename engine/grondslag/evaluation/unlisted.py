"""A rule where the entries that it is about are not known: whether it surely asks nothing there.

A processor has no purposes to record; a rule on purposes that holds for controllers only must not ask for them.
"""

from __future__ import annotations

from datetime import date

from grondslag.evaluation.answers import UNKNOWN_VALUE, Found
from grondslag.evaluation.judgement import surely_excluded
from grondslag.evaluation.scope import Special
from grondslag.evaluation.world import Scene, World
from grondslag.language import tree


def without_entries(
    world: World, rule: tree.CheckedRule, day: date, special: tuple[Special, ...] | list[Special]
) -> list[Special]:
    """The verdicts that stand for entries: not applicable where it would be so whatever the entries are."""
    if rule.when is None and rule.scope.filter is None and not rule.exemptions:
        return list(special)
    return [_without(world, rule, day, each) for each in special]


def _without(world: World, rule: tree.CheckedRule, day: date, special: Special) -> Special:
    outer = special.outer
    if special.outcome != "undetermined" or outer is None:
        return special
    names = [binding.variable for binding in rule.scope.bindings]
    unknown = Found(UNKNOWN_VALUE, special.subject.path, special.reasons)
    items = [*outer, *([unknown] * (len(names) - len(outer)))]
    scene = Scene(day, dict(zip(names, items, strict=True)))
    decided = surely_excluded(world.look(), rule, scene)
    if decided is None:
        return special
    return Special(special.subject, "not_applicable", decided=decided, outer=outer)
