"""What is bound, and which day decides, where a rule is evaluated on an entry."""

from __future__ import annotations

from grondslag.evaluation.answers import Found
from grondslag.evaluation.scope import Item, Listing, bound_at
from grondslag.evaluation.terms import find
from grondslag.evaluation.world import Scene, World
from grondslag.language.calendar import day_of
from grondslag.language.deadlines import is_instant
from grondslag.language.tree import CheckedRule
from grondslag.rulebook.rule import Rule


def event_day(world: World, rule: CheckedRule, listing: Listing, index: int) -> Found:
    """The date or moment that decides for a row; the as-of day for a rule that applies at check."""
    if rule.event is None:
        return Found(world.today)
    return _event(world, rule, listing.bound(rule.scope, index))


def scene_at(world: World, rule: Rule, listing: Listing, index: int) -> Scene:
    """The scene of a row of a listing."""
    return _scene(world, rule.checked, listing.bound(rule.checked.scope, index))


def scene_of(world: World, rule: Rule, path: tuple[str, ...]) -> Scene | None:
    """The scene of the subject at *path*; None if it is no entry of the rule's scope."""
    bound = bound_at(world, rule.checked.scope, path)
    return None if bound is None else _scene(world, rule.checked, bound)


def _event(world: World, rule: CheckedRule, bound: dict[str, Item]) -> Found:
    if rule.event is None:
        return Found(world.today)
    return find(world, Scene(world.today, bound), rule.event)


def _scene(world: World, rule: CheckedRule, bound: dict[str, Item]) -> Scene:
    found = _event(world, rule, bound)
    return Scene(day_of(found.value) if is_instant(found.value) else world.today, bound)
