"""The items of a quantifier that can matter, found by what they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from grondslag.evaluation.answers import NO, UNKNOWN_VALUE, YES, Answer, Entry, union, unknown
from grondslag.evaluation.terms import find
from grondslag.evaluation.world import Scene, Search, World, entry_of
from grondslag.language import tree
from grondslag.language.compile_index import Index, Item
from grondslag.language.compile_search import Key, key_of, variables_in
from grondslag.language.nodes import nodes_in
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
    index = Index(entries, key.steps, described)
    return Search(names, key, index, _rests_on_key_alone(node, key))


def _rests_on_key_alone(node: tree.Quantified, key: Key) -> bool:
    """Whether what is bound outside the quantifier plays a part in what is sought, and nowhere else."""
    inside = {part.variable for part in nodes_in(node) if isinstance(part, tree.Quantified)}
    named, sought = Counter(variables_in(node)), Counter(variables_in(key.sought))
    outside = {name: count for name, count in named.items() if name not in inside}
    return outside == dict(sought) and not sought.keys() & inside


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
        answers += _of_unknown(world, scene, node, search, answer, sought)
    return answers


def _of_unknown(
    world: World,
    scene: Scene,
    node: tree.Quantified,
    search: Search,
    answer: ItemAnswer,
    sought: Any,
) -> list[Answer]:
    """The answers of items of which it is not known what they name; one for all where only that is asked."""
    assert search.key is not None
    assert search.index is not None
    is_key = search.key.decides and node.condition is search.key.condition
    alone = node.filter is None and is_key
    key = (id(search), scene.day)
    known = world.answers.get(key) if alone else None
    if known is not None:
        return [known]
    items, answers = search.index.unknown, []
    if search.rests_on_key and not alone and isinstance(sought, Entry) and sought.described:
        items = search.index.unlike
        answers = _of_alike(world, scene, node, search, answer, sought.id)
    collection = search.key.collection
    world.count(len(items))
    answers += [answer(world, scene, node, _entry(collection, item)) for item in items]
    if not alone:
        return answers
    found = world.answers[key] = unknown(union(answers))
    return [found]


def _of_alike(
    world: World,
    scene: Scene,
    node: tree.Quantified,
    search: Search,
    answer: ItemAnswer,
    sought: str,
) -> list[Answer]:
    """The answers of items that do not name what is sought, worked out once for all that they do not name.

    Those that name it were asked already; an answer that decides nothing is left out.
    """
    assert search.key is not None
    assert search.index is not None
    known = world.of_alike.setdefault((id(search), scene.day), {})
    asked = {key for key, _ in search.index.naming.get(sought, ())}
    nothing = YES if node.quantifier == "every" else NO
    answers = []
    for item in search.index.alike:
        if item[0] in asked:
            continue
        found = known.get(item[0])
        if found is None:
            world.count(1)
            found = known[item[0]] = answer(world, scene, node, _entry(search.key.collection, item))
        if found != nothing:
            answers.append(found)
    return answers


def _entry(collection: str, item: Item) -> Entry:
    return entry_of((collection, item[0]), item[1])
