"""Whether the data of the examples in rules fit the register: known keys, codes and types."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.diagnostics import Diagnostic
from grondslag.model.build import build_register
from grondslag.model.kinds import Model
from grondslag.rulebook.examples import ExampleDocument
from grondslag.rulebook.rulebook import RuleBook


def unfit_examples(rulebook: RuleBook, model: Model) -> Iterator[Diagnostic]:
    """What is wrong with the data of examples, in order of rule and file: errors, each at its place in the rule."""
    for versions in rulebook.rules.values():
        for rule in versions:
            for example in rule.checked.examples:
                document = ExampleDocument(rule.source, example.given)
                _, problems = build_register([document], model, examples=True)
                yield from (problem for problem in problems if problem.severity == "error")
