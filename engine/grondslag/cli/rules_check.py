"""`grondslag rules check`: whether every rule can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grondslag.analysis.dead_parts import dead_parts
from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.project import find_project, load_model, names_that_do_not_exist, rulebook_of
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Diagnostic
from grondslag.reporters.diagnostics import MOST_OF_ONE, diagnostic_blocks
from grondslag.reporters.layout import Line, hanging
from grondslag.reporters.view import View
from grondslag.rulebook.example_data import unfit_examples
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints what is wrong with rules and packs; 4 if a rule cannot be judged, 3 if there is none, else 0."""
    project = find_project(given, ())
    view = view_of(given, variables)
    model = load_model()
    language = view.language or project.settings.language or environment.language(variables)
    rulebook = rulebook_of(project, model, given.rest)
    wrong = list(project.problems)
    if not given.rest:
        wrong += names_that_do_not_exist(project, rulebook)
    stop_for_settings(wrong, language)
    found = [*rulebook.diagnostics, *unfit_examples(rulebook, model)]
    if not rulebook.not_judged:
        found += dead_parts(rulebook)
    problems = sorted(found, key=lambda problem: problem.sort_key)
    show_lines(_report(rulebook, problems, language, view), view)
    if rulebook.not_judged or any(problem.severity == "error" for problem in problems):
        return 4
    return 0 if rulebook.rules else 3


def _report(
    rulebook: RuleBook, problems: Sequence[Diagnostic], language: str, view: View
) -> Iterator[Line]:
    most = None if view.verbose else MOST_OF_ONE
    shown = [problem for problem in problems if view.verbose or problem.severity != "note"]
    yield from diagnostic_blocks(shown, language, language, view.width, most)
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
