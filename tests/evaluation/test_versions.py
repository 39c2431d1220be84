"""Which day decides: versions, events, parameters of the day, texts that were not read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from evaluation.written_rules import because, book, judge, one, rule, told
from grondslag.values import NONE, UNREADABLE, Between

SCOPE = "for each campaign in campaigns "
OLD = rule(
    SCOPE + "require campaign.basis is existing_customer",
    valid="from 2021-07-01 until 2026-07-01 earlier unread",
    applies="event campaign.sent_on",
)
NEW = rule(
    SCOPE + "require campaign.basis is consent",
    valid="from 2026-07-01",
    applies="event campaign.sent_on",
)
BOTH = book(OLD, NEW)


def campaign(**facts: Any) -> dict[str, Any]:
    return {"campaigns": {"autumn": {"basis": "existing_customer", **facts}}}


def sent(day: str) -> Any:
    return one(BOTH, campaign(sent_on=date.fromisoformat(day)), date(2026, 9, 1))


def test_an_event_is_judged_by_the_version_of_its_day() -> None:
    assert (sent("2026-06-30").outcome, sent("2026-06-30").version) == (
        "compliant",
        date(2021, 7, 1),
    )
    assert (sent("2026-07-01").outcome, sent("2026-07-01").version) == (
        "violation",
        date(2026, 7, 1),
    )


def test_a_text_of_that_day_that_was_not_read_leaves_it_open() -> None:
    verdict = sent("2021-06-30")
    assert verdict.outcome == "undetermined"
    assert because(verdict) == [("LAW", "text_not_read")]
    assert verdict.version is None


def test_an_event_of_which_the_day_is_not_known_is_undetermined() -> None:
    assert because(one(BOTH, campaign())) == [("campaigns.autumn.sent_on", "not_recorded")]
    assert because(one(BOTH, campaign(sent_on=UNREADABLE))) == [
        ("campaigns.autumn.sent_on", "not_readable")
    ]


def test_an_event_that_has_not_happened_is_not_applicable() -> None:
    verdict = one(BOTH, campaign(sent_on=NONE))
    assert (verdict.outcome, verdict.decided) == ("not_applicable", "event")


def test_the_day_of_a_moment_is_that_of_amsterdam() -> None:
    rules = rule(
        "for each breach in breaches require breach.closed_on exists",
        valid="from 2026-03-02",
        applies="event breach.aware_at",
    )
    late = datetime.fromisoformat("2026-03-01T23:30+00:00")
    early = datetime.fromisoformat("2026-03-01T22:30+00:00")
    twice = Between(
        datetime.fromisoformat("2026-10-25T00:30+00:00"),
        datetime.fromisoformat("2026-10-25T01:30+00:00"),
    )
    facts = {"closed_on": date(2026, 12, 1)}
    register = {
        "breaches": {
            "late": {"aware_at": late, **facts},
            "early": {"aware_at": early, **facts},
            "twice": {"aware_at": twice, **facts},
        }
    }
    assert told(judge(rules, register)) == {
        "breaches.early": "not_applicable",
        "breaches.late": "compliant",
        "breaches.twice": "compliant",
    }


def test_a_day_before_the_first_version_is_not_applicable() -> None:
    rules = rule(
        "for the organisation require organisation.dpo exists",
        valid="from 2018-06-06 until 2020-01-01",
    )
    register = {"organisation": {"dpo": NONE}}
    for day in (date(2018, 6, 5), date(2020, 1, 1)):
        verdict = one(rules, register, day)
        assert (verdict.outcome, verdict.decided) == ("not_applicable", "day")
    assert one(rules, register, date(2019, 12, 31)).outcome == "violation"


def test_out_of_force_no_collection_is_missing() -> None:
    rules = rule(
        "for each supplier in processors require supplier.owner exists", valid="from 2020-01-01"
    )
    verdict = one(rules, {}, date(2019, 1, 1))
    assert (verdict.outcome, verdict.decided) == ("not_applicable", "day")


def test_a_gap_between_versions_falls_back_to_neither() -> None:
    rules = book(
        rule(
            "for the organisation require organisation.dpo exists",
            valid="from 2018-05-25 until 2020-01-01",
        ),
        rule("for the organisation require organisation.dpo is none", valid="from 2021-01-01"),
    )
    register = {"organisation": {"dpo": NONE}}
    assert one(rules, register, date(2019, 6, 1)).outcome == "violation"
    assert one(rules, register, date(2020, 6, 1)).decided == "day"
    assert one(rules, register, date(2021, 6, 1)).outcome == "compliant"


def test_versions_with_another_scope_each_judge_their_own_days() -> None:
    rules = book(
        rule(
            "for each supplier in processors require supplier.owner exists",
            valid="from 2018-05-25 until 2026-01-01",
        ),
        rule("for each place in retention require place.owner exists", valid="from 2026-01-01"),
    )
    register = {"processors": {"a": {"owner": NONE}}, "retention": {"b": {"owner": NONE}}}
    assert told(judge(rules, register, date(2025, 6, 1))) == {"processors.a": "violation"}
    assert told(judge(rules, register, date(2026, 6, 1))) == {"retention.b": "violation"}


def test_a_parameter_has_the_value_of_the_day_that_decides() -> None:
    rules = rule("for the organisation require organisation.staff is at most staff_limit")
    register = {"organisation": {"staff": 280}}
    assert one(rules, register, date(2023, 6, 1)).outcome == "violation"
    assert one(rules, register, date(2026, 6, 1)).outcome == "compliant"
    assert because(one(rules, register, date(2024, 6, 1))) == [("staff_limit", "no_value_on_day")]


def test_a_parameter_can_be_read_on_another_day() -> None:
    rules = rule(
        "for the organisation require organisation.staff is at most staff_limit as of 2021-01-01"
    )
    assert one(rules, {"organisation": {"staff": 280}}).outcome == "violation"


def test_an_event_reads_parameters_of_its_own_day_and_today_stays_today() -> None:
    rules = rule(
        "for each breach in breaches require organisation.staff is at most staff_limit"
        " and breach.aware_at is before today",
        applies="event breach.aware_at",
    )
    register = {
        "organisation": {"staff": 280},
        "breaches": {"old": {"aware_at": date(2023, 6, 1)}, "new": {"aware_at": date(2026, 5, 1)}},
    }
    assert told(judge(rules, register)) == {
        "breaches.new": "compliant",
        "breaches.old": "violation",
    }


def test_a_year_without_holidays_is_a_reason_that_names_it() -> None:
    rules = rule(
        "for each request in requests"
        " require request.answered_on is due within term after request.received_on",
        applies="event request.received_on",
    )
    facts = {"received_on": date(2081, 3, 3), "answered_on": date(2081, 3, 4)}
    verdict = one(rules, {"requests": {"a": facts}}, date(2081, 4, 1))
    assert because(verdict) == [("holidays.2081", "no_value_on_day")]
