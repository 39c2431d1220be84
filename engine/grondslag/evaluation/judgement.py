"""One version of a rule on one entry: the outcome, and everything that explains it.

V = A and not X and not R, where A is `where` and `when`, X any exception and R the requirement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grondslag.evaluation.answers import (
    YES,
    Answer,
    End,
    Reasons,
    all_of,
    any_of,
    contrary,
)
from grondslag.evaluation.conditions import item_answer, judge
from grondslag.evaluation.terms import find, items_of
from grondslag.evaluation.verdict import Outcome
from grondslag.evaluation.world import Scene, World
from grondslag.language import tree
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth, negation
from grondslag.values import NONE

Decided = Literal["where", "when", "unless"]
Deciding = tuple[tuple[tree.Item, Scene], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of a rule on an entry.

    `decided` says what made it not applicable; with `where` there is no verdict at all.
    """

    outcome: Outcome
    reasons: Reasons = frozenset()
    until: End | None = None
    decided: Decided | None = None


def judge_rule(world: World, rule: tree.CheckedRule, scene: Scene) -> Judgement:
    """The outcome of *rule* on the entry that *scene* binds."""
    where, when = _or_yes(world, scene, rule.scope.filter), _or_yes(world, scene, rule.when)
    applies = all_of([where, when])
    excused = any_of([judge(world, scene, part.condition) for part in rule.exemptions])
    met = judge(world, scene, rule.require)
    violated = all_of([applies, contrary(excused), contrary(met)])
    if violated.truth == TRUE:
        return Judgement("violation")
    if violated.truth == UNKNOWN:
        return Judgement("undetermined", violated.reasons)
    if applies.truth == FALSE:
        return Judgement("not_applicable", decided="where" if where.truth == FALSE else "when")
    if excused.truth == TRUE and met.truth != TRUE:
        return Judgement("not_applicable", decided="unless")
    return Judgement("compliant", until=met.until)


def is_left_out(world: World, rule: tree.CheckedRule, scene: Scene) -> bool:
    """Whether `where` surely leaves the entry out: the rule is not about it, whatever an older text of it said."""
    return _or_yes(world, scene, rule.scope.filter).truth == FALSE


def surely_excluded(world: World, rule: tree.CheckedRule, scene: Scene) -> Decided | None:
    """What keeps *rule* from asking anything of the entry, whatever is not known of it; None if nothing does."""
    if is_left_out(world, rule, scene):
        return "where"
    if _or_yes(world, scene, rule.when).truth == FALSE:
        return "when"
    excused = any(judge(world, scene, part.condition).truth == TRUE for part in rule.exemptions)
    return "unless" if excused else None


def _or_yes(world: World, scene: Scene, condition: tree.Condition | None) -> Answer:
    return YES if condition is None else judge(world, scene, condition)


def deciding_items(
    world: World, scene: Scene, condition: tree.Condition, wanted: Truth = FALSE
) -> Deciding:
    """The labelled items, outermost first, that make a condition what it is, each with what is bound there.

    Of a false list it is the first item that is false (of `none of`: true).
    """
    match condition:
        case tree.Block():
            return _in_block(world, scene, condition, wanted)
        case tree.And(operands) | tree.Or(operands):
            for operand in operands:
                if judge(world, scene, operand).truth == wanted:
                    found = deciding_items(world, scene, operand, wanted)
                    if found:
                        return found
            return ()
        case tree.Not(operand):
            return deciding_items(world, scene, operand, negation(wanted))
        case tree.Implies(_, consequence):
            return deciding_items(world, scene, consequence, wanted)
        case tree.Quantified():
            return _in_quantifier(world, scene, condition, wanted)
    return ()


def _in_block(world: World, scene: Scene, block: tree.Block, wanted: Truth) -> Deciding:
    if block.kind == "none":
        wanted = negation(wanted)
    for item in block.items:
        if judge(world, scene, item.condition).truth == wanted:
            return ((item, scene), *deciding_items(world, scene, item.condition, wanted))
    return ()


def _in_quantifier(world: World, scene: Scene, node: tree.Quantified, wanted: Truth) -> Deciding:
    found = find(world, scene, node.collection)
    if found.is_unknown or found.value is NONE:
        return ()
    if node.quantifier == "no":
        wanted = negation(wanted)
    for item in items_of(world, found, node.collection, node.onwards)[0]:
        if item_answer(world, scene, node, item).truth == wanted:
            inner = scene.bind(node.variable, item)
            decided = deciding_items(world, inner, node.condition, wanted)
            if decided:
                return decided
    return ()
