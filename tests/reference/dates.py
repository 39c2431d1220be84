"""Days, moments and terms, as section 10 of the language page tells them: no shortcuts.

A moment is a set of possible instants: pieces that are a point (`first == last`) or a stretch from
`first` up to, not including, `last`. A bare date is the stretch of its local day; a moment in the
repeated hour of autumn is two points.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from grondslag.rulebook.law import Holidays
from grondslag.values import Between, Duration

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
UNITS = ("year", "month", "week", "day", "hour", "minute")


@dataclass(frozen=True)
class Length:
    """A duration in the three steps in which it is added; `unit` is the smallest unit written."""

    months: int
    days: int
    minutes: int
    unit: str

    @property
    def in_hours(self) -> bool:
        return self.unit in {"hour", "minute"}

    @property
    def clock(self) -> int:
        """Days and minutes together, as minutes: days are 24 hours."""
        return self.days * 1440 + self.minutes

    def plus(self, other: Length, sign: int) -> Length:
        smallest = max(self.unit, other.unit, key=UNITS.index)
        return Length(
            self.months + sign * other.months,
            self.days + sign * other.days,
            self.minutes + sign * other.minutes,
            smallest,
        )


def length(duration: Duration) -> Length:
    if duration.in_hours:
        return Length(duration.months, 0, duration.minutes, duration.unit)
    return Length(duration.months, duration.minutes // 1440, 0, duration.unit)


# ----------------------------------------------------------------------------------------- moments


@dataclass(frozen=True)
class Piece:
    first: datetime
    last: datetime

    @property
    def is_point(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class Moment:
    pieces: tuple[Piece, ...]


def point(instant: datetime) -> Piece:
    return Piece(instant.astimezone(UTC), instant.astimezone(UTC))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM).astimezone(UTC)


def whole_day(day: date) -> Piece:
    return Piece(midnight(day), midnight(day + timedelta(days=1)))


def local_day(instant: datetime) -> date:
    return instant.astimezone(AMSTERDAM).date()


def moment(value: date | datetime | Between | Moment) -> Moment:
    """What is written, as the instants it may stand for."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, Between):
        return Moment((point(value.first), point(value.last)))
    if isinstance(value, datetime):
        return Moment((point(value),))
    return Moment((whole_day(value),))


def is_exact(value: date | datetime | Between | Moment) -> bool:
    pieces = moment(value).pieces
    return len(pieces) == 1 and pieces[0].is_point


def days_of(value: date | datetime | Between | Moment) -> frozenset[date]:
    """The local days on which it may be."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return frozenset({value})
    return frozenset(day for piece in moment(value).pieces for day in _days_of_piece(piece))


def _days_of_piece(piece: Piece) -> Iterator[date]:
    day = local_day(piece.first)
    yield day
    while midnight(day + timedelta(days=1)) < piece.last:
        day += timedelta(days=1)
        yield day


def orders(left: Moment, right: Moment) -> frozenset[int]:
    """Which orders are possible: -1 left is earlier, 0 the same instant, 1 left is later."""
    return frozenset(
        order for a in left.pieces for b in right.pieces for order in _orders_of_pieces(a, b)
    )


def _orders_of_pieces(a: Piece, b: Piece) -> Iterator[int]:
    if a.first < b.last:
        yield -1
    if b.first < a.last:
        yield 1
    if _may_be_same(a, b):
        yield 0


def _may_be_same(a: Piece, b: Piece) -> bool:
    if a.is_point and b.is_point:
        return a.first == b.first
    if a.is_point:
        return b.first <= a.first < b.last
    if b.is_point:
        return a.first <= b.first < a.last
    return max(a.first, b.first) < min(a.last, b.last)


# -------------------------------------------------------------------------------------- arithmetic


def add_months(day: date, months: int) -> date:
    """Keeps the day number, or takes the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def shift_day(day: date, by: Length, sign: int) -> date:
    return add_months(day, sign * by.months) + timedelta(days=sign * by.days)


def shift_instant(instant: datetime, by: Length, sign: int) -> datetime:
    """Months, then days, on the local clock; then hours and minutes as elapsed time."""
    if by.months or by.days:
        local = instant.astimezone(AMSTERDAM)
        moved = shift_day(local.date(), by, sign)
        instant = datetime.combine(moved, local.timetz())
    return instant.astimezone(UTC) + timedelta(minutes=sign * by.minutes)


def shift(value: date | datetime | Between | Moment, by: Length, sign: int) -> date | Moment:
    """A date plus days is a date; all else is a moment."""
    if isinstance(value, date) and not isinstance(value, datetime) and by.minutes == 0:
        return shift_day(value, by, sign)
    return Moment(
        tuple(
            Piece(shift_instant(piece.first, by, sign), shift_instant(piece.last, by, sign))
            for piece in moment(value).pieces
        )
    )


@cache
def _starts() -> tuple[date, ...]:
    """The days from which months can come out differently, in a full cycle of leap years."""
    return tuple(
        date(year, month, number)
        for year in range(2000, 2400)
        for month in range(1, 13)
        for number in (1, 27, 28, 29, 30, 31)
        if number <= monthrange(year, month)[1]
    )


@cache
def _clock_of_months(left: int, right: int) -> frozenset[int]:
    """By how many minutes *left* months can differ from *right* months from the same day."""
    return frozenset(
        (add_months(start, left) - add_months(start, right)).days * 1440 for start in _starts()
    )


def differences(left: Length, right: Length) -> frozenset[int]:
    """The possible differences of two durations over all calendars; only signs mean something."""
    if left.clock == right.clock == 0:
        return frozenset({left.months - right.months})
    return frozenset(
        found + left.clock - right.clock for found in _clock_of_months(left.months, right.months)
    )


# ------------------------------------------------------------------------------------------- terms


class NoTable(Exception):
    """The table of holidays says nothing of a year."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """The calendar of a source of law."""

    name: str
    holidays: Holidays

    def is_working_day(self, day: date, *, disputed_too: bool) -> bool:
        if day.weekday() >= 5:
            return False
        if not self.holidays.first_year <= day.year <= self.holidays.last_year:
            raise NoTable(day.year)
        off = self.holidays.days.get(self.name, frozenset())
        if disputed_too:
            off = off | self.holidays.disputed.get(self.name, frozenset())
        return day not in off

    def leaves_alone(self, term: Length) -> bool:
        if self.name == "eu_1182_71":
            return False
        if self.name == "nl_termijnenwet":
            return (
                term.unit == "year"
                or term.months > 3
                or (term.months == 3 and term.days > 0)
                or term.days > (84 if term.unit == "week" else 90)
            )
        return True

    def wants_two_working_days(self, term: Length) -> bool:
        least = {"eu_1182_71": 2, "nl_termijnenwet": 3}[self.name]
        return term.months > 0 or term.days >= least

    def last_day(self, start: date, term: Length, *, disputed_too: bool) -> date:
        """The last day of a term in days or longer that is counted from the day after *start*."""
        last = shift_day(start, term, 1)
        if self.leaves_alone(term):
            return last
        least = 2 if self.wants_two_working_days(term) else 0
        while not (
            self.is_working_day(last, disputed_too=disputed_too)
            and self._working_days(start, last, disputed_too) >= least
        ):
            last += timedelta(days=1)
        return last

    def _working_days(self, start: date, last: date, disputed_too: bool) -> int:
        days = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
        return sum(self.is_working_day(day, disputed_too=disputed_too) for day in days)

    def second_working_day(self, start: date) -> date:
        """The second working day after *start*, by the reading that puts it latest."""
        day, found = start, 0
        while found < 2:
            day += timedelta(days=1)
            found += self.is_working_day(day, disputed_too=True)
        return day


@dataclass(frozen=True)
class DayEnd:
    """The end of a term in days or longer; from `first` to `second` it is disputed."""

    first: date
    second: date

    def results(self, x: date) -> frozenset[str]:
        if x <= self.first:
            return frozenset({"in time"})
        return frozenset({"disputed" if x <= self.second else "late"})

    @property
    def opens_until(self) -> date:
        return self.first


@dataclass(frozen=True)
class HourEnd:
    """A term in hours or minutes ends at an instant of `first`.

    Where its end is disputed the later reading has the whole day before `second`, a midnight.
    """

    first: Piece
    second: datetime | None

    def results(self, x: Piece) -> frozenset[str]:
        found = set(_orders_of_pieces(x, self.first))
        results = {"in time"} if found & {-1, 0} else set()
        if 1 in found:
            results |= self._after_first(x)
        return frozenset(results)

    def _after_first(self, x: Piece) -> set[str]:
        if self.second is None:
            return {"late"}
        results = set()
        if x.first < self.second:
            results.add("disputed")
        if (x.first >= self.second) if x.is_point else (x.last > self.second):
            results.add("late")
        return results

    @property
    def opens_until(self) -> datetime:
        return self.first.first


def ends(
    anchor: date | datetime | Between | Moment, term: Length, calendar: Calendar
) -> tuple[DayEnd | HourEnd, ...]:
    """Every end that *term* after *anchor* may have."""
    if not term.in_hours:
        return tuple(_day_end(day, term, calendar) for day in sorted(days_of(anchor)))
    return tuple(
        end for piece in moment(anchor).pieces for end in _hour_ends(piece, term, calendar)
    )


def _day_end(start: date, term: Length, calendar: Calendar) -> DayEnd:
    both = sorted(
        calendar.last_day(start, term, disputed_too=disputed) for disputed in (False, True)
    )
    return DayEnd(both[0], both[1])


def _hour_ends(piece: Piece, term: Length, calendar: Calendar) -> Iterator[HourEnd]:
    if calendar.name != "eu_1182_71":
        first, last = (shift_instant(instant, term, 1) for instant in (piece.first, piece.last))
        yield HourEnd(Piece(first, last), None)
        return
    hour = piece.first.replace(minute=0, second=0, microsecond=0)
    while hour < piece.last or (piece.is_point and hour <= piece.first):
        begin = hour + timedelta(hours=1)
        first = shift_instant(begin, term, 1)
        yield HourEnd(point(first), _second_end(local_day(hour), first, term, calendar))
        hour = begin


def _second_end(event: date, first: datetime, term: Length, calendar: Calendar) -> datetime | None:
    if term.months == 0 and term.clock < 48 * 60:
        return None
    second = midnight(calendar.second_working_day(event) + timedelta(days=1))
    return second if second > first else None
