"""The verdicts of a run, kept small: shared subjects, one byte a verdict, details when asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from grondslag.evaluation import codes as c
from grondslag.evaluation.judgement import deciding_items, judge_rule
from grondslag.evaluation.scene import event_day, scene_at
from grondslag.evaluation.scope import Listing, Special
from grondslag.evaluation.verdict import OUTCOMES, Outcome, Reason, Verdict
from grondslag.evaluation.versions import Family, unread_reasons
from grondslag.evaluation.world import World
from grondslag.language.compile_runtime import Spent
from grondslag.rulebook.rule import Rule

_ATTENTION: Final = re.compile(b"[" + re.escape(c.WANTS_ATTENTION) + b"]")
_MOST_KEPT: Final = 50_000
_MOST_REASONS_KEPT: Final = 8
_ATTENTION_OUTCOMES: Final = frozenset(("violation", "undetermined"))


@dataclass(slots=True, eq=False)
class Judged:
    """What the versions of a rule with one scope say: a code for each row of the listing, and what is beside it."""

    family: Family
    listing: Listing
    codes: bytearray
    which: bytearray | int
    """The version that judged: by row, or one for all."""
    special: list[Special] = field(default_factory=list)
    emptied: array[int] = field(default_factory=lambda: array("q"))
    """The groups of the listing of which `where` left nothing: each has a verdict of its own."""

    @property
    def rule_id(self) -> str:
        """The id of the rule."""
        return self.family.versions[0].id

    @property
    def is_plain(self) -> bool:
        """Whether all its verdicts are on rows, in order."""
        return self.listing.is_sorted and not self.special and not self.emptied

    def version(self, index: int) -> Rule | None:
        """The version that judged a row; None if none did."""
        if self.codes[index] in (c.NOT_DAY, c.NOT_EVENT, c.UNREAD_TEXT, c.UNKNOWN_EVENT):
            return None
        which = self.which if isinstance(self.which, int) else self.which[index]
        return self.family.versions[which]

    def counts(self) -> dict[Outcome, int]:
        """How many verdicts have each outcome."""
        found = dict.fromkeys(OUTCOMES, 0)
        for code, outcome in enumerate(c.OUTCOMES):
            if outcome is not None:
                found[outcome] += self.codes.count(code)
        for special in self.special:
            found[special.outcome] += 1
        found["not_applicable"] += len(self.emptied)
        return found

    def beside(self) -> Iterator[Special]:
        """The verdicts that stand for collections."""
        yield from self.special
        for number in self.emptied:
            subject = self.listing.world.subject(self.listing.groups[number][2])
            yield Special(subject, "not_applicable", decided="where")


class Verdicts:
    """Every verdict of a run, sorted by rule and subject.

    Reasons, items and open terms are worked out while iterating; the counts never need them. They are left out
    where working them out for one verdict takes too many steps (`world.MOST_STEPS_A_VERDICT`).
    """

    __slots__ = ("_kept", "_rules", "_world", "spent")

    def __init__(self, world: World, judged: list[Judged], spent: tuple[str, ...]) -> None:
        self._world = world
        self.spent = spent
        """Rules that took more steps than one rule may: they are not judged."""
        self._rules: dict[str, list[Judged]] = {}
        for part in judged:
            self._rules.setdefault(part.rule_id, []).append(part)
        self._kept: dict[tuple[int, int], Verdict] = {}

    def __iter__(self) -> Iterator[Verdict]:
        for rule_id in sorted(self._rules):
            yield from self._of_rule(rule_id, attention=False)

    def attention(self) -> Iterator[Verdict]:
        """Violations, undetermined verdicts and compliant ones with an open term, sorted alike."""
        for rule_id in sorted(self._rules):
            yield from self._of_rule(rule_id, attention=True)

    def of_rule(self, rule_id: str) -> Iterator[Verdict]:
        """Every verdict of one rule, by subject; none of a rule that was not judged."""
        if rule_id in self._rules:
            yield from self._of_rule(rule_id, attention=False)

    def counts(self) -> dict[str, dict[str, int]]:
        """By rule id and outcome, how many; all four outcomes are there."""
        counts: dict[str, dict[str, int]] = {}
        for rule_id in sorted(self._rules):
            total: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
            for part in self._rules[rule_id]:
                for outcome, number in part.counts().items():
                    total[outcome] += number
            counts[rule_id] = total
        return counts

    def __len__(self) -> int:
        return sum(sum(part.counts().values()) for parts in self._rules.values() for part in parts)

    # ------------------------------------------------------------------------------------ iterating

    def _of_rule(self, rule_id: str, *, attention: bool) -> Iterator[Verdict]:
        parts = self._rules[rule_id]
        if len(parts) == 1 and parts[0].is_plain:
            part = parts[0]
            for index in _rows(part, attention=attention):
                yield self._verdict(part, index)
            return
        found: list[tuple[tuple[str, ...], int, int | Special]] = []
        for number, part in enumerate(parts):
            path = part.listing.path
            found += [(path(index), number, index) for index in _rows(part, attention=attention)]
            found += [
                (special.subject.path, number, special)
                for special in part.beside()
                if not attention or special.outcome in _ATTENTION_OUTCOMES
            ]
        found.sort(key=lambda item: (item[0], item[1]))
        for _, number, what in found:
            if isinstance(what, Special):
                yield _of_special(rule_id, what)
            else:
                yield self._verdict(parts[number], what)

    def _verdict(self, part: Judged, index: int) -> Verdict:
        code = part.codes[index]
        subject = part.listing.subject(index)
        rule = part.version(index)
        version = None if rule is None else rule.valid_from
        outcome = c.OUTCOMES[code]
        assert outcome is not None
        if code in c.HAS_DETAILS:
            return self._detailed(part, index)
        if code == c.UNREAD_TEXT:
            reasons = tuple(sorted(unread_reasons(part.family.versions)))
            return Verdict(part.rule_id, subject, outcome, reasons)
        if code == c.UNKNOWN_EVENT:
            found = event_day(self._world, part.family.lead.checked, part.listing, index)
            return Verdict(part.rule_id, subject, outcome, tuple(sorted(found.reasons)))
        return Verdict(part.rule_id, subject, outcome, decided=c.DECIDED.get(code), version=version)

    def _detailed(self, part: Judged, index: int) -> Verdict:
        key = (id(part), index)
        known = self._kept.get(key)
        if known is None:
            known = self._look_again(part, index)
            if len(self._kept) < _MOST_KEPT and len(known.reasons) <= _MOST_REASONS_KEPT:
                self._kept[key] = known
        return known

    def _look_again(self, part: Judged, index: int) -> Verdict:
        subject, rule = part.listing.subject(index), part.version(index)
        assert rule is not None
        outcome = c.OUTCOMES[part.codes[index]]
        assert outcome is not None
        try:
            return self._explained(part, index, rule, outcome)
        except Spent:
            return Verdict(rule.id, subject, outcome, version=rule.valid_from)

    def _explained(self, part: Judged, index: int, rule: Rule, outcome: Outcome) -> Verdict:
        subject = part.listing.subject(index)
        scene = scene_at(self._world.look(), rule, part.listing, index)
        if outcome == "violation":
            items = deciding_items(self._world, scene, rule.checked.require)
            item = items[0][0].label if items else None
            return Verdict(rule.id, subject, outcome, item=item, version=rule.valid_from)
        judgement = judge_rule(self._world, rule.checked, scene)
        return Verdict(
            rule.id,
            subject,
            outcome,
            tuple(sorted(judgement.reasons)),
            open_until=judgement.until,
            version=rule.valid_from,
        )


def _rows(part: Judged, *, attention: bool) -> Iterator[int]:
    if attention:
        for match in _ATTENTION.finditer(part.codes):
            yield match.start()
        return
    for index, code in enumerate(part.codes):
        if c.OUTCOMES[code] is not None:
            yield index


def _of_special(rule_id: str, special: Special) -> Verdict:
    reasons: tuple[Reason, ...] = tuple(sorted(special.reasons))
    return Verdict(rule_id, special.subject, special.outcome, reasons, decided=special.decided)
