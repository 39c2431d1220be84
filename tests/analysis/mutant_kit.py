"""Rules with examples of their own for tests of what examples notice."""

from __future__ import annotations

from evaluation.written_rules import book, rule
from grondslag.analysis.mutants import mutants_of_definition, mutants_of_rule
from grondslag.analysis.mutation import Mutated, Mutation
from grondslag.analysis.subjects import Subject
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.rulebook import RuleBook

FILLERS = 5
"""Examples of `rule` that are there because a rule must have one of each outcome; all fail, so they notice nothing."""


def with_examples(body: str, *examples: str, **clauses: str) -> str:
    """A rule with these examples: `gives violation given {...}`; they are called one, two, three …"""
    text = rule(body, **clauses)
    names = ("one", "two", "three", "four", "five", "six")
    lines = [f'  example "{name}" {said}' for name, said in zip(names, examples, strict=False)]
    start = text.index("  example ")
    return text[:start] + "\n".join([*lines, text[start:]])


def mutants(body: str, **clauses: str) -> list[str]:
    """The changes of a rule, in order: what stood there → what stands there now."""
    rulebook = book(rule(body, **clauses))
    return [
        f"{mutant.change.original} → {mutant.change.changed}"
        for mutant in mutants_of_rule(rulebook, rulebook.rules["rule-one"])
    ]


def mutants_of_fact(rulebook: RuleBook, name: str) -> list[str]:
    """The changes of a derived fact."""
    return [
        f"{mutant.change.original} → {mutant.change.changed}"
        for mutant in mutants_of_definition(rulebook, name)
    ]


def mutated(*texts: str, rule_id: str = "rule-one") -> Mutated:
    """What became of the mutants of a rule."""
    return Mutation(book(*texts), load_model()).of(Subject("rule", rule_id))


def survivors(*texts: str, rule_id: str = "rule-one") -> list[str]:
    """The changes that no example notices."""
    return [
        f"{outcome.original} → {outcome.changed}"
        for outcome in mutated(*texts, rule_id=rule_id).outcomes
        if outcome.survived
    ]
