"""Tables and their mapping to a draft of the register, with an account of every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from grondslag.interchange.importing.account import Account, CellFate, Fate
from grondslag.interchange.importing.cells import Cells
from grondslag.interchange.importing.draft import Draft, Taken, slug
from grondslag.interchange.importing.mapping import (
    LEAVE_OUT,
    NOTE,
    ColumnMapping,
    TableMapping,
    spell_target,
)
from grondslag.interchange.importing.readings import (
    Entry,
    finish_purposes,
    leave_open,
    read_into,
)
from grondslag.interchange.importing.spelled import plain
from grondslag.interchange.importing.tables import Table
from grondslag.model.kinds import Model
from grondslag.model.personal_data import personal_data_places
from grondslag.model.readers import is_id
from grondslag.words.catalogue import text_of

PSEUDONYMOUS: Final = frozenset({"breaches", "requests"})
"""Collections that hold no addresses and numbers of persons: the loader refuses them."""
_LONG_ENOUGH: Final = 20
"""Characters from which two cells with one text say the same; `no` in two columns does not."""
_ITEMS: Final = ("purposes.", "data.", "basis", "retention")
"""Targets of which a later row of the same entry gives another item."""


@dataclass
class BroughtIn:
    """What the tables became."""

    draft: Draft
    account: Account


@dataclass
class _Run:
    """One run over all tables. `rows` has, for each table, the entry of each of its rows; `by_key` the
    entries of a table by the text of one of its columns."""

    model: Model
    language: str
    result: BroughtIn
    cells: Cells
    tables: Mapping[str, Table]
    rows: dict[str, dict[int, Entry]] = field(default_factory=dict)
    by_key: dict[tuple[str, str], dict[str, Entry]] = field(default_factory=dict)


def bring_in(
    model: Model,
    tables: Sequence[Table],
    mappings: Sequence[TableMapping],
    draft: Draft,
) -> BroughtIn:
    """Reads every table by its mapping into *draft*; a table without one becomes nothing but is told."""
    result = BroughtIn(draft, Account())
    named = {table.name: table for table in tables}
    run = _Run(model, draft.language, result, Cells(model), named)
    mapped = {mapping.table for mapping in mappings}
    for mapping in mappings:
        if mapping.table in named:
            _bring_table(run, named[mapping.table], mapping)
    for table in tables:
        if table.name not in mapped:
            _bring_table(run, table, TableMapping(table.name, None, table.heading_row + 1, {}))
    return result


def _bring_table(run: _Run, table: Table, mapping: TableMapping) -> None:
    account = run.result.account
    for row in range(table.heading_row):
        _tell_row(run, table, row, "import-above-headings")
    rows = table.rows()
    account.rows[table.name] += len(rows)
    if mapping.collection is None:
        for row in rows:
            _tell_row(run, table, row, "import-no-collection")
        return
    entries: dict[int, Entry] = {}
    for row in rows:
        if _is_headings(table, row):
            _tell_row(run, table, row, "import-headings-again")
            continue
        entry = _entry_of(run, table, mapping, row, entries)
        if entry is None:
            _tell_row(run, table, row, "import-no-parent")
            continue
        entries[row] = entry
        _bring_row(run, table, mapping, row, entry)
    run.rows[table.name] = entries
    for entry in {id(entry): entry for entry in entries.values()}.values():
        if entry.collection == "processing":
            entry.item = ""
            finish_purposes(entry)
        _name_it(run, table, mapping, entry)


def _is_headings(table: Table, row: int) -> bool:
    """Whether a row is the headings once more, as on each page of a printed sheet."""
    first = table.sheet.rows[table.heading_row]
    return table.sheet.rows[row] == first


def _tell_row(run: _Run, table: Table, row: int, reason: str) -> None:
    for column, text in enumerate(table.sheet.rows[row]):
        if text and not table.sheet.is_merged(row, column):
            heading = table.headings[column]
            run.result.account.cells.append(
                CellFate(table.name, row + 1, column + 1, heading, text, Fate.NAMED, reason=reason)
            )


# --- which entry ----------------------------------------------------------------------------------


def _entry_of(
    run: _Run,
    table: Table,
    mapping: TableMapping,
    row: int,
    entries: dict[int, Entry],
) -> Entry | None:
    """The entry that a row is about: of the other table, of the row before it, or a new one."""
    collection = mapping.collection or ""
    if mapping.parent is not None:
        return _of_parent(run, table, mapping, row)
    name = _text_at(table, row, _heading_for(mapping, "name"))
    key = _text_at(table, row, mapping.id) or _key(table, row) or name
    last = next(reversed(entries), None)
    if last is not None and _continues(table, mapping, row, last, name):
        before = entries[last]
        before.rows += 1
        before.item = f"-{before.rows}"
        return before
    draft = run.result.draft
    found = _id_of(draft, table, collection, key, _wished(table, mapping, row, name))
    run.result.account.entries[(table.name, collection)] += 1
    draft.origins[(collection, found)] = text_of(
        "import-origin", {"table": table.name, "row": row + 1}, run.language
    )
    if name:
        draft.remember_name(collection, found, name)
    return Entry(draft, run.cells, collection, found)


def _id_of(draft: Draft, table: Table, collection: str, key: str, wished: str) -> str:
    """The id of the entry: the one of an earlier import where the key of the row is known."""
    shown = key or wished
    again = draft.seen[(table.name, shown)] = draft.seen.get((table.name, shown), 0) + 1
    if again > 1:
        shown = f"{shown}\n{again}"
    return draft.id_of((table.name, shown), collection, wished)


def _of_parent(run: _Run, table: Table, mapping: TableMapping, row: int) -> Entry | None:
    parent = mapping.parent
    if parent is None or parent.table not in run.tables:
        return None
    key = (parent.table, parent.other_column)
    if key not in run.by_key:
        other = run.tables[parent.table]
        rows = run.rows.get(parent.table, {})
        run.by_key[key] = {
            _text_at(other, number, parent.other_column): entry for number, entry in rows.items()
        }
    entry = run.by_key[key].get(_text_at(table, row, parent.column) or "\n")
    if entry is not None:
        entry.item = ""
    return entry


def _wished(table: Table, mapping: TableMapping, row: int, name: str) -> str:
    given = _text_at(table, row, mapping.id)
    if given and is_id(given):
        return given
    fallback = f"{slug(mapping.collection or '')}-{row + 1}"
    if mapping.collection in PSEUDONYMOUS:
        return slug(_key(table, row)) or fallback
    return slug(name) or fallback


def _key(table: Table, row: int) -> str:
    """What a column named id says of a row; "" where there is none."""
    return "" if table.key_column is None else table.sheet.cell(row, table.key_column)


def _continues(table: Table, mapping: TableMapping, row: int, previous: int, name: str) -> bool:
    """Whether a row says more of the entry of the row before it: it has no name of its own, or a
    merged cell gives both rows one."""
    heading = _heading_for(mapping, "name")
    if heading is None or mapping.id is not None:
        return False
    if not name:
        return not _key(table, row)
    key = _key(table, row)
    same = name == _text_at(table, previous, heading)
    return (
        same
        and table.sheet.is_merged(row, table.columns[heading])
        and not (key and key != _key(table, previous))
    )


def _heading_for(mapping: TableMapping, target: str) -> str | None:
    return next((h for h, column in mapping.columns.items() if column.target == target), None)


def _text_at(table: Table, row: int, heading: str | None) -> str:
    column = table.columns.get(heading or "")
    return "" if column is None else table.sheet.cell(row, column)


# --- what the row says ----------------------------------------------------------------------------


def _bring_row(run: _Run, table: Table, mapping: TableMapping, row: int, entry: Entry) -> None:
    """Reads the cells that have a target first, then keeps the others."""
    suffix = entry.item
    places = [
        (column, mapping.columns.get(heading, ColumnMapping(NOTE)))
        for column, heading in enumerate(table.headings)
        if table.sheet.cell(row, column)
    ]
    fates: dict[int, CellFate] = {}
    said: dict[str, str] = {}
    for column, how in places:
        if how.target not in {NOTE, LEAVE_OUT}:
            entry.item = suffix if how.target.startswith(_ITEMS) else ""
            fate = _bring_cell(run, table, row, column, how, entry)
            fates[column] = _checked(entry, fate) if _is_noted(fate) else fate
            if len(text := _squeezed(fate.text)) >= _LONG_ENOUGH:
                said[text] = fate.heading
    for column, how in places:
        if column not in fates:
            fate = _keep(table, row, column, how, entry, said)
            is_id = fate.heading == mapping.id and fate.text == entry.id
            fates[column] = replace(fate, fate=Fate.FACT, target="id") if is_id else fate
    found = [fates[column] for column, _ in places]
    run.result.account.cells += found
    kept = [f"{fate.heading}: {fate.text}" for fate in found if _is_noted(fate)]
    if kept:
        origin = text_of("import-note", {"table": table.name}, run.language)
        entry.draft.note(entry.collection, entry.id, "\n".join((origin, *kept)))


def _is_noted(fate: CellFate) -> bool:
    return fate.fate is Fate.NOTE or fate.kept


def _bring_cell(
    run: _Run, table: Table, row: int, column: int, how: ColumnMapping, entry: Entry
) -> CellFate:
    text, heading = table.sheet.cell(row, column), table.headings[column]
    given = {plain(key): value for key, value in how.values.items()}.get(plain(text))
    target = spell_target(run.model, entry.collection, how.target, run.language)
    base = CellFate(table.name, row + 1, column + 1, heading, text, Fate.FACT, target, entry.id)
    try:
        said = read_into(entry, how.target, text if given is None else given)
    except Taken:
        return replace(base, fate=Fate.NOTE, reason="import-taken")
    if said is None:
        leave_open(entry, how.target)
        return replace(base, fate=Fate.NOTE, reason="import-undecided")
    if said.words and plain(said.shown) != plain(text):
        run.result.account.understood[(table.name, heading, text, target, said.shown)] += 1
    reason = "" if said.whole else "import-kept-too"
    return replace(base, reason=reason, kept=not said.whole)


def _keep(
    table: Table,
    row: int,
    column: int,
    how: ColumnMapping,
    entry: Entry,
    said: Mapping[str, str],
) -> CellFate:
    """A cell without a field: in the note, unless another cell of the row says the same."""
    text, heading = table.sheet.cell(row, column), table.headings[column]
    fate = CellFate(table.name, row + 1, column + 1, heading, text, Fate.NOTE, entry=entry.id)
    if how.target == LEAVE_OUT:
        return replace(fate, fate=Fate.LEFT_OUT, reason="import-left-out")
    same = said.get(_squeezed(text))
    if same is not None:
        return replace(fate, fate=Fate.SAME, target=same, reason="import-same")
    return _checked(entry, fate)


def _checked(entry: Entry, fate: CellFate) -> CellFate:
    """A cell for a note; not in one if it names a person where the register must not."""
    if entry.collection in PSEUDONYMOUS and any(personal_data_places(fate.text)):
        if fate.kept:
            return replace(fate, kept=False, reason="import-personal")
        return replace(fate, fate=Fate.NAMED, reason="import-personal")
    return fate


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _name_it(run: _Run, table: Table, mapping: TableMapping, entry: Entry) -> None:
    """A name for an entry whose row has none: an entry without one does not load."""
    fields = run.model.collections[entry.collection].entry.fields
    if "name" not in fields or not fields["name"].required or mapping.parent is not None:
        return
    record = entry.draft.record(entry.collection, entry.id)
    if record.get("name") is None:
        record["name"] = entry.draft.origins[(entry.collection, entry.id)]
