"""Sheets as a workbook (XLSX): cells of text only, and the same bytes for the same sheets.

openpyxl writes the clock into the file and into the archive around it; both are put back to a fixed day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from grondslag.diagnostics import Message
from grondslag.interchange.cells import shown
from grondslag.interchange.exporting.cannot_write import CannotWrite, not_installed
from grondslag.interchange.sheets import Sheet, column_letters
from grondslag.interchange.tables import ABOUT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EXTRA: Final = "xlsx"
LONGEST_CELL: Final = 32_767
"""UTF-16 units that a cell of a workbook holds."""
MOST_ROWS: Final = 1_048_576
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_NARROW, _READABLE, _WIDE, _WIDEST = 12, 24, 32, 60
_MOST_ON_A_PAGE: Final = 400
"""Characters over all columns that can still be read when they are made to fit."""
_POINTS_OF_A_LINE: Final = 13.5
_MOST_POINTS: Final = 400.0
_DARK: Final = "FF1F3A5F"
_LIGHT: Final = "FFEDF1F7"


def workbook(
    sheets: Sequence[Sheet], readable: Collection[str], title: str, day: datetime
) -> bytes:
    """The bytes of a workbook with these sheets in order.

    *readable*: the names of the sheets that are made for reading and printing, with one row of headings; the others
    have two. *day* stands in the properties as the day it was made. Raises `CannotWrite` for a cell or a sheet that a
    workbook cannot hold, and where openpyxl is not installed.
    """
    _refuse_too_large(sheets)
    try:
        from openpyxl import Workbook
    except ImportError:
        raise not_installed(EXTRA) from None
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    made = day.replace(tzinfo=None, microsecond=0)
    book.properties.creator = "grondslag"
    book.properties.title = shown(title)
    book.properties.created = made
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _fill(page, sheet)
        if sheet.name in readable:
            _for_reading(page, sheet, title)
        elif sheet.name == ABOUT:
            _for_about(page, sheet, title)
        else:
            _for_editing(page, sheet, title)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue(), made)


def _refuse_too_large(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise CannotWrite(Message("export-too-many-rows", {"sheet": sheet.name}))
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                # Most cells are short: only a long one is counted in the units of the file.
                if (
                    len(cell) * 2 > LONGEST_CELL
                    and len(cell.encode("utf-16-le")) // 2 > LONGEST_CELL
                ):
                    place = f"{sheet.name}!{column_letters(column)}{number + 1}"
                    raise CannotWrite(
                        Message("export-cell-too-long", {"place": place, "most": LONGEST_CELL}),
                        Message("export-cell-help"),
                    )


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment

    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row, start=1):
            if not text:
                continue
            cell = page.cell(number, column, text)
            # Said outright: openpyxl guesses a formula or an error from how a text begins.
            cell.data_type = "s"
            cell.number_format = "@"
            cell.alignment = wrapped


def _for_reading(page: Worksheet, sheet: Sheet, title: str) -> None:
    number_of = range(len(sheet.rows[0]))
    widths = [max(_READABLE, _width(sheet, column, _WIDEST)) for column in number_of]
    _headings(page, 1, len(widths))
    _widths(page, widths)
    for number, row in enumerate(sheet.rows[1:], start=2):
        page.row_dimensions[number].height = _height(row, widths)
    page.row_dimensions[1].height = _height(sheet.rows[0], widths)
    _borders(page, len(sheet.rows), len(widths))
    _freeze(page, 1, 1, sheet, 0)
    _print(page, title, 1)


def _for_about(page: Worksheet, sheet: Sheet, title: str) -> None:
    widths = [34, 110]
    _widths(page, widths)
    for number, row in enumerate(sheet.rows, start=1):
        page.row_dimensions[number].height = _height(row, widths)
    _print(page, title, 0)


def _for_editing(page: Worksheet, sheet: Sheet, title: str) -> None:
    """Also cells that are still empty are for text: an id such as 2026-03 typed into one stays what it is."""
    is_record = len(sheet.rows) > 1 and len(sheet.rows[0]) == 3 and sheet.rows[1][1:2] != ("",)
    width = len(sheet.rows[0])
    widths = [36, 60, 60] if is_record else [_width(sheet, each, _WIDEST) for each in range(width)]
    rows = 1 if is_record else 2
    _headings(page, rows, width)
    _widths(page, widths)
    for number in range(width):
        page.column_dimensions[column_letters(number)].number_format = "@"
    for number in range(1, rows + 1):
        page.row_dimensions[number].height = _height(sheet.rows[number - 1], widths)
    ids = 1 if is_record else sum(1 for cell in sheet.rows[1] if cell.startswith("("))
    _freeze(page, rows, ids, sheet, rows - 1)
    _print(page, title, rows, fits=sum(widths) <= _MOST_ON_A_PAGE)


def _width(sheet: Sheet, column: int, most: int) -> int:
    """Wide enough for most lines of a column, within bounds."""
    lengths = [
        len(line)
        for row in sheet.rows[2:]
        for line in (row[column : column + 1] or ("",))[0].split("\n")
    ]
    usual = sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0
    heading = max(
        (len(word) for word in sheet.cell(0, column).replace(".", ". ").split()), default=0
    )
    return min(most, max(_NARROW, heading + 3, min(_WIDE, usual + 2)))


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """Points for a row whose cells are wrapped: LibreOffice and Excel do not always reckon them anew."""
    most = 1
    for text, width in zip(row, widths, strict=False):
        fits = max(1, int(width * 1.05))
        most = max(most, sum(1 + max(0, len(line) - 1) // fits for line in text.split("\n")))
    return min(_MOST_POINTS, most * _POINTS_OF_A_LINE + 4)


def _headings(page: Worksheet, rows: int, width: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number in range(1, rows + 1):
        for column in range(1, width + 1):
            cell = page.cell(number, column)
            first = number == 1
            cell.font = Font(
                "Calibri", 11, bold=first, italic=not first, color="FFFFFFFF" if first else _DARK
            )
            cell.fill = PatternFill("solid", fgColor=_DARK if first else _LIGHT)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _borders(page: Worksheet, rows: int, width: int) -> None:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="FFB8C2D0")
    for row in page.iter_rows(min_row=2, max_row=rows, max_col=width):
        for cell in row:
            cell.border = Border(bottom=line)


def _widths(page: Worksheet, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths):
        page.column_dimensions[column_letters(number)].width = width


def _freeze(page: Worksheet, rows: int, columns: int, sheet: Sheet, filter_row: int) -> None:
    page.freeze_panes = f"{column_letters(columns)}{rows + 1}"
    last = column_letters(len(sheet.rows[0]) - 1)
    page.auto_filter.ref = f"A{filter_row + 1}:{last}{max(len(sheet.rows), filter_row + 1)}"


def _print(page: Worksheet, title: str, rows: int, *, fits: bool = True) -> None:
    """A4 across, headings on each page, with what it is and its number; *fits*: all columns on a page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    if fits and page.sheet_properties.pageSetUpPr is not None:
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
    if rows:
        page.print_title_rows = f"1:{rows}"
    page.page_margins.left = page.page_margins.right = 0.4
    header, footer = page.oddHeader, page.oddFooter
    if header is not None and footer is not None:
        # In a header `&` begins a command: doubled it is itself.
        header.left.text = shown(title)[:100].replace("&", "&&").replace("\n", " ")
        footer.left.text = "&A"
        footer.right.text = "&P / &N"


def _without_clock(written: bytes, made: datetime) -> bytes:
    """The same workbook with a fixed time everywhere."""
    day = f"{made.isoformat()}Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(lambda match: match[1] + day + match[2], data)
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data)
    return out.getvalue()
