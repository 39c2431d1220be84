"""What a rule mentions, so that a random register says something about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from grondslag.language import tree
from grondslag.language.types import Vocabulary
from grondslag.rulebook.law import Law
from grondslag.values import Duration, duration
from reference.registers import Pool, Window


def nodes(part: object, definitions: Mapping[str, tree.Definition]) -> Iterator[object]:
    """Every node of a part of a rule, and of the derived facts it uses."""
    yield from _nodes(part, definitions, set())


def _nodes(
    part: object, definitions: Mapping[str, tree.Definition], seen: set[str]
) -> Iterator[object]:
    if isinstance(part, tuple):
        for each in part:
            yield from _nodes(each, definitions, seen)
    elif dataclasses.is_dataclass(part) and not isinstance(part, Duration):
        yield part
        for each in dataclasses.fields(part):
            yield from _nodes(getattr(part, each.name), definitions, seen)
    if isinstance(part, tree.Derived) and part.name not in seen:
        seen.add(part.name)
        yield from _nodes(definitions[part.name], definitions, seen)


def judged(rule: tree.CheckedRule) -> tuple[object, ...]:
    """The parts of a rule that decide a verdict."""
    return (rule.scope, rule.event or (), rule.when or (), rule.require, rule.exemptions)


def all_nodes(rules: Iterable[tree.CheckedRule], law: Law) -> list[object]:
    return [node for rule in rules for node in nodes(judged(rule), law.definitions)]


def pool_of(found: list[object], law: Law, window: Window, weight: int, nones: int) -> Pool:
    """Values near those that the nodes compare with."""
    literals = [node.value for node in found if isinstance(node, tree.Literal_)]
    words = {value for value in literals if isinstance(value, str)}
    dated = [
        each.value
        for node in found
        if isinstance(node, tree.Parameter)
        for each in law.parameters[node.name].values
    ]
    values = [*literals, *dated, *_cells(found, law)]
    keys = sorted(str(key) for table in _tables(found) for key in law.tables[table])
    return Pool(
        window=window,
        texts=tuple(dict.fromkeys((*sorted(words), *keys[:3], *keys[-3:], "XX"))),
        codes=frozenset({*words, *keys}),
        numbers=_around(value for value in values if type(value) is int),
        durations=_near(value for value in values if isinstance(value, Duration)),
        fields=frozenset(node.name for node in found if isinstance(node, tree.Field)),
        weight=weight,
        nones=nones,
        collections=_collections(found),
    )


def _tables(found: list[object]) -> list[str]:
    return sorted({node.table for node in found if isinstance(node, tree.Lookup)})


def _cells(found: list[object], law: Law) -> Iterator[object]:
    for table in _tables(found):
        for rows in law.tables[table].values():
            for row in rows:
                yield from row.cells.values()


def _around(numbers: Iterator[int]) -> tuple[int, ...]:
    return tuple(sorted({near for number in numbers for near in (number, number + 1)} | {0, 1}))


def _near(durations: Iterator[Duration]) -> tuple[Duration, ...]:
    """The durations themselves, a little less, and some others."""
    found = sorted(set(durations), key=repr)[:6]
    less = [duration(each.amount - 1, each.unit) for each in found if each.amount > 1]
    return (*found, *less, duration(1, "month"), duration(4, "week"))


def _collections(found: list[object]) -> frozenset[str]:
    names: set[str] = set()
    for node in found:
        if isinstance(node, tree.Root):
            names.add(node.name)
        if isinstance(node, tree.Scope) and node.record is not None:
            names.add(node.record)
        names.update(getattr(getattr(node, "type", None), "collections", ()))
        item = getattr(getattr(node, "type", None), "item", None)
        names.update(getattr(item, "collections", ()))
    return frozenset(names)


def asks_for_the_record(found: list[object], vocabulary: Vocabulary) -> bool:
    """Whether `is recorded` or a field with an implied value is used: 19.6 leaves those out."""
    return any(
        isinstance(node, tree.IsRecorded)
        or (isinstance(node, tree.Field) and _is_implied(node, vocabulary))
        for node in found
    )


def _is_implied(node: tree.Field, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.fields(node.holder.type).get(node.name)
    return kind is not None and kind.implied


def window_near(day: date) -> Window:
    return Window(day - timedelta(days=5), 12)
