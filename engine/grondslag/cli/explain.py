"""`grondslag explain`: a rule in its own words, or why it says what it says of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

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
    with_parameters,
)
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.coverage import Coverage
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.pipeline import check
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.explanation import explanation_lines
from grondslag.reporters.layout import EMPTY, Line, hanging
from grondslag.reporters.report import nothing_lines
from grondslag.reporters.rule_explained import Page, rule_lines
from grondslag.reporters.summary import not_checked_lines
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the rule, or its verdicts on a record with all that led to them.

    Returns 0, 3 without a register, 4 for what cannot be judged.
    """
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
    as_of = environment.moment(given.one("as_of"))
    everything = with_parameters(everything, project, as_of)
    if name not in everything.rules:
        broken = {item.rule for item in everything.not_judged}
        if name not in broken:
            raise unknown("rule", name, [*everything.rules, *broken])
        show_lines(_why_not(everything, name, language, view.width), view)
        return 4
    if not record:
        day = day_of(as_of)
        page = Page(everything, model, day, language, view.width, in_full=view.verbose)
        show_lines(rule_lines(everything.rules[name], page), view)
        return 0
    outcome = check(
        wanted_of(project),
        as_of=as_of,
        model=model,
        rulebook=everything.only({name: everything.rules[name]}),
        settings=project.settings,
        language=view.language,
        fallback=fallback,
    )
    if not outcome.coverage.files:
        show_lines(nothing_lines(outcome, outcome.language, view.width), view)
        return outcome.exit_status
    show_lines(_record_lines(outcome, record[0], view.width), view)
    return 0


def _why_not(rulebook: RuleBook, rule: str, language: str, width: int) -> Iterator[Line]:
    """What is wrong with a rule of an own pack that cannot be judged: in its file, else wherever it is."""
    errors = [problem for problem in rulebook.diagnostics if problem.severity == "error"]
    own = [problem for problem in errors if problem.span.source.path.endswith(f"/{rule}.rule")]
    yield from diagnostic_blocks(own or errors, language, language, width, None)
    yield from hanging((), text_of("cli-rule-not-judged", {"rule": rule}, language), width)


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
    unread = replace(outcome, coverage=Coverage(unread=outcome.coverage.unread))
    yield from not_checked_lines(unread, outcome.language, width)


def _names(finding: Finding) -> tuple[str, ...]:
    """What a subject may be called: its path, as the file spells it too, and the ids in it."""
    path = finding.verdict.subject.path
    return (".".join(path), finding.judged.register.spell(path), *path[1:], *path[:1])
