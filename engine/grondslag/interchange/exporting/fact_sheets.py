"""All facts of a register as sheets, so that they can be read back: see `tables` and `cells` for the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.interchange.as_written import Facts
from grondslag.interchange.cells import EMPTY_GROUP, spell_fact, spell_state, spell_text
from grondslag.interchange.sheets import Sheet
from grondslag.interchange.tables import ABOUT, FORMAT, Column, Table, meaning, tables_of
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_word
from grondslag.words.catalogue import text_of

Row = tuple[str, ...]


def fact_sheets(facts: Facts, model: Model, language: str) -> tuple[Sheet, ...]:
    """The sheet that says what the file is, and one for each table of the model.

    *facts* as `as_written.facts_as_written` gives them. Raises TypeError for a fact of the wrong type.
    """
    writer = _Writer(model, language)
    tables = tables_of(model)
    sheets = [Sheet(table.name(language), tuple(writer.rows(table, facts))) for table in tables]
    return (about_sheet(model, tables, language), *sheets)


def about_sheet(model: Model, tables: tuple[Table, ...], language: str) -> Sheet:
    """The sheet by which the file is recognised: form, language, version of the lists, and how to read it."""
    words = {
        name: spell_word(model, name, language) for name in ("none", "unknown", "all", "yes", "no")
    }
    lines: list[Row] = [
        ("format", FORMAT),
        ("language", language),
        ("model", f"{model.version}"),
        (),
    ]
    lines += [
        ("", text_of(f"sheet-help-{part}", words, language))
        for part in ("form", "empty", "words", "several", "quotes", "groups", "rows")
    ]
    lines.append(())
    lines += [
        (table.name(language), meaning(table.field or table.collection, language))
        for table in tables
    ]
    return Sheet(ABOUT, tuple(lines))


class _Writer:
    def __init__(self, model: Model, language: str) -> None:
        self._model = model
        self._language = language

    def rows(self, table: Table, facts: Facts) -> Iterator[Row]:
        """Headings, meanings, then a row for each entry (of a record: for each field)."""
        name = table.collection.name
        yield table.headings(self._language)
        if table.is_record:
            yield from self._record_rows(table, facts.get(name, _ABSENT))
            return
        yield self._meanings(table)
        entries = facts.get(name, _ABSENT)
        if not table.steps and not (isinstance(entries, Mapping) and entries):
            yield from () if entries is _ABSENT else [(self._state(entries),)]
            return
        for ids, record in _records_of(table, entries):
            cells = (self._cell(column, record) for column in table.columns)
            yield (*(spell_text(self._model, each) for each in ids), *cells)

    def _meanings(self, table: Table) -> Row:
        ids = [
            text_of("sheet-id-of", {"name": each}, self._language) for each in self._holders(table)
        ]
        own = text_of("sheet-id", {}, self._language)
        return (*ids, own, *(meaning(column.kind, self._language) for column in table.columns))

    def _holders(self, table: Table) -> tuple[str, ...]:
        return table.headings(self._language)[: table.ids - 1]

    def _record_rows(self, table: Table, record: Any) -> Iterator[Row]:
        if record is not _ABSENT and not isinstance(record, Mapping):
            yield (table.path(self._language), "", self._state(record))
        elif record is not _ABSENT and not record:
            yield (table.path(self._language), "", EMPTY_GROUP)
        for column in table.columns:
            cell = self._cell(column, record if isinstance(record, Mapping) else {})
            yield (column.heading(self._language), meaning(column.kind, self._language), cell)

    def _cell(self, column: Column, record: Mapping[str, Any]) -> str:
        fact: Any = record
        for step in column.path:
            fact = fact.get(step, _ABSENT) if isinstance(fact, Mapping) else _ABSENT
        if fact is _ABSENT:
            return ""
        if column.is_group:
            return self._state(fact) if not (isinstance(fact, Mapping) and fact) else ""
        return spell_fact(self._model, column.kind, fact, self._language)

    def _state(self, fact: Any) -> str:
        """What is said of a group as a whole: that there is none, that it is not known, that it is empty."""
        if isinstance(fact, Mapping):
            return EMPTY_GROUP
        word = spell_state(self._model, fact, self._language)
        if word is None:
            raise TypeError(f"not a group of fields: {fact!r}")
        return word


_ABSENT: Any = object()


def _records_of(table: Table, entries: Any) -> Iterator[tuple[Row, Mapping[str, Any]]]:
    """The records of a table, each with the ids that lead to it."""
    if table.collection.single:
        found: list[tuple[Row, Any]] = [((), entries)]
    elif isinstance(entries, Mapping):
        found = [((name,), record) for name, record in entries.items()]
    else:
        found = []
    for step in table.steps:
        found = [
            ((*ids, name), inner)
            for ids, record in found
            for name, inner in _group_at(record, step).items()
        ]
    return iter(found)


def _group_at(record: Any, path: tuple[str, ...]) -> Mapping[str, Any]:
    for step in path:
        record = record.get(step) if isinstance(record, Mapping) else None
    return record if isinstance(record, Mapping) else {}
