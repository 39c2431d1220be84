"""JSON Schemas of a register file, made from the model.

One generator, two uses: a `Form` says how a field is described, `register_schema` puts the whole
together. The schema of this module is for the program itself: when a file is read, the plain words
for none, unknown and all become `{"$word": "geen"}`, and nothing needs explaining. The schemas for
editors (`grondslag.model.editor_schemas`) list the words as codes and carry the texts.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from grondslag.model.kinds import LANGUAGES, CodeList, CollectionKind, FieldKind, Model, RecordKind
from grondslag.model.moments import UNIT_NAMES
from grondslag.model.vocabulary import spell_code, spell_collection, spell_word

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
WORD_KEY: Final = "$word"
MARKED_WORDS: Final = ("all", "none", "unknown")
"""The words that count only when written plain; no text and no id is equal to one."""
FILE_KEYS: Final = {"language": ("language", "taal"), "model": ("model",)}
"""Every spelling of the keys at the top of a file; all are accepted in both languages."""

_DAY: Final = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?"
_OFFSET: Final = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_ISO_DURATION: Final = "P(?:[0-9]{1,6}[YMWD]|T[0-9]{1,6}[HM])"
_PATTERNS: Final = {
    "text": "\\S",
    "link": "\\S",
    "date": f"^{_DAY}$",
    "datetime": f"^{_DAY}(?:T{_TIME}{_OFFSET}?)?$",
    # Two capitals; USA is read as US, with a notice.
    "country": "^(?:[A-Z]{2}|USA)$",
    # Kebab-case, and not one of the marked words.
    "ref": "^(?!(?:all|alle|geen|none|onbekend|unknown)$)[a-z0-9]+(?:-[a-z0-9]+)*$",
}
_ITEM_OF: Final = {"texts": "text", "countries": "country", "links": "link", "refs": "ref"}


class Form(Protocol):
    """How the parts of a schema are written for one of its uses."""

    language: str

    def heading(self) -> Schema:
        """What stands at the top, before the properties."""

    def file_key(self, name: str) -> Schema:
        """A key beside the collections."""

    def collection(self, kind: CollectionKind) -> Schema:
        """The property of a collection."""

    def group(self, record: RecordKind) -> Schema:
        """What stands in a group of fields, before its properties."""

    def field(self, kind: FieldKind) -> Schema:
        """The property of a field."""

    def shared(self) -> dict[str, Schema]:
        """The definitions that fields point at, by name; asked last."""


def register_schema(model: Model, form: Form) -> Schema:
    """The schema of a file that may hold any of the collections, in the language of *form*."""
    properties = {
        spelling: form.file_key(name) for name, both in FILE_KEYS.items() for spelling in both
    }
    groups: dict[str, Schema] = {}
    for name, kind in model.collections.items():
        properties[spell_collection(model, name, form.language)] = form.collection(kind)
        groups[f"entry.{name}"] = _group(kind.entry, form)
    for name, record in model.records.items():
        groups[f"record.{name}"] = _group(record, form)
    return {
        "$schema": DRAFT,
        **form.heading(),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {**groups, **dict(sorted(form.shared().items()))},
    }


def _group(record: RecordKind, form: Form) -> Schema:
    fields = record.fields.values()
    group = {
        "type": "object",
        **form.group(record),
        "properties": {kind.spelled(form.language): form.field(kind) for kind in fields},
        "additionalProperties": False,
    }
    required = [kind.spelled(form.language) for kind in fields if kind.required]
    return {**group, "required": required} if required else group


def pattern_of(type_name: str, language: str) -> str:
    """The regular expression of a value that is written as text (`date`, `duration`, `ref`)."""
    if type_name == "duration":
        units = "|".join(
            name for names in UNIT_NAMES[language].values() for name in dict.fromkeys(names)
        )
        return f"^(?:(?:0|[1-9][0-9]{{0,5}}) (?:{units})|{_ISO_DURATION})$"
    return _PATTERNS[type_name]


def item_type(type_name: str) -> str | None:
    """The type of each of several values (`texts`: `text`); None for a type of a single value."""
    return _ITEM_OF.get(type_name)


def words_of(kind: FieldKind) -> tuple[str, ...]:
    """The words that may stand in the place of the field's value: `unknown`, `none`, `all`."""
    words = ["unknown"]
    if kind.none:
        words.append("none")
    if kind.type in {"set", "refs"}:
        words.append("all")
    return tuple(words)


def all_words(model: Model) -> list[str]:
    """Every spelling of the marked words, in both languages, sorted."""
    return sorted({model.words[word][language] for word in MARKED_WORDS for language in LANGUAGES})


def spelled_codes(codes: CodeList, language: str) -> list[str]:
    """The codes of a list as they are written in *language*, in the order of the model."""
    return [spell_code(codes, code, language) for code in codes.codes]


def reference(name: str) -> Schema:
    """A pointer at a shared definition."""
    return {"$ref": f"#/$defs/{name}"}


# --- for the program itself ----------------------------------------------------------------------


@cache
def validation_schema(language: str) -> Schema:
    """The schema against which a file in *language* is checked once it is read.

    Words are objects with the key `$word`. Not for changing: the same object at every call. It is
    read as it was generated, since making it would build the whole model at every start.
    """
    schema: Schema = json.loads(
        Path(__file__).with_name(f"validation.{language}.json").read_bytes()
    )
    return schema


def built_validation_schema(model: Model, language: str) -> Schema:
    """The schema of `validation_schema`, made from the model."""
    return register_schema(model, _Validation(model, language))


class _Validation:
    """Terse, and without alternatives, so that an error names the very value that is wrong."""

    def __init__(self, model: Model, language: str) -> None:
        self.language = language
        self._model = model
        self._shared: dict[str, Schema] = {}

    def heading(self) -> Schema:
        return {}

    def file_key(self, name: str) -> Schema:
        if name == "language":
            return {"enum": [self.language]}
        return {"type": "integer", "minimum": 1}

    def collection(self, kind: CollectionKind) -> Schema:
        entry = reference(f"entry.{kind.name}")
        if kind.single:
            return entry
        entries = self._entries(entry)
        return self._or_word(("unknown", "none"), entries) if kind.none else entries

    def group(self, record: RecordKind) -> Schema:
        return {}

    def field(self, kind: FieldKind) -> Schema:
        words = words_of(kind)
        match kind.type:
            case "record":
                return self._or_word(words, reference(f"record.{kind.record}"))
            case "map":
                return self._or_word(words, self._entries(reference(f"record.{kind.record}")))
            case "enum" | "set":
                return self._share(f"{kind.type}.{kind.enum}", words, self._coded(kind, words))
            case _:
                return self._share(kind.type, words, self._plain(kind.type, words))

    def shared(self) -> dict[str, Schema]:
        return self._shared

    def _share(self, name: str, words: tuple[str, ...], schema: Schema) -> Schema:
        full = f"{name}.none" if "none" in words else name
        self._shared[full] = schema
        return reference(full)

    def _marks(self, words: tuple[str, ...]) -> list[Schema]:
        return [{WORD_KEY: spell_word(self._model, word, self.language)} for word in words]

    def _mark(self, words: tuple[str, ...]) -> Schema:
        """Keywords that speak of objects only: a mark with one of *words*."""
        spelled = [spell_word(self._model, word, self.language) for word in words]
        return {
            "required": [WORD_KEY],
            "properties": {WORD_KEY: {"enum": spelled}},
            "additionalProperties": False,
        }

    def _or_word(self, words: tuple[str, ...], otherwise: Schema) -> Schema:
        name = ".".join(("words", *words))
        self._shared[name] = {"type": "object", **self._mark(words)}
        return {
            "if": {"type": "object", "required": [WORD_KEY]},
            "then": reference(name),
            "else": otherwise,
        }

    def _entries(self, entry: Schema) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": _PATTERNS["ref"]},
            "additionalProperties": entry,
        }

    def _coded(self, kind: FieldKind, words: tuple[str, ...]) -> Schema:
        codes = spelled_codes(self._model.enums[kind.enum or ""], self.language)
        single = {"enum": [*codes, *self._marks(words)]}
        if kind.type == "enum":
            return single
        several = {"items": {"enum": codes}, "uniqueItems": True}
        return {"if": {"type": "array"}, "then": several, "else": single}

    def _plain(self, type_name: str, words: tuple[str, ...]) -> Schema:
        if type_name == "yes_no":
            answers = [spell_word(self._model, word, self.language) for word in ("yes", "no")]
            return {"enum": [True, False, *answers, *self._marks(words)]}
        if type_name in {"integer", "number"}:
            return {"type": [type_name, "object"], "minimum": 0, **self._mark(words)}
        item = item_type(type_name)
        pattern = pattern_of(item or type_name, self.language)
        if item is None:
            return {"type": ["string", "object"], "pattern": pattern, **self._mark(words)}
        return {
            "type": ["string", "array", "object"],
            "pattern": pattern,
            "items": {"type": "string", "pattern": pattern},
            "uniqueItems": True,
            **self._mark(words),
        }
