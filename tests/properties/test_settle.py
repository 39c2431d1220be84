"""Whatever is said to settle a verdict settles it: the whole engine, on the register with those facts."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random
from typing import Any

import pytest

from grondslag.evaluation.changes import changed, without_ids
from grondslag.evaluation.run import evaluate
from grondslag.evaluation.settle import Settle, settle
from grondslag.evaluation.verdict import Verdict
from grondslag.model.facts import Register
from grondslag.model.in_hand import is_in_hand
from grondslag.values import NONE
from reference.packs import book_of_one, examples, packs, random_register, shipped_rules
from reference.rules import write_case

SETTLED = {"compliant", "not_applicable", None}
SWEEP = 120
FOR_EACH_RULE = 4


def outcome_of(book: Any, register: Register, verdict: Verdict, as_of: datetime) -> str | None:
    """What the engine says of the same subject; None if nothing."""
    found = [
        each
        for each in evaluate(book, register, as_of)
        if (each.rule, each.subject) == (verdict.rule, verdict.subject)
    ]
    return found[0].outcome if found else None


def check(book: Any, register: Register, as_of: datetime) -> Iterator[Settle]:
    """Each answer for a register holds what it promises, and leaves the register as it was."""
    before = copy.deepcopy(register.collections)
    for verdict in evaluate(book, register, as_of):
        found = settle(book, register, verdict, as_of)
        assert register.collections == before
        assert (found is None) == (verdict.outcome not in ("undetermined", "violation"))
        if found is None:
            continue
        for way in found.ways:
            facts = {change.path: change.value for change in way.changes}
            told = outcome_of(book, changed(register, facts), verdict, as_of)
            assert told == way.outcome, (verdict, way)
        check_parts(book, register, verdict, as_of, found)
        yield found


def check_parts(
    book: Any, register: Register, verdict: Verdict, as_of: datetime, found: Settle
) -> None:
    """The first way settles it, and none of its facts can be left out."""
    if not found.ways:
        assert not found.found
        return
    first = found.ways[0]
    assert first.outcome in (SETTLED if found.outcome == "undetermined" else {"compliant"})
    for change in first.changes:
        rest = {each.path: each.value for each in first.changes if each is not change}
        told = outcome_of(book, changed(register, rest), verdict, as_of)
        assert told != first.outcome, (verdict, first, change)


def may_be_done(found: Settle) -> bool:
    """Whether all that is proposed is something to put in place."""
    vocabulary = packs().vocabulary
    return all(is_in_hand(without_ids(vocabulary, path)) for path in found.facts)


@pytest.mark.parametrize("rule", shipped_rules())
def test_what_settles_an_example_of_our_rules_does(rule: str) -> None:
    for register, as_of, _ in examples(rule):
        for found in check(book_of_one(rule), register, as_of):
            assert found.outcome != "violation" or may_be_done(found)


@pytest.mark.parametrize("rule", shipped_rules())
def test_what_settles_a_random_register_does(rule: str) -> None:
    for seed in range(FOR_EACH_RULE):
        register, as_of, _, _ = random_register(rule, seed)
        for found in check(book_of_one(rule), register, as_of):
            assert found.outcome != "violation" or may_be_done(found)


def test_what_settles_a_verdict_of_a_random_rule_does() -> None:
    numbers = {True: 0, False: 0}
    for seed in range(SWEEP):
        case = write_case(Random(seed).randrange, 2)
        for found in check(case.book, case.register, case.as_of):
            if found.outcome == "undetermined":
                numbers[found.found] += 1
    assert numbers[True] > numbers[False], "the search finds little"


def test_no_answer_ever_denies_what_happened() -> None:
    """Of a violation nothing is taken back: what was recorded as a value is not made none."""
    for rule in shipped_rules():
        for register, as_of, _ in examples(rule):
            book = book_of_one(rule)
            for verdict in evaluate(book, register, as_of):
                if verdict.outcome == "violation":
                    found = settle(book, register, verdict, as_of)
                    assert found is not None
                    assert not denied(register, found)


def denied(register: Register, found: Settle) -> Mapping[tuple[str, ...], Any]:
    return {
        change.path: change.value
        for way in found.ways
        for change in way.changes
        if change.value is NONE and register.fact(change.path) is not None
    }
