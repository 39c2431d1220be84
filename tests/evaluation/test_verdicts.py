"""The verdicts of a run as a whole: counted without details, small, the same every time, bounded."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.written_rules import book, judge, rule, told
from grondslag.language import compile_runtime
from grondslag.language.compile import Programs, source_of
from grondslag.values import NONE

EACH = rule("for each supplier in processors require supplier.agreement exists")
REGISTER: dict[str, Any] = {
    "processors": {
        "a": {"agreement": {"document": "x"}},
        "b": {"agreement": NONE},
        "c": {},
    }
}


def test_counts_are_those_of_iterating() -> None:
    verdicts = judge(EACH, REGISTER)
    assert verdicts.counts() == {
        "rule-one": {"compliant": 1, "violation": 1, "undetermined": 1, "not_applicable": 0}
    }
    assert len(verdicts) == len(list(verdicts)) == 3
    assert [verdict.outcome for verdict in verdicts] == ["compliant", "violation", "undetermined"]


def test_attention_leaves_out_what_is_in_order() -> None:
    verdicts = judge(EACH, REGISTER)
    wanted = [each for each in verdicts if each.outcome in ("violation", "undetermined")]
    assert list(verdicts.attention()) == wanted
    assert list(judge(EACH, {}).attention()) == list(judge(EACH, {}))
    assert list(judge(EACH, {"processors": NONE}).attention()) == []


def test_the_order_of_entries_in_the_register_makes_no_difference() -> None:
    other = {"processors": dict(reversed(REGISTER["processors"].items()))}
    assert list(judge(EACH, REGISTER)) == list(judge(EACH, other))


def test_two_runs_say_the_same() -> None:
    assert list(judge(EACH, REGISTER)) == list(judge(EACH, REGISTER))


def test_the_subjects_are_shared_by_the_rules_of_one_scope() -> None:
    rules = book(
        EACH, rule("for each supplier in processors require supplier.owner exists", id="two")
    )
    first, second = (
        [each.subject for each in judge(rules, REGISTER) if each.rule == name]
        for name in ("rule-one", "two")
    )
    assert all(one == other for one, other in zip(first, second, strict=True))
    verdicts = judge(rules, REGISTER)
    shared = {id(each.subject) for each in verdicts}
    assert len(shared) == 3


QUADRATIC = rule(
    "for each activity in processing require"
    " no other in processing: other.large_scale and activity.large_scale and other.core_activity"
)


def test_a_rule_that_takes_too_many_steps_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(compile_runtime.NAMES, "MOST_STEPS", 5_000)  # type: ignore[misc]
    entry = {"large_scale": True, "core_activity": False}
    register = {"processing": {f"a-{n}": entry for n in range(100)}}
    both = book(QUADRATIC, rule("for each a in processing require a.owner exists", id="other"))
    verdicts = judge(both, register)
    assert verdicts.spent == ("rule-one",)
    assert set(verdicts.counts()) == {"other"}


def test_a_short_rule_is_not_spent() -> None:
    assert judge(QUADRATIC, {"processing": {"a": {}}}).spent == ()


def test_programs_that_were_kept_are_used_again() -> None:
    programs = Programs()
    first = list(judge(EACH, REGISTER, programs=programs))
    kept = Programs(dict(programs.code))
    assert set(kept.code) == {("rule-one", book(EACH).rules["rule-one"][0].valid_from)}
    assert list(judge(EACH, REGISTER, programs=kept)) == first


def test_a_rule_about_few_entries_can_be_judged_without_compiling() -> None:
    programs = Programs(few=10)
    assert list(judge(EACH, REGISTER, programs=programs)) == list(judge(EACH, REGISTER))
    assert programs.code == {}


def test_a_rule_that_nests_too_deep_for_python_is_judged_all_the_same() -> None:
    programs = Programs({("rule-one", book(EACH).rules["rule-one"][0].valid_from): None})
    assert told(judge(EACH, REGISTER, programs=programs)) == told(judge(EACH, REGISTER))


@pytest.mark.parametrize("depth", [10, 20])
def test_a_deep_rule_is_judged(depth: int) -> None:
    inner = "supplier.agreement exists"
    for level in range(depth // 2):
        inner = f"(not supplier.agreement is none {'and' if level % 2 else 'or'} not not ({inner}))"
    rules = rule(f"for each supplier in processors require {inner}")
    assert told(judge(rules, REGISTER))["processors.a"] == "compliant"


def test_no_text_of_a_rule_becomes_code() -> None:
    wicked = '\\"); import os; os.abort() #'
    rules = book(rule(f'for each supplier in processors require supplier.country is "{wicked}"'))
    law = rules.law
    (version,) = rules.rules["rule-one"]
    source = source_of(version.checked, law.definitions, rules.vocabulary)
    assert "import os" in source
    assert compile_names(source) <= {"judge"}
    assert told(
        judge(rules, {"processors": {"a": {"country": '"); import os; os.abort() #'}}})
    ) == {"processors.a": "compliant"}


def compile_names(source: str) -> set[str]:
    """The names that the source binds at its top."""
    import ast

    tree = ast.parse(source)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


JOIN = rule(
    "for each supplier in processors"
    " when some activity in processing: activity.processors includes supplier"
    " require supplier.agreement exists"
)


def test_a_join_takes_steps_in_proportion_to_what_it_finds() -> None:
    """10 suppliers and 1,000 activities: with the index each activity is looked at once, not ten times."""
    from grondslag.language.compile_runtime import Runtime

    rules = book(JOIN)
    register = {
        "processors": {f"s-{n}": {"agreement": NONE} for n in range(10)},
        "processing": {f"a-{n}": {"processors": (f"s-{n % 9}",)} for n in range(1000)},
    }
    from evaluation.written_rules import DAY, noon
    from grondslag.evaluation.scope import listing_of
    from grondslag.evaluation.world import World
    from grondslag.model.facts import Register

    world = World(Register(register), rules.law, rules.vocabulary, noon(DAY))
    run = Runtime(register, rules.law, rules.vocabulary, noon(DAY))
    (version,) = rules.rules["rule-one"]
    listing = listing_of(world, version.checked.scope)
    judged = Programs().judge(version.checked, rules.law.definitions, rules.vocabulary, 10)
    assert judged is not None
    codes = bytearray(10)
    judged(run, DAY, listing.rows, codes)
    assert run.steps < 100
    assert list(codes) == [1] * 9 + [3]


def test_a_join_is_unknown_where_an_activity_does_not_say() -> None:
    register = {
        "processors": {"a": {"agreement": NONE}, "b": {"agreement": NONE}, "c": {}},
        "processing": {"x": {"processors": ("a",)}, "y": {}, "z": {"processors": NONE}},
    }
    found = {each.subject.id: each for each in judge(JOIN, register)}
    assert found["a"].outcome == "violation"
    assert found["b"].outcome == "undetermined"
    assert [each.path for each in found["b"].reasons] == [("processing", "y", "processors")]
    assert [each.path for each in found["c"].reasons] == [
        ("processing", "y", "processors"),
        ("processors", "c", "agreement"),
    ]
