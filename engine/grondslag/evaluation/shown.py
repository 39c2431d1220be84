"""Values as people read them, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from grondslag.evaluation.answers import UNKNOWN_VALUE, Entry
from grondslag.evaluation.conditions import local
from grondslag.language.calendar import MINUTES_A_DAY, Stretch
from grondslag.values import NONE, Between, Duration
from grondslag.words.catalogue import text_of

MOST_CHARACTERS: Final = 400
"""Of one value in a sentence: a register or a rule may hold texts without end."""

Labels = Callable[[str, str, str], str]
"""A code in words: list of codes, code, language."""

_UNITS: Final = (("year", 12, 0), ("month", 1, 0), ("week", 0, 7 * MINUTES_A_DAY))
_SHORT: Final = (("day", MINUTES_A_DAY), ("hour", 60), ("minute", 1))


def shown(value: Any, language: str) -> str:
    """A value in words: dates, moments and lengths in the notation of the language, lists with commas.

    What is not known is "(not recorded)", `NONE` is "none". A moment is shown in local time; a very long
    text or list is cut off.
    """
    if value is None or value is UNKNOWN_VALUE:
        return text_of("value-not-recorded", {}, language)
    if value is NONE:
        return text_of("value-none", {}, language)
    if isinstance(value, bool):
        return text_of("value-yes" if value else "value-no", {}, language)
    if isinstance(value, Duration):
        return shown_length(value, language)
    if isinstance(value, date | Between | Stretch):
        return _shown_moment(value, language)
    if isinstance(value, Entry):
        return value.id
    if isinstance(value, tuple | list | dict):
        items = ", ".join(shown(item, language) for item in islice(value, MOST_CHARACTERS))
        return _cut(items) or text_of("value-empty", {}, language)
    return _cut(str(value))


def _cut(text: str) -> str:
    """A text as it can stand in a sentence: a very long one without its end."""
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"


def _shown_moment(value: date | Between | Stretch, language: str) -> str:
    if isinstance(value, Between | Stretch):
        first, last = shown(value.first, language), shown(value.last, language)
        return text_of("value-between", {"first": first, "last": last}, language)
    day = value.strftime("%d-%m-%Y") if language == "nl" else value.strftime("%Y-%m-%d")
    if not isinstance(value, datetime):
        return day
    moment = local(value)
    day = shown(moment.date(), language)
    return f"{day} {moment:%H:%M}"


def shown_length(length: Duration, language: str) -> str:
    """A length of time in words: `72 uur`, `1 maand en 3 dagen`."""
    if _as_written(length):
        return _amount(length.amount, length.unit, language)
    parts: list[str] = []
    years, months = divmod(abs(length.months), 12)
    if years and not months:
        parts.append(_amount(years, "year", language))
    elif length.months:
        parts.append(_amount(abs(length.months), "month", language))
    rest = abs(length.minutes)
    for unit, minutes in _SHORT:
        count, rest = divmod(rest, minutes)
        if count:
            parts.append(_amount(count, unit, language))
    joint = text_of("value-and", {}, language)
    return f" {joint} ".join(parts) or _amount(0, length.unit, language)


def _as_written(length: Duration) -> bool:
    for unit, months, minutes in (*_UNITS, *((unit, 0, minutes) for unit, minutes in _SHORT)):
        if unit == length.unit:
            return (length.months, length.minutes) == (
                length.amount * months,
                length.amount * minutes,
            )
    return False


def _amount(count: int, unit: str, language: str) -> str:
    return text_of(f"unit-{unit}", {"count": count}, language)
