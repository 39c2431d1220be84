"""Strong Kleene logic in four numbers: false, unknown, true for as long as a term is open, true.

Their order is that of the logic: `and` is the least, `or` the greatest. An open truth is true; it only
remembers that it rests on a term that has not ended, and falls away beside a truth that needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

Truth = Literal[0, 2, 3, 4]

FALSE: Final = 0
UNKNOWN: Final = 2
OPEN: Final = 3
TRUE: Final = 4


def negation(truth: Truth) -> Truth:
    """The contrary; of what is open too, although a checked rule never denies an open term."""
    if truth == OPEN:
        return FALSE
    return 4 - truth  # type: ignore[return-value]


def conjunction(truths: Iterable[Truth]) -> Truth:
    """True if all are; false if one is; else unknown."""
    return min(truths, default=TRUE)


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True if one is; false if all are; else unknown."""
    return max(truths, default=FALSE)


def truth_of(value: bool) -> Truth:
    """A yes or no as a truth."""
    return TRUE if value else FALSE


def decide(operator: str, low: int, high: int) -> Truth:
    """A comparison of which only the bounds of the order are known.

    *low* and *high* are the least and the greatest sign (-1, 0, 1) that `left - right` can have. It is true or
    false if it is so for both bounds, else unknown. Operators are those of `tree.Compare`.
    """
    match operator:
        case "is":
            if low == high == 0:
                return TRUE
            return FALSE if low > 0 or high < 0 else UNKNOWN
        case "is_not":
            return negation(decide("is", low, high))
        case "more" | "after":
            return TRUE if low > 0 else FALSE if high <= 0 else UNKNOWN
        case "at_least" | "on_or_after":
            return TRUE if low >= 0 else FALSE if high < 0 else UNKNOWN
        case "less" | "before":
            return TRUE if high < 0 else FALSE if low >= 0 else UNKNOWN
        case "at_most" | "on_or_before":
            return TRUE if high <= 0 else FALSE if low > 0 else UNKNOWN
    raise ValueError(operator)
