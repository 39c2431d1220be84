"""The verdicts as one table, for a spreadsheet: as comma-separated values and as a workbook.

No cell is ever taken for a formula: one that begins with a sign that could start one gets an apostrophe in front.
Source: RFC 4180 (CSV); OWASP, CSV injection; ECMA-376 (workbooks).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from grondslag.findings.citations import citation_texts, standing
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.text import visible
from grondslag.words.catalogue import text_of

Row = tuple[str, ...]
COLUMNS: Final = (
    "rule", "title", "verdict", "standing", "severity", "source", "subject", "message", "file", "line",
    "accepted", "known",
)  # fmt: skip
STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
LONGEST: Final = 32_000
"""Characters of a cell: a workbook holds 32,767."""
MOST_VERDICTS: Final = 100_000
"""From so many verdicts on, only those that want attention are told: no spreadsheet would open the rest."""
WIDTHS: Final = (34, 40, 18, 18, 10, 30, 40, 70, 34, 7, 14, 14)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def rows_of(outcome: Outcome, language: str) -> Iterator[Row]:
    """The head, and a row for each verdict, by rule and subject."""
    yield tuple(text_of(f"verdict-table-{name}", {}, language) for name in COLUMNS)
    few = len(outcome.verdicts) < MOST_VERDICTS
    verdicts = outcome.verdicts if few else outcome.verdicts.attention()
    heads: dict[int, tuple[str, str, str, str]] = {}
    for finding in map(outcome.finding, verdicts):
        rule = finding.rule
        if id(rule) not in heads:
            severity = text_of(f"report-severity-{rule.checked.severity}", {}, language)
            cited = "; ".join(citation_texts(rule.checked.citations, language))
            heads[id(rule)] = (finding.title(language), standing(rule, language), severity, cited)
        title, worth, severity, cited = heads[id(rule)]
        told = (rule.id, title, _outcome(finding.verdict.outcome, language), worth, severity, cited)
        yield tuple(map(safe, (*told, *_of_record(finding, language))))


@lru_cache
def _outcome(outcome: str, language: str) -> str:
    return text_of(f"report-verdict-{outcome.replace('_', '-')}", {}, language)


def _of_record(finding: Finding, language: str) -> Row:
    """The subject, and of what wants attention the message and the place; who accepted it, and since when known."""
    subject = finding.judged.register.spell(finding.verdict.subject.path)
    accepted = finding.waiver.valid_until.isoformat() if finding.waiver is not None else ""
    known = finding.known_since.isoformat() if finding.known_since is not None else ""
    if finding.verdict.outcome not in {"violation", "undetermined"}:
        return (subject, "", "", "", accepted, known)
    message = finding.message(language).replace("`", "")
    spans = finding.spans()
    place = spans[0].place() if spans else None
    file, line = (place.path, str(place.line)) if place is not None else ("", "")
    return (subject, message, file, line, accepted, known)


@lru_cache(maxsize=20_000)
def safe(text: str) -> str:
    """A cell as text, whatever opens it: nothing hidden, nothing that starts a formula."""
    shown = visible(text).strip()[:LONGEST]
    return f"'{shown}" if shown.startswith(STARTS_FORMULA) else shown


def as_csv(outcome: Outcome, language: str) -> bytes:
    """The table as comma-separated values, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows_of(outcome, language))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(outcome: Outcome, language: str) -> bytes:
    """The table as a workbook, the same for the same outcome. Raises ImportError without the extra `xlsx`."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "grondslag"
    book.properties.created = outcome.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    sheet = book.create_sheet(text_of("verdict-table-sheet", {}, language))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head, *rows = rows_of(outcome, language)
    names = [WriteOnlyCell(sheet, name) for name in head]
    for cell in names:
        cell.font = Font(bold=True)
    sheet.append(names)
    for row in rows:
        sheet.append(row)
    last = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue(), book.properties.created)


def _undated(content: bytes, moment: datetime) -> bytes:
    """The same parts with no moment but that of the check: those of the writing differ each time."""
    day = moment.isoformat().encode() + b"Z"
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as found, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(found.namelist()):
            part = found.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", part)
            made.writestr(ZipInfo(name, _ZIP_DAY), part, ZIP_DEFLATED)
    return out.getvalue()
