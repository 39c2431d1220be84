"""JSON, YAML and Markdown with front matter: records with nested parts, laid out flat as a sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from grondslag.diagnostics import Message
from grondslag.documents.foreign import ForeignMistake, read_foreign
from grondslag.interchange.importing.clean import clean
from grondslag.interchange.importing.read_csv import decode, stem
from grondslag.interchange.importing.source import MOST_CELLS, WIDEST, CannotImport, SourceFile
from grondslag.interchange.sheets import Sheet

Record = dict[str, str]
_DEEPEST: Final = 12
_FRONT: Final = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)(.*)\Z", re.DOTALL)
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*$", re.MULTILINE)


def read_json(file: SourceFile) -> list[Sheet]:
    """A list of records, or an object with such lists: a sheet for each list. Raises `CannotImport`."""
    try:
        data = json.loads(
            decode(file),
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_each_key_once,
        )
    except (ValueError, RecursionError):
        raise CannotImport(Message("import-json-broken", {"path": file.name})) from None
    return _sheets(file, data)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):  # One of the values would be lost.
        raise ValueError("duplicate key")
    return found


def read_yaml(file: SourceFile) -> list[Sheet]:
    """As `read_json`, for YAML; a manifest of Fides gives a row for each declaration of a system."""
    data = _yaml(file, decode(file))
    if isinstance(data, dict) and _is_fides(data):
        return _fides(file, data)
    return _sheets(file, data)


def read_markdown(files: Sequence[SourceFile]) -> list[Sheet]:
    """Markdown files as one sheet: a row a file, a column for each key of the front matter, and one
    for each section of the text."""
    records = [_markdown(file) for file in files]
    folders = {file.name.replace("\\", "/").rpartition("/")[0] for file in files}
    folder = folders.pop() if len(folders) == 1 else ""
    name = folder.rpartition("/")[2] if len(files) > 1 and folder else stem(files[0].name)
    return [_sheet(name, records)]


def _markdown(file: SourceFile) -> Record:
    text = decode(file).replace("\r\n", "\n")
    found = _FRONT.match(text)
    if found is None:
        raise CannotImport(Message("import-no-front-matter", {"path": file.name}))
    front = _yaml(file, found[1])
    if not isinstance(front, dict):
        raise CannotImport(Message("import-no-front-matter", {"path": file.name}))
    record = flatten(front)
    for heading, body in _sections(found[2]):
        if body:
            key = heading or "text"
            record[key] = "\n".join(filter(None, (record.get(key), body)))
    return record


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Each heading of a text with what stands under it; "" for what stands before the first."""
    places = [*_HEADING.finditer(text)]
    first = places[0].start() if places else len(text)
    yield "", text[:first].strip()
    for number, place in enumerate(places):
        end = places[number + 1].start() if number + 1 < len(places) else len(text)
        body = text[place.end() : end].strip()
        # The title of the page is text too: it is kept under its own name.
        yield (place[2], body) if len(place[1]) > 1 else ("title of the page", place[2])
        if len(place[1]) == 1 and body:
            yield "", body


def _yaml(file: SourceFile, text: str) -> Any:
    try:
        return read_foreign(text)
    except ForeignMistake as mistake:
        params = {"path": file.name, "line": mistake.line, "column": mistake.column}
        raise CannotImport(Message("import-yaml-broken", params)) from None


def _is_fides(data: Mapping[str, Any]) -> bool:
    return any(isinstance(data.get(key), list) for key in ("system", "dataset")) and any(
        "fides_key" in entry
        for key in ("system", "dataset", "policy")
        for entry in data.get(key) or []
        if isinstance(entry, dict)
    )


def _fides(file: SourceFile, data: Mapping[str, Any]) -> list[Sheet]:
    """Systems, a row for each privacy declaration; every other kind of resource as it is."""
    sheets = []
    for key, entries in data.items():
        if key != "system":
            sheets += _sheets(file, {key: entries})
            continue
        rows = []
        for system in entries:
            if not isinstance(system, dict):
                raise CannotImport(Message("import-no-table", {"path": file.name}))
            shared = {f"system.{name}": value for name, value in system.items()}
            declarations = shared.pop("system.privacy_declarations", None) or [{}]
            for declaration in declarations if isinstance(declarations, list) else [declarations]:
                part = declaration if isinstance(declaration, dict) else {"name": declaration}
                rows.append(flatten(shared | part))
        sheets.append(_sheet(f"{stem(file.name)}.system", rows))
    return sheets


def _sheets(file: SourceFile, data: Any) -> list[Sheet]:
    if isinstance(data, list):
        return [_sheet(stem(file.name), map(_as_record, data))] if data else []
    if not isinstance(data, dict):
        raise CannotImport(Message("import-no-table", {"path": file.name}))
    lists = {key: value for key, value in data.items() if _is_table(value)}
    rest = {key: value for key, value in data.items() if key not in lists}
    sheets = [
        _sheet(f"{stem(file.name)}.{key}", map(_as_record, _entries(value)))
        for key, value in lists.items()
    ]
    rest = {key: value for key, value in rest.items() if value not in ({}, [], "", None)}
    return sheets + ([_sheet(stem(file.name), [flatten(rest)])] if rest else [])


def _is_table(value: Any) -> bool:
    entries = value if isinstance(value, list) else None
    if isinstance(value, dict) and len(value) > 1:
        entries = list(value.values())
    return bool(entries) and all(isinstance(entry, dict) for entry in entries or ())


def _entries(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    else:
        for key, entry in value.items():
            yield entry if "id" in entry else {"id": key, **entry}


def _as_record(entry: Any) -> Record:
    return flatten(entry) if isinstance(entry, dict) else {"value": _text(entry)}


def _sheet(name: str, records: Iterable[Record]) -> Sheet:
    rows = list(records)
    headings = list(dict.fromkeys(key for row in rows for key in row))
    if len(headings) > WIDEST or len(headings) * len(rows) > MOST_CELLS:
        raise CannotImport(Message("import-too-many-cells", {"path": name}))
    body = (tuple(clean(row.get(key, "")) for key in headings) for row in rows)
    return Sheet(clean(name), (tuple(map(clean, headings)), *body))


def flatten(record: Mapping[str, Any]) -> Record:
    """A record with nested ones as text by dotted key; lists have a line for each item."""
    flat: Record = {}
    _flatten(record, "", flat, 0)
    return flat


def _flatten(record: Mapping[str, Any], prefix: str, flat: Record, depth: int) -> None:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and depth < _DEEPEST:
            _flatten(value, f"{name}.", flat, depth + 1)
        else:
            flat[name] = _text(value)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case list():
            return "\n".join(_item(item) for item in value)
        case dict():
            return _item(value) if value else ""
    return str(value)


def _item(item: Any) -> str:
    """An item of a list on one line; of a record, its only value or `key: value` pairs."""
    if isinstance(item, dict):
        if len(item) == 1:
            return _item(next(iter(item.values())))
        return "; ".join(f"{key}: {_item(value)}" for key, value in item.items())
    if isinstance(item, list):
        return ", ".join(map(_item, item))
    return " ".join(_text(item).split())
