"""The engines that must say the same, behind one door, and small rules to ask them about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from grondslag.evaluation.verdict import Verdict
from grondslag.language import tree
from grondslag.language.types import Entries, EntryOf, RecordOf
from grondslag.model.facts import Register
from reference.dates import AMSTERDAM
from reference.evaluator import judge_all
from reference.rules import WORDS, book_of
from reference.toy import EVER, VOCABULARY, Book

Engine = Callable[[Book, Register, datetime], list[Verdict]]
OUTCOMES = {"T": "compliant", "F": "violation", "U": "undetermined"}
NOON = datetime(2026, 4, 1, 12, tzinfo=AMSTERDAM)


def by_the_page(book: Book, register: Register, as_of: datetime) -> list[Verdict]:
    return judge_all(book, book.rules, register, as_of)


def by_the_engine(book: Any, register: Register, as_of: datetime) -> list[Verdict]:
    from grondslag.evaluation.run import evaluate

    return list(evaluate(book, register, as_of))


ENGINES: Mapping[str, Engine] = {"reference": by_the_page, "engine": by_the_engine}


def said(verdict: Verdict) -> tuple[object, ...]:
    """What all engines must agree on."""
    return (
        verdict.rule,
        verdict.subject.path,
        verdict.outcome,
        verdict.item,
        tuple((each.path, each.kind) for each in verdict.reasons),
        verdict.open_until,
    )


def all_said(verdicts: list[Verdict]) -> list[tuple[object, ...]]:
    return sorted((said(verdict) for verdict in verdicts), key=repr)


def rule(
    require: tree.Condition,
    *,
    over: str = "parties",
    when: tree.Condition | None = None,
    unless: tuple[tree.Condition, ...] = (),
    where: tree.Condition | None = None,
    scope: tree.Scope | None = None,
    event: tree.Term | None = None,
    valid: tuple[date, date | None] = (EVER, None),
    earlier_unread: bool = False,
) -> tree.CheckedRule:
    """A rule for each `x` in a collection of the toy register."""
    binding = tree.Binding("x", EntryOf((over,)), (tree.Root(over, Entries(collection=over)),))
    return tree.CheckedRule(
        id="rule",
        title=(),
        citations=(tree.Citation("LAW", article="1"),),
        severity="high",
        certainty="law",
        source_status="read",
        valid_from=valid[0],
        valid_until=valid[1],
        earlier_unread=earlier_unread,
        review_by=None,
        waivable=True,
        event=event,
        scope=scope or tree.Scope((binding,), None, where),
        when=when,
        require=require,
        exemptions=tuple(tree.Exemption((), condition) for condition in unless),
        otherwise=WORDS,
        fix=WORDS,
        note=None,
        examples=(),
    )


def field(path: str) -> tree.Field:
    """A path of the toy register: `parties.name` is that of `x`, `organisation.staff` its own."""
    first, *steps = path.split(".")
    collection = VOCABULARY.collections[first]
    term: tree.Term = (
        tree.Root(first, RecordOf(first))
        if collection.single
        else tree.Variable("x", EntryOf((first,)))
    )
    for step in steps:
        kind = VOCABULARY.fields(term.type)[step]
        term = tree.Field(term, step, kind.type, kind.may_be_none)
    assert isinstance(term, tree.Field)
    return term


def one(
    engine: Engine,
    checked: tree.CheckedRule | tuple[tree.CheckedRule, ...],
    collections: dict[str, Any],
    as_of: datetime = NOON,
    definitions: dict[str, tree.Definition] | None = None,
) -> Verdict:
    """The only verdict."""
    versions = checked if isinstance(checked, tuple) else (checked,)
    (verdict,) = engine(book_of({"rule": versions}, definitions), Register(collections), as_of)
    return verdict


def reasons(verdict: Verdict) -> dict[str, str]:
    """The reasons, by path."""
    return {".".join(each.path): each.kind for each in verdict.reasons}
