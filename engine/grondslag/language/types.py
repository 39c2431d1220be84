"""The types of the rule language, and the vocabulary against which paths are checked.

The language knows no register: whoever uses it hands in a `Vocabulary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ScalarName = Literal[
    "text", "integer", "number", "boolean", "date", "datetime", "duration", "any", "none"
]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `any` is the type of what failed and causes no further error; `none` that of the word."""

    name: ScalarName


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a closed list."""

    list: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of an entry of one of these collections.

    A local one names an entry of a map nearby and cannot be followed.
    """

    collections: tuple[str, ...]
    local: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of texts, codes or references."""

    item: Scalar | Code | Reference


@dataclass(frozen=True, slots=True)
class RecordOf:
    """A group of fields, by the name of its record type."""

    record: str


@dataclass(frozen=True, slots=True)
class EntryOf:
    """An entry with an id: of a root collection (`collections`, several in a scope of `or`) or of a map (`record`)."""

    collections: tuple[str, ...] = ()
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """A collection keyed by id: a root collection, or a map inside a record (`record`)."""

    collection: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    table: str


Type = Scalar | Code | Reference | ListOf | RecordOf | EntryOf | Entries | Row


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a field holds.

    `may_be_none`: the model accepts `none`; `implied`: it has a value when nothing is written.
    """

    type: Type
    may_be_none: bool = True
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """A root collection: `single` for one record (`organisation`), else entries keyed by id."""

    name: str
    single: bool
    fields: Mapping[str, FieldType]
    may_be_none: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every name a rule may use of the register: collections and record types with their fields."""

    collections: Mapping[str, Collection]
    records: Mapping[str, Mapping[str, FieldType]] = field(default_factory=dict)

    def fields(self, holder: Type) -> Mapping[str, FieldType]:
        """The fields that *holder* surely has; of several collections those that all have with the same type."""
        match holder:
            case RecordOf(record):
                return self.records[record]
            case EntryOf(record=str() as record):
                return self.records[record]
            case EntryOf(collections=names) | Reference(collections=names) if names:
                return self._common(names)
            case _:
                return {}

    def _common(self, names: tuple[str, ...]) -> Mapping[str, FieldType]:
        first, *others = (self.collections[name].fields for name in names)
        return {
            name: kind
            for name, kind in first.items()
            if all(name in other and other[name].type == kind.type for other in others)
        }
