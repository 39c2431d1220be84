"""Random registers for any vocabulary: each fact is a value, none, missing or unreadable."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from grondslag.language.types import (
    Code,
    Entries,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Scalar,
    Type,
    Vocabulary,
)
from grondslag.model.facts import Register
from grondslag.values import NONE, UNREADABLE, Between, Duration, duration
from reference.dates import AMSTERDAM

T = TypeVar("T")
Draw = Callable[[int], int]
"""A choice: of a number below the one given. Hypothesis makes it, or a seeded generator."""
ABSENT = object()


def pick(draw: Draw, choices: Sequence[T]) -> T:
    return choices[draw(len(choices))]


def chooser(draw: st.DrawFn) -> Draw:
    """Choices by Hypothesis, which shrinks them."""
    return lambda number: draw(st.integers(0, number - 1)) if number > 1 else 0


@dataclass(frozen=True)
class Window:
    """Some days close together, so that terms end near facts; and the moments of those days."""

    first: date
    days: int
    times: tuple[time, ...] = (time(0), time(9), time(9, 20), time(10), time(23, 40))

    def day(self, draw: Draw) -> date:
        return self.first + timedelta(days=draw(self.days))

    def instant(self, draw: Draw) -> datetime:
        local = datetime.combine(self.day(draw), pick(draw, self.times), AMSTERDAM)
        return local.astimezone(UTC)

    def moment(self, draw: Draw) -> date | datetime | Between:
        """A moment, a bare date, or one of the two instants of a repeated hour."""
        kind = draw(7)
        if kind < 4:
            return self.instant(draw)
        if kind < 6 or not self.first <= TWICE.first.date() < self.first + timedelta(self.days):
            return self.day(draw)
        return TWICE


TWICE = Between(
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
)
SPRING = Window(date(2026, 3, 27), 12)
"""The clock goes forward on 29 March; Good Friday is 3 April, Easter Monday the 6th."""
KING = Window(date(2026, 4, 24), 9)
"""King's Day is Monday 27 April, 5 May is a Tuesday."""
AUTUMN = Window(date(2026, 10, 23), 6)
"""The clock goes back on 25 October."""
WINTER = Window(date(2026, 1, 29), 35)
"""The 31st of January and the end of February."""
WINDOWS = (SPRING, KING, AUTUMN, WINTER)


@dataclass(frozen=True)
class Pool:
    """The values to choose from. `codes` are preferred, where a field has them."""

    window: Window = SPRING
    texts: tuple[str, ...] = ("a", "b", "a", "b", " a", "\u00e9", "e\u0301")
    codes: frozenset[str] = frozenset()
    numbers: tuple[int, ...] = (0, 1, 2)
    durations: tuple[Duration, ...] = (
        duration(2, "day"),
        duration(1, "month"),
        duration(4, "week"),
        duration(48, "hour"),
        duration(30, "day"),
    )
    fields: frozenset[str] | None = None
    """The names of fields that are written at all; None for every field."""
    weight: int = 1
    """How much more often a fact is a value than it is missing or unreadable."""
    nones: int = 1
    """The same for none."""
    collections: frozenset[str] | None = None


@dataclass
class RegisterWriter:
    """Writes the facts of a register, each in one of its states."""

    vocabulary: Vocabulary
    pool: Pool
    draw: Draw
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def pick(self, choices: Sequence[T]) -> T:
        return pick(self.draw, choices)

    def state(self, *, none: bool, weight: int) -> object:
        """ABSENT, UNREADABLE, NONE, or anything else for a value."""
        nones = [NONE] * self.pool.nones if none else []
        return self.pick([*([None] * weight), ABSENT, UNREADABLE, *nones])

    def record(self, fields: Mapping[str, FieldType]) -> dict[str, Any]:
        written = {}
        for name, kind in self.written(fields).items():
            value = self.fact(kind)
            if value is not ABSENT:
                written[name] = value
        return written

    def written(self, fields: Mapping[str, FieldType]) -> Mapping[str, FieldType]:
        """The fields that the pool is about; all of a record of which it names none."""
        wanted = self.pool.fields
        if wanted is None or wanted.isdisjoint(fields):
            return fields
        return {name: kind for name, kind in fields.items() if name in wanted}

    def fact(self, kind: FieldType) -> Any:
        """A value, NONE, UNREADABLE or ABSENT."""
        mark = self.state(none=kind.may_be_none, weight=self.pool.weight)
        return self.value(kind.type) if mark is None else mark

    def altered(self, register: Register) -> Register:
        """The register with one fact in eight in another state."""
        changed: dict[str, Any] = copy.deepcopy(register.collections)
        for name, written in changed.items():
            kind = self.vocabulary.collections.get(name)
            if kind is not None and isinstance(written, dict):
                for record in [written] if kind.single else written.values():
                    self._alter(record, kind.fields)
        return Register(changed)

    def _alter(self, record: dict[str, Any], fields: Mapping[str, FieldType]) -> None:
        for name, kind in self.written(fields).items():
            value = record.get(name)
            if self.draw(8) == 0:
                record.pop(name, None)
                new = self.fact(kind)
                record.update({name: new} if new is not ABSENT else {})
            elif isinstance(value, dict) and isinstance(kind.type, RecordOf | Entries):
                inner = self.vocabulary.records[kind.type.record or ""]
                for each in [value] if isinstance(kind.type, RecordOf) else value.values():
                    self._alter(each, inner)

    def value(self, type_: Type) -> Any:
        match type_:
            case RecordOf(record=record):
                return self.record(self.vocabulary.records[record])
            case Entries(record=str() as record):
                fields = self.vocabulary.records[record]
                names = ("m-one", "m-two")[: self.pick((1, 2, 0))]
                return {name: self.record(fields) for name in names}
            case ListOf(item=Code(codes=codes)) if self.pool.codes & codes and not self.draw(3):
                return tuple(sorted(codes & self.pool.codes))
            case ListOf(item=item):
                number = self.pick((1, 2, 2, 0))
                return tuple(dict.fromkeys(self.item(item) for _ in range(number)))
            case _:
                return self.item(type_)

    def item(self, type_: Type) -> Any:
        match type_:
            case Code(codes=codes):
                wanted = sorted(codes & self.pool.codes)
                others = sorted(codes - self.pool.codes)
                return self.pick([*wanted, *wanted, *others[: 1 if wanted else 3]])
            case Reference(collections=collections, local=None):
                known = [name for each in collections for name in self.ids[each]]
                return self.pick([*known, "nowhere"])
            case Reference():
                return self.pick(["m-one", "m-two", "nowhere"])
            case Scalar(name=name):
                return self.scalar(name)
        raise TypeError(type_)

    def scalar(self, name: str) -> Any:
        match name:
            case "text":
                return self.pick(self.pool.texts)
            case "integer":
                return self.pick(self.pool.numbers)
            case "number":
                return self.pick([*self.pool.numbers, 0.5])
            case "boolean":
                return self.pick([True, False])
            case "date":
                return self.pool.window.day(self.draw)
            case "datetime":
                return self.pool.window.moment(self.draw)
            case "duration":
                return self.pick(self.pool.durations)
        raise TypeError(name)


def ids_of(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The ids that entries may have: the same where no reference has to choose between them."""
    together = {
        name
        for each in [*vocabulary.collections.values()]
        for kind in each.fields.values()
        for name in _second_choices(kind.type)
    } | {
        name
        for fields in vocabulary.records.values()
        for kind in fields.values()
        for name in _second_choices(kind.type)
    }
    return {
        name: tuple(f"{number}-{name[:2]}" if name in together else number for number in NUMBERS)
        for name in vocabulary.collections
    }


NUMBERS = ("one", "two", "three")


def _second_choices(type_: Type) -> tuple[str, ...]:
    inner = type_.item if isinstance(type_, ListOf) else type_
    return inner.collections[1:] if isinstance(inner, Reference) else ()


def write_register(vocabulary: Vocabulary, pool: Pool, draw: Draw) -> Register:
    """A small register: of each collection at most three entries."""
    writer = RegisterWriter(vocabulary, pool, draw, ids_of(vocabulary))
    collections: dict[str, Any] = {}
    for name, kind in vocabulary.collections.items():
        if pool.collections is not None and name not in pool.collections:
            continue
        value = writer.state(none=kind.may_be_none, weight=8)
        if value is None and kind.single:
            value = writer.record(kind.fields)
        elif value is None:
            ids = writer.ids[name][: writer.pick((1, 2, 2, 3, 0))]
            value = {each: writer.record(kind.fields) for each in ids}
        if value is not ABSENT:
            collections[name] = value
    return Register(collections)


@st.composite
def registers(draw: st.DrawFn, vocabulary: Vocabulary, pool: Pool) -> Register:
    """Registers of *vocabulary*; references partly lead nowhere, and may run in circles."""
    return write_register(vocabulary, pool, chooser(draw))
