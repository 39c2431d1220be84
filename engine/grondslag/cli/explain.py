"""`grondslag explain`: a rule in its own words, or why it says what it says of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse, unknown
from grondslag.cli.project import (
    check_packs,
    find_project,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
    wanted_of,
)
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.citations import citation_texts, standing
from grondslag.findings.finding import Finding, in_language
from grondslag.findings.outcome import Outcome
from grondslag.pipeline import check
from grondslag.reporters.escape import visible
from grondslag.reporters.explanation import explanation_lines
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.rule import Rule
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the rule, or its verdicts on a record with all that led to them; always 0."""
    if not 1 <= len(given.rest) <= 2:
        raise WrongUse(Message("cli-rule-needed"), Message("cli-list-rule"))
    name, *record = given.rest
    project, view = find_project(given, ()), view_of(given, variables)
    fallback = environment.language(variables)
    language = view.language or project.settings.language or fallback
    model = load_model()
    everything = rulebook_of(project, model)
    check_packs(given.many("with"), everything)
    stop_for_settings([*project.problems, *names_that_do_not_exist(project, everything)], language)
    if name not in everything.rules:
        raise unknown("rule", name, list(everything.rules))
    if not record:
        show_lines(
            _rule_lines(everything.rules[name], language, view.width, in_full=view.verbose), view
        )
        return 0
    outcome = check(
        wanted_of(project),
        as_of=environment.moment(given.one("as_of")),
        model=model,
        rulebook=everything.only({name: everything.rules[name]}),
        settings=project.settings,
        language=view.language,
        fallback=fallback,
    )
    show_lines(_record_lines(outcome, record[0], view.width), view)
    return 0


def _record_lines(outcome: Outcome, record: str, width: int) -> Iterator[Line]:
    findings = [outcome.finding(verdict) for verdict in outcome.verdicts]
    found = [finding for finding in findings if record in _names(finding)]
    if not found:
        names = [
            finding.judged.register.spell(finding.verdict.subject.path) for finding in findings
        ]
        raise unknown("record", record, names)
    for finding in found:
        yield from explanation_lines(finding, outcome.language, width)
        yield EMPTY


def _names(finding: Finding) -> tuple[str, ...]:
    """What a subject may be called: its path, as the file spells it too, and the ids in it."""
    path = finding.verdict.subject.path
    return (".".join(path), finding.judged.register.spell(path), *path[1:], *path[:1])


def _rule_lines(
    versions: Sequence[Rule], language: str, width: int, *, in_full: bool
) -> Iterator[Line]:
    for rule in versions if in_full else versions[-1:]:
        yield from _head(rule, language, width)
        yield from _text(rule, language, in_full=in_full)
        yield EMPTY


def _head(rule: Rule, language: str, width: int) -> Iterator[Line]:
    checked = rule.checked
    title = in_language(checked.title, language)
    yield from hanging((Piece(rule.id, "strong"), Piece(": ")), title, width, "strong", indent=2)
    params = {
        "citations": ", ".join(citation_texts(checked.citations, language)),
        "standing": standing(rule, language),
        "severity": text_of(f"report-severity-{checked.severity}", {}, language),
    }
    yield from hanging((Piece("  "),), text_of("report-source-line", params, language), width)
    dates = {"first": checked.valid_from, "until": checked.valid_until}
    name = "cli-explain-valid-until" if checked.valid_until else "cli-explain-valid"
    yield from hanging((Piece("  "),), text_of(name, dates, language), width)
    yield line(Piece(f"  {visible(rule.source.path)}", "path"))
    yield EMPTY


def _text(rule: Rule, language: str, *, in_full: bool) -> Iterator[Line]:
    """The rule as it was written; its examples by name, or in full."""
    examples = rule.checked.examples
    text = rule.source.text
    if not in_full and examples:
        text = text[: min(example.where[0] for example in examples)]
    for row in text.rstrip().splitlines():
        yield line(Piece(visible(row.expandtabs(4))))
    if in_full or not examples:
        return
    yield EMPTY
    yield line(Piece(text_of("cli-explain-examples", {}, language), "strong"))
    for example in examples:
        answer = text_of(
            f"report-verdict-{example.expected.outcome.replace('_', '-')}", {}, language
        )
        yield line(f"  {visible(example.name)}: {answer}")
