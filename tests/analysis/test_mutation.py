"""Which changes the examples of a rule notice, and which survive."""

from __future__ import annotations

import pytest

from analysis.mutant_kit import FILLERS, mutated, survivors, with_examples
from evaluation.written_rules import book
from grondslag.analysis.mutation import Mutation, Outcome
from grondslag.analysis.subjects import Subject, subjects_of
from grondslag.model.vocabulary import load_model

STAFF = "for the organisation require organisation.staff is less than 250"
ACTIVITY = "for each activity in processing\n  "


def staff(number: int, outcome: str) -> str:
    return f'gives {outcome} given {{organisation: {{name: "A", staff: {number}}}}}'


def activity(facts: str, outcome: str) -> str:
    record = ", ".join(['name: "Post"', *filter(None, [facts])])
    return f"gives {outcome} given {{processing: {{post: {{{record}}}}}}}"


def test_examples_on_both_sides_of_a_border_notice_every_change_of_it() -> None:
    assert survivors(with_examples(STAFF, staff(249, "compliant"), staff(250, "violation"))) == []


def test_examples_far_from_a_border_notice_only_the_contrary() -> None:
    text = with_examples(STAFF, staff(10, "compliant"), staff(900, "violation"))
    assert survivors(text) == [
        "organisation.staff is less than 250 → organisation.staff is at most 250",
        "250 → 251",
        "250 → 249",
    ]


def test_a_survivor_has_its_place_and_a_change_that_was_noticed_its_example() -> None:
    text = with_examples(STAFF, staff(10, "compliant"), staff(900, "violation"))
    outcomes = mutated(text).outcomes
    line = 1 + text[: text.index("for the organisation")].count("\n")
    assert outcomes[0] == Outcome(
        owner="rule-one",
        path=outcomes[0].path,
        line=line,
        column=32,
        kind="comparison",
        original="organisation.staff is less than 250",
        changed="organisation.staff is at most 250",
    )
    assert outcomes[0].path.endswith("/test/theme/rule-one.rule")
    assert (outcomes[1].changed, outcomes[1].killed_by, outcomes[1].rule) == (
        "organisation.staff is at least 250",
        "one",
        "rule-one",
    )


@pytest.mark.parametrize(
    ("body", "examples", "expected"),
    [
        (
            "require activity.role is one of [controller, joint_controller]",
            [("role: controller", "compliant"), ("role: processor", "violation")],
            ["joint_controller → "],
        ),
        (
            "require activity.role is one of [controller, joint_controller]",
            [
                ("role: controller", "compliant"),
                ("role: joint_controller", "compliant"),
                ("role: processor", "violation"),
            ],
            [],
        ),
        (
            "require activity.role is controller and activity.risk is high",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: processor, risk: unlikely", "violation"),
            ],
            [
                "activity.role is controller → ",
                "activity.role is controller and activity.risk is high"
                " → activity.role is controller or activity.risk is high",
                "activity.risk is high → ",
            ],
        ),
        (
            "require activity.role is controller and activity.risk is high",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: processor, risk: high", "violation"),
                ("role: controller, risk: unlikely", "violation"),
            ],
            [],
        ),
        (
            "require activity.risk is high\n  unless under LAW: activity.role is processor",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: controller, risk: unlikely", "violation"),
            ],
            ["unless under LAW: activity.role is processor → "],
        ),
        (
            "when activity.role is controller\n  require activity.risk is high",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: controller, risk: unlikely", "violation"),
            ],
            ["activity.role is controller → "],
        ),
        (
            "require activity.risk is recorded",
            [("risk: high", "compliant"), ("", "violation")],
            [],
        ),
        (
            "require activity.dpia exists",
            [("dpia: {document: \"a.pdf\"}", "compliant")],
            ["activity.dpia exists → activity.dpia is recorded"],
        ),
        (
            "require activity.dpia exists",
            [("dpia: {document: \"a.pdf\"}", "compliant"), ("dpia: none", "violation")],
            [],
        ),
    ],
)  # fmt: skip
def test_what_no_example_tells_apart_survives(body, examples, expected) -> None:
    text = with_examples(ACTIVITY + body, *(activity(*each) for each in examples))
    assert [each for each in survivors(text) if "_controller" in each or "→ joint" not in each] == (
        expected
    )


def test_the_item_that_decides_is_noticed_only_where_an_example_names_it() -> None:
    body = (
        "require all of (a) activity.role is controller (b) activity.risk is high\n"
        "  (c) activity.risk is high end"
    )
    both = "role: controller, risk: unlikely"
    unnamed = with_examples(ACTIVITY + body, activity(both, "violation"))
    named = with_examples(ACTIVITY + body, activity(both, "violation at (b)"))
    assert "(b) activity.risk is high → " in survivors(unnamed)
    assert "(b) activity.risk is high → " not in survivors(named)


def test_reasons_notice_what_the_outcome_does_not() -> None:
    body = "require activity.role is controller and activity.risk is high"
    text = with_examples(
        ACTIVITY + body,
        activity("", "undetermined because processing.post.role, processing.post.risk"),
    )
    assert "activity.risk is high → " not in survivors(text)


def test_an_open_term_notices_another_length_of_it() -> None:
    body = (
        "for each request in requests\n"
        "  require request.answered_on is due within 1 month after request.received_on"
    )
    given = "given {requests: {one: {received_on: 2026-03-02, answered_on: none}}}"
    text = with_examples(body, f"on 2026-03-15 gives compliant open until 2026-04-02 {given}")
    found = survivors(text)
    assert [each for each in found if each.startswith("1 month")] == []
    assert not any("is within 1 month" in each for each in found)


def test_a_version_whose_first_day_no_example_shows_survives() -> None:
    body = f"{ACTIVITY}require activity.role is controller"
    early = with_examples(
        body,
        f"on 2020-12-31 {activity('role: controller', 'compliant')}",
        valid="from 2018-05-25 until 2021-01-01",
    )
    late = with_examples(
        f"{ACTIVITY}require activity.role is not controller",
        f"on 2021-01-01 {activity('role: controller', 'violation')}",
        valid="from 2021-01-01",
    )
    assert "2021-01-01 → 2021-01-02" not in survivors(early, late)
    assert "2021-01-01 → 2020-12-31" not in survivors(early, late)
    later = late.replace("on 2021-01-01", "on 2021-02-01")
    assert "2021-01-01 → 2021-01-02" in survivors(early, later)


def test_a_parameter_is_changed_for_each_rule_that_names_it() -> None:
    body = "for the organisation require organisation.staff is less than staff_limit"
    far = with_examples(body, staff(10, "compliant"), staff(900, "violation"))
    near = with_examples(body, staff(299, "compliant"), staff(300, "violation"))
    assert "staff_limit → 251, 301" in survivors(far)
    assert [each for each in survivors(near) if "staff_limit → " in each and "," in each] == []


def test_a_derived_fact_is_changed_for_all_rules_that_rest_on_it() -> None:
    body = f"{ACTIVITY}require activity.our_work"
    first = with_examples(
        body, activity("role: controller", "compliant"), activity("role: processor", "violation")
    )
    second = with_examples(body, activity("role: joint_controller", "compliant"), id="rule-two")
    fact = Subject("definition", "test/our_work")

    def left(*texts: str) -> list[str]:
        found = Mutation(book(*texts), load_model()).of(fact)
        return [each.original for each in found.outcomes if each.survived]

    assert left(first) == ["joint_controller"]
    assert left(first, second) == []
    assert subjects_of(book(first, second), frozenset({"rule-one"})) == (
        Subject("rule", "rule-one"),
    )
    assert fact in subjects_of(book(first, second), None)
    assert fact in subjects_of(book(first, second), frozenset(), frozenset({"test"}))


def test_an_example_that_fails_already_notices_nothing_and_is_counted() -> None:
    found = mutated(with_examples(STAFF, staff(10, "violation"), staff(900, "violation")))
    assert (found.examples, found.failing) == (1, FILLERS + 1)


def test_the_same_rules_give_the_same_answers() -> None:
    text = with_examples(STAFF, staff(10, "compliant"), staff(900, "violation"))
    assert mutated(text) == mutated(text)


# --------------------------------------------------------------------------------------- what is explained

FAR = (staff(10, "compliant"), staff(900, "violation"))


@pytest.mark.parametrize(
    "body",
    [
        "for the organisation\n  require organisation.staff is less than 250  # mutant: rough figure",
        "for the organisation\n  # mutant: rough figure\n  require organisation.staff is less than 250",
        "for the organisation\n  # mutant: rough\n  # figure\n  require organisation.staff is less than 250",
    ],
)
def test_a_comment_explains_the_survivors_of_its_line(body) -> None:
    found = mutated(with_examples(body, *FAR))
    assert [each.accepted for each in found.outcomes if each.killed_by is None] == [
        "rough figure"
    ] * 3
    assert not any(each.survived for each in found.outcomes)
    assert found.stale == ()


def test_a_comment_explains_no_other_line() -> None:
    body = (
        "for the organisation # mutant: not here\n  require\n  organisation.staff is less than 250"
    )
    found = mutated(with_examples(body, *FAR))
    assert len([each for each in found.outcomes if each.survived]) == 3
    assert [each.reason for each in found.stale] == ["not here"]


def test_a_comment_where_nothing_survives_is_told() -> None:
    body = f"{STAFF}  # mutant: rough figure"
    found = mutated(with_examples(body, staff(249, "compliant"), staff(250, "violation")))
    line = 1 + with_examples(body)[: with_examples(body).index("# mutant")].count("\n")
    assert [(each.line, each.reason) for each in found.stale] == [(line, "rough figure")]


def test_a_text_that_looks_like_such_a_comment_is_none() -> None:
    text = with_examples(STAFF, *FAR).replace('en "Wrong."', 'en "Wrong # mutant: no."')
    assert mutated(text).stale == ()
