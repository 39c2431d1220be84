"""The JSON Schema of a register as it is exported (`register_json`), made from the model."""

from __future__ import annotations

import json
from typing import Any, Final

from grondslag.interchange.exporting.register_json import FORMAT, WORD
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.readers import is_several, item_type

Schema = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"
_ITEMS: Final[dict[str, Schema]] = {
    "text": {"type": "string", "minLength": 1},
    "link": {"type": "string", "minLength": 1},
    "ref": {"type": "string", "minLength": 1},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number", "minimum": 0},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "pattern": _DAY},
    "duration": {"type": "string", "pattern": r"^P(\d+[YMWD]|T\d+[HM])$"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "datetime": {
        "anyOf": [
            {"type": "string", "pattern": _DAY},
            {"type": "string", "pattern": _MOMENT},
            {"$ref": "#/$defs/between"},
        ]
    },
}


def register_schema(model: Model) -> str:
    """The text of the schema, ending in a line break."""
    paths = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
    schema = {
        "$schema": DRAFT,
        "$id": "urn:grondslag:register-v1",
        "title": FORMAT,
        "description": "A register as `grondslag export --format json` writes it. Names and codes are canonical "
        "(English). What is absent is not recorded. Keys are added within v1, never renamed.",
        "type": "object",
        "additionalProperties": False,
        "required": [
            "format",
            "model",
            "as_of",
            "language",
            "collections",
            "filled_in",
            "open_questions",
        ],
        "properties": {
            "format": {"const": FORMAT},
            "model": {"type": "integer", "description": "Version of the lists of codes."},
            "as_of": {"type": "string", "description": "The moment of the export."},
            "language": {"enum": ["nl", "en", None], "description": "Language of most files."},
            "collections": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    name: {
                        **_said(_entries(f"entry.{name}", kind.single), kind.none),
                        "description": kind.help_en,
                    }
                    for name, kind in model.collections.items()
                },
            },
            "filled_in": {
                **paths,
                "description": "Facts that were not written where they hold: written defaults, and what follows.",
            },
            "open_questions": {**paths, "description": "Facts that were answered with unknown."},
        },
        "$defs": _definitions(model),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _definitions(model: Model) -> Schema:
    moment = {"type": "string", "pattern": _MOMENT}
    found: Schema = {
        "none": _word("none", "A statement that there is none."),
        "unreadable": _word(
            "unreadable", "Something was written that cannot be read: not recorded."
        ),
        "between": {
            "description": "A moment without offset in the hour that comes twice: one of two.",
            "type": "object",
            "additionalProperties": False,
            "required": ["first", "last"],
            "properties": {"first": moment, "last": moment},
        },
    }
    for name, kind in model.collections.items():
        found[f"entry.{name}"] = _record(kind.entry)
    for name, record in model.records.items():
        found[f"record.{name}"] = _record(record)
    for name, codes in model.enums.items():
        found[f"code.{name}"] = {"enum": list(codes.codes)}
    return found


def _word(word: str, about: str) -> Schema:
    return {
        "description": about,
        "type": "object",
        "additionalProperties": False,
        "required": [WORD],
        "properties": {WORD: {"const": word}},
    }


def _record(kind: RecordKind) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {**_said(_field(field), field.none), "description": field.help_en}
            for name, field in kind.fields.items()
        },
    }


def _field(kind: FieldKind) -> Schema:
    if kind.record is not None:
        return _entries(f"record.{kind.record}", kind.type == "record")
    name = item_type(kind.type)
    item = _ITEMS[name] if kind.enum is None else {"$ref": f"#/$defs/code.{kind.enum}"}
    return {"type": "array", "items": item} if is_several(kind.type) else item


def _entries(name: str, single: bool) -> Schema:
    record = {"$ref": f"#/$defs/{name}"}
    if single:
        return record
    # An id is never `$word`: so a word and a collection of entries are told apart.
    return {
        "type": "object",
        "propertyNames": {"not": {"const": WORD}},
        "additionalProperties": record,
    }


def _said(value: Schema, none: bool) -> Schema:
    words = ["none", "unreadable"] if none else ["unreadable"]
    return {"anyOf": [value, *({"$ref": f"#/$defs/{word}"} for word in words)]}
