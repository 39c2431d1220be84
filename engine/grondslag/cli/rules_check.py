"""`grondslag rules check`: whether every rule can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.project import find_project, load_model, names_that_do_not_exist, rulebook_of
from grondslag.cli.reports import view_of
from grondslag.reporters.diagnostics import MOST_OF_ONE, diagnostic_blocks
from grondslag.reporters.layout import Line, hanging
from grondslag.reporters.view import View
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints what is wrong with rules and packs; 4 if a rule cannot be judged, 3 if there is none, else 0."""
    project = find_project(given, ())
    view = view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    rulebook = rulebook_of(project, load_model(), given.rest)
    problems = list(project.problems)
    if not given.rest:
        problems += names_that_do_not_exist(project, rulebook)
    stop_for_settings(problems, language)
    show_lines(_report(rulebook, language, view), view)
    if rulebook.not_judged or any(item.severity == "error" for item in rulebook.diagnostics):
        return 4
    return 0 if rulebook.rules else 3


def _report(rulebook: RuleBook, language: str, view: View) -> Iterator[Line]:
    most = None if view.verbose else MOST_OF_ONE
    problems = rulebook.diagnostics
    yield from diagnostic_blocks(problems, language, language, view.width, most)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    params = {
        "rules": text_of(
            "cli-rules", {"count": len(rulebook.rules) + len(rulebook.not_judged)}, language
        ),
        "packs": text_of("cli-packs", {"count": len(rulebook.packs)}, language),
        "errors": text_of("cli-errors", {"count": errors}, language),
        "warnings": text_of("cli-warnings", {"count": warnings}, language),
    }
    yield from hanging((), text_of("cli-rules-checked", params, language), view.width, "strong")
