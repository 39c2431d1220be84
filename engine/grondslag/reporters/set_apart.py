"""Findings that do not count for a time: accepted by people, or known since the register was taken up."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.findings.acceptance import is_small
from grondslag.findings.finding import Finding
from grondslag.findings.naming import finding_name
from grondslag.findings.outcome import Outcome
from grondslag.reporters.diagnostics import heading
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging
from grondslag.words.catalogue import text_of


def set_apart_lines(
    outcome: Outcome, language: str, width: int, most: int | None
) -> Iterator[Line]:
    """Each accepted finding with who answers for it and until when; then the known ones, *most* of them."""
    found = list(outcome.set_apart())
    waived = [finding for finding in found if finding.waiver is not None]
    known = [finding for finding in found if finding.waiver is None]
    if waived:
        yield heading(text_of("report-waived", {"count": len(waived)}, language))
        for finding in waived:
            yield from hanging((Piece("  "),), waived_text(outcome, finding, language), width)
        yield EMPTY
    if known:
        yield heading(text_of("report-known", {"count": len(known)}, language))
        violations = [one for one in known if one.verdict.outcome == "violation"]
        shown = violations if most is None else violations[:most]
        for finding in shown:
            params = {"what": finding_name(finding, language), "day": finding.known_since}
            yield from hanging(
                (Piece("  "),), text_of("report-known-since", params, language), width
            )
        if len(known) > len(shown):
            text = text_of("report-more-known", {"count": len(known) - len(shown)}, language)
            yield from hanging((Piece("  "),), text, width, "dim")
        yield EMPTY


def waived_text(outcome: Outcome, finding: Finding, language: str) -> str:
    """What was accepted, by whom, until when and why."""
    entry = finding.waiver
    assert entry is not None
    own = entry.approved_by is not None and entry.approved_by.casefold() == entry.owner.casefold()
    name = "report-waived-own" if own and is_small(staff_of(outcome)) else "report-waived-until"
    params = {
        "what": finding_name(finding, language),
        "day": entry.valid_until,
        "owner": entry.owner,
        "approver": entry.approved_by or "-",
        "reason": entry.reason,
        "waiver": entry.id,
    }
    return text_of(name, params, language)


def staff_of(outcome: Outcome) -> int | None:
    """How many people the organisation employs, if that is recorded."""
    organisation = outcome.judged.register.collections.get("organisation")
    staff = organisation.get("staff") if isinstance(organisation, dict) else None
    return staff if isinstance(staff, int) else None
