"""The days of the law, checked the way a user does: terms that end on odd days, and the day that decides.

A term in months ends on the same day number, or on the last day of a shorter month, and moves to the next
working day. A term in hours leaves the hour of the event out and does not move; whether it must hold two
working days is disputed. What happened is judged by the text of its own day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checking import Report, check_files

V, C, U, N = "violation", "compliant", "undetermined", "not_applicable"
REPORTED, REASON = "breach-reported-late", "late-breach-report-without-reason"
ANSWERED, EXTENDED = "request-answered-late", "request-extension-invalid"
PHONE, MAIL = "phone-marketing-without-consent", "electronic-mailing-without-consent"
LATER = "2028-12-31"


def checked(folder: Path, entries: str, *rules: str, as_of: str = LATER, staff: str = "") -> Report:
    """A check of a small company with one activity of its own and *entries* (YAML)."""
    text = (
        "language: en\n"
        f"organisation: {{name: Acme, established_in: [NL], public_authority: no, {staff}}}\n"
        "processing:\n"
        "  work: {name: Work, role: controller, out_of_scope: none}\n"
        f"{entries}\n"
    )
    report = check_files(folder, {"register.yaml": text}, "--only", ",".join(rules), as_of=as_of)
    assert report.codes() == [], "the register of the case is sound"
    return report


def breach(folder: Path, facts: str, *rules: str, as_of: str = LATER) -> Report:
    entry = f"breaches:\n  leak: {{processing: [work], risk: likely, {facts}}}"
    return checked(folder, entry, *rules, as_of=as_of)


def request(folder: Path, facts: str, *rules: str, as_of: str = LATER) -> Report:
    entry = f"requests:\n  one: {{kind: access, processing: [work], outcome: granted, {facts}}}"
    return checked(folder, entry, *rules, as_of=as_of)


def kinds(verdict: dict[str, Any]) -> dict[str, str]:
    """Why a verdict is open: the last word of each path, and the kind of the reason."""
    return {
        reason["path"].rpartition(".")[2]: reason["kind"] for reason in verdict.get("reasons", [])
    }


# ------------------------------------------------------------------------------- hours: breaches


@pytest.mark.parametrize(
    ("aware", "notified", "outcome", "why"),
    [
        pytest.param(
            "2026-03-02T09:59+01:00",
            "2026-03-05T10:00+01:00",
            C,
            {},
            id="known at the end of an hour: the term begins at the next full hour",
        ),
        pytest.param(
            "2026-03-02T09:00+01:00",
            "2026-03-05T10:01+01:00",
            V,
            {},
            id="a minute past the limit, and two working days have passed",
        ),
        pytest.param(
            "2026-10-24T10:00+02:00",
            "2026-10-27T09:30+01:00",
            C,
            {},
            id="the clock goes back: 72.5 hours after the event, in time",
        ),
        pytest.param(
            "2026-10-24T10:00+02:00",
            "2026-10-27T10:00+01:00",
            C,
            {},
            id="the clock goes back: exactly the limit",
        ),
        pytest.param(
            "2026-10-24T10:00+02:00",
            "2026-10-27T10:01+01:00",
            U,
            {"notified_at": "end_disputed"},
            id="the clock goes back: past the limit, on the second working day",
        ),
        pytest.param(
            "2026-10-24T10:00+02:00",
            "2026-10-27T23:59+01:00",
            U,
            {"notified_at": "end_disputed"},
            id="the last minute of the second working day is still disputed",
        ),
        pytest.param(
            "2026-10-24T10:00+02:00",
            "2026-10-28T12:00+01:00",
            V,
            {},
            id="the clock goes back: past both limits",
        ),
        pytest.param(
            "2026-03-28T09:00+01:00",
            "2026-03-31T11:00+02:00",
            C,
            {},
            id="the clock goes forward: 72 real hours end an hour later by the clock",
        ),
        pytest.param(
            "2026-03-28T09:00+01:00",
            "2026-03-31T11:01+02:00",
            U,
            {"notified_at": "end_disputed"},
            id="the clock goes forward: a minute later, on the second working day",
        ),
        pytest.param(
            "2026-03-04T09:00+01:00",
            "2026-03-07T10:01+01:00",
            V,
            {},
            id="a Saturday does not stretch the hours when two working days have passed",
        ),
        pytest.param(
            "2026-04-02T16:30+02:00",
            "2026-04-07T12:00+02:00",
            U,
            {"notified_at": "end_disputed"},
            id="over Easter two working days take until Wednesday",
        ),
        pytest.param(
            "2026-10-24",
            "2026-10-27T12:00+01:00",
            U,
            {"aware_at": "time_needed", "notified_at": "end_disputed"},
            id="known by its date only, and the hour matters",
        ),
        pytest.param(
            "2026-03-02",
            "2026-03-05T00:30+01:00",
            C,
            {},
            id="known by its date only, and no hour makes it late",
        ),
        pytest.param(
            "2026-03-02",
            "2026-03-06T01:01+01:00",
            V,
            {},
            id="known by its date only, and every hour makes it late",
        ),
        pytest.param(
            "2026-03-02T09:00+01:00",
            "2026-03-05",
            U,
            {"notified_at": "time_needed"},
            id="reported on the last day, the hour not recorded",
        ),
    ],
)
def test_a_breach_is_reported_within_72_hours_that_do_not_count_the_first(
    tmp_path: Path, aware: str, notified: str, outcome: str, why: dict[str, str]
) -> None:
    report = breach(tmp_path, f"aware_at: {aware}, notified_at: {notified}", REPORTED)
    verdict = report.verdict(REPORTED)
    assert (verdict["verdict"], kinds(verdict)) == (outcome, why)


@pytest.mark.parametrize(
    ("now", "outcome", "until"),
    [
        ("2026-03-07T12:00+01:00", C, "2026-03-09T17:00:00+01:00"),
        ("2026-03-09T17:00+01:00", C, "2026-03-09T17:00:00+01:00"),
        ("2026-03-09T17:01+01:00", U, None),
        ("2026-03-10T23:59+01:00", U, None),
        ("2026-03-11T00:00+01:00", V, None),
    ],
)
def test_a_breach_of_friday_that_is_not_reported_is_open_then_disputed_then_late(
    tmp_path: Path, now: str, outcome: str, until: str | None
) -> None:
    facts = "aware_at: 2026-03-06T16:30+01:00, notified_at: none"
    verdict = breach(tmp_path, facts, REPORTED, as_of=now).verdict(REPORTED)
    assert (verdict["verdict"], verdict["open_until"]) == (outcome, until)


@pytest.mark.parametrize(
    ("notified", "late", "without"),
    [
        pytest.param("2026-10-27T10:00+01:00", C, N, id="in time: no reasons are asked"),
        pytest.param("2026-10-27T12:00+01:00", U, U, id="disputed: whether reasons are due too"),
        pytest.param("2026-10-28T12:00+01:00", V, V, id="late: both rules speak"),
        pytest.param("none", V, N, id="not reported: there is no report that lacks reasons"),
    ],
)
def test_reasons_are_due_only_where_a_report_is_late(
    tmp_path: Path, notified: str, late: str, without: str
) -> None:
    facts = f"aware_at: 2026-10-24T10:00+02:00, notified_at: {notified}, late_because: none"
    report = breach(tmp_path, facts, REPORTED, REASON)
    assert (report.outcome(REPORTED), report.outcome(REASON)) == (late, without)


# ----------------------------------------------------------------------------- months: requests


@pytest.mark.parametrize(
    ("received", "last", "late"),
    [
        pytest.param(
            "2026-01-28", "2026-03-02", "2026-03-03", id="28 January: 28 February, Saturday"
        ),
        pytest.param("2026-01-29", "2026-03-02", "2026-03-03", id="29 January in a short year"),
        pytest.param("2028-01-29", "2028-02-29", "2028-03-01", id="29 January in a leap year"),
        pytest.param("2028-01-31", "2028-02-29", "2028-03-01", id="31 January in a leap year"),
        pytest.param(
            "2026-02-26", "2026-03-26", "2026-03-27", id="February: 28 days, never thirty"
        ),
        pytest.param("2026-07-31", "2026-08-31", "2026-09-01", id="July: 31 days, never thirty"),
        pytest.param("2026-08-31", "2026-09-30", "2026-10-01", id="the 31st, in a month of thirty"),
        pytest.param("2026-10-22", "2026-11-23", "2026-11-24", id="the end on a Sunday"),
        pytest.param("2026-03-06", "2026-04-07", "2026-04-08", id="the end on Easter Monday"),
        pytest.param("2026-04-05", "2026-05-06", "2026-05-07", id="the end on 5 May"),
        pytest.param("2026-04-14", "2026-05-15", "2026-05-18", id="the end on Ascension Day"),
        pytest.param("2026-04-25", "2026-05-26", "2026-05-27", id="the end on Whit Monday"),
        pytest.param(
            "2026-11-25", "2026-12-28", "2026-12-29", id="the end on Christmas Day, a Friday"
        ),
        pytest.param("2026-12-01", "2027-01-04", "2027-01-05", id="the end on New Year's Day"),
        pytest.param("2026-04-03", "2026-05-04", "2026-05-06", id="received on Good Friday"),
    ],
)
def test_a_month_ends_on_a_working_day_and_the_next_answer_is_late(
    tmp_path: Path, received: str, last: str, late: str
) -> None:
    for number, (day, outcome) in enumerate(((last, C), (late, V))):
        folder = tmp_path / str(number)
        folder.mkdir()
        facts = f"received_on: {received}, answered_on: {day}, extension: none"
        assert request(folder, facts, ANSWERED).outcome(ANSWERED) == outcome, day
    facts = f"received_on: {received}, answered_on: none, extension: none"
    verdict = request(tmp_path, facts, ANSWERED, as_of=received).verdict(ANSWERED)
    assert (verdict["verdict"], verdict["open_until"]) == (C, last)


@pytest.mark.parametrize(
    ("answered", "outcome", "why"),
    [
        pytest.param("2026-04-03", C, {}, id="on Good Friday itself: in time"),
        pytest.param(
            "2026-04-04", U, {"answered_on": "end_disputed"}, id="on the Saturday after: disputed"
        ),
        pytest.param(
            "2026-04-07",
            U,
            {"answered_on": "end_disputed"},
            id="on the next working day, the Tuesday after Easter: disputed",
        ),
        pytest.param("2026-04-08", V, {}, id="on the Wednesday: late by every reading"),
    ],
)
def test_a_month_that_ends_on_good_friday_has_two_ends(
    tmp_path: Path, answered: str, outcome: str, why: dict[str, str]
) -> None:
    facts = f"received_on: 2026-03-03, answered_on: {answered}, extension: none"
    verdict = request(tmp_path, facts, ANSWERED).verdict(ANSWERED)
    assert (verdict["verdict"], kinds(verdict)) == (outcome, why)


@pytest.mark.parametrize(
    ("now", "outcome", "until"),
    [
        ("2026-04-03", C, "2026-04-03"),
        ("2026-04-04", U, None),
        ("2026-04-07", U, None),
        ("2026-04-08", V, None),
    ],
)
def test_a_request_without_an_answer_on_good_friday_is_open_then_disputed_then_late(
    tmp_path: Path, now: str, outcome: str, until: str | None
) -> None:
    facts = "received_on: 2026-03-03, answered_on: none, extension: none"
    verdict = request(tmp_path, facts, ANSWERED, as_of=now).verdict(ANSWERED)
    assert (verdict["verdict"], verdict["open_until"]) == (outcome, until)


EXTENSION = "ground: number, reason: Nine requests"


@pytest.mark.parametrize(
    ("told", "answered", "late", "invalid"),
    [
        pytest.param("2026-03-02", "2026-04-30", C, C, id="told on the last day, a Monday"),
        pytest.param("2026-03-03", "2026-04-30", V, V, id="told a day too late: the month stands"),
        pytest.param("2026-03-03", "2026-03-02", C, V, id="told too late, answered in the month"),
        pytest.param("2026-01-31", "2026-04-30", C, C, id="told on the day of receipt"),
        pytest.param("2026-01-30", "2026-04-30", V, V, id="told before the request came in"),
        pytest.param("none", "2026-04-30", V, V, id="never told: the month stands"),
        pytest.param("2026-03-02", "2026-05-01", V, V, id="a day past the three months"),
    ],
)
def test_an_extension_counts_only_if_it_was_told_within_the_month(
    tmp_path: Path, told: str, answered: str, late: str, invalid: str
) -> None:
    facts = (
        f"received_on: 2026-01-31, answered_on: {answered},"
        f" extension: {{told_on: {told}, {EXTENSION}}}"
    )
    report = request(tmp_path, facts, ANSWERED, EXTENDED)
    assert (report.outcome(ANSWERED), report.outcome(EXTENDED)) == (late, invalid)


def test_three_months_move_for_a_weekend_too(tmp_path: Path) -> None:
    facts = f"received_on: 2026-02-10, answered_on: none, extension: {{told_on: 2026-03-09, {EXTENSION}}}"
    report = request(tmp_path, facts, ANSWERED, EXTENDED, as_of="2026-05-11")
    assert report.verdict(ANSWERED)["open_until"] == "2026-05-11", "10 May 2026 is a Sunday"
    assert report.verdict(EXTENDED)["open_until"] == "2026-05-11"
    report = request(tmp_path, facts, ANSWERED, EXTENDED, as_of="2026-05-12")
    assert [report.outcome(rule) for rule in (ANSWERED, EXTENDED)] == [V, V]


# --------------------------------------------------------------------------- the day that decides


@pytest.mark.parametrize(
    ("received", "outcome"), [("2018-05-24", N), ("2018-05-25", V), ("2018-05-26", V)]
)
def test_a_request_of_before_the_gdpr_is_not_judged_by_it(
    tmp_path: Path, received: str, outcome: str
) -> None:
    facts = f"received_on: {received}, answered_on: 2018-12-03, extension: none"
    assert request(tmp_path, facts, ANSWERED).outcome(ANSWERED) == outcome


@pytest.mark.parametrize(
    ("received", "outcome", "why"),
    [
        pytest.param(
            "2026-08-31", U, {"UAVG": "text_not_read"}, id="the last day of the older text"
        ),
        pytest.param("2026-09-01", C, {}, id="the first day of the new text"),
    ],
)
def test_the_mother_of_a_thirteen_year_old_may_ask_since_september_2026(
    tmp_path: Path, received: str, outcome: str, why: dict[str, str]
) -> None:
    rule = "minor-request-by-wrong-person"
    facts = f"received_on: {received}, age_group: from_12_to_15, made_by: legal_representative"
    verdict = request(tmp_path, facts, rule).verdict(rule)
    assert (verdict["verdict"], kinds(verdict)) == (outcome, why)


@pytest.mark.parametrize(
    ("rule", "channel", "basis", "sent", "outcome"),
    [
        pytest.param(
            PHONE, "phone", "existing_customer", "2026-06-30", C, id="customers called then"
        ),
        pytest.param(
            PHONE, "phone", "existing_customer", "2026-07-01", V, id="customers called since"
        ),
        pytest.param(
            PHONE, "phone", "existing_customer", "2021-06-30", U, id="called before 2021-07"
        ),
        pytest.param(MAIL, "email", "none", "2026-07-01", V, id="mail by the new text"),
        pytest.param(
            MAIL, "email", "none", "2026-06-30", V, id="mail by the text of 2021, last day"
        ),
        pytest.param(
            MAIL, "email", "none", "2021-07-01", V, id="mail by the text of 2021, first day"
        ),
        pytest.param(MAIL, "email", "none", "2021-06-30", U, id="mail by a text that was not read"),
    ],
)
def test_a_campaign_is_judged_by_the_text_of_the_day_on_which_it_went_out(
    tmp_path: Path, rule: str, channel: str, basis: str, sent: str, outcome: str
) -> None:
    entry = (
        f"campaigns:\n  offer: {{name: Offer, processing: work, channel: {channel}, aim: commercial,"
        f" audience: [consumers], basis: {basis}, consent: none, opt_out_each_time: yes,"
        f" number_withheld: no, sent_on: {sent}}}"
    )
    verdict = checked(tmp_path, entry, rule).verdict(rule)
    assert verdict["verdict"] == outcome
    if outcome == U:
        assert kinds(verdict) == {"Tw": "text_not_read"}


def test_the_same_register_is_judged_by_the_day_it_is_asked_for_and_no_clock(
    tmp_path: Path,
) -> None:
    facts = "received_on: 2026-03-25, answered_on: none, extension: none"
    found = []
    for as_of in ("2026-04-29", "2026-04-28", "2026-04-29"):
        report = request(tmp_path, facts, ANSWERED, as_of=as_of)
        assert report.data["as_of"].startswith(as_of)
        found.append(report.outcome(ANSWERED))
    assert found == [V, C, V]


# -------------------------------------------------------------------------- two borders near 250


@pytest.mark.parametrize(
    ("staff", "register", "officer"),
    [
        pytest.param("249", N, N, id="249: exempt from the register, and no house rule"),
        pytest.param("250", V, N, id="250: not exempt, and no house rule yet"),
        pytest.param("251", V, V, id="251: not exempt, and the house rule asks for an officer"),
    ],
)
def test_fewer_than_250_ends_at_249_and_more_than_250_begins_at_251(
    tmp_path: Path, staff: str, register: str, officer: str
) -> None:
    entries = (
        "  party: {name: Party, role: controller, out_of_scope: none, risk: unlikely,"
        " frequency: occasional, data: {names: {description: Names, class: ordinary}}}"
    )
    rules = ("register-entry-incomplete", "dpo-missing-above-threshold")
    report = checked(tmp_path, entries, *rules, staff=f"staff: {staff}, dpo: none")
    assert report.outcome(rules[0], "processing.party") == register
    assert report.outcome(rules[1]) == officer


def test_regular_work_is_not_exempt_however_many_people_there_are(tmp_path: Path) -> None:
    entries = (
        "  pay: {name: Payroll, role: controller, out_of_scope: none, frequency: regular}\n"
        "  party: {name: Party, role: controller, out_of_scope: none, risk: unlikely,"
        " frequency: once, data: {names: {description: Names, class: ordinary}}}"
    )
    report = checked(tmp_path, entries, "register-entry-incomplete")
    assert report.outcome("register-entry-incomplete", "processing.pay") == V
    verdict = report.verdict("register-entry-incomplete", "processing.party")
    assert (verdict["verdict"], verdict["missing"]) == (U, ["organisation.staff"])
