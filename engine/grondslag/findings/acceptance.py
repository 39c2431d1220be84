"""Which findings people have accepted for a time, and which waivers may not hold: each of these is told.

A waiver never makes a verdict compliant. It sets the finding apart until its end, for one rule and one subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from grondslag.diagnostics import Diagnostic, Label, Message, Severity
from grondslag.evaluation.shown import shown
from grondslag.evaluation.trace import Step
from grondslag.evaluation.verdict import Verdict
from grondslag.findings.finding import Finding
from grondslag.model.facts import Path
from grondslag.settings.waivers import WaiverEntry
from grondslag.words.phrases import did_you_mean

Key = tuple[str, Path]
"""A rule and the path of a subject."""
LEAST_CHARACTERS: Final = 30
SOON: Final = 30
"""Days."""
MOST_RENEWALS: Final = 2
MOST_GUESSES: Final = 20
SMALL_STAFF: Final = 10
SERIOUS: Final = frozenset({"critical", "high"})
MAX_DAYS: Final[Mapping[str, int]] = {
    "critical": 90,
    "high": 180,
    "medium": 365,
    "low": 365,
    "info": 365,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What a waiver is held to: the day of the check, the longest term by severity, and the number of staff."""

    today: date
    max_days: Mapping[str, int]
    staff: int | None


@dataclass(slots=True)
class Acceptance:
    """The waivers that hold, by rule and subject, and what is to be said of waivers."""

    held: dict[Key, WaiverEntry] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    named: dict[str, dict[str, Finding]] = field(default_factory=dict)
    """The findings of a rule by what a report calls their subject, in either language."""
    guesses: int = MOST_GUESSES

    def about(self, rule: str, findings: Sequence[Finding]) -> Mapping[str, Finding]:
        """The findings of a rule by name; made once, as many waivers may name one rule."""
        if rule not in self.named:
            found: dict[str, Finding] = {}
            for finding in findings:
                found.setdefault(".".join(finding.verdict.subject.path), finding)
                found.setdefault(_name(finding), finding)
            self.named[rule] = found
        return self.named[rule]

    def near(self, found: str, names: Iterable[str]) -> str | None:
        """The name that was probably meant; for the first waivers only, as looking for it takes long."""
        self.guesses -= 1
        return did_you_mean(found, names) if self.guesses >= 0 else None


def accept(
    waivers: Sequence[WaiverEntry], findings: Mapping[str, Sequence[Finding]], rules: Rules
) -> Acceptance:
    """Which waivers hold. *findings* has every verdict of each rule that is named, by rule id; a rule that does
    not exist is not in it."""
    acceptance = Acceptance()
    for entry in waivers:
        _look_at(entry, findings, rules, acceptance)
    return acceptance


def _look_at(
    entry: WaiverEntry,
    findings: Mapping[str, Sequence[Finding]],
    rules: Rules,
    acceptance: Acceptance,
) -> None:
    if entry.rule not in findings:
        near = acceptance.near(entry.rule, findings)
        acceptance.problems.append(_said(entry, "waiver-unknown-rule", near=near, found=entry.rule))
        return
    named = acceptance.about(entry.rule, findings[entry.rule])
    finding = named.get(entry.about)
    if finding is None:
        near = acceptance.near(entry.about, map(_name, findings[entry.rule]))
        acceptance.problems.append(
            _said(entry, "waiver-unknown-subject", near=near, found=entry.about)
        )
        return
    if finding.verdict.outcome not in {"violation", "undetermined"}:
        acceptance.problems.append(_said(entry, "waiver-unused", "warning"))
        return
    refused = list(_objections(entry, finding, rules))
    acceptance.problems += refused
    key = (entry.rule, finding.verdict.subject.path)
    if key in acceptance.held:
        acceptance.problems.append(_said(entry, "waiver-twice", other=acceptance.held[key].id))
    elif not refused:
        acceptance.held[key] = entry
        days = (entry.valid_until - rules.today).days
        if days <= SOON:
            said = _said(entry, "waiver-ends-soon", "warning", count=days, day=entry.valid_until)
            acceptance.problems.append(said)


def _name(finding: Finding) -> str:
    return finding.judged.register.spell(finding.verdict.subject.path)


def _objections(entry: WaiverEntry, finding: Finding, rules: Rules) -> Iterator[Diagnostic]:
    """Why a waiver may not hold; nothing if it may."""
    checked = finding.rule.checked
    if not checked.waivable:
        yield _said(entry, "waiver-not-allowed", rule=entry.rule)
    if rules.today >= entry.valid_until:
        yield _said(entry, "waiver-expired", day=entry.valid_until)
    if len(_seen_as(entry.reason)) < LEAST_CHARACTERS:
        yield _said(entry, "waiver-reason-too-short", least=LEAST_CHARACTERS)
    if entry.renewal > MOST_RENEWALS:
        yield _said(entry, "waiver-renewed-too-often", count=entry.renewal, most=MOST_RENEWALS)
    most = rules.max_days.get(checked.severity, MAX_DAYS[checked.severity])
    if entry.approved_on is not None and entry.approved_on > rules.today:
        # Its term would begin whenever it pleases.
        yield _said(entry, "waiver-approved-later", day=entry.approved_on)
    elif (entry.valid_until - (entry.approved_on or rules.today)).days > most:
        yield _said(entry, "waiver-too-long", most=most)
    if checked.severity in SERIOUS:
        yield from _approval(entry, rules)
    if entry.facts is not None and entry.facts != facts_hash(finding):
        yield _said(entry, "waiver-facts-changed")


def _approval(entry: WaiverEntry, rules: Rules) -> Iterator[Diagnostic]:
    if entry.approved_by is None:
        yield _said(entry, "waiver-approver-missing")
    elif _seen_as(entry.approved_by) == _seen_as(entry.owner) and not is_small(rules.staff):
        yield _said(entry, "waiver-approved-by-owner")


def _seen_as(text: str) -> str:
    """A text as people see it: capitals, compatible letters and signs without a form make no other name."""
    plain = "".join(char for char in normalize("NFKC", text) if char.isprintable())
    return " ".join(plain.casefold().split())


def is_small(staff: int | None) -> bool:
    """Whether an organisation is so small that owner and approver may be one: an own decision."""
    return staff is not None and staff < SMALL_STAFF


def facts_hash(finding: Finding) -> str:
    """A hash of the facts a verdict rests on: another value, or one that got recorded, gives another hash."""
    facts = {f"{'.'.join(reason.path)}\0{reason.kind}" for reason in finding.verdict.reasons}
    facts.update(_seen(finding.trace()))
    return sha256("\n".join(sorted(facts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _seen(step: Step) -> Iterator[str]:
    for side in step.sides:
        if side.path is not None:
            yield f"{'.'.join(side.path)}\0{shown(side.value, 'en')}"
    for child in step.children:
        yield from _seen(child)


def _said(
    entry: WaiverEntry,
    name: str,
    severity: Severity = "error",
    near: str | None = None,
    **params: object,
) -> Diagnostic:
    message = Message(name, {"waiver": entry.id, **params})
    label = Label(entry.span, Message("setting-near", {"near": near}) if near else None)
    helps = (Message(f"{name}-help", {"waiver": entry.id}),)
    return Diagnostic(name, severity, "waiver", message, (label,), helps, language=entry.language)


def is_waived(acceptance: Acceptance, verdict: Verdict) -> bool:
    """Whether a finding is set apart by a waiver."""
    return (verdict.rule, verdict.subject.path) in acceptance.held
