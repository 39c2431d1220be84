"""A mapping proposed from the headings: what each table is, and where each column goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from grondslag.interchange.importing.cells import Cells
from grondslag.interchange.importing.mapping import (
    NOTE,
    ColumnMapping,
    Parent,
    TableMapping,
    field_of,
    read_target,
    spell_target,
    targets_of,
)
from grondslag.interchange.importing.spelled import plain, without_number, written
from grondslag.interchange.importing.tables import Table, as_table
from grondslag.interchange.sheets import Sheet
from grondslag.model.kinds import Model
from grondslag.model.readers import is_id
from grondslag.model.vocabulary import spell_code

_ORDER: Final = (
    "processing", "processors", "parties", "retention", "measures", "breaches", "requests", "websites",
)  # fmt: skip
"""Collections that a table may be, the likeliest first."""
_ENOUGH: Final = 2
_MOST_VALUES: Final = 40
"""Different texts in a column for which the mapping spells out what each is read as."""


def is_known(heading: str) -> bool:
    """Whether a heading is one of the known ones, of any collection."""
    return any(_known(collection, _bare(heading)) for collection in _ORDER)


def propose(
    model: Model, sheets: Sequence[Sheet], language: str
) -> tuple[list[Table], list[TableMapping]]:
    """The tables in the sheets, with where each goes, in the turn in which they are read."""
    tables = [table for sheet in sheets if (table := as_table(sheet, is_known)) is not None]
    found = [_propose_table(model, table, tables, language) for table in tables]
    return tables, sorted(found, key=in_turn)


def in_turn(mapping: TableMapping) -> int:
    """The turn of a table: who is named in others comes first, what belongs to another last."""
    if mapping.parent is not None:
        return 2
    return 0 if mapping.collection in {"processors", "parties", "measures"} else 1


def _propose_table(
    model: Model, table: Table, tables: Sequence[Table], language: str
) -> TableMapping:
    parent = _parent(table, tables)
    matched = {name: _columns(model, table, name) for name in _ORDER}
    best = max(_ORDER, key=lambda name: (_weight(matched[name]), -_ORDER.index(name)))
    if parent is None and (_weight(matched[best]) < _ENOUGH or not _names_entries(matched[best])):
        return TableMapping(table.name, None, table.heading_row + 1, {})
    columns: Mapping[str, ColumnMapping]
    if parent is not None:
        best, columns = "processing", {h: ColumnMapping(NOTE) for h in table.headings}
    else:
        cells = Cells(model)
        columns = {
            heading: _with_values(model, cells, table, heading, best, column, language)
            for heading, column in matched[best].items()
        }
    return TableMapping(table.name, best, table.heading_row + 1, columns, _id_column(table), parent)


def _weight(columns: Mapping[str, ColumnMapping]) -> int:
    return len({column.target for column in columns.values() if column.target != NOTE})


def _names_entries(columns: Mapping[str, ColumnMapping]) -> bool:
    """Whether something in the rows can be an entry's name or what it is about."""
    found = {column.target for column in columns.values()}
    return bool(found & {"name", "purposes.description", "facts", "kind", "received_on"})


def _columns(model: Model, table: Table, collection: str) -> dict[str, ColumnMapping]:
    """The columns by heading; each target of one value is given to the best heading only."""
    found: dict[str, ColumnMapping] = {}
    used: set[str] = set()
    for exact in (True, False):
        for heading in table.headings:
            if heading in found:
                continue
            column = _column(model, heading, collection, exact=exact)
            if column is None or (column.target in used and not _may_repeat(column.target)):
                continue
            found[heading] = column
            used.add(column.target)
    return {heading: found.get(heading, ColumnMapping(NOTE)) for heading in table.headings}


def _may_repeat(target: str) -> bool:
    """Whether texts of several columns go together there."""
    return target in {NOTE, "contact", "processors", "measures", "recipient_categories"}


def _column(model: Model, heading: str, collection: str, *, exact: bool) -> ColumnMapping | None:
    bare = _bare(heading)
    if exact:
        for answers in written("headings")["answers"]:
            if answers["collection"] == collection and bare in answers["headings"]:
                return _answers(model, answers, collection)
        target = read_target(model, collection, heading) or _known(collection, bare)
        return ColumnMapping(target) if target else None
    target = _within(collection, bare)
    return ColumnMapping(target) if target else None


def _answers(model: Model, answers: Mapping[str, Any], collection: str) -> ColumnMapping:
    _, _, kind = field_of(model, collection, answers["target"])
    values = {
        spelling: spell_code(model.enums[kind.enum or ""], answers[word], "en")
        for word in ("yes", "no")
        for spelling in written("codes")["yes_no"][word]
    }
    return ColumnMapping(answers["target"], values)


def _bare(heading: str) -> str:
    bare = plain(heading)
    return bare if any(_known(name, bare) for name in _ORDER) else without_number(bare)


def _known(collection: str, bare: str) -> str | None:
    """The target of a plain heading, also where ä, ö, ü are written ae, oe, ue."""
    found = _exact(collection)
    return found.get(bare) or found.get(re.sub("(?<=[aou])e", "", bare))


@cache
def _exact(collection: str) -> Mapping[str, str]:
    """Plain heading to target."""
    return {
        plain(name): target
        for target, names in written("headings").get(collection, {}).items()
        for name in names
    }


def _within(collection: str, bare: str) -> str | None:
    """The target of the longest known heading with which this one begins, if that is half of it."""
    padded = f" {bare} "
    found = [
        name
        for name in _exact(collection)
        if len(name) * 2 >= len(bare) and padded.startswith(f" {name} ")
    ]
    return _exact(collection)[max(found, key=len)] if found else None


def _with_values(
    model: Model,
    cells: Cells,
    table: Table,
    heading: str,
    collection: str,
    column: ColumnMapping,
    language: str,
) -> ColumnMapping:
    """The column with its words spelled out where it holds codes, so that they can be looked at."""
    try:
        kind = field_of(model, collection, column.target)[2]
    except KeyError:
        return column
    if kind.type != "enum" or kind.enum is None:
        return column
    at = table.headings.index(heading)
    texts = dict.fromkeys(filter(None, (table.sheet.cell(row, at) for row in table.rows())))
    if len(texts) > _MOST_VALUES:
        return column
    codes = model.enums[kind.enum]
    values = {}
    for text in texts:
        given = {plain(key): value for key, value in column.values.items()}.get(plain(text))
        code = cells.code(kind.enum, given or text)
        if code is not None:
            values[text] = spell_code(codes, code, language)
    return ColumnMapping(column.target, values)


def _id_column(table: Table) -> str | None:
    """The column of which every cell is there, once, and can be an id that says something."""
    for heading in table.headings:
        if plain(heading) not in {"id", "key", "code", "sleutel", "kenmerk"}:
            continue
        at = table.headings.index(heading)
        texts = [table.sheet.cell(row, at) for row in table.rows()]
        if texts and len(set(texts)) == len(texts) and all(map(is_id, texts)):
            return heading if not all(text.isdigit() for text in texts) else None
    return None


def _parent(table: Table, tables: Sequence[Table]) -> Parent | None:
    """The other table to whose rows a column of this one points (`record_id` to `id`)."""
    for at, heading in enumerate(table.headings):
        name = plain(heading)
        if not name.endswith(" id") or name == "id":
            continue
        texts = {table.sheet.cell(row, at) for row in table.rows()} - {""}
        for other in tables:
            if other is table or "id" not in map(plain, other.headings):
                continue
            column = [*map(plain, other.headings)].index("id")
            keys = {other.sheet.cell(row, column) for row in other.rows()}
            if texts and texts <= keys:
                return Parent(heading, other.name, other.headings[column])
    return None


__all__ = ["is_known", "propose", "spell_target", "targets_of"]
