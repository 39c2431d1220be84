"""What each condition of a rule answers, with reasons. The meaning is that of the language page, node by node.

This evaluator explains: it looks at every operand. The compiled one only decides; the two agree on truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from grondslag.evaluation.answers import (
    NO,
    UNKNOWN_VALUE,
    YES,
    Answer,
    Entry,
    Found,
    Reasons,
    all_of,
    any_of,
    because,
    contrary,
    time_needed,
    union,
    unknown,
    yes_or_no,
)
from grondslag.evaluation.compare import compare, equal, included
from grondslag.evaluation.search import found_by_key, search_of
from grondslag.evaluation.terms import (
    find,
    items_of,
    no_holidays,
    not_described,
    unclear_operands,
)
from grondslag.evaluation.world import Scene, Search, World
from grondslag.language import tree
from grondslag.language.deadlines import InTime, due_after, within_after, within_before
from grondslag.language.logic import OPEN, TRUE, UNKNOWN
from grondslag.language.types import RecordOf
from grondslag.values import NONE


def judge(world: World, scene: Scene, condition: tree.Condition) -> Answer:
    """The answer of a condition. Raises TypeError for what is no condition."""
    try:
        step = _STEPS[type(condition)]
    except KeyError:
        raise TypeError(f"no condition: {type(condition).__name__}") from None
    return step(world, scene, condition)


# ----------------------------------------------------------------------------------------------- logic


def _and(world: World, scene: Scene, node: tree.And) -> Answer:
    return all_of([judge(world, scene, operand) for operand in node.operands])


def _or(world: World, scene: Scene, node: tree.Or) -> Answer:
    return any_of([judge(world, scene, operand) for operand in node.operands])


def _not(world: World, scene: Scene, node: tree.Not) -> Answer:
    return contrary(judge(world, scene, node.operand))


def _implies(world: World, scene: Scene, node: tree.Implies) -> Answer:
    condition = judge(world, scene, node.condition)
    return any_of([contrary(condition), judge(world, scene, node.consequence)])


def _block(world: World, scene: Scene, node: tree.Block) -> Answer:
    return of_block(node, [judge(world, scene, item.condition) for item in node.items])


def of_block(node: tree.Block, answers: Sequence[Answer]) -> Answer:
    """What a list answers, given the answers of its items."""
    if node.kind == "all":
        return all_of(answers)
    return any_of(answers) if node.kind == "any" else contrary(any_of(answers))


def _quantified(world: World, scene: Scene, node: tree.Quantified) -> Answer:
    search = world.searches.get(id(node))
    if search is None:
        search = world.searches[id(node)] = search_of(world, node)
    if any(name in scene.bound for name in search.names):
        return _over_items(world, scene, node, search)
    key = (id(node), scene.day)
    answer = world.answers.get(key)
    if answer is None:
        answer = world.answers[key] = _over_items(world, scene, node, search)
    return answer


def _over_items(world: World, scene: Scene, node: tree.Quantified, search: Search) -> Answer:
    found = find(world, scene, node.collection)
    if found.value is UNKNOWN_VALUE:
        return unknown(found.reasons)
    if found.value is NONE:
        return NO if node.quantifier == "some" else YES
    answers = found_by_key(world, scene, node, search, item_answer)
    if answers is None:
        items, reasons = items_of(world, found, node.collection, node.onwards)
        world.count(len(items))
        answers = [item_answer(world, scene, node, item) for item in items]
        if reasons:
            answers.append(unknown(reasons))
    if node.quantifier == "every":
        return all_of(answers)
    return any_of(answers) if node.quantifier == "some" else contrary(any_of(answers))


def item_answer(world: World, scene: Scene, node: tree.Quantified, item: Entry | Found) -> Answer:
    """One operand of a quantifier: `not W or P` of every, `W and P` of some and no."""
    if isinstance(item, Entry) and not item.described:
        return unknown(not_described(item).reasons)
    inner = scene.bind(node.variable, item)
    answer = judge(world, inner, node.condition)
    if node.filter is None:
        return answer
    return narrowed(node, judge(world, inner, node.filter), answer)


def narrowed(node: tree.Quantified, kept: Answer, answer: Answer) -> Answer:
    """One operand of a quantifier with a filter, given what the filter and the condition answer."""
    if node.quantifier == "every":
        return any_of([contrary(kept), answer])
    return all_of([kept, answer])


# -------------------------------------------------------------------------------------------- presence


def _holds(world: World, scene: Scene, node: tree.Holds) -> Answer:
    found = find(world, scene, node.term)
    if found.value is UNKNOWN_VALUE:
        return unknown(found.reasons)
    return because("none", found) if found.value is NONE else yes_or_no(found.value)


def state_of(world: World, found: Found, term: tree.Term) -> tuple[bool | None, Reasons]:
    """Whether a term has a value (True), is none (False), or neither is known (None, with reasons)."""
    if found.value is UNKNOWN_VALUE:
        return None, found.reasons
    if found.value is NONE:
        return False, frozenset()
    if isinstance(found.value, Entry):
        return _state_of_entry(world, found.value, term)
    return True, frozenset()


def _state_of_entry(world: World, entry: Entry, term: tree.Term) -> tuple[bool | None, Reasons]:
    if isinstance(term.type, RecordOf):
        state, lacking = world.record_state(entry, term.type)
    elif isinstance(term, tree.Root) and world.is_single(term.name):
        state, lacking = world.record_state(entry, term.name)
    else:
        return True, frozenset()
    return state, union(lacking)


def _exists(world: World, scene: Scene, node: tree.Exists) -> Answer:
    state, reasons = state_of(world, find(world, scene, node.term), node.term)
    return unknown(reasons) if state is None else yes_or_no(state)


def _is_none(world: World, scene: Scene, node: tree.IsNone) -> Answer:
    state, reasons = state_of(world, find(world, scene, node.term), node.term)
    return unknown(reasons) if state is None else yes_or_no(not state)


def _is_recorded(world: World, scene: Scene, node: tree.IsRecorded) -> Answer:
    state, _ = state_of(world, find(world, scene, node.term), node.term)
    return yes_or_no((state is not None) != node.negated)


def _is_empty(world: World, scene: Scene, node: tree.IsEmpty) -> Answer:
    found = find(world, scene, node.term)
    if found.value is UNKNOWN_VALUE:
        return unknown(found.reasons)
    return yes_or_no((found.value is NONE or not found.value) != node.negated)


# -------------------------------------------------------------------------------- comparisons and lists


def _compare(world: World, scene: Scene, node: tree.Compare) -> Answer:
    left, right = find(world, scene, node.left), find(world, scene, node.right)
    return compare(node, left, right)


def _one_of(world: World, scene: Scene, node: tree.OneOf) -> Answer:
    found = find(world, scene, node.term)
    if found.value is UNKNOWN_VALUE:
        return unknown(found.reasons)
    if found.value is NONE:
        return yes_or_no(node.negated)
    answer = any_of([equal(node.term, found, value) for value in node.values])
    return contrary(answer) if node.negated else answer


def _includes(world: World, scene: Scene, node: tree.Includes) -> Answer:
    found, item = find(world, scene, node.term), find(world, scene, node.item)
    if found.value is UNKNOWN_VALUE or item.value is UNKNOWN_VALUE:
        return unknown(union((found, item)))
    if found.value is NONE or item.value is NONE:
        return yes_or_no(node.negated)
    return yes_or_no(included(world, found.value, node.term, item.value) != node.negated)


def _includes_any(world: World, scene: Scene, node: tree.IncludesAny) -> Answer:
    found = find(world, scene, node.term)
    if found.value is UNKNOWN_VALUE:
        return unknown(found.reasons)
    if found.value is NONE:
        return NO
    return yes_or_no(
        any(included(world, found.value, node.term, value.value) for value in node.values)
    )


# --------------------------------------------------------------------------------------- terms of time


def _due(world: World, scene: Scene, node: tree.Due) -> Answer:
    return _term(world, scene, node, can_be_open=True)


def _within(world: World, scene: Scene, node: tree.Within) -> Answer:
    return _term(world, scene, node, can_be_open=False)


def _term(world: World, scene: Scene, node: tree.Due | tree.Within, *, can_be_open: bool) -> Answer:
    done = find(world, scene, node.term)
    length, anchor = find(world, scene, node.duration), find(world, scene, node.anchor)
    if any(found.value is UNKNOWN_VALUE for found in (length, anchor)) or done.is_unknown:
        return unknown(union(item for item in (done, length, anchor) if item.is_unknown))
    unclear = unclear_operands(length, anchor)
    if unclear is not None:
        return unclear
    values: tuple[Any, Any, Any] = (done.value, length.value, anchor.value)
    if can_be_open:
        found = due_after(*values, node.calendar, world.law.holidays, world.as_of)
    elif isinstance(node, tree.Within) and node.side == "before":
        found = within_before(*values)
    else:
        found = within_after(*values, node.calendar, world.law.holidays)
    return _in_time(found, done, anchor)


def _in_time(found: InTime, done: Found, anchor: Found) -> Answer:
    if found.truth == OPEN:
        until = found.until
        return Answer(TRUE, until=local(until) if isinstance(until, datetime) else until)
    if found.truth != UNKNOWN:
        return yes_or_no(found.truth == TRUE)
    sides = {"term": done, "anchor": anchor}
    reasons: Reasons = frozenset()
    for side, why in found.why:
        if why == "no_value_on_day":
            reasons |= no_holidays(found.year or 0)
        elif why == "end_disputed":
            reasons |= because(why, done).reasons or because(why, anchor).reasons
        else:
            reasons |= time_needed(sides[side]).reasons
    return unknown(reasons) if reasons else time_needed(done, anchor)


def local(moment: datetime) -> datetime:
    """A moment with the local time of Amsterdam."""
    from grondslag.language.calendar import amsterdam

    try:
        return moment.astimezone(amsterdam())
    except OverflowError:
        return moment


_STEPS: Final[dict[type, Callable[[World, Scene, Any], Answer]]] = {
    tree.And: _and,
    tree.Or: _or,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Block: _block,
    tree.Quantified: _quantified,
    tree.Holds: _holds,
    tree.Exists: _exists,
    tree.IsNone: _is_none,
    tree.IsRecorded: _is_recorded,
    tree.IsEmpty: _is_empty,
    tree.Compare: _compare,
    tree.OneOf: _one_of,
    tree.Includes: _includes,
    tree.IncludesAny: _includes_any,
    tree.Due: _due,
    tree.Within: _within,
}
