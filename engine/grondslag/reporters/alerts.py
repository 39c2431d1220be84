"""What a machine is told of a run, one alert for each finding and diagnostic: the same for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from grondslag.diagnostics import Diagnostic, Repair
from grondslag.findings.finding import Finding, fingerprint
from grondslag.findings.level import LEVELS, Level
from grondslag.findings.outcome import Outcome
from grondslag.reporters.escape import visible
from grondslag.text import Span
from grondslag.words.catalogue import text_of

Kind = Literal["violation", "undetermined", "diagnostic"]
LEVEL_OF: Final[dict[str, Level]] = {"error": "error", "warning": "warning", "note": "todo"}
SEVERITIES: Final = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True, eq=False)
class Alert:
    """One thing to tell: texts on one line, printable, in one language.

    `id` is that of the rule or diagnostic, `subject` the canonical path (empty where there is none), `span` the
    place to change (None where no file is to blame). Its `fingerprint` outlives edits and moves. `repairs` is
    what can be written instead, if only one thing can have been meant.
    """

    id: str
    kind: Kind
    level: Level
    severity: str
    subject: str
    title: str
    message: str
    fix: str
    span: Span | None
    fingerprint: str
    finding: Finding | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def is_set_apart(self) -> bool:
        """Whether it does not count: it was accepted for a time, or it is known."""
        return self.finding is not None and self.finding.is_set_apart


def alerts(outcome: Outcome, language: str | None) -> Iterator[Alert]:
    """Everything that wants attention; drafts and open terms are left out, and with a base what was there already.

    By level; within it what is wrong before what is undetermined, then the gravest first, by rule and subject.
    """
    found = [
        *(
            _of_diagnostic(problem, language or outcome.language)
            for problem in outcome.diagnostics
            if _is_told(outcome, problem)
        ),
        *(
            _of_finding(finding, language or outcome.language)
            for finding in outcome.findings()
            if finding.level != "none" and finding.verdict.outcome != "compliant"
            if outcome.delta is None or outcome.delta.counts(finding)
        ),
    ]
    yield from sorted(found, key=_weight)


def _is_told(outcome: Outcome, problem: Diagnostic) -> bool:
    return outcome.delta is None or outcome.delta.is_new(problem) or problem.kind == "settings"


def _weight(alert: Alert) -> tuple[int, bool, int, str, str, str]:
    grave = SEVERITIES.index(alert.severity)
    unsure = alert.kind == "undetermined"
    return (LEVELS.index(alert.level), unsure, grave, alert.id, alert.subject, alert.fingerprint)


def _of_finding(finding: Finding, language: str) -> Alert:
    verdict, spans = finding.verdict, finding.spans()
    violated = verdict.outcome == "violation"
    label = text_of("finding-status-house-rule", {}, language)
    is_house_rule = finding.rule.legal_status == "house_rule"
    message = (
        f"{label}: {finding.message(language)}" if is_house_rule else finding.message(language)
    )
    return Alert(
        finding.rule.id,
        "violation" if violated else "undetermined",
        finding.level,
        finding.rule.checked.severity,
        ".".join(verdict.subject.path),
        visible(finding.title(language)),
        visible(message),
        visible(finding.fix(language)) if violated else "",
        spans[0] if spans else None,
        finding.fingerprint,
        finding,
    )


def _of_diagnostic(problem: Diagnostic, language: str) -> Alert:
    spoken = problem.language or language
    message = text_of(problem.message.id, problem.message.params, spoken)
    helps = [text_of(help_.id, help_.params, spoken) for help_ in problem.helps]
    subject = ".".join(problem.path)
    about = problem.path or (problem.span.source.path,)
    return Alert(
        problem.id,
        "diagnostic",
        LEVEL_OF[problem.severity],
        "high" if problem.severity == "error" else "low",
        subject,
        visible(message),
        visible(message),
        visible("; ".join(helps)),
        problem.span,
        fingerprint(problem.id, about),
        repairs=problem.repairs,
    )


def is_in_repository(path: str) -> bool:
    """Whether a path lies below the working directory, where a code host looks for files."""
    return bool(path) and path != "-" and not path.startswith(("/", "../")) and ":" not in path[:2]
