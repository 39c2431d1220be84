"""The facts of a register as they were written: without what was filled in, with what was left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.model.facts import Path, Register
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.readers import ALL
from grondslag.model.vocabulary import spell_word
from grondslag.values import UNREADABLE

Facts = dict[str, Any]
"""By collection: entries by id, or one record, or `NONE`. In a record None stands for `unknown`, and
`grondslag.model.readers.ALL` for all entries that a field of references may name."""


def facts_as_written(register: Register, model: Model) -> Facts:
    """What was written, collection by collection in the order of the model.

    Facts from the block of written defaults stand in that block only, derived facts nowhere. A value
    that the model implies is written out. What cannot be read stays `UNREADABLE`.
    """
    reading = _Written(register, model, _open_fields(register))
    found: Facts = {}
    for name, kind in model.collections.items():
        facts = register.collections.get(name)
        if isinstance(facts, dict):
            read = reading.record if kind.single else reading.entries
            found[name] = read(kind.entry, facts, (name,))
        elif facts is not None:
            found[name] = facts
        elif (name,) in register.questions:
            found[name] = None
    return found


def unreadable_paths(facts: object, path: Path = ()) -> Iterator[Path]:
    """The canonical paths of what was written but cannot be read."""
    if facts is UNREADABLE:
        yield path
    elif isinstance(facts, Mapping):
        for name, fact in facts.items():
            yield from unreadable_paths(fact, (*path, name))


def _open_fields(register: Register) -> dict[Path, set[str]]:
    """The path of a record to its fields that were answered with `unknown`."""
    found: dict[Path, set[str]] = {}
    for path in register.questions:
        found.setdefault(path[:-1], set()).add(path[-1])
    return found


class _Written:
    def __init__(self, register: Register, model: Model, asked: Mapping[Path, set[str]]) -> None:
        self._register = register
        self._model = model
        self._asked = asked
        self._all = {spell_word(model, "all", language) for language in ("nl", "en")}

    def entries(self, kind: RecordKind, entries: Mapping[str, Any], path: Path) -> dict[str, Any]:
        return {name: self.record(kind, facts, (*path, name)) for name, facts in entries.items()}

    def record(self, kind: RecordKind, facts: Mapping[str, Any], path: Path) -> dict[str, Any]:
        asked = self._asked.get(path, set())
        found: dict[str, Any] = {}
        for name, field in kind.fields.items():
            inner = (*path, name)
            if name in facts and not self._register.is_filled_in(inner):
                found[name] = self._fact(field, facts[name], inner)
            elif name in asked:
                found[name] = None
        return found

    def _fact(self, field: FieldKind, fact: Any, path: Path) -> Any:
        if field.record is not None and isinstance(fact, dict):
            read = self.entries if field.type == "map" else self.record
            return read(self._model.records[field.record], fact, path)
        return ALL if field.type == "refs" and self._is_all(path) else fact

    def _is_all(self, path: Path) -> bool:
        """Whether the word for all was written, rather than the entries that there are now."""
        spans = self._register.locate(path)
        return bool(spans) and spans[0].source.text[spans[0].start : spans[0].end] in self._all
