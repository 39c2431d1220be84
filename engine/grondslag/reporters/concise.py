"""One line a finding: `path:line:col: [rule] message`, for editors and other programs that read
lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome, place_order
from grondslag.reporters.escape import no_command, visible
from grondslag.reporters.snippet import where
from grondslag.reporters.view import View
from grondslag.words.catalogue import text_of


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Diagnostics and findings, together in order of file and place."""
    for row in _rows(outcome, view):
        out.write((no_command(row) if view.in_ci else row) + "\n")


def _rows(outcome: Outcome, view: View) -> Iterator[str]:
    language = view.language or outcome.language
    rows: list[tuple[tuple[str, int, int], str]] = []
    for problem in outcome.diagnostics:
        spoken = view.language or problem.language or language
        text = text_of(problem.message.id, problem.message.params, spoken)
        span = problem.span
        key = (span.source.path, span.start, span.end)
        rows.append((key, _row(where(span.place()), problem.id, text)))
    for value in outcome.own_values():
        if not value.applied:
            continue  # A diagnostic says so.
        span = value.span
        row = _row(where(span.place()), "own-value", value.text(language))
        rows.append(((span.source.path, span.start, span.end), row))
    for finding in outcome.findings():
        if finding.verdict.outcome != "compliant" and not finding.is_set_apart:
            spans = finding.spans()
            place = where(spans[0].place()) if spans else "-"
            rows.append(
                (place_order(finding)[:3], _row(place, finding.rule.id, _text(finding, language)))
            )
    for _, row in sorted(rows):
        yield row


def _row(place: str, name: str, text: str) -> str:
    return f"{place}: [{name}] {visible(text)}"


def _text(finding: Finding, language: str) -> str:
    message, status = finding.message(language), finding.rule.legal_status
    if status not in {"house_rule", "draft"}:
        return message
    label = text_of(f"finding-status-{status.replace('_', '-')}", {}, language)
    return f"{label}: {message}"
