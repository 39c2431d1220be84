"""Values that lack the quotes they need: the same text in quotes, where it ends with its line."""

from __future__ import annotations

from typing import Final

from grondslag.diagnostics import Repair
from grondslag.documents.failure import Failure
from grondslag.documents.lines import line_end
from grondslag.text import Span

_CURLY_PAIRS: Final = {
    "“": "”",
    "„": "”",
    "‟": "”",
    "‘": "’",
    "‚": "’",
    "«": "»",
    "»": "«",
    "”": "”",
    "’": "’",
}
_CLOSES_DOUBLE: Final = "”“"
"""The German way closes with the sign that opens in English."""


def whole_line_quoted(failure: Failure, start: int) -> tuple[Repair, ...]:
    """The text from *start* to the end of its line in quotes; nothing where that is not the value.

    A comment, a quote or a bracket in it may be meant as what it is.
    """
    if failure.flow is not None:
        return ()
    rest = failure.text[start : line_end(failure.text, start)]
    value = rest.rstrip()
    if not value or " #" in value or '"' in value or "\\" in value or value[-1] in ":'":
        return ()
    return (Repair(Span(failure.source, start, start + len(value)), f'"{value}"'),)


def straight_quotes(failure: Failure, start: int) -> tuple[Repair, ...]:
    """The text between curly quotes in straight ones, where it is the whole rest of its line."""
    rest = failure.text[start : line_end(failure.text, start)].rstrip()
    inner = rest[1:-1]
    closing = _CURLY_PAIRS.get(rest[:1], "")
    closes = len(rest) > 1 and (
        rest[-1] == closing or (rest[0] == "„" and rest[-1] in _CLOSES_DOUBLE)
    )
    if not closes or any(sign in inner for sign in ('"', "\\", closing)):
        return ()
    return (Repair(Span(failure.source, start, start + len(rest)), f'"{inner}"'),)
