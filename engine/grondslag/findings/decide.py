"""What people decided, applied to what was found."""

from __future__ import annotations

from dataclasses import replace

from grondslag.diagnostics import Diagnostic, Label, Message, Severity
from grondslag.findings.acceptance import Acceptance, Rules, accept
from grondslag.findings.outcome import Key, Outcome
from grondslag.language.calendar import day_of
from grondslag.settings.baseline import KnownEntry
from grondslag.settings.decisions import Decisions
from grondslag.text import Span


def with_decisions(outcome: Outcome, decisions: Decisions) -> Outcome:
    """The outcome with waivers and baseline: findings set apart, and what is wrong with the decisions told."""
    acceptance = _accepted(outcome, decisions)
    known, said = _known(outcome, decisions, acceptance)
    problems = [*outcome.diagnostics, *decisions.problems, *acceptance.problems, *said]
    coverage = replace(
        outcome.coverage,
        not_recognised=tuple(
            path for path in outcome.coverage.not_recognised if path not in decisions.files
        ),
    )
    return replace(
        outcome,
        coverage=coverage,
        waived=acceptance.held,
        known=known,
        diagnostics=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def _accepted(outcome: Outcome, decisions: Decisions) -> Acceptance:
    judged = outcome.judged
    not_judged = {item.rule for item in outcome.not_judged} | set(outcome.verdicts.spent)
    waivers = [entry for entry in decisions.waivers if entry.rule not in not_judged]
    findings = {
        rule: [outcome.finding(verdict) for verdict in outcome.verdicts.of_rule(rule)]
        if rule in {entry.rule for entry in waivers}
        else []
        for rule in judged.rulebook.rules
    }
    organisation = judged.register.collections.get("organisation")
    staff = organisation.get("staff") if isinstance(organisation, dict) else None
    rules = Rules(
        day_of(outcome.as_of),
        outcome.settings.waiver_days,
        staff if isinstance(staff, int) else None,
    )
    return accept(waivers, findings, rules)


def _known(
    outcome: Outcome, decisions: Decisions, acceptance: Acceptance
) -> tuple[dict[Key, KnownEntry], list[Diagnostic]]:
    """What the baseline covers; and that it has ended, or has entries that match nothing."""
    if decisions.baseline is None or not decisions.known:
        return {}, []
    ends = outcome.settings.baseline_ends
    place = Span(decisions.baseline, 0, 0)
    if ends is not None and day_of(outcome.as_of) >= ends:
        message = Message("baseline-ended", {"day": ends})
        return {}, [Diagnostic("baseline-ended", "warning", "waiver", message, (Label(place),))]
    entries = {(entry.rule, entry.subject): entry for entry in decisions.known}
    known: dict[Key, KnownEntry] = {}
    met: set[tuple[str, str]] = set()
    for verdict in outcome.verdicts.attention():
        name = (verdict.rule, ".".join(verdict.subject.path))
        entry = entries.get(name)
        if entry is None or verdict.outcome == "compliant":
            continue
        met.add(name)
        key = (verdict.rule, verdict.subject.path)
        if entry.covers(verdict.outcome) and key not in acceptance.held:
            known[key] = entry
    rules = outcome.judged.rulebook.rules
    unmet = [name for name in entries if name not in met and name[0] in rules]
    if not unmet:
        return known, []
    message = Message("baseline-unmatched", {"count": len(unmet)})
    helps = (Message("baseline-unmatched-help"),)
    severity: Severity = "error" if decisions.strict else "note"
    said = Diagnostic("baseline-unmatched", severity, "waiver", message, (Label(place),), helps)
    return known, [said]
