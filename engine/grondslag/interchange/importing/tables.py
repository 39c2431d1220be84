"""A sheet as a table: which row holds the headings, and the rows under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from grondslag.interchange.importing.spelled import plain
from grondslag.interchange.sheets import Sheet, column_letters

_KEYS: Final = frozenset({"id", "nr", "nummer", "number", "volgnummer", "uid"})
_SEARCHED: Final = 30
"""Rows in which headings are looked for: above them stand a title, a date, a logo."""


@dataclass(frozen=True)
class Table:
    """A sheet with its headings found. Rows count from 0 as in the sheet; `heading_row` is one of them.

    `headings` are the columns of the sheet; each is there once, and none is empty.
    """

    sheet: Sheet
    heading_row: int
    headings: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The number of each column by heading."""
        return {heading: number for number, heading in enumerate(self.headings)}

    @cached_property
    def key_column(self) -> int | None:
        """The column that numbers the rows or names their keys, if there is one."""
        found = (n for n, heading in enumerate(self.headings) if plain(heading) in _KEYS)
        return next(found, None)

    def rows(self) -> list[int]:
        """The numbers of the rows under the headings that hold text."""
        start = self.heading_row + 1
        return [n for n in range(start, len(self.sheet.rows)) if any(self.sheet.rows[n])]


def as_table(
    sheet: Sheet, is_known: Callable[[str], bool], heading_row: int | None = None
) -> Table | None:
    """The table in a sheet, its headings in the row that has most known ones; None if it is empty.

    *heading_row* counts from 0; None where it is to be found.
    """
    filled = [n for n, row in enumerate(sheet.rows) if any(row)]
    if not filled:
        return None
    if heading_row is None:
        heading_row = max(
            filled[:_SEARCHED],
            key=lambda n: (
                sum(is_known(cell) for cell in set(sheet.rows[n]) if cell),
                min(sum(map(bool, sheet.rows[n])), 2),
                -n,
            ),
        )
    width = max(map(len, sheet.rows))
    cells = [sheet.cell(heading_row, column) for column in range(width)]
    above = [sheet.cell(heading_row - 1, column) for column in range(width)] if heading_row else []
    return Table(sheet, heading_row, _unique(cells, above))


def _unique(cells: list[str], above: list[str]) -> tuple[str, ...]:
    """Headings as they are shown: on one line, a letter where there is none, numbered where twice.

    Where a heading stands under a group (`Doorgifte` over `land` and `waarborg`), the group goes first
    if the heading alone is there more than once.
    """
    flat = [" ".join(cell.split()) for cell in cells]
    groups = [" ".join(cell.split()) for cell in above] or [""] * len(flat)
    found: list[str] = []
    seen: set[str] = set()
    for number, heading in enumerate(flat):
        name = heading or groups[number] or column_letters(number)
        if flat.count(heading) > 1 and groups[number] and heading:
            name = f"{groups[number]}: {heading}"
        shown, again = name, 1
        while plain(shown) in seen or shown in seen:
            again += 1
            shown = f"{name} ({again})"
        seen |= {shown, plain(shown)} - {""}
        found.append(shown)
    return tuple(found)
