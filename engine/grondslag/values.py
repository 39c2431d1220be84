"""The values a fact can have, and the states of a fact that has none.

A record is a plain `dict` by canonical field name; a field that is absent from it is *not recorded*.
A field that is there holds

- `NONE`: a statement that there is none;
- `UNREADABLE`: something was written, but it cannot be read as the type of the field; to every rule
  the fact is not recorded;
- `bool`, `int`, `float`, `str` (texts, codes, country codes, links, ids of references), `date`,
  `datetime` (aware), `Between` (a moment of which two instants are possible), `Duration`;
- `tuple[str, ...]` for sets of codes, lists of texts, of countries, of references;
- `dict` for a record, and for a map or collection of entries: by id, each a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

ZONE: Final = "Europe/Amsterdam"
"""Local time: of days, of moments without offset, and of what is shown."""


class Mark(Enum):
    """States of a fact that was written but has no value."""

    NONE = "none"
    UNREADABLE = "unreadable"

    def __repr__(self) -> str:
        return self.name


NONE: Final = Mark.NONE
UNREADABLE: Final = Mark.UNREADABLE


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar months and in minutes; years are 12 months, weeks 7 days, days 24 hours.

    `text` is what was written (`7 years`) and takes no part in comparisons.
    `unit` is the smallest unit written (`year month week day hour minute`): a term in days or longer is
    counted in days, one in hours or minutes in instants.
    """

    months: int
    minutes: int
    unit: str
    amount: int

    @property
    def in_hours(self) -> bool:
        """Whether the term runs in hours or minutes rather than in days."""
        return self.unit in {"hour", "minute"}


UNITS: Final = {
    "year": (12, 0),
    "month": (1, 0),
    "week": (0, 7 * 24 * 60),
    "day": (0, 24 * 60),
    "hour": (0, 60),
    "minute": (0, 1),
}


def duration(amount: int, unit: str) -> Duration:
    """The duration of *amount* times *unit* (`year month week day hour minute`)."""
    months, minutes = UNITS[unit]
    return Duration(amount * months, amount * minutes, unit, amount)


@dataclass(frozen=True, slots=True)
class Between:
    """A moment without offset in the hour that the autumn clock repeats: one of two instants."""

    first: datetime
    last: datetime
