"""The readers of all fields of the model in one language, made when they are first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.documents.scalars import WORD
from grondslag.model.facts import Record
from grondslag.model.kinds import CodeList, FieldKind, Model, RecordKind
from grondslag.model.readers import (
    ALL,
    Reader,
    Said,
    aside,
    is_id,
    is_several,
    item_type,
    read_item,
    several,
    single,
    with_aliases,
)

FILE_KEYS: Final = {"language": "language", "taal": "language", "model": "model"}
"""Keys that may stand at the top of a file, in both spellings, whatever its language."""


@dataclass(slots=True)
class Table:
    """The fields of a record type in one language: spelled key to canonical name and reader."""

    kind: RecordKind
    by_key: Mapping[str, tuple[str, Reader]]
    required: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """How files in *language* are read.

    `version`: that of the model, as the register names it; None if it names none. `complete`:
    required fields must be there; in the small registers of rule examples they need not be.
    """

    model: Model
    language: str
    version: int | None
    complete: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    """Spelling in this language to `none`, `unknown`, `all`."""
    _entries: dict[str, Table] = field(default_factory=dict)
    _records: dict[str, Table] = field(default_factory=dict)

    def collection(self, key: str) -> str | None:
        """The canonical name of the collection that is spelled so in this language."""
        if self.language == "nl":
            return self.model.by_nl.get(key)
        return key if key in self.model.collections else None

    def entry(self, collection: str) -> Table:
        """The fields of an entry of a collection (or of its single record)."""
        table = self._entries.get(collection)
        if table is None:
            kind = self.model.collections[collection].entry
            table = self._entries[collection] = self._table(kind)
        return table

    def record(self, name: str) -> Table:
        """The fields of a record type."""
        table = self._records.get(name)
        if table is None:
            table = self._records[name] = self._table(self.model.records[name])
        return table

    def spelled(self, kind: FieldKind) -> str:
        """The key of a field in this language."""
        return kind.spelled(self.language)

    def codes(self, kind: FieldKind) -> Mapping[str, Any]:
        """The spellings of codes, or of yes and no, with what they stand for; else empty."""
        if kind.type == "yes_no":
            words = self.model.words
            return {words["yes"][self.language]: True, words["no"][self.language]: False}
        if kind.enum is None:
            return {}
        codes = self.model.enums[kind.enum]
        return codes.by_nl if self.language == "nl" else {code: code for code in codes.codes}

    def value_of(self, kind: FieldKind, raw: object) -> Any:
        """The fact of one value of a field; None if it cannot be read."""
        return read_item(item_type(kind.type), self.language, self.codes(kind))(raw)

    def everything(self, kind: FieldKind) -> Any:
        """What `all` stands for in a field; None where it may not stand or cannot be read."""
        if kind.type == "refs":
            return ALL
        if kind.type == "set" and kind.enum and self.version is not None:
            codes = self.model.enums[kind.enum]
            return tuple(codes.codes) if not has_grown(codes, self.version) else None
        return None

    def _table(self, kind: RecordKind) -> Table:
        fields = kind.fields.values()
        return Table(
            kind,
            {self.spelled(item): (item.name, self._reader(item)) for item in fields},
            tuple(item.name for item in fields if item.required and self.complete),
        )

    def _reader(self, kind: FieldKind) -> Reader:
        otherwise = aside(self.words, kind.none, self.everything(kind))
        if kind.type in {"record", "map"}:
            return _group_reader(self, kind, otherwise)
        item = read_item(item_type(kind.type), self.language, self.codes(kind))
        reader = (several if is_several(kind.type) else single)(item, otherwise)
        return with_aliases(reader) if item_type(kind.type) == "country" else reader


def reading_of(model: Model, language: str, version: int | None, complete: bool = True) -> Reading:
    """The readers for a language; the same for the same model, so that tables are made once."""
    key = (id(model), language, version, complete)
    reading = _READINGS.get(key)
    if reading is None or reading.model is not model:
        words = {model.words[word][language]: word for word in ("none", "unknown", "all")}
        reading = Reading(model, language, version, complete, words)
        if len(_READINGS) >= _MOST_READINGS:
            _READINGS.clear()
        _READINGS[key] = reading
    return reading


_READINGS: dict[tuple[int, str, int | None, bool], Reading] = {}
_MOST_READINGS: Final = 16


def has_grown(codes: CodeList, version: int) -> bool:
    """Whether a list holds codes that were added after a version of the model."""
    return any(code.since > version for code in codes.codes.values())


def read_fields(raw: Mapping[str, Any], table: Table, said: Said) -> Record:
    """The facts of a group of fields, by canonical name; not what is left open or unknown."""
    facts: Record = {}
    known = table.by_key
    for key, value in raw.items():
        pair = known.get(key)
        if pair is None:
            said.append(None)
            continue
        fact = pair[1](value, said)
        if fact is not None:
            facts[pair[0]] = fact
    for name in table.required:
        if name not in facts:
            said.append(None)
    return facts


def read_entries(raw: Mapping[str, Any], table: Table, said: Said) -> dict[str, Record]:
    """The entries of a collection or map, by id. Of one that cannot be read nothing is recorded."""
    entries: dict[str, Record] = {}
    for name, value in raw.items():
        if not is_id(name):
            said.append(None)
        if type(value) is dict and WORD not in value:
            entries[name] = read_fields(value, table, said)
        else:
            said.append(None)
            entries[name] = {}
    return entries


def _group_reader(reading: Reading, kind: FieldKind, otherwise: Reader) -> Reader:
    name = kind.record or ""
    read_group = read_entries if kind.type == "map" else read_fields

    def read(raw: object, said: Said) -> Any:
        if type(raw) is dict and WORD not in raw:
            return read_group(raw, reading.record(name), said)
        return otherwise(raw, said)

    return read
