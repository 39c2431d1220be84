"""What would settle a verdict: the fewest facts, what each value gives, and what may be proposed at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evaluation.written_rules import DAY, book, judge, noon, rule
from grondslag.evaluation import tries
from grondslag.evaluation.settle import Settle, settle
from grondslag.model.facts import Register
from grondslag.model.in_hand import IN_HAND, is_in_hand
from grondslag.model.vocabulary import field_at, load_model
from grondslag.values import NONE, UNREADABLE, duration


def settled(body: str, facts: dict[str, Any], day: date = DAY, **options: str) -> Settle:
    """What would settle the first verdict."""
    rulebook = book(rule(body, **options))
    verdict = next(iter(judge(rulebook, facts, day)))
    found = settle(rulebook, Register(facts), verdict, noon(day))
    assert found is not None, verdict
    return found


def facts_of(found: Settle) -> list[str]:
    return [".".join(path) for path in found.facts]


def ways(found: Settle) -> list[tuple[str | None, dict[str, Any]]]:
    return [
        (way.outcome, {".".join(change.path): change.value for change in way.changes})
        for way in found.ways
    ]


# ------------------------------------------------------------------------------------- undetermined


def test_of_yes_and_no_it_says_what_each_gives() -> None:
    found = settled(
        "for each s in processors require s.agreement.in_writing",
        {"processors": {"web": {"agreement": {"document": "a.pdf"}}}},
    )
    assert ways(found) == [
        ("compliant", {"processors.web.agreement.in_writing": True}),
        ("violation", {"processors.web.agreement.in_writing": False}),
    ]


def test_of_codes_it_says_what_each_gives_and_none_too() -> None:
    found = settled(
        "for each a in processing require a.risk is one of [unlikely, likely]",
        {"processing": {"post": {}}},
    )
    by_value = {way["processing.post.risk"]: outcome for outcome, way in ways(found)}
    assert by_value == {"unlikely": "compliant", "likely": "compliant", "high": "violation"}


def test_a_number_is_tried_at_its_limit_and_beside_it() -> None:
    found = settled(
        "for the organisation require organisation.staff is at most staff_limit",
        {"organisation": {}},
    )
    by_value = {way["organisation.staff"]: outcome for outcome, way in ways(found)}
    assert (by_value[300], by_value[301], by_value[299]) == (
        "compliant",
        "violation",
        "compliant",
    )


def test_one_fact_of_two_is_enough_where_either_will_do() -> None:
    found = settled(
        "for the organisation require organisation.court or organisation.monitors_eu",
        {"organisation": {}},
    )
    assert facts_of(found) == ["organisation.court"]
    assert found.found


def test_two_facts_are_named_where_both_are_needed() -> None:
    found = settled(
        "for the organisation require organisation.court and organisation.monitors_eu",
        {"organisation": {"name": "A"}},
    )
    assert facts_of(found) == ["organisation.court", "organisation.monitors_eu"]
    assert ways(found)[0] == (
        "compliant",
        {"organisation.court": True, "organisation.monitors_eu": True},
    )


def test_a_set_that_complies_goes_before_one_that_is_not_applicable() -> None:
    found = settled(
        "for each a in processing when a.our_work require a.large_scale and a.profiling",
        {"processing": {"x": {}}},
    )
    assert facts_of(found) == ["processing.x.large_scale", "processing.x.profiling"]


def test_where_nothing_complies_not_applicable_settles_it() -> None:
    found = settled(
        "for each a in processing when a.large_scale require a.owner exists",
        {"processing": {"x": {"owner": NONE}}},
    )
    assert ways(found) == [
        ("not_applicable", {"processing.x.large_scale": False}),
        ("violation", {"processing.x.large_scale": True}),
    ]


def test_a_record_counts_as_one_fact_and_its_fields_are_named() -> None:
    body = (
        "for each s in processors require s.agreement.document exists and s.agreement.in_writing"
        " and s.agreement.signed_on is on or before today and s.agreement.model is own_text"
    )
    found = settled(body, {"processors": {"web": {}}})
    assert facts_of(found) == [
        f"processors.web.agreement.{name}"
        for name in ("document", "in_writing", "model", "signed_on")
    ]


def test_four_facts_that_are_no_record_are_all_listed() -> None:
    names = ("court", "monitors_eu", "public_authority", "targets_eu")
    body = "for the organisation require " + " and ".join(f"organisation.{name}" for name in names)
    found = settled(body, {"organisation": {"name": "A"}})
    assert (found.found, found.spent, found.ways) == (False, False, ())
    assert facts_of(found) == [f"organisation.{name}" for name in names]


def test_a_search_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_TRIES", 1)
    found = settled(
        "for the organisation require organisation.court and organisation.monitors_eu",
        {"organisation": {}},
    )
    assert (found.found, found.spent) == (False, True)
    assert facts_of(found) == ["organisation.court", "organisation.monitors_eu"]


def test_a_collection_of_which_nothing_is_recorded_can_be_none() -> None:
    found = settled("for each s in processors require s.owner exists", {})
    assert ways(found)[0] == ("not_applicable", {"processors": NONE})


def test_what_is_none_where_a_value_is_needed_is_given_a_value() -> None:
    found = settled(
        "for each r in retention require r.term is at most term",
        {"retention": {"logs": {"term": NONE}}},
    )
    assert ways(found)[0] == ("compliant", {"retention.logs.term": duration(1, "month")})


def test_what_cannot_be_read_is_recorded_anew() -> None:
    found = settled(
        "for the organisation require organisation.court", {"organisation": {"court": UNREADABLE}}
    )
    assert facts_of(found) == ["organisation.court"]


def test_a_bare_date_where_a_time_is_needed_gets_one() -> None:
    found = settled(
        "for each b in breaches require b.notified_at is within hours after b.aware_at",
        {
            "breaches": {
                "b": {
                    "aware_at": date(2026, 3, 2),
                    "notified_at": noon(date(2026, 3, 5)),
                }
            }
        },
    )
    (first, *_), *_ = [way.changes for way in found.ways]
    assert first.path == ("breaches", "b", "aware_at")
    assert first.value.date() == date(2026, 3, 2) or first.value.tzinfo is not None
    assert found.ways[0].outcome == "compliant"


def test_a_text_that_was_not_read_is_nothing_to_record() -> None:
    found = settled(
        "for each c in campaigns require c.aim is service",
        {"campaigns": {"c": {"sent_on": date(2018, 1, 1)}}},
        applies="event c.sent_on",
        valid="from 2018-05-25 earlier unread",
    )
    assert (found.found, found.facts, found.ways) == (False, (), ())


def test_the_day_of_an_event_chooses_the_version() -> None:
    found = settled(
        "for each c in campaigns require c.aim is service",
        {"campaigns": {"c": {"aim": "service"}}},
        applies="event c.sent_on",
    )
    assert facts_of(found) == ["campaigns.c.sent_on"]
    assert found.ways[0].outcome in ("compliant", "not_applicable")


def test_a_settled_verdict_needs_nothing() -> None:
    rulebook = book(rule("for the organisation require organisation.court"))
    register = {"organisation": {"court": True}}
    (verdict,) = judge(rulebook, register)
    assert settle(rulebook, Register(register), verdict, noon(DAY)) is None


# ---------------------------------------------------------------------------------------- violations


def test_what_can_be_put_in_place_is_proposed() -> None:
    found = settled(
        "for each s in processors require s.agreement.in_writing",
        {"processors": {"web": {"agreement": {"in_writing": False}}}},
    )
    assert ways(found) == [("compliant", {"processors.web.agreement.in_writing": True})]


def test_a_whole_agreement_is_one_change() -> None:
    body = (
        "for each s in processors require all of"
        " (a) s.agreement.document exists (b) s.agreement.in_writing"
        " (c) s.agreement.signed_on is on or before today"
        " (d) s.agreement.ends_on is none or s.agreement.ends_on is after today end"
    )
    found = settled(body, {"processors": {"web": {"agreement": NONE}}})
    assert facts_of(found) == [
        f"processors.web.agreement.{name}"
        for name in ("document", "ends_on", "in_writing", "signed_on")
    ]


def test_a_list_gets_only_what_is_missing() -> None:
    codes = ("audit", "confidentiality", "security")
    body = "for each s in processors require " + " and ".join(
        f"s.agreement.clauses includes {code}" for code in codes
    )
    found = settled(
        body, {"processors": {"web": {"agreement": {"clauses": ("security", "audit")}}}}
    )
    assert ways(found) == [
        (
            "compliant",
            {"processors.web.agreement.clauses": ("security", "audit", "confidentiality")},
        )
    ]


@pytest.mark.parametrize(
    ("body", "facts", "world"),
    [
        (
            "for the organisation require organisation.staff is at most 250",
            {"organisation": {"staff": 300}},
            "organisation.staff",
        ),
        (
            "for each b in breaches require b.notified_at is within hours after b.aware_at",
            {
                "breaches": {
                    "b": {
                        "aware_at": noon(date(2026, 3, 2)),
                        "notified_at": noon(date(2026, 3, 20)),
                    }
                }
            },
            "breaches.b.notified_at",
        ),
        (
            "for each a in processing, d in a.data require d.class is ordinary",
            {"processing": {"x": {"data": {"d": {"class": "special"}}}}},
            "processing.x.data.d.class",
        ),
        (
            "for each b in breaches require b.risk is unlikely",
            {"breaches": {"b": {"risk": "high"}}},
            "breaches.b.risk",
        ),
        (
            "for each s in processors require s.role is no_access",
            {"processors": {"web": {"role": "processor"}}},
            "processors.web.role",
        ),
    ],
)
def test_what_is_or_was_is_never_changed_to_comply(
    body: str, facts: dict[str, Any], world: str
) -> None:
    found = settled(body, facts)
    assert (found.found, found.ways) == (False, ())
    assert world in [".".join(path) for path in found.world]


def test_an_exception_is_no_way_to_comply() -> None:
    found = settled(
        'for each s in processors require s.country is "NL" unless s.agreement.in_writing',
        {"processors": {"web": {"country": "US", "agreement": {"in_writing": False}}}},
    )
    assert found.ways == ()


def test_what_was_recorded_is_left_alone_by_trying() -> None:
    facts = {"processors": {"web": {"agreement": NONE}}}
    settled("for each s in processors require s.agreement.document exists", facts)
    assert facts == {"processors": {"web": {"agreement": NONE}}}


def test_every_field_that_can_be_put_in_place_is_one_of_the_model() -> None:
    model = load_model()
    for holder, names in IN_HAND.items():
        for name in names:
            path = (*holder.split("."), *name.split("."))
            with_ids = [path[0]] if model.collections[path[0]].single else [path[0], "x"]
            for step in path[1:]:
                with_ids.append(step)
                field = field_at(model, tuple(with_ids))
                assert field is not None, path
                with_ids += ["x"] if field.type == "map" else []
            assert is_in_hand(path)


@pytest.mark.parametrize(
    "path",
    [
        "organisation.staff",
        "processors.role",
        "processors.agreement.model",
        "processing.data.class",
        "processing.risk",
        "processing.purposes.basis",
        "breaches.notified_at",
        "requests.answered_on",
        "campaigns.opt_out_each_time",
        "consents.proof",
        "retention.consent",
    ],
)
def test_what_describes_the_world_cannot_be_put_in_place(path: str) -> None:
    assert not is_in_hand(tuple(path.split(".")))
