"""`grondslag rules test`: the examples in the rules, run."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines
from grondslag.cli.rules_studied import studied
from grondslag.evaluation.examples import run_examples
from grondslag.reporters.layout import hanging
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the examples that fail; 4 if a rule cannot be judged, 1 if an example fails, 3 if there are none."""
    rules = studied(given, variables)
    results = list(run_examples(rules.rulebook, rules.model, rules.only))
    failed = [result for result in results if result.problems]
    rules.show([*rules.broken, *(problem for result in failed for problem in result.problems)])
    language = rules.language
    params = {
        "count": len(results),
        "rules": text_of(
            "cli-rules", {"count": len({result.rule.id for result in results})}, language
        ),
        "failed": text_of("cli-failed", {"count": len(failed)}, language),
    }
    text = text_of("cli-examples", params, language)
    show_lines(hanging((), text, rules.view.width, "strong"), rules.view)
    if not rules.is_whole:
        return 4
    return 1 if failed else 0 if results else 3
