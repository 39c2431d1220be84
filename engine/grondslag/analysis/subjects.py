"""What can be studied with examples: rules, and the derived facts that rules rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from grondslag.evaluation.examples import Prepared, prepare_examples
from grondslag.language import tree
from grondslag.language.compile import Programs
from grondslag.language.nodes import nodes_in
from grondslag.model.kinds import Model
from grondslag.rulebook.law import Law
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source

_EXPLAINED: Final = 1_000_000
"""Entries up to which the evaluator that explains is used: compiling a rule costs more than an example takes."""
Uses = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """All versions of a rule (by id), or a derived fact (by qualified name: `avg/exempt`)."""

    kind: Literal["rule", "definition"]
    name: str


def subjects_of(
    rulebook: RuleBook, only: frozenset[str] | None, names: frozenset[str] = frozenset()
) -> tuple[Subject, ...]:
    """What is to be studied: the rules in *only* (None for all), and derived facts.

    These are the facts that no other rule rests on, those in *names*, and those of a pack in *names*.
    """
    wanted = frozenset(rulebook.rules) if only is None else only
    rules = [Subject("rule", rule_id) for rule_id in sorted(rulebook.rules) if rule_id in wanted]
    facts = [
        Subject("definition", name)
        for name, users in uses_of_definitions(rulebook).items()
        if users <= wanted or names & {name, name.partition("/")[0]}
    ]
    return (*rules, *facts)


def uses_of_definitions(rulebook: RuleBook) -> Uses:
    """The rules that rest on each derived fact, directly or through another; facts of no rule are left out."""
    found: dict[str, set[str]] = {}
    for rule_id, versions in rulebook.rules.items():
        parts = tuple(deciding_parts(rule.checked) for rule in versions)
        for definition in definitions_used(rulebook.law, parts):
            found.setdefault(definition.name, set()).add(rule_id)
    return {name: frozenset(rules) for name, rules in sorted(found.items())}


def definitions_used(law: Law, parts: object) -> tuple[tree.Definition, ...]:
    """The derived facts that parts of a tree rest on, directly or through another."""
    found: dict[str, tree.Definition] = {}
    waiting = [parts]
    while waiting:
        for node in nodes_in(waiting.pop()):
            if isinstance(node, tree.Derived) and node.name not in found:
                found[node.name] = law.definitions[node.name]
                waiting.append(found[node.name].cases)
    return tuple(found.values())


def deciding_parts(rule: tree.CheckedRule) -> tuple[object, ...]:
    """What of a rule decides a verdict: no messages, citations or examples."""
    conditions = tuple(exemption.condition for exemption in rule.exemptions)
    return (rule.scope, rule.event, rule.when, rule.require, conditions)


def source_of(rulebook: RuleBook, name: str) -> Source:
    """The file in which a derived fact or parameter stands."""
    return rulebook.packs[name.partition("/")[0]].source


def explaining() -> Programs:
    """No compiled rules: a rule that is asked about few entries is judged by the evaluator that explains."""
    return Programs(few=_EXPLAINED)


@dataclass(slots=True, eq=False)
class Examples:
    """The examples of rules by rule id, each with its register; only those that hold."""

    rulebook: RuleBook
    model: Model
    _holding: dict[str, tuple[Prepared, ...]] = field(default_factory=dict)
    _failing: dict[str, int] = field(default_factory=dict)
    _uses: Uses | None = None

    def of(self, subject: Subject) -> tuple[Prepared, ...]:
        """The examples of a rule, or of all rules that rest on a derived fact."""
        return tuple(
            example for rule_id in self._rules(subject) for example in self._of_rule(rule_id)
        )

    def failing(self, subject: Subject) -> int:
        """How many examples do not give what they expect, so that they say nothing."""
        self.of(subject)
        return sum(self._failing[rule_id] for rule_id in self._rules(subject))

    def _rules(self, subject: Subject) -> tuple[str, ...]:
        if subject.kind == "rule":
            return (subject.name,)
        if self._uses is None:
            self._uses = uses_of_definitions(self.rulebook)
        return tuple(sorted(self._uses.get(subject.name, ())))

    def _of_rule(self, rule_id: str) -> tuple[Prepared, ...]:
        if rule_id not in self._holding:
            versions = self.rulebook.rules[rule_id]
            alone = self.rulebook.only({rule_id: versions})
            found = list(prepare_examples(self.model, versions))
            self._holding[rule_id] = tuple(
                each
                for each in found
                if each.register is not None and each.holds(each.verdicts(alone, explaining()))
            )
            self._failing[rule_id] = len(found) - len(self._holding[rule_id])
        return self._holding[rule_id]
