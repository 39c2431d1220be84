"""Tables of a pack: CSV beside it, read by the types that the pack declares."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.tree import TableDeclaration
from grondslag.language.types import Type
from grondslag.rulebook.law import TableRow, Value
from grondslag.text import Source, Span

MOST_ROWS: Final = 10_000

CellReader = Callable[[str, Type], Value | None]
"""Reads a cell as a value of a type; None when it is not one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a CSV file after its header: its number from 1 and its cells by column."""

    number: int
    cells: Mapping[str, str]


def lines_of(source: Source) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Header and lines of a CSV text (comma, header row); blank lines are left out."""
    reader = csv.reader(io.StringIO(source.text, newline=""))
    header: tuple[str, ...] = ()
    lines: list[Line] = []
    before = 1
    for cells in reader:
        number, before = before, reader.line_num + 1
        if not header:
            header = tuple(cell.strip() for cell in cells)
        elif any(cell.strip() for cell in cells):
            lines.append(Line(number, dict(zip(header, map(str.strip, cells), strict=False))))
    return header, tuple(lines)


def read_table(
    declaration: TableDeclaration, source: Source, read_cell: CellReader
) -> tuple[dict[object, tuple[TableRow, ...]], list[Diagnostic]]:
    """The rows of a table by key, in the order of the file.

    Missing columns, cells that cannot be read, and two rows of a key on one day are diagnostics
    (`unknown-column`, `unreadable-cell`, `overlapping-rows`) at their line; such rows are left out.
    """
    header, lines = lines_of(source)
    missing = [name for name in _columns(declaration) if name not in header]
    if missing:
        return {}, [
            _problem(source, 1, "table-column-missing", table=declaration.name, column=name)
            for name in missing
        ]
    if len(lines) > MOST_ROWS:
        return {}, [_problem(source, 1, "table-too-long", table=declaration.name, most=MOST_ROWS)]
    problems: list[Diagnostic] = []
    rows: dict[object, list[TableRow]] = {}
    for line in lines:
        row = _row(declaration, source, line, read_cell, problems)
        if row is not None:
            rows.setdefault(row.key, []).append(row)
    problems += _overlaps(declaration, source, rows)
    return {key: tuple(found) for key, found in rows.items()}, problems


def _columns(declaration: TableDeclaration) -> Iterator[str]:
    yield declaration.key
    yield from (name for name, _ in declaration.columns)
    yield from (name for name in (declaration.valid_from, declaration.valid_until) if name)


def _row(
    declaration: TableDeclaration,
    source: Source,
    line: Line,
    read_cell: CellReader,
    problems: list[Diagnostic],
) -> TableRow | None:
    failed = False

    def cell(name: str, kind: Type) -> Value | None:
        nonlocal failed
        text = line.cells.get(name, "")
        if not text:
            return None
        value = read_cell(text, kind)
        if value is None:
            failed = True
            problems.append(
                _problem(
                    source,
                    line.number,
                    "unreadable-cell",
                    table=declaration.name,
                    cell=text,
                    column=name,
                )
            )
        return value

    key = cell(declaration.key, declaration.key_type)
    cells = {
        name: value for name, kind in declaration.columns if (value := cell(name, kind)) is not None
    }
    first = _day(source, line, declaration, declaration.valid_from, problems)
    until = _day(source, line, declaration, declaration.valid_until, problems)
    if failed or key is None:
        return None
    return TableRow(key, cells, first, until, line.number)


def _day(
    source: Source,
    line: Line,
    declaration: TableDeclaration,
    column: str | None,
    problems: list[Diagnostic],
) -> date | None:
    text = line.cells.get(column, "") if column else ""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.append(
            _problem(
                source,
                line.number,
                "unreadable-cell",
                table=declaration.name,
                cell=text,
                column=column,
            )
        )
        return None


def _overlaps(
    declaration: TableDeclaration, source: Source, rows: Mapping[object, list[TableRow]]
) -> Iterator[Diagnostic]:
    for key, found in rows.items():
        ordered = sorted(found, key=lambda row: row.valid_from or date.min)
        for earlier, later in pairwise(ordered):
            if earlier.valid_until is None or (later.valid_from or date.min) < earlier.valid_until:
                yield _problem(
                    source,
                    later.line,
                    "overlapping-rows",
                    table=declaration.name,
                    key=key,
                    day=later.valid_from or date.min,
                )


def _problem(source: Source, line: int, name: str, **params: object) -> Diagnostic:
    starts = source.line_starts()
    start = starts[line - 1] if line <= len(starts) else 0
    span = Span(source, start, start + len(source.line_text(line)))
    return Diagnostic(name, "error", "rule", Message(name, params), (Label(span),))
