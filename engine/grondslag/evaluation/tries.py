"""Trying what a rule would say of a register in which a few facts are otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from grondslag.evaluation.candidates import Spoken, spoken_of, values_for, with_seen
from grondslag.evaluation.changes import Change, Path, changed, kind_at
from grondslag.evaluation.explain import rule_of, trace
from grondslag.evaluation.single import verdict_on
from grondslag.evaluation.trace import Side, Step
from grondslag.evaluation.verdict import Outcome, Reason, Verdict
from grondslag.evaluation.world import World
from grondslag.language.compile_runtime import Spent
from grondslag.language.types import Entries, RecordOf, Reference
from grondslag.model.facts import Register
from grondslag.rulebook.rulebook import RuleBook
from grondslag.values import UNREADABLE

MOST_TRIES: Final = 1_200
"""Registers that are judged for one answer."""
MOST_TRACES: Final = 250
MOST_FILLED: Final = 8
"""Fields that are filled in to make a record."""
MOST_TRIES_A_RECORD: Final = 60
RECORDABLE: Final = frozenset(
    {"not_recorded", "not_described", "none", "not_readable", "time_needed", "not_ordered"}
)
"""Kinds of reasons that recording something takes away."""

State = tuple[Change, ...]
Key = frozenset[tuple[Path, str]]
Allowed = Callable[[Change], bool]


class Enough(Exception):
    """As many registers were judged as one answer may take."""


@dataclass(frozen=True, slots=True)
class Node:
    """A register that was judged: what was changed, and what the rule says of it; None if nothing."""

    state: State
    verdict: Verdict | None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome; None if the rule gives no verdict on the subject any more."""
        return None if self.verdict is None else self.verdict.outcome


@dataclass(slots=True, eq=False)
class Tries:
    """One rule on one subject, judged on registers that differ in some facts; each of them once.

    Raises `Enough` beyond `MOST_TRIES`.
    """

    rulebook: RuleBook
    register: Register
    verdict: Verdict
    as_of: datetime
    tries: int = 0
    known: dict[Key, Node] = field(default_factory=dict)
    traces: dict[Key, Step] = field(default_factory=dict)
    spoken: dict[date, Spoken] = field(default_factory=dict)
    """What the versions of the rule speak of, by their first day."""

    @property
    def start(self) -> Node:
        """The register as it is."""
        return Node((), self.verdict)

    def judge(self, state: State) -> Node:
        """The verdict on the register with these facts."""
        key = _key(state)
        found = self.known.get(key)
        if found is not None:
            return Node(state, found.verdict)
        self.tries += 1
        if self.tries > MOST_TRIES:
            raise Enough
        world = self.world(self.register_with(state))
        try:
            versions = self.rulebook.rules[self.verdict.rule]
            verdict = verdict_on(world, versions, self.verdict.subject.path)
        except Spent:
            raise Enough from None
        node = self.known[key] = Node(state, verdict)
        return node

    def is_settled(self, node: Node) -> bool:
        """Whether nothing is missing and nothing is wrong; a subject that stood for others must stay."""
        if node.outcome is None:
            return self.verdict.version is not None
        return node.outcome in ("compliant", "not_applicable")

    def register_with(self, state: Iterable[Change]) -> Register:
        """The register with these facts."""
        return changed(self.register, {change.path: change.value for change in state})

    def world(self, register: Register) -> World:
        """What a register is judged in."""
        book = self.rulebook
        return World(register, book.law, book.vocabulary, self.as_of)

    def trace(self, node: Node) -> Step:
        """The tree of conditions behind what was said. That costs far more than judging: few are looked at."""
        key = _key(node.state)
        found = self.traces.get(key)
        if found is None:
            if len(self.traces) >= MOST_TRACES:
                raise Enough
            register = self.register_with(node.state)
            verdict = node.verdict or self.verdict
            found = self.traces[key] = trace(self.rulebook, register, verdict, self.as_of)
        return found

    # ------------------------------------------------------------------------------------------- values

    def values(self, node: Node) -> Callable[[Path], list[Change]]:
        """What may be tried at a path; what was written and cannot be read counts as nothing."""
        register = self.register_with(node.state)
        world = self.world(register)
        rule = rule_of(self.rulebook, node.verdict or self.verdict)
        told = self.spoken.get(rule.valid_from)
        if told is None:
            told = self.spoken[rule.valid_from] = spoken_of(world, rule, world.today)
        spoken = with_seen(told, self.trace(node))

        def found(path: Path) -> list[Change]:
            now = register.fact(path)
            return values_for(world, spoken, path, None if now is UNREADABLE else now)

        return found

    def different(self, node: Node, changes: Iterable[Change]) -> Iterator[Node]:
        """What each change comes to; of those that come to the same, the first."""
        seen: set[object] = set()
        for change in changes:
            child = self.judge((*node.state, change))
            sign = child.verdict and (child.verdict.outcome, child.verdict.reasons)
            if sign not in seen:
                seen.add(sign)
                yield child

    # ------------------------------------------------------------------------------------- what is missing

    def open_facts(self, node: Node) -> list[Path]:
        """The facts that leave a verdict open, as deep as the conditions ask."""
        verdict = node.verdict
        if verdict is None:
            return []
        deeper: dict[Path, list[Path]] = {}
        for side in sides_of(self.trace(node)):
            if side.value is None and side.path is not None and side.rest:
                deeper.setdefault(side.path, []).extend(self.whole(side))
        found = (path for each in verdict.reasons for path in self._to_record(each, deeper))
        return list(dict.fromkeys(found))

    def _to_record(self, reason: Reason, deeper: Mapping[Path, Sequence[Path]]) -> list[Path]:
        if reason.kind not in RECORDABLE:
            return []
        inside = deeper.get(reason.path, ()) if self.is_holder(reason.path) else ()
        return [*inside, reason.path]

    def is_holder(self, path: Path) -> bool:
        """Whether facts stand inside what is at a path: a record, a map, an entry."""
        kind = kind_at(self.rulebook.vocabulary, path)
        return kind is None or isinstance(kind.type, RecordOf | Entries)

    def whole(self, side: Side) -> list[Path]:
        """The path of a term with the fields that were not reached; none beyond a reference to nothing."""
        if side.path is None or any(isinstance(each.holder.type, Reference) for each in side.rest):
            return []
        path = (*side.path, *(each.name for each in side.rest))
        return [] if kind_at(self.rulebook.vocabulary, path) is None else [path]

    def filled(self, node: Node, holder: Path, allowed: Allowed) -> Node | None:
        """The register with everything inside a record that the rule asks for, so that nothing there is wrong.

        None if that cannot be done with the values that may be tried.
        """
        limit = self.tries + MOST_TRIES_A_RECORD
        return self._fill(node, holder, allowed, MOST_FILLED, limit)

    def _fill(
        self, node: Node, holder: Path, allowed: Allowed, depth: int, limit: int
    ) -> Node | None:
        inside = [path for path in self.open_facts(node) if path[: len(holder)] == holder]
        inside = [path for path in inside if all(path != other.path for other in node.state)]
        if node.outcome != "undetermined" or not inside:
            return node
        if not depth or self.tries > limit:
            return None
        values = [change for change in self.values(node)(inside[0]) if allowed(change)]
        good = ("compliant", "undetermined")
        children = [child for child in self.different(node, values) if child.outcome in good]
        for child in sorted(children, key=_open_reasons):
            found = self._fill(child, holder, allowed, depth - 1, limit)
            if found is not None:
                return found
        return None

    # --------------------------------------------------------------------------------------------- less

    def leanest(self, node: Node) -> Node:
        """The same answer with fewer facts and shorter lists, as far as leaving out one at a time goes."""
        for change in node.state:
            rest = tuple(each for each in node.state if each is not change)
            without = self.judge(rest) if rest else self.start
            if without.outcome == node.outcome:
                return self.leanest(without)
            if isinstance(change.value, tuple):
                shorter = self._shorter(node, rest, change)
                if shorter is not None:
                    return self.leanest(shorter)
        return node

    def _shorter(self, node: Node, rest: State, change: Change) -> Node | None:
        now = self.register.fact(change.path)
        kept = now if isinstance(now, tuple) else ()
        added = [each for each in change.value if each not in kept]
        for each in added if len(added) > 1 else ():
            value = tuple(other for other in change.value if other != each)
            found = self.judge((*rest, Change(change.path, value, change.exact)))
            if found.outcome == node.outcome:
                return found
        return None


def _key(state: State) -> Key:
    """States that make the same register are the same."""
    return frozenset((change.path, repr(change.value)) for change in state)


def sides_of(step: Step) -> Iterator[Side]:
    """Every term in a tree, in the order of the rule."""
    yield from step.sides
    for child in step.children:
        yield from sides_of(child)


def _open_reasons(node: Node) -> int:
    return 0 if node.verdict is None else len(node.verdict.reasons)


def overlap(path: Path, other: Path) -> bool:
    """Whether one is the other, or lies inside it."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]
