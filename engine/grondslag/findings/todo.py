"""What to record: the facts that leave verdicts undetermined, those that settle most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest

from grondslag.evaluation.verdict import Reason, ReasonKind
from grondslag.findings.finding import Finding, is_fact
from grondslag.findings.outcome import Outcome
from grondslag.language.types import Entries, Vocabulary
from grondslag.model.facts import Path
from grondslag.text import Span

MOST_FIELDS = 4
"""Fields of one record that are asked one by one; with more of them the record is asked for."""

_BITS = 24
_ERROR = 1 << 2 * _BITS
_ALONE = 1 << _BITS


Pattern = tuple[Path, ReasonKind]
"""A path with `*` for the ids of entries: the same field of every entry of a collection."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """A fact to record, or the same one of several entries; where it belongs, and the findings that wait for it.

    `spelled` is its path in the language of the file, with `*` for ids where there are several. `once` is
    where it can be written once for all of them; None where that cannot be.
    """

    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    spelled: str
    once: str | None = None

    @property
    def reason(self) -> Reason:
        """The first of the facts."""
        return self.reasons[0]

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
        return any(_fails(item) for item in self.findings)


@dataclass(frozen=True, slots=True)
class ToDoList:
    """The first of the facts to record, and how many there are in all."""

    items: tuple[ToDo, ...]
    kinds: int
    """How many items there are in all."""
    facts: int
    verdicts: int
    blocked: int
    """Undetermined verdicts that recording does not settle: a gap in the rules or a dispute in law.
    """


def to_do(outcome: Outcome, most: int | None) -> ToDoList:
    """The facts to record, those of failing verdicts first, then by how much they settle; *most* of them.

    The same field of several entries is one item.
    """
    patterns = _Patterns(outcome.judged.rulebook.vocabulary)
    weights: dict[Pattern, int] = {}
    facts: set[Reason] = set()
    verdicts = blocked = 0
    for finding in _undetermined(outcome):
        reasons = patterns.asked(finding)
        verdicts += 1
        blocked += not reasons
        facts.update(reasons)
        weight = 1 + (_ALONE if len(finding.verdict.reasons) == 1 else 0)
        weight += _ERROR if _fails(finding) else 0
        for pattern in {patterns.of(reason) for reason in reasons}:
            weights[pattern] = weights.get(pattern, 0) + weight
    order = nsmallest(
        len(weights) if most is None else most,
        weights,
        key=lambda pattern: (-weights[pattern], pattern),
    )
    items = tuple(_items(outcome, order, patterns))
    return ToDoList(items, len(weights), len(facts), verdicts, blocked)


class _Patterns:
    """The pattern of each reason, by what the vocabulary says of every step."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[Reason, Pattern] = {}

    def of(self, reason: Reason) -> Pattern:
        """The pattern of a reason."""
        found = self._known.get(reason)
        if found is None:
            found = self._known[reason] = (tuple(self._steps(reason.path)), reason.kind)
        return found

    def asked(self, finding: Finding) -> tuple[Reason, ...]:
        """The facts that a finding waits for; a record of which little is known counts as one of them."""
        reasons = [reason for reason in finding.verdict.reasons if is_fact(reason)]
        if len(reasons) <= MOST_FIELDS:
            return tuple(reasons)
        records = [self._record_of(reason) for reason in reasons]
        many = {record for record, number in Counter(records).items() if number > MOST_FIELDS}
        whole = (
            Reason(record, reason.kind) if record in many and record is not None else reason
            for reason, record in zip(reasons, records, strict=True)
        )
        return tuple(dict.fromkeys(whole))

    def _record_of(self, reason: Reason) -> Path | None:
        """The record inside an entry that holds a field that is not recorded; None for a field of the entry itself."""
        steps, kind = self.of(reason)
        is_inside = kind == "not_recorded" and len(steps) > 2 and steps[-2] != "*"
        return reason.path[:-1] if is_inside else None

    def _steps(self, path: Path) -> Iterator[str]:
        collection = self._vocabulary.collections.get(path[0])
        yield path[0]
        if collection is None:
            yield from path[1:]
            return
        fields, is_id = collection.fields, not collection.single
        for number, step in enumerate(path[1:], 2):
            # The last step is what is to be recorded: an entry that is not described keeps its name.
            yield "*" if is_id and number < len(path) else step
            if is_id:
                is_id = False
                continue
            kind = fields[step].type if step in fields else None
            record = getattr(kind, "record", None)
            is_id = isinstance(kind, Entries)
            fields = self._vocabulary.records.get(record, {}) if record else {}


def _undetermined(outcome: Outcome) -> Iterator[Finding]:
    for finding in outcome.findings():
        is_open = finding.verdict.outcome == "undetermined" and finding.level != "none"
        delta = outcome.delta
        if is_open and finding.waiver is None and (delta is None or delta.counts(finding)):
            yield finding


def _fails(finding: Finding) -> bool:
    """Whether it fails a run: what is known is still to be recorded, but fails nothing."""
    return finding.level == "error" and not finding.is_set_apart


def _items(outcome: Outcome, order: list[Pattern], patterns: _Patterns) -> Iterator[ToDo]:
    waiting: dict[Pattern, list[Finding]] = {pattern: [] for pattern in order}
    reasons: dict[Pattern, set[Reason]] = {pattern: set() for pattern in order}
    for finding in _undetermined(outcome):
        asked = [(patterns.of(reason), reason) for reason in patterns.asked(finding)]
        for pattern in dict.fromkeys(pattern for pattern, _ in asked):
            if pattern in waiting:
                waiting[pattern].append(finding)
        for pattern, reason in asked:
            if pattern in reasons:
                reasons[pattern].add(reason)
    for pattern in order:
        yield _item(outcome, tuple(sorted(reasons[pattern])), tuple(waiting[pattern]))


def _item(outcome: Outcome, reasons: tuple[Reason, ...], findings: tuple[Finding, ...]) -> ToDo:
    register = outcome.judged.register
    first = reasons[0].path
    spelled, once = register.spell(first), None
    if len(reasons) > 1:
        differs = [
            len(set(steps)) > 1 for steps in zip(*(reason.path for reason in reasons), strict=True)
        ]
        words = zip(spelled.split("."), differs, strict=True)
        spelled = ".".join("*" if varies else word for word, varies in words)
        block = outcome.judged.defaults.get(first[0])
        if block is not None and len(first) == 3 and first[2] in block.fields:
            once = register.spell((block.name, first[2]))
    return ToDo(reasons, findings, register.locate(first), spelled, once)
