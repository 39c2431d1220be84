"""Personal data that must not stand in the registers of breaches and requests.

They are pseudonymous by design: the history of a repository cannot be erased (AVG 17). So an e-mail
address, or a number that passes the test of a BSN, is refused before a rule sees it; it is never
shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

GUARDED: Final = frozenset({"breaches", "requests"})
"""The collections, by canonical name."""

Kind = Literal["email", "bsn"]

_EMAIL: Final = re.compile(r"[^\s@<>\"'(),;:]{1,64}@[^\s@<>\"'(),;:]{1,200}\.[^\W\d_]{2,}")
_NUMBER: Final = re.compile(
    r"(?<![\d.-])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}\.\d{3}\.\d{3}|\d{3} \d{3} \d{3})(?![\d-])",
    re.ASCII,
)
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def personal_data_in(value: object) -> Kind | None:
    """What a text or number holds that names a person; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value) if isinstance(value, str) or value < 10**12 else ""
    if "@" in text and _EMAIL.search(text):
        return "email"
    return "bsn" if any(bsn_places(text)) else None


def bsn_places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each number in a text that passes the test of a BSN."""
    return (match.span() for match in _NUMBER.finditer(text) if _passes_test(match[0]))


def holds_personal_data(raw: object) -> bool:
    """Whether plain data hold such a text or number anywhere, in keys or values."""
    stack = [raw]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value)
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif personal_data_in(value):
            return True
    return False


def _passes_test(number: str) -> bool:
    """The eleven test of a BSN: a weighted sum of its nine digits that 11 divides."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return any(digits) and total % 11 == 0
