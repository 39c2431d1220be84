"""Three-valued logic with reasons: the first tables of section 7."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reference.terms import NO_REASONS, Reasons


@dataclass(frozen=True)
class Truth:
    """True, False, or None: undecided, for these reasons."""

    value: bool | None
    reasons: Reasons = NO_REASONS


TRUE = Truth(True)
FALSE = Truth(False)


def undecided(reasons: Reasons) -> Truth:
    return Truth(None, reasons)


def decided(value: bool) -> Truth:
    return TRUE if value else FALSE


def negation(truth: Truth) -> Truth:
    return truth if truth.value is None else decided(not truth.value)


def conjunction(truths: Iterable[Truth]) -> Truth:
    operands = tuple(truths)
    if any(truth.value is False for truth in operands):
        return FALSE
    return _undecided_or(operands, TRUE)


def disjunction(truths: Iterable[Truth]) -> Truth:
    operands = tuple(truths)
    if any(truth.value is True for truth in operands):
        return TRUE
    return _undecided_or(operands, FALSE)


def _undecided_or(operands: tuple[Truth, ...], otherwise: Truth) -> Truth:
    open_ones = [truth.reasons for truth in operands if truth.value is None]
    return undecided(NO_REASONS.union(*open_ones)) if open_ones else otherwise


ORDERINGS = {
    "is": {0},
    "is_not": {-1, 1},
    "more": {1},
    "at_least": {0, 1},
    "less": {-1},
    "at_most": {-1, 0},
    "after": {1},
    "before": {-1},
    "on_or_after": {0, 1},
    "on_or_before": {-1, 0},
}


def ordered(operator: str, possible: Iterable[int], why: Reasons) -> Truth:
    """Whether it is so, or not so, in every order that is possible."""
    results = {order in ORDERINGS[operator] for order in possible}
    return decided(results.pop()) if len(results) == 1 else undecided(why)


def sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)
