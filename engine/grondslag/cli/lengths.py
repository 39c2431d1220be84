"""Lengths of time on the command line: `90d`, `12w`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grondslag.cli.problems import WrongUse
from grondslag.diagnostics import Message

MOST: Final = 3660
UNITS: Final[Mapping[str, int]] = {"d": 1, "w": 7}


def days_within(written: str | None, usual: int) -> int:
    """How far to look: `90d` or `12w`; a bare number is days; *usual* where nothing was given."""
    if written is None:
        return usual
    number, unit = (written[:-1], written[-1]) if written[-1:] in UNITS else (written, "d")
    if not (number.isascii() and number.isdigit()) or not 0 < int(number) * UNITS[unit] <= MOST:
        raise WrongUse(Message("due-not-a-length", {"found": written}), Message("due-length-help"))
    return int(number) * UNITS[unit]
