"""What a change makes better, worse or unknown: two outcomes compared by what each finding is about.

Files, lines and texts play no part: an entry that moves or is laid out anew is no news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from grondslag.diagnostics import Diagnostic
from grondslag.findings.finding import Finding
from grondslag.findings.level import LEVELS
from grondslag.findings.outcome import Key, Outcome

Change = Literal["new", "worse", "changed", "unchanged"]
COUNTS: Final = frozenset({"new", "worse"})
"""The changes that may fail a pull request."""


@dataclass(frozen=True, slots=True, eq=False)
class Delta:
    """The comparison with a base: what became of each finding of now, and the findings of then that are gone."""

    commit: str
    changes: Mapping[Key, Change]
    fixed: tuple[Finding, ...]
    """Findings of the base that are none any more, or no longer about anything, by rule and subject."""
    new_problems: frozenset[tuple[str, str]]
    """Errors and warnings in files that were not there, by id and what they are about."""
    judged_by: tuple[str, ...] = field(default=())
    """Paths of what a register is judged by (rules, waivers, baseline, settings) that the change touches."""

    def change_of(self, finding: Finding) -> Change | None:
        """What became of a finding."""
        return self.changes.get((finding.verdict.rule, finding.verdict.subject.path))

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is new, or worse than it was."""
        return self.change_of(finding) in COUNTS

    def is_new(self, problem: Diagnostic) -> bool:
        """Whether what is wrong in a file was not so before."""
        return problem_key(problem) in self.new_problems


def compare(now: Outcome, base: Outcome, commit: str, judged_by: tuple[str, ...]) -> Outcome:
    """The outcome of now with the comparison in it."""
    # Of a base without a register nothing was asked: all of it is new.
    there = base.findings() if base.coverage.files else iter(())
    old = {_key(finding): finding for finding in there if _wants_attention(finding)}
    new = {_key(finding): finding for finding in now.findings() if _wants_attention(finding)}
    changes = {key: _change(finding, old.get(key)) for key, finding in new.items()}
    fixed = tuple(old[key] for key in sorted(old.keys() - new.keys()))
    # Counted: a second mistake of a kind, in a file that has one already, is new.
    before = Counter(problem_key(problem) for problem in base.diagnostics)
    fresh = Counter(problem_key(problem) for problem in now.diagnostics) - before
    return replace(now, delta=Delta(commit, changes, fixed, frozenset(fresh), judged_by))


def _wants_attention(finding: Finding) -> bool:
    return finding.verdict.outcome in {"violation", "undetermined"} and finding.level != "none"


def _key(finding: Finding) -> Key:
    return (finding.verdict.rule, finding.verdict.subject.path)


def _change(now: Finding, then: Finding | None) -> Change:
    if then is None:
        return "new"
    was, now_is = _weight(then), _weight(now)
    if now_is < was:
        return "worse"
    same = now_is == was and now.verdict.item == then.verdict.item
    return "unchanged" if same and now.verdict.reasons == then.verdict.reasons else "changed"


def _weight(finding: Finding) -> tuple[bool, int, bool]:
    """Smaller is worse: not set apart, of a higher level, a violation."""
    level = LEVELS.index(finding.level)
    return (finding.is_set_apart, level, finding.verdict.outcome != "violation")


def problem_key(problem: Diagnostic) -> tuple[str, str]:
    """What a diagnostic is and what it is about: the fact, else the file."""
    about = ".".join(problem.path) or problem.span.source.path.rpartition("/")[2]
    return problem.id, about
