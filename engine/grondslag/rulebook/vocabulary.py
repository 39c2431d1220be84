"""The register model as the rule language sees it: the types of every collection, record and field."""

from __future__ import annotations

from typing import Final

from grondslag.language.types import (
    Code,
    Collection,
    Entries,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Scalar,
    Type,
    Vocabulary,
)
from grondslag.model.kinds import CollectionKind, FieldKind, Model, RecordKind

_SCALARS: Final[dict[str, Scalar]] = {
    "text": Scalar("text"),
    "country": Scalar("text"),
    "link": Scalar("text"),
    "integer": Scalar("integer"),
    "number": Scalar("number"),
    "yes_no": Scalar("boolean"),
    "date": Scalar("date"),
    "datetime": Scalar("datetime"),
    "duration": Scalar("duration"),
}
_LISTS: Final = frozenset({"texts", "countries", "links"})


def vocabulary_of(model: Model) -> Vocabulary:
    """The names and types that rules may use of a register of this model.

    The block of written defaults is not among them: its facts are those of the activities it holds for.
    """
    records = {name: _fields(record, model) for name, record in model.records.items()}
    collections: dict[str, Collection] = {}
    for name, kind in model.collections.items():
        if kind.defaults_for is None:
            collections[name] = _collection(kind, model)
            if kind.single:
                records[name] = dict(collections[name].fields)
    return Vocabulary(collections, records)


def _collection(kind: CollectionKind, model: Model) -> Collection:
    return Collection(kind.name, kind.single, _fields(kind.entry, model), kind.none)


def _fields(record: RecordKind, model: Model) -> dict[str, FieldType]:
    return {
        name: FieldType(_type_of(kind, model), kind.none, kind.implied is not None)
        for name, kind in record.fields.items()
    }


def _type_of(kind: FieldKind, model: Model) -> Type:
    if kind.type in _SCALARS:
        return _SCALARS[kind.type]
    if kind.type in _LISTS:
        return ListOf(Scalar("text"))
    match kind.type:
        case "enum":
            return _code(kind, model)
        case "set":
            return ListOf(_code(kind, model))
        case "ref":
            return Reference(kind.refs, kind.local)
        case "refs":
            return ListOf(Reference(kind.refs, kind.local))
        case "record":
            return RecordOf(kind.record or "")
        case "map":
            return Entries(record=kind.record)
    raise ValueError(f"register model: field {kind.name} has unknown type {kind.type}")


def _code(kind: FieldKind, model: Model) -> Code:
    codes = model.enums[kind.enum or ""]
    return Code(codes.name, frozenset(codes.codes))
