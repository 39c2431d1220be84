"""Writes random terms that the checker would accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from grondslag.language import tree
from grondslag.language.types import (
    Code,
    Entries,
    EntryOf,
    ListOf,
    RecordOf,
    Reference,
    Scalar,
    Type,
)
from grondslag.values import NONE, Duration, duration
from reference.paths import Env, Found, kind_of, paths
from reference.registers import Draw, Window, pick
from reference.toy import CALENDARS, COLUMNS, LIMITS, PARAMETERS

T = TypeVar("T")
YES_NO = Scalar("boolean")
TERMS_IN_DAYS = ("toy/two_days", "toy/three_days", "toy/month", "toy/gap")
TERMS_IN_HOURS = ("toy/hours", "toy/two_nights", "toy/short")
DURATIONS = (
    duration(1, "day"),
    duration(3, "day"),
    duration(1, "month"),
    duration(4, "week"),
    duration(1, "year"),
    duration(48, "hour"),
    duration(90, "minute"),
)


class TermWriter:
    """One choice at a time, so that a failure shrinks to a small rule."""

    def __init__(self, draw: Draw, window: Window) -> None:
        self.draw = draw
        self.window = window
        self.definitions: tuple[tree.Definition, ...] = ()

    def pick(self, choices: Sequence[T]) -> T:
        return pick(self.draw, choices)

    def chance(self, of: int) -> bool:
        """Once in *of* times."""
        return self.draw(of) == of - 1

    def found(self, kind: str, env: Env) -> Found:
        """A path of this kind, mostly one that begins at a variable."""
        found = paths(env)[kind]
        bound = [each for each in found if each.of_variable]
        return self.pick(found if not bound or self.chance(4) else bound)

    def maybe(self, kinds: Sequence[str], env: Env) -> tree.Term | None:
        there = [kind for kind in kinds if kind in paths(env)]
        return self.found(self.pick(there), env).term if there else None

    def kind_of_moment(self, env: Env) -> str:
        """Moments where a variable has them, else dates."""
        bound = any(each.of_variable for each in paths(env).get("datetime", ()))
        return self.pick(("datetime", "datetime", "datetime", "date")) if bound else "date"

    def two(self, kind: str, env: Env) -> tuple[tree.Term | None, tree.Term | None]:
        """Two paths, mostly not the same."""
        x, y = self.maybe((kind,), env), self.maybe((kind,), env)
        for _ in range(3):
            y = self.maybe((kind,), env) if x == y else y
        return x, y

    def other(self, left: tree.Term, env: Env) -> tree.Term:
        """Something to compare *left* with."""
        if isinstance(left.type, Reference | EntryOf):
            return self._matching(kind_of(left.type), left.type, env) or left
        return self.other_of(left.type, env)

    def other_of(self, type_: Type, env: Env) -> tree.Term:
        choice = self.draw(6)
        term: tree.Term | None = None
        if choice == 1:
            term = self.maybe((kind_of(type_),), env)
        elif choice == 2 and not isinstance(type_, Code):
            term = self.parameter(type_, env)
        elif choice == 3 and type_ in COLUMNS.values():
            column = next(name for name, kind in COLUMNS.items() if kind == type_)
            term = self.cell(self.lookup(env), column)
        elif choice == 4:
            term = self.derived(type_, env)
        elif choice == 5:
            term = self.sum(type_, env)
        return term or self.literal(type_)

    def value(self, type_: Type, env: Env) -> tree.Term:
        """The value of a case of a derived fact."""
        if self.chance(5):
            return tree.Literal_(NONE, Scalar("none"))
        return self.maybe((kind_of(type_),), env) or self.other_of(type_, env)

    def _matching(self, kind: str, type_: Type, env: Env) -> tree.Term | None:
        """A reference or entry that may be equal to one of *type_*."""
        if kind == "local":
            entries = [term for term in _variables(env) if term.type == EntryOf(record="purpose")]
            return self.pick(entries) if entries else self.maybe(("local",), env)
        found = [
            each.term
            for each in paths(env).get("entry", ())
            if _collections(each.term.type) & _collections(type_)
        ]
        return self.pick(found) if found else None

    def literal(self, type_: Type) -> tree.Literal_:
        match type_:
            case Code(codes=codes):
                return tree.Literal_(self.pick(sorted(codes)), type_)
            case Scalar(name="text"):
                return tree.Literal_(self.pick(("a", "b", "a", "b", "\u00e9")), type_)
            case Scalar(name="boolean"):
                return tree.Literal_(self.chance(2), type_)
            case Scalar(name="date"):
                return tree.Literal_(self.window.day(self.draw), type_)
            case Scalar(name="datetime"):
                return tree.Literal_(self.window.instant(self.draw), type_)
            case Scalar(name="duration"):
                return tree.Literal_(self.pick(DURATIONS), type_)
        return tree.Literal_(self.pick((0, 1, 2)), type_)

    def parameter(self, type_: Type, env: Env) -> tree.Term | None:
        found = [name for name, each in PARAMETERS.items() if each.type == type_]
        return tree.Parameter(self.pick(found), self.day(env), type_) if found else None

    def day(self, env: Env) -> tree.Term | None:
        """The day of `p as of D`, now and then."""
        if not self.chance(4):
            return None
        return self.maybe(("date",), env) or self.literal(Scalar("date"))

    def length(self, kind: str, env: Env) -> tree.Term:
        """The duration of a term: in hours only where moments are compared."""
        choice = self.draw(6)
        names = TERMS_IN_DAYS if kind == "date" or choice == 0 else TERMS_IN_HOURS
        field = self.maybe(("duration",), env) if kind == "datetime" else None
        if choice == 1 and field is not None:
            return field
        if choice == 2:
            days: Duration = self.pick(DURATIONS[:5])
            return tree.Literal_(days, Scalar("duration"))
        return tree.Parameter(self.pick(names), self.day(env), Scalar("duration"))

    def lookup(self, env: Env) -> tree.Lookup:
        kinds = [kind for kind in ("text", "code kind") if kind in paths(env)]
        key = self.maybe(kinds, env) if self.draw(6) else self.derived(Scalar("text"), env)
        key = key or self.literal(Scalar("text"))
        return tree.Lookup("toy/limits", key, LIMITS)

    def cell(self, row: tree.Lookup, column: str) -> tree.Cell:
        return tree.Cell(row, column, COLUMNS[column])

    def today(self, kind: str) -> tree.Term:
        return tree.Today(Scalar("date")) if kind == "date" else tree.Now(Scalar("datetime"))

    def derived(self, type_: Type, env: Env) -> tree.Term | None:
        found = [
            tree.Derived(definition.name, each.term, type_)
            for definition in self.definitions
            if definition.type == type_
            for kind in ("entry", "record")
            for each in paths(env).get(kind, ())
            if _is_argument(each.term.type, definition.argument)
        ]
        return self.pick(found) if found else None

    def sum(self, type_: Type, env: Env) -> tree.Term | None:
        """A sum of the type, or a count."""
        sign: Any = self.pick(("+", "-"))
        match type_:
            case Scalar(name="integer" | "number"):
                many = [each for kind in paths(env) if is_many(kind) for each in paths(env)[kind]]
                collection = self.pick(many).term
                onwards = may_go_onwards(collection) and self.chance(2)
                count = tree.Count(collection, onwards, Scalar("integer"))
                return (
                    count if self.chance(2) else tree.Sum(sign, count, self.literal(type_), type_)
                )
            case Scalar(name="date" | "datetime" as name):
                left = self.maybe((name,), env) if self.chance(2) else self.today(name)
                by = tree.Literal_(self.pick(DURATIONS[: 5 if name == "date" else 7]), _DURATION)
                field = self.maybe(("duration",), env) if self.chance(3) else None
                return left and tree.Sum(sign, left, field or by, type_, self.pick(CALENDARS))
            case Scalar(name="duration"):
                left = self.maybe(("duration",), env) or self.literal(type_)
                return tree.Sum(sign, left, self.literal(type_), type_)
        return None


_DURATION = Scalar("duration")


def is_many(kind: str) -> bool:
    return kind == "entries" or kind.startswith("list")


def is_single(kind: str) -> bool:
    return not is_many(kind) and kind not in {"record"}


def may_go_onwards(term: tree.Term) -> bool:
    return isinstance(term, tree.Field) and term.name == "subprocessors"


def item_type(type_: Type) -> Type:
    match type_:
        case ListOf(item=item):
            return item
        case Entries(collection=str() as name):
            return EntryOf((name,))
        case Entries(record=record):
            return EntryOf(record=record)
    raise TypeError(type_)


def _collections(type_: Type) -> frozenset[str]:
    return frozenset(type_.collections) if isinstance(type_, Reference | EntryOf) else frozenset()


def _variables(env: Env) -> list[tree.Variable]:
    return [tree.Variable(name, type_) for name, type_ in env]


def _is_argument(type_: Type, argument: Type) -> bool:
    match argument:
        case EntryOf(collections=(name,)):
            return _collections(type_) == {name}
        case RecordOf(record=name):
            return type_ in (RecordOf(name), EntryOf(record=name))
    return False
