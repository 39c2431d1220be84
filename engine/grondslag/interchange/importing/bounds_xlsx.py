"""How much is in a workbook, counted before it is opened: openpyxl makes an object of every cell it names.

A few thousand bytes can name every cell that a sheet may have, by merging them or by repeating one.
"""

from __future__ import annotations

import re
import zipfile
from typing import IO, Final
from xml.parsers import expat

from grondslag.interchange.importing.source import MOST_CELLS

_PIECE: Final = 64 * 1024
_AREA: Final = re.compile(
    r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.ASCII
)
_MOST_AREAS: Final = 100_000


class TooMuch(Exception):
    """A workbook with more cells than a register can have, or with declarations that no workbook has."""


def check_parts(archive: zipfile.ZipFile) -> None:
    """Looks through every part for cells and merged areas. Raises `TooMuch`; what is no XML is left to the reader."""
    count = _Count()
    for part in archive.infolist():
        with archive.open(part) as opened:
            _look_through(opened, count)


class _Count:
    """Cells and areas that were seen so far, in all parts."""

    def __init__(self) -> None:
        self.cells, self.areas = 0, 0

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """An element began; its name may have a prefix."""
        kind = name.rpartition(":")[2]
        if kind in {"c", "si"}:
            self.cells += 1
        elif kind == "mergeCell":
            self.areas += 1
            self.cells += _size(attributes.get("ref", ""))
        if self.cells > MOST_CELLS or self.areas > _MOST_AREAS:
            raise TooMuch

    def declaration(self, *_: object) -> None:
        """A document type: a place for entities, which no program writes into a workbook."""
        raise TooMuch


def _look_through(opened: IO[bytes], count: _Count) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = count.element
    parser.StartDoctypeDeclHandler = count.declaration
    try:
        while piece := opened.read(_PIECE):
            parser.Parse(piece, False)
    except expat.ExpatError:
        return


def _size(area: str) -> int:
    """The number of cells of `B2:D4`."""
    found = _AREA.fullmatch(area.strip().upper())
    if found is None:
        return 1
    left, top, right, bottom = found.groups()
    return (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
