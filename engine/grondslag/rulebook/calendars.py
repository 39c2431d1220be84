"""The holidays that terms of law know: a dated table in the repository, not a library of today."""

from __future__ import annotations

from datetime import date
from typing import Final

from grondslag.rulebook.law import Holidays
from grondslag.rulebook.tables import lines_of
from grondslag.text import Source

COLUMNS: Final = {"eu_1182_71": "eu", "nl_termijnenwet": "nl"}
EMPTY: Final = Holidays({}, {}, 1, 0)


def read_holidays(source: Source) -> Holidays:
    """The days of the table by calendar.

    Columns `eu` and `nl` hold `yes`, `no` or `disputed`; `day` is a date. Raises `ValueError` for a table
    that cannot be read: it ships with the program.
    """
    days: dict[str, set[date]] = {name: set() for name in COLUMNS}
    disputed: dict[str, set[date]] = {name: set() for name in COLUMNS}
    years: set[int] = set()
    for line in lines_of(source)[1]:
        day = date.fromisoformat(line.cells["day"])
        years.add(day.year)
        for name, column in COLUMNS.items():
            if line.cells[column] == "yes":
                days[name].add(day)
            elif line.cells[column] == "disputed":
                disputed[name].add(day)
    if not years:
        return EMPTY
    return Holidays(_frozen(days), _frozen(disputed), min(years), max(years))


def _frozen(days: dict[str, set[date]]) -> dict[str, frozenset[date]]:
    return {name: frozenset(found) for name, found in days.items()}
