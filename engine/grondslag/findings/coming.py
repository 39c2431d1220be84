"""What falls due: verdicts that turn into a violation within a number of days if nothing in the register changes.

Nothing is reckoned here. The same rules judge the same facts as of later days, so a term, an end of an agreement, a
review or a change of the law that a rule knows falls due exactly when that rule says so. Between two days with the
same violations nothing is looked for: a violation that comes and goes in between is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from grondslag.evaluation.run import evaluate
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.settings.waivers import WaiverEntry

Violations = dict[tuple[str, tuple[str, ...]], Finding]


@dataclass(frozen=True, slots=True)
class Coming:
    """A finding that is a violation from `day` on; `until` is the last moment of a term that a rule knows to run."""

    day: date
    finding: Finding
    until: date | datetime | None = None


def coming(outcome: Outcome, days: int) -> list[Coming]:
    """What becomes a violation within *days* days after the moment that was judged, by day, rule and subject.

    What people accepted, or the baseline knows, is told too: its day comes all the same.
    """
    start = day_of(outcome.as_of)
    judge = _Judge(outcome, start)
    open_terms = {
        (finding.verdict.rule, finding.verdict.subject.path): finding.verdict.open_until
        for finding in outcome.findings()
        if finding.verdict.open_until is not None
    }
    found = [
        Coming(day, finding, open_terms.get(key))
        for day, key, finding in _between(judge, start, start + timedelta(days=days))
    ]
    return sorted(found, key=lambda each: (each.day, each.finding.rule.id, _path(each.finding)))


def waivers_ending(outcome: Outcome, days: int) -> list[WaiverEntry]:
    """The waivers in force that end within *days* days, the first first."""
    last = day_of(outcome.as_of) + timedelta(days=days)
    held = {entry.id: entry for entry in outcome.waived.values() if entry.valid_until <= last}
    return sorted(held.values(), key=lambda entry: (entry.valid_until, entry.id))


class _Judge:
    """The violations as of a day, judged once for each day."""

    def __init__(self, outcome: Outcome, start: date) -> None:
        self._outcome = outcome
        self._known: dict[date, Violations] = {start: _violations(outcome)}

    def on(self, day: date) -> Violations:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = _violations(self._as_of(day))
        return found

    def _as_of(self, day: date) -> Outcome:
        judged = self._outcome.judged
        local = judged.as_of.timetz()
        moment = datetime.combine(day, time(local.hour, local.minute), judged.as_of.tzinfo)
        later = replace(judged, as_of=moment)
        verdicts = evaluate(judged.rulebook, judged.register, moment, judged.rulebook.programs)
        return replace(self._outcome, judged=later, verdicts=verdicts)


def _violations(outcome: Outcome) -> Violations:
    return {
        (finding.verdict.rule, finding.verdict.subject.path): finding
        for finding in outcome.findings()
        if finding.verdict.outcome == "violation" and finding.level != "none"
    }


def _between(
    judge: _Judge, first: date, last: date
) -> Iterator[tuple[date, tuple[str, tuple[str, ...]], Finding]]:
    """What is new on each day after *first*: halves the time as long as something differs."""
    before, after = judge.on(first), judge.on(last)
    if first >= last or before.keys() == after.keys():
        return
    if last - first == timedelta(days=1):
        for key in after.keys() - before.keys():
            yield last, key, after[key]
        return
    middle = first + (last - first) // 2
    yield from _between(judge, first, middle)
    yield from _between(judge, middle, last)


def _path(finding: Finding) -> tuple[str, ...]:
    return finding.verdict.subject.path
