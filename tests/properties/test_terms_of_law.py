"""Terms and moments, by the table of the language page and the days of the law: both engines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from grondslag.language import tree
from grondslag.language.types import Scalar
from grondslag.values import NONE, Between, Duration, duration
from reference.dates import AMSTERDAM
from reference.engines import OUTCOMES, Engine, field, one, reasons, rule
from reference.toy import KIND, MOMENT

MONTH = duration(1, "month")
RED = (tree.Literal_("red", KIND),)
NOW = datetime(2026, 4, 1, 12, tzinfo=AMSTERDAM)
"""A Wednesday."""
FROM, TO = date(2026, 3, 30), date(2026, 4, 9)
DUE = tree.Due(
    field("breaches.found_on"),
    field("breaches.term"),
    field("breaches.told_on"),
    "eu_1182_71",
)
WITHIN = tree.Within(
    field("breaches.found_on"),
    field("breaches.term"),
    "after",
    field("breaches.told_on"),
    "eu_1182_71",
)
LATE, IN_TIME = date(2026, 4, 9), date(2026, 3, 30)
X, D, Y = ("breaches.one.found_on", "breaches.one.term", "breaches.one.told_on")
WEEK = duration(1, "week")
TERMS = [
    # X, D, Y; due, within; reasons
    ("U", "U", "U", "U", "U", {X: "not_recorded", D: "not_recorded", Y: "not_recorded"}),
    (IN_TIME, WEEK, "U", "U", "U", {Y: "not_recorded"}),
    (NONE, "U", FROM, "U", "U", {D: "not_recorded"}),
    ("U", NONE, "U", "U", "U", {X: "not_recorded", Y: "not_recorded"}),
    ("U", NONE, FROM, "U", "U", {X: "not_recorded"}),
    (IN_TIME, NONE, FROM, "U", "U", {D: "none"}),
    (NONE, NONE, FROM, "U", "U", {D: "none"}),
    ("U", WEEK, FROM, "U", "U", {X: "not_recorded"}),
    (IN_TIME, WEEK, FROM, "T", "T", {}),
    (LATE, WEEK, FROM, "F", "F", {}),
    (date(2026, 3, 29), WEEK, FROM, "T", "F", {}),
    (NONE, WEEK, FROM, "T", "F", {}),
    (NONE, duration(1, "day"), FROM, "F", "F", {}),
]


@pytest.mark.parametrize(("x", "by", "start", "due", "within", "why"), TERMS)
def test_terms_follow_their_table(
    engine: Engine, x: Any, by: Any, start: Any, due: str, within: str, why: dict[str, str]
) -> None:
    written = {"found_on": x, "term": by, "told_on": start}
    entry = {name: value for name, value in written.items() if not isinstance(value, str)}
    for condition, outcome in ((DUE, due), (WITHIN, within)):
        checked = rule(condition, over="breaches")
        verdict = one(engine, checked, {"breaches": {"one": entry}}, NOW)
        assert OUTCOMES[outcome] == verdict.outcome
        assert (why if outcome == "U" else {}) == reasons(verdict)


def due_dates(calendar: str, by: Duration, start: Any, x: Any) -> tuple[Any, dict[str, Any]]:
    condition = tree.Due(
        field("breaches.notified_at"),
        tree.Literal_(by, Scalar("duration")),
        field("breaches.aware_at"),
        calendar,
    )
    entry = {"aware_at": start, "notified_at": x}
    return rule(condition, over="breaches"), {"breaches": {"one": entry}}


def at(text_: str) -> datetime | date:
    if "T" not in text_:
        return date.fromisoformat(text_)
    return datetime.fromisoformat(text_)


HOURS = duration(72, "hour")
EU, NL, PLAIN = "eu_1182_71", "nl_termijnenwet", "plain"
TWICE = Between(
    datetime.fromisoformat("2026-10-25T00:30Z"), datetime.fromisoformat("2026-10-25T01:30Z")
)
LATENESS: list[tuple[str, Duration, str, str, str, str | None]] = [
    # the hour of the event does not count, and hours are elapsed hours over a change of the clock
    (EU, HOURS, "2026-03-02T09:00+01:00", "2026-03-05T10:00+01:00", "T", None),
    (EU, HOURS, "2026-03-02T09:00+01:00", "2026-03-05T10:01+01:00", "F", None),
    (EU, HOURS, "2026-03-02T09:20+01:00", "2026-03-05T10:00+01:00", "T", None),
    (EU, HOURS, "2026-10-24T10:00+02:00", "2026-10-27T10:00+01:00", "T", None),
    (EU, HOURS, "2026-10-24T10:00+02:00", "2026-10-27T12:00+01:00", "U", "end_disputed"),
    (EU, HOURS, "2026-10-24T10:00+02:00", "2026-10-28T12:00+01:00", "F", None),
    (PLAIN, HOURS, "2026-03-28T09:00+01:00", "2026-03-31T10:00+02:00", "T", None),
    (PLAIN, HOURS, "2026-03-28T09:00+01:00", "2026-03-31T10:01+02:00", "F", None),
    (NL, HOURS, "2026-03-02T09:20+01:00", "2026-03-05T09:21+01:00", "F", None),
    # a date alone leaves the hours open
    (EU, HOURS, "2026-10-24", "2026-10-27T12:00+01:00", "U", "time_needed end_disputed"),
    (EU, HOURS, "2026-03-02", "2026-03-04", "T", None),
    (EU, HOURS, "2026-03-02", "2026-03-05", "U", "time_needed"),
    (EU, HOURS, "2026-03-02", "2026-03-06", "U", "time_needed"),
    (EU, HOURS, "2026-03-02", "2026-03-07", "F", None),
    # months keep the day number; weekends and holidays move the end
    (EU, MONTH, "2026-01-31", "2026-03-02", "T", None),
    (EU, MONTH, "2026-01-31", "2026-03-03", "F", None),
    (EU, MONTH, "2026-03-25", "2026-04-28", "T", None),
    (EU, MONTH, "2026-03-25", "2026-04-29", "F", None),
    (PLAIN, MONTH, "2026-01-31", "2026-02-28", "T", None),
    (PLAIN, MONTH, "2026-01-31", "2026-03-01", "F", None),
    (NL, MONTH, "2026-01-31", "2026-03-02T23:59+01:00", "T", None),
    (NL, MONTH, "2026-01-31", "2026-03-03T00:00+01:00", "F", None),
    (NL, duration(4, "month"), "2025-10-31", "2026-03-02", "F", None),
    (NL, duration(3, "month"), "2025-11-30", "2026-03-02", "T", None),
    (NL, duration(1, "year"), "2025-02-28", "2026-03-02", "F", None),
    # Good Friday is settled for the Dutch act, disputed for the regulation
    (EU, duration(3, "day"), "2026-03-31", "2026-04-03", "T", None),
    (EU, duration(3, "day"), "2026-03-31", "2026-04-07", "U", "end_disputed"),
    (EU, duration(3, "day"), "2026-03-31", "2026-04-08", "F", None),
    (NL, duration(3, "day"), "2026-03-31", "2026-04-07", "T", None),
    # at least two working days: from two days on, from three days on
    (EU, duration(2, "day"), "2026-03-06", "2026-03-10", "T", None),
    (EU, duration(2, "day"), "2026-03-06", "2026-03-11", "F", None),
    (NL, duration(2, "day"), "2026-03-06", "2026-03-10", "F", None),
    (NL, duration(3, "day"), "2026-03-06", "2026-03-10", "T", None),
    (EU, duration(1, "day"), "2026-03-06", "2026-03-09", "T", None),
]


@pytest.mark.parametrize(("calendar", "by", "start", "x", "expected", "kind"), LATENESS)
def test_a_term_ends_when_the_law_says(
    engine: Engine,
    calendar: str,
    by: Duration,
    start: str,
    x: str,
    expected: str,
    kind: str | None,
) -> None:
    checked, collections = due_dates(calendar, by, at(start), at(x))
    verdict = one(engine, checked, collections, NOW)
    assert OUTCOMES[expected] == verdict.outcome
    found = set(reasons(verdict).values())
    assert set((kind or "").split()) == found


OPEN = [
    (EU, HOURS, "2026-03-30T09:00Z", "2026-04-02T10:00Z"),
    (NL, HOURS, "2026-03-30T09:00Z", "2026-04-02T09:00Z"),
    (EU, MONTH, "2026-03-25", "2026-04-28"),
    (EU, duration(3, "day"), "2026-03-31", "2026-04-03"),
]


@pytest.mark.parametrize(("calendar", "by", "start", "end"), OPEN)
def test_a_term_that_has_not_ended_is_open_until_its_end(
    engine: Engine, calendar: str, by: Duration, start: str, end: str
) -> None:
    checked, collections = due_dates(calendar, by, at(start), NONE)
    verdict = one(engine, checked, collections, NOW)
    assert ("compliant", at(end)) == (verdict.outcome, verdict.open_until)


def test_of_open_terms_and_takes_the_earliest_end_and_or_the_latest(engine: Engine) -> None:
    def due(days: int) -> tree.Due:
        by = tree.Literal_(duration(days, "day"), Scalar("duration"))
        return tree.Due(field("breaches.found_on"), by, field("breaches.told_on"), PLAIN)

    entry = {"told_on": date(2026, 4, 1), "found_on": NONE, "kind": "red"}
    holds = tree.Compare("is", field("breaches.kind"), RED[0])
    first, last = date(2026, 4, 4), date(2026, 4, 8)
    cases: list[tuple[tree.Condition, date | None]] = [
        (tree.And((due(3), due(7))), first),
        (tree.Or((due(3), due(7))), last),
        (tree.Or((due(3), holds)), None),
        (tree.And((due(3), holds)), first),
        (tree.And((tree.Or((due(3), due(7))), due(5))), date(2026, 4, 6)),
    ]
    for condition, end in cases:
        verdict = one(engine, rule(condition, over="breaches"), {"breaches": {"one": entry}}, NOW)
        assert ("compliant", end) == (verdict.outcome, verdict.open_until)


def test_a_moment_in_the_repeated_hour_is_either_of_two_instants(engine: Engine) -> None:
    after = tree.Literal_(datetime.fromisoformat("2026-10-25T01:00Z"), MOMENT)
    condition = tree.Compare("after", field("breaches.aware_at"), after)
    verdict = one(
        engine, rule(condition, over="breaches"), {"breaches": {"one": {"aware_at": TWICE}}}
    )
    assert reasons(verdict) == {"breaches.one.aware_at": "time_needed"}


@pytest.mark.parametrize("calendar", [EU, NL])
def test_a_year_without_a_table_of_holidays_leaves_a_term_open_to_doubt(
    engine: Engine, calendar: str
) -> None:
    checked, collections = due_dates(calendar, MONTH, at("2041-05-01"), at("2041-06-03"))
    verdict = one(engine, checked, collections, NOW)
    assert reasons(verdict) == {"holidays.2041": "no_value_on_day"}
    checked, collections = due_dates(PLAIN, MONTH, at("2041-05-01"), at("2041-06-03"))
    assert one(engine, checked, collections, NOW).outcome == "violation"


@pytest.mark.parametrize(
    ("operator", "day", "outcome"),
    [
        ("on_or_after", "2026-03-30", "compliant"),
        ("on_or_after", "2026-04-03", "violation"),
        ("on_or_after", "2026-04-01", "undetermined"),
        ("is", "2026-04-03", "violation"),
    ],
)
def test_a_day_with_hours_added_is_put_in_order_as_a_moment(
    engine: Engine, operator: Any, day: str, outcome: str
) -> None:
    """`48 hours` after a bare date is some moment of a day: either side of a comparison may be one."""
    left = tree.Sum("+", field("breaches.found_on"), field("breaches.term"), Scalar("datetime"))
    right = tree.Literal_(date.fromisoformat(day), Scalar("date"))
    entry = {"found_on": FROM, "term": duration(48, "hour")}
    verdict = one(
        engine,
        rule(tree.Compare(operator, left, right), over="breaches"),
        {"breaches": {"one": entry}},
        NOW,
    )
    assert verdict.outcome == outcome


MONTH_OR = [
    (duration(30, "day"), "undetermined"),
    (duration(28, "day"), "undetermined"),
    (duration(32, "day"), "violation"),
    (duration(721, "hour"), "violation"),
    (duration(720, "hour"), "undetermined"),
    (duration(1, "month"), "compliant"),
]


@pytest.mark.parametrize(("length", "outcome"), MONTH_OR)
def test_a_month_is_as_long_as_what_some_calendar_makes_of_it(
    engine: Engine, length: Duration, outcome: str
) -> None:
    """A month lies between 28 days and 31, but it is never 30 days and an hour."""
    condition = tree.Compare(
        "is", field("breaches.term"), tree.Literal_(length, Scalar("duration"))
    )
    verdict = one(
        engine, rule(condition, over="breaches"), {"breaches": {"one": {"term": MONTH}}}, NOW
    )
    assert verdict.outcome == outcome
