"""What a record says, field by field, with the labels of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from grondslag.model.facts import Path
from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.publish.blocks import Away, Block, Cell, Fact, Facts, Inline, Paragraph, Text
from grondslag.publish.study import Study, as_label
from grondslag.values import NONE, UNREADABLE

MOST_LISTED: Final = 20
"""Of a longer list that names every record of a collection, that is said."""


def record_blocks(study: Study, path: Path, kind: RecordKind) -> Iterator[Block]:
    """The fields of a record that were written, and the names of those that were not."""
    record = study.register.fact(path)
    if not isinstance(record, Mapping):
        yield Paragraph((Text(study.value(record)),))
        return
    rows = tuple(facts(study, record, kind, path))
    if rows:
        yield Facts(rows)
    absent = [
        as_label(one.spelled(study.language))
        for key, one in kind.fields.items()
        if key not in record
    ]
    if absent:
        head = Text(study.text("site-fields-not-recorded"), style="quiet")
        yield Paragraph((head, Text(" " + ", ".join(absent))))


def facts(study: Study, record: Mapping[str, Any], kind: RecordKind, path: Path) -> Iterator[Fact]:
    """The fields of a record in the order of the model."""
    for key, one in kind.fields.items():
        if key in record:
            yield _fact(study, one, record[key], (*path, key))


def _fact(study: Study, kind: FieldKind, value: Any, path: Path) -> Fact:
    label = as_label(kind.spelled(study.language))
    record = study.model.records.get(kind.record) if kind.record else None
    if isinstance(value, Mapping) and record is not None:
        if kind.type == "record":
            return Fact(
                label,
                inner=tuple(facts(study, value, record, path)) or _empty(study),
                key=kind.name,
            )
        return Fact(
            label, inner=tuple(_entries(study, value, record, path)) or _empty(study), key=kind.name
        )
    return Fact(label, cell(study, kind, value, path), key=kind.name)


def _entries(
    study: Study, entries: Mapping[str, Any], kind: RecordKind, path: Path
) -> Iterator[Fact]:
    for key, entry in entries.items():
        inner = tuple(facts(study, entry, kind, (*path, key))) if isinstance(entry, Mapping) else ()
        yield Fact(key, () if inner else (Text(study.value(entry)),), inner)


def _empty(study: Study) -> tuple[Fact, ...]:
    return (Fact("", (Text(study.value({})),)),)


def cell(study: Study, kind: FieldKind, value: Any, path: Path = ()) -> Cell:
    """A value: codes in words, references as links, links that may be followed, lists one below the other."""
    if value is UNREADABLE:
        return (Text(study.text("site-not-readable")),)
    if value is None or value is NONE or isinstance(value, bool):
        return (Text(study.value(value)),)
    if isinstance(value, tuple | list):
        for collection in kind.refs if len(value) > MOST_LISTED else ():
            if set(study.entries(collection)) == set(value):
                link = study.collection_link(collection)
                return (
                    replace(link, text=study.text("site-all-of", name=link.text, count=len(value))),
                )
        parts: list[Inline] = []
        for item in value:
            parts += [Text(", ")] if parts else []
            parts.append(_one(study, kind, item, path))
        return tuple(parts) or (Text(study.value(value)),)
    return (_one(study, kind, value, path),)


def _one(study: Study, kind: FieldKind, value: Any, path: Path) -> Inline:
    if not isinstance(value, str):
        return Text(study.value(value))
    if kind.enum:
        return Text(study.code(kind.enum, value))
    for collection in kind.refs:
        if isinstance(study.register.fact((collection, value)), dict):
            return study.record_link((collection, value))
    if kind.refs or kind.local:
        return Text(value)
    if value.startswith(("https://", "http://")):
        return Away(value, value)
    return Text(value, study.own_language(), lines="\n" in value)
