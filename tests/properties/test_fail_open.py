"""A missing fact never passes: over every example of every rule, each fact is deleted, emptied and misspelt.

Deleting or spoiling a fact may make a verdict undetermined; it may never turn a violation or an undetermined
verdict into compliant or not applicable. Excepted are rules that ask for the writing down itself
(`is recorded`), and facts that have a value when nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from grondslag.evaluation.examples import moment
from grondslag.evaluation.run import evaluate
from grondslag.language.tree import Datum, Derived, Example, IsRecorded
from grondslag.model.build import build_register
from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.examples import ExampleDocument
from grondslag.rulebook.load import RuleBook, builtin_policies, load_rulebook
from grondslag.rulebook.rule import Rule

Path = tuple[str, ...]
ATTENTION = {"violation", "undetermined"}


@cache
def rulebook() -> RuleBook:
    return load_rulebook([builtin_policies()], load_model())


def cases() -> list[tuple[Rule, Example]]:
    return [
        (rule, example)
        for versions in rulebook().rules.values()
        for rule in versions
        for example in rule.checked.examples
        if example.expected.outcome in ATTENTION
    ]


CASES = cases()
NAMES = [f"{rule.id}: {example.name}" for rule, example in CASES]


def nodes(value: object) -> Iterator[object]:
    """Every node of a checked tree, derived facts written out."""
    if isinstance(value, tuple):
        for item in value:
            yield from nodes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        if isinstance(value, Derived):
            yield from nodes(rulebook().law.definitions[value.name].cases)
        for field in fields(value):
            yield from nodes(getattr(value, field.name))


def asks_for_the_record(rule: Rule) -> bool:
    checked = rule.checked
    parts = (checked.scope, checked.when, checked.require, checked.exemptions, checked.event)
    return any(isinstance(node, IsRecorded) for node in nodes(parts))


def facts(given: Datum) -> Iterator[tuple[Path, FieldKind]]:
    """The path of every field that an example writes."""
    model = load_model()
    for name, entries in given.value.items():  # type: ignore[attr-defined]
        kind = model.collections.get(name)
        if kind is None or not isinstance(entries.value, dict):
            continue
        if kind.single:
            yield from record_facts(entries, kind.entry, (name,))
        else:
            for key, entry in entries.value.items():
                yield from record_facts(entry, kind.entry, (name, key))


def record_facts(datum: Datum, kind: RecordKind, path: Path) -> Iterator[tuple[Path, FieldKind]]:
    if not isinstance(datum.value, dict):
        return
    model = load_model()
    for name, inner in datum.value.items():
        field = kind.fields[name]
        yield (*path, name), field
        if field.type == "record":
            yield from record_facts(inner, model.records[field.record or ""], (*path, name))
        elif field.type == "map" and isinstance(inner.value, dict):
            for key, entry in inner.value.items():
                yield from record_facts(
                    entry, model.records[field.record or ""], (*path, name, key)
                )


def changed(datum: Datum, path: Path, key: str | None, value: Datum | None) -> Datum:
    """The data with the fact at *path* gone (no key), or under another key, or with another value."""
    step, *rest = path
    inner = dict(datum.value)  # type: ignore[call-overload]
    if rest:
        inner[step] = changed(inner[step], tuple(rest), key, value)
    else:
        old = inner.pop(step)
        if key is not None:
            inner[key] = old if value is None else value
    return replace(datum, value=inner)


def judge(rule: Rule, example: Example, given: Datum) -> tuple[dict[Path, str], list[str]]:
    register, problems = build_register(
        [ExampleDocument(rule.source, given)], load_model(), examples=True
    )
    book = rulebook().only({rule.id: rulebook().rules[rule.id]})
    verdicts = evaluate(book, register, moment(example.on))
    return {verdict.subject.path: verdict.outcome for verdict in verdicts}, [
        problem.id for problem in problems if problem.severity == "error"
    ]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=NAMES)
def test_a_fact_that_is_deleted_emptied_or_misspelt_never_passes(
    rule: Rule, example: Example
) -> None:
    before, problems = judge(rule, example, example.given)
    assert problems == []
    excepted = asks_for_the_record(rule)
    for path, field in facts(example.given):
        spoilt = {
            "deleted": changed(example.given, path, None, None),
            "emptied": changed(example.given, path, path[-1], Datum(None)),
            "misspelt": changed(example.given, path, f"{path[-1]}x", None),
        }
        for how, given in spoilt.items():
            after, problems = judge(rule, example, given)
            if how != "deleted":
                assert problems, f"{'.'.join(path)} {how} gives a diagnostic"
            if excepted or field.implied is not None:
                continue
            lost = [
                subject
                for subject, outcome in before.items()
                if outcome in ATTENTION and after.get(subject, "undetermined") not in ATTENTION
            ]
            assert lost == [], f"{'.'.join(path)} {how}"
