"""Which changes of a rule are tried: one place at a time, well typed, none twice, no texts."""

from __future__ import annotations

import pytest

from analysis.mutant_kit import mutants, mutants_of_fact
from evaluation.written_rules import book, rule
from grondslag.analysis.mutants import mutants_of_rule
from grondslag.analysis.written import Pen
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.text import Source
from grondslag.values import duration

ACTIVITY = "for each activity in processing\n  require "
BREACH = "for each breach in breaches\n  require "
SUPPLIER = "for each supplier in processors\n  require "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "for the organisation require organisation.staff is more than 250",
            [
                "organisation.staff is more than 250 → organisation.staff is at least 250",
                "organisation.staff is more than 250 → organisation.staff is at most 250",
                "250 → 251",
                "250 → 249",
            ],
        ),
        (
            f"{ACTIVITY}count of activity.processors is 0",
            [
                "count of activity.processors is 0 → count of activity.processors is not 0",
                "0 → 1",
            ],
        ),
        (
            f"{ACTIVITY}activity.role is controller",
            [
                "activity.role is controller → activity.role is not controller",
                "controller → joint_controller",
            ],
        ),
        (
            f"{ACTIVITY}activity.role is one of [controller, processor]",
            [
                "activity.role is one of [controller, processor]"
                " → activity.role is not one of [controller, processor]",
                "controller → ",
                "controller → joint_controller",
                "processor → ",
                "processor → joint_controller",
            ],
        ),
        (
            f"{ACTIVITY}activity.sources includes any of [data_subject, third_party]",
            [
                "activity.sources includes any of [data_subject, third_party]"
                " → not activity.sources includes any of [data_subject, third_party]",
                "data_subject → ",
                "data_subject → own_processing",
                "third_party → ",
                "third_party → own_processing",
            ],
        ),
        (
            f"{ACTIVITY}activity.sources includes data_subject",
            [
                "activity.sources includes data_subject"
                " → activity.sources does not include data_subject",
                "data_subject → own_processing",
            ],
        ),
        (
            f"{ACTIVITY}activity.processors is not empty",
            ["activity.processors is not empty → activity.processors is empty"],
        ),
        (
            f"{ACTIVITY}activity.dpia exists",
            [
                "activity.dpia exists → activity.dpia is none",
                "activity.dpia exists → activity.dpia is recorded",
            ],
        ),
        (
            f"{ACTIVITY}activity.dpia is none",
            [
                "activity.dpia is none → activity.dpia exists",
                "activity.dpia is none → activity.dpia is recorded",
            ],
        ),
        (
            f"{ACTIVITY}activity.dpia is recorded",
            [
                "activity.dpia is recorded → activity.dpia is not recorded",
                "activity.dpia is recorded → activity.dpia exists",
            ],
        ),
        (
            f"{ACTIVITY}activity.risk is recorded",
            ["activity.risk is recorded → activity.risk is not recorded"],
        ),
        (
            f"{ACTIVITY}not activity.large_scale",
            [
                "not activity.large_scale → activity.large_scale",
                "activity.large_scale → activity.offered_to_children",
                "activity.large_scale → activity.online_service",
            ],
        ),
        (
            f"{ACTIVITY}activity.our_work and (activity.risk is high or activity.dpia exists)",
            [
                "activity.our_work → ",
                "activity.our_work → not activity.our_work",
                "activity.our_work and (activity.risk is high or activity.dpia exists)"
                " → activity.our_work or (activity.risk is high or activity.dpia exists)",
                "activity.risk is high → ",
                "activity.risk is high → activity.risk is not high",
                "activity.risk is high or activity.dpia exists → ",
                "activity.risk is high or activity.dpia exists"
                " → activity.risk is high and activity.dpia exists",
                "high → likely",
                "activity.dpia exists → ",
                "activity.dpia exists → activity.dpia is none",
                "activity.dpia exists → activity.dpia is recorded",
            ],
        ),
        (
            f"{ACTIVITY}if activity.our_work then activity.risk is high",
            [
                "if activity.our_work then activity.risk is high → activity.risk is high",
                "if activity.our_work then activity.risk is high"
                " → activity.our_work and activity.risk is high",
                "activity.our_work → not activity.our_work",
                "activity.risk is high → activity.risk is not high",
                "high → likely",
            ],
        ),
        (
            f"{ACTIVITY}all of (a) activity.our_work (b) activity.risk is high end",
            [
                "all of → any of",
                "all of → none of",
                "(a) activity.our_work → ",
                "activity.our_work → not activity.our_work",
                "(b) activity.risk is high → ",
                "activity.risk is high → activity.risk is not high",
                "high → likely",
            ],
        ),
        (
            f"{SUPPLIER}every sub in supplier.subprocessors onwards where sub.role is processor:"
            " sub.agreement exists",
            [
                "every → some",
                "every → no",
                "supplier.subprocessors onwards → supplier.subprocessors",
                "sub.role is processor → ",
                "sub.role is processor → sub.role is not processor",
                "processor → no_access",
                "sub.agreement exists → sub.agreement is none",
                "sub.agreement exists → sub.agreement is recorded",
            ],
        ),
        (
            f"{ACTIVITY}activity.started_on is on or before today",
            [
                "activity.started_on → activity.changed_on",
                "activity.started_on → activity.reviewed_on",
                "activity.started_on is on or before today → activity.started_on is before today",
                "activity.started_on is on or before today → activity.started_on is after today",
                "today → today + 1 day",
                "today → today - 1 day",
            ],
        ),
        (
            f"{BREACH}breach.notified_at is before now",
            [
                "breach.notified_at → breach.people_told_at",
                "breach.notified_at → breach.processor_aware_at",
                "breach.notified_at is before now → breach.notified_at is on or before now",
                "breach.notified_at is before now → breach.notified_at is on or after now",
                "now → now + 1 hour",
                "now → now - 1 hour",
            ],
        ),
        (
            f"{ACTIVITY}activity.started_on + 1 month is after 2018-05-25",
            [
                "activity.started_on → activity.changed_on",
                "activity.started_on → activity.reviewed_on",
                "activity.started_on + 1 month → activity.started_on - 1 month",
                "activity.started_on + 1 month is after 2018-05-25"
                " → activity.started_on + 1 month is on or after 2018-05-25",
                "activity.started_on + 1 month is after 2018-05-25"
                " → activity.started_on + 1 month is on or before 2018-05-25",
                "1 month → 2 months",
                "1 month → 0 months",
                "2018-05-25 → 2018-05-26",
                "2018-05-25 → 2018-05-24",
            ],
        ),
        (
            f"{BREACH}breach.notified_at is due within hours after breach.aware_at",
            [
                "breach.notified_at → breach.people_told_at",
                "breach.notified_at → breach.processor_aware_at",
                "breach.notified_at is due within hours after breach.aware_at"
                " → breach.notified_at is within hours after breach.aware_at",
                "hours → 73 hours",
                "hours → 71 hours",
                "breach.aware_at → breach.client_told_at",
                "breach.aware_at → breach.notified_at",
            ],
        ),
        (
            "for the organisation require organisation.staff is less than staff_limit",
            [
                "organisation.staff is less than staff_limit"
                " → organisation.staff is at most staff_limit",
                "organisation.staff is less than staff_limit"
                " → organisation.staff is at least staff_limit",
                "staff_limit → 251, 301",
                "staff_limit → 249, 299",
            ],
        ),
        (
            "for each x in processing or processors require x.name is recorded",
            [
                "processing → ",
                "processors → ",
                "x.name → x.note",
                "x.name → x.owner",
                "x.name is recorded → x.name is not recorded",
            ],
        ),
        (
            "for each activity in processing where activity.our_work\n"
            "  when activity.risk is high require activity.dpia exists\n"
            "  unless under LAW: activity.role is controller",
            [
                "activity.our_work → ",
                "activity.our_work → not activity.our_work",
                "activity.risk is high → ",
                "activity.risk is high → activity.risk is not high",
                "high → likely",
                "activity.dpia exists → activity.dpia is none",
                "activity.dpia exists → activity.dpia is recorded",
                "unless under LAW: activity.role is controller → ",
                "activity.role is controller → activity.role is not controller",
                "controller → joint_controller",
            ],
        ),
    ],
)
def test_each_place_is_changed_in_each_way_it_can_be_wrong(body, expected) -> None:
    assert mutants(body) == expected


def test_a_term_within_can_be_turned_around_and_may_become_open() -> None:
    found = mutants(f"{BREACH}breach.notified_at is within 72 hours after breach.aware_at")
    assert "breach.notified_at is within 72 hours before breach.aware_at" in " ".join(found)
    assert "breach.notified_at is due within 72 hours after breach.aware_at" in " ".join(found)


def test_an_open_term_is_never_put_where_it_may_not_stand() -> None:
    """`is due within` may stand in `require`, not under `some`, `no`, `none of`, nor in `when`."""
    body = (
        "for each breach in breaches\n"
        "  when breach.notified_at is within 72 hours after breach.aware_at\n"
        "  require all of (a) breach.notified_at is due within 72 hours after breach.aware_at\n"
        "    (b) breach.risk is high end"
    )
    found = mutants(body)
    assert "all of → any of" in found
    assert "all of → none of" not in found
    assert [each for each in found if "→ breach.notified_at is due" in each] == []


def test_an_event_becomes_the_day_of_the_check_and_another_event() -> None:
    found = mutants(
        "for each breach in breaches\n  require breach.risk is high",
        applies="event breach.aware_at",
    )
    assert found[:2] == [
        "breach.aware_at → applies at check",
        "breach.aware_at → breach.client_told_at",
    ]


def test_a_rule_in_dutch_is_changed_in_dutch() -> None:
    pen = Pen(Source("x.rule", "# toelichting\nregel x\n"))
    assert [pen.phrase("IS_NOT"), pen.phrase("APPLIES_AT_CHECK"), pen.value(True)] == [
        "is niet",
        "geldt bij controle",
        "waar",
    ]
    assert [pen.value(duration(1, "day")), pen.value(duration(2, "month"))] == [
        "1 dag",
        "2 maanden",
    ]


def test_comments_are_no_part_of_what_stood_there() -> None:
    found = mutants(f'{ACTIVITY}activity.risk is # "really"\n  high')
    assert found[0] == "activity.risk is high → activity.risk is not high"


def test_a_derived_fact_is_changed_case_by_case() -> None:
    rulebook = load_rulebook([builtin_policies()], load_model())
    found = mutants_of_fact(rulebook, "avg/outside_avg")
    assert "household → " in found
    assert "law_enforcement → " in found
    cases = mutants_of_fact(rulebook, "avg/review_term")
    assert any(each.endswith(" → ") for each in cases)


def test_versions_of_a_rule_have_their_border_moved_together() -> None:
    body = f"{ACTIVITY}activity.our_work"
    rulebook = book(
        rule(body, valid="from 2018-05-25 until 2021-01-01 earlier unread"),
        rule(body, valid="from 2021-01-01"),
    )
    moved = [
        (mutant.change.original, mutant.change.changed, mutant.versions)
        for mutant in mutants_of_rule(rulebook, rulebook.rules["rule-one"])
        if mutant.change.kind == "validity"
    ]
    assert [each[:2] for each in moved] == [
        ("earlier unread", ""),
        ("2021-01-01", "2021-01-02"),
        ("2021-01-01", "2020-12-31"),
    ]
    for _, changed, versions in moved[1:]:
        assert str(versions[0].valid_until) == str(versions[1].valid_from) == changed


def test_no_mutant_equals_the_rule_or_another_and_each_stands_where_it_says() -> None:
    rulebook = load_rulebook([builtin_policies()], load_model())
    for versions in rulebook.rules.values():
        for mutant in mutants_of_rule(rulebook, versions):
            change = mutant.change
            assert change.original != change.changed
            assert mutant.versions != versions
            written = mutant.source.text[slice(*change.where)]
            first = change.original.split()[0].lstrip("(").rstrip(")")
            assert first in written, (change, written)


def test_messages_citations_and_examples_are_never_changed() -> None:
    rulebook = load_rulebook([builtin_policies()], load_model())
    for versions in rulebook.rules.values():
        (first, *_) = [rule.checked for rule in versions]
        for mutant in mutants_of_rule(rulebook, versions):
            if mutant.versions is None:
                continue
            changed = mutant.versions[0].checked
            same = ("otherwise", "fix", "note", "title", "citations", "examples", "severity")
            assert all(getattr(changed, name) is getattr(first, name) for name in same)
