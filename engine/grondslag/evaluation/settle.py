"""What would settle a verdict: the fewest facts to record, or the smallest change that mends a violation.

Nothing is guessed: each proposal has been judged by the rule itself, on a register that differs only in those
facts. Of a violation only what an organisation can put in place is proposed, never another account of what is or
was. The search is bounded; where it ends without an answer, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product
from typing import Final

from grondslag.evaluation.changes import Change, Path, kind_at, without_ids
from grondslag.evaluation.trace import Step, deciding, deciding_clauses
from grondslag.evaluation.tries import (
    RECORDABLE,
    Enough,
    Node,
    State,
    Tries,
    overlap,
    sides_of,
)
from grondslag.evaluation.verdict import Outcome, Verdict
from grondslag.language.types import Code
from grondslag.model.facts import Register
from grondslag.model.in_hand import is_in_hand
from grondslag.rulebook.rulebook import RuleBook
from grondslag.values import NONE

MOST_FACTS: Final = 3
MOST_CHANGES: Final = 2
MOST_SHOWN: Final = 40
"""Values of one fact of which is said what comes of them."""


@dataclass(frozen=True, slots=True)
class Way:
    """Facts as they could be written, and what the rule would then say. None: it would say nothing of this."""

    outcome: Outcome | None
    changes: State


@dataclass(frozen=True, slots=True)
class Settle:
    """What would settle a verdict.

    Of an undetermined one `facts` is what to record: with `found` a smallest set (a record counts as one fact),
    and `ways` holds first the values that settle it, then what another value of one of them gives; else every
    fact that is missing. Of a violation `ways` holds the smallest change that makes it compliant, if one can be
    proposed; `world` are the facts it rests on that describe what is or was. `spent`: the search ended early.
    """

    outcome: Outcome
    found: bool
    facts: tuple[Path, ...] = ()
    ways: tuple[Way, ...] = ()
    world: tuple[Path, ...] = ()
    spent: bool = False


def settle(
    rulebook: RuleBook, register: Register, verdict: Verdict, as_of: datetime
) -> Settle | None:
    """What would settle *verdict*; None for one that is settled."""
    tries = Tries(rulebook, register, verdict, as_of)
    if verdict.outcome == "undetermined":
        return _missing(tries)
    return _mending(tries) if verdict.outcome == "violation" else None


# --------------------------------------------------------------------------------------- what is missing


def _missing(tries: Tries) -> Settle:
    """The smallest set of facts to record that can make the rule hold."""
    settled: list[Node] = []
    level, spent = [tries.start], False
    try:
        for _ in range(MOST_FACTS):
            children = [child for node in level for child in _one_more(tries, node)]
            settled += [node for node in children if tries.is_settled(node)]
            if any(node.outcome == "compliant" for node in settled):
                break
            level = [node for node in children if node.outcome == "undetermined"]
        best = _smallest(tries, settled)
    except Enough:
        best, spent = None, True
    if best is None:
        reasons = tries.verdict.reasons
        facts = dict.fromkeys(each.path for each in reasons if each.kind in RECORDABLE)
        return Settle("undetermined", found=False, facts=tuple(facts), spent=spent)
    ways = (Way(best.outcome, best.state), *_other_ways(tries, best.state))
    return Settle("undetermined", True, tuple(change.path for change in best.state), ways)


def _one_more(tries: Tries, node: Node) -> Iterator[Node]:
    """What one more fact can give, and what one more record can."""
    taken = [change.path for change in node.state]
    values = tries.values(node)
    paths = [
        path for path in tries.open_facts(node) if not any(overlap(path, other) for other in taken)
    ]
    for path in paths:
        yield from tries.different(node, values(path))
    for path in paths:
        if tries.is_holder(path):
            found = tries.filled(node, path, lambda _change: True)
            if found is not None and len(found.state) > len(node.state) + 1:
                yield found


def _smallest(tries: Tries, settled: Sequence[Node]) -> Node | None:
    """The best of which no part settles it: one that complies before one that is left alone."""
    order = sorted(settled, key=lambda node: (node.outcome != "compliant", len(node.state)))
    alone = [frozenset(change.path for change in node.state) for node in settled]
    for node in order:
        lean = tries.leanest(node)
        paths = frozenset(change.path for change in lean.state)
        if not any(part < paths for part in alone) and not _part_settles(tries, lean.state):
            return lean
    return None


def _part_settles(tries: Tries, state: State) -> bool:
    """Whether some values of two of three facts would do; values that came to the same are tried too."""
    if len(state) != MOST_FACTS:
        return False
    values = tries.values(tries.start)
    return any(
        tries.is_settled(tries.judge(chosen))
        for pair in combinations(state, 2)
        for chosen in product(*(values(change.path) for change in pair))
    )


def _other_ways(tries: Tries, state: State) -> Iterator[Way]:
    """What becomes of it if one of the facts has another value, as far as its values can be listed."""
    tries.tries = 0
    for change in state:
        others = [each for each in state if each is not change]
        for value in _listed(tries, change):
            if value.value != change.value:
                try:
                    other = tries.judge((*others, value))
                except Enough:
                    return
                yield Way(other.outcome, other.state)


def _listed(tries: Tries, change: Change) -> list[Change]:
    """The values of a fact: all codes of a list, else those that may make a difference."""
    kind = kind_at(tries.rulebook.vocabulary, change.path)
    values = tries.values(tries.start)(change.path)
    if kind is not None and isinstance(kind.type, Code):
        codes = [Change(change.path, code) for code in sorted(kind.type.codes)]
        values = [*codes, *(each for each in values if each.value is NONE)]
    return values[:MOST_SHOWN]


# ----------------------------------------------------------------------------------- what can be mended


def _mending(tries: Tries) -> Settle:
    """The smallest change of what is in hand that makes the rule hold."""
    root = tries.trace(tries.start)
    world, spent = _of_the_world(tries, root), False
    try:
        best = _mended(tries, _in_hand(tries, root))
    except Enough:
        best, spent = None, True
    if best is None:
        return Settle("violation", found=False, world=world, spent=spent)
    facts = tuple(change.path for change in best.state)
    return Settle("violation", True, facts, (Way("compliant", best.state),), world)


def _mended(tries: Tries, paths: Sequence[Path]) -> Node | None:
    level = [tries.start]
    for _ in range(MOST_CHANGES):
        following: list[Node] = []
        for node in level:
            for child in _one_change(tries, node, paths):
                if child.outcome == "compliant":
                    return tries.leanest(child)
                if child.outcome is not None:
                    following.append(child)
        level = following
    return None


def _one_change(tries: Tries, node: Node, first: Sequence[Path]) -> Iterator[Node]:
    """What one more change of what is in hand can give; a record that is made is one change."""
    paths = list(first)
    if node.state and node.outcome == "undetermined":
        paths = [path for path in tries.open_facts(node) if _may_be_proposed(tries, path)]
    taken = [change.path for change in node.state]
    values = tries.values(node)
    register = tries.register_with(node.state)
    for path in paths:
        if any(overlap(path, other) for other in taken):
            continue
        made = not isinstance(register.fact(path[:-1]), dict)
        for change in values(path):
            if change.value is NONE:
                continue
            child = tries.judge((*node.state, change))
            yield child
            if made and child.outcome == "undetermined":
                found = tries.filled(
                    child, path[:-1], lambda change: _may_be_proposed(tries, change.path)
                )
                if found is not None:
                    yield found


def _in_hand(tries: Tries, root: Step) -> list[Path]:
    """The facts of the conditions that may be proposed, in the order of the rule."""
    paths = (path for side in sides_of(root) for path in tries.whole(side))
    return list(dict.fromkeys(path for path in paths if _may_be_proposed(tries, path)))


def _may_be_proposed(tries: Tries, path: Path) -> bool:
    return is_in_hand(without_ids(tries.rulebook.vocabulary, path))


def _of_the_world(tries: Tries, root: Step) -> tuple[Path, ...]:
    """The facts that decided and of which only what is so may be recorded."""
    clauses = deciding_clauses(root, tries.verdict.outcome)
    required = (clause for clause in clauses if clause.kind == "require")
    sides = (side for clause in required for step in deciding(clause) for side in step.sides)
    paths = (path for side in sides for path in tries.whole(side))
    return tuple(dict.fromkeys(path for path in paths if not _may_be_proposed(tries, path)))
