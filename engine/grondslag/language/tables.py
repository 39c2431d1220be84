"""Cells of a table, read by the type of their column."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from grondslag.language.check_literals import MOST_DIGITS, read_duration
from grondslag.language.types import Scalar, Type
from grondslag.values import Duration, duration

Cell = bool | int | float | str | date | datetime | Duration

_TRUTHS: Final = {"true": True, "false": False, "yes": True, "no": False, "ja": True, "nee": False}
_ISO_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_ISO_TIME_UNITS: Final = {"H": "hour", "M": "minute"}


def read_cell(text: str, kind: Type) -> Cell | None:
    """The value of a cell that is not empty; None if it cannot be read as *kind*.

    A duration is `7 years`, `7 jaar` or ISO 8601 with one unit (`P7Y`, `PT72H`); a yes/no is
    `true`, `yes`, `ja` and their contraries.
    """
    if not isinstance(kind, Scalar):
        return text
    match kind.name:
        case "integer":
            return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None
        case "number":
            return _number(text)
        case "boolean":
            return _TRUTHS.get(text)
        case "duration":
            return read_duration(text) or _iso_duration(text)
        case "date":
            return _day(text)
        case "datetime":
            return _moment(text)
        case _:
            return text


def _number(text: str) -> int | float | None:
    if len(text) > MOST_DIGITS or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return None
    return float(text) if "." in text else int(text)


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> date | datetime | None:
    found = _day(text)
    if found is not None:
        return found
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _iso_duration(text: str) -> Duration | None:
    found = re.fullmatch(r"P(?:([0-9]{1,7})([YMWD])|T([0-9]{1,7})([HM]))", text)
    if found is None:
        return None
    if found[1]:
        return duration(int(found[1]), _ISO_UNITS[found[2]])
    return duration(int(found[3]), _ISO_TIME_UNITS[found[4]])
