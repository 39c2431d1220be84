"""What an import tells: what became what, what was understood, what is undecided, what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any, Final

from grondslag.interchange.importing.account import Account, CellFate, Fate
from grondslag.interchange.importing.again import Compared, Difference
from grondslag.interchange.importing.mapping import LEAVE_OUT, NOTE, TableMapping, spell_target
from grondslag.interchange.importing.tables import Table
from grondslag.interchange.sheets import column_letters
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_collection
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging, line
from grondslag.words.catalogue import text_of

FORMAT: Final = "grondslag/import-v1"
_SHOWN: Final = 10
_LONGEST: Final = 70


@dataclass(frozen=True, slots=True)
class Told:
    """How it is told: the language, the width of the screen, and whether all is shown."""

    model: Model
    language: str
    width: int
    verbose: bool

    def say(self, name: str, indent: int = 0, **params: object) -> Iterator[Line]:
        """A text of the catalogue, wrapped."""
        head = (Piece(" " * indent),) if indent else ()
        return hanging(head, text_of(name, params, self.language), self.width)

    def head(self, name: str, **params: object) -> Iterator[Line]:
        """A heading with an empty line before it."""
        yield EMPTY
        yield from hanging((), text_of(name, params, self.language), self.width, "strong")

    def some(self, items: Sequence[Any]) -> Sequence[Any]:
        """The first few, unless all are asked for."""
        return items if self.verbose else items[:_SHOWN]

    def rest(self, items: Sequence[Any]) -> Iterator[Line]:
        """How many more there are."""
        left = len(items) - len(self.some(items))
        if left:
            yield from hanging(
                (Piece("  "),),
                text_of("import-more", {"count": left}, self.language),
                self.width,
                "dim",
            )


def account_lines(
    told: Told, tables: Sequence[Table], mappings: Sequence[TableMapping], account: Account
) -> Iterator[Line]:
    """What became of tables, columns and cells."""
    by_name = {mapping.table: mapping for mapping in mappings}
    for table in tables:
        yield from _table_lines(told, table, by_name.get(table.name), account)
    counts = account.counts()
    yield from told.head("import-cells", count=len(account.cells))
    for fate in Fate:
        if counts[fate]:
            yield from told.say(f"import-cells-{fate.value}", indent=2, count=counts[fate])
    kept = sum(cell.kept for cell in account.cells)
    if kept:
        yield from told.say("import-cells-kept", indent=2, count=kept)
    yield from _understood_lines(told, account)
    yield from _cell_lines(told, "import-undecided-head", [*account.undecided()])
    yield from _cell_lines(told, "import-named-head", [*account.named()])


def _table_lines(
    told: Told, table: Table, mapping: TableMapping | None, account: Account
) -> Iterator[Line]:
    rows = account.rows[table.name]
    if mapping is None or mapping.collection is None:
        yield from told.head("import-table-nothing", table=table.name, count=rows)
        return
    shown = spell_collection(told.model, mapping.collection, told.language)
    if mapping.parent is not None:
        yield from told.head(
            "import-table-parent", table=table.name, count=rows, other=mapping.parent.table
        )
    else:
        made = account.entries[(table.name, mapping.collection)]
        yield from told.head(
            "import-table", table=table.name, count=rows, made=made, collection=shown
        )
    noted = []
    for heading in table.headings:
        column = mapping.columns.get(heading)
        if column is None or column.target == NOTE:
            noted.append(heading)
            continue
        target = spell_target(told.model, mapping.collection, column.target, told.language)
        style: Style = "dim" if column.target == LEAVE_OUT else "plain"
        yield from hanging((Piece(f"  {_short(heading, 40)} → "),), target, told.width, style)
    if noted:
        yield from told.say("import-noted", indent=2, headings=", ".join(noted))


def _understood_lines(told: Told, account: Account) -> Iterator[Line]:
    found = account.understood.most_common()
    words = [(key, count) for key, count in found if len(key[2]) <= _LONGEST]
    if not words:
        return
    yield from told.head("import-understood-head")
    for (_, heading, text, target, shown), count in told.some(words):
        params = {
            "heading": heading,
            "text": _short(text),
            "target": target,
            "shown": _short(shown),
            "count": count,
        }
        yield from told.say("import-understood", indent=2, **params)
    yield from told.rest(words)


def _cell_lines(told: Told, head: str, cells: Sequence[CellFate]) -> Iterator[Line]:
    if not cells:
        return
    yield from told.head(head, count=len(cells))
    for cell in told.some(cells):
        place = text_of(
            "import-place",
            {"table": cell.table, "row": cell.row, "column": column_letters(cell.column - 1)},
            told.language,
        )
        why = text_of(cell.reason, {"target": cell.target, "entry": cell.entry}, told.language)
        text = "" if cell.reason == "import-personal" else f" “{_short(cell.text)}”"
        yield from hanging(
            (Piece("  "), Piece(place, "path"), Piece("  ")),
            f"{cell.heading}:{text} – {why}",
            told.width,
        )
    yield from told.rest(cells)


def compared_lines(told: Told, compared: Compared, *, update: bool) -> Iterator[Line]:
    """What a second import of the same file finds."""
    changed = [one for one in compared.different if not one.edited]
    edited = [one for one in compared.different if one.edited]
    if not (compared.same or changed or edited or compared.elsewhere or compared.gone):
        return
    yield from told.head(
        "import-again",
        new=len(compared.new),
        same=len(compared.same),
        changed=len(changed),
        edited=len(edited),
    )
    for one in told.some(changed):
        yield from _difference_lines(told, one, "import-changed")
    yield from told.rest(changed)
    if changed and not update:
        yield from told.say("import-changed-help", indent=2)
    for one in told.some(edited):
        yield from _difference_lines(told, one, "import-edited")
    yield from told.rest(edited)
    for block in told.some(compared.elsewhere):
        shown = spell_collection(told.model, block.collection, told.language)
        yield from told.say("import-elsewhere", indent=2, collection=shown, id=block.id)
    yield from told.rest(compared.elsewhere)
    for collection, entry in told.some(compared.gone):
        shown = spell_collection(told.model, collection, told.language)
        yield from told.say("import-gone", indent=2, collection=shown, id=entry)
    yield from told.rest(compared.gone)


def _difference_lines(told: Told, one: Difference, name: str) -> Iterator[Line]:
    shown = spell_collection(told.model, one.block.collection, told.language)
    yield from told.say(name, indent=2, collection=shown, id=one.block.id, path=one.file)
    diff = unified_diff(one.before.splitlines(), one.block.text.splitlines(), n=0, lineterm="")
    for row in [*diff][2:]:
        if row.startswith(("+", "-")):
            sign: Style = "good" if row.startswith("+") else "error"
            yield line(Piece("    "), Piece(_short(row, told.width - 6), sign))


def _short(text: str, most: int = _LONGEST) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def report_of(
    account: Account, mappings: Sequence[TableMapping], compared: Compared, written: Sequence[str]
) -> dict[str, Any]:
    """Everything, for a program: every cell with text and what became of it."""
    return {
        "format": FORMAT,
        "tables": [
            {
                "table": mapping.table,
                "collection": mapping.collection,
                "rows": account.rows[mapping.table],
                "entries": account.entries[(mapping.table, mapping.collection or "")],
                "columns": {heading: column.target for heading, column in mapping.columns.items()},
            }
            for mapping in mappings
        ],
        "counts": {fate.value: account.counts()[fate] for fate in Fate},
        "cells": [
            {
                "table": cell.table,
                "row": cell.row,
                "column": cell.column,
                "heading": cell.heading,
                "text": "" if cell.reason == "import-personal" else cell.text,
                "fate": cell.fate.value,
                "target": cell.target,
                "entry": cell.entry,
                "reason": cell.reason.removeprefix("import-"),
                "also_in_note": cell.kept,
            }
            for cell in account.cells
        ],
        "compared": {
            "new": [[block.collection, block.id] for block in compared.new],
            "same": [[block.collection, block.id] for block in compared.same],
            "changed": [
                [one.block.collection, one.block.id] for one in compared.different if not one.edited
            ],
            "edited": [
                [one.block.collection, one.block.id] for one in compared.different if one.edited
            ],
            "elsewhere": [[block.collection, block.id] for block in compared.elsewhere],
            "gone": [list(key) for key in compared.gone],
        },
        "written": list(written),
    }
