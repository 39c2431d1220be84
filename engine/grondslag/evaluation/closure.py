"""`onwards`: a list of references followed to the end, each entry once."""

from __future__ import annotations

from typing import Any

from grondslag.evaluation.answers import NO_REASONS, Entry, Found, Path, Reasons
from grondslag.evaluation.verdict import Reason
from grondslag.evaluation.world import World
from grondslag.language import tree
from grondslag.language.compile import steps_onwards
from grondslag.language.types import ListOf, Reference
from grondslag.values import NONE, UNREADABLE


def collections_of(collection: tree.Term) -> tuple[str, ...]:
    """The collections that the list of references points at."""
    kind = collection.type
    if isinstance(kind, ListOf) and isinstance(kind.item, Reference):
        return kind.item.collections
    return ()


def reach(world: World, found: Found, collection: tree.Term) -> tuple[tuple[Entry, ...], Reasons]:
    """Every entry that a list reaches, breadth first, and the reasons of the lists that are not known.

    An entry that is not described is among the entries. An entry whose list is not recorded adds a reason.
    """
    if found.value is NONE or not found.value:
        return (), NO_REASONS
    steps = steps_onwards(collection)
    key = (found.path or (), steps)
    known = world.closures.get(key)
    if known is None:
        known = world.closures[key] = _follow(world, found.value, collections_of(collection), steps)
    return known


def _follow(
    world: World, first: tuple[str, ...], collections: tuple[str, ...], steps: tuple[str, ...]
) -> tuple[tuple[Entry, ...], Reasons]:
    entries: dict[Path, Entry] = {}
    reasons: set[Reason] = set()
    waiting = [world.refer(key, collections) for key in first]
    while waiting:
        following: list[Entry] = []
        for entry in waiting:
            if entry.path in entries:
                continue
            entries[entry.path] = entry
            if entry.described:
                following += [world.refer(key, collections) for key in _list(entry, steps, reasons)]
        waiting = following
    return tuple(entries.values()), frozenset(reasons)


def _list(entry: Entry, steps: tuple[str, ...], reasons: set[Reason]) -> tuple[str, ...]:
    """The references of an entry; none where it has none, a reason where it does not say."""
    value: Any = entry.fields
    path = entry.path
    if value is None:
        reasons.add(Reason(path, "not_readable"))
        return ()
    for step in steps:
        path = (*path, step)
        value = value.get(step)
        if value is None or value is UNREADABLE:
            reasons.add(Reason(path, "not_recorded" if value is None else "not_readable"))
            return ()
        if value is NONE:
            return ()
    return value  # type: ignore[no-any-return]
