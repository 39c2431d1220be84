"""What became of a register: nothing is lost between two states, and nothing is told that did not change."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grondslag.findings.since import FactChange, facts_between
from grondslag.model.facts import Register
from grondslag.values import NONE

KEYS = st.sampled_from("abc")
VALUES = st.one_of(st.sampled_from([True, 3, "text", NONE]), st.tuples(st.sampled_from("xy")))
RECORDS = st.recursive(
    VALUES, lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3), max_leaves=8
)
STATES = st.dictionaries(
    KEYS, st.dictionaries(KEYS, st.dictionaries(KEYS, RECORDS, min_size=1, max_size=3), max_size=3), max_size=3
)  # fmt: skip


def applied(state: dict[str, Any], changes: list[FactChange]) -> dict[str, Any]:
    """The state with each change made in it: what is gone first, then what is there."""
    made = copy.deepcopy(state)
    for change in sorted(changes, key=lambda one: one.after is not None):
        *above, last = change.path
        group = made
        for step in above:
            if not isinstance(group.get(step), dict):
                group[step] = {}
            group = group[step]
        if change.after is None:
            group.pop(last, None)
        else:
            group[last] = copy.deepcopy(change.after)
    return without_empty(made)


def without_empty(group: Any) -> Any:
    if not isinstance(group, dict):
        return group
    kept = {key: without_empty(value) for key, value in group.items()}
    return {key: value for key, value in kept.items() if value != {}}


@given(STATES, STATES)
def test_the_changes_make_one_state_out_of_the_other(before, after) -> None:
    changes = list(facts_between(Register(after), Register(before)))
    assert applied(before, changes) == without_empty(after)
    assert len({change.path for change in changes}) == len(changes)


@given(STATES)
def test_a_state_differs_in_nothing_from_itself(state) -> None:
    assert list(facts_between(Register(copy.deepcopy(state)), Register(state))) == []


def test_a_record_that_came_is_one_change_and_a_group_in_it_each_of_its_facts() -> None:
    before = Register({"processing": {"pay": {"name": "Pay"}}})
    after = Register(
        {
            "processing": {
                "pay": {"name": "Pay", "dpia": {"done_on": 1, "by": "x"}},
                "new": {"name": "N"},
            }
        }
    )
    assert [(one.path, one.after) for one in facts_between(after, before)] == [
        (("processing", "new"), {"name": "N"}),
        (("processing", "pay", "dpia", "done_on"), 1),
        (("processing", "pay", "dpia", "by"), "x"),
    ]


def test_what_was_filled_in_on_both_sides_was_written_by_nobody() -> None:
    filled = lambda path: path[-1] == "risk"  # noqa: E731
    before = Register({"processing": {"pay": {"risk": "low", "name": "a"}}}, is_filled_in=filled)
    after = Register({"processing": {"pay": {"risk": "high", "name": "b"}}}, is_filled_in=filled)
    assert [one.path[-1] for one in facts_between(after, before)] == ["name"]
    written = Register({"processing": {"pay": {"risk": "high", "name": "a"}}})
    assert [one.path[-1] for one in facts_between(written, before)] == ["risk"]
