"""A rule for a reader, as lines: what it says in plain sentences, on what authority, with which numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grondslag.evaluation.shown import shown
from grondslag.findings.citations import citation_texts, standing
from grondslag.findings.finding import in_language
from grondslag.findings.own_values import own_values
from grondslag.findings.rule_in_words import Clause, clauses_of, terms_of, words_of
from grondslag.findings.term_in_words import Reader
from grondslag.language import tree
from grondslag.model.kinds import Model
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.facts import rests_on, spell_fact
from grondslag.rulebook.law import value_on
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of

DEEPEST = 8
"""Steps of indentation; what stands deeper stands there too."""


@dataclass(frozen=True, slots=True)
class Page:
    """How rules are explained: from which rulebook, on which day, in which language and width."""

    rulebook: RuleBook
    model: Model
    day: date
    language: str
    width: int
    in_full: bool = False
    """With the text of the rule, and of its other versions."""

    def text(self, name: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(name, params, self.language)

    @property
    def tables(self) -> Mapping[str, tree.TableDeclaration]:
        """Every table by its qualified name."""
        packs = self.rulebook.packs.values()
        return {table.name: table for pack in packs for table in pack.checked.tables}


def rule_lines(versions: Sequence[Rule], page: Page) -> Iterator[Line]:
    """The version of a rule that is in force on the day, else the newest; in full the others as well."""
    newest = versions[-1]
    shown_version = next((rule for rule in versions if rule.in_force(page.day)), newest)
    others = [rule for rule in versions if rule is not shown_version]
    yield from _rule(shown_version, others, page)
    for rule in others if page.in_full else ():
        yield from _rule(rule, [], page)


def _rule(rule: Rule, others: Sequence[Rule], page: Page) -> Iterator[Line]:
    checked = rule.checked
    yield from _head(rule, others, page)
    tables = page.tables
    reader = Reader(page.language, page.model, page.rulebook.law, page.day, tables)
    if checked.note is not None:
        yield from _section("cli-explain-why", (words_of(checked.note, rule, reader),), page)
    for clause in clauses_of(rule, reader):
        yield from _clause(clause, page, 0)
    yield EMPTY
    yield from _section("cli-explain-fix", (words_of(checked.fix, rule, reader),), page)
    terms = list(terms_of(rule, reader))
    if terms:
        yield line(Piece(page.text("cli-explain-terms"), "strong"))
        for clause in terms:
            yield from _clause(clause, page, 1)
        yield EMPTY
    rests = rests_on(rule, page.rulebook.law)
    yield from _section("cli-explain-parameters", _parameters(rests.parameters, page), page)
    shown_tables = (_table(tables[name], page) for name in rests.tables if name in tables)
    yield from _section("cli-explain-tables", shown_tables, page)
    facts = (f"`{spell_fact(page.model, path, page.language)}`" for path in rests.facts)
    yield from _section("cli-explain-facts", (", ".join(facts),), page)
    yield from _section("cli-explain-examples", _examples(rule, page), page)
    if page.in_full:
        yield line(Piece(page.text("cli-explain-text"), "strong"))
        for row in rule.source.text.rstrip().splitlines():
            yield line(Piece(f"  {visible(row.expandtabs(4))}".rstrip()))
        yield EMPTY


def _head(rule: Rule, others: Sequence[Rule], page: Page) -> Iterator[Line]:
    checked, width = rule.checked, page.width
    title = in_language(checked.title, page.language)
    yield from hanging((Piece(rule.id, "strong"), Piece(": ")), title, width, "strong", indent=2)
    params = {
        "citations": ", ".join(citation_texts(checked.citations, page.language)),
        "standing": standing(rule, page.language),
        "severity": page.text(f"report-severity-{checked.severity}"),
    }
    yield from hanging((Piece("  "),), page.text("report-source-line", **params), width)
    sources = page.rulebook.packs[rule.pack].sources
    for name in dict.fromkeys(citation.source for citation in checked.citations):
        if name in sources:
            text = in_language(sources[name].title, page.language)
            yield from hanging((Piece(f"  {name}: "),), text, width, "dim")
    validity = _validity(rule, page)
    if checked.review_by is not None:
        validity += f"; {_review(checked.review_by, page)}"
    yield from hanging((Piece("  "),), validity, width)
    if others:
        told = "; ".join(_validity(other, page) for other in others)
        yield from hanging((Piece(f"  {page.text('cli-explain-versions')}: "),), told, width)
    yield line(Piece(f"  {visible(rule.source.path)}", "path"))
    yield EMPTY


def _validity(rule: Rule, page: Page) -> str:
    dates = {"first": rule.valid_from, "until": rule.valid_until}
    return page.text(
        "cli-explain-valid-until" if rule.valid_until else "cli-explain-valid", **dates
    )


def _review(day: date, page: Page) -> str:
    passed = "cli-explain-reviewed-too-late" if day < page.day else "cli-explain-review"
    return page.text(passed, day=day)


def _section(name: str, texts: Iterable[str], page: Page) -> Iterator[Line]:
    """A head with paragraphs below it; nothing where there are none."""
    rows = [text for text in texts if text]
    if not rows:
        return
    yield line(Piece(page.text(name), "strong"))
    for row in rows:
        yield from hanging((Piece("  "),), row, page.width, indent=4)
    yield EMPTY


def _clause(clause: Clause, page: Page, depth: int) -> Iterator[Line]:
    margin = "  " * depth
    yield from hanging((Piece(margin),), clause.head, page.width, "strong", indent=2 * depth + 2)
    for sentence in clause.sentences:
        steps = min(sentence.depth + depth + 1, DEEPEST)
        head = Piece("  " * steps)
        yield from hanging((head,), sentence.text, page.width, indent=2 * steps + 2)


def _parameters(names: Iterable[str], page: Page) -> Iterator[str]:
    law = page.rulebook.law
    own = {value.name: value for value in own_values(law, page.day)}
    for name in names:
        if name in own:
            yield own[name].text(page.language)
            continue
        declared = law.parameters[name]
        value = value_on(declared, page.day)
        told = (
            page.text("cli-explain-no-value", day=page.day)
            if value is None
            else shown(value, page.language)
        )
        text = page.text(
            "cli-explain-parameter",
            title=in_language(declared.title, page.language),
            value=told,
            source=", ".join(citation_texts(declared.citations, page.language)),
        )
        if declared.override != "never":
            choice = f"cli-explain-override-{declared.override}"
            text += f"; {page.text(choice)}"
        yield text


def _table(table: tree.TableDeclaration, page: Page) -> str:
    text = in_language(table.title, page.language)
    if table.citations:
        text += f" ({', '.join(citation_texts(table.citations, page.language))})"
    return text if table.review_by is None else f"{text}; {_review(table.review_by, page)}"


def _examples(rule: Rule, page: Page) -> Iterator[str]:
    for example in rule.checked.examples:
        outcome = example.expected.outcome.replace("_", "-")
        yield f"{example.name}: {page.text(f'report-verdict-{outcome}')}"
