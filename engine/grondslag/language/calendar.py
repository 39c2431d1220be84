"""Days, moments and lengths of time: adding, and putting in order.

Months and years add first, then days and weeks, then hours and minutes. A day keeps its number or becomes the
last of a shorter month. Hours and minutes are elapsed time. Local time is that of Europe/Amsterdam.
Nothing here fails: what would lie before year 1 or after year 9999 becomes the first or last day there is.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Final

from grondslag.values import ZONE, Between, Duration

MINUTES_A_DAY: Final = 24 * 60
_TICK: Final = timedelta(microseconds=1)
_FIRST: Final = datetime(1, 1, 2, tzinfo=UTC)
_LAST: Final = datetime(9999, 12, 30, tzinfo=UTC)
_MONTHS_A_CYCLE: Final = 400 * 12
_DAYS_A_CYCLE: Final = 146_097


@dataclass(frozen=True, slots=True)
class Stretch:
    """Every instant from the first to the last: a day with an unknown hour, plus a number of hours."""

    first: datetime
    last: datetime


Moment = date | datetime | Between | Stretch


@cache
def amsterdam() -> tzinfo:
    """The time zone of the law; read when first needed."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(ZONE)


# ------------------------------------------------------------------------------------- days and moments


def noon(day: date) -> datetime:
    """Noon of a day: the moment that stands for it."""
    return datetime.combine(day, time(12), amsterdam())


def day_of(value: Moment) -> date:
    """The local day of a moment. The two instants of a repeated hour lie on one day."""
    if isinstance(value, Between | Stretch):
        value = value.first
    if isinstance(value, datetime):
        try:
            return value.astimezone(amsterdam()).date()
        except OverflowError:
            return value.date()
    return value


@lru_cache(maxsize=8192)
def first_instant(day: date) -> datetime:
    """00:00 local time of a day, in UTC."""
    return _from_local(datetime.combine(day, time()))


@lru_cache(maxsize=8192)
def last_instant(day: date) -> datetime:
    """The last microsecond of a local day, in UTC."""
    try:
        return first_instant(day + timedelta(days=1)) - _TICK
    except OverflowError:
        return _LAST


def instants(value: Moment) -> tuple[datetime, datetime]:
    """The first and last instant, in UTC, that a value can stand for. A bare date is the whole day."""
    if isinstance(value, datetime):
        moment = _utc(value)
        return moment, moment
    if isinstance(value, Between | Stretch):
        return _utc(value.first), _utc(value.last)
    return first_instant(value), last_instant(value)


def is_exact(value: Moment) -> bool:
    """Whether a value is one instant: no bare date, no repeated hour."""
    return isinstance(value, datetime)


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year < 5000 else _LAST


def _from_local(wall: datetime) -> datetime:
    return _utc(wall.replace(tzinfo=amsterdam()))


# ----------------------------------------------------------------------------------------------- adding


def add(value: Moment, length: Duration, sign: int = 1) -> Moment:
    """*value* plus (or, with sign -1, minus) *length*.

    A date plus days is a date, a moment plus days keeps its local time of day. A bare date plus hours is a
    `Stretch`.
    """
    if isinstance(value, Between | Stretch):
        first, last = (
            _add_to_moment(value.first, length, sign),
            _add_to_moment(value.last, length, sign),
        )
        if isinstance(value, Stretch):
            return Stretch(first, last)
        return first if first == last else Between(min(first, last), max(first, last))
    if isinstance(value, datetime):
        return _add_to_moment(value, length, sign)
    if not length.in_hours:
        return _add_to_day(value, length, sign)
    first, last = (_add_to_moment(moment, length, sign) for moment in instants(value))
    return Stretch(first, last)


def add_months(day: date, months: int) -> date:
    """The same day number, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """*days* later, or earlier if negative."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _add_to_day(day: date, length: Duration, sign: int) -> date:
    return add_days(add_months(day, sign * length.months), sign * (length.minutes // MINUTES_A_DAY))


def _add_to_moment(moment: datetime, length: Duration, sign: int) -> datetime:
    days = 0 if length.in_hours else length.minutes // MINUTES_A_DAY
    if length.months or days:
        moment = _utc(moment).astimezone(amsterdam())
        day = add_days(add_months(moment.date(), sign * length.months), sign * days)
        moment = _from_local(datetime.combine(day, moment.time()))
    return add_minutes(moment, sign * length.minutes) if length.in_hours else _utc(moment)


def add_minutes(moment: datetime, minutes: int) -> datetime:
    """*minutes* of elapsed time later, in UTC."""
    try:
        return _utc(moment) + timedelta(minutes=minutes)
    except OverflowError:
        return _FIRST if minutes < 0 else _LAST


def add_lengths(left: Duration, right: Duration, sign: int = 1) -> Duration:
    """A length plus (or minus) another; its unit is the smaller of the two."""
    months = left.months + sign * right.months
    minutes = left.minutes + sign * right.minutes
    units = ("minute", "hour", "day", "week", "month", "year")
    unit = min(left.unit, right.unit, key=units.index)
    if unit == left.unit == right.unit:
        return Duration(months, minutes, unit, left.amount + sign * right.amount)
    return Duration(months, minutes, unit, 0)


# --------------------------------------------------------------------------------------------- in order


def sign(number: int | float) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def order_of_moments(left: Moment, right: Moment) -> tuple[int, int]:
    """The least and greatest sign of `left - right`, over every instant that either can stand for."""
    first, last = instants(left)
    other_first, other_last = instants(right)
    return _order(first, other_last), _order(last, other_first)


def order_of_days(left: date, right: date) -> tuple[int, int]:
    """The sign of `left - right` for two dates, twice: it is certain."""
    found = _order(left, right)
    return found, found


def _order(left: date, right: date) -> int:
    return (left > right) - (left < right)


def same_moment(left: Moment, right: Moment) -> tuple[int, int]:
    """As `order_of_moments`, for equality: the two instants of a repeated hour are no stretch between them."""
    if isinstance(left, datetime | Between) and isinstance(right, datetime | Between):
        pairs = {
            _order(one, other) for one in set(instants(left)) for other in set(instants(right))
        }
        if 0 not in pairs:
            return (1, 1)
    return order_of_moments(left, right)


def order_of_lengths(left: Duration, right: Duration) -> tuple[int, int]:
    """The least and greatest sign of `left - right` over every calendar.

    Certain if neither has months, or neither has anything else; 2 months are more than 4 weeks, but 1 month
    may be as long as 4 weeks or longer.
    """
    months, minutes = left.months - right.months, left.minutes - right.minutes
    if months == 0 or minutes == 0 or (months > 0) == (minutes > 0):
        found = sign(months) or sign(minutes)
        return found, found
    least, most = days_in_months(abs(months))
    first, last = least * MINUTES_A_DAY - abs(minutes), most * MINUTES_A_DAY - abs(minutes)
    return (sign(first), sign(last)) if months > 0 else (-sign(last), -sign(first))


def same_length(left: Duration, right: Duration) -> tuple[int, int]:
    """As `order_of_lengths`, for equality: 1 month is longer or shorter than 30 days and an hour, and never as long."""
    months, minutes = left.months - right.months, left.minutes - right.minutes
    if months and minutes and (months > 0) != (minutes > 0):
        days, rest = divmod(abs(minutes), MINUTES_A_DAY)
        if rest or days not in _lengths(abs(months)):
            return (1, 1)
    return order_of_lengths(left, right)


@lru_cache(maxsize=1024)
def days_in_months(months: int) -> tuple[int, int]:
    """The least and the greatest number of days that so many months can have."""
    found = _lengths(months)
    return min(found), max(found)


@lru_cache(maxsize=1024)
def _lengths(months: int) -> frozenset[int]:
    """The numbers of days that so many months can have."""
    cycles, rest = divmod(months, _MONTHS_A_CYCLE)
    starts = _month_starts()
    found = {starts[first + rest] - starts[first] for first in range(_MONTHS_A_CYCLE)}
    return frozenset(cycles * _DAYS_A_CYCLE + days for days in found)


@cache
def _month_starts() -> tuple[int, ...]:
    """The day number of the first of each month of 800 years."""
    first = date(2000, 1, 1)
    return tuple(add_months(first, month).toordinal() for month in range(2 * _MONTHS_A_CYCLE))
