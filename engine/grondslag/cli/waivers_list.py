"""`grondslag waivers list|audit`: the decisions to accept a finding, whether they hold, and until when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.cli.arguments import Given
from grondslag.cli.decided import decisions_in
from grondslag.cli.judging import outcome_of
from grondslag.cli.printing import show_lines
from grondslag.cli.project import find_project
from grondslag.cli.reports import view_of
from grondslag.findings.acceptance import facts_hash
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.settings.waivers import WaiverEntry
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints each waiver, or with `audit` what is wrong; 1 if a waiver may not hold, 0 else."""
    project, view = find_project(given, ()), view_of(given, variables)
    decisions = decisions_in(project, given)
    outcome = outcome_of(given, variables, project, decisions)
    problems = [problem for problem in outcome.diagnostics if problem.kind == "waiver"]
    language = view.language or outcome.language
    if given.one("format") == "json":
        rows = [_json(outcome, entry) for entry in decisions.waivers]
        print(json.dumps(rows, ensure_ascii=True, indent=1))
    else:
        show_lines(diagnostic_blocks(problems, language, view.language, view.width, None), view)
        if given.command == "waivers list":
            show_lines(_lines(outcome, decisions.waivers, language, view.width), view)
        text = text_of(
            "cli-waivers", {"count": len(decisions.waivers), "held": len(outcome.waived)}, language
        )
        show_lines(hanging((), text, view.width, "strong"), view)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _lines(
    outcome: Outcome, waivers: tuple[WaiverEntry, ...], language: str, width: int
) -> Iterator[Line]:
    held = {entry.id for entry in outcome.waived.values()}
    for entry in waivers:
        params = {
            "rule": entry.rule,
            "about": entry.about,
            "day": entry.valid_until,
            "days": (entry.valid_until - day_of(outcome.as_of)).days,
            "owner": entry.owner,
        }
        name = "cli-waiver-holds" if entry.id in held else "cli-waiver-holds-not"
        yield from hanging(
            (Piece(visible(entry.id), "strong"), Piece(": ")),
            text_of(name, params, language),
            width,
            indent=2,
        )
        yield from hanging((Piece("  "),), entry.reason, width, "dim")
        finding = _finding(outcome, entry)
        if finding is not None:
            yield line(Piece(f"  {_facts_key(entry)}: {facts_hash(finding)}", "dim"))
        yield EMPTY


def _facts_key(entry: WaiverEntry) -> str:
    return "feiten" if entry.language == "nl" else "facts"


def _finding(outcome: Outcome, entry: WaiverEntry) -> Finding | None:
    for (rule, path), held in outcome.waived.items():
        if held.id == entry.id:
            for verdict in outcome.verdicts.of_rule(rule):
                if verdict.subject.path == path:
                    return outcome.finding(verdict)
    return None


def _json(outcome: Outcome, entry: WaiverEntry) -> dict[str, Any]:
    held = {one.id: path for (_, path), one in outcome.waived.items()}
    return {
        "id": entry.id,
        "rule": entry.rule,
        "about": ".".join(held[entry.id]) if entry.id in held else entry.about,
        "holds": entry.id in held,
        "valid_until": entry.valid_until.isoformat(),
        "owner": entry.owner,
        "approved_by": entry.approved_by,
        "reason": entry.reason,
        "kind": entry.kind,
        "renewal": entry.renewal,
    }
