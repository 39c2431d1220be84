"""Facts that hold without being written where they hold: written defaults and implied values."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from grondslag.model.facts import Path
from grondslag.model.kinds import Model
from grondslag.model.places import NOTHING, Places


def apply_defaults(
    collections: dict[str, Any], model: Model, questions: Collection[Path], places: Places
) -> None:
    """Give every activity the facts of the block that it does not write itself.

    What an activity writes wins: a value, `none`, and also `unknown`. A field is taken whole.
    """
    for name, block in collections.items():
        kind = model.collections[name]
        if kind.defaults_for is None or not isinstance(block, dict) or not block:
            continue
        entries = collections.get(kind.defaults_for)
        if isinstance(entries, dict):
            places.block = name
            places.defaulted = _fill(block, entries, asked_of(questions, kind.defaults_for))


def asked_of(questions: Collection[Path], collection: str) -> dict[str, set[str]]:
    """Id to the fields of that entry that were left open."""
    asked: dict[str, set[str]] = {}
    for path in questions:
        if len(path) == 3 and path[0] == collection:
            asked.setdefault(path[1], set()).add(path[2])
    return asked


def _fill(
    block: dict[str, Any], entries: dict[str, Any], asked: dict[str, set[str]]
) -> dict[str, frozenset[str]]:
    filled: dict[str, frozenset[str]] = {}
    shared: dict[tuple[str, ...], frozenset[str]] = {}
    names = block.keys()
    for entry_id, entry in entries.items():
        taken = names - entry.keys() - asked.get(entry_id, NOTHING)
        if not taken:
            continue
        ordered = tuple(name for name in block if name in taken)
        for name in ordered:
            entry[name] = block[name]
        filled[entry_id] = shared.setdefault(ordered, frozenset(ordered))
    return filled


def apply_implied(collections: dict[str, Any], model: Model, questions: Collection[Path]) -> None:
    """Give entries the values that the model implies when nothing is written."""
    for name, entries in collections.items():
        kind = model.collections[name]
        if kind.single or not isinstance(entries, dict):
            continue
        implied = [item for item in kind.entry.fields.values() if item.implied is not None]
        asked = asked_of(questions, name) if implied else {}
        for item in implied:
            for entry_id, entry in entries.items():
                if item.name not in entry and item.name not in asked.get(entry_id, NOTHING):
                    entry[item.name] = item.implied
