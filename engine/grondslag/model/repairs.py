"""What was probably meant by a value in a form that is not read: the text to write instead.

Nothing of this becomes a fact; it is shown as advice.
"""

from __future__ import annotations

import re
from typing import Final

from grondslag.model.moments import UNIT_NAMES, read_date, read_moment, spell_duration

_NUMBER: Final = re.compile(r"\+?(\d{1,7})(?:[.,]0+)?(?:\s+[^\d]*)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_TIME: Final = re.compile(r"[T ,]+(\d{1,2})[:.](\d\d)(.*)", re.ASCII | re.DOTALL)
_IN_WORDS: Final = re.compile(r"(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february"),
            ("mrt", "maart", "mar", "march"),
            ("apr", "april"),
            ("mei", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "augustus", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_TERM: Final = re.compile(r"(\d{1,6})\s*([a-z]+)", re.ASCII | re.IGNORECASE)
_YEARS_AND_MONTHS: Final = re.compile(r"P(\d{1,4})Y(\d{1,4})M", re.ASCII)
_CODE: Final = re.compile(r"[^\W\d][\w -]{0,39}")
_LONG_NUMBER: Final = re.compile(r"\d{5}")
_ONLY_NUMBER: Final = re.compile(r"\+?\d{1,7}(?:[.,]0+)?", re.ASCII)
_OTHER_UNITS: Final = {"jaren": "year", "uren": "hour", "min": "minute", "hr": "hour", "yr": "year"}
_ANSWERS: Final = {
    "yes": ("ja", "yes", "true", "y", "j", "waar"),
    "no": ("nee", "no", "false", "n", "neen", "onwaar"),
}


def as_whole_number(raw: object) -> str | None:
    """`251` of `"251"`, `251.0` and `251 medewerkers`."""
    if isinstance(raw, float) and raw.is_integer() and raw >= 0:
        return str(int(raw))
    match = _NUMBER.fullmatch(raw.strip()) if isinstance(raw, str) else None
    return str(int(match[1])) if match else None


def as_yes_or_no(raw: object) -> str | None:
    """`yes` or `no` (the words of the model) of an answer in another spelling or language."""
    if isinstance(raw, str):
        folded = raw.strip().casefold()
        for answer, spellings in _ANSWERS.items():
            if folded in spellings:
                return answer
    return None


def as_date(raw: object) -> str | None:
    """`2026-11-24` of `24-11-2026`, `2026/11/24` and of a moment."""
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    day = _date_at_start(text)
    return day[0] if day and (not day[1] or _TIME.fullmatch(day[1])) else None


def as_moment(raw: object) -> str | None:
    """`2026-10-24T10:00` of `2026-10-24 10:00` and of other orders of the date."""
    day = _date_at_start(raw.strip()) if isinstance(raw, str) else None
    if day is None:
        return None
    time = _TIME.fullmatch(day[1])
    if not time:
        return day[0] if not day[1] else None
    moment = f"{day[0]}T{int(time[1]):02}:{time[2]}{time[3].strip()}"
    return moment if read_moment(moment) is not None else None


def _date_at_start(text: str) -> tuple[str, str] | None:
    """The date at the start, rewritten, and what follows it."""
    numbers = _numbers(text)
    if numbers is None:
        return None
    written = _written(*numbers[:3])
    return (written, text[numbers[3] :]) if read_date(written) else None


def _numbers(text: str) -> tuple[int, int, int, int] | None:
    """Year, month and day at the start of a text, and where they end."""
    match = _YEAR_FIRST.match(text)
    if match:
        return int(match[1]), int(match[2]), int(match[3]), match.end()
    match = _DAY_FIRST.match(text)
    if match:
        return int(match[3]), int(match[2]), int(match[1]), match.end()
    match = _IN_WORDS.match(text)
    month = _MONTHS.get(match[2].casefold()) if match else None
    return (int(match[3]), month, int(match[1]), match.end()) if match and month else None


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def is_date_like(text: str) -> bool:
    """Whether a text has the form of a date, but of a day that does not exist."""
    numbers = _numbers(text)
    return numbers is not None and read_date(_written(*numbers[:3])) is None


def as_duration(raw: object, language: str) -> str | None:
    """`7 jaar` of `7jaar`, `7 Jaren`, `7 years`; `18 maanden` of `P1Y6M`."""
    if not isinstance(raw, str):
        return None
    match = _YEARS_AND_MONTHS.fullmatch(raw.strip())
    if match:
        return spell_duration(12 * int(match[1]) + int(match[2]), "month", language)
    match = _TERM.fullmatch(raw.strip())
    unit = _unit(match[2].casefold()) if match else None
    return spell_duration(int(match[1]), unit, language) if match and unit else None


def _unit(name: str) -> str | None:
    for units in UNIT_NAMES.values():
        for unit, names in units.items():
            if name in names:
                return unit
    return _OTHER_UNITS.get(name)


def looks_like_code(text: str) -> bool:
    """Whether a text looks like a code, so that it can be shown: short, no long numbers."""
    return _CODE.fullmatch(text) is not None and not _LONG_NUMBER.search(text)


def is_one_meaning(raw: object, kind: str, repaired: str | None) -> bool:
    """Whether what was written can only mean the text that was worked out of it.

    A number among words loses the words; of `03-04-2026` one cannot tell the day from the month.
    """
    if repaired is None:
        return False
    if not isinstance(raw, str):
        return True
    if kind in {"integer", "number"}:
        return _ONLY_NUMBER.fullmatch(raw.strip()) is not None
    day_first = _DAY_FIRST.match(raw.strip())
    if kind in {"date", "datetime"} and day_first:
        day, month = int(day_first[1]), int(day_first[2])
        return day > 12 or day == month
    text = raw.strip()
    return kind != "date" or len(text) <= 10 or _IN_WORDS.fullmatch(text) is not None
