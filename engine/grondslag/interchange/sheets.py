"""Sheets of text: the form in which tables come in and go out, whatever file they stand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a name, and rows of cells as text. An empty cell is "". Rows may differ in length."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
    """Row and column of the cells that a merged range of a spreadsheet filled."""

    def cell(self, row: int, column: int) -> str:
        """The text at *row* and *column*, both counted from 0; "" outside the sheet."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else ""

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a merged range gave the cell its text."""
        return (row, column) in self.merged


def column_letters(column: int) -> str:
    """The letters of a column counted from 0, as a spreadsheet shows them: A, Z, AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
