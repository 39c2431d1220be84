"""Workbooks of Excel and LibreOffice, by openpyxl: text of each cell, merged cells filled.

Formulas are not computed: the value that was saved with them is read; one without such a value is
kept as its text. A workbook is a zip: what it unpacks to is bounded before it is opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from grondslag.diagnostics import Message
from grondslag.interchange.importing.bounds_xlsx import TooMuch, check_parts
from grondslag.interchange.importing.clean import clean
from grondslag.interchange.importing.source import MOST_CELLS, WIDEST, CannotImport, SourceFile
from grondslag.interchange.sheets import Sheet

_MOST_UNPACKED: Final = 256 * 1024 * 1024
_MOST_TEXT: Final = 64 * 1024 * 1024
_MOST_PARTS: Final = 10_000


def read_xlsx(file: SourceFile) -> list[Sheet]:
    """The sheets of a workbook, in order, hidden ones too. Raises `CannotImport`."""
    _check_size(file)
    values, texts = _open(file, computed=True), _open(file, computed=False)
    sheets = []
    left, text = MOST_CELLS, _Budget(_MOST_TEXT, file.name)
    for sheet, written in zip(values.worksheets, texts.worksheets, strict=True):
        if sheet.max_column > WIDEST or sheet.max_row * sheet.max_column > left:
            raise CannotImport(Message("import-too-many-cells", {"path": file.name}))
        left -= sheet.max_row * sheet.max_column
        merged = _merged(sheet)
        rows = tuple(_rows(sheet, written, merged, text))
        filled = frozenset((row - 1, column - 1) for row, column in merged)
        sheets.append(Sheet(clean(sheet.title), rows, filled))
    return sheets


def _check_size(file: SourceFile) -> None:
    """Refuses what is no zip, and one that unpacks to more than any register."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise TooMuch
            check_parts(archive)
    except TooMuch:
        raise CannotImport(Message("import-too-many-cells", {"path": file.name})) from None
    except Exception:  # Whatever a crafted archive makes zipfile raise.
        raise CannotImport(Message("import-no-workbook", {"path": file.name})) from None


def _open(file: SourceFile, *, computed: bool) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise CannotImport(Message("import-needs-extra", {"path": file.name})) from None
    try:
        return load_workbook(io.BytesIO(file.data), data_only=computed, keep_links=False)
    except Exception:  # Whatever a crafted workbook makes openpyxl raise, it is no workbook to us.
        raise CannotImport(Message("import-no-workbook", {"path": file.name})) from None


@dataclass(slots=True)
class _Budget:
    """The characters that may still be read: many cells may share one long text."""

    left: int
    name: str

    def take(self, text: str) -> str:
        """The text. Raises `CannotImport` where there is too much."""
        self.left -= len(text)
        if self.left < 0:
            raise CannotImport(Message("import-too-many-cells", {"path": self.name}))
        return text


def _rows(
    sheet: Any, written: Any, merged: dict[tuple[int, int], tuple[int, int]], text: _Budget
) -> Iterator[tuple[str, ...]]:
    for values, texts in zip(sheet.iter_rows(), written.iter_rows(), strict=True):
        row = []
        for cell, source in zip(values, texts, strict=True):
            from_ = merged.get((cell.row, cell.column))
            if from_ is not None:
                cell, source = sheet.cell(*from_), written.cell(*from_)  # noqa: PLW2901
            value = source.value if cell.value is None else cell.value
            row.append(clean(text.take(cell_text(value))))
        yield tuple(row)


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """The cells that a merged range covers, each with the cell that holds its value."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        # A range may be larger than the sheet is; only what has rows counts.
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1):
            for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1):
                if (row, column) != (area.min_row, area.min_col):
                    found[(row, column)] = (area.min_row, area.min_col)
    return found


def cell_text(value: object) -> str:
    """The value of a cell as text: days as `2026-11-24`, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            midnight = value.time() == time(0)
            return value.date().isoformat() if midnight else value.isoformat(timespec="minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)
