"""The texts of a rule with the values of the register in them, and why a verdict is what it is.

A text is made after the verdict and can never change it. Making one never fails: what cannot be read prints
as not recorded.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grondslag.evaluation.judgement import deciding_items
from grondslag.evaluation.scene import scene_of
from grondslag.evaluation.shown import Labels, shown
from grondslag.evaluation.terms import find
from grondslag.evaluation.trace import Step, trace_rule, trace_unjudged
from grondslag.evaluation.verdict import Verdict
from grondslag.evaluation.world import Scene, World
from grondslag.language import tree
from grondslag.language.compile_runtime import Spent
from grondslag.language.deadlines import HolidaysMissing, end_of_term, is_instant
from grondslag.language.types import Code, ListOf
from grondslag.model.facts import Register
from grondslag.rulebook.rule import Rule
from grondslag.values import Duration

if TYPE_CHECKING:
    from grondslag.rulebook.rulebook import RuleBook


def trace(rulebook: RuleBook, register: Register, verdict: Verdict, as_of: datetime) -> Step:
    """The tree of conditions behind a verdict, with what each answered and on which facts."""
    seen = _see(rulebook, register, verdict, as_of)
    if seen.scene is not None and verdict.version is not None:
        with suppress(Spent):
            return trace_rule(seen.world, seen.rule.checked, seen.scene)
    return trace_unjudged(verdict.reasons, verdict.decided)


def message(
    rulebook: RuleBook,
    register: Register,
    verdict: Verdict,
    as_of: datetime,
    language: str,
    labels: Labels | None = None,
) -> str:
    """What is wrong: the text of the item that decides, else that of the rule, with values filled in."""
    seen = _see(rulebook, register, verdict, as_of)
    checked = seen.rule.checked
    if seen.scene is not None and verdict.outcome == "violation":
        with suppress(Spent):
            for item, scene in reversed(deciding_items(seen.world, seen.scene, checked.require)):
                if item.otherwise is not None:
                    return _filled(seen.world, scene, item.otherwise, language, labels)
    return _filled(seen.world, seen.scene, checked.otherwise, language, labels)


def fix_text(
    rulebook: RuleBook,
    register: Register,
    verdict: Verdict,
    as_of: datetime,
    language: str,
    labels: Labels | None = None,
) -> str:
    """What to do, with values filled in."""
    seen = _see(rulebook, register, verdict, as_of)
    return _filled(seen.world, seen.scene, seen.rule.checked.fix, language, labels)


def note_text(
    rulebook: RuleBook,
    register: Register,
    verdict: Verdict,
    as_of: datetime,
    language: str,
    labels: Labels | None = None,
) -> str:
    """What to mind, with values filled in; empty where the rule says nothing."""
    seen = _see(rulebook, register, verdict, as_of)
    note = seen.rule.checked.note
    return "" if note is None else _filled(seen.world, seen.scene, note, language, labels)


def title(rulebook: RuleBook, verdict: Verdict, language: str) -> str:
    """The short name of what is wrong."""
    return dict(rule_of(rulebook, verdict).checked.title)[language]


def rule_of(rulebook: RuleBook, verdict: Verdict) -> Rule:
    """The version that judged; the newest where none did."""
    versions = rulebook.rules[verdict.rule]
    return next((rule for rule in versions if rule.valid_from == verdict.version), versions[-1])


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    world: World
    rule: Rule
    scene: Scene | None


_worlds: list[tuple[RuleBook, Register, datetime, World]] = []
"""What was explained last: what is worked out for one verdict serves the next."""


def _world(rulebook: RuleBook, register: Register, as_of: datetime) -> World:
    for book, facts, moment, world in _worlds:
        if book is rulebook and facts is register and moment == as_of:
            return world
    world = World(register, rulebook.law, rulebook.vocabulary, as_of)
    _worlds[:] = [(rulebook, register, as_of, world)]
    return world


def _see(rulebook: RuleBook, register: Register, verdict: Verdict, as_of: datetime) -> _Seen:
    world = _world(rulebook, register, as_of).look()
    rule = rule_of(rulebook, verdict)
    return _Seen(world, rule, scene_of(world, rule, verdict.subject.path))


def _filled(
    world: World, scene: Scene | None, text: tree.Message, language: str, labels: Labels | None
) -> str:
    pieces = text.nl if language == "nl" else text.en
    return "".join(
        piece if isinstance(piece, str) else _piece(world, scene, piece, language, labels)
        for piece in pieces
    )


def _piece(
    world: World, scene: Scene | None, term: tree.Term, language: str, labels: Labels | None
) -> str:
    scene = scene or Scene(world.today, {})
    try:
        value = _value(world, scene, term)
    except (KeyError, ValueError, OverflowError, Spent):
        return shown(None, language)
    codes = term.type.item if isinstance(term.type, ListOf) else term.type
    if labels is not None and isinstance(codes, Code):
        if isinstance(value, str):
            return labels(codes.list, value, language)
        if isinstance(value, tuple):
            return ", ".join(labels(codes.list, str(code), language) for code in value)
    return shown(value, language)


def _value(world: World, scene: Scene, term: tree.Term) -> object:
    """What a piece of a text stands for: a date plus a length is the end of that term.

    Of a term whose anchor is a bare date it is the last end that is possible; what is disputed is left out.
    """
    if isinstance(term, tree.Sum) and term.operator == "+" and term.calendar is not None:
        left, right = find(world, scene, term.left).value, find(world, scene, term.right).value
        if isinstance(right, Duration) and is_instant(left):
            try:
                return end_of_term(left, right, term.calendar, world.law.holidays).first_latest
            except HolidaysMissing:
                pass
    return find(world, scene, term).value
