"""Facts without a register: each may be whatever its type allows, and is the same whenever it is asked for."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final

from grondslag.analysis.choices import Way
from grondslag.language.types import Code, Entries, ListOf, Scalar, Type
from grondslag.values import NONE

OTHER: Final = "other"
Constants = frozenset[Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """A value of which only is known which one it is: an entry, a record, a list, a day, a text."""

    key: Hashable


def key_of(value: Any) -> Hashable:
    """Which value it is."""
    return value.key if isinstance(value, Thing) else ("value", value)


class Facts:
    """The facts on one way. *constants* are the values that the rule writes: those at which something may change."""

    def __init__(self, way: Way, constants: Constants) -> None:
        self.way = way
        self._constants = constants

    def item(self, key: Hashable, kind: Type) -> Any:
        """Something that is surely there: an item of a list, or what a rule is about."""
        return self.fact(("item", key), kind, may_be_none=False)

    def fact(self, key: Hashable, kind: Type, *, may_be_none: bool = True) -> Any:
        """The value of a fact: one of those its type allows."""
        match kind:
            case ListOf() | Entries():
                return self.listed(key, may_be_none=may_be_none)
            case Code(codes=codes):
                options = self._codes(codes)
            case Scalar(name="boolean"):
                options = [True, False]
            case Scalar(name="integer" | "number"):
                options = self.numbers()
            case Scalar(name="text"):
                texts = sorted(text for text in self._constants if isinstance(text, str))
                options = [Thing((OTHER, key)), *texts]
            case _:
                options = [Thing(key)]
        return self.way.choose(key, [*options, NONE] if may_be_none else options)

    def listed(self, key: Hashable, *, may_be_none: bool) -> Any:
        empty = Thing(("empty", key))
        return self.way.choose(
            key, [Thing(key), empty, NONE] if may_be_none else [Thing(key), empty]
        )

    def is_empty(self, found: Any) -> bool:
        return isinstance(found, Thing) and isinstance(found.key, tuple) and found.key[0] == "empty"

    def _codes(self, codes: frozenset[str]) -> list[Any]:
        """The codes that are written somewhere, and one that is not."""
        written = sorted(codes & self._constants)
        return [*written, *sorted(codes - self._constants)[:1]]

    def numbers(self) -> list[Any]:
        """Every number that is written, those beside it, and nought."""
        written = {value for value in self._constants if type(value) in (int, float)}
        return sorted({0, *(number + step for number in written for step in (-1, 0, 1))})

    def order(self, left: Any, right: Any) -> int:
        """The sign of *left* against *right*."""
        if isinstance(left, Thing) or isinstance(right, Thing):
            first, second = key_of(left), key_of(right)
            if first == second:
                return 0
            if repr(second) < repr(first):
                return -self.order(right, left)
            return self.way.choose(("order", first, second), (-1, 0, 1))
        try:
            return bool(left > right) - bool(left < right)
        except TypeError:
            return 0 if left == right else self.order(Thing(key_of(left)), Thing(key_of(right)))

    def has(self, found: Any, item: Any) -> bool:
        if self.is_empty(found):
            return False
        return self.way.choose(("has", key_of(found), key_of(item)), (True, False))
