"""The engine says what the language page says: random rules and registers (section 19)."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from grondslag.model.facts import Register
from reference.conditions import Conditions
from reference.engines import all_said, by_the_engine, by_the_page
from reference.evaluator import judge_all
from reference.packs import beside, book_of_one, examples, random_register, shipped_rules
from reference.rules import Case, cases, write_case
from reference.toy import Book
from reference.wrong import WRONG_ENGINES

SWEEP = 1200
"""How many seeded cases of four rules; a case that fails is found again by its number."""
COMPARED = 900
PARTS = 6
FOR_EACH_RULE = 25
BESIDE_EACH = 4
WORST_FIRST = ("violation", "undetermined", "compliant", "not_applicable")


def seeded(seed: int) -> Case:
    return write_case(Random(seed).randrange, 4)


def compare(book: Book, register: Register, as_of: datetime) -> None:
    expected = by_the_page(book, register, as_of)
    actual = by_the_engine(book, register, as_of)
    assert all_said(expected) == all_said(actual)
    order = [(verdict.rule, verdict.subject.path) for verdict in actual]
    assert sorted(order) == order


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(rules=1))
def test_the_engine_agrees_with_the_page_on_random_rules(case: Case) -> None:
    compare(case.book, case.register, case.as_of)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engine_agrees_with_the_page_on_many_seeded_cases(part: int, times: int) -> None:
    for seed in range(part, COMPARED * times, PARTS):
        case = seeded(seed)
        compare(case.book, case.register, case.as_of)


@pytest.mark.parametrize("rule", shipped_rules())
def test_the_engine_agrees_with_the_page_on_the_rules_we_ship(rule: str) -> None:
    for seed in range(FOR_EACH_RULE):
        register, as_of, *_ = random_register(rule, seed)
        compare(book_of_one(rule), register, as_of)


@pytest.mark.parametrize("rule", shipped_rules())
def test_the_engine_agrees_with_the_page_beside_the_examples_of_a_rule(rule: str) -> None:
    book = book_of_one(rule)
    for number, (register, as_of, _) in enumerate(examples(rule)):
        compare(book, register, as_of)
        for seed in range(BESIDE_EACH):
            other = beside(rule, register, as_of.date(), number * BESIDE_EACH + seed)
            compare(book, other, as_of)


@pytest.mark.parametrize("rule", shipped_rules())
def test_by_the_page_every_example_of_a_rule_is_right(rule: str) -> None:
    for register, as_of, expected in examples(rule):
        verdicts = by_the_page(book_of_one(rule), register, as_of)
        worst = min(verdicts, key=lambda verdict: WORST_FIRST.index(verdict.outcome))
        assert expected.outcome == worst.outcome
        deciding = [verdict for verdict in verdicts if verdict.outcome == worst.outcome]
        if expected.outcome == "undetermined":
            paths = {reason.path for verdict in deciding for reason in verdict.reasons}
            assert set(expected.reasons) == paths
        if expected.item is not None:
            assert expected.item in {verdict.item for verdict in deciding}
        if expected.outcome == "compliant":
            assert {expected.open_until} == {verdict.open_until for verdict in deciding}


def test_random_cases_are_not_all_undetermined() -> None:
    """The comparison means little if nothing is decided: each outcome is a fair part of all."""
    counts: dict[str, int] = {}
    kinds: set[str] = set()
    for seed in range(SWEEP):
        case = seeded(seed)
        for verdict in by_the_page(case.book, case.register, case.as_of):
            counts[verdict.outcome] = counts.get(verdict.outcome, 0) + 1
            kinds.update(reason.kind for reason in verdict.reasons)
            kinds.update(["open"] if verdict.open_until else [])
            kinds.update(["item"] if verdict.item else [])
    assert all(number * 25 > sum(counts.values()) for number in counts.values())
    assert kinds >= {
        *("not_recorded", "not_described", "none", "not_readable", "time_needed", "not_ordered"),
        *("no_value_on_day", "end_disputed", "text_not_read", "open", "item"),
    }


@pytest.mark.parametrize("wrong", WRONG_ENGINES, ids=lambda wrong: wrong.__name__)
def test_a_wrong_engine_is_caught(wrong: type[Conditions]) -> None:
    assert any(differs(seeded(seed), wrong) for seed in range(SWEEP))


def differs(case: Case, wrong: type[Conditions]) -> bool:
    expected = by_the_page(case.book, case.register, case.as_of)
    actual = judge_all(case.book, case.book.rules, case.register, case.as_of, wrong)
    return all_said(expected) != all_said(actual)
