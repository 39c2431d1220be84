"""What a change does, in lines: what it mends, and how much was there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grondslag.findings.delta import Delta
from grondslag.findings.finding import Finding
from grondslag.findings.naming import finding_name
from grondslag.findings.outcome import Outcome
from grondslag.reporters.diagnostics import heading
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging
from grondslag.words.catalogue import text_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many findings a change makes new (violations and open questions apart), mends, or leaves."""

    new_violations: int
    new_questions: int
    fixed: int
    changed: int
    unchanged: int


def numbers(outcome: Outcome, delta: Delta) -> Numbers:
    """The numbers of a comparison; what is set apart is none of them but unchanged."""
    fresh = [item for item in outcome.findings() if delta.counts(item) and not item.is_set_apart]
    kinds = Counter(delta.changes.values())
    return Numbers(
        sum(item.verdict.outcome == "violation" for item in fresh),
        sum(item.verdict.outcome == "undetermined" for item in fresh),
        len(delta.fixed),
        kinds["changed"],
        kinds["unchanged"],
    )


def is_told(outcome: Outcome, finding: Finding) -> bool:
    """Whether a finding is told in full: with a base only what is new or worse."""
    return outcome.delta is None or outcome.delta.counts(finding)


def change_lines(outcome: Outcome, language: str, width: int, most: int | None) -> Iterator[Line]:
    """What the change mends, and how much was there already; nothing without a base."""
    delta = outcome.delta
    if delta is None:
        return
    if delta.fixed:
        yield heading(text_of("report-mended", {"count": len(delta.fixed)}, language))
        for finding in delta.fixed[:most]:
            yield from hanging((Piece("  "),), finding_name(finding, language), width)
        if most is not None and len(delta.fixed) > most:
            rest = {"count": len(delta.fixed) - most}
            yield from hanging(
                (Piece("  "),), text_of("report-mended-more", rest, language), width, "dim"
            )
        yield EMPTY
    yield from hanging((), change_text(outcome, delta, language), width, "strong")


def change_text(outcome: Outcome, delta: Delta, language: str) -> str:
    """The change in one sentence."""
    found = numbers(outcome, delta)
    params: dict[str, object] = {
        "violations": found.new_violations,
        "questions": found.new_questions,
        "fixed": found.fixed,
        "known": found.changed + found.unchanged,
        "commit": delta.commit[:12],
    }
    return text_of("report-change", params, language)
