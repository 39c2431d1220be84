"""A small vocabulary with every type of fact, and a small law with gaps, to write rules over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from grondslag.language.tree import DatedValue, Definition, ParameterDeclaration
from grondslag.language.types import (
    Code,
    Collection,
    Entries,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Row,
    Scalar,
    Vocabulary,
)
from grondslag.rulebook.law import Holidays, Law, TableRow
from grondslag.rulebook.rule import Rule
from grondslag.values import duration

TEXT, INTEGER, NUMBER, YES_NO = (
    Scalar("text"),
    Scalar("integer"),
    Scalar("number"),
    Scalar("boolean"),
)
DATE, MOMENT, DURATION = Scalar("date"), Scalar("datetime"), Scalar("duration")
ROLE = Code("role", frozenset({"controller", "processor"}))
KIND = Code("kind", frozenset({"red", "blue", "green"}))
LIMITS = Row("toy/limits")


def _may(type_: object) -> FieldType:
    return FieldType(type_)  # type: ignore[arg-type]


def _must(type_: object) -> FieldType:
    return FieldType(type_, may_be_none=False)  # type: ignore[arg-type]


PERSON = {"name": _may(TEXT), "since": _may(DATE)}
AGREEMENT = {
    "document": _may(TEXT),
    "in_writing": _may(YES_NO),
    "ends_on": _may(DATE),
    "signed_at": _may(MOMENT),
    "sealed_at": _may(MOMENT),
    "signer": _may(RecordOf("person")),
}
PURPOSE = {
    "basis": _may(KIND),
    "weight": _must(NUMBER),
    "consent": _may(Reference(("parties",))),
    "beside": _may(ListOf(Reference((), local="purposes"))),
}
PARTY = {
    "name": _must(TEXT),
    "country": _may(TEXT),
    "reviewed_on": _may(DATE),
}
VOCABULARY = Vocabulary(
    {
        "organisation": Collection(
            "organisation",
            True,
            {
                "staff": _must(INTEGER),
                "public": _must(YES_NO),
                "officer": _may(RecordOf("person")),
                "sites": _may(Entries(record="person")),
                "leader": _may(Reference(("parties",))),
                "kinds": _may(ListOf(KIND)),
            },
            may_be_none=False,
        ),
        "processing": Collection(
            "processing",
            False,
            {
                "role": _may(ROLE),
                "core": _may(YES_NO),
                "staff": _may(INTEGER),
                "kinds": _may(ListOf(KIND)),
                "tags": _may(ListOf(TEXT)),
                "processors": _may(ListOf(Reference(("processors",)))),
                "receiver": _may(Reference(("processors", "parties"))),
                "purposes": _may(Entries(record="purpose")),
                "term": _may(DURATION),
                "began_at": _may(MOMENT),
                "told_at": _must(MOMENT),
            },
        ),
        "processors": Collection(
            "processors",
            False,
            {
                **PARTY,
                "kind": _must(KIND),
                "agreement": _may(RecordOf("agreement")),
                "subprocessors": _may(ListOf(Reference(("processors",)))),
            },
        ),
        "parties": Collection("parties", False, {**PARTY, "trusted": _may(YES_NO)}),
        "breaches": Collection(
            "breaches",
            False,
            {
                "aware_at": _may(MOMENT),
                "notified_at": _may(MOMENT),
                "found_on": _may(DATE),
                "told_on": _must(DATE),
                "kind": _may(KIND),
                "term": _may(DURATION),
            },
        ),
    },
    {"person": PERSON, "agreement": AGREEMENT, "purpose": PURPOSE},
)
RECORDS = {**VOCABULARY.records, "organisation": VOCABULARY.collections["organisation"].fields}
VOCABULARY = Vocabulary(VOCABULARY.collections, RECORDS)


def _dated(value: object, first: date, until: date | None = None) -> DatedValue:
    return DatedValue(value, first, until)  # type: ignore[arg-type]


def _parameter(name: str, type_: Scalar, *values: DatedValue) -> ParameterDeclaration:
    return ParameterDeclaration(f"toy/{name}", type_, (), (), values)


EVER = date(2018, 5, 25)
EASTER = date(2026, 4, 3)
PARAMETERS = {
    each.name: each
    for each in (
        _parameter("hours", DURATION, _dated(duration(72, "hour"), EVER)),
        _parameter("short", DURATION, _dated(duration(24, "hour"), EVER)),
        _parameter("two_nights", DURATION, _dated(duration(48, "hour"), EVER)),
        _parameter("three_days", DURATION, _dated(duration(3, "day"), EVER)),
        _parameter("two_days", DURATION, _dated(duration(2, "day"), EVER)),
        _parameter(
            "month",
            DURATION,
            _dated(duration(1, "month"), EVER, EASTER),
            _dated(duration(3, "day"), EASTER),
        ),
        _parameter("gap", DURATION, _dated(duration(1, "week"), EVER, EASTER)),
        _parameter("limit", INTEGER, _dated(1, EVER, EASTER), _dated(2, date(2026, 4, 28))),
        _parameter("name", TEXT, _dated("a", EVER)),
        _parameter("start", DATE, _dated(date(2026, 4, 1), EVER)),
    )
}


def _row(key: str, first: date | None, until: date | None, **cells: object) -> TableRow:
    return TableRow(key, cells, first, until, 1)  # type: ignore[arg-type]


TABLES: Mapping[str, Mapping[object, tuple[TableRow, ...]]] = {
    "toy/limits": {
        "a": (
            _row("a", None, EASTER, term=duration(4, "week"), number=1, since=date(2026, 4, 1)),
            _row("a", EASTER, None, term=duration(1, "month"), name="b"),
        ),
        "red": (_row("red", None, None, term=duration(2, "day"), number=2, name="a"),),
    }
}
COLUMNS = {"term": DURATION, "number": INTEGER, "name": TEXT, "since": DATE}


def _days(*days: tuple[int, int]) -> frozenset[date]:
    return frozenset(date(2026, month, day) for month, day in days)


HOLIDAYS = Holidays(
    {
        "eu_1182_71": _days((4, 6), (4, 27), (5, 5)),
        "nl_termijnenwet": _days((4, 3), (4, 6), (4, 27), (5, 5)),
    },
    {"eu_1182_71": _days((4, 3)), "nl_termijnenwet": frozenset()},
    2024,
    2030,
)
CALENDARS = ("eu_1182_71", "nl_termijnenwet", "plain")


@dataclass
class Book:
    """What an evaluation needs of a rulebook."""

    rules: Mapping[str, tuple[Rule, ...]]
    law: Law
    vocabulary: Vocabulary = VOCABULARY
    packs: Mapping[str, object] = field(default_factory=dict)
    not_judged: tuple[object, ...] = ()
    diagnostics: tuple[object, ...] = ()


def toy_law(definitions: Mapping[str, Definition]) -> Law:
    return Law(definitions, PARAMETERS, TABLES, HOLIDAYS)


DAY = timedelta(days=1)
