"""CSV as people have it: comma, semicolon or tab, UTF-8 with or without BOM, or cp1252."""

from __future__ import annotations

import csv
import io
from typing import Final

from grondslag.diagnostics import Message
from grondslag.interchange.importing.clean import clean
from grondslag.interchange.importing.source import MOST_CELLS, WIDEST, CannotImport, SourceFile
from grondslag.interchange.sheets import Sheet

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = (";", ",", "\t", "|")
_LONGEST_CELL: Final = 1_000_000


def read_csv(file: SourceFile) -> list[Sheet]:
    """The one sheet in a CSV file. Raises `CannotImport` for what is no table of text."""
    text = decode(file)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)):
            rows.append(tuple(clean(cell) for cell in row))
            cells += len(row)
            if cells > MOST_CELLS or len(row) > WIDEST:
                raise CannotImport(Message("import-too-many-cells", {"path": file.name}))
    except csv.Error as error:
        raise CannotImport(
            Message("import-csv-broken", {"path": file.name, "row": len(rows) + 1})
        ) from error
    return [Sheet(stem(file.name), tuple(rows))]


def stem(name: str) -> str:
    """The name of a file without its folder and ending."""
    return name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name


def decode(file: SourceFile) -> str:
    """The text of a file: by its BOM, else UTF-8, else cp1252."""
    for mark, encoding in _BOMS:
        if file.data.startswith(mark):
            try:
                return file.data.decode(encoding)
            except UnicodeDecodeError:
                raise CannotImport(Message("import-no-text", {"path": file.name})) from None
    if b"\x00" in file.data:
        raise CannotImport(Message("import-no-text", {"path": file.name}))
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError:
        # Excel in the Netherlands writes cp1252; five of its 256 bytes have no meaning.
        return file.data.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The sign between cells: the one that gives most rows of equal length, outside quotes."""
    found = {sign: _evenness(text, sign) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: found[sign])


def _evenness(text: str, sign: str) -> tuple[int, int]:
    """How many of the first rows are as wide as the widest common one, and how wide that is."""
    widths: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign)
    try:
        for number, row in enumerate(reader):
            if len(row) > 1:
                widths[len(row)] = widths.get(len(row), 0) + 1
            if number == 50:
                break
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width = max(widths, key=lambda one: (widths[one], one))
    return (widths[width], width)
