"""Sheets that `grondslag export` wrote, perhaps edited since, back to facts.

Nothing that stands in a cell is passed over in silence: what cannot be read as the fact of its column is a problem
with its place, and is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.diagnostics import Message
from grondslag.interchange.as_written import Facts
from grondslag.interchange.cells import EMPTY_GROUP, WrongQuotes, unquoted
from grondslag.interchange.read_cells import CellReader, WrongCell
from grondslag.interchange.sheets import Sheet, column_letters
from grondslag.interchange.tables import (
    ABOUT,
    FORMAT,
    HEADING_ROWS,
    Column,
    Table,
    file_name,
    tables_of,
)
from grondslag.model.kinds import LANGUAGES, Model
from grondslag.model.readers import is_id
from grondslag.words.catalogue import text_of
from grondslag.words.phrases import did_you_mean

_FORMAT_NAME: Final = FORMAT.rpartition("-v")[0]
_READABLE: Final = frozenset(
    file_name(text_of(f"export-sheet-{paragraph}", {}, language))
    for paragraph in ("1", "2")
    for language in LANGUAGES
)
"""The sheets of art. 30, as sheets and as files are called."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with a cell: the name of the sheet, its row and column counted from 0."""

    message: Message
    sheet: str
    row: int
    column: int

    def place(self) -> str:
        """The place as a spreadsheet shows it: `verwerkingen!C5`."""
        return f"{self.sheet}!{column_letters(self.column)}{self.row + 1}"

    def text(self, language: str) -> str:
        """The place, and what is wrong."""
        said = text_of(self.message.id, self.message.params, language)
        return text_of("own-sheet-at", {"place": self.place(), "what": said}, language)


@dataclass(frozen=True, slots=True)
class OwnRegister:
    """What the sheets say: language they are written in, facts as in `as_written`, and what is wrong."""

    language: str
    collections: Facts
    problems: tuple[SheetProblem, ...]


def is_own(sheets: Sequence[Sheet]) -> bool:
    """Whether sheets were written by `grondslag export`, in any version of the form."""
    about = _about(sheets)
    return about is not None and about.cell(0, 1).strip().startswith(f"{_FORMAT_NAME}-v")


def read_own(sheets: Sequence[Sheet], model: Model) -> OwnRegister:
    """The facts of sheets that are our own (`is_own`), canonical, in the order of the sheets.

    A collection without a sheet, or whose sheet is empty, is absent: not recorded. The problems are sorted by sheet,
    row and column. The readable sheets are not looked at; a sheet that is not ours, or that is missing, is a problem.
    """
    about = _about(sheets)
    if about is None:
        raise ValueError("these sheets are not our own")
    top = {row[0].strip(): number for number, row in enumerate(about.rows[:8]) if row}
    language = about.cell(top.get("language", -1), 1).strip()
    found = OwnRegister(language if language in LANGUAGES else "en", {}, ())
    wrong = [
        SheetProblem(Message(name, {"found": cell, "known": known}), about.name, row, 1)
        for name, row, cell, known in (
            ("own-sheet-format", 0, about.cell(0, 1).strip(), (FORMAT,)),
            ("own-sheet-language", top.get("language", 0), language, LANGUAGES),
        )
        if cell not in known
    ]
    if wrong:
        return OwnRegister(found.language, {}, tuple(wrong))
    reading = _Reading(model, language, about)
    collections = reading.register(sheets)
    return OwnRegister(language, collections, tuple(reading.sorted_problems()))


def _about(sheets: Sequence[Sheet]) -> Sheet | None:
    named = (sheet for sheet in sheets if sheet.name.casefold() == ABOUT)
    return next((sheet for sheet in named if sheet.cell(0, 0).strip() == "format"), None)


@dataclass(slots=True)
class _Reading:
    model: Model
    language: str
    about: Sheet
    problems: list[SheetProblem] = field(default_factory=list)
    _cells: CellReader = field(init=False)
    _seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cells = CellReader(self.model, self.language)

    def sorted_problems(self) -> list[SheetProblem]:
        order = {name: number for number, name in enumerate(self._seen)}
        return sorted(
            self.problems, key=lambda each: (order.get(each.sheet, -1), each.row, each.column)
        )

    def register(self, sheets: Sequence[Sheet]) -> Facts:
        tables = tables_of(self.model)
        names = {table.name(self.language).casefold(): table for table in tables}
        present: dict[str, Sheet] = {}
        for sheet in sheets:
            self._seen.setdefault(sheet.name, len(self._seen))
            name = sheet.name.casefold()
            if name in names and name not in present:
                present[name] = sheet
            elif sheet is not self.about and file_name(name) not in _READABLE and any(sheet.rows):
                self._say("own-sheet-not-ours", sheet, 0, 0)
        found: Facts = {}
        for name, table in names.items():
            if name not in present:
                self._say("own-sheet-missing", self.about, 0, 0, name=table.name(self.language))
            elif table.is_record:
                self._record(table, present[name], found)
            else:
                self._entries(table, present[name], found)
        return found

    def _say(self, message: str, sheet: Sheet, row: int, column: int, /, **params: object) -> None:
        self.problems.append(SheetProblem(Message(message, params), sheet.name, row, column))

    # --- a record: a field a row ---------------------------------------------------------------

    def _record(self, table: Table, sheet: Sheet, found: Facts) -> None:
        columns = {column.heading(self.language): column for column in table.columns}
        whole = table.path(self.language)
        record: dict[str, Any] = {}
        written, state, done = False, None, set[str]()
        first = 1 if sheet.cell(0, 0).strip() == table.headings(self.language)[0] else 0
        for row in range(first, len(sheet.rows)):
            name, cell = sheet.cell(row, 0).strip(), sheet.cell(row, 2).strip()
            for number, other in enumerate(sheet.rows[row][3:], start=3):
                if other.strip():
                    self._say("own-sheet-no-heading", sheet, row, number)
            if not cell:
                continue
            if name in done:
                self._say("own-sheet-heading-twice", sheet, row, 0, found=name)
            elif name == whole:
                state = self._state(sheet, row, 2, table.collection.none)
            elif name not in columns:
                self._unknown_heading(table, sheet, (row, 0))
            else:
                written |= self._put(record, columns[name], sheet, row, 2)
            done.add(name)
        if state is not None and not record:
            found[table.collection.name] = state[0]
        elif record or written:
            found[table.collection.name] = record

    # --- entries: an entry a row ---------------------------------------------------------------

    def _entries(self, table: Table, sheet: Sheet, found: Facts) -> None:
        name = table.collection.name
        headings = self._headings(table, sheet)
        if headings is None:
            return
        ids, columns = headings
        for row in self._rows(table, sheet, ids[-1]):
            state = self._whole(table, sheet, row, ids[-1])
            if state is not None:
                self._put_whole(found, name, sheet, (row, ids[-1]), state)
                continue
            own = self._id(sheet, row, ids[-1])
            holder = self._holder(table, sheet, row, ids, found) if own is not None else None
            if holder is None or own is None:
                continue
            if own in holder:
                self._say("own-sheet-id-twice", sheet, row, ids[-1], found=own)
                continue
            record = holder[own] = {}
            for number, column in columns.items():
                self._put(record, column, sheet, row, number)

    def _rows(self, table: Table, sheet: Sheet, column: int) -> Iterator[int]:
        """The rows that hold something, without the row of meanings, if that is still there."""
        meaning = text_of("sheet-id", {}, self.language)
        first = HEADING_ROWS if sheet.cell(1, column).strip() == meaning else 1
        for row in range(first, len(sheet.rows)):
            if any(cell.strip() for cell in sheet.rows[row]):
                yield row

    def _headings(self, table: Table, sheet: Sheet) -> tuple[list[int], dict[int, Column]] | None:
        """Where the ids stand, and the column of each other heading; None if ids are missing."""
        known = {column.heading(self.language): column for column in table.columns}
        names = table.headings(self.language)[: table.ids]
        found: dict[str, int] = {}
        width = max((len(row) for row in sheet.rows), default=0)
        for number in range(width):
            heading = sheet.cell(0, number).strip()
            if heading in found:
                self._say("own-sheet-heading-twice", sheet, 0, number, found=heading)
            elif heading in known or heading in names:
                found[heading] = number
            elif heading:
                self._unknown_heading(table, sheet, (0, number))
            else:
                self._without_heading(sheet, number)
        missing = [name for name in names if name not in found]
        for name in missing:
            self._say("own-sheet-no-column", sheet, 0, 0, name=name)
        if missing:
            return None
        columns = {found[name]: column for name, column in known.items() if name in found}
        return [found[name] for name in names], columns

    def _without_heading(self, sheet: Sheet, column: int) -> None:
        for row in range(1, len(sheet.rows)):
            if sheet.cell(row, column).strip():
                self._say("own-sheet-no-heading", sheet, row, column)
                return

    def _unknown_heading(self, table: Table, sheet: Sheet, place: tuple[int, int]) -> None:
        """A heading that no field has: that of the other language, one misspelt, or something else."""
        heading = sheet.cell(*place).strip()
        other = "en" if self.language == "nl" else "nl"
        spelled = {column.heading(other): column.heading(self.language) for column in table.columns}
        near = spelled.get(heading) or did_you_mean(heading, spelled.values(), likeness=0.7)
        if near is not None:
            self._say("own-sheet-heading-near", sheet, *place, found=heading, near=near)
        else:
            self._say("own-sheet-heading-unknown", sheet, *place, found=heading)

    def _whole(self, table: Table, sheet: Sheet, row: int, column: int) -> tuple[Any] | None:
        """What the id of a row says of the whole collection, where it is a word and no id."""
        cell = sheet.cell(row, column).strip()
        if table.steps or not (cell == EMPTY_GROUP or self._cells.word(cell)):
            return None
        return self._state(sheet, row, column, table.collection.none)

    def _put_whole(
        self, found: Facts, name: str, sheet: Sheet, place: tuple[int, int], state: tuple[Any]
    ) -> None:
        if name in found:
            self._say("own-sheet-contradiction", sheet, *place, found=sheet.cell(*place).strip())
        else:
            found[name] = state[0]

    def _state(self, sheet: Sheet, row: int, column: int, none: bool) -> tuple[Any] | None:
        try:
            return (self._cells.state(sheet.cell(row, column).strip(), none),)
        except WrongCell as wrong:
            self.problems.append(SheetProblem(wrong.message, sheet.name, row, column))
            return None

    def _id(self, sheet: Sheet, row: int, column: int) -> str | None:
        cell = sheet.cell(row, column).strip()
        try:
            name = unquoted(cell)
        except WrongQuotes:
            name = cell
        if is_id(name):
            return name
        self._say(
            "own-sheet-wrong-id" if cell else "own-sheet-no-id", sheet, row, column, found=cell
        )
        return None

    def _holder(
        self, table: Table, sheet: Sheet, row: int, ids: list[int], found: Facts
    ) -> dict[str, Any] | None:
        """The group that a row belongs to; None (and a problem) if there is none.

        A group that was said to be empty (`{}`) has what its rows say: nothing is lost by that.
        """
        name = table.collection.name
        group: Any = found.get(name) if table.steps else found.setdefault(name, {})
        for number, step in enumerate(table.steps):
            if not table.collection.single or number:
                name = self._id(sheet, row, ids[number - table.collection.single]) or ""
                group = group.get(name) if isinstance(group, dict) else None
            if not isinstance(group, dict):
                if name:
                    self._say("own-sheet-no-holder", sheet, row, ids[0])
                return None
            group = _group(group, step)
        if not isinstance(group, dict):
            self._refused(sheet, row, ids[-1])
            return None
        return group

    def _refused(self, sheet: Sheet, row: int, column: int) -> None:
        self._say("own-sheet-contradiction", sheet, row, column, found=sheet.cell(row, column))

    def _put(
        self, record: dict[str, Any], column: Column, sheet: Sheet, row: int, number: int
    ) -> bool:
        """Puts the fact of a cell into a record; whether something stood there that could be read."""
        cell = sheet.cell(row, number).strip()
        if not cell:
            return False
        try:
            fact = self._cells.fact(column, cell)
        except WrongCell as wrong:
            self.problems.append(SheetProblem(wrong.message, sheet.name, row, number))
            return False
        for step in column.path[:-1]:
            inner = record.setdefault(step, {})
            if not isinstance(inner, dict):
                self._refused(sheet, row, number)
                return False
            record = inner
        if column.path[-1] in record:
            self._refused(sheet, row, number)
            return False
        record[column.path[-1]] = fact
        return True


def _group(record: dict[str, Any], path: tuple[str, ...]) -> Any:
    """What is at a path of a record: a list of groups, made where nothing is said of it."""
    found: Any = record
    for step in path:
        found = found.setdefault(step, {}) if isinstance(found, dict) else found
    return found
