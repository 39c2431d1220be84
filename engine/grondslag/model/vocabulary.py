"""The register model as the engine uses it: `register.json`, built piece by piece on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from grondslag.model.kinds import (
    CodeKind,
    CodeList,
    CollectionKind,
    FieldKind,
    Model,
    RecordKind,
)

Data = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key at the top of a file beside the collections; `codes` are its only values, if any."""

    name: str
    nl: str
    type: str
    help: Mapping[str, str]
    codes: tuple[str, ...] = ()

    def spelled(self, language: str) -> str:
        """The key as it is written in *language*."""
        return self.nl if language == "nl" else self.name


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact that is filled from others: the path of the field, and the paths it rests on."""

    name: str
    field: str
    sources: tuple[str, ...]
    help: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Legend:
    """What people read beside the model: help by language on types, words, file keys, derivations.

    `example_ids` gives, by canonical name of a collection or record type, an id by language.
    """

    types: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    file_keys: Mapping[str, FileKey]
    derivations: Mapping[str, Derivation]
    example_ids: Mapping[str, Mapping[str, str]]


class _Built(Mapping[str, T], Generic[T]):
    """A mapping in the order of the model whose values are built when they are first asked for."""

    __slots__ = ("_build", "_built", "_data")

    def __init__(self, data: Data, build: Callable[[str, Data], T]) -> None:
        self._data = data
        self._build = build
        self._built: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        try:
            return self._built[name]
        except KeyError:
            value = self._built[name] = self._build(name, self._data[name])
            return value

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


@cache
def load_model() -> Model:
    """The register model of this version of the program; the same object at every call."""
    return model_from(_compiled())


@cache
def load_legend() -> Legend:
    """The help texts beside the model."""
    return legend_from(_compiled())


@cache
def _compiled() -> Data:
    text = (Path(__file__).with_name("register.json")).read_bytes()
    data: Data = json.loads(text)
    return data


def model_from(compiled: Data) -> Model:
    """The model in memory of a compiled one (the content of `register.json`)."""
    collections = compiled["collections"]
    return Model(
        version=compiled["version"],
        collections=_Built(collections, _collection),
        records=_Built(compiled["records"], _record),
        enums=_Built(compiled["enums"], _codes),
        words=compiled["words"],
        by_nl={kind["nl"]: name for name, kind in collections.items()},
    )


def legend_from(compiled: Data) -> Legend:
    """The help texts of a compiled model."""
    legend = compiled["legend"]
    return Legend(
        types={name: _help(kind) for name, kind in legend["types"].items()},
        words={name: _help(word) for name, word in legend["words"].items()},
        file_keys={
            name: FileKey(name, key["nl"], key["type"], _help(key), tuple(key.get("codes", ())))
            for name, key in legend["file_keys"].items()
        },
        derivations={
            name: Derivation(name, rule["field"], tuple(rule["from"]), _help(rule))
            for name, rule in legend["derivations"].items()
        },
        example_ids=legend["example_ids"],
    )


def _help(data: Data) -> dict[str, str]:
    return {"nl": data["help_nl"], "en": data["help_en"]}


def _collection(name: str, data: Data) -> CollectionKind:
    return CollectionKind(
        name=name,
        nl=data["nl"],
        single=data.get("single", False),
        none=data.get("none", False),
        help_nl=data["help_nl"],
        help_en=data["help_en"],
        entry=_record(name, data),
        defaults_for=data.get("defaults_for"),
    )


def _record(name: str, data: Data) -> RecordKind:
    fields = {key: _field(key, kind) for key, kind in data["fields"].items()}
    by_nl = {kind.nl: key for key, kind in fields.items()}
    return RecordKind(name, data["nl"], fields, by_nl)


def _field(name: str, data: Data) -> FieldKind:
    get = data.get
    return FieldKind(
        name=name,
        nl=data["nl"],
        type=data["type"],
        required=get("required", False),
        none=get("none", False),
        public=get("public", False),
        help_nl=data["help_nl"],
        help_en=data["help_en"],
        articles=tuple(get("articles", ())),
        enum=get("enum"),
        record=get("record"),
        refs=tuple(get("refs", ())),
        local=get("local"),
        implied=get("implied"),
        derived=get("derived"),
        default_for_all=get("default_for_all", False),
        common=get("common", False),
        example=get("example"),
    )


def _codes(name: str, data: Data) -> CodeList:
    codes = {code: _code(code, kind) for code, kind in data.items()}
    return CodeList(name, codes, {kind.nl: code for code, kind in codes.items()})


def _code(en: str, data: Data) -> CodeKind:
    get = data.get
    return CodeKind(
        en=en,
        nl=data["nl"],
        label_nl=data["label_nl"],
        label_en=data["label_en"],
        articles=tuple(get("articles", ())),
        since=get("since", 1),
        kind=get("kind"),
        switches_off=tuple(get("switches_off", ())),
    )


# --- spelling ------------------------------------------------------------------------------------


def spell_word(model: Model, word: str, language: str) -> str:
    """How `none`, `unknown`, `all`, `yes` or `no` is written in *language*."""
    return model.words[word][language]


def spell_code(codes: CodeList, code: str, language: str) -> str:
    """How a canonical code is written in *language*; what is no code is returned as it is."""
    kind = codes.codes.get(code)
    return kind.nl if kind is not None and language == "nl" else code


def spell_collection(model: Model, name: str, language: str) -> str:
    """How the collection with this canonical name is written in *language*."""
    return model.collections[name].nl if language == "nl" else name


def spell_path(model: Model, path: tuple[str, ...], language: str) -> tuple[str, ...]:
    """A canonical path (`processors`, `host`, `agreement`) in *language*; ids stay as they are.

    From the first step on that the model does not know, steps are returned as they are.
    """
    if not path or path[0] not in model.collections:
        return path
    kind = model.collections[path[0]]
    spelled = [spell_collection(model, path[0], language)]
    record: RecordKind | None = kind.entry
    at_id = not kind.single
    for step in path[1:]:
        if at_id or record is None or step not in record.fields:
            spelled.append(step)
            record = record if at_id else None
            at_id = False
            continue
        field = record.fields[step]
        spelled.append(field.spelled(language))
        record = model.records[field.record] if field.record else None
        at_id = field.type == "map"
    return tuple(spelled)


def field_at(model: Model, path: tuple[str, ...]) -> FieldKind | None:
    """The field that a canonical path, ids included, names; None if it names something else."""
    if not path or path[0] not in model.collections:
        return None
    kind = model.collections[path[0]]
    record: RecordKind | None = kind.entry
    at_id = not kind.single
    field: FieldKind | None = None
    for step in path[1:]:
        if at_id:
            at_id, field = False, None
            continue
        field = record.fields.get(step) if record else None
        if field is None:
            return None
        record = model.records[field.record] if field.record else None
        at_id = field.type == "map"
    return field


def plain_words(model: Model) -> dict[str, str]:
    """The words with a meaning of their own, in every language: spelling to `none`, `unknown` or `all`."""
    return {
        spelling: word
        for word in ("none", "unknown", "all")
        for spelling in model.words[word].values()
    }
