"""The first page: how it stands, what fails first, what ends soon, and how it was found out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

import grondslag
from grondslag.findings.coming import waivers_ending
from grondslag.findings.finding import Finding
from grondslag.findings.todo import to_do
from grondslag.publish.blocks import (
    Badge,
    Block,
    Card,
    Cards,
    Cell,
    Code,
    Fact,
    Facts,
    Inline,
    Link,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.study import SOON_DAYS, Study
from grondslag.publish.views.drawings import bars, mini_matrix, trend
from grondslag.publish.views.open_questions import to_do_table

MOST: Final = 6
MOST_FACTS: Final = 5
LISTS: Final = {"violation": "oordelen/", "undetermined": "oordelen/niet-te-bepalen/"}
"""Where all findings of a verdict are listed."""
MOST_SOON: Final = 50
"""Findings that come soon and are listed; `grondslag due` tells them all."""
OUTCOMES: Final = ("violation", "undetermined", "compliant", "not_applicable")


def overview(study: Study) -> Page:
    """The first page of a language."""
    written = study.register.fact(("organisation", "name"))
    name = written if isinstance(written, str) else study.name(("organisation",))
    blocks = (
        Paragraph(
            (Text(study.text("site-overview-lead", organisation=name, day=study.today)),), "lead"
        ),
        *_problems(study),
        Section(study.text("site-counts"), "stand", (*_counts(study), bars(study))),
        Section(study.text("site-first"), "eerst", tuple(_first(study))),
        Section(study.text("site-where"), "waar", (_where(study), *mini_matrix(study))),
        Section(study.text("site-soon"), "binnenkort", (_soon(study),)),
        Section(study.text("site-trend"), "verloop", tuple(trend(study))),
        Section(study.text("site-how"), "hoe", (Facts(tuple(how_facts(study))),)),
    )
    return Page("", study.text("site-overview"), blocks, in_menu=True)


def ways_to_lists(study: Study) -> Cell:
    """The ways to all findings of a verdict, with their numbers."""
    ways: list[Inline] = []
    for name, address in LISTS.items():
        count = sum(one.verdict.outcome == name for one in study.attention)
        ways += [Text(" · ")] if ways else []
        ways.append(Link(study.text(f"site-count-{name}", count=count), address))
    return tuple(ways)


def _problems(study: Study) -> Iterator[Block]:
    coverage = study.outcome.coverage
    missed = (
        len(coverage.unread) + len(study.outcome.not_judged) + len(study.outcome.verdicts.spent)
    )
    if missed:
        text = study.text("site-not-all", count=missed)
        yield Paragraph((Text(text + " "), Link(study.text("site-method"), "over/")), "note")


def _counts(study: Study) -> Iterator[Block]:
    """Numbers of verdicts; what people set apart is counted by itself."""
    counts = study.outcome.counts
    cards = [
        Card(study.badge(name), str(counts.by_outcome[name]), address=LISTS.get(name, "eisen/"))
        for name in OUTCOMES
    ]
    yield Cards(tuple(cards))
    apart = (
        ("site-card-accepted", counts.waived, "○"),
        ("site-card-accepted-unknown", counts.accepted_unknown, "○"),
        ("site-card-known", counts.known, "•"),
    )
    yield Paragraph((Text(study.text("site-apart")),))
    yield Cards(
        tuple(
            Card(Badge("plain", symbol, study.text(name)), str(number), address="uitzonderingen/")
            for name, number, symbol in apart
        )
    )


def _first(study: Study) -> Iterator[Block]:
    found = [
        one
        for one in study.attention
        if one.verdict.outcome == "violation" and not one.is_set_apart
    ]
    yield findings_table(study, found[:MOST], study.text("site-first-table", count=len(found)))
    if len(found) > MOST:
        told = study.text("site-all-findings-link", count=len(found))
        yield Paragraph((Link(told, LISTS["violation"]),))
    listed = to_do(study.outcome, MOST_FACTS)
    if listed.items:
        yield to_do_table(study, listed, short=True)
        yield Paragraph(
            (
                Text(study.text("site-facts-missing", count=listed.facts) + " "),
                Link(study.text("site-open-questions"), "open-vragen/"),
            )
        )


def _where(study: Study) -> Table:
    """The parts of the register with what wants attention in each: the way to all of them."""
    numbers: Counter[tuple[str, str]] = Counter()
    for finding in study.findings:
        if finding.level != "none":
            numbers[finding.verdict.subject.collection, finding.verdict.outcome] += 1
    rows: list[tuple[Cell, ...]] = []
    for collection, kind in study.model.collections.items():
        signs: list[Inline] = []
        for name in ("violation", "undetermined"):
            if number := numbers[collection, name]:
                word = study.text(f"site-count-{name}", count=number)
                signs += [Text(" ")] if signs else []
                signs.append(replace(study.badge(name), word=word))
        link = study.collection_link(collection)
        recorded = () if kind.single else (Text(f" ({len(study.entries(collection))})"),)
        none = Text(study.text("site-no-findings"), style="quiet")
        rows.append(((link, *recorded), tuple(signs) or (none,)))
    columns = (study.text("site-record"), study.text("site-findings"))
    return Table(study.text("site-where-table"), columns, tuple(rows))


def findings_table(
    study: Study, findings: list[Finding], caption: str, *, filter: bool = False
) -> Table:
    """Findings a line each: record, rule, verdict, severity, place."""
    rows = []
    for finding in findings:
        spans = finding.spans()
        severity = study.text(f"report-severity-{finding.rule.checked.severity}")
        rows.append(
            (
                study.subject_cell(finding),
                (study.finding_link(finding),),
                (
                    study.badge(finding.verdict.outcome),
                    *(part for mark in study.marks(finding) for part in (Text(" "), mark)),
                ),
                (Text(severity),),
                (study.place(spans[0]),) if spans else (Text("–"),),
            )
        )
    columns = (
        study.text("site-record"),
        study.text("site-rule"),
        study.text("site-verdict"),
        study.text("site-severity"),
        study.text("site-place"),
    )
    badges = [study.badge(name) for name in ("violation", "undetermined")]
    return Table(
        caption,
        columns,
        tuple(rows),
        filter=filter,
        tones=tuple((badge.tone, badge.word) for badge in badges) if filter else (),
        empty=study.text("site-no-findings"),
    )


def _soon(study: Study) -> Block:
    """What becomes a violation within thirty days if nothing is done, and the decisions that end: as `due` tells it."""
    rows: list[tuple[Cell, ...]] = []
    for each in study.soon[:MOST_SOON]:
        # A rule that is not in force yet has no verdict to point at.
        known = study.has_place(each.finding)
        link = study.finding_link(each.finding) if known else study.rule_link(each.finding.rule)
        until = each.until or each.day - timedelta(days=1)
        rows.append(((Text(study.day(until)),), (link,), study.subject_cell(each.finding)))
    rows += [
        (
            (Text(study.day(entry.valid_until)),),
            (Link(study.text("site-waiver-ends", id=entry.id), "uitzonderingen/"),),
            (Code(entry.about),),
        )
        for entry in waivers_ending(study.outcome, SOON_DAYS)
    ]
    columns = (study.text("site-day"), study.text("site-what"), study.text("site-record"))
    return Table(
        study.text("site-soon-table"), columns, tuple(rows), empty=study.text("site-soon-none")
    )


def how_facts(study: Study) -> Iterator[Fact]:
    """By what and on what it was judged."""
    outcome, told = study.outcome, study.provenance
    commit = told.commit or study.text("site-no-commit")
    if told.commit and told.is_changed:
        commit += f" ({study.text('site-changed-since')})"
    yield Fact(study.text("site-as-of"), (Text(study.value(outcome.as_of)),))
    yield Fact(study.text("site-commit"), (Code(commit),))
    yield Fact(study.text("site-tool"), (Code(f"grondslag {grondslag.__version__}"),))
    packs = ", ".join(
        f"{name} {pack.checked.version}"
        for name, pack in outcome.judged.rulebook.packs.items()
        if outcome.settings.mode(name) != "off"
    )
    yield Fact(study.text("site-packs"), (Text(packs),))
    if outcome.coverage.packs_off:
        yield Fact(study.text("site-packs-off"), (Text(", ".join(outcome.coverage.packs_off)),))
    if told.inputs:
        yield Fact(study.text("site-inputs"), (Code(told.inputs),))
    coverage = outcome.coverage
    text = study.text(
        "site-looked-at", files=len(coverage.files), rules=coverage.rules, records=coverage.records
    )
    yield Fact(study.text("site-coverage"), (Text(text),))
    for value in outcome.own_values():
        yield Fact(study.text("site-own-value"), (Text(value.text(study.language)),))
