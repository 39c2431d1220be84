"""Recording more never undoes what was decided: section 19.6, and 19.7 read backwards."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondslag.evaluation.verdict import Verdict
from grondslag.language import tree
from grondslag.language.types import Entries, FieldType, RecordOf
from grondslag.model.facts import Register
from grondslag.values import UNREADABLE
from reference.engines import ENGINES, Engine
from reference.mentions import asks_for_the_record
from reference.packs import (
    book_of_one,
    mentioned,
    packs,
    random_register,
    shipped_rules,
)
from reference.registers import ABSENT, Draw, Pool, RegisterWriter, chooser, ids_of
from reference.rules import write_case
from reference.toy import Book

SETTLED = {"compliant", "not_applicable"}
SWEEP = 500
FOR_EACH_RULE = 8


class More:
    """Records some facts that were not recorded; fields in *held* stay as they are."""

    def __init__(self, book: Book, pool: Pool, held: frozenset[str], draw: Draw) -> None:
        self.writer = RegisterWriter(book.vocabulary, pool, draw, ids_of(book.vocabulary))
        self.pool = pool
        self.held = held

    def register(self, register: Register) -> Register:
        more: dict[str, Any] = copy.deepcopy(register.collections)
        for name, written in more.items():
            kind = self.writer.vocabulary.collections[name]
            if isinstance(written, dict):
                for record in [written] if kind.single else written.values():
                    self.record(record, kind.fields)
        return Register(more)

    def record(self, record: dict[str, Any], fields: Mapping[str, FieldType]) -> None:
        for name, kind in self.writer.written(fields).items():
            value = record.get(name, UNREADABLE)
            if value is UNREADABLE:
                self.fact(record, name, kind)
            elif isinstance(value, dict):
                self.inside(value, kind)

    def fact(self, record: dict[str, Any], name: str, kind: FieldType) -> None:
        if name in self.held or not self.writer.draw(2):
            return
        new = self.writer.fact(kind)
        if new is not UNREADABLE and new is not ABSENT:
            record[name] = new

    def inside(self, value: dict[str, Any], kind: FieldType) -> None:
        assert isinstance(kind.type, RecordOf | Entries)
        fields = self.writer.vocabulary.records[kind.type.record or ""]
        for record in [value] if isinstance(kind.type, RecordOf) else value.values():
            self.record(record, fields)


def check(book: Book, before: list[Verdict], after: list[Verdict]) -> None:
    """Section 19.6; a verdict may vanish only where `where` turned out to be false."""
    then = {(verdict.rule, verdict.subject.path): verdict.outcome for verdict in before}
    now = {(verdict.rule, verdict.subject.path): verdict.outcome for verdict in after}
    assert len(then) == len(before)
    for key, outcome in then.items():
        if key not in now:
            assert outcome != "violation", key
            assert has_where(book, key[0]), key
        elif outcome == "violation":
            assert now[key] == "violation", key
        elif outcome in SETTLED:
            assert now[key] in SETTLED, key
    for key in now.keys() - then.keys():
        assert now[key] == "not_applicable", key
        assert has_where(book, key[0]), key


def has_where(book: Book, rule: str) -> bool:
    return any(version.checked.scope.filter is not None for version in book.rules[rule])


def scope_fields(book: Book) -> frozenset[str]:
    """The lists and maps over which rules have verdicts: their entries stay the same."""
    return frozenset(
        source.name
        for versions in book.rules.values()
        for version in versions
        for binding in version.checked.scope.bindings
        for source in binding.sources
        if isinstance(source, tree.Field)
    )


def subjects_repeat(book: Book) -> bool:
    """Whether an entry can be the subject of two verdicts: reached through two others."""
    return any(
        len(version.checked.scope.bindings) > 2
        for versions in book.rules.values()
        for version in versions
    )


def one_case(engine: Engine, draw: Draw) -> None:
    case = write_case(draw, 2, recorded=False)
    if subjects_repeat(case.book):
        return
    more = More(case.book, Pool(), scope_fields(case.book), draw).register(case.register)
    before = engine(case.book, case.register, case.as_of)
    check(case.book, before, engine(case.book, more, case.as_of))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_recording_more_never_undoes_a_verdict(data: st.DataObject) -> None:
    one_case(ENGINES["reference"], chooser(data.draw))


def test_recording_more_never_undoes_a_verdict_of_many_seeded_cases(
    engine: Engine, times: int
) -> None:
    for seed in range(SWEEP * times):
        one_case(engine, Random(seed).randrange)


@pytest.mark.parametrize("rule", shipped_rules())
def test_recording_more_never_undoes_a_verdict_of_the_rules_we_ship(rule: str) -> None:
    if asks_for_the_record(mentioned(rule), packs().vocabulary):
        return
    book = book_of_one(rule)
    engine = ENGINES["engine"]
    for seed in range(FOR_EACH_RULE):
        register, as_of, pool, draw = random_register(rule, seed)
        more = More(book, pool, scope_fields(book), draw).register(register)
        check(book, engine(book, register, as_of), engine(book, more, as_of))
