"""What became of a register since an earlier state of it: facts that changed, and verdicts that changed with them.

Both states are judged by the rules of now and as of the same moment. So what time or a new rule did is no change
here; what somebody wrote is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grondslag.evaluation.run import evaluate
from grondslag.evaluation.verdict import Outcome as Answer
from grondslag.evaluation.verdicts import Verdicts
from grondslag.findings.level import level_of
from grondslag.findings.outcome import Key, Outcome
from grondslag.model.facts import Path, Register
from grondslag.rulebook.rule import Rule

ATTENTION: Final = frozenset({"violation", "undetermined"})
WHOLE: Final = 2
"""Steps of the path of a record: below it, what was added is told field by field."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that is another one now; None where the rule had nothing to be about."""

    rule: Rule
    subject: Path
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that was written, taken away or changed; None where it is not recorded.

    Of a record that came or went the whole record. A group of facts where a word was before (or the other way
    round) is told as a group, and its facts each as well.
    """

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Since:
    """The comparison with the register as it was in `commit`; `day` is that of the state, where a day was asked for."""

    commit: str
    day: date | None
    turns: tuple[Turn, ...]
    """By rule and subject."""
    facts: tuple[FactChange, ...]
    """By path."""
    unread: int = 0
    """Files of then that could not be read: what they held is told as new."""


def since(now: Outcome, then: Register, commit: str, day: date | None, unread: int) -> Since:
    """What changed between a register of *then* and what was judged *now*."""
    facts = tuple(facts_between(now.judged.register, then))
    # Without a fact that changed no verdict can have.
    turns = tuple(_turns(now, then)) if facts else ()
    return Since(commit, day, turns, facts, unread)


# -------------------------------------------------------------------------------------------- verdicts


def _turns(now: Outcome, then: Register) -> Iterator[Turn]:
    book = now.judged.rulebook
    old = evaluate(book, then, now.as_of, book.programs)
    before, after = _wanting(old), _wanting(now.verdicts)
    turned = sorted(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
    )
    rules = {rule for rule, _ in turned}
    were, are = _answers(old, rules), _answers(now.verdicts, rules)
    for key in turned:
        rule = book.rules[key[0]][-1]
        was, is_now = were.get(key), are.get(key)
        if any(one and level_of(rule, one, now.settings) != "none" for one in (was, is_now)):
            yield Turn(rule, key[1], was, is_now)


def _wanting(verdicts: Verdicts) -> dict[Key, Answer]:
    return {
        (one.rule, one.subject.path): one.outcome
        for one in verdicts.attention()
        if one.outcome in ATTENTION
    }


def _answers(verdicts: Verdicts, rules: set[str]) -> dict[Key, Answer]:
    return {
        (rule, one.subject.path): one.outcome for rule in rules for one in verdicts.of_rule(rule)
    }


# ----------------------------------------------------------------------------------------------- facts


def facts_between(now: Register, then: Register) -> Iterator[FactChange]:
    """Every fact that was written in one of two registers and is another one, or none, in the other; by path."""
    old, new = then.collections, now.collections
    for name in sorted(old.keys() | new.keys()):
        for change in _between((name,), old.get(name), new.get(name)):
            was = change.before is not None and not then.is_filled_in(change.path)
            if was or (change.after is not None and not now.is_filled_in(change.path)):
                yield change


def _between(path: Path, before: Any, after: Any) -> Iterator[FactChange]:
    if before == after:
        return
    was_group, is_group = isinstance(before, Mapping), isinstance(after, Mapping)
    came_or_went = before is None or after is None
    if not (was_group or is_group) or (came_or_went and len(path) == WHOLE):
        yield FactChange(path, before, after)
        return
    # A word such as "none" in the place of a group, or the other way round, is a change of its own.
    if not (came_or_went or (was_group and is_group)):
        yield FactChange(path, before, after)
    old, new = before if was_group else {}, after if is_group else {}
    # In the order in which it is written now.
    keys = [*new, *(key for key in old if key not in new)]
    for key in sorted(keys) if len(path) < WHOLE else keys:
        yield from _between((*path, key), old.get(key), new.get(key))
