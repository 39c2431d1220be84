"""The outcome of a rule: every row of the table of section 8, with the clause that decided."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.written_rules import because, judge, one, rule
from grondslag.values import NONE

TABLE = rule(
    "for the organisation"
    " when organisation.public_authority"
    " require organisation.name is NL_CODE"
    " unless organisation.court".replace("NL_CODE", '"NL"')
)
STATES: dict[str, Any] = {"T": True, "F": False}
COUNTRY = {"T": "NL", "F": "BE"}
C, V, U, N = "compliant", "violation", "undetermined", "not_applicable"


def register(applies: str, excused: str, met: str) -> dict[str, Any]:
    facts = {"public_authority": STATES.get(applies), "court": STATES.get(excused)}
    facts["name"] = COUNTRY.get(met)
    return {"organisation": {name: value for name, value in facts.items() if value is not None}}


@pytest.mark.parametrize(
    ("applies", "excused", "outcomes"),
    [
        ("T", "F", (C, V, U)),
        ("T", "U", (C, U, U)),
        ("T", "T", (C, N, N)),
        ("U", "F", (C, U, U)),
        ("U", "U", (C, U, U)),
        ("U", "T", (C, N, N)),
        ("F", "F", (N, N, N)),
        ("F", "U", (N, N, N)),
        ("F", "T", (N, N, N)),
    ],
)
def test_the_table_of_outcomes(applies: str, excused: str, outcomes: tuple[str, ...]) -> None:
    for met, outcome in zip("TFU", outcomes, strict=True):
        verdict = one(TABLE, register(applies, excused, met))
        assert verdict.outcome == outcome
        clause = "when" if applies == "F" else "unless"
        assert verdict.decided == (clause if outcome == N else None)
        assert bool(verdict.reasons) == (outcome == U)


def test_the_reasons_are_those_of_all_that_is_unknown() -> None:
    assert because(one(TABLE, register("U", "U", "U"))) == [
        ("organisation.court", "not_recorded"),
        ("organisation.name", "not_recorded"),
        ("organisation.public_authority", "not_recorded"),
    ]
    assert because(one(TABLE, register("T", "U", "F"))) == [("organisation.court", "not_recorded")]


def test_what_is_known_adds_no_reasons() -> None:
    rules = rule(
        "for the organisation require organisation.dpo exists and organisation.contact exists"
        " or organisation.court"
    )
    verdict = one(rules, {"organisation": {"dpo": {"name": "x"}, "court": False}})
    assert because(verdict) == [("organisation.contact", "not_recorded")]


ITEMS = rule(
    "for each supplier in processors require all of"
    ' (a) supplier.owner exists (b) any of (i) supplier.country is "NL" (ii) supplier.country is "BE" end'
    " (c) none of (x) supplier.role is no_access (y) supplier.role is own_controller end end"
)


@pytest.mark.parametrize(
    ("facts", "item"),
    [
        ({"owner": NONE, "country": "NL", "role": "processor"}, "a"),
        ({"owner": "A", "country": "FR", "role": "processor"}, "b"),
        ({"owner": "A", "country": "NL", "role": "no_access"}, "c"),
        ({"owner": NONE, "country": "FR", "role": "no_access"}, "a"),
        ({"country": "FR"}, "b"),
    ],
)
def test_a_violation_names_the_first_item_that_decides(facts: dict[str, Any], item: str) -> None:
    verdict = one(ITEMS, {"processors": {"a": facts}})
    assert (verdict.outcome, verdict.item) == ("violation", item)


def test_an_item_inside_a_quantifier_is_that_of_the_first_entry_that_fails() -> None:
    rules = rule(
        "for each activity in processing require every purpose in activity.purposes: all of"
        " (a) purpose.basis exists (b) purpose.law exists end"
    )
    purposes = {
        "x": {"basis": "contract", "law": NONE},
        "y": {"basis": NONE, "law": NONE},
    }
    verdict = one(rules, {"processing": {"mail": {"purposes": purposes}}})
    assert (verdict.outcome, verdict.item) == ("violation", "b")


def test_a_term_that_has_not_ended_is_compliant_and_open() -> None:
    rules = rule(
        "for each request in requests"
        " require request.answered_on is due within term after request.received_on",
        applies="event request.received_on",
    )
    register = {"requests": {"a": {"received_on": day("2026-05-20"), "answered_on": NONE}}}
    verdict = one(rules, register)
    assert (verdict.outcome, verdict.open_until) == ("compliant", day("2026-06-22"))
    assert list(judge(rules, register).attention()) == [verdict]


@pytest.mark.parametrize(
    ("condition", "end"),
    [
        ("{first} and {second}", "2026-06-05"),
        ("{first} or {second}", "2026-07-06"),
        ("{first} or organisation.contact exists", None),
        ("{first} or organisation.dpo exists", "2026-06-05"),
        ("{first} or organisation.court", "2026-06-05"),
        ("if organisation.contact exists then {second}", "2026-07-06"),
        ("if organisation.dpo exists then {second}", None),
        ("every a in processing: if a.large_scale then {first}", "2026-06-05"),
        (
            "all of (a) {first} (b) any of (i) {second} (ii) organisation.dpo exists end end",
            "2026-06-05",
        ),
    ],
)
def test_the_open_end_is_the_earliest_at_which_the_requirement_would_fall(
    condition: str, end: str | None
) -> None:
    first = "request.answered_on is due within 1 week after request.received_on"
    second = "request.answered_on is due within 37 days after request.received_on"
    rules = rule(
        "for each request in requests require " + condition.format(first=first, second=second),
        applies="event request.received_on",
    )
    verdict = one(
        rules,
        {
            "organisation": {"contact": "x", "dpo": NONE},
            "processing": {"a": {"large_scale": True}},
            "requests": {"a": {"received_on": day("2026-05-29"), "answered_on": NONE}},
        },
    )
    assert verdict.outcome == "compliant"
    assert verdict.open_until == (day(end) if end else None)


def day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)
