"""All that a run found: findings, counts, what was and was not checked, and the exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from grondslag.diagnostics import Diagnostic
from grondslag.evaluation.verdict import OUTCOMES, Verdict
from grondslag.evaluation.verdict import Outcome as Answer
from grondslag.findings.coverage import Coverage
from grondslag.findings.finding import Finding, Judged, version_of
from grondslag.findings.level import LEVELS, Level, level_of
from grondslag.findings.own_values import OwnShown, own_values
from grondslag.language.calendar import day_of
from grondslag.rulebook.rule import LegalStatus, NotJudged
from grondslag.settings.baseline import KnownEntry
from grondslag.settings.settings import Settings
from grondslag.settings.waivers import WaiverEntry

if TYPE_CHECKING:
    from grondslag.evaluation.run import Verdicts
    from grondslag.findings.delta import Delta

FailOn = Literal["error", "warning", "never"]
FAIL_ON: Final[tuple[FailOn, ...]] = ("error", "warning", "never")
FAIL_LEVELS: Final[Mapping[FailOn, int]] = {"error": 1, "warning": 2, "never": 0}
"""How many of the levels fail a run."""
LEGAL_STATUSES: Final[tuple[LegalStatus, ...]] = ("law", "guidance", "house_rule", "draft")

Key = tuple[str, tuple[str, ...]]
"""A rule and the path of a subject."""

NOTHING_FAILS = 0
FINDINGS_FAIL = 1
WRONG_SETTINGS = 2
NOTHING_TO_CHECK = 3
NOT_ALL_JUDGED = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of verdicts. Drafts are counted under their legal status only."""

    by_outcome: Mapping[Answer, int]
    by_level: Mapping[Level, int]
    by_legal_status: Mapping[LegalStatus, Mapping[Answer, int]]
    waived: int = 0
    """Violations that were accepted for a time."""
    accepted_unknown: int = 0
    """Undetermined verdicts that were accepted for a time: that settles nothing."""
    known: int = 0
    """Findings that are in the baseline."""


@dataclass(eq=False)
class Outcome:
    """Everything the engine thinks of a register as of a moment.

    `verdicts` are those of every rule in force on every record; findings are made from them when
    asked for.
    """

    judged: Judged
    verdicts: Verdicts
    settings: Settings
    coverage: Coverage
    diagnostics: tuple[Diagnostic, ...]
    not_judged: tuple[NotJudged, ...] = ()
    language: str = "en"
    fail_on: FailOn = "error"
    waived: Mapping[Key, WaiverEntry] = field(default_factory=dict)
    """The waivers that hold, by rule and subject."""
    known: Mapping[Key, KnownEntry] = field(default_factory=dict)
    """What the baseline covers, by rule and subject."""
    delta: Delta | None = None
    """The comparison with a base; None where there is none."""

    @property
    def as_of(self) -> datetime:
        """The moment that was judged for."""
        return self.judged.as_of

    def own_values(self) -> tuple[OwnShown, ...]:
        """The own values of the project for parameters; every report shows them."""
        law = self.judged.rulebook.law
        return tuple(own_values(law, day_of(self.as_of))) if law.own else ()

    def finding(self, verdict: Verdict) -> Finding:
        """A verdict with its rule and level."""
        rule = version_of(self.judged.rulebook.rules[verdict.rule], verdict)
        key = (verdict.rule, verdict.subject.path)
        known = self.known.get(key)
        return Finding(
            verdict,
            rule,
            level_of(rule, verdict.outcome, self.settings),
            self.judged,
            self.waived.get(key),
            None if known is None else known.since,
        )

    def set_apart(self) -> Iterator[Finding]:
        """The findings that were accepted for a time or are known, by rule and subject."""
        if self.waived or self.known:
            yield from (finding for finding in self.findings() if finding.is_set_apart)

    def findings(self) -> Iterator[Finding]:
        """Violations, undetermined verdicts and open terms, by rule and subject."""
        return map(self.finding, self.verdicts.attention())

    def violations(self) -> list[Finding]:
        """The violations in order of file, place and rule."""
        found = [finding for finding in self.findings() if finding.verdict.outcome == "violation"]
        return sorted(found, key=place_order)

    @cached_property
    def counts(self) -> Counts:
        """The numbers of verdicts, by outcome, level and legal status."""
        return _counts(self)

    @cached_property
    def exit_status(self) -> int:
        """0 to 4 by the table of the command line."""
        return _exit_status(self)


def place_order(finding: Finding) -> tuple[str, int, int, str, tuple[str, ...]]:
    """File, place, rule: the order in which findings are shown."""
    path = finding.verdict.subject.path
    for span in finding.spans():
        return (span.source.path, span.start, span.end, finding.rule.id, path)
    return ("", 0, 0, finding.rule.id, path)


def _counts(outcome: Outcome) -> Counts:
    rules = outcome.judged.rulebook.rules
    answers: dict[Answer, int] = dict.fromkeys(OUTCOMES, 0)
    levels: dict[Level, int] = dict.fromkeys(LEVELS[:-1], 0)
    statuses: dict[LegalStatus, dict[Answer, int]] = {
        status: dict.fromkeys(OUTCOMES, 0) for status in LEGAL_STATUSES
    }
    for rule_id, numbers in outcome.verdicts.counts().items():
        versions = rules[rule_id]
        status = versions[-1].legal_status
        for answer in OUTCOMES:
            number = numbers.get(answer, 0)
            statuses[status][answer] += number
            if status != "draft":
                answers[answer] += number
    for level, number in _levels(outcome):
        if level in levels:
            levels[level] += number
    apart = {"waived": 0, "accepted_unknown": 0, "known": 0}
    for finding in outcome.set_apart():
        apart[_kind_of(finding)] += 1
        if finding.level in levels:
            levels[finding.level] -= 1
    return Counts(answers, levels, statuses, **apart)


def _kind_of(finding: Finding) -> str:
    if finding.waiver is None:
        return "known"
    return "waived" if finding.verdict.outcome == "violation" else "accepted_unknown"


def _levels(outcome: Outcome) -> Iterator[tuple[Level, int]]:
    """Numbers of verdicts by level; one by one only for rules whose versions weigh differently."""
    mixed = set()
    for rule_id, numbers in outcome.verdicts.counts().items():
        versions = outcome.judged.rulebook.rules[rule_id]
        for answer in ("violation", "undetermined"):
            levels = {level_of(rule, answer, outcome.settings) for rule in versions}
            if len(levels) == 1:
                yield levels.pop(), numbers.get(answer, 0)
            elif numbers.get(answer, 0):
                mixed.add((rule_id, answer))
    if mixed:
        for finding in outcome.findings():
            if (finding.rule.id, finding.verdict.outcome) in mixed:
                yield finding.level, 1


def _exit_status(outcome: Outcome) -> int:
    errors = [problem for problem in outcome.diagnostics if problem.severity == "error"]
    if any(problem.kind == "settings" for problem in errors):
        return WRONG_SETTINGS
    if any(problem.kind in {"read", "rule"} for problem in errors if _was_missed(outcome, problem)):
        return NOT_ALL_JUDGED
    if outcome.not_judged or outcome.verdicts.spent:
        return NOT_ALL_JUDGED
    coverage = outcome.coverage
    if not coverage.files or not (coverage.rules or coverage.form_only):
        return NOTHING_TO_CHECK
    if outcome.delta is not None:
        return FINDINGS_FAIL if _change_fails(outcome, outcome.delta) else NOTHING_FAILS
    return FINDINGS_FAIL if errors or _findings_fail(outcome) else NOTHING_FAILS


def _change_fails(outcome: Outcome, delta: Delta) -> bool:
    """Whether what the change makes new or worse fails: what was there already does not."""
    failing = LEVELS[: FAIL_LEVELS[outcome.fail_on]]
    fresh = [one for one in outcome.diagnostics if delta.is_new(one)]
    if any(problem.severity == "error" for problem in fresh):
        return True
    if outcome.fail_on == "warning" and any(one.severity == "warning" for one in fresh):
        return True
    return any(
        finding.level in failing and delta.counts(finding) and not finding.is_set_apart
        for finding in outcome.findings()
    )


def _was_missed(outcome: Outcome, problem: Diagnostic) -> bool:
    """Whether something that is there was not judged: empty files alone are nothing to check."""
    return bool(outcome.coverage.files) or problem.id != "empty-document"


def _findings_fail(outcome: Outcome) -> bool:
    levels = outcome.counts.by_level
    if outcome.fail_on == "never":
        return False
    if outcome.fail_on == "error":
        return levels["error"] > 0
    warned = any(problem.severity == "warning" for problem in outcome.diagnostics)
    return levels["error"] > 0 or levels["warning"] > 0 or warned
