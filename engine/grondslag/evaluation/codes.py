"""One byte for a verdict: its outcome, and what decided it."""

from __future__ import annotations

from typing import Final

from grondslag.evaluation.verdict import Outcome

COMPLIANT: Final = 0
VIOLATION: Final = 1
UNDETERMINED: Final = 2
NOT_WHEN: Final = 3
NOT_UNLESS: Final = 4
OPEN_TERM: Final = 5
REMOVED: Final = 6
"""`where` is false: there is no verdict."""
NOT_DAY: Final = 7
NOT_EVENT: Final = 8
UNREAD_TEXT: Final = 9
UNKNOWN_EVENT: Final = 10
ELSEWHERE: Final = 11
"""A version with another scope judges this entry."""

OUTCOMES: Final[tuple[Outcome | None, ...]] = (
    "compliant",
    "violation",
    "undetermined",
    "not_applicable",
    "not_applicable",
    "compliant",
    None,
    "not_applicable",
    "not_applicable",
    "undetermined",
    "undetermined",
    None,
)
"""The outcome of each code; None for what is no verdict."""
DECIDED: Final = {NOT_WHEN: "when", NOT_UNLESS: "unless", NOT_DAY: "day", NOT_EVENT: "event"}
WANTS_ATTENTION: Final = bytes((VIOLATION, UNDETERMINED, OPEN_TERM, UNREAD_TEXT, UNKNOWN_EVENT))
HAS_DETAILS: Final = frozenset((VIOLATION, UNDETERMINED, OPEN_TERM))
"""What a second look at the entry explains: item, reasons, end of the open term."""
