"""Pages by subject: agreements, terms, transfers, DPIAs, the DPO, marketing and cookies, each with its verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from grondslag.findings.finding import Finding
from grondslag.publish.blocks import Block, Cell, Inline, Page, Paragraph, Section, Table, Text
from grondslag.publish.study import Study, as_label
from grondslag.publish.views.content import cell, record_blocks
from grondslag.publish.views.verdicts import ORDER, coded

Rows = Iterable[tuple[Cell, ...]]


def label(study: Study, collection: str, *names: str) -> str:
    """The label of a field of a collection, or of a record in it."""
    fields = study.model.collections[collection].entry.fields
    kind = fields[names[0]]
    for name in names[1:]:
        kind = study.model.records[kind.record or ""].fields[name]
    return as_label(kind.spelled(study.language))


def value_cell(study: Study, collection: str, record: Mapping[str, Any], *names: str) -> Cell:
    """The value of a field, or of a field of a record in it; says so if it is not recorded or there is none."""
    kind = study.model.collections[collection].entry.fields[names[0]]
    value: Any = record.get(names[0])
    for name in names[1:]:
        kind = study.model.records[kind.record or ""].fields[name]
        if not isinstance(value, Mapping):
            return (Text(study.value(value), style="quiet"),)
        value = value.get(name)
    return (Text(study.value(None), style="quiet"),) if value is None else cell(study, kind, value)


def about(study: Study, path: tuple[str, ...], rules: Iterable[str]) -> Cell:
    """The verdicts of some rules on a record, the heaviest first, each a link to its explanation."""
    wanted = set(rules)
    found = [
        one
        for name in sorted(wanted)
        for one in study.by_rule.get(name, ())
        if one.verdict.subject.path[: len(path)] == path and one.verdict.outcome != "not_applicable"
    ]
    found.sort(key=lambda one: ORDER.index(one.verdict.outcome))
    parts: list[Inline] = []
    for one in found[:3]:
        parts += [Text(" ")] if parts else []
        parts += [study.badge(one.verdict.outcome), Text(" "), study.finding_link(one)]
        if one.verdict.open_until is not None:
            parts.append(Text(f" ({study.text('report-term-runs', day=one.verdict.open_until)})"))
    return tuple(parts) or (study.badge("not_applicable"),)


# ------------------------------------------------------------------------- tables on pages of collections


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
                value_cell(study, "processors", record, "agreement", "document"),
                value_cell(study, "processors", record, "agreement", "signed_on"),
                value_cell(study, "processors", record, "agreement", "ends_on"),
                value_cell(study, "processors", record, "subprocessors"),
                value_cell(study, "processors", record, "country"),
                about(study, ("processors", entry), rules),
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
        *(label(study, "processors", *name) for name in names),
        study.text("site-verdict"),
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
                (Text(study.day(aware)),),
                value_cell(study, "breaches", record, "notified_at"),
                (Text(_elapsed(study, aware, told)),),
                value_cell(study, "breaches", record, "people_told_at"),
                about(study, ("breaches", entry), ("breach-reported-late",)),
            )
        )
    columns = (
        study.text("site-record"),
        label(study, "breaches", "aware_at"),
        label(study, "breaches", "notified_at"),
        study.text("site-elapsed"),
        label(study, "breaches", "people_told_at"),
        study.text("site-clock"),
    )
    blocks: tuple[Block, ...] = (
        Paragraph((Text(study.text("site-clock-lead")),)),
        Table(study.text("site-clock-table"), columns, tuple(rows), empty=study.state("breaches")),
    )
    yield Section(study.text("site-clock"), "meldtermijn", blocks)


def _elapsed(study: Study, start: Any, end: Any) -> str:
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
                value_cell(study, "requests", record, "kind"),
                value_cell(study, "requests", record, "received_on"),
                value_cell(study, "requests", record, "extension", "told_on"),
                value_cell(study, "requests", record, "answered_on"),
                about(
                    study,
                    ("requests", entry),
                    ("request-answered-late", "request-extension-invalid"),
                ),
            )
        )
    names = (("kind",), ("received_on",), ("extension", "told_on"), ("answered_on",))
    columns = (
        study.text("site-record"),
        *(label(study, "requests", *name) for name in names),
        study.text("site-term"),
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
                    link,
                    value_cell(study, "retention", kept, "term"),
                    value_cell(study, "retention", kept, "starts_at"),
                    value_cell(study, "retention", kept, "method"),
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
                )
            )
    names = ("term", "starts_at", "method")
    columns = (
        study.text("site-record"),
        study.text("site-data"),
        study.text("site-retention-line"),
        *(label(study, "retention", name) for name in names),
        study.text("site-verdict"),
    )
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


# ---------------------------------------------------------------------------------------- pages of their own


def transfers(study: Study) -> Page:
    """Transfers to third countries."""
    rows = []
    kind = study.model.records["transfer"]
    for entry, record in study.entries("processing").items():
        found = record.get("transfers")
        for name, part in found.items() if isinstance(found, Mapping) else ():
            values = (
                [
                    cell(study, kind.fields[key], part.get(key))
                    for key in ("to", "country", "mechanism", "derogation")
                ]
                if isinstance(part, Mapping)
                else [()] * 4
            )
            rules = [one.rule.id for one in study.findings if one.rule.theme == "transfers"]
            rows.append(
                (
                    (study.record_link(("processing", entry)),),
                    (Text(name),),
                    *values,
                    about(study, ("processing", entry, "transfers", name), rules),
                )
            )
    columns = (
        study.text("site-record"),
        study.text("site-name"),
        *(
            as_label(kind.fields[key].spelled(study.language))
            for key in ("to", "country", "mechanism", "derogation")
        ),
        study.text("site-verdict"),
    )
    table = Table(
        study.text("site-transfers-table"),
        columns,
        tuple(rows),
        empty=study.text("site-transfers-none"),
    )
    return _theme_page(study, "doorgiften/", "site-transfers", ("transfers",), (table,))


def dpias(study: Study) -> Page:
    """Which activities have a DPIA, and which need one."""
    rows = []
    rules = sorted({one.rule.id for one in study.findings if one.rule.theme == "dpia"})
    for entry, record in study.entries("processing").items():
        rows.append(
            (
                (study.record_link(("processing", entry)),),
                value_cell(study, "processing", record, "dpia", "done_on"),
                value_cell(study, "processing", record, "dpia", "residual_risk"),
                value_cell(study, "processing", record, "no_dpia_because"),
                about(study, ("processing", entry), rules),
            )
        )
    names = (("dpia", "done_on"), ("dpia", "residual_risk"), ("no_dpia_because",))
    columns = (
        study.text("site-record"),
        *(label(study, "processing", *name) for name in names),
        study.text("site-verdict"),
    )
    table = Table(
        study.text("site-dpia-table"),
        columns,
        tuple(rows),
        filter=len(rows) > 8,
        empty=study.state("processing"),
    )
    return _theme_page(study, "dpia/", "site-dpia", ("dpia",), (table,))


def dpo(study: Study) -> Page:
    """Whether there has to be a DPO: what the law asks and what the house rule asks, apart."""
    found = [one for one in study.findings if one.rule.theme == "dpo"]
    parts: list[Block] = []
    for name, statuses in (
        ("site-dpo-law", ("law",)),
        ("site-dpo-guidance", ("guidance", "draft")),
        ("site-dpo-house", ("house_rule",)),
    ):
        rows = [_row(study, one) for one in found if one.rule.legal_status in statuses]
        if rows:
            parts.append(
                Section(
                    study.text(name),
                    name.removeprefix("site-"),
                    (_findings_table(study, rows, study.text(name)),),
                )
            )
    organisation = study.register.fact(("organisation", "dpo"))
    record: tuple[Block, ...] = (
        tuple(record_blocks(study, ("organisation", "dpo"), study.model.records["dpo"]))
        if isinstance(organisation, Mapping)
        else (Paragraph((Text(study.value(organisation)),)),)
    )
    parts.append(Section(study.text("site-dpo-record"), "fg", record))
    lead = Paragraph((Text(study.text("site-dpo-lead")),), "lead")
    return Page("fg/", study.text("site-dpo"), (lead, *parts), in_menu=True)


def marketing(study: Study) -> Page:
    """Mailings and calls, with the rules about them."""
    rules = sorted({one.rule.id for one in study.findings if one.rule.theme == "marketing"})
    rows = []
    for entry, record in study.entries("campaigns").items():
        values = [
            value_cell(study, "campaigns", record, name)
            for name in ("channel", "basis", "consent", "sent_on")
        ]
        rows.append(
            (
                (study.record_link(("campaigns", entry)),),
                *values,
                about(study, ("campaigns", entry), rules),
            )
        )
    columns = (
        study.text("site-record"),
        *(label(study, "campaigns", name) for name in ("channel", "basis", "consent", "sent_on")),
        study.text("site-verdict"),
    )
    table = Table(
        study.text("site-marketing-table"), columns, tuple(rows), empty=study.state("campaigns")
    )
    return _theme_page(study, "marketing/", "site-marketing", ("marketing",), (table,))


def cookies(study: Study) -> Page:
    """The cookies of every website."""
    kind = study.model.records["cookie"]
    names = ("purpose", "technique", "exempt", "set_before_consent", "third_party", "lifetime")
    rules = sorted(
        {one.rule.id for one in study.findings if one.verdict.subject.collection == "websites"}
    )
    rows = []
    for entry, record in study.entries("websites").items():
        found = record.get("cookies")
        for name, part in found.items() if isinstance(found, Mapping) else ():
            values = [
                cell(study, kind.fields[key], part.get(key)) if isinstance(part, Mapping) else ()
                for key in names
            ]
            rows.append(
                (
                    (Text(name),),
                    (study.record_link(("websites", entry)),),
                    *values,
                    about(study, ("websites", entry, "cookies", name), rules),
                )
            )
    columns = (
        study.text("site-cookie"),
        study.text("site-website"),
        *(as_label(kind.fields[key].spelled(study.language)) for key in names),
        study.text("site-verdict"),
    )
    table = Table(
        study.text("site-cookies-table"),
        columns,
        tuple(rows),
        empty=study.text("site-cookies-none"),
    )
    return _theme_page(study, "cookies/", "site-cookies", ("website", "cookies"), (table,))


def _theme_page(
    study: Study, address: str, name: str, themes: tuple[str, ...], blocks: tuple[Block, ...]
) -> Page:
    rows = [
        _row(study, one)
        for one in study.findings
        if one.rule.theme in themes and one.verdict.outcome in {"violation", "undetermined"}
    ]
    table = _findings_table(study, rows, study.text("site-theme-table"))
    section = Section(study.text("site-findings"), "bevindingen", (table,))
    return Page(address, study.text(name), (*blocks, section), in_menu=True)


def _row(study: Study, finding: Finding) -> tuple[Cell, ...]:
    verdict = finding.verdict
    wants = verdict.outcome in {"violation", "undetermined"}
    why = (
        finding.message(study.language)
        if wants
        else study.text(f"site-decided-{verdict.decided}")
        if verdict.decided
        else ""
    )
    marks = tuple(part for mark in study.marks(finding) for part in (Text(" "), mark))
    return (
        study.subject_cell(finding),
        (study.finding_link(finding),),
        (study.badge(verdict.outcome), *marks),
        coded(why),
    )


def _findings_table(study: Study, rows: list[tuple[Cell, ...]], caption: str) -> Table:
    columns = (
        study.text("site-record"),
        study.text("site-rule"),
        study.text("site-verdict"),
        study.text("site-why"),
    )
    return Table(
        caption, columns, tuple(rows), filter=len(rows) > 12, empty=study.text("site-no-findings")
    )
