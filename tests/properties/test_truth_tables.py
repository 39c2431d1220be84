"""The tables of the language page, row by row, for the reference and for the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grondslag.language import tree
from grondslag.language.types import Scalar
from grondslag.values import NONE, UNREADABLE, Duration, duration
from reference.engines import OUTCOMES, Engine, field, one, reasons, rule
from reference.toy import KIND

TEXT = Scalar("text")


def text(value: str) -> tree.Literal_:
    return tree.Literal_(value, TEXT)


# Three facts that are T, F or U at will.
A = tree.Compare("is", field("parties.name"), text("a"))
B = tree.Compare("is", field("parties.country"), text("a"))
C = tree.Holds(field("organisation.public"))


def register_of(a: str, b: str = "T", c: str = "T") -> dict[str, Any]:
    letters = {"T": "a", "F": "b"}
    entry = {"name": letters.get(a), "country": letters.get(b)}
    organisation = {} if c == "U" else {"public": c == "T"}
    return {
        "parties": {"one": {name: value for name, value in entry.items() if value}},
        "organisation": organisation,
    }


def missing(**letters: str) -> dict[str, str]:
    paths = {"a": "parties.one.name", "b": "parties.one.country", "c": "organisation.public"}
    return {paths[name]: "not_recorded" for name, letter in letters.items() if letter == "U"}


CONNECTIVES = [
    ("T", "T", "T", "T", "T"),
    ("T", "F", "F", "T", "F"),
    ("T", "U", "U", "T", "U"),
    ("F", "T", "F", "T", "T"),
    ("F", "F", "F", "F", "T"),
    ("F", "U", "F", "U", "T"),
    ("U", "T", "U", "T", "T"),
    ("U", "F", "F", "U", "U"),
    ("U", "U", "U", "U", "U"),
]


@pytest.mark.parametrize(("a", "b", "both", "either", "implied"), CONNECTIVES)
def test_and_or_and_if_follow_their_table(
    engine: Engine, a: str, b: str, both: str, either: str, implied: str
) -> None:
    conditions = {
        tree.And((A, B)): both,
        tree.Block("all", (tree.Item("a", (), A, None), tree.Item("b", (), B, None))): both,
        tree.Or((A, B)): either,
        tree.Block("any", (tree.Item("a", (), A, None), tree.Item("b", (), B, None))): either,
        tree.Implies(A, B): implied,
    }
    for condition, expected in conditions.items():
        verdict = one(engine, rule(condition), register_of(a, b))
        assert OUTCOMES[expected] == verdict.outcome
        assert (missing(a=a, b=b) if expected == "U" else {}) == reasons(verdict)


@pytest.mark.parametrize(("a", "expected"), [("T", "F"), ("F", "T"), ("U", "U")])
def test_not_and_none_of_turn_the_value_and_keep_the_reasons(
    engine: Engine, a: str, expected: str
) -> None:
    none_of = tree.Block("none", (tree.Item("a", (), A, None),))
    for condition in (tree.Not(A), none_of):
        verdict = one(engine, rule(condition), register_of(a))
        assert OUTCOMES[expected] == verdict.outcome
        assert missing(a=a) == reasons(verdict)


RULE = [
    ("T", "F", "compliant", "violation", "undetermined"),
    ("T", "U", "compliant", "undetermined", "undetermined"),
    ("T", "T", "compliant", "not_applicable", "not_applicable"),
    ("U", "F", "compliant", "undetermined", "undetermined"),
    ("U", "U", "compliant", "undetermined", "undetermined"),
    ("U", "T", "compliant", "not_applicable", "not_applicable"),
    ("F", "F", "not_applicable", "not_applicable", "not_applicable"),
    ("F", "U", "not_applicable", "not_applicable", "not_applicable"),
    ("F", "T", "not_applicable", "not_applicable", "not_applicable"),
]


@pytest.mark.parametrize("met", ["T", "F", "U"])
@pytest.mark.parametrize(("applies", "exempt", "if_met", "if_not", "if_unknown"), RULE)
def test_the_outcome_of_a_rule_follows_the_table_of_section_8(
    engine: Engine,
    applies: str,
    exempt: str,
    if_met: str,
    if_not: str,
    if_unknown: str,
    met: str,
) -> None:
    checked = rule(C, when=A, unless=(B,))
    verdict = one(engine, checked, register_of(applies, exempt, met))
    expected = {"T": if_met, "F": if_not, "U": if_unknown}[met]
    assert expected == verdict.outcome
    unknown = missing(a=applies, b=exempt, c=met) if expected == "undetermined" else {}
    assert unknown == reasons(verdict)


# ----------------------------------------------------------------------------- presence and lists

STATES: dict[str, Any] = {"U": None, "N": NONE, "V": ("red",), "E": ()}
LIST = field("processing.kinds")
RED = (tree.Literal_("red", KIND),)
BLUE = (tree.Literal_("blue", KIND),)
PRESENCE = [
    (tree.Exists(LIST), "U", "F", "T", "T"),
    (tree.IsNone(LIST), "U", "T", "F", "F"),
    (tree.IsRecorded(LIST, False), "F", "T", "T", "T"),
    (tree.IsRecorded(LIST, True), "T", "F", "F", "F"),
    (tree.IsEmpty(LIST, False), "U", "T", "F", "T"),
    (tree.IsEmpty(LIST, True), "U", "F", "T", "F"),
    (tree.Includes(LIST, RED[0], False), "U", "F", "T", "F"),
    (tree.Includes(LIST, RED[0], True), "U", "T", "F", "T"),
    (tree.Includes(LIST, BLUE[0], False), "U", "F", "F", "F"),
    (tree.IncludesAny(LIST, (*BLUE, *RED)), "U", "F", "T", "F"),
    (tree.IncludesAny(LIST, BLUE), "U", "F", "F", "F"),
    *(
        (
            tree.Compare("is", tree.Count(LIST, False, Scalar("integer")), number),
            "U",
            none,
            value,
            empty,
        )
        for number, none, value, empty in (
            (tree.Literal_(0, Scalar("integer")), "T", "F", "T"),
            (tree.Literal_(1, Scalar("integer")), "F", "T", "F"),
        )
    ),
]


@pytest.mark.parametrize(("condition", "unknown", "none", "value", "empty"), PRESENCE)
def test_presence_and_lists_follow_their_table(
    engine: Engine, condition: tree.Condition, unknown: str, none: str, value: str, empty: str
) -> None:
    expected = {"U": unknown, "N": none, "V": value, "E": empty}
    for state, outcome in expected.items():
        entry = {} if state == "U" else {"kinds": STATES[state]}
        verdict = one(engine, rule(condition, over="processing"), {"processing": {"one": entry}})
        assert OUTCOMES[outcome] == verdict.outcome, state
        why = {"processing.one.kinds": "not_recorded"} if outcome == "U" else {}
        assert why == reasons(verdict)


@pytest.mark.parametrize(("negated", "none", "listed", "other"), [(False, *"FTF"), (True, *"TFT")])
def test_one_of_follows_its_table(
    engine: Engine, negated: bool, none: str, listed: str, other: str
) -> None:
    condition = tree.OneOf(field("breaches.kind"), RED, negated)
    cases = {"U": "U", NONE: none, "red": listed, "blue": other}
    for value, outcome in cases.items():
        entry = {} if value == "U" else {"kind": value}
        verdict = one(engine, rule(condition, over="breaches"), {"breaches": {"one": entry}})
        assert OUTCOMES[outcome] == verdict.outcome, value


def test_a_yes_or_no_that_is_none_is_undetermined_for_that_reason(engine: Engine) -> None:
    checked = rule(tree.Holds(field("processing.core")), over="processing")
    verdict = one(engine, checked, {"processing": {"one": {"core": NONE}}})
    assert reasons(verdict) == {"processing.one.core": "none"}


def test_a_value_that_cannot_be_read_is_not_recorded_and_says_so(engine: Engine) -> None:
    checked = rule(tree.Exists(field("processing.core")), over="processing")
    verdict = one(engine, checked, {"processing": {"one": {"core": UNREADABLE}}})
    assert reasons(verdict) == {"processing.one.core": "not_readable"}


OFFICER = field("organisation.officer")


@pytest.mark.parametrize(
    ("officer", "expected"),
    [
        ({}, "U"),
        ({"name": NONE}, "U"),
        ({"name": NONE, "since": NONE}, "F"),
        ({"name": NONE, "since": UNREADABLE}, "U"),
        ({"name": "a"}, "T"),
        (NONE, "F"),
    ],
)
def test_a_record_exists_if_one_of_its_fields_has_a_value(
    engine: Engine, officer: Any, expected: str
) -> None:
    collections = {"organisation": {"officer": officer}, "parties": {"one": {}}}
    verdict = one(engine, rule(tree.Exists(OFFICER)), collections)
    assert OUTCOMES[expected] == verdict.outcome
    recorded = one(engine, rule(tree.IsRecorded(OFFICER, False)), collections)
    assert ("violation" if expected == "U" else "compliant") == recorded.outcome


def test_a_record_that_says_nothing_lists_the_fields_that_say_nothing(engine: Engine) -> None:
    collections = {"organisation": {"officer": {"name": NONE}}, "parties": {"one": {}}}
    verdict = one(engine, rule(tree.Exists(OFFICER)), collections)
    assert reasons(verdict) == {"organisation.officer.since": "not_recorded"}


@pytest.mark.parametrize(("wanted", "expected"), [("U", "U"), (NONE, "F"), ("a", "T"), ("b", "F")])
def test_includes_asks_for_an_item_that_may_be_unknown_or_none(
    engine: Engine, wanted: Any, expected: str
) -> None:
    condition = tree.Includes(field("processing.tags"), field("organisation.officer.name"), False)
    officer = {} if wanted == "U" else {"name": wanted}
    collections = {
        "processing": {"one": {"tags": ("a",)}},
        "organisation": {"officer": {**officer, "since": date(2026, 1, 1)}},
    }
    verdict = one(engine, rule(condition, over="processing"), collections)
    assert OUTCOMES[expected] == verdict.outcome


# ------------------------------------------------------------------------------------ comparisons

NUMBER = field("processing.staff")
OTHER = field("organisation.staff")
EQUALITY = [("is", "F", "T", "F"), ("is_not", "T", "F", "T")]
ORDERING = [
    ("more", "F", "F", "T"),
    ("at_least", "F", "T", "T"),
    ("less", "T", "F", "F"),
    ("at_most", "T", "T", "F"),
]


def compared(engine: Engine, operator: str, left: Any, right: Any) -> Any:
    entry = {} if left == "U" else {"staff": left}
    organisation = {} if right == "U" else {"staff": right}
    collections = {"processing": {"one": entry}, "organisation": organisation}
    condition = tree.Compare(operator, NUMBER, OTHER)
    return one(engine, rule(condition, over="processing"), collections)


@pytest.mark.parametrize(("operator", "less", "equal", "more"), [*EQUALITY, *ORDERING])
def test_comparison_of_two_values(
    engine: Engine, operator: str, less: str, equal: str, more: str
) -> None:
    if operator == "is":
        less = more = "F"
    if operator == "is_not":
        less = more = "T"
    for left, outcome in ((1, less), (2, equal), (3, more)):
        assert OUTCOMES[outcome] == compared(engine, operator, left, 2).outcome


@pytest.mark.parametrize("operator", [row[0] for row in (*EQUALITY, *ORDERING)])
def test_unknown_wins_over_none_in_a_comparison(engine: Engine, operator: str) -> None:
    verdict = compared(engine, operator, "U", NONE)
    assert reasons(verdict) == {"processing.one.staff": "not_recorded"}
    verdict = compared(engine, operator, NONE, "U")
    assert reasons(verdict) == {"organisation.staff": "not_recorded"}
    verdict = compared(engine, operator, "U", "U")
    assert {"processing.one.staff", "organisation.staff"} == set(reasons(verdict))


@pytest.mark.parametrize(("operator", "expected"), [("is", "violation"), ("is_not", "compliant")])
def test_two_absences_are_not_the_same(engine: Engine, operator: str, expected: str) -> None:
    for left, right in ((NONE, NONE), (NONE, 1), (1, NONE)):
        assert expected == compared(engine, operator, left, right).outcome


@pytest.mark.parametrize("operator", [row[0] for row in ORDERING])
def test_ordering_with_none_is_undetermined_for_that_reason(engine: Engine, operator: str) -> None:
    verdict = compared(engine, operator, NONE, 1)
    assert reasons(verdict) == {"processing.one.staff": "none"}
    assert len(reasons(compared(engine, operator, NONE, NONE))) == 2


MONTH, FOUR_WEEKS, TWO_MONTHS = duration(1, "month"), duration(4, "week"), duration(2, "month")
LENGTHS = [
    (TWO_MONTHS, "more", FOUR_WEEKS, "T"),
    (MONTH, "at_most", FOUR_WEEKS, "U"),
    (MONTH, "at_least", FOUR_WEEKS, "T"),
    (MONTH, "less", FOUR_WEEKS, "F"),
    (MONTH, "is", duration(30, "day"), "U"),
    (duration(12, "month"), "is", duration(1, "year"), "T"),
    (duration(40000, "minute"), "at_most", FOUR_WEEKS, "T"),
    (duration(48, "hour"), "is", duration(2, "day"), "T"),
    (duration(1, "year"), "more", duration(366, "day"), "F"),
    (duration(1, "year"), "at_least", duration(366, "day"), "U"),
]


@pytest.mark.parametrize(("length", "operator", "other", "expected"), LENGTHS)
def test_durations_compare_only_as_far_as_every_calendar_agrees(
    engine: Engine, length: Duration, operator: str, other: Duration, expected: str
) -> None:
    literal = tree.Literal_(other, Scalar("duration"))
    condition = tree.Compare(operator, field("processing.term"), literal)
    verdict = one(
        engine, rule(condition, over="processing"), {"processing": {"one": {"term": length}}}
    )
    assert OUTCOMES[expected] == verdict.outcome
    assert ({"processing.one.term": "not_ordered"} if expected == "U" else {}) == reasons(verdict)
