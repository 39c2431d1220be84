"""The written model (plain data of `register.yaml`) to the compiled one (that of `register.json`).

What the model says once for many places is written out there, what is at its default is left
out, and a model that contradicts itself is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

Data = dict[str, Any]

FORMAT: Final = "grondslag-register/1"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_FLAGS: Final = ("required", "none", "public")
_POINTERS: Final = {"enum": "enum", "set": "enum", "record": "record", "map": "record"}
_WITH_EXAMPLE: Final = frozenset({"text", "texts", "link", "links"})
"""Types of which no example can be made up."""
_FIELD_KEYS: Final = frozenset(
    {"nl", "type", "help_nl", "help_en", "articles", "example", "derived", "implied"}
    | {"default_for_all", "enum", "record", "ref", "local", *_FLAGS}
)
_CODE_KEYS: Final = frozenset(
    {"nl", "label_nl", "label_en", "articles", "since", "kind", "switches_off"}
)


class ModelError(ValueError):
    """The model contradicts itself: a mistake of ours, never of a user."""


def compiled(written: Mapping[str, Any]) -> Data:
    """The compiled model. Raises `ModelError` with every mistake found, a line each."""
    mistakes = list(_mistakes(written))
    if mistakes:
        raise ModelError("\n".join(mistakes))
    return {
        "format": written["format"],
        "version": written["version"],
        "words": {
            name: {language: word[language] for language in ("nl", "en")}
            for name, word in written["words"].items()
        },
        "collections": {
            name: _collection(kind, written) for name, kind in written["collections"].items()
        },
        "records": {
            name: {"nl": record["nl"], "fields": _fields(record["fields"])}
            for name, record in written["records"].items()
        },
        "enums": {
            name: {code: _without_defaults(kind) for code, kind in codes.items()}
            for name, codes in written["enums"].items()
        },
        "legend": _legend(written),
    }


def _legend(written: Mapping[str, Any]) -> Data:
    return {
        "file_keys": written["file_keys"],
        "types": written["types"],
        "words": {
            name: {key: word[key] for key in ("help_nl", "help_en")}
            for name, word in written["words"].items()
            if "help_nl" in word
        },
        "derivations": written["derivations"],
        "example_ids": {
            name: kind["example_id"]
            for group in ("collections", "records")
            for name, kind in written[group].items()
            if "example_id" in kind
        },
    }


def _collection(kind: Mapping[str, Any], written: Mapping[str, Any]) -> Data:
    entry: Data = {"nl": kind["nl"], "help_nl": kind["help_nl"], "help_en": kind["help_en"]}
    if kind["entries"] == "one":
        entry["single"] = True
    if kind["none"]:
        entry["none"] = True
    source = kind.get("defaults_for")
    if source:
        entry["defaults_for"] = source
        holder = written["collections"][source]
        chosen = {
            name: {**field, "required": False}
            for name, field in _written_fields(holder, written).items()
            if field.get("default_for_all")
        }
        entry["fields"] = _fields(chosen)
        return entry
    has_block = kind["nl"] in _nl_names_with_defaults(written)
    fields = _written_fields(kind, written)
    if not has_block:
        fields = {name: _without(field, "default_for_all") for name, field in fields.items()}
    entry["fields"] = _fields(fields)
    return entry


def _nl_names_with_defaults(written: Mapping[str, Any]) -> set[str]:
    collections = written["collections"]
    return {
        collections[kind["defaults_for"]]["nl"]
        for kind in collections.values()
        if "defaults_for" in kind
    }


def _written_fields(kind: Mapping[str, Any], written: Mapping[str, Any]) -> Data:
    """The fields of a collection as written, with the common ones after its own."""
    fields: Data = dict(kind["fields"])
    if kind.get("common"):
        shown = kind.get("public_common", ())
        for name, field in written["common_fields"].items():
            fields[name] = {**field, "common": True, "public": name in shown}
    return fields


def _fields(fields: Mapping[str, Any]) -> Data:
    return {name: _field(field) for name, field in fields.items()}


def _field(field: Mapping[str, Any]) -> Data:
    entry = _without_defaults(_without(field, "ref", "local"))
    if field.get("local"):
        (entry["local"],) = field["ref"]
    elif "ref" in field:
        entry["refs"] = field["ref"]
    return entry


def _without(data: Mapping[str, Any], *keys: str) -> Data:
    return {key: value for key, value in data.items() if key not in keys}


def _without_defaults(data: Mapping[str, Any]) -> Data:
    return {
        key: value
        for key, value in data.items()
        if value is not False and not (value == [] and key != "example")
    }


# --- what a model must hold to -------------------------------------------------------------------


def _mistakes(written: Mapping[str, Any]) -> Iterator[str]:
    if written.get("format") != FORMAT:
        yield f"format is not {FORMAT}"
    for name, codes in written["enums"].items():
        yield from _mistakes_of_names(f"enums.{name}", codes)
        for code, kind in codes.items():
            yield from _mistakes_of_keys(
                f"enums.{name}.{code}", kind, _CODE_KEYS, ("label_nl", "label_en")
            )
    for place, fields in _groups(written):
        yield from _mistakes_of_names(place, fields)
        for name, field in fields.items():
            yield from _mistakes_of_field(f"{place}.{name}", field, written)
            if field.get("local") and not set(field["ref"]) <= _maps_of(written):
                yield f"{place}.{name}: no map is called {field['ref']}"
    yield from _mistakes_of_names("collections", written["collections"])
    yield from _mistakes_of_example_ids(written)
    for name, rule in written["derivations"].items():
        for path in (rule["field"], *rule["from"]):
            if not _exists(path.split("."), written):
                yield f"derivations.{name}: {path} does not exist"


def _groups(written: Mapping[str, Any]) -> Iterator[tuple[str, Data]]:
    yield "common_fields", written["common_fields"]
    for name, record in written["records"].items():
        yield f"records.{name}", record["fields"]
    for name, kind in written["collections"].items():
        yield f"collections.{name}", _written_fields(kind, written)


def _maps_of(written: Mapping[str, Any]) -> set[str]:
    return {
        name
        for _, fields in _groups(written)
        for name, field in fields.items()
        if field["type"] == "map"
    }


def _mistakes_of_names(place: str, named: Mapping[str, Any]) -> Iterator[str]:
    """Names are snake_case; no two share a spelling, within a language or across both."""
    count = Counter(kind["nl"] for kind in named.values())
    yield from (f"{place}: {name} is the Dutch name of two" for name, n in count.items() if n > 1)
    for name, kind in named.items():
        for spelling in (name, kind["nl"]):
            if not _NAME.fullmatch(spelling):
                yield f"{place}.{name}: {spelling} is not snake_case"
        if kind["nl"] != name and kind["nl"] in named:
            yield f"{place}.{name}: its Dutch name is the English name of another"


def _mistakes_of_example_ids(written: Mapping[str, Any]) -> Iterator[str]:
    in_maps = {
        field["record"]
        for _, fields in _groups(written)
        for field in fields.values()
        if field["type"] == "map"
    }
    keyed = {
        name: kind for name, kind in written["collections"].items() if kind["entries"] == "many"
    }
    for name, kind in {**keyed, **{name: written["records"][name] for name in in_maps}}.items():
        if set(kind.get("example_id", ())) != {"nl", "en"}:
            yield f"{name}: its entries have an id, and there is no example of one"


def _mistakes_of_keys(
    place: str, kind: Mapping[str, Any], known: frozenset[str], texts: tuple[str, str]
) -> Iterator[str]:
    for key in sorted(set(kind) - known):
        yield f"{place}: unknown attribute {key}"
    for key in texts:
        if not kind.get(key):
            yield f"{place}: {key} is missing"


def _mistakes_of_field(
    place: str, field: Mapping[str, Any], written: Mapping[str, Any]
) -> Iterator[str]:
    yield from _mistakes_of_keys(place, field, _FIELD_KEYS | {"common"}, ("help_nl", "help_en"))
    kind = field["type"]
    if kind not in written["types"]:
        yield f"{place}: unknown type {kind}"
    for flag in _FLAGS:
        if not isinstance(field.get(flag), bool):
            yield f"{place}: {flag} is not true or false"
    pointer = _POINTERS.get(kind)
    if pointer and field.get(pointer) not in written[f"{pointer}s"]:
        yield f"{place}: {pointer} {field.get(pointer)} does not exist"
    if kind in {"ref", "refs"} and not field.get("local"):
        yield from (
            f"{place}: collection {name} does not exist"
            for name in field["ref"]
            if name not in written["collections"]
        )
    if kind == "yes_no" and field["none"]:
        yield f"{place}: yes or no cannot be none"
    if kind in _WITH_EXAMPLE and "example" not in field:
        yield f"{place}: {kind} has no example"
    if "derived" in field and field["derived"] not in written["derivations"]:
        yield f"{place}: derivation {field['derived']} does not exist"


def _exists(path: list[str], written: Mapping[str, Any]) -> bool:
    """Whether a canonical path names a field, through maps and records."""
    kind = written["collections"].get(path[0])
    if kind is None:
        return False
    fields: Mapping[str, Any] = _written_fields(kind, written)
    for step in path[1:-1]:
        record = fields.get(step, {}).get("record")
        if record is None:
            return False
        fields = written["records"][record]["fields"]
    return path[-1] in fields
