"""The law as dated data: parameters, tables and holidays, each read for a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from grondslag.language.tree import Definition, ParameterDeclaration
from grondslag.text import Span
from grondslag.values import Duration

Value = bool | int | float | str | date | Duration


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its key, its cells (an empty cell is left out) and the days on which it holds."""

    key: object
    cells: Mapping[str, Value]
    valid_from: date | None
    valid_until: date | None
    line: int

    def holds(self, day: date) -> bool:
        """Whether the row holds on *day*."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays by calendar, and the years the table covers (both ends included).

    `disputed` are days of which it is not settled that they count (Good Friday under Regulation 1182/71).
    """

    days: Mapping[str, frozenset[date]]
    disputed: Mapping[str, frozenset[date]]
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class OwnValue:
    """The value that a project has for a parameter, the parameter as its pack states it, and where it was set."""

    value: Value
    declared: ParameterDeclaration
    span: Span

    def stated(self, day: date) -> Value | None:
        """The value of the pack on *day*; None on a day for which it has none."""
        return value_on(self.declared, day)


def value_on(parameter: ParameterDeclaration, day: date) -> Value | None:
    """The value of a parameter on *day*; None on a day for which it has none."""
    for dated in parameter.values:
        if dated.valid_from <= day and (dated.valid_until is None or day < dated.valid_until):
            return dated.value
    return None


@dataclass(slots=True)
class Law:
    """What the packs say beside their rules. Names are qualified: `avg/breach_deadline`."""

    definitions: Mapping[str, Definition]
    parameters: Mapping[str, ParameterDeclaration]
    tables: Mapping[str, Mapping[object, tuple[TableRow, ...]]]
    holidays: Holidays
    own: Mapping[str, OwnValue] = field(default_factory=dict)
    """By name of a parameter, the own value of the project; `parameters` has it where it may be used."""
    _rows: dict[tuple[str, date], dict[object, Mapping[str, Value]]] = field(default_factory=dict)

    def parameter(self, name: str, day: date) -> Value | None:
        """The value of a parameter on *day*; None on a day for which it has none."""
        return value_on(self.parameters[name], day)

    def row(self, table: str, key: object, day: date) -> Mapping[str, Value] | None:
        """The cells of the row for *key* that holds on *day*; None if there is none."""
        return self.rows_on(table, day).get(key)

    def rows_on(self, table: str, day: date) -> Mapping[object, Mapping[str, Value]]:
        """All rows of a table that hold on *day*, by key (on a day a key has at most one row)."""
        found = self._rows.get((table, day))
        if found is None:
            found = {
                key: row.cells
                for key, rows in self.tables[table].items()
                for row in rows
                if row.holds(day)
            }
            self._rows[table, day] = found
        return found
