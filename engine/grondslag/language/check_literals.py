"""Values written in a rule: what they are, and what is wrong with them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from grondslag.language import expressions as e
from grondslag.language.keywords import Keywords, keywords
from grondslag.language.problems import Problems, advice, write
from grondslag.language.tree import Literal_, Where
from grondslag.language.types import Scalar
from grondslag.values import NONE, Duration, duration

MOST_DIGITS: Final = 15
MOST_DIGITS_OF_DURATION: Final = 7
UNITS: Final = ("year", "month", "week", "day", "hour", "minute")

_ESCAPE: Final = re.compile(r"\\(.)")
_TYPES: Final = {
    "whole": "integer",
    "decimal": "number",
    "text": "text",
    "date": "date",
    "moment": "datetime",
    "yes": "boolean",
    "no": "boolean",
    "none": "none",
    "duration": "duration",
}

Value = bool | int | float | str | date | datetime | Duration


def literal(node: e.Literal, problems: Problems) -> Literal_:
    """A value as a term; one that cannot be read is said and has type any."""
    if node.kind == "none":
        return Literal_(NONE, Scalar("none"), node.where)
    value = value_of(node, problems)
    if value is None:
        return Literal_("", Scalar("any"), node.where)
    return Literal_(value, Scalar(_TYPES[node.kind]), node.where)  # type: ignore[arg-type]


def value_of(node: e.Literal, problems: Problems) -> Value | None:
    """The value that was written; None, and a diagnostic, if there is no such value."""
    match node.kind:
        case "whole" | "decimal":
            return _number(node, problems)
        case "text":
            return unquoted(node, problems)
        case "date":
            return day(node, problems)
        case "moment":
            return moment(node, problems)
        case "duration":
            return _duration(node, problems)
        case _:
            return node.kind == "yes"


def unquoted(node: e.Literal, problems: Problems) -> str:
    """A text without its quotes and escapes; an escape that is none is said and kept."""
    inner = node.text[1:-1]
    if "\\" not in inner:
        return inner
    return unescaped(inner, node.where[0] + 1, problems)


def unescaped(raw: str, start: int, problems: Problems) -> str:
    """A stretch of a text, from the offset *start* of the file, without its escapes."""
    for found in _ESCAPE.finditer(raw):
        if found[1] not in '"\\':
            where = (start + found.start(), start + found.end())
            problems.add(
                "syntax", where, message="syntax-escape", helps=write("\\\\"), written=found[0]
            )
    return _ESCAPE.sub(r"\1", raw)


def day(node: e.Literal, problems: Problems) -> date | None:
    """The day that was written."""
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        not_a_date(node.text, node.where, problems)
        return None


def moment(node: e.Literal, problems: Problems) -> datetime | None:
    """The moment that was written; without offset it is naive."""
    try:
        return datetime.fromisoformat(node.text)
    except ValueError:
        not_a_date(node.text, node.where, problems)
        return None


def day_or_moment(node: e.Literal, problems: Problems) -> date | datetime | None:
    """The day or moment that was written."""
    return day(node, problems) if node.kind == "date" else moment(node, problems)


def not_a_date(text: str, where: Where, problems: Problems) -> None:
    """Say that something is not a date, with the notation to use."""
    shown = _in_notation(text)
    helps = write(shown) if shown else advice("not-a-date-help")
    problems.add("not-a-date", where, helps=helps, written=text)


def _in_notation(text: str) -> str | None:
    """A date in another notation (day first, or with other signs) as it must be written."""
    parts = [int(part) for part in re.split(r"[-/.]", text) if part.isdigit()]
    if len(parts) != 3:
        return None
    year, month, day_ = parts if parts[0] > 31 else reversed(parts)
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        return None


def _number(node: e.Literal, problems: Problems) -> int | float | None:
    if len(node.text) > MOST_DIGITS:
        problems.add("syntax", node.where, message="syntax-number-too-long", most=MOST_DIGITS)
        return None
    return int(node.text) if node.kind == "whole" else float(node.text)


def _duration(node: e.Literal, problems: Problems) -> Duration | None:
    amount, unit = node.text.split(maxsplit=1)
    if len(amount) > MOST_DIGITS_OF_DURATION:
        most = MOST_DIGITS_OF_DURATION
        problems.add("syntax", node.where, message="syntax-number-too-long", most=most)
        return None
    return duration(int(amount), unit_of(unit, problems.words))


def unit_of(written: str, words: Keywords) -> str:
    """The unit (`year month week day hour minute`) that a word of these keywords means."""
    return UNITS[words.position("UNIT", written) // 2]


def read_duration(text: str) -> Duration | None:
    """A duration in either language (`7 years`, `7 jaar`); None if it is not one."""
    parts = text.split()
    if len(parts) != 2 or not re.fullmatch(r"[0-9]{1,7}", parts[0]):
        return None
    for language in ("en", "nl"):
        words = keywords(language)
        if parts[1] in words.phrases["UNIT"]:
            return duration(int(parts[0]), unit_of(parts[1], words))
    return None
