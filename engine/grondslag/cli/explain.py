"""`grondslag explain`: a rule in its own words, or why it says what it says of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.pipeline import check
from grondslag.reporters.explanation import explanation_lines
from grondslag.reporters.layout import EMPTY, Line
from grondslag.reporters.rule_explained import Page, rule_lines


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
    as_of = environment.moment(given.one("as_of"))
    everything = with_parameters(everything, project, as_of)
    if name not in everything.rules:
        raise unknown("rule", name, list(everything.rules))
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
