"""What the page of a collection shows beside its records: agreements, terms, clocks, retention by data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from grondslag.publish.blocks import Block, Cell, Paragraph, Section, Table, Text
from grondslag.publish.study import Study
from grondslag.publish.views.cells import about, label, value_cell
from grondslag.publish.views.drawings import retention
from grondslag.values import NONE


def agreements(study: Study) -> Iterator[Block]:
    """Processors with their agreement and sub-processors."""
    rows = []
    rules = (
        "processor-without-agreement",
        "processor-agreement-lacks-clause",
        "processor-agreement-without-description",
    )
    for entry, record in study.entries("processors").items():
        rows.append(
            (
                (study.record_link(("processors", entry)),),
                about(study, ("processors", entry), rules),
                value_cell(study, "processors", record, "agreement", "document"),
                value_cell(study, "processors", record, "agreement", "signed_on"),
                value_cell(study, "processors", record, "agreement", "ends_on"),
                value_cell(study, "processors", record, "subprocessors"),
                value_cell(study, "processors", record, "country"),
            )
        )
    names = (
        ("agreement",),
        ("agreement", "signed_on"),
        ("agreement", "ends_on"),
        ("subprocessors",),
        ("country",),
    )
    columns = (
        study.text("site-record"),
        study.text("site-verdict"),
        *(label(study, "processors", *name) for name in names),
    )
    yield Section(
        study.text("site-agreements"),
        "overeenkomsten",
        (
            Table(
                study.text("site-agreements-table"),
                columns,
                tuple(rows),
                empty=study.state("processors"),
            ),
        ),
    )


def breach_clock(study: Study) -> Iterator[Block]:
    """Breaches with the time between noticing and notifying."""
    rows = []
    for entry, record in study.entries("breaches").items():
        aware, told = record.get("aware_at"), record.get("notified_at")
        rows.append(
            (
                (study.record_link(("breaches", entry)),),
                about(study, ("breaches", entry), ("breach-reported-late",)),
                (Text(study.day(aware)),),
                value_cell(study, "breaches", record, "notified_at"),
                (Text(_elapsed(study, aware, told)),),
                value_cell(study, "breaches", record, "people_told_at"),
            )
        )
    columns = (
        study.text("site-record"),
        study.text("site-clock"),
        label(study, "breaches", "aware_at"),
        label(study, "breaches", "notified_at"),
        study.text("site-elapsed"),
        label(study, "breaches", "people_told_at"),
    )
    blocks: tuple[Block, ...] = (
        Paragraph((Text(study.text("site-clock-lead")),)),
        Table(study.text("site-clock-table"), columns, tuple(rows), empty=study.state("breaches")),
    )
    yield Section(study.text("site-clock"), "meldtermijn", blocks)


def _elapsed(study: Study, start: Any, end: Any) -> str:
    if end is NONE:
        return study.text("site-not-notified")
    if not isinstance(start, datetime):
        return "–"
    running = not isinstance(end, datetime)
    until = study.outcome.as_of if running else end
    hours = int((until - start).total_seconds() // 3600)
    return study.text("site-hours-running" if running else "site-hours", count=hours)


def request_terms(study: Study) -> Iterator[Block]:
    """Requests with the term for an answer."""
    rows = []
    for entry, record in study.entries("requests").items():
        rows.append(
            (
                (study.record_link(("requests", entry)),),
                about(
                    study,
                    ("requests", entry),
                    ("request-answered-late", "request-extension-invalid"),
                ),
                value_cell(study, "requests", record, "kind"),
                value_cell(study, "requests", record, "received_on"),
                value_cell(study, "requests", record, "extension", "told_on"),
                value_cell(study, "requests", record, "answered_on"),
            )
        )
    names = (("kind",), ("received_on",), ("extension", "told_on"), ("answered_on",))
    columns = (
        study.text("site-record"),
        study.text("site-term"),
        *(label(study, "requests", *name) for name in names),
    )
    yield Section(
        study.text("site-terms"),
        "termijnen",
        (
            Table(
                study.text("site-terms-table"), columns, tuple(rows), empty=study.state("requests")
            ),
        ),
    )


def retention_use(study: Study) -> Iterator[Block]:
    """Which data of which activities are kept by which line of the schedule."""
    rows = []
    schedule = study.entries("retention")
    for entry, record in study.entries("processing").items():
        data = record.get("data")
        for name, part in data.items() if isinstance(data, Mapping) else ():
            line = part.get("retention") if isinstance(part, Mapping) else None
            kept = schedule.get(line, {}) if isinstance(line, str) else {}
            link: Cell = (
                (study.record_link(("retention", line)),)
                if isinstance(line, str)
                else (Text(study.value(line), style="quiet"),)
            )
            rows.append(
                (
                    (study.record_link(("processing", entry)),),
                    (Text(name),),
                    about(
                        study,
                        ("processing", entry, "data", name),
                        (
                            "retention-term-missing",
                            "data-kept-past-term",
                            "retention-longer-than-guideline",
                            "retention-shorter-than-statutory-minimum",
                        ),
                    ),
                    link,
                    value_cell(study, "retention", kept, "term"),
                    value_cell(study, "retention", kept, "starts_at"),
                    value_cell(study, "retention", kept, "method"),
                )
            )
    names = ("term", "starts_at", "method")
    columns = (
        study.text("site-record"),
        study.text("site-data"),
        study.text("site-verdict"),
        study.text("site-retention-line"),
        *(label(study, "retention", name) for name in names),
    )
    yield from retention(study)
    yield Section(
        study.text("site-retention"),
        "gegevens",
        (Table(study.text("site-retention-table"), columns, tuple(rows), filter=len(rows) > 8),),
    )


EXTRA: Final[Mapping[str, Callable[[Study], Iterator[Block]]]] = {
    "processors": agreements,
    "breaches": breach_clock,
    "requests": request_terms,
    "retention": retention_use,
}
"""What the page of a collection shows beside its records."""
