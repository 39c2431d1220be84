"""Adding what may be added, and texts as they are compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from grondslag.language.calendar import add, add_lengths, amsterdam
from grondslag.language.deadlines import is_instant
from grondslag.values import Between, Duration


def same_text(text: str) -> str:
    """A text as texts are compared: NFC, without the spaces around it."""
    return text.strip() if text.isascii() else normalize("NFC", text).strip()


def total(left: Any, right: Any, sign: int) -> Any:
    """A sum, or with sign -1 a difference, of two values of types that the checker let through."""
    if isinstance(left, Duration):
        return add(right, left, sign) if is_instant(right) else add_lengths(left, right, sign)
    if isinstance(right, Duration):
        return add(left, right, sign)
    return left + sign * right


def written_value(value: Any) -> Any:
    """The value of a literal. A moment without offset is local time: `Between` in the hour that autumn repeats."""
    if not isinstance(value, datetime) or value.tzinfo is not None:
        return value
    first, last = (value.replace(tzinfo=amsterdam(), fold=fold).astimezone(UTC) for fold in (0, 1))
    return Between(first, last) if first < last else first
