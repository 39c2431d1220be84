"""What the conditions of a rule answered in its examples, and what decided there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from grondslag.evaluation.answers import Entry
from grondslag.evaluation.conditions import judge
from grondslag.evaluation.examples import Prepared, moment
from grondslag.evaluation.judgement import Judgement, deciding_items, judge_rule
from grondslag.evaluation.scene import event_day, scene_at
from grondslag.evaluation.scope import listing_of
from grondslag.evaluation.terms import find, items_of
from grondslag.evaluation.world import Scene, World
from grondslag.language import tree
from grondslag.language.calendar import day_of
from grondslag.language.deadlines import is_instant
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth
from grondslag.language.nodes import nodes_in
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.values import NONE


@dataclass(slots=True, eq=False)
class Seen:
    """What was seen, by the identity of nodes: answers of conditions, items and exceptions that decided.

    An answer counts only where it can matter: of `require` and the exceptions where the rule may apply, of what
    follows `where` where that is not false, of the cases of a derived fact up to the first that holds. Items and
    exceptions count in examples that expect a violation or *not applicable*.
    """

    answers: dict[int, set[Truth]] = field(default_factory=dict)
    items: set[int] = field(default_factory=set)
    exemptions: set[int] = field(default_factory=set)

    def answered(self, node: tree.Condition, truth: Truth) -> bool:
        """Whether a condition gave this answer."""
        return truth in self.answers.get(id(node), ())

    def look_at(self, rulebook: RuleBook, versions: tuple[Rule, ...], example: Prepared) -> None:
        """Takes in all that an example shows."""
        assert example.register is not None
        as_of = moment(example.example.on)
        world = World(example.register, rulebook.law, rulebook.vocabulary, as_of)
        for rule in versions:
            for scene in _scenes(world, rule):
                self._rule(_Eye(self, world.look()), rule.checked, scene, example)

    def _rule(self, eye: _Eye, rule: tree.CheckedRule, scene: Scene, example: Prepared) -> None:
        for clause in (rule.scope.filter, rule.when):
            if clause is not None and eye.see(scene, clause) == FALSE:
                return
        eye.see(scene, rule.require)
        held = [part for part in rule.exemptions if eye.see(scene, part.condition) == TRUE]
        found = judge_rule(eye.world, rule, scene)
        self._decided(eye.world, rule, scene, found, held, example.example.expected)

    def _decided(
        self,
        world: World,
        rule: tree.CheckedRule,
        scene: Scene,
        found: Judgement,
        held: list[tree.Exemption],
        expected: tree.Expected,
    ) -> None:
        if found.outcome != expected.outcome:
            return
        if found.outcome == "violation":
            self.items |= {id(item) for item, _ in deciding_items(world, scene, rule.require)}
        elif found.decided == "unless" and len(held) == 1:
            self.exemptions.add(id(held[0]))


def _scenes(world: World, rule: Rule) -> Iterator[Scene]:
    """What is bound for each entry that this version of a rule judges."""
    listing = listing_of(world, rule.checked.scope)
    for index in range(len(listing.rows)):
        day = event_day(world, rule.checked, listing, index).value
        if is_instant(day) and rule.in_force(day_of(day)):
            yield scene_at(world, rule, listing, index)


@dataclass(slots=True, eq=False)
class _Eye:
    """Looks at the conditions of a rule on one entry."""

    seen: Seen
    world: World
    known: set[tuple[Any, ...]] = field(default_factory=set)

    def see(self, scene: Scene, node: tree.Condition) -> Truth:
        """Notes what a condition and those inside it answer."""
        truth = judge(self.world, scene, node).truth
        self.seen.answers.setdefault(id(node), set()).add(truth)
        match node:
            case tree.And(operands) | tree.Or(operands):
                for operand in operands:
                    self.see(scene, operand)
            case tree.Not(operand):
                self.see(scene, operand)
            case tree.Implies(condition, consequence):
                self.see(scene, condition)
                self.see(scene, consequence)
            case tree.Block(items=items):
                for item in items:
                    self.see(scene, item.condition)
            case tree.Quantified():
                self._items(scene, node)
            case _:
                self._facts(scene, node)
        return truth

    def _items(self, scene: Scene, node: tree.Quantified) -> None:
        self._facts(scene, node.collection)
        found = find(self.world, scene, node.collection)
        if found.is_unknown or found.value is NONE:
            return
        for item in items_of(self.world, found, node.collection, node.onwards)[0]:
            if isinstance(item, Entry) and not item.described:
                continue
            inner = scene.bind(node.variable, item)
            if node.filter is None or self.see(inner, node.filter) != FALSE:
                self.see(inner, node.condition)

    def _facts(self, scene: Scene, part: object) -> None:
        """The derived facts that a condition or term names."""
        for term in nodes_in(part):
            if not isinstance(term, tree.Derived):
                continue
            argument = find(self.world, scene, term.argument).value
            if isinstance(argument, Entry):
                key = (term.name, scene.day, argument.path)
                if key not in self.known:
                    self.known.add(key)
                    self._cases(scene, self.world.law.definitions[term.name], argument)

    def _cases(self, scene: Scene, definition: tree.Definition, argument: Entry) -> None:
        inner = scene.alone(definition.variable, argument)
        for case in definition.cases:
            if case.condition is not None:
                truth = self.see(inner, case.condition)
                if truth == UNKNOWN:
                    return
                if truth == FALSE:
                    continue
            if isinstance(case.value, tree.Condition):
                self.see(inner, case.value)
            else:
                self._facts(inner, case.value)
            return
