"""Calendar arithmetic, durations and terms of law: the cases of `time-and-deadlines` and of the language page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.language.calendar import (
    Stretch,
    add,
    add_lengths,
    add_months,
    day_of,
    days_in_months,
    first_instant,
    instants,
    last_instant,
    order_of_lengths,
    order_of_moments,
    same_moment,
)
from grondslag.language.deadlines import (
    EU,
    NL,
    PLAIN,
    HolidaysMissing,
    due_after,
    end_of_term,
    within_after,
    within_before,
)
from grondslag.language.logic import FALSE, OPEN, TRUE, UNKNOWN, decide
from grondslag.values import NONE, Between, duration

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def on(text: str) -> date:
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Holidays:
    """The Dutch holidays of 2026 and some of 2018 and 2025 that the cases need."""

    days: dict[str, frozenset[date]] = field(
        default_factory=lambda: {
            EU: frozenset(map(on, ("2026-01-01", "2026-04-06", "2026-04-27", "2026-12-25"))),
            NL: frozenset(
                map(on, ("2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05"))
            ),
        }
    )
    disputed: dict[str, frozenset[date]] = field(
        default_factory=lambda: {EU: frozenset({on("2026-04-03")})}
    )
    first_year: int = 2018
    last_year: int = 2030


TABLE = Holidays()


# ------------------------------------------------------------------------------------------ adding


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-28", 1, "2026-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", -48, "2020-02-29"),
    ],
)
def test_a_month_keeps_the_day_number_or_takes_the_last_day(day, months, expected) -> None:
    assert add_months(on(day), months) == on(expected)


def test_a_date_plus_days_is_a_date() -> None:
    assert add(on("2026-02-27"), duration(1, "week")) == on("2026-03-06")
    assert add(on("2026-03-06"), duration(1, "week"), -1) == on("2026-02-27")


def test_hours_are_elapsed_over_the_nights_on_which_the_clock_changes() -> None:
    spring = add(at("2026-03-28T09:00+01:00"), duration(72, "hour"))
    autumn = add(at("2026-10-24T10:00+02:00"), duration(72, "hour"))
    assert spring == at("2026-03-31T10:00+02:00")
    assert autumn == at("2026-10-27T09:00+01:00")


def test_a_moment_plus_days_keeps_its_local_time() -> None:
    found = add(at("2026-03-28T08:00+00:00"), duration(1, "day"))
    assert found == at("2026-03-29T09:00+02:00")


def test_months_come_before_days_and_days_before_hours() -> None:
    length = add_lengths(duration(1, "month"), duration(36, "hour"))
    assert add(at("2026-01-31T12:00+01:00"), length) == at("2026-03-02T00:00+01:00")


def test_a_bare_date_plus_hours_is_every_instant_of_a_day_later() -> None:
    found = add(on("2026-03-02"), duration(24, "hour"))
    assert isinstance(found, Stretch)
    assert found.first == first_instant(on("2026-03-03"))
    assert found.last == last_instant(on("2026-03-03"))


def test_both_instants_of_a_repeated_hour_are_moved() -> None:
    hour = Between(at("2026-10-25T00:30+00:00"), at("2026-10-25T01:30+00:00"))
    found = add(hour, duration(1, "hour"))
    assert found == Between(at("2026-10-25T01:30+00:00"), at("2026-10-25T02:30+00:00"))


@settings(max_examples=200, deadline=None)
@given(st.dates(), st.integers(-(10**9), 10**9), st.sampled_from(["year", "day", "minute"]))
def test_adding_never_fails_however_far(day, amount, unit) -> None:
    assert isinstance(add(day, duration(amount, unit)), date | Stretch)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert isinstance(add(moment, duration(amount, unit), -1), datetime)


# --------------------------------------------------------------------------------- local days


def test_a_moment_lies_on_its_local_day() -> None:
    assert day_of(at("2026-03-01T23:30+00:00")) == on("2026-03-02")
    assert day_of(at("2026-07-01T21:59+00:00")) == on("2026-07-01")


def test_a_day_runs_from_midnight_to_midnight_local_time() -> None:
    first, last = instants(on("2026-10-25"))
    assert first == at("2026-10-24T22:00+00:00")
    assert last + timedelta(microseconds=1) == at("2026-10-25T23:00+00:00")


def test_a_moment_on_a_bare_date_cannot_be_ordered_against_it() -> None:
    assert order_of_moments(at("2026-03-02T12:00+01:00"), on("2026-03-02")) == (-1, 1)
    assert order_of_moments(at("2026-03-03T00:00+01:00"), on("2026-03-02")) == (1, 1)


def test_a_moment_between_the_two_of_a_repeated_hour_is_neither() -> None:
    hour = Between(at("2026-10-25T00:30+00:00"), at("2026-10-25T01:30+00:00"))
    assert decide("is", *same_moment(hour, at("2026-10-25T01:00+00:00"))) == FALSE
    assert decide("is", *same_moment(hour, at("2026-10-25T00:30+00:00"))) == UNKNOWN


# --------------------------------------------------------------------------------- durations


@pytest.mark.parametrize(
    ("left", "operator", "right", "truth"),
    [
        ((2, "month"), "more", (4, "week"), TRUE),
        ((1, "month"), "more", (4, "week"), UNKNOWN),
        ((1, "month"), "at_least", (4, "week"), TRUE),
        ((1, "month"), "at_most", (4, "week"), UNKNOWN),
        ((1, "month"), "is", (30, "day"), UNKNOWN),
        ((1, "month"), "is", (32, "day"), FALSE),
        ((12, "month"), "is", (1, "year"), TRUE),
        ((84, "month"), "at_least", (7, "year"), TRUE),
        ((40000, "minute"), "at_most", (4, "week"), TRUE),
        ((24, "hour"), "is", (1, "day"), TRUE),
        ((365, "day"), "less", (1, "year"), UNKNOWN),
        ((364, "day"), "less", (1, "year"), TRUE),
        ((366, "day"), "at_least", (1, "year"), TRUE),
    ],
)
def test_durations_compare_only_where_every_calendar_agrees(left, operator, right, truth) -> None:
    assert decide(operator, *order_of_lengths(duration(*left), duration(*right))) == truth


def test_months_have_as_many_days_as_the_calendar_gives_them() -> None:
    assert days_in_months(1) == (28, 31)
    assert days_in_months(2) == (59, 62)
    assert days_in_months(12) == (365, 366)
    assert days_in_months(4800) == (146_097, 146_097)


@settings(max_examples=150, deadline=None)
@given(st.dates(on("1990-01-01"), on("2090-12-31")), st.integers(0, 60), st.integers(0, 2000))
def test_an_order_that_is_certain_holds_from_every_day(start, months, days) -> None:
    left, right = duration(months, "month"), duration(days, "day")
    low, high = order_of_lengths(left, right)
    after_left, after_right = add(start, left), add(start, right)
    assert low <= (after_left > after_right) - (after_left < after_right) <= high


def test_the_order_of_two_durations_is_that_of_its_mirror() -> None:
    left, right = duration(1, "month"), duration(30, "day")
    low, high = order_of_lengths(left, right)
    assert order_of_lengths(right, left) == (-high, -low)


# ---------------------------------------------------------------------------------- ends of terms


@pytest.mark.parametrize(
    ("start", "length", "calendar", "end"),
    [
        ("2026-01-31", (1, "month"), EU, "2026-03-02"),
        ("2026-03-25", (1, "month"), EU, "2026-04-28"),
        ("2026-03-06", (1, "month"), EU, "2026-04-07"),
        ("2026-01-31", (1, "month"), PLAIN, "2026-02-28"),
        ("2026-06-05", (1, "day"), EU, "2026-06-08"),
        ("2026-06-05", (2, "day"), EU, "2026-06-09"),
        ("2026-06-05", (2, "day"), NL, "2026-06-08"),
        ("2026-06-05", (3, "day"), NL, "2026-06-09"),
        ("2026-03-07", (90, "day"), NL, "2026-06-05"),
        ("2026-03-08", (90, "day"), NL, "2026-06-08"),
        ("2026-03-08", (91, "day"), NL, "2026-06-07"),
        ("2026-03-14", (12, "week"), NL, "2026-06-08"),
        ("2026-03-14", (13, "week"), NL, "2026-06-13"),
        ("2026-03-06", (3, "month"), NL, "2026-06-08"),
        ("2026-02-06", (4, "month"), NL, "2026-06-06"),
        ("2025-06-06", (1, "year"), NL, "2026-06-06"),
        ("2025-06-06", (1, "year"), EU, "2026-06-08"),
        ("2026-04-28", (1, "week"), NL, "2026-05-06"),
    ],
)
def test_the_last_day_of_a_term_moves_as_its_calendar_says(start, length, calendar, end) -> None:
    found = end_of_term(on(start), duration(*length), calendar, TABLE)
    assert found.first == found.last == on(end)


def test_a_term_of_the_union_that_ends_on_good_friday_has_two_ends() -> None:
    found = end_of_term(on("2026-03-03"), duration(1, "month"), EU, TABLE)
    assert (found.first, found.last) == (on("2026-04-03"), on("2026-04-07"))


def test_a_national_term_that_ends_on_good_friday_moves() -> None:
    found = end_of_term(on("2026-03-03"), duration(1, "month"), NL, TABLE)
    assert found.first == found.last == on("2026-04-07")


def test_the_day_of_a_moment_does_not_count() -> None:
    found = end_of_term(at("2026-03-01T23:30+00:00"), duration(1, "month"), EU, TABLE)
    assert found.first == on("2026-04-02")


@pytest.mark.parametrize(
    ("start", "calendar", "end"),
    [
        ("2026-03-02T09:20+01:00", EU, "2026-03-05T10:00+01:00"),
        ("2026-03-02T09:00+01:00", EU, "2026-03-05T10:00+01:00"),
        ("2026-03-02T09:20+01:00", NL, "2026-03-05T09:20+01:00"),
        ("2026-03-02T09:20+01:00", PLAIN, "2026-03-05T09:20+01:00"),
        ("2026-10-24T10:00+02:00", EU, "2026-10-27T10:00+01:00"),
        ("2026-03-04T09:00+00:00", EU, "2026-03-07T10:00+00:00"),
    ],
)
def test_a_term_in_hours_runs_in_elapsed_hours_from_the_hour_its_calendar_says(
    start, calendar, end
) -> None:
    found = end_of_term(at(start), duration(72, "hour"), calendar, TABLE)
    assert found.first == at(end)


def test_a_term_of_48_hours_or_more_ends_twice_if_two_working_days_take_longer() -> None:
    found = end_of_term(at("2026-10-24T10:00+02:00"), duration(72, "hour"), EU, TABLE)
    assert found.first == at("2026-10-27T10:00+01:00")
    assert found.last == last_instant(on("2026-10-27"))
    assert end_of_term(at("2026-10-24T10:00+02:00"), duration(47, "hour"), EU, TABLE).last == at(
        "2026-10-26T09:00+01:00"
    )
    nl = end_of_term(at("2026-10-24T10:00+02:00"), duration(72, "hour"), NL, TABLE)
    assert nl.first == nl.last


def test_good_friday_counts_as_no_working_day_for_the_latest_end() -> None:
    found = end_of_term(at("2026-04-01T10:00+02:00"), duration(72, "hour"), EU, TABLE)
    assert found.last == last_instant(on("2026-04-07"))


@pytest.mark.parametrize("calendar", [EU, NL])
def test_a_year_outside_the_table_is_not_guessed(calendar) -> None:
    with pytest.raises(HolidaysMissing) as raised:
        end_of_term(on("2041-03-05"), duration(1, "month"), calendar, TABLE)
    assert raised.value.year == 2041
    assert end_of_term(on("2041-03-05"), duration(1, "month"), PLAIN, TABLE).first == on(
        "2041-04-05"
    )


# ------------------------------------------------------------------------------------- in time


def due(done, anchor, now="2026-06-01T12:00+02:00", length=(72, "hour"), calendar=EU):
    return due_after(done, duration(*length), anchor, calendar, TABLE, at(now))


@pytest.mark.parametrize(
    ("aware", "notified", "truth"),
    [
        ("2026-10-24T10:00+02:00", "2026-10-27T09:30+01:00", TRUE),
        ("2026-10-24T10:00+02:00", "2026-10-27T10:00+01:00", TRUE),
        ("2026-10-24T10:00+02:00", "2026-10-27T12:00+01:00", UNKNOWN),
        ("2026-10-24T10:00+02:00", "2026-10-28T12:00+01:00", FALSE),
        ("2026-03-02T09:00+01:00", "2026-03-05T10:00+01:00", TRUE),
        ("2026-03-02T09:00+01:00", "2026-03-05T10:01+01:00", FALSE),
        ("2026-03-02T09:00+01:00", "2026-03-06T10:00+01:00", FALSE),
    ],
)
def test_a_breach_is_reported_in_time_late_or_in_the_disputed_hours(aware, notified, truth) -> None:
    assert due(at(notified), at(aware)).truth == truth


def test_the_disputed_hours_say_that_the_end_is_disputed() -> None:
    found = due(at("2026-10-27T12:00+01:00"), at("2026-10-24T10:00+02:00"))
    assert found.why == (("term", "end_disputed"),)


def test_a_breach_known_by_its_date_only_needs_the_time_of_day() -> None:
    found = due(at("2026-10-27T12:00+01:00"), on("2026-10-24"))
    assert found.truth == UNKNOWN
    assert ("anchor", "time_needed") in found.why


def test_bare_dates_decide_where_no_hour_makes_a_difference() -> None:
    assert due(on("2026-03-04"), on("2026-03-02")).truth == TRUE
    assert due(on("2026-03-05"), on("2026-03-02")).truth == UNKNOWN
    assert due(on("2026-03-06"), on("2026-03-02")).truth == UNKNOWN
    assert due(on("2026-03-07"), on("2026-03-02")).truth == FALSE


def test_what_was_not_done_is_open_until_the_end() -> None:
    found = due(NONE, at("2026-03-02T09:00+00:00"), now="2026-03-04T12:00+01:00")
    assert (found.truth, found.until) == (OPEN, at("2026-03-05T10:00+00:00"))
    late = due(NONE, at("2026-03-02T09:00+00:00"), now="2026-03-06T12:00+01:00")
    assert (late.truth, late.until) == (FALSE, None)


@pytest.mark.parametrize(
    ("now", "truth"),
    [
        ("2026-04-03T12:00+02:00", OPEN),
        ("2026-04-04T12:00+02:00", UNKNOWN),
        ("2026-04-07T23:00+02:00", UNKNOWN),
        ("2026-04-08T00:00+02:00", FALSE),
    ],
)
def test_a_month_that_ends_on_good_friday_is_open_then_disputed_then_late(now, truth) -> None:
    assert due(NONE, on("2026-03-03"), now=now, length=(1, "month")).truth == truth


def test_within_is_never_open_and_not_before_its_beginning() -> None:
    month = duration(1, "month")
    assert within_after(NONE, month, on("2026-02-20"), EU, TABLE).truth == FALSE
    assert within_after(on("2026-02-19"), month, on("2026-02-20"), EU, TABLE).truth == FALSE
    assert within_after(on("2026-02-20"), month, on("2026-02-20"), EU, TABLE).truth == TRUE
    assert within_after(on("2026-03-20"), month, on("2026-02-20"), EU, TABLE).truth == TRUE
    assert within_after(on("2026-03-21"), month, on("2026-02-20"), EU, TABLE).truth == FALSE


def test_before_counts_back_with_both_ends_and_without_moving() -> None:
    year = duration(1, "year")
    assert within_before(on("2025-06-01"), year, on("2026-06-01")).truth == TRUE
    assert within_before(on("2025-05-31"), year, on("2026-06-01")).truth == FALSE
    assert within_before(on("2026-06-01"), year, on("2026-06-01")).truth == TRUE
    assert within_before(on("2026-06-02"), year, on("2026-06-01")).truth == FALSE
    assert within_before(on("2026-03-28"), duration(1, "month"), on("2026-04-28")).truth == TRUE


def test_hours_back_from_a_bare_date_need_the_time_of_day() -> None:
    found = within_before(at("2026-03-01T12:00+01:00"), duration(24, "hour"), on("2026-03-02"))
    assert found.truth == UNKNOWN
    assert found.why == (("anchor", "time_needed"),)


def test_a_term_that_ends_in_an_unknown_year_is_unknown_and_names_the_year() -> None:
    found = due(on("2041-04-05"), on("2041-03-05"), length=(1, "month"))
    assert (found.truth, found.year) == (UNKNOWN, 2041)
