"""The rules: a list, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
from grondslag.publish.views.verdict_blocks import coded
from grondslag.publish.views.verdicts import ORDER
from grondslag.rulebook.facts import rests_on, spell_fact
from grondslag.rulebook.law import value_on
from grondslag.rulebook.rule import Rule

MOST_OTHERS: Final = 100
"""Records that comply, or to which a rule does not apply, that are named on its page."""
MOST_FACTS: Final = 3
LAWS: Final = {
    "bwb": "https://wetten.overheid.nl/{}",
    "celex": "https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=CELEX:{}",
}
MENU: Final = "eisen/"
EXAMPLES: Final = "en"
"""The language of the names of examples: a rule has one, for tests and for readers."""


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
                _numbers(study, numbers),
            )
        )
    columns = (
        study.text("site-rule"),
        study.text("site-law"),
        study.text("site-standing"),
        study.text("site-severity"),
        study.text("site-verdicts"),
    )
    table = Table(
        study.text("site-rules-table", count=len(rows)), columns, tuple(rows), filter=True
    )
    lead = Paragraph((Text(study.text("site-rules-lead")),), "lead")
    return Page(MENU, study.text("site-rules"), (lead, table), in_menu=True)


def _numbers(study: Study, numbers: Mapping[str, int]) -> Cell:
    """How many verdicts there are of each kind: what wants attention with its sign, the rest in words."""
    parts: list[Inline] = []
    for name in ("violation", "undetermined"):
        if count := numbers.get(name, 0):
            word = study.text(f"site-count-{name}", count=count)
            parts += [replace(study.badge(name), word=word), Text(" ")]
    words = (
        f"{study.badge(name).word}: {numbers[name]}"
        for name in ("compliant", "not_applicable")
        if numbers.get(name)
    )
    return (*parts, Text(", ".join(words)))


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
    found_by = "\n".join((rule.id, *citation_texts(rule.checked.citations, study.language)))
    return Page(
        rule_address(rule.id),
        study.rule_title(rule),
        tuple(blocks),
        trail,
        found_by,
        study.text("site-rule"),
    )


def _head(study: Study, rule: Rule, versions: tuple[Rule, ...]) -> Iterator[Fact]:
    checked, address = rule.checked, rule_address(rule.id)
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
    found = study.by_rule.get(rule.id, ())
    numbers = Counter(one.verdict.outcome for one in found)
    signs = [
        part
        for name in ORDER
        if numbers[name]
        for part in (study.badge(name, f"{address}#oordelen"), Text(f" {numbers[name]}   "))
    ]
    if signs:
        yield Fact(study.text("site-verdicts"), tuple(signs))
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
                study.text(name),
                yaml_rows(study.model, example.given, study.language),
                name=Text(example.name, EXAMPLES if study.language != EXAMPLES else None),
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
    """Every verdict of the rule: what wants attention in a table, the rest as links to the records."""
    found: dict[str, list[Finding]] = {name: [] for name in ORDER}
    for finding in study.by_rule.get(rule.id, ()):
        found[finding.verdict.outcome].append(finding)
    for together in found.values():
        together.sort(key=lambda one: one.verdict.subject)
    counts = [
        part for name in ORDER for part in (study.badge(name), Text(f" {len(found[name])}   "))
    ]
    yield Paragraph((Text(study.text("site-verdicts-told")),), "quiet")
    yield Paragraph(tuple(counts))
    wanted = [*found["violation"], *found["undetermined"]]
    if wanted:
        columns = (study.text("site-record"), study.text("site-verdict"), study.text("site-why"))
        yield Table(
            study.text("site-verdicts-table", count=len(wanted)),
            columns,
            tuple(_wanted_row(study, finding) for finding in wanted),
            filter=len(wanted) > 12,
        )
    for name, words in (("compliant", "complies-with"), ("not_applicable", "not-applicable-to")):
        if found[name]:
            yield from _others(study, found[name], f"site-{words}")


def _wanted_row(study: Study, finding: Finding) -> tuple[Cell, ...]:
    undetermined = finding.verdict.outcome == "undetermined"
    spell = study.register.spell
    why: Cell = (
        tuple(
            part
            for fact in finding.missing[:MOST_FACTS]
            for part in (Code(spell(tuple(fact.split(".")))), Text(" "))
        )
        if undetermined
        else coded(finding.message(study.language))
    )
    marks = tuple(part for mark in study.marks(finding) for part in (Text(" "), mark))
    link = study.finding_link(finding, study.text("site-explanation"))
    return (
        study.subject_cell(finding),
        (study.badge(finding.verdict.outcome), *marks),
        (*why, Text(" "), link),
    )


def _others(study: Study, found: list[Finding], words: str) -> Iterator[Block]:
    """Records that the rule asks nothing more of, each a link to its verdict there; counted where they are many."""
    if len(found) > MOST_OTHERS:
        yield Paragraph((Text(study.text(f"{words}-many", count=len(found))),), "quiet")
        return
    rows = tuple(
        (
            Link(
                study.subject_text(finding),
                finding_address(study.model, finding.verdict),
                language=study.own_language(),
            ),
        )
        for finding in found
    )
    title = study.text(words, count=len(found))
    yield Folded(title, (Items(rows, style="tally"),))
