"""What was decided, all findings, how it was judged and what that does not say, and what can be taken along."""

from __future__ import annotations

from typing import Final

from grondslag.findings.finding import Finding
from grondslag.publish.blocks import (
    Block,
    Cell,
    Code,
    Facts,
    Items,
    Link,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.study import MOST_SETTLED, Study
from grondslag.publish.views.overview import LISTS, findings_table, how_facts, ways_to_lists
from grondslag.publish.views.verdict_blocks import capital, coded
from grondslag.words.catalogue import text_of

MOST_UNFILTERED: Final = 12
"""Rows of a list that can be read without a filter."""


def verdicts(study: Study) -> tuple[Page, Page]:
    """Everything that wants attention: the violations, and what cannot be determined, a list each."""
    ways = Paragraph(ways_to_lists(study))
    tables = []
    for name in LISTS:
        found = [one for one in study.attention if one.verdict.outcome == name]
        told = study.text(f"site-count-{name}", count=len(found))
        tables.append(findings_table(study, found, told, filter=len(found) > MOST_UNFILTERED))
    drafts = [
        one
        for one in study.findings
        if one.rule.legal_status == "draft" and one.verdict.outcome in {"violation", "undetermined"}
    ]
    blocks: list[Block] = [
        Paragraph((Text(study.text("site-all-lead")),), "lead"),
        ways,
        tables[0],
    ]
    if drafts:
        blocks.append(
            Section(
                study.text("site-drafts"),
                "ontwerpen",
                (findings_table(study, drafts, study.text("site-drafts-table")),),
            )
        )
    title = study.text("site-all-findings")
    lead = (
        Text(study.text("site-undetermined-lead") + " "),
        Link(study.text("site-open-questions"), "open-vragen/"),
    )
    return (
        Page(LISTS["violation"], title, tuple(blocks), in_menu=True),
        Page(
            LISTS["undetermined"],
            study.text("site-undetermined"),
            (Paragraph(lead, "lead"), ways, tables[1]),
            trail=(Link(title, LISTS["violation"]),),
        ),
    )


def set_apart(study: Study) -> Page:
    """Waivers and the baseline: accepted findings, accepted unknowns and known findings, each by itself."""
    accepted: list[tuple[Cell, ...]] = []
    unknown: list[tuple[Cell, ...]] = []
    known: list[tuple[Cell, ...]] = []
    for finding in study.outcome.set_apart():
        if finding.waiver is None:
            known.append(_known(study, finding))
        elif finding.verdict.outcome == "violation":
            accepted.append(_waived(study, finding))
        else:
            unknown.append(_waived(study, finding))
    columns = (
        study.text("site-record"),
        study.text("site-rule"),
        study.text("site-reason"),
        study.text("site-owner"),
        study.text("site-approved-by"),
        study.text("site-until"),
    )
    known_columns = (
        study.text("site-record"),
        study.text("site-rule"),
        study.text("site-verdict"),
        study.text("site-since"),
    )
    blocks = (
        Paragraph((Text(study.text("site-apart-lead")),), "lead"),
        Section(
            capital(study.text("site-card-accepted")),
            "aanvaard",
            (Table(study.text("site-accepted-table"), columns, tuple(accepted)),),
        ),
        Section(
            capital(study.text("site-card-accepted-unknown")),
            "aanvaard-onbekend",
            (Table(study.text("site-accepted-unknown-table"), columns, tuple(unknown)),),
        ),
        Section(
            capital(study.text("site-card-known")),
            "bekend",
            (Table(study.text("site-known-table"), known_columns, tuple(known)),),
        ),
    )
    return Page("uitzonderingen/", study.text("site-exceptions"), blocks, in_menu=True)


def _waived(study: Study, finding: Finding) -> tuple[Cell, ...]:
    entry = finding.waiver
    assert entry is not None
    return (
        study.subject_cell(finding),
        (study.finding_link(finding),),
        (Text(entry.reason),),
        (Text(entry.owner),),
        (Text(entry.approved_by or "–"),),
        (Text(study.day(entry.valid_until)),),
    )


def _known(study: Study, finding: Finding) -> tuple[Cell, ...]:
    return (
        study.subject_cell(finding),
        (study.finding_link(finding),),
        (study.badge(finding.verdict.outcome),),
        (Text(study.day(finding.known_since)),),
    )


def method(study: Study) -> Page:
    """How it was judged, what was not looked at, and what a verdict does not say."""
    coverage = study.outcome.coverage
    limits = (
        "site-limit-advice",
        "site-limit-register",
        "site-limit-unknown",
        "site-limit-house",
        "site-limit-time",
    )
    told: list[Cell] = [(Text(study.text(name)),) for name in limits[1:]]
    if len(study.attention) > MOST_SETTLED:
        told.append(coded(study.text("site-limit-settled", count=MOST_SETTLED)))
    files = tuple((Code(study.provenance.shown(path)),) for path in coverage.files)
    missed = _missed(study)
    problems = tuple(
        (
            study.place(problem.span),
            Text(" "),
            Text(text_of(problem.message.id, problem.message.params, study.language)),
        )
        for problem in study.outcome.diagnostics
    )
    blocks: tuple[Block, ...] = (
        Paragraph((Text(study.text("site-limit-advice")),), "note"),
        Section(study.text("site-how"), "hoe", (Facts(tuple(how_facts(study))),)),
        Section(
            study.text("site-limits"),
            "grenzen",
            (Items(tuple(told)),),
        ),
        Section(
            study.text("site-missed"),
            "niet-beoordeeld",
            (Items(missed) if missed else Paragraph((Text(study.text("site-missed-none")),)),),
        ),
        *(
            (Section(study.text("site-problems"), "meldingen", (Items(problems),)),)
            if problems
            else ()
        ),
        Section(
            study.text("site-files"),
            "bestanden",
            (Items(files) if files else Paragraph((Text(study.text("site-nothing")),)),),
        ),
    )
    return Page("over/", study.text("site-method"), blocks, in_menu=True)


def _missed(study: Study) -> tuple[Cell, ...]:
    """What was there and was not judged."""
    coverage = study.outcome.coverage
    not_judged = sorted(
        {item.rule for item in study.outcome.not_judged} | set(study.outcome.verdicts.spent)
    )
    return (
        *(
            (Code(study.provenance.shown(path)), Text(" " + study.text("site-unread")))
            for path in coverage.unread
        ),
        *(
            (Code(study.provenance.shown(path)), Text(" " + study.text("site-not-recognised")))
            for path in coverage.not_recognised
        ),
        *(
            (Code(study.provenance.shown(path)), Text(" " + study.text("site-left-out")))
            for path in coverage.left_out
        ),
        *((Code(rule), Text(" " + study.text("site-rule-not-judged"))) for rule in not_judged),
    )


def downloads(study: Study) -> Page:
    """The same in other forms."""
    rows = tuple(
        (
            (Link(name, f"downloads/{name}"),),
            (Text(study.text(f"site-download-{name.rpartition('.')[2]}")),),
            (Text(study.text("site-kilobytes", count=max(1, round(size / 1000)))),),
        )
        for name, size in study.downloads.items()
    )
    columns = (study.text("site-file"), study.text("site-what"), study.text("site-size"))
    table = Table(study.text("site-downloads-table"), columns, rows)
    return Page("downloads/", study.text("site-downloads"), (table,), in_menu=True)
