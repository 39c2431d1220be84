"""When a term of law ends, and whether something was done within it.

Sources: Regulation (EEC, Euratom) 1182/71 art. 3 for terms of EU law; Algemene termijnenwet art. 1-4 for Dutch
acts. The calendar belongs to the cited source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal, Protocol

from grondslag.language.calendar import (
    MINUTES_A_DAY,
    Moment,
    Stretch,
    add,
    add_days,
    add_minutes,
    day_of,
    instants,
    is_exact,
    last_instant,
)
from grondslag.language.logic import FALSE, OPEN, TRUE, UNKNOWN, Truth, conjunction, truth_of
from grondslag.values import NONE, Between, Duration, Mark

EU: Final = "eu_1182_71"
NL: Final = "nl_termijnenwet"
PLAIN: Final = "plain"
_SHORTEST_WITH_TWO_WORKING_DAYS: Final = {EU: 2, NL: 3}
_SURELY_TWO_WORKING_DAYS: Final = 14

Side = Literal["term", "anchor"]
Why = Literal["time_needed", "end_disputed", "no_value_on_day"]


class HolidayTable(Protocol):
    """Holidays by calendar, and the years that the table covers.

    `disputed` days may count as working days or not: Good Friday under Regulation 1182/71.
    """

    @property
    def days(self) -> Mapping[str, frozenset[date]]: ...
    @property
    def disputed(self) -> Mapping[str, frozenset[date]]: ...
    @property
    def first_year(self) -> int: ...
    @property
    def last_year(self) -> int: ...


class HolidaysMissing(Exception):
    """The table of holidays has no such year: when the term ends is not known on this table."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True, slots=True)
class InTime:
    """Whether something was done within a term.

    `until` is the end of a term that is open. `why` says what leaves it unknown: the term (what should be
    done) or its anchor (what it runs from), or a year without holidays.
    """

    truth: Truth
    until: date | datetime | None = None
    why: tuple[tuple[Side, Why], ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends a term can have. They differ where the law is disputed or the anchor is not exact.

    What happens by `first` is surely in time, what happens after `last` surely late; between `first_latest`
    and `last_earliest` it is in dispute, however exact the anchor.
    """

    first: date | datetime
    first_latest: date | datetime
    last_earliest: date | datetime
    last: date | datetime


# ---------------------------------------------------------------------------------------- ends of terms


def end_of_term(anchor: Moment, length: Duration, calendar: str, holidays: HolidayTable) -> Ends:
    """The ends of a term that runs from *anchor*.

    Days if the length is in days or longer (the day of the anchor does not count), else instants in UTC.
    Raises `HolidaysMissing` for a year outside the table.
    """
    if not length.in_hours:
        first, last = _last_days(day_of(anchor), length, calendar, holidays)
        return Ends(first, first, last, last)
    earliest, latest = instants(anchor)
    first, last_earliest = _last_instants(earliest, length, calendar, holidays)
    if earliest == latest:
        return Ends(first, first, last_earliest, last_earliest)
    first_latest, last = _last_instants(latest, length, calendar, holidays)
    return Ends(first, first_latest, last_earliest, last)


def _last_days(
    day: date, length: Duration, calendar: str, holidays: HolidayTable
) -> tuple[date, date]:
    end = add(day, length)
    assert isinstance(end, date)
    if calendar == PLAIN or (calendar == NL and _is_long(length)):
        return end, end
    sure = holidays.days.get(calendar, frozenset())
    disputed = holidays.disputed.get(calendar, frozenset())
    ends = [
        _moved(day, end, length, calendar, _Days(holidays, closed))
        for closed in ((sure, sure | disputed) if disputed else (sure,))
    ]
    return min(ends), max(ends)


def _is_long(length: Duration) -> bool:
    """Algemene termijnenwet art. 4(a): over 90 days, twelve weeks or three months, or in years.

    Twelve weeks are 84 days and thirteen are 91, so the limit in days covers that in weeks.
    """
    days = length.minutes // MINUTES_A_DAY
    most = 84 if length.unit == "week" else 90
    return (
        length.unit == "year"
        or length.months > 3
        or days > most
        or (length.months == 3 and days > 0)
    )


def _moved(day: date, end: date, length: Duration, calendar: str, days: _Days) -> date:
    """The end, moved to a working day, with two working days in the term where the law asks for them."""
    end = days.next_working(end)
    count = length.minutes // MINUTES_A_DAY
    if length.months or count >= _SURELY_TWO_WORKING_DAYS:
        return end
    if count < _SHORTEST_WITH_TWO_WORKING_DAYS[calendar]:
        return end
    return max(end, days.second_working_after(day))


def _last_instants(
    moment: datetime, length: Duration, calendar: str, holidays: HolidayTable
) -> tuple[datetime, datetime]:
    start = _next_full_hour(moment) if calendar == EU else moment
    end = add(start, length)
    assert isinstance(end, datetime)
    two_days = length.months > 0 or length.minutes >= 2 * MINUTES_A_DAY
    if calendar != EU or not two_days:
        return end, end
    closed = holidays.days.get(EU, frozenset()) | holidays.disputed.get(EU, frozenset())
    start_day, end_day = day_of(moment), day_of(end)
    if end_day >= add_days(start_day, _SURELY_TWO_WORKING_DAYS):
        return end, end
    second = _Days(holidays, closed).second_working_after(start_day)
    return end, max(end, last_instant(second))


def _next_full_hour(moment: datetime) -> datetime:
    """The start of the first full clock hour after the moment: 10:00 for 09:20, and for 09:00."""
    return add_minutes(moment.replace(minute=0, second=0, microsecond=0), 60)


@dataclass(frozen=True, slots=True)
class _Days:
    """Which days are working days; a weekday in a year that the table lacks raises `HolidaysMissing`."""

    table: HolidayTable
    closed: frozenset[date]

    def working(self, day: date) -> bool:
        if day.weekday() >= 5:
            return False
        if not self.table.first_year <= day.year <= self.table.last_year:
            raise HolidaysMissing(day.year)
        return day not in self.closed

    def next_working(self, day: date) -> date:
        while not self.working(day):
            day += timedelta(days=1)
        return day

    def second_working_after(self, day: date) -> date:
        first = self.next_working(add_days(day, 1))
        return self.next_working(add_days(first, 1))


# ---------------------------------------------------------------------------------------------- in time


def due_after(
    done: Moment | Mark,
    length: Duration,
    anchor: Moment,
    calendar: str,
    holidays: HolidayTable,
    now: datetime,
) -> InTime:
    """`done is due within length after anchor`; *done* is `NONE` for what was not done.

    Then it is true, and open, until the end of the term.
    """
    try:
        ends = end_of_term(anchor, length, calendar, holidays)
    except HolidaysMissing as missing:
        return _unknown_year(missing)
    if done is not NONE:
        assert not isinstance(done, Mark)
        return _by(done, length, anchor, ends)
    moment: Moment = now if length.in_hours else day_of(now)
    found = _by(moment, length, anchor, ends)
    return InTime(OPEN, ends.first) if found.truth == TRUE else found


def within_after(
    done: Moment | Mark, length: Duration, anchor: Moment, calendar: str, holidays: HolidayTable
) -> InTime:
    """`done is within length after anchor`: by the end of the term and not before it began."""
    if done is NONE:
        return InTime(FALSE)
    assert not isinstance(done, Mark)
    started = _not_before(done, anchor, length)
    if started.truth == FALSE:
        return started
    try:
        ended = _by(done, length, anchor, end_of_term(anchor, length, calendar, holidays))
    except HolidaysMissing as missing:
        ended = _unknown_year(missing)
    return _both(started, ended)


def within_before(done: Moment | Mark, length: Duration, anchor: Moment) -> InTime:
    """`done is within length before anchor`: both ends included, and no day moves for weekends."""
    if done is NONE:
        return InTime(FALSE)
    assert not isinstance(done, Mark)
    return _both(
        _not_before(done, add(anchor, length, -1), length),
        _not_before(anchor, done, length, swapped=True),
    )


def _by(done: Moment, length: Duration, anchor: Moment, ends: Ends) -> InTime:
    """Whether *done* is not after the end of the term."""
    if length.in_hours:
        earliest, latest = instants(done)
    else:
        earliest = latest = day_of(done)  # type: ignore[assignment]
    if latest <= ends.first:
        return InTime(TRUE)
    if earliest > ends.last:
        return InTime(FALSE)
    disputed = (
        ends.first < ends.last_earliest and earliest <= ends.last_earliest and latest > ends.first
    )
    certain = earliest > ends.first_latest and latest <= ends.last_earliest
    why = () if certain else _inexact(done, anchor)
    return InTime(UNKNOWN, why=(*why, ("term", "end_disputed")) if disputed else why)


def _not_before(
    later: Moment, earlier: Moment, length: Duration, *, swapped: bool = False
) -> InTime:
    """Whether *later* is not before *earlier*, by day or by instant as the length runs."""
    if not length.in_hours:
        return InTime(truth_of(day_of(later) >= day_of(earlier)))
    first, last = instants(later)
    other_first, other_last = instants(earlier)
    if first >= other_last:
        return InTime(TRUE)
    if last < other_first:
        return InTime(FALSE)
    done, anchor = (earlier, later) if swapped else (later, earlier)
    return InTime(UNKNOWN, why=_inexact(done, anchor))


def _inexact(done: Moment, anchor: Moment) -> tuple[tuple[Side, Why], ...]:
    why: list[tuple[Side, Why]] = []
    if not is_exact(done):
        why.append(("term", "time_needed"))
    if not is_exact(anchor):
        why.append(("anchor", "time_needed"))
    return tuple(why)


def _both(left: InTime, right: InTime) -> InTime:
    truth = conjunction((left.truth, right.truth))
    if truth != UNKNOWN:
        return InTime(truth)
    return InTime(
        UNKNOWN, why=tuple(dict.fromkeys((*left.why, *right.why))), year=left.year or right.year
    )


def _unknown_year(missing: HolidaysMissing) -> InTime:
    return InTime(UNKNOWN, why=(("anchor", "no_value_on_day"),), year=missing.year)


def is_instant(value: object) -> bool:
    """Whether a value is a date or moment; a day with hours added to it is one, though not exact."""
    return isinstance(value, date | Between | Stretch)
