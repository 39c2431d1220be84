"""Files of tables read back with the programs of others: openpyxl, the csv module, LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from grondslag.interchange.sheets import Sheet

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def read_xlsx(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook; every cell must be a text."""
    sheets = []
    for page in load_workbook(io.BytesIO(content)).worksheets:
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        assert all(value is None or isinstance(value, str) for row in rows for value in row)
        assert all(cell.data_type in {"s", "n"} for row in page.iter_rows() for cell in row)
        sheets.append(Sheet(page.title, tuple(tuple(v or "" for v in row) for row in rows)))
    return tuple(sheets)


def read_csv(content: bytes, name: str, separator: str) -> Sheet:
    text = content.decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return Sheet(name, tuple(map(tuple, reader)))


def saved_again(place: Path, form: str, folder: Path) -> list[Path]:
    """The files that LibreOffice makes of a file, or of the files of CSV in a folder, without a window."""
    opened = [place] if place.is_file() else sorted(place.glob("*.csv"))
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    reads = [] if place.is_file() else ["--infilter=CSV:59,34,76,1,,1033,false,true"]
    command = [str(SOFFICE), profile, "--headless", *reads, "--convert-to", form]
    where = ["--outdir", str(folder), *map(str, opened)]
    subprocess.run([*command, *where], check=True, capture_output=True, timeout=180)
    return sorted(path for path in folder.iterdir() if path.is_file())
