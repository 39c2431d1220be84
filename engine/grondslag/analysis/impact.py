"""What a change of the rules changes: two runs over the same register, by the rules of before and of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grondslag.evaluation.verdict import Outcome, Reason, Verdict
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a subject, without what an output adds."""

    outcome: Outcome
    item: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that differs. `before` is None where there was none, `now` where there is none any more."""

    rule: str
    path: Path
    before: Said | None
    now: Said | None


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """The ids of rules that are new, gone, or written differently; sorted."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    edited: tuple[str, ...]


def changed_verdicts(before: Iterable[Verdict], now: Iterable[Verdict]) -> list[Change]:
    """The verdicts that differ in outcome, item or reasons, by rule and subject."""
    old, new = _said(before), _said(now)
    return [
        Change(*key, old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]


def changed_rules(before: RuleBook, now: RuleBook) -> RuleChanges:
    """Which rules differ in text: the versions of a rule together."""
    old, new = _texts(before.rules), _texts(now.rules)
    return RuleChanges(
        new=tuple(sorted(new.keys() - old.keys())),
        gone=tuple(sorted(old.keys() - new.keys())),
        edited=tuple(sorted(rule for rule in old.keys() & new.keys() if old[rule] != new[rule])),
    )


def _said(verdicts: Iterable[Verdict]) -> dict[tuple[str, Path], Said]:
    return {
        (verdict.rule, verdict.subject.path): Said(verdict.outcome, verdict.item, verdict.reasons)
        for verdict in verdicts
    }


def _texts(rules: Mapping[str, tuple[Rule, ...]]) -> dict[str, tuple[str, ...]]:
    return {rule: tuple(one.source.text for one in versions) for rule, versions in rules.items()}
