"""Where a finding stands in the files: the place to change, then the others that took part."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.findings.finding import Finding, is_fact
from grondslag.findings.why import facts_that_decide
from grondslag.text import Span

MOST_PLACES = 5


def places_of(finding: Finding) -> tuple[Span, ...]:
    """The places a finding rests on, each once, at most five.

    Of an undetermined verdict: where the missing facts belong. Of a violation: the fact that
    decides, then the other facts of its conditions. The subject's own place comes last, or alone.
    """
    seen: dict[tuple[str, int], Span] = {}
    for path in _paths(finding):
        for span in finding.judged.register.locate(path)[:1]:
            seen.setdefault((span.source.path, span.source.line_column(span.start)[0]), span)
    return tuple(seen.values())[:MOST_PLACES]


def _paths(finding: Finding) -> Iterator[tuple[str, ...]]:
    verdict = finding.verdict
    if verdict.outcome == "undetermined":
        yield from (reason.path for reason in verdict.reasons if is_fact(reason))
    elif verdict.outcome == "violation":
        yield from facts_that_decide(finding)
    yield verdict.subject.path
