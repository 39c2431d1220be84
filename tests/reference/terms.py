"""What a term of a rule is worth: not recorded, none, or a value, and the facts it rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from grondslag.evaluation.verdict import Reason, ReasonKind
from grondslag.language import tree
from grondslag.language.types import (
    Entries,
    EntryOf,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Type,
    Vocabulary,
)
from grondslag.model.facts import Register
from grondslag.rulebook.law import Law
from grondslag.values import NONE, UNREADABLE, Between, Duration
from reference.dates import AMSTERDAM, Length, days_of, length, local_day, shift

Path = tuple[str, ...]
Reasons = frozenset[Reason]
MISSING = object()
NO_REASONS: Reasons = frozenset()


def reason(path: Path, kind: ReasonKind) -> Reasons:
    return frozenset({Reason(path, kind)})


@dataclass(frozen=True)
class Unknown:
    """Not recorded, or not to be decided."""

    reasons: Reasons


@dataclass(frozen=True)
class Nothing:
    """None: a statement that there is none. `reasons` is what to say where a value is needed."""

    reasons: Reasons = NO_REASONS


@dataclass(frozen=True)
class Known:
    """A value, the paths of its facts, and of those the ones that leave the hours open."""

    value: Any
    facts: frozenset[Path] = frozenset()
    dates: frozenset[Path] = frozenset()


State = Unknown | Nothing | Known


@dataclass(frozen=True)
class Thing:
    """An entry or a record: where it stands, what is written in it, and its type."""

    path: Path
    data: Mapping[str, Any] = field(compare=False)
    type: Type = field(compare=False)


@dataclass(frozen=True)
class Items:
    """The entries of a collection, or the items of a list: each known, or a reference to nothing.

    `path` is where the collection stands, `names` what the items are called in it.
    """

    path: Path
    names: tuple[str, ...]
    states: tuple[Known | Unknown, ...]


@dataclass(frozen=True)
class World:
    """All that an evaluation may look at. `day` decides over parameters and tables."""

    law: Law
    vocabulary: Vocabulary
    register: Register
    as_of: datetime
    day: date

    @property
    def today(self) -> date:
        return local_day(self.as_of)


Environment = Mapping[str, "Known | Unknown"]


# ------------------------------------------------------------------------------------ the register


def read(world: World, type_: Type, raw: Any, path: Path) -> State:
    """What is written at a path of the register, as the type of its field."""
    if raw is MISSING:
        return Unknown(reason(path, "not_recorded"))
    if raw is UNREADABLE:
        return Unknown(reason(path, "not_readable"))
    if raw is NONE:
        return Nothing(reason(path, "none"))
    match type_:
        case RecordOf():
            return Known(Thing(path, raw, type_), frozenset({path}))
        case Reference():
            return follow(world, type_, raw, path)
        case Entries(record=str() as record):
            return Known(_entries(path, raw, EntryOf(record=record)), frozenset({path}))
        case ListOf(item=item):
            states = tuple(read_item(world, item, each, path) for each in raw)
            return Known(Items(path, tuple(raw), states), frozenset({path}))
        case _:
            return _scalar(raw, path)


def _scalar(raw: Any, path: Path) -> Known:
    facts = frozenset({path})
    if isinstance(raw, Duration):
        return Known(length(raw), facts)
    leaves_hours_open = type(raw) is date or isinstance(raw, Between)
    return Known(raw, facts, facts if leaves_hours_open else frozenset())


def read_item(world: World, type_: Type, raw: Any, path: Path) -> Known | Unknown:
    return follow(world, type_, raw, path) if isinstance(type_, Reference) else Known(raw)


def follow(world: World, type_: Reference, raw: str, path: Path) -> Known | Unknown:
    """The entry that an id names, in the first of its collections that describes it."""
    if type_.local is not None:
        return Known(raw, frozenset({path}))
    for collection in type_.collections:
        entries = world.register.collections.get(collection)
        if isinstance(entries, Mapping) and raw in entries:
            return Known(Thing((collection, raw), entries[raw], EntryOf((collection,))))
    return Unknown(reason((type_.collections[0], raw), "not_described"))


def _entries(path: Path, raw: Mapping[str, Any], type_: EntryOf) -> Items:
    states = tuple(Known(Thing((*path, name), data, type_)) for name, data in raw.items())
    return Items(path, tuple(raw), states)


def root(world: World, name: str) -> State:
    raw = world.register.collections.get(name, MISSING)
    if world.vocabulary.collections[name].single:
        return read(world, RecordOf(name), raw, (name,))
    if raw is MISSING or raw is UNREADABLE or raw is NONE:
        return read(world, Entries(collection=name), raw, (name,))
    assert isinstance(raw, Mapping)
    return Known(_entries((name,), raw, EntryOf((name,))), frozenset({(name,)}))


def fields_of(world: World, type_: Type) -> Mapping[str, FieldType]:
    if isinstance(type_, RecordOf) and type_.record in world.vocabulary.collections:
        return world.vocabulary.collections[type_.record].fields
    return world.vocabulary.fields(type_)


def presence(world: World, state: State) -> State:
    """A record is a value if a field has one, none if all are none, else not recorded."""
    if not (isinstance(state, Known) and isinstance(state.value, Thing)):
        return state
    thing = state.value
    if not isinstance(thing.type, RecordOf):
        return state
    fields = [
        presence(world, read(world, kind.type, thing.data.get(name, MISSING), (*thing.path, name)))
        for name, kind in fields_of(world, thing.type).items()
    ]
    if any(isinstance(each, Known) for each in fields):
        return state
    if all(isinstance(each, Nothing) for each in fields):
        return Nothing(reason(thing.path, "none"))
    return Unknown(union(fields))


def union(states: list[State] | tuple[State, ...]) -> Reasons:
    """What is missing in those that are not recorded; where none is, what is none."""
    unknown = [state.reasons for state in states if isinstance(state, Unknown)]
    nothing = [state.reasons for state in states if isinstance(state, Nothing)]
    return NO_REASONS.union(*(unknown or nothing))


# ------------------------------------------------------------------------------------------- terms


class Terms:
    """Terms, one method a node; a subclass says what conditions mean."""

    def __init__(self, world: World) -> None:
        self.world = world

    def term(self, node: tree.Term, env: Environment) -> State:
        state: State = getattr(self, f"_{type(node).__name__.lower()}")(node, env)
        return state

    def truth_as_state(self, node: tree.Condition, env: Environment) -> State:
        """A condition that a derived fact gives a name to, as a yes or no."""
        raise NotImplementedError

    def _literal_(self, node: tree.Literal_, env: Environment) -> State:
        if node.value is NONE:
            return Nothing()
        if isinstance(node.value, Duration):
            return Known(length(node.value))
        if isinstance(node.value, datetime) and node.value.tzinfo is None:
            return Known(_local(node.value))
        return Known(node.value)

    def _variable(self, node: tree.Variable, env: Environment) -> State:
        return env[node.name]

    def _root(self, node: tree.Root, env: Environment) -> State:
        return root(self.world, node.name)

    def _field(self, node: tree.Field, env: Environment) -> State:
        holder = self.term(node.holder, env)
        if not isinstance(holder, Known):
            return holder
        thing = holder.value
        raw = thing.data.get(node.name, MISSING)
        return read(self.world, node.type, raw, (*thing.path, node.name))

    def _id(self, node: tree.Id, env: Environment) -> State:
        entry = self.term(node.entry, env)
        if isinstance(entry, Known) and isinstance(entry.value, Thing):
            return Known(entry.value.path[-1])
        return entry

    def _derived(self, node: tree.Derived, env: Environment) -> State:
        argument = self.term(node.argument, env)
        if not isinstance(argument, Known):
            return argument
        definition = self.world.law.definitions[node.name]
        inner = {definition.variable: argument}
        for case in definition.cases:
            if case.condition is not None:
                holds = self.truth_as_state(case.condition, inner)
                if not isinstance(holds, Known):
                    return holds
                if not holds.value:
                    continue
            return self._body(case.value, inner)
        raise AssertionError("the last case of a derived fact has no condition")

    def _body(self, node: tree.Term | tree.Condition, env: Environment) -> State:
        if isinstance(node, tree.Term):
            return self.term(node, env)
        return self.truth_as_state(node, env)

    def _parameter(self, node: tree.Parameter, env: Environment) -> State:
        day = Known(self.world.day) if node.day is None else self.term(node.day, env)
        if not isinstance(day, Known):
            return Unknown(day.reasons)
        value = self.world.law.parameter(node.name, day_of(day.value))
        if value is None:
            return Unknown(reason((node.name.rpartition("/")[2],), "no_value_on_day"))
        return Known(length(value) if isinstance(value, Duration) else value)

    def _lookup(self, node: tree.Lookup, env: Environment) -> State:
        key = self.term(node.key, env)
        if not isinstance(key, Known):
            return key
        row = self.world.law.row(node.table, plain(key.value), self.world.day)
        return Nothing() if row is None else Known(row)

    def _cell(self, node: tree.Cell, env: Environment) -> State:
        row = self.term(node.row, env)
        if not isinstance(row, Known):
            return row
        value = row.value.get(node.column)
        if value is None:
            return Nothing()
        return Known(length(value) if isinstance(value, Duration) else value)

    def _count(self, node: tree.Count, env: Environment) -> State:
        collection = self.collection(node.collection, env, onwards=node.onwards)
        match collection:
            case Nothing():
                return Known(0)
            case Known(value=items) if node.onwards and any(
                isinstance(state, Unknown) for state in items.states
            ):
                return Unknown(union(items.states))
            case Known(value=items):
                return Known(len(items.states), collection.facts)
        return collection

    def _today(self, node: tree.Today, env: Environment) -> State:
        return Known(self.world.today)

    def _now(self, node: tree.Now, env: Environment) -> State:
        return Known(self.world.as_of)

    def _sum(self, node: tree.Sum, env: Environment) -> State:
        left, right = self.term(node.left, env), self.term(node.right, env)
        if not (isinstance(left, Known) and isinstance(right, Known)):
            return Unknown(union((left, right)))
        value = _add(left.value, right.value, node.operator)
        return Known(value, left.facts | right.facts, left.dates | right.dates)

    # --------------------------------------------------------------------------------- collections

    def collection(self, node: tree.Term, env: Environment, *, onwards: bool) -> State:
        return self.onwards(node, env) if onwards else self.term(node, env)

    def onwards(self, node: tree.Term, env: Environment) -> State:
        """All that a list of references leads to: each once, breadth first, then as written."""
        start = self.term(node, env)
        if not isinstance(start, Known):
            return start
        assert isinstance(node, tree.Field)
        names: list[str] = []
        found: list[Known | Unknown] = []
        queue = list(zip(start.value.names, start.value.states, strict=True))
        while queue:
            name, state = queue.pop(0)
            if state in found:
                continue
            found.append(state)
            names.append(name)
            if isinstance(state, Known):
                queue.extend(self._next(node, state, found))
        return Known(Items(start.value.path, tuple(names), tuple(found)), start.facts)

    def _next(
        self, node: tree.Field, entry: Known, found: list[Known | Unknown]
    ) -> Iterator[tuple[str, Known | Unknown]]:
        thing = entry.value
        raw = thing.data.get(node.name, MISSING)
        following = read(self.world, node.type, raw, (*thing.path, node.name))
        if isinstance(following, Unknown):
            yield "", following
        elif isinstance(following, Known):
            yield from zip(following.value.names, following.value.states, strict=True)


def plain(value: Any) -> Any:
    """Texts compare in composed form, without the spaces around them."""
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


def day_of(value: Any) -> date:
    """The local day of a date or moment."""
    (day,) = days_of(value)
    return day


def _local(value: datetime) -> datetime | Between:
    """A moment without offset: local time, which the hour that autumn repeats has twice."""
    first, last = (value.replace(tzinfo=AMSTERDAM, fold=fold) for fold in (0, 1))
    return first if first.utcoffset() == last.utcoffset() else Between(first, last)


def _add(left: Any, right: Any, operator: str) -> Any:
    sign = 1 if operator == "+" else -1
    if isinstance(left, Length):
        return left.plus(right, sign) if isinstance(right, Length) else shift(right, left, sign)
    if isinstance(right, Length):
        return shift(left, right, sign)
    return left + sign * right
