"""The rules: a list, a page for each, and the matrix of rules and records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from grondslag.evaluation.shown import shown
from grondslag.findings.addresses import finding_address, rule_address
from grondslag.findings.citations import citation_text, citation_texts
from grondslag.findings.finding import Finding, in_language
from grondslag.findings.own_values import own_values
from grondslag.findings.rule_in_words import Clause, clauses_of, terms_of, words_of
from grondslag.findings.term_in_words import Reader
from grondslag.publish.blocks import (
    Away,
    Block,
    Cell,
    Code,
    Fact,
    Facts,
    Folded,
    Inline,
    Items,
    Link,
    Listing,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.study import Study
from grondslag.publish.views.example_yaml import yaml_rows
from grondslag.publish.views.verdicts import ORDER, coded
from grondslag.rulebook.facts import rests_on, spell_fact
from grondslag.rulebook.law import value_on
from grondslag.rulebook.rule import Rule

MOST_COLUMNS: Final = 60
MOST_VERDICTS: Final = 500
LAWS: Final = {
    "bwb": "https://wetten.overheid.nl/{}",
    "celex": "https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=CELEX:{}",
}
MENU: Final = "eisen/"


def rule_in_force(study: Study, versions: tuple[Rule, ...]) -> Rule:
    """The version that holds on the day of the check, else the newest."""
    return next((rule for rule in versions if rule.in_force(study.today)), versions[-1])


def requirements(study: Study) -> Page:
    """The list of rules."""
    rows: list[tuple[Cell, ...]] = []
    counts = study.outcome.verdicts.counts()
    for rule_id, versions in study.outcome.judged.rulebook.rules.items():
        rule = rule_in_force(study, versions)
        numbers = counts.get(rule_id, {})
        cited = ", ".join(citation_texts(rule.checked.citations, study.language))
        rows.append(
            (
                (study.rule_link(rule),),
                (Text(cited),),
                (study.standing_badge(rule),),
                (Text(study.text(f"report-severity-{rule.checked.severity}")),),
                *((Text(str(numbers.get(name, 0))),) for name in ORDER),
            )
        )
    columns = (
        study.text("site-rule"),
        study.text("site-law"),
        study.text("site-standing"),
        study.text("site-severity"),
        *(study.badge(name).word for name in ORDER),
    )
    table = Table(
        study.text("site-rules-table", count=len(rows)), columns, tuple(rows), filter=True
    )
    lead = Paragraph((Text(study.text("site-rules-lead")),), "lead")
    return Page(MENU, study.text("site-rules"), (lead, table), in_menu=True)


def rule_page(study: Study, versions: tuple[Rule, ...]) -> Page:
    """A rule: what it asks, why, what to do, on what it rests, how it is tried, and every verdict."""
    rule = rule_in_force(study, versions)
    packs = study.outcome.judged.rulebook.packs.values()
    tables = {table.name: table for pack in packs for table in pack.checked.tables}
    law = study.outcome.judged.rulebook.law
    reader = Reader(study.language, study.model, law, study.today, tables)
    blocks: list[Block] = [Facts(tuple(_head(study, rule, versions)))]
    if rule.checked.note is not None:
        blocks.append(
            Section(
                study.text("site-why"),
                "waarom",
                (Paragraph(coded(words_of(rule.checked.note, rule, reader))),),
            )
        )
    asks = tuple(block for clause in clauses_of(rule, reader) for block in _clause(clause))
    blocks.append(Section(study.text("site-asks"), "wat", asks))
    blocks.append(
        Section(
            study.text("site-fix"),
            "doen",
            (
                Paragraph(coded(words_of(rule.checked.fix, rule, reader)), "note"),
                *_before_after(study, rule),
            ),
        )
    )
    terms = tuple(block for clause in terms_of(rule, reader) for block in _clause(clause))
    if terms:
        blocks.append(Section(study.text("site-meant"), "begrippen", terms))
    blocks += _rests(study, rule)
    blocks.append(Section(study.text("site-verdicts"), "oordelen", tuple(_verdicts(study, rule))))
    listing = Listing(study.text("site-rule-file"), tuple(rule.source.text.rstrip().splitlines()))
    blocks.append(Folded(study.text("site-rule-text"), (listing,)))
    trail = (Link(study.text("site-rules"), MENU),)
    found_by = f"{rule.id} {' '.join(citation_texts(rule.checked.citations, study.language))}"
    return Page(
        rule_address(rule.id),
        study.rule_title(rule),
        tuple(blocks),
        trail,
        found_by,
        study.text("site-rule"),
    )


def _head(study: Study, rule: Rule, versions: tuple[Rule, ...]) -> Iterator[Fact]:
    checked = rule.checked
    yield Fact(study.text("site-rule-id"), (Code(rule.id),))
    sources = study.outcome.judged.rulebook.packs[rule.pack].sources
    cells: list[Inline] = []
    for citation in checked.citations:
        cells += [Text("; ")] if cells else []
        text = citation_text(citation, study.language)
        url = next(
            (
                LAWS[kind].format(value, language=study.language.upper())
                for kind, value in getattr(sources.get(citation.source), "ids", ())
                if kind in LAWS
            ),
            None,
        )
        cells.append(Text(text) if url is None else Away(text, url))
    yield Fact(study.text("site-law"), tuple(cells))
    yield Fact(study.text("site-standing"), (study.standing_badge(rule),))
    yield Fact(
        study.text("site-severity"), (Text(study.text(f"report-severity-{checked.severity}")),)
    )
    for version in versions:
        name = "site-valid-until" if version.valid_until else "site-valid-from"
        text = study.text(name, first=version.valid_from, until=version.valid_until)
        if version is rule and len(versions) > 1:
            text += f" ({study.text('site-this-version')})"
        yield Fact(study.text("site-validity"), (Text(text),))
    if checked.review_by is not None:
        yield Fact(study.text("site-review"), (Text(study.day(checked.review_by)),))
    yield Fact(study.text("site-can-be-accepted"), (Text(study.value(checked.waivable)),))


def _clause(clause: Clause) -> Iterator[Block]:
    yield Paragraph(coded(clause.head[:1].upper() + clause.head[1:]), "strong")
    if clause.sentences:
        rows = tuple(coded(sentence.text) for sentence in clause.sentences)
        yield Items(rows, depths=tuple(sentence.depth for sentence in clause.sentences))


def _before_after(study: Study, rule: Rule) -> Iterator[Block]:
    """The first example that is wrong and the first that is right, as the rule has them."""
    for outcome, name in (("violation", "site-before"), ("compliant", "site-after")):
        example = next(
            (one for one in rule.checked.examples if one.expected.outcome == outcome), None
        )
        if example is not None:
            yield Listing(
                study.text(name, name=example.name),
                yaml_rows(study.model, example.given, study.language),
            )


def _rests(study: Study, rule: Rule) -> Iterator[Block]:
    law = study.outcome.judged.rulebook.law
    rests = rests_on(rule, law)
    own = {value.name: value for value in own_values(law, study.today)}
    rows: list[tuple[Cell, ...]] = []
    for name in rests.parameters:
        declared = law.parameters[name]
        value = value_on(declared, study.today)
        told = (
            own[name].text(study.language)
            if name in own
            else study.day(value)
            if value is None
            else shown(value, study.language)
        )
        cited = ", ".join(citation_texts(declared.citations, study.language))
        rows.append(
            ((Text(in_language(declared.title, study.language)),), (Text(told),), (Text(cited),))
        )
    if rows:
        columns = (
            study.text("site-number-or-term"),
            study.text("site-value"),
            study.text("site-law"),
        )
        table = Table(study.text("site-parameters-table", day=study.today), columns, tuple(rows))
        yield Section(study.text("site-parameters"), "getallen", (table,))
    if rests.facts:
        facts = tuple(
            (Code(spell_fact(study.model, path, study.language)),) for path in rests.facts
        )
        yield Section(study.text("site-facts-of-rule"), "feiten", (Items(facts),))


def _verdicts(study: Study, rule: Rule) -> Iterator[Block]:
    found = sorted(
        study.by_rule.get(rule.id, ()),
        key=lambda one: (ORDER.index(one.verdict.outcome), one.verdict.subject),
    )
    rows = []
    for finding in found[:MOST_VERDICTS]:
        wants = finding.verdict.outcome in {"violation", "undetermined"}
        decided = finding.verdict.decided
        why = (
            finding.message(study.language)
            if wants
            else study.text(f"site-decided-{decided}")
            if decided
            else ""
        )
        marks = tuple(part for mark in study.marks(finding) for part in (Text(" "), mark))
        rows.append(
            (
                study.subject_cell(finding),
                (study.badge(finding.verdict.outcome), *marks),
                (
                    *coded(why),
                    Text(" "),
                    study.finding_link(finding, study.text("site-explanation")),
                ),
            )
        )
    columns = (study.text("site-record"), study.text("site-verdict"), study.text("site-why"))
    tones = tuple((badge.tone, badge.word) for badge in map(study.badge, ORDER))
    yield Table(
        study.text("site-verdicts-table", count=len(found)),
        columns,
        tuple(rows),
        filter=len(rows) > 12,
        tones=tones,
    )
    if len(found) > MOST_VERDICTS:
        yield Paragraph(
            (Text(study.text("site-more-verdicts", count=len(found) - MOST_VERDICTS)),), "quiet"
        )


# ------------------------------------------------------------------------------------------------ matrix


def matrix(study: Study) -> Page:
    """Rules against processing activities: the heaviest verdict in each cell."""
    ids = list(study.entries("processing"))[:MOST_COLUMNS]
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in study.findings:
        path = finding.verdict.subject.path
        if path[0] == "processing" and len(path) > 1:
            cells.setdefault((finding.rule.id, path[1]), []).append(finding)
    rows = []
    for rule_id, versions in study.outcome.judged.rulebook.rules.items():
        row: list[Cell] = []
        for entry in ids:
            found = sorted(
                cells.get((rule_id, entry), ()), key=lambda one: ORDER.index(one.verdict.outcome)
            )
            row.append(_matrix_cell(study, found))
        if any(row):
            rule = rule_in_force(study, versions)
            head = (
                study.rule_link(rule),
                *((Text(" "), study.standing_badge(rule)) if rule.legal_status != "law" else ()),
            )
            rows.append((head, *row))
    columns = (study.text("site-rule"), *(study.name(("processing", entry)) for entry in ids))
    tones = tuple((badge.tone, badge.word) for badge in map(study.badge, ORDER))
    table = Table(
        study.text("site-matrix-table"),
        columns,
        tuple(rows),
        filter=True,
        style="matrix",
        tones=tones,
    )
    blocks: list[Block] = [Paragraph((Text(study.text("site-matrix-lead")),), "lead"), table]
    left = len(study.entries("processing")) - len(ids)
    if left > 0:
        blocks.insert(1, Paragraph((Text(study.text("site-matrix-left", count=left)),), "note"))
    return Page("matrix/", study.text("site-matrix"), tuple(blocks), in_menu=True)


def _matrix_cell(study: Study, found: list[Finding]) -> Cell:
    if not found:
        return ()
    first = found[0].verdict
    badge = study.badge(first.outcome, finding_address(study.model, first))
    return (badge,)
