"""The items of a quantifier that can matter, found by what they refer to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grondslag.evaluation.answers import UNKNOWN_VALUE, Answer, Entry, union, unknown
from grondslag.evaluation.terms import find
from grondslag.evaluation.world import Scene, Search, World, entry_of
from grondslag.language import tree
from grondslag.language.compile_index import Index, Item
from grondslag.language.compile_search import key_of, variables_in
from grondslag.values import NONE

ItemAnswer = Callable[[World, Scene, tree.Quantified, Any], Answer]


def search_of(world: World, node: tree.Quantified) -> Search:
    """How the items of a quantifier are found."""
    names = tuple(sorted(set(variables_in(node))))
    key = key_of(node)
    entries = world.register.collections.get(key.collection) if key is not None else None
    if key is None or not isinstance(entries, dict):
        return Search(names, None, None)
    if not all(isinstance(entry, dict) for entry in entries.values()):
        return Search(names, None, None)
    targets = world.register.collections.get(key.target)
    described = targets if isinstance(targets, dict) else {}
    return Search(names, key, Index(entries, key.steps, described))


def found_by_key(
    world: World, scene: Scene, node: tree.Quantified, search: Search, answer: ItemAnswer
) -> list[Answer] | None:
    """The answers of the items that can matter; None if all must be asked.

    An item that surely does not name what is sought adds nothing: it is false to `some` and `no`, true to
    `every`.
    """
    if search.key is None or search.index is None:
        return None
    sought = find(world, scene, search.key.sought).value
    if sought is UNKNOWN_VALUE:
        return None
    name = sought.id if isinstance(sought, Entry) else sought
    items = [] if sought is NONE else search.index.naming.get(name, [])
    collection = search.key.collection
    world.count(len(items))
    answers = [answer(world, scene, node, _entry(collection, item)) for item in items]
    if search.index.unknown:
        answers += _of_unknown(world, scene, node, search, answer)
    return answers


def _of_unknown(
    world: World, scene: Scene, node: tree.Quantified, search: Search, answer: ItemAnswer
) -> list[Answer]:
    """The answers of items of which it is not known what they name; one for all where only that is asked."""
    assert search.key is not None
    assert search.index is not None
    alone = node.filter is None and node.condition is search.key.condition
    key = (id(search), scene.day)
    known = world.answers.get(key) if alone else None
    if known is not None:
        return [known]
    collection = search.key.collection
    world.count(len(search.index.unknown))
    answers = [
        answer(world, scene, node, _entry(collection, item)) for item in search.index.unknown
    ]
    if not alone:
        return answers
    found = world.answers[key] = unknown(union(answers))
    return [found]


def _entry(collection: str, item: Item) -> Entry:
    return entry_of((collection, item[0]), item[1])
