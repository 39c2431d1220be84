"""Days, moments and lengths of time as people write them, in four languages."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from grondslag.interchange.importing.spelled import plain
from grondslag.model.moments import read_duration, read_moment
from grondslag.values import Between, Duration, duration

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january januar janvier jan",
            "februari february februar fevrier feb",
            "maart march marz mars mrt mar",
            "april avril apr",
            "mei may mai",
            "juni june juin jun",
            "juli july juillet jul",
            "augustus august aout aug",
            "september septembre sep sept",
            "oktober october octobre okt oct",
            "november novembre nov",
            "december dezember decembre dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
_UNITS: Final = {
    name: unit
    for unit, names in {
        "year": "jaar jaren year years jahr jahre jahren an ans annee annees",
        "month": "maand maanden month months monat monate monaten mois",
        "week": "week weken weeks woche wochen semaine semaines",
        "day": "dag dagen day days tag tage tagen jour jours",
        "hour": "uur uren hour hours stunde stunden heure heures",
        "minute": "minuut minuten minute minutes",
    }.items()
    for name in names.split()
}
_NUMBERS: Final = {
    name: number
    for number, names in {
        1: "een one ein eine un une",
        2: "twee two zwei deux",
        3: "drie three drei trois",
        4: "vier four quatre",
        5: "vijf five funf cinq",
        6: "zes six sechs",
        7: "zeven seven sieben sept",
        8: "acht eight huit",
        9: "negen nine neun neuf",
        10: "tien ten zehn dix",
    }.items()
    for name in names.split()
}
_LITTLE_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_BIG_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})\s([a-z]+)\s(\d{4})")
_TIME: Final = re.compile(
    r"[T\s]+(?:om\s+|at\s+|um\s+)?(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s*(?:uur|h|Uhr))?$"
)
AMOUNT: Final = re.compile(r"(\d{1,4}|[a-z]+)\s?([a-z]+)\b")


def day_in(text: str) -> date | None:
    """The day that a text is: `2026-11-24`, `24-11-2026`, `24/11/2026`, `24 november 2026`.

    Day before month, as in the Netherlands, Germany and France; None for anything else.
    """
    bare = text.strip()
    if found := _BIG_FIRST.fullmatch(bare):
        return _day(found[1], found[2], found[3])
    if found := _LITTLE_FIRST.fullmatch(bare):
        return _day(found[3], found[2], found[1])
    if found := _IN_WORDS.fullmatch(plain(bare)):
        month = _MONTHS.get(found[2])
        return _day(found[3], str(month), found[1]) if month else None
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def moment_in(text: str) -> date | datetime | Between | None:
    """The moment that a text is: a day, or a day and a time in local time; None for anything else."""
    bare = text.strip()
    if (found := read_moment(bare)) is not None:
        return found
    if (day := day_in(bare)) is not None:
        return day
    if time := _TIME.search(bare):
        start = day_in(bare[: time.start()])
        if start is not None and int(time[1]) < 24 and int(time[2]) < 60:
            return read_moment(f"{start.isoformat()}T{int(time[1]):02}:{time[2]}")
    return None


def length_in(text: str) -> Duration | None:
    """The length of time that a whole text is: `7 jaar`, `zes maanden`, `10 Jahre`, `P7Y`."""
    found = read_duration(text.strip(), "en")
    if found is not None:
        return found
    match = AMOUNT.fullmatch(plain(text))
    return _length(match) if match else None


def lengths_in(text: str) -> list[tuple[Duration, int, int]]:
    """Every length of time in a plain text, with where it starts and ends."""
    found = []
    for match in AMOUNT.finditer(text):
        length = _length(match)
        if length is not None:
            found.append((length, match.start(), match.end()))
    return found


def _length(match: re.Match[str]) -> Duration | None:
    amount = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
    unit = _UNITS.get(match[2])
    return duration(amount, unit) if amount and unit else None
