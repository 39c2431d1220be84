"""Plain scalars to values: YAML 1.2 core, with exceptions that keep codes and numbers what they are.

Digits with a leading zero stay text (trade register numbers, telephone numbers), and a number that is
not written out (`0o12`, `0x1F`, `1e3`, `251.0`, `.inf`) has no value. Dates and times stay text.
Source: https://yaml.org/spec/1.2.2/#103-core-schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

WORD: Final = "$word"
"""The one key of a mark: what stands for a plain word, or for what could not be read."""

UNREADABLE: Final[Mapping[str, str]] = {WORD: "?unreadable"}
"""Stands where something was written that has no value and was reported. Read-only."""

MOST_DIGITS: Final = 18
"""Longer whole numbers are codes (and would not fit the 64 bits of other readers)."""

_CONSTANTS: Final[Mapping[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMERIC: Final = frozenset("0123456789+-.")
_WHOLE: Final = re.compile(r"[-+]?[0-9]+")
_DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)")
_LEADING_ZERO: Final = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?")
_EXPONENT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")
_OTHER_BASE: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NO_NUMBER: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LIKE_A_NUMBER: Final = re.compile(
    "|".join(pattern.pattern for pattern in (_WHOLE, _DECIMAL, _EXPONENT, _OTHER_BASE, _NO_NUMBER))
)
_YAML_1_1_OCTAL: Final = re.compile(r"[-+]?0[0-7]+")
_MOST_EXPONENT: Final = 3
"""Characters of an exponent that are still worth writing out."""


class Odd(Exception):
    """A plain scalar of which more must be said than its value."""


class PlainScalars(dict[str, Any]):
    """Plain scalar to value, each worked out once: `scalars[text]`.

    Raises `Odd` for a scalar that is to be reported (`number_trouble`, `is_ambiguous`). *words* maps
    each spelling that is a plain word to what it says (`none`, `unknown`, `all`).
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(_CONSTANTS)
        for spelling in words:
            self[spelling] = {WORD: spelling}

    def __missing__(self, text: str) -> Any:
        value = _numeric(text) if text[0] in _NUMERIC else text
        if len(self) < MOST_REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self[text] = value
        return value


def _numeric(text: str) -> str | int | float:
    if not _LIKE_A_NUMBER.fullmatch(text):
        return text
    if is_ambiguous(text) or number_trouble(text) is not None:
        raise Odd
    return float(text) if "." in text else int(text)


MOST_REMEMBERED: Final = 50_000
LONGEST_REMEMBERED: Final = 64
"""Short scalars come back (codes, ids, dates); remembering long ones would only cost memory."""


def is_ambiguous(text: str) -> bool:
    """Whether these are digits with a leading zero: text to us, a number to other readers."""
    return _LEADING_ZERO.fullmatch(text) is not None


def number_trouble(text: str) -> str | None:
    """Why a plain scalar that looks like a number is not taken as one.

    `long` (more than `MOST_DIGITS` digits), `fraction` (`251.0`), `notation` (another base, an
    exponent) or `infinite`; None for what is no number or a good one.
    """
    if _WHOLE.fullmatch(text):
        return "long" if len(text.lstrip("+-")) > MOST_DIGITS else None
    if _DECIMAL.fullmatch(text):
        digits = len(text.lstrip("+-"))
        if digits > MOST_DIGITS:
            return "long"
        return "fraction" if float(text).is_integer() else None
    if _EXPONENT.fullmatch(text) or _OTHER_BASE.fullmatch(text):
        return "notation"
    return "infinite" if _NO_NUMBER.fullmatch(text) else None


def written_out(text: str) -> str | None:
    """What `0x1F`, `1e3` or `251.0` is in plain digits, if that is short enough to write."""
    from decimal import Decimal

    if _OTHER_BASE.fullmatch(text):
        value = Decimal(int(text, 0)) if len(text) <= MOST_DIGITS else None
    elif len(text) <= MOST_DIGITS and len(_exponent(text)) <= _MOST_EXPONENT:
        value = Decimal(text) if _is_finite_number(text) else None
    else:
        value = None
    if value is None:
        return None
    whole = value == value.to_integral_value()
    plain = f"{value.to_integral_value() if whole else value:f}"
    return plain if len(plain) <= MOST_DIGITS else None


def other_readings(text: str) -> tuple[str, str]:
    """How digits with a leading zero are read by YAML 1.1 and by YAML 1.2 core readers."""
    from decimal import Decimal

    core = f"{Decimal(text):f}"
    if "." in text:
        return core, core
    if not _YAML_1_1_OCTAL.fullmatch(text):
        return f'"{text}"', core
    return str(int(text, 8)), core


def _exponent(text: str) -> str:
    return text.lower().partition("e")[2]


def _is_finite_number(text: str) -> bool:
    return bool(_DECIMAL.fullmatch(text) or _EXPONENT.fullmatch(text))
