"""What to record: the facts that leave verdicts undetermined, those that settle most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from grondslag.evaluation.verdict import Reason
from grondslag.findings.finding import Finding, is_fact
from grondslag.findings.outcome import Outcome
from grondslag.text import Span

_BITS = 24
_ERROR = 1 << 2 * _BITS
_ALONE = 1 << _BITS


@dataclass(frozen=True, slots=True)
class ToDo:
    """A fact to record, where it belongs, and the undetermined findings that wait for it.

    `spelled` is its path in the language of the file.
    """

    reason: Reason
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    spelled: str

    @property
    def settles(self) -> tuple[str, ...]:
        """The ids of rules with a verdict that waits for nothing else, sorted."""
        found = {item.rule.id for item in self.findings if len(item.verdict.reasons) == 1}
        return tuple(sorted(found))

    @property
    def helps(self) -> tuple[str, ...]:
        """The ids of the other rules that wait for it, sorted."""
        return tuple(sorted({item.rule.id for item in self.findings} - set(self.settles)))

    @property
    def is_error(self) -> bool:
        """Whether a verdict that waits for it fails a run."""
        return any(item.level == "error" for item in self.findings)


@dataclass(frozen=True, slots=True)
class ToDoList:
    """The first of the facts to record, and how many there are in all."""

    items: tuple[ToDo, ...]
    facts: int
    verdicts: int
    blocked: int
    """Undetermined verdicts that recording does not settle: a gap in the rules or a dispute in law.
    """


def to_do(outcome: Outcome, most: int | None) -> ToDoList:
    """The facts to record, those of failing verdicts first, then by how much they settle; *most* of
    them."""
    weights: dict[Reason, int] = {}
    verdicts = blocked = 0
    for finding in _undetermined(outcome):
        reasons = [reason for reason in finding.verdict.reasons if is_fact(reason)]
        verdicts += 1
        blocked += not reasons
        weight = 1 + (_ALONE if len(finding.verdict.reasons) == 1 else 0)
        weight += _ERROR if finding.level == "error" else 0
        for reason in reasons:
            weights[reason] = weights.get(reason, 0) + weight
    order = nsmallest(
        len(weights) if most is None else most,
        weights,
        key=lambda reason: (-weights[reason], reason),
    )
    return ToDoList(tuple(_items(outcome, order)), len(weights), verdicts, blocked)


def _undetermined(outcome: Outcome) -> Iterator[Finding]:
    for finding in outcome.findings():
        if finding.verdict.outcome == "undetermined" and finding.level != "none":
            yield finding


def _items(outcome: Outcome, order: list[Reason]) -> Iterator[ToDo]:
    waiting: dict[Reason, list[Finding]] = {reason: [] for reason in order}
    for finding in _undetermined(outcome):
        for reason in finding.verdict.reasons:
            if reason in waiting:
                waiting[reason].append(finding)
    register = outcome.judged.register
    for reason in order:
        spans, spelled = register.locate(reason.path), register.spell(reason.path)
        yield ToDo(reason, tuple(waiting[reason]), spans, spelled)
