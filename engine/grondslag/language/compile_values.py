"""Comparing values that may be absent, as compiled rules do: truths without reasons.

A value is not known if it is None or UNREADABLE, and `NONE` if there is none. Truths are 0, 2 and 4.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from grondslag.language.arithmetic import same_text, total
from grondslag.language.calendar import (
    order_of_days,
    order_of_lengths,
    order_of_moments,
    same_length,
    same_moment,
)
from grondslag.language.deadlines import is_instant
from grondslag.language.logic import decide
from grondslag.values import NONE, UNREADABLE, Duration


class Rows(Protocol):
    """The rows of a table on a day."""

    def get(self, key: object) -> Any:
        """The row of a key, or NONE."""


def unclear(done: Any, length: Any, anchor: Any) -> bool:
    """Whether a term of time lacks a value; what is to be done may be none."""
    return (
        done is None
        or done is UNREADABLE
        or not isinstance(length, Duration)
        or not is_instant(anchor)
    )


def same(left: Any, right: Any) -> int:
    """Equality of codes, numbers, ids."""
    if left is None or left is UNREADABLE or right is None or right is UNREADABLE:
        return 2
    return 4 if left == right and left is not NONE else 0


def apart(left: Any, right: Any) -> int:
    """Equality of what lies in different collections: false if both are known."""
    return 2 if same(left, right) == 2 else 0


def same_texts(left: Any, right: Any) -> int:
    """Equality of texts: NFC, without the spaces around them."""
    truth = same(left, right)
    if truth == 0 and left.__class__ is str and right.__class__ is str:
        return 4 if same_text(left) == same_text(right) else 0
    return truth


def has(items: Any, item: Any) -> int:
    """Whether a list has an item."""
    if items is None or items is UNREADABLE or item is None or item is UNREADABLE:
        return 2
    return 4 if items is not NONE and item is not NONE and item in items else 0


def has_text(items: Any, item: Any) -> int:
    """Whether a list has a text."""
    truth = has(items, item)
    if truth == 0 and items is not NONE and item is not NONE:
        return 4 if any(same_texts(other, item) == 4 for other in items) else 0
    return truth


def has_any_text(items: Any, texts: tuple[str, ...]) -> int:
    """Whether a list has one of these texts."""
    if items is None or items is UNREADABLE:
        return 2
    return 4 if items is not NONE and any(same_text(item) in texts for item in items) else 0


def in_order(operator: str, left: Any, right: Any, days: bool) -> int:
    """A comparison of numbers, dates, moments or lengths; *days* if both are of type date."""
    if left is None or left is UNREADABLE or right is None or right is UNREADABLE:
        return 2
    if left is NONE or right is NONE:
        return 0 if operator == "is" else 2
    if isinstance(left, Duration):
        bounds = (same_length if operator == "is" else order_of_lengths)(left, right)
    elif not is_instant(left):
        sign = (left > right) - (left < right)
        bounds = (sign, sign)
    elif days and _is_day(left) and _is_day(right):
        bounds = order_of_days(left, right)
    else:
        bounds = same_moment(left, right) if operator == "is" else order_of_moments(left, right)
    return decide(operator, *bounds)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def plus(left: Any, right: Any, sign: int) -> Any:
    """A sum or difference; None if a side has no value."""
    for side in (left, right):
        if side is None or side is UNREADABLE or side is NONE:
            return None
    return total(left, right, sign)


def look_up(rows: Rows, key: Any) -> Any:
    """The row of a key, NONE if there is none, None if the key is not known."""
    if key is None or key is UNREADABLE:
        return None
    return NONE if key is NONE else rows.get(key)
