"""`grondslag due`: what becomes a violation, and which decisions end, if nothing is done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from grondslag.cli.arguments import Given
from grondslag.cli.decided import decisions_in
from grondslag.cli.judging import outcome_of
from grondslag.cli.lengths import days_within
from grondslag.cli.printing import show_lines
from grondslag.cli.project import find_project
from grondslag.cli.reports import view_of
from grondslag.findings.coming import Coming, coming, waivers_ending
from grondslag.findings.naming import finding_name
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging
from grondslag.reporters.snippet import where
from grondslag.settings.waivers import WaiverEntry
from grondslag.words.catalogue import text_of

FORMAT: Final = "grondslag/due-v1"
USUAL: Final = 90
MOST_OF_ONE: Final = 3
"""Findings of one rule on one day that are shown one by one, unless with -v."""


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints what falls due, the first first; 0, whatever it is."""
    days = days_within(given.one("within"), USUAL)
    project, view = find_project(given, ()), view_of(given, variables)
    outcome = outcome_of(given, variables, project, decisions_in(project, given))
    found, ending = coming(outcome, days), waivers_ending(outcome, days)
    if given.one("format") == "json":
        print(json.dumps(_report(outcome, days, found, ending), ensure_ascii=True, indent=1))
        return 0
    language = view.language or outcome.language
    lines = _lines(outcome, days, found, ending, language, view.width, verbose=view.verbose)
    show_lines(lines, view)
    return 0


def _lines(
    outcome: Outcome,
    days: int,
    found: list[Coming],
    ending: list[WaiverEntry],
    language: str,
    width: int,
    *,
    verbose: bool,
) -> Iterator[Line]:
    for _, together in groupby(found, key=lambda each: (each.day, each.finding.rule.id)):
        yield from _of_one_rule(list(together), language, width, verbose=verbose)
    for entry in ending:
        params = {"id": entry.id, "about": entry.about, "rule": entry.rule}
        day = {"day": entry.valid_until - timedelta(days=1)}
        head = Piece(f"{text_of('due-until', day, language)}  ", "strong")
        yield from hanging((head,), text_of("due-waiver", params, language), width, indent=2)
    if found or ending:
        yield EMPTY
    now = outcome.counts.by_outcome["violation"]
    counted = {"count": len(found) + len(ending), "days": days, "day": _today(outcome)}
    yield from hanging((), text_of("due-closing", counted, language), width, "strong")
    if now:
        yield from hanging((), text_of("due-already", {"count": now}, language), width)


def _of_one_rule(
    found: list[Coming], language: str, width: int, *, verbose: bool
) -> Iterator[Line]:
    """What one rule finds on one day: the first few, unless all are asked for."""
    shown = found if verbose else found[:MOST_OF_ONE]
    for each in shown:
        day = {"day": each.until or each.day - timedelta(days=1)}
        head = Piece(f"{text_of('due-until', day, language)}  ", "strong")
        yield from hanging((head,), finding_name(each.finding, language), width, indent=2)
        spans = each.finding.spans()
        place = f" ({where(spans[0].place())})" if spans else ""
        after = {"message": each.finding.message(language) + place}
        yield from hanging((Piece("  "),), text_of("due-after", after, language), width, "dim")
    if len(found) > len(shown):
        more = {"count": len(found) - len(shown), "id": found[0].finding.rule.id}
        yield from hanging(
            (Piece("  "),), text_of("report-more-of-one", more, language), width, "dim"
        )


def _today(outcome: Outcome) -> date:
    return day_of(outcome.as_of)


def _report(
    outcome: Outcome, days: int, found: list[Coming], ending: list[WaiverEntry]
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "as_of": outcome.as_of.isoformat(),
        "days": days,
        "violations_now": outcome.counts.by_outcome["violation"],
        "coming": [
            {
                "rule": each.finding.verdict.rule,
                "legal_status": each.finding.rule.legal_status,
                "subject": ".".join(each.finding.verdict.subject.path),
                "violation_from": each.day.isoformat(),
                "until": each.until.isoformat() if each.until else None,
                "message": {name: each.finding.message(name) for name in ("nl", "en")},
            }
            for each in found
        ],
        "waivers_ending": [
            {"id": entry.id, "rule": entry.rule, "valid_until": entry.valid_until.isoformat()}
            for entry in ending
        ],
    }
