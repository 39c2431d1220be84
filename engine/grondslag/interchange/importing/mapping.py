"""The mapping: which table is which collection, and which column is which field. A user may edit it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.vocabulary import spell_collection

NOTE: Final = "note"
LEAVE_OUT: Final = "leave_out"


@dataclass(frozen=True, slots=True)
class Parent:
    """The rows of a table say more of the entries of another one: *column* holds what stands in the
    other table's *other_column*."""

    column: str
    table: str
    other_column: str


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where a column goes: a target, and for texts that need it the word of the register."""

    target: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Where a table goes. Without a collection it becomes nothing, and the report says so.

    `heading_row` counts from 1 as in a spreadsheet; `id` is the column that gives the ids, None where
    they are made from the names.
    """

    table: str
    collection: str | None
    heading_row: int
    columns: Mapping[str, ColumnMapping]
    id: str | None = None
    parent: Parent | None = None


# What a cell can mean beside the value of one field, by collection: canonical name and Dutch one.
READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "processing": {
        "basis": "grondslag",
        "retention": "bewaartermijn",
        "technical_measures": "technische_maatregelen",
        "organisational_measures": "organisatorische_maatregelen",
    },
    "breaches": {"reported": "gemeld"},
}
EVERYWHERE: Final[Mapping[str, str]] = {NOTE: "toelichting", LEAVE_OUT: "weglaten"}
SINGLE: Final = ("organisation",)
"""Collections of one record: any table may hold its facts, by a path that begins with its name."""


def spell_target(model: Model, collection: str | None, target: str, language: str) -> str:
    """A target as it is written in *language*."""
    if language != "nl":
        return target
    special = {**EVERYWHERE, **READINGS.get(collection or "", {})}
    if target in special:
        return special[target]
    steps, found = _walk(model, collection, target.split("."), by_nl=False)
    return ".".join(steps) if found is not None else target


def read_target(model: Model, collection: str | None, written: str) -> str | None:
    """The canonical target of one written in either language; None if there is none of that name."""
    special = {**EVERYWHERE, **READINGS.get(collection or "", {})}
    for name, dutch in special.items():
        if written in {name, dutch}:
            return name
    for by_nl in (False, True):
        steps, found = _walk(model, collection, written.split("."), by_nl=by_nl)
        if found is not None and found.record is None:
            return written if not by_nl else ".".join(steps)
        if found is not None and found.name in {"transfers", "agreement"} and len(steps) == 1:
            return found.name
    return None


def field_of(model: Model, collection: str, target: str) -> tuple[str, tuple[str, ...], FieldKind]:
    """The collection, path and field of a target that is a path. Raises KeyError."""
    steps = target.split(".")
    if steps[0] in SINGLE and len(steps) > 1:
        collection, steps = steps[0], steps[1:]
    _, found = _walk(model, collection, steps, by_nl=False)
    if found is None:
        raise KeyError(target)
    return collection, tuple(steps), found


def targets_of(model: Model, collection: str) -> list[str]:
    """Every target that a column of this collection may have."""
    found = [*EVERYWHERE, *READINGS.get(collection, {})]
    found += _paths(model, model.collections[collection].entry, (), collection)
    return found


def _paths(model: Model, kind: RecordKind, before: tuple[str, ...], collection: str) -> list[str]:
    found: list[str] = []
    for name, inner in kind.fields.items():
        path = (*before, name)
        if inner.record is None or (name in {"transfers", "agreement"} and not before):
            found.append(".".join(path))
        if inner.record is not None and len(path) < 4:
            found += _paths(model, model.records[inner.record], path, collection)
    return found


def _walk(
    model: Model, collection: str | None, steps: list[str], *, by_nl: bool
) -> tuple[list[str], FieldKind | None]:
    """The steps in the other spelling, and the field they lead to; None where they lead nowhere."""
    single = {spell_collection(model, name, "nl" if by_nl else "en"): name for name in SINGLE}
    other: list[str] = []
    if steps[0] in single and len(steps) > 1:
        collection = single[steps[0]]
        other.append(collection if by_nl else spell_collection(model, collection, "nl"))
        steps = steps[1:]
    if collection is None:
        return [], None
    kind: RecordKind | None = model.collections[collection].entry
    found: FieldKind | None = None
    for step in steps:
        if kind is None:
            return [], None
        name = kind.by_nl.get(step) if by_nl else step
        found = kind.fields.get(name) if name else None
        if found is None:
            return [], None
        other.append(found.name if by_nl else found.nl)
        kind = _next(model, found)
    return other, found


def _next(model: Model, kind: FieldKind) -> RecordKind | None:
    if kind.record is not None:
        return model.records[kind.record]
    if kind.type in {"ref", "refs"} and kind.refs:
        return model.collections[kind.refs[0]].entry
    return None
