"""Engines that are wrong on purpose (section 19.3): the comparison must catch each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from grondslag.language import tree
from grondslag.language.types import Scalar
from reference.conditions import Conditions
from reference.dates import AMSTERDAM, DayEnd, HourEnd, Piece, midnight, point
from reference.logic import FALSE, Truth
from reference.terms import Environment, Items, Known, Nothing, State, Unknown


class EveryIgnoresUnknownItems(Conditions):
    """`every` looks only at the items it can decide, as SQL's `bool_and` does."""

    def operand(self, node: tree.Quantified, state: Known | Unknown, env: Environment) -> Truth:
        truth = super().operand(node, state, env)
        return Truth(True) if node.quantifier == "every" and truth.value is None else truth


class UnknownIsFalse(Conditions):
    """What is not recorded does not hold."""

    def condition(self, node: tree.Condition, env: Environment) -> Truth:
        truth = super().condition(node, env)
        return FALSE if truth.value is None else truth


class ClosureOfOneStep(Conditions):
    """`onwards` stops at the direct items."""

    def onwards(self, node: tree.Term, env: Environment) -> State:
        return self.term(node, env)


class HoursMoveForWeekends(Conditions):
    """A term in hours that ends in a weekend goes on until Monday."""

    def ends(self, anchor: Known, by: Known, calendar: str) -> tuple[DayEnd | HourEnd, ...]:
        return tuple(
            end if isinstance(end, DayEnd) else replace(end, first=_moved(end.first))
            for end in super().ends(anchor, by, calendar)
        )


def _moved(piece: Piece) -> Piece:
    days = {5: 2, 6: 1}.get(piece.first.astimezone(AMSTERDAM).weekday(), 0)
    return Piece(piece.first + timedelta(days=days), piece.last + timedelta(days=days))


class DateIsMidnight(Conditions):
    """A date where a moment is wanted is read as the first instant of its day."""

    def term(self, node: tree.Term, env: Environment) -> State:
        state = super().term(node, env)
        if (
            isinstance(state, Known)
            and type(state.value) is date
            and node.type == Scalar("datetime")
        ):
            return Known(point(midnight(state.value)).first, state.facts)
        return state


class NoneIsNotRecorded(Conditions):
    """There is one kind of absence."""

    def term(self, node: tree.Term, env: Environment) -> State:
        state = super().term(node, env)
        return Unknown(state.reasons) if isinstance(state, Nothing) else state


class OneReasonIsEnough(Conditions):
    """Evaluation stops at the first operand that is not decided."""

    def _and(self, node: tree.And, env: Environment) -> Truth:
        truth = super()._and(node, env)
        if truth.value is not None:
            return truth
        operands = (self.condition(each, env) for each in node.operands)
        return next(each for each in operands if each.value is None)


class EndsAreNeverOpen(Conditions):
    """What has not happened yet is late."""

    def _open(self, possible: tuple[DayEnd | HourEnd, ...]) -> Truth:
        return FALSE


class ReferencesToNothingAreLeftOut(Conditions):
    """A list has only the items that are described."""

    def collection(self, node: tree.Term, env: Environment, *, onwards: bool) -> State:
        state = super().collection(node, env, onwards=onwards)
        if not isinstance(state, Known):
            return state
        both = zip(state.value.names, state.value.states, strict=True)
        kept = [(name, each) for name, each in both if isinstance(each, Known)]
        names, states = tuple(name for name, _ in kept), tuple(each for _, each in kept)
        return Known(Items(state.value.path, names, states), state.facts)


WRONG_ENGINES = (
    EveryIgnoresUnknownItems,
    UnknownIsFalse,
    ClosureOfOneStep,
    HoursMoveForWeekends,
    DateIsMidnight,
    NoneIsNotRecorded,
    OneReasonIsEnough,
    EndsAreNeverOpen,
    ReferencesToNothingAreLeftOut,
)
