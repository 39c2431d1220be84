"""What the examples of a rule do not show."""

from __future__ import annotations

import pytest

from analysis.mutant_kit import with_examples
from evaluation.written_rules import book
from grondslag.analysis.coverage import Coverage, Covered
from grondslag.analysis.subjects import Subject
from grondslag.model.vocabulary import load_model

ACTIVITY = "for each activity in processing\n  "


def activity(facts: str, outcome: str) -> str:
    record = ", ".join(['name: "Post"', *filter(None, [facts])])
    return f"gives {outcome} given {{processing: {{post: {{{record}}}}}}}"


def covered(*texts: str, kind: str = "rule", name: str = "rule-one") -> Covered:
    (found,) = Coverage(book(*texts), load_model()).of([Subject(kind, name)])  # type: ignore[arg-type]
    return found


def gaps(body: str, *examples: str) -> list[tuple[str, str]]:
    return [(gap.kind, gap.part) for gap in covered(with_examples(body, *examples)).gaps]


ROLE = f"{ACTIVITY}require activity.role is controller"


def test_a_condition_that_was_true_and_false_is_covered() -> None:
    found = covered(
        with_examples(
            ROLE,
            activity("role: controller", "compliant"),
            activity("role: processor", "violation"),
        )
    )
    assert found.gaps == ()
    # true, false; violation, compliant, undetermined
    assert (found.shown, found.possible) == (5, 5)
    assert [gap.part for gap in found.unknown] == ["activity.role is controller"]


@pytest.mark.parametrize(
    ("body", "examples", "expected"),
    [
        (
            "require activity.role is controller",
            [("role: controller", "compliant")],
            [("never-false", "activity.role is controller")],
        ),
        (
            "require activity.role is controller and activity.risk is high",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: controller, risk: unlikely", "violation"),
            ],
            [("never-false", "activity.role is controller")],
        ),
        (
            "when activity.role is controller\n  require activity.risk is high",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: processor, risk: unlikely", "not applicable"),
            ],
            [("never-false", "activity.risk is high")],
        ),
        (
            "require activity.risk is high\n  unless under LAW: activity.role is processor",
            [
                ("role: processor, risk: high", "compliant"),
                ("role: controller, risk: unlikely", "violation"),
            ],
            [("exception", "unless under LAW: activity.role is processor")],
        ),
        (
            "require all of (a) activity.role is controller (b) activity.risk is high end",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: processor, risk: unlikely", "violation"),
            ],
            [("item", "(b)")],
        ),
        (
            "require any of (a) activity.role is controller (b) activity.risk is high end",
            [
                ("role: controller, risk: high", "compliant"),
                ("role: processor, risk: unlikely", "violation"),
            ],
            [],
        ),
        (
            "require none of (a) activity.role is controller (b) activity.risk is high end",
            [
                ("role: controller, risk: high", "violation"),
                ("role: processor, risk: unlikely", "compliant"),
            ],
            [("item", "(b)")],
        ),
        (
            "require every item in activity.data where item.class is special: item.necessity exists",
            [
                ("data: {one: {class: special, necessity: none}}", "violation"),
                ("data: {one: {class: ordinary, necessity: none}}", "compliant"),
            ],
            [("never-true", "item.necessity exists")],
        ),
    ],
)
def test_what_no_example_shows_is_a_gap(body, examples, expected) -> None:
    assert gaps(ACTIVITY + body, *(activity(*each) for each in examples)) == expected


def test_a_condition_of_a_derived_fact_counts_for_the_fact() -> None:
    text = with_examples(
        f"{ACTIVITY}require activity.our_work",
        activity("role: controller", "compliant"),
    )
    assert [gap.part for gap in covered(text).gaps] == ["activity.our_work"]
    fact = covered(text, kind="definition", name="test/our_work")
    assert [(gap.kind, gap.part) for gap in fact.gaps] == [
        ("never-false", "a.role is one of [controller, joint_controller]")
    ]
    assert fact.gaps[0].path.endswith("/test/pack.rule")


def test_what_a_condition_can_never_be_is_no_gap() -> None:
    """An activity of which the frequency is recorded has one of the four there are."""
    every = "activity.frequency is one of [once, occasional, regular, continuous]"
    assert gaps(f"{ACTIVITY}require {every}", activity("frequency: once", "compliant")) == []


def test_a_rule_that_only_classifies_need_not_give_a_violation() -> None:
    text = with_examples(ROLE, activity("role: controller", "compliant"))
    info = text.replace("severity high", "severity info")
    assert covered(info).gaps == ()


def test_an_open_term_must_be_shown() -> None:
    body = (
        "for each request in requests\n"
        "  require request.answered_on is due within 1 month after request.received_on"
    )
    found = covered(with_examples(body))
    # The filler expects an open term, so that the rule may be read; a filler says nothing about answers.
    assert ("outcome", "open_until") not in [(gap.kind, gap.part) for gap in found.gaps]
    assert {gap.kind for gap in found.gaps} == {"never-true", "never-false"}


def test_each_version_is_covered_by_the_examples_of_its_days() -> None:
    early = with_examples(
        ROLE,
        f"on 2020-06-01 {activity('role: controller', 'compliant')}",
        f"on 2020-06-01 {activity('role: processor', 'violation')}",
        valid="from 2018-05-25 until 2021-01-01",
    )
    late = with_examples(
        ROLE, f"on 2021-06-01 {activity('role: controller', 'compliant')}", valid="from 2021-01-01"
    )
    found = covered(early, late).gaps
    assert [(gap.kind, gap.path.rsplit("/", 1)[1]) for gap in found] == [
        ("never-false", "rule-one.rule")
    ]


def test_the_same_rules_give_the_same_answers() -> None:
    text = with_examples(ROLE, activity("role: controller", "compliant"))
    assert covered(text) == covered(text)


def test_an_item_that_is_false_only_where_an_earlier_one_is_need_not_decide() -> None:
    """Whether the test says anything of the interest cannot be `none`: only the whole test can."""
    body = (
        "for each activity in processing, purpose in activity.purposes\n"
        "  require all of (a) purpose.balancing_test.interest exists\n"
        "    (b) purpose.balancing_test.necessity exists\n"
        "    (c) purpose.balancing_test.done_on is after 2018-05-25 end"
    )
    given = 'given {processing: {post: {name: "Post", purposes: {one: {balancing_test: none}}}}}'
    found = covered(with_examples(body, f"gives violation at (a) {given}"))
    assert [gap.part for gap in found.gaps if gap.kind == "item"] == ["(c)"]


def test_so_it_is_with_items_about_every_entry_of_one_list() -> None:
    body = (
        "for each activity in processing\n"
        "  require all of (a) every party in activity.joint_with: party.arrangement.document exists\n"
        "    (b) every party in activity.joint_with: party.arrangement.rights_handled_by exists\n"
        "    (c) some party in activity.joint_with: party.arrangement.signed_on exists end"
    )
    given = (
        "given {parties: {town: {arrangement: none}}, "
        'processing: {post: {name: "Post", joint_with: [town]}}}'
    )
    found = covered(with_examples(body, f"gives violation at (a) {given}"))
    # With `some` about the same list it cannot be told from one entry alone.
    assert [gap.part for gap in found.gaps if gap.kind == "item"] == ["(b)", "(c)"]
    alone = body.replace("    (c) some party", "    (c) every party")
    found = covered(with_examples(alone, f"gives violation at (a) {given}"))
    assert [gap.part for gap in found.gaps if gap.kind == "item"] == ["(c)"]


def test_every_item_of_a_condition_that_is_never_false_need_not_be_false() -> None:
    known = "{0}.class is special or {0}.class is not special"
    body = (
        f"{ACTIVITY}require all of (a) activity.risk is high\n"
        f"  (b) every item in activity.data: {known.format('item')}\n"
        "  (c) every item in activity.data: every aim in activity.purposes: "
        f"{known.format('item')} or aim.basis is consent end"
    )
    examples = [
        activity(
            "risk: high, data: {a: {class: special}}, purposes: {p: {basis: consent}}", "compliant"
        ),
        activity(
            "risk: high, data: {a: {class: ordinary}}, purposes: {p: {basis: contract}}",
            "compliant",
        ),
        activity("risk: likely, data: {}, purposes: {}", "violation"),
        activity("data: {}, purposes: {}", "undetermined because processing.post.risk"),
    ]
    assert gaps(body, *examples) == []


def test_an_item_of_which_only_a_part_is_never_false_has_to_be_false() -> None:
    body = (
        f"{ACTIVITY}require every item in activity.data: "
        "(item.class is special or item.class is not special) and item.needed_for is not empty"
    )
    examples = [activity("data: {a: {class: special, needed_for: [p]}}", "compliant")]
    found = [part for kind, part in gaps(body, *examples) if kind == "never-false"]
    assert any(part.startswith("every item") for part in found)
