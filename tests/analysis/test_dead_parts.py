"""What can never matter in a rule is found without a register; what may matter is not accused."""

from __future__ import annotations

import pytest

from evaluation.written_rules import book, rule
from grondslag.analysis.cost import cost_of
from grondslag.analysis.dead_parts import dead_parts
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook

ACTIVITY = "for each activity in processing"


def found(body: str) -> list[tuple[str, str]]:
    """Id of each problem with the text at its place."""
    return [
        (
            problem.id,
            " ".join(problem.span.source.text[problem.span.start : problem.span.end].split()),
        )
        for problem in dead_parts(book(rule(body)))
        if problem.severity == "warning"
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            f"{ACTIVITY} when activity.role is processor and activity.role is controller\n"
            "  require activity.risk is high",
            ("never-true", "activity.role is processor and activity.role is controller"),
        ),
        (
            f"{ACTIVITY} when activity.role is processor\n  require activity.risk is high\n"
            "  unless under LAW: activity.role is controller",
            ("exception-cannot-hold", "unless under LAW: activity.role is controller"),
        ),
        (
            f"{ACTIVITY} when activity.risk is high\n  require activity.risk is one of [high, likely]",
            ("rule-cannot-fire", "activity.risk is one of [high, likely]"),
        ),
        (
            f"{ACTIVITY} require activity.risk is high\n"
            "  unless under LAW: activity.risk is not high",
            ("rule-cannot-fire", "activity.risk is high"),
        ),
        (
            "for the organisation when organisation.staff is more than staff_limit\n"
            "  require if organisation.staff is less than 1 then organisation.dpo exists",
            ("never-true", "organisation.staff is less than 1"),
        ),
        (
            f"{ACTIVITY} require some p in activity.purposes where p.basis is consent: p.basis is contract",
            ("never-true", "p.basis is contract"),
        ),
        (
            "for each supplier in processors require if supplier.agreement is none"
            " then supplier.agreement.in_writing",
            ("never-true", "supplier.agreement.in_writing"),
        ),
        (
            f"{ACTIVITY} when activity.our_work and activity.role is processor\n"
            "  require activity.risk is high",
            ("never-true", "activity.our_work and activity.role is processor"),
        ),
    ],
)
def test_what_can_never_matter_is_found_at_its_place(body: str, problem: tuple[str, str]) -> None:
    assert problem in found(body)


@pytest.mark.parametrize(
    "body",
    [
        f"{ACTIVITY} when activity.our_work require activity.risk is high",
        f"{ACTIVITY} require some p in activity.purposes: p.basis is consent"
        " and some q in activity.purposes: q.basis is contract",
        "for the organisation when organisation.staff is more than 1"
        " require organisation.staff is less than 3 or organisation.dpo exists",
        "for each supplier in processors when supplier.agreement exists"
        " require supplier.agreement.in_writing and supplier.agreement.signed_on is before today",
        f"{ACTIVITY} require activity.started_on is after activity.reviewed_on"
        " or activity.started_on is before activity.reviewed_on",
        f"{ACTIVITY} require activity.role is recorded",
    ],
)
def test_what_may_matter_is_not_accused(body: str) -> None:
    assert found(body) == []


def test_a_fact_that_may_be_none_where_a_value_is_needed_is_a_note() -> None:
    body = "for the organisation require organisation.dpo.hours_per_week is at least staff_limit"
    notes = [problem.id for problem in dead_parts(book(rule(body)))]
    guarded = (
        "for the organisation when organisation.dpo.hours_per_week exists"
        " require organisation.dpo.hours_per_week is at least staff_limit"
    )
    assert notes == ["always-undetermined"]
    assert [problem.id for problem in dead_parts(book(rule(guarded)))] == []


def test_our_own_rules_have_no_part_that_can_never_matter() -> None:
    rulebook = load_rulebook([builtin_policies()], load_model())
    problems = [problem for problem in dead_parts(rulebook) if problem.severity == "warning"]
    assert [(problem.id, problem.span.source.path) for problem in problems] == []


@pytest.mark.parametrize(
    ("body", "cost"),
    [
        ("for the organisation require organisation.dpo exists", (("organisation",),)),
        (
            f"{ACTIVITY}, p in activity.purposes require p.basis is consent",
            (("processing", "purposes"),),
        ),
        (
            f"{ACTIVITY} require every s in activity.processors: some m in measures:"
            " s.role is processor and m.kind is technical",
            (("processing", "processors", "measures"),),
        ),
        (
            "for each s in processors require every t in s.subprocessors onwards: t.agreement exists",
            (("processors", "subprocessors…"),),
        ),
    ],
)
def test_the_cost_of_a_rule_is_the_collections_it_walks_inside_one_another(body, cost) -> None:
    rulebook = book(rule(body))
    assert cost_of(rulebook.law, rulebook.rules["rule-one"][0].checked) == cost
