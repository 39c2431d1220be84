"""A verdict explained: what it says, the tree of conditions behind it, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.evaluation.sentences import Wording, sentence
from grondslag.evaluation.trace import Step
from grondslag.findings.finding import Finding
from grondslag.findings.naming import finding_name, source_text
from grondslag.findings.why import tree_of
from grondslag.reporters.findings import LEVEL_STYLES
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging
from grondslag.reporters.settling import settle_lines
from grondslag.reporters.snippet import where
from grondslag.words.catalogue import text_of

CLAUSES = frozenset({"rule", "where", "when", "unless", "require"})


def explanation_lines(finding: Finding, language: str, width: int) -> Iterator[Line]:
    """The verdict on one record with all that led to it."""
    verdict = finding.verdict
    answer = text_of(f"report-verdict-{verdict.outcome.replace('_', '-')}", {}, language)
    style = LEVEL_STYLES[finding.level]
    name = finding_name(finding, language)
    yield from hanging((Piece(answer, style), Piece(": ")), name, width, "strong")
    if verdict.outcome in {"violation", "undetermined"}:
        yield from hanging((Piece("  "),), finding.message(language), width)
    yield from hanging((Piece("  "),), source_text(finding, language), width, "dim")
    if verdict.open_until is not None:
        text = text_of("report-term-runs", {"day": verdict.open_until}, language)
        yield from hanging((Piece("  "),), text, width)
    yield EMPTY
    wording = finding.judged.wording(language)
    for step in tree_of(finding).children:
        yield from _step_lines(finding, step, wording, width, 1)
    if verdict.outcome == "violation":
        yield EMPTY
        head = Piece(f"  {text_of('report-help', {}, language)}: ", "label")
        yield from hanging((head,), finding.fix(language), width)
    yield from settle_lines(finding, language, width)


def _step_lines(
    finding: Finding, step: Step, wording: Wording, width: int, depth: int
) -> Iterator[Line]:
    text = sentence(step, wording)
    margin = Piece("  " * min(depth, width // 6))
    yield from hanging((margin,), text, width, "strong" if step.kind in CLAUSES else "plain", None)
    spans = finding.judged.register.locate(step.path) if step.path is not None else ()
    if spans and not step.children:
        place = where(spans[0].place())
        if step.truth == "U" and step.value is None:
            place = wording.text("report-add-here", place=place)
        yield (margin, Piece(f"  {place}", "path"))
    for child in step.children:
        yield from _step_lines(finding, child, wording, width, depth + 1)
    if step.left_out:
        more = wording.text("report-more-items", count=step.left_out)
        yield from hanging((Piece(margin.text + "  "),), more, width, "dim")
