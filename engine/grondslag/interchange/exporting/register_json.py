"""A register as JSON: canonical facts in the order of the model, whatever files and language they were written in.

The form is described by `schemas/register-v1.schema.json` (`register_schema`). A statement that there is none is
`{"$word": "none"}`; what could not be read is `{"$word": "unreadable"}`; a fact that is absent is not recorded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from grondslag.model.facts import Path, Register
from grondslag.model.kinds import Model, RecordKind
from grondslag.values import NONE, UNREADABLE, Between, Duration

FORMAT: Final = "grondslag/register-v1"
WORD: Final = "$word"
_ISO_UNITS: Final = {
    "year": ("P", "Y"),
    "month": ("P", "M"),
    "week": ("P", "W"),
    "day": ("P", "D"),
    "hour": ("PT", "H"),
    "minute": ("PT", "M"),
}


def register_json(register: Register, model: Model, as_of: datetime) -> str:
    """The text of the JSON file, ending in a line break.

    `collections` holds the facts as they hold: written defaults and derivations are in place, and named in
    `filled_in`. `open_questions` names what was answered with unknown. Paths are lists of names.
    """
    collections, filled = {}, []
    for name, kind in model.collections.items():
        facts = register.collections.get(name)
        if facts is None:
            continue
        collections[name] = _facts(facts, model, kind.entry, kind.single)
        filled += _filled_in(register, facts, (name,))
    report = {
        "format": FORMAT,
        "model": model.version,
        "as_of": as_of.isoformat(),
        "language": register.language,
        "collections": collections,
        "filled_in": sorted(filled),
        "open_questions": sorted(map(list, register.questions)),
    }
    return json.dumps(report, ensure_ascii=True, indent=1) + "\n"


def _facts(facts: Any, model: Model, kind: RecordKind, single: bool) -> Any:
    """A collection, a list of groups, or a record."""
    if not isinstance(facts, Mapping):
        return _value(facts)
    if not single:
        return {name: _facts(record, model, kind, True) for name, record in facts.items()}
    found = {}
    for name, field in kind.fields.items():
        if name not in facts:
            continue
        fact = facts[name]
        if field.record is not None:
            inner = model.records[field.record]
            found[name] = _facts(fact, model, inner, field.type == "record")
        else:
            found[name] = _value(fact)
    return found


def _value(fact: Any) -> Any:
    match fact:
        case _ if fact is NONE:
            return {WORD: "none"}
        case _ if fact is UNREADABLE:
            return {WORD: "unreadable"}
        case tuple():
            return [_value(item) for item in fact]
        case Duration():
            before, after = _ISO_UNITS[fact.unit]
            return f"{before}{fact.amount}{after}"
        case Between():
            return {"first": _value(fact.first), "last": _value(fact.last)}
        case datetime():
            return fact.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return fact.isoformat()
    return fact


def _filled_in(register: Register, facts: Any, path: Path) -> list[list[str]]:
    """The paths of facts that were not written where they hold."""
    found = [list(path)] if register.is_filled_in(path) else []
    if not found and isinstance(facts, Mapping):
        for name, fact in facts.items():
            found += _filled_in(register, fact, (*path, name))
    return found
