"""Dates, moments and durations as they are written in a register."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import cache, lru_cache
from typing import Final

from grondslag.values import ZONE, Between, Duration, duration

Moment = date | datetime | Between

_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII
)
_AMOUNT_AND_UNIT: Final = re.compile(r"(0|[1-9]\d{0,5}) ([a-z]+)", re.ASCII)
_ISO: Final = re.compile(r"P(?:(\d{1,6})([YMWD])|T(\d{1,6})([HM]))", re.ASCII)
UNIT_NAMES: Final = {
    "en": {
        "year": ("year", "years"),
        "month": ("month", "months"),
        "week": ("week", "weeks"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
    },
    "nl": {
        "year": ("jaar", "jaar"),
        "month": ("maand", "maanden"),
        "week": ("week", "weken"),
        "day": ("dag", "dagen"),
        "hour": ("uur", "uur"),
        "minute": ("minuut", "minuten"),
    },
}
"""By language and unit: one, several. Either is read with any number."""

_UNITS: Final = {
    language: {name: unit for unit, names in units.items() for name in names}
    for language, units in UNIT_NAMES.items()
}
_ISO_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_ISO_TIMES: Final = {"H": "hour", "M": "minute"}


def read_date(raw: object) -> date | None:
    """The day of `2026-11-24`; None for anything else, also for a day that does not exist."""
    return _date(raw) if type(raw) is str and len(raw) == 10 else None


@lru_cache(maxsize=4096)
def _date(text: str) -> date | None:
    if text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_moment(raw: object) -> Moment | None:
    """The moment of `2026-10-24T10:00+02:00` in UTC, or the day of a bare date; None for all else.

    Without an offset it is local time in Europe/Amsterdam: `Between` in the hour that the autumn
    clock repeats, None in the hour that the spring clock skips.
    """
    if type(raw) is not str:
        return None
    if len(raw) == 10:
        return _date(raw)
    if not _MOMENT.fullmatch(raw):
        return None
    try:
        moment = datetime.fromisoformat(raw)
        return _local(moment) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_skipped(text: str) -> bool:
    """Whether a text names a moment that the spring clock of Europe/Amsterdam skips."""
    try:
        moment = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
        return moment is not None and moment.tzinfo is None and _local(moment) is None
    except (ValueError, OverflowError):
        return False


def _local(moment: datetime) -> datetime | Between | None:
    zone = _amsterdam()
    first = moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
    last = moment.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == last:
        return first
    return Between(first, last) if first < last else None


@cache
def _amsterdam() -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(ZONE)


@lru_cache(maxsize=1024)
def read_duration(text: str, language: str) -> Duration | None:
    """The duration of `7 jaar` or `7 years` (by *language*), or of ISO 8601 (`P7Y`)."""
    match = _AMOUNT_AND_UNIT.fullmatch(text)
    if match:
        unit = _UNITS[language].get(match[2])
        return duration(int(match[1]), unit) if unit else None
    match = _ISO.fullmatch(text)
    if not match:
        return None
    if match[1]:
        return duration(int(match[1]), _ISO_UNITS[match[2]])
    return duration(int(match[3]), _ISO_TIMES[match[4]])


def spell_duration(amount: int, unit: str, language: str) -> str:
    """The duration as it is written in *language*: `7 jaar`."""
    one, several = UNIT_NAMES[language][unit]
    return f"{amount} {one if amount == 1 else several}"
