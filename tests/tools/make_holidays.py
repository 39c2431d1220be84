"""Writes the table of Dutch holidays that terms of law know: `policies/calendars/nl.csv`.

    python tests/tools/make_holidays.py            writes the table
    python tests/tools/make_holidays.py --check    says whether the table is what this would write

The days come from the `holidays` library (country NL, categories public and optional), so the
table is dated: a new release of the library changes nothing until someone runs this and looks at
the difference.

Column `nl`: a holiday of the Algemene termijnenwet, art. 3. Its first paragraph names the days
(5 May every year, though the library makes it public only every fifth); its second puts Good
Friday on a par with them. Column `eu`: a Dutch public holiday in the sense of Regulation 1182/71,
art. 2(1). The Dutch list in the Official Journal was not found, so Good Friday is `disputed` there.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays

TABLE = Path(__file__).parents[2] / "policies" / "calendars" / "nl.csv"
YEARS = range(2016, 2041)
COLUMNS = ("day", "name_nl", "name_en", "eu", "nl", "source")
GOOD_FRIDAY = "Good Friday"
EQUAL = "Algemene termijnenwet art. 3 lid 2"
NAMED = "Algemene termijnenwet art. 3 lid 1"


def main(arguments: list[str] | None = None) -> int:
    """Writes or checks the table; 1 if it is not current."""
    parser = argparse.ArgumentParser(description="The table of Dutch holidays.")
    parser.add_argument(
        "--check", action="store_true", help="only say whether the table is current"
    )
    wanted = table()
    if not parser.parse_args(arguments).check:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(wanted, encoding="utf-8")
        return 0
    if TABLE.is_file() and TABLE.read_text(encoding="utf-8") == wanted:
        return 0
    print(
        f"{TABLE.name} is not what the holidays library gives; run this without --check",
        file=sys.stderr,
    )
    return 1


def table() -> str:
    """The whole table as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows())
    return out.getvalue()


def rows() -> Iterator[tuple[str, ...]]:
    """One row a holiday, oldest first. A day with two names has both."""
    english = _days("en_US")
    for day, name in sorted(_days("nl").items()):
        equal = english[day] == GOOD_FRIDAY
        source = EQUAL if equal else NAMED
        yield day.isoformat(), name, english[day], "disputed" if equal else "yes", "yes", source


def _days(language: str) -> dict[date, str]:
    found = holidays.country_holidays(
        "NL", years=YEARS, categories=("public", "optional"), language=language
    )
    return dict(found.items())


if __name__ == "__main__":
    sys.exit(main())
