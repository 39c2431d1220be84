"""Registers that differ in a few facts: what would be so if something else were written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grondslag.language.types import Entries, FieldType, RecordOf, Vocabulary
from grondslag.model.facts import Register

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact at a canonical path with another value (as in `grondslag.values`).

    `exact`: it is this value that matters, not just any; else the value only stands for one that has to be
    filled in (a date, a text, an id).
    """

    path: Path
    value: Any
    exact: bool = True


def changed(register: Register, changes: Mapping[Path, Any]) -> Register:
    """The register with these facts; the given one is not touched. Holders that are missing are made."""
    collections: dict[str, Any] = dict(register.collections)
    copied: set[int] = set()
    for path in sorted(changes, key=lambda path: (len(path), path)):
        holder = collections
        for step in path[:-1]:
            inner = holder.get(step)
            if not isinstance(inner, dict) or id(inner) not in copied:
                inner = dict(inner) if isinstance(inner, dict) else {}
                copied.add(id(inner))
                holder[step] = inner
            holder = inner
        holder[path[-1]] = changes[path]
    return replace(register, collections=collections)


def kind_at(vocabulary: Vocabulary, path: Path) -> FieldType | None:
    """The type of the field at a canonical path, ids included; None for an entry and for what is no field."""
    known = list(_walk(vocabulary, path))
    if len(known) != len(path) or not known:
        return None
    return known[-1].kind


def without_ids(vocabulary: Vocabulary, path: Path) -> Path:
    """A canonical path as a rule names it: `processors.agreement.document`."""
    known = list(_walk(vocabulary, path))
    return (*(each.name for each in known if not each.is_id), *path[len(known) :])


def place_of(vocabulary: Vocabulary, path: Path) -> tuple[tuple[int, str], ...]:
    """By what paths are sorted as the register model orders its fields."""
    return tuple((each.number, each.name) for each in _walk(vocabulary, path))


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    number: int
    """Where the field stands among its neighbours."""
    kind: FieldType | None = None
    is_id: bool = False


def _walk(vocabulary: Vocabulary, path: Path) -> Iterator[_Step]:
    """The steps of a path, as far as the vocabulary knows them."""
    known = vocabulary.collections.get(path[0]) if path else None
    if known is None:
        return
    yield _Step(path[0], list(vocabulary.collections).index(path[0]))
    fields, at_id = known.fields, not known.single
    for name in path[1:]:
        if at_id:
            at_id = False
            yield _Step(name, 0, is_id=True)
            continue
        kind = fields.get(name)
        if kind is None:
            return
        yield _Step(name, list(fields).index(name), kind)
        at_id = isinstance(kind.type, Entries)
        record = kind.type.record if isinstance(kind.type, RecordOf | Entries) else None
        fields = vocabulary.records[record] if record is not None else {}
