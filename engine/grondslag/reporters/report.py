"""The report that people read, as lines: what is wrong, what is not known, what was and was not
checked."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.findings.outcome import NOTHING_TO_CHECK, Outcome
from grondslag.findings.todo import to_do
from grondslag.reporters import diagnostics, findings, summary
from grondslag.reporters.change import change_lines, is_told
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging
from grondslag.reporters.set_apart import set_apart_lines
from grondslag.reporters.view import View
from grondslag.words.catalogue import text_of


def report(outcome: Outcome, view: View) -> Iterator[Line]:
    """The lines of the whole report, in order; the same with and without colour."""
    language, width = view.language or outcome.language, view.width
    yield from _own_values(outcome, language, width)
    if view.quiet:
        if view.statistics:
            yield from summary.statistics_lines(outcome, language)
        yield from summary.summary_lines(outcome, language, width)
        return
    most = None if view.verbose else diagnostics.MOST_OF_ONE
    yield from diagnostics.diagnostic_blocks(
        outcome.diagnostics, language, view.language, width, most
    )
    if not outcome.coverage.files or outcome.exit_status == NOTHING_TO_CHECK:
        yield from nothing_lines(outcome, language, width)
        return
    yield from _findings(outcome, view, language)
    if view.statistics:
        yield from summary.statistics_lines(outcome, language)
    yield from summary.summary_lines(outcome, language, width)


def _own_values(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """The head of a report that was not made with the values of the packs alone."""
    values = outcome.own_values()
    if not values:
        return
    yield from hanging((), text_of("own-values", {"count": len(values)}, language), width, "strong")
    for value in values:
        yield from hanging((Piece("  "),), value.text(language), width)
    yield EMPTY


def _findings(outcome: Outcome, view: View, language: str) -> Iterator[Line]:
    width, most = view.width, None if view.verbose else findings.MOST_OF_ONE
    violations = [
        item for item in outcome.violations() if not item.is_set_apart and is_told(outcome, item)
    ]
    counted = [finding for finding in violations if finding.level != "none"]
    drafts = [finding for finding in violations if finding.level == "none"]
    yield from findings.violation_blocks(counted, language, width, most)
    yield from findings.violation_blocks(drafts, language, width, most)
    open_terms = (item for item in outcome.findings() if item.verdict.outcome == "compliant")
    yield from findings.open_lines(
        open_terms, language, width, None if view.verbose else findings.MOST_TO_DO
    )
    apart = None if view.verbose else findings.MOST_TO_DO
    yield from set_apart_lines(outcome, language, width, apart)
    to_record = to_do(outcome, None if view.verbose else findings.MOST_TO_DO)
    yield from findings.to_do_lines(to_record, language, width, in_full=view.verbose)
    yield from change_lines(outcome, language, width, apart)
    yield from summary.three_things(outcome.diagnostics, counted, to_record, language, width)


def nothing_lines(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """Why there is nothing to check: no register file, none that could be read, or no rule in force."""
    if not outcome.coverage.files and outcome.exit_status != NOTHING_TO_CHECK:
        yield from hanging((), text_of("report-none-read", {}, language), width, "error")
    elif not outcome.coverage.files:
        places = outcome.coverage.looked_for
        yield from hanging((), text_of("report-no-register", {}, language), width, "error")
        yield from hanging(
            (Piece("  "),), text_of("report-looked-in", {"places": places}, language), width
        )
        yield from hanging((Piece("  "),), text_of("report-what-is-register", {}, language), width)
        yield from hanging((Piece("  "),), text_of("report-how-to-begin", {}, language), width)
    else:
        yield from hanging((), text_of("report-no-rule", {}, language), width, "error")
    yield EMPTY
    yield from hanging((), summary.as_of_text(outcome, language), width, "dim")
    yield from summary.not_checked_lines(outcome, language, width)
