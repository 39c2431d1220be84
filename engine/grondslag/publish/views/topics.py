"""Pages by subject: transfers, DPIAs, the DPO, marketing and cookies, each with its verdicts."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.evaluation.sentences import sentence
from grondslag.findings.finding import Finding
from grondslag.findings.why import why
from grondslag.publish.blocks import Block, Cell, Page, Paragraph, Section, Table, Text
from grondslag.publish.study import Study, as_label
from grondslag.publish.views.cells import about, label, value_cell
from grondslag.publish.views.content import cell, record_blocks
from grondslag.publish.views.verdict_blocks import capital, coded, message_of

NEEDED = "dpo-missing"
"""How the ids of rules begin that say whether there has to be a DPO."""
MOST_REASONS = 3
"""Conditions that are told as the reason of a verdict."""


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
                    about(study, ("processing", entry, "transfers", name), rules),
                    *values,
                )
            )
    columns = (
        study.text("site-record"),
        study.text("site-name"),
        study.text("site-verdict"),
        *(
            as_label(kind.fields[key].spelled(study.language))
            for key in ("to", "country", "mechanism", "derogation")
        ),
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
                about(study, ("processing", entry), rules),
                value_cell(study, "processing", record, "dpia", "done_on"),
                value_cell(study, "processing", record, "dpia", "residual_risk"),
                value_cell(study, "processing", record, "no_dpia_because"),
            )
        )
    names = (("dpia", "done_on"), ("dpia", "residual_risk"), ("no_dpia_because",))
    columns = (
        study.text("site-record"),
        study.text("site-verdict"),
        *(label(study, "processing", *name) for name in names),
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
    # Whether there has to be one comes before what is asked of the one there is.
    found.sort(key=lambda one: not one.rule.id.startswith(NEEDED))
    parts: list[Block] = []
    for name, statuses in (
        ("site-dpo-law", ("law",)),
        ("site-dpo-guidance", ("guidance", "draft")),
        ("site-dpo-house", ("house_rule",)),
    ):
        rows = [_told_why(study, one) for one in found if one.rule.legal_status in statuses]
        if rows:
            parts.append(
                Section(
                    study.text(name),
                    name.removeprefix("site-"),
                    (
                        _findings_table(
                            study, rows, study.text("site-dpo-table", standing=study.text(name))
                        ),
                    ),
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
                about(study, ("campaigns", entry), rules),
                *values,
            )
        )
    columns = (
        study.text("site-record"),
        study.text("site-verdict"),
        *(label(study, "campaigns", name) for name in ("channel", "basis", "consent", "sent_on")),
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
    # Which website it is goes without saying where there is one.
    several = len(study.entries("websites")) > 1
    for entry, record in study.entries("websites").items():
        website: tuple[Cell, ...] = ((study.record_link(("websites", entry)),),) if several else ()
        found = record.get("cookies")
        for name, part in found.items() if isinstance(found, Mapping) else ():
            values = [
                cell(study, kind.fields[key], part.get(key)) if isinstance(part, Mapping) else ()
                for key in names
            ]
            rows.append(
                (
                    (Text(name),),
                    *website,
                    about(study, ("websites", entry, "cookies", name), rules),
                    *values,
                )
            )
    columns = (
        study.text("site-cookie"),
        *((study.text("site-website"),) if several else ()),
        study.text("site-verdict"),
        *(as_label(kind.fields[key].spelled(study.language)) for key in names),
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
    why = study.text(f"site-decided-{verdict.decided}") if verdict.decided else ""
    marks = tuple(part for mark in study.marks(finding) for part in (Text(" "), mark))
    return (
        study.subject_cell(finding),
        (study.finding_link(finding),),
        (study.badge(verdict.outcome), *marks),
        message_of(study, finding) if wants else coded(why),
    )


def _told_why(study: Study, finding: Finding) -> tuple[Cell, ...]:
    """A row of which the reason is told also where nothing is wrong: the conditions that decided."""
    *cells, reason = _row(study, finding)
    if finding.verdict.outcome in {"violation", "undetermined"}:
        return (*cells, reason)
    wording = finding.judged.wording(study.language)
    told = ". ".join(capital(sentence(step, wording)) for step in why(finding)[:MOST_REASONS])
    return (*cells, coded(told) if told else reason)


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
