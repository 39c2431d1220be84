"""`grondslag rules test`: the examples in the rules, run."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import unknown
from grondslag.cli.project import find_project, load_model, names_that_do_not_exist, rulebook_of
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Diagnostic
from grondslag.evaluation.examples import run_examples
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.layout import hanging
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the examples that fail; 4 if a rule cannot be judged, 1 if an example fails, 3 if there are none."""
    project = find_project(given, ())
    view = view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    model = load_model()
    rulebook = rulebook_of(project, model, given.rest)
    problems = list(project.problems)
    if not given.rest:
        problems += names_that_do_not_exist(project, rulebook)
    stop_for_settings(problems, language)
    only = _rules(rulebook, given.many("only"))
    results = list(run_examples(rulebook, model, only))
    failed = [result for result in results if result.problems]
    said: list[Diagnostic] = [problem for result in failed for problem in result.problems]
    broken = [problem for problem in rulebook.diagnostics if problem.severity == "error"]
    shown = [*broken, *said]
    show_lines(diagnostic_blocks(shown, language, language, view.width, None), view)
    params = {
        "count": len(results),
        "rules": text_of(
            "cli-rules", {"count": len({result.rule.id for result in results})}, language
        ),
        "failed": text_of("cli-failed", {"count": len(failed)}, language),
    }
    show_lines(hanging((), text_of("cli-examples", params, language), view.width, "strong"), view)
    if rulebook.not_judged or broken:
        return 4
    return 1 if failed else 0 if results else 3


def _rules(rulebook: RuleBook, names: tuple[str, ...]) -> frozenset[str] | None:
    """The ids of the rules named, or in the packs named; None for all."""
    for name in names:
        if name not in rulebook.rules and name not in rulebook.packs:
            raise unknown("rule", name, [*rulebook.rules, *rulebook.packs])
    if not names:
        return None
    return frozenset(
        rule_id
        for rule_id, versions in rulebook.rules.items()
        if rule_id in names or versions[-1].pack in names
    )
