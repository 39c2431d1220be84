"""Sheets as files of CSV, one for each, in the form that a spreadsheet of the language opens at once.

UTF-8 with a mark at its start, lines that end in CR LF (RFC 4180), and between cells a semicolon in Dutch, where the
comma is in numbers, and a comma in English.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from grondslag.interchange.sheets import Sheet
from grondslag.interchange.tables import ABOUT, file_name, tables_of
from grondslag.model.kinds import LANGUAGES, Model
from grondslag.words.catalogue import text_of

SEPARATORS: Final = {"nl": ";", "en": ","}
MARK: Final = b"\xef\xbb\xbf"


def csv_files(sheets: Sequence[Sheet], language: str) -> dict[str, bytes]:
    """The bytes of each file by its name."""
    return {f"{file_name(sheet.name)}.csv": _csv(sheet, SEPARATORS[language]) for sheet in sheets}


def _csv(sheet: Sheet, separator: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(sheet.rows)
    return MARK + out.getvalue().encode("utf-8")


def possible_files(model: Model) -> frozenset[str]:
    """The names that files of an export may have, in any language."""
    names = {ABOUT}
    for language in LANGUAGES:
        names |= {table.name(language) for table in tables_of(model)}
        names |= {text_of(f"export-sheet-{paragraph}", {}, language) for paragraph in ("1", "2")}
    return frozenset(f"{file_name(name)}.csv" for name in names)
