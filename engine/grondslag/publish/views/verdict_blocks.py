"""A verdict explained in full: what was found, why, where each fact stands, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from grondslag.evaluation import trace
from grondslag.evaluation.sentences import Wording, sentence
from grondslag.findings.addresses import finding_anchor
from grondslag.findings.finding import Finding
from grondslag.findings.naming import source_text
from grondslag.findings.settling import fact_lines, fragment
from grondslag.findings.why import tree_of, why
from grondslag.publish.blocks import (
    Block,
    Cell,
    Code,
    Inline,
    Items,
    Link,
    Listing,
    Paragraph,
    Step,
    Text,
    VerdictBlock,
)
from grondslag.publish.study import MOST_SETTLED, Study
from grondslag.text import Span

CLAUSES: Final = frozenset({"rule", "where", "when", "unless", "require"})
REVERSED: Final = frozenset({"not", "no"})
"""Conditions that are not so because a part of them is."""
MOST_LINES: Final = 9
MOST_WIDE: Final = 90
"""Characters of a line beside those that took part."""
FEWEST_STEPS: Final = 3
"""Parts of a tree that are smaller are told again: a link would be longer."""


def verdict_block(study: Study, finding: Finding, told: Told) -> VerdictBlock:
    """A verdict with all that led to it, and what would change it."""
    verdict, language = finding.verdict, study.language
    wording = finding.judged.wording(language)
    path = verdict.subject.path
    wants = verdict.outcome in {"violation", "undetermined"}
    # Of what complies, the conditions that decided say enough; of the rest, all of it.
    conditions = tree_of(finding).children if wants else why(finding)
    fails = verdict.outcome == "violation"
    steps = tuple(
        _step(study, step, wording, finding, fails=fails and step.kind == "require")
        for step in conditions
    )
    return VerdictBlock(
        anchor=finding_anchor(study.model, verdict.rule, path),
        badge=study.badge(verdict.outcome),
        title=(study.rule_link(finding.rule),),
        subject=(Code(finding.judged.register.spell(path)),) if len(path) > 2 else (),
        message=message_of(study, finding) if wants else (),
        source=(Text(source_text(finding, language)), Text(" · "), Code(finding.rule.id)),
        marks=study.marks(finding),
        blocks=tuple(_blocks(study, finding)) if wants else (),
        steps=tuple(map(told.once, steps)),
        steps_title=study.text("site-steps"),
        more=tuple(_more(study, finding)) if wants else (),
    )


def message_of(study: Study, finding: Finding) -> Cell:
    """What is wrong, for where the name of the rule stands beside it."""
    told = finding.message(study.language)
    return coded(capital(told.removeprefix(f"{study.rule_title(finding.rule)}: ")))


class Told:
    """What was explained on a page: a part of a tree that comes again points at where it stands in full."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._places: dict[Step, str] = {}

    def once(self, step: Step) -> Step:
        """The step, with every part of it that was told before without what it is made of."""
        if not step.children:
            return step
        known = self._places.get(step)
        if known is not None:
            link = Link(step_text(step), f"{self.address}#{known}")
            return replace(step, cell=(link,), children=(), place=None)
        name = ""
        if not step.is_clause and _steps_in(step) >= FEWEST_STEPS:
            name = f"s{len(self._places) + 1}"
            self._places[step] = name
        return replace(step, anchor=name, children=tuple(map(self.once, step.children)))


def step_text(step: Step) -> str:
    """The words of a step."""
    return "".join(part.text for part in step.cell if isinstance(part, Text | Code))


def _steps_in(step: Step) -> int:
    return 1 + sum(map(_steps_in, step.children))


def _blocks(study: Study, finding: Finding) -> Iterator[Block]:
    language = study.language
    spans = finding.spans()
    if spans and finding.verdict.outcome == "violation":
        yield excerpt(study, spans)
    if spans:
        yield Paragraph((Text(study.text("site-place") + ": "), study.place(spans[0])), "quiet")
    if finding.verdict.outcome == "violation" and (fix := finding.fix(language)):
        yield Paragraph((Text(study.text("site-fix") + ": ", style="strong"), *coded(fix)), "note")
    yield from _settle(study, finding)
    if finding.waiver is not None:
        entry = finding.waiver
        told = study.text("site-waiver-told", owner=entry.owner, day=entry.valid_until)
        yield Paragraph((Text(told + " "), Text(entry.reason)), "note")


def _more(study: Study, finding: Finding) -> Iterator[Block]:
    """What stands below the steps: what to mind, and how to see it for oneself."""
    if note := finding.note(study.language):
        yield Paragraph((Text(study.text("site-mind") + " "), *coded(note)))
    yield Paragraph((Text(study.text("site-again") + " "), Code(_command(finding))), "quiet")


def _command(finding: Finding) -> str:
    """What tells a finding in full on the command line."""
    return f"grondslag explain {finding.rule.id} {'.'.join(finding.verdict.subject.path)}"


def _settle(study: Study, finding: Finding) -> Iterator[Block]:
    found = study.settle(finding)
    if found is None:
        yield from _not_settled(study, finding)
        return
    language = study.language
    if found.outcome == "undetermined":
        if not found.facts:
            yield Paragraph((Text(study.text("settle-not-here")),))
        elif not found.found:
            name = "settle-all-cut-short" if found.spent else "settle-all"
            yield Paragraph((Text(capital(study.text(name))),))
            yield Items(tuple((Code(study.register.spell(path)),) for path in found.facts))
        else:
            yield Paragraph((Text(capital(study.text("settle-record", count=len(found.facts)))),))
            yield Items(tuple(coded(row.text()) for row in fact_lines(finding, found, language)))
    elif found.ways:
        rows = tuple(fragment(finding, found))
        if rows:
            yield Listing(capital(study.text("settle-do")), rows)
            if any("…" in row for row in rows):
                yield Paragraph(coded(capital(study.text("settle-fill-in"))), "quiet")
    elif found.world:
        paths = ", ".join(f"`{study.register.spell(path)}`" for path in found.world)
        yield Paragraph(coded(capital(study.text("settle-world", paths=paths))))


def _not_settled(study: Study, finding: Finding) -> Iterator[Block]:
    """What is missing, and that it was not worked out what would be enough."""
    if missing := finding.missing:
        yield Paragraph((Text(study.text("site-missing")),))
        spelled = [study.register.spell(tuple(path.split("."))) for path in missing]
        yield Items(tuple((Code(path),) for path in spelled))
    if not study.is_settled(finding):
        told = study.text("site-settle-not-tried", count=MOST_SETTLED)
        yield Paragraph((Text(told + " "), Code(_command(finding))), "quiet")


def excerpt(study: Study, spans: tuple[Span, ...]) -> Listing:
    """The lines around the place to change; the lines that took part are marked."""
    first = spans[0]
    place = first.place()
    source = first.source
    start = max(1, place.line - 3)
    last = len(source.line_starts())
    told = {span.place().line for span in spans if span.source is source}
    stop = max(line for line in told if line < start + MOST_LINES - 1)
    numbers = range(start, min(last, stop + 1) + 1)
    lines = [source.line_text(number) for number in numbers]
    while lines and not lines[-1].strip():
        lines.pop()
    width = len(str(start + len(lines)))
    rows = tuple(
        f"{number:>{width}} | {text if number in told else _short(text)}".rstrip()
        for number, text in zip(numbers, lines, strict=False)
    )
    marked = frozenset(line - start for line in told)
    return Listing(study.provenance.shown(place.path), rows, marked)


def _short(line: str) -> str:
    """A line that only shows where the place is, as far as it fits."""
    return line if len(line) <= MOST_WIDE else f"{line[:MOST_WIDE]} …"


def capital(text: str) -> str:
    """A text of a report as a sentence of its own."""
    return text[:1].upper() + text[1:]


def coded(text: str) -> Cell:
    """A text of the catalogue or of a rule, in which what stands between backticks is code."""
    parts: list[Inline] = []
    for number, part in enumerate(text.split("`")):
        if part:
            parts.append(Code(part) if number % 2 else Text(part))
    return tuple(parts)


def _step(
    study: Study, step: trace.Step, wording: Wording, finding: Finding, *, fails: bool = False
) -> Step:
    """A step with its parts. Where it is required and not so, its parts that are not so are why: it *fails*."""
    fails = fails and step.truth == "F"
    below = fails and step.kind not in REVERSED
    spans = finding.judged.register.locate(step.path) if step.path is not None else ()
    place = study.place(spans[0]) if spans and not step.children else None
    children = tuple(_step(study, child, wording, finding, fails=below) for child in step.children)
    if step.left_out:
        more = wording.text("report-more-items", count=step.left_out)
        children = (*children, Step(step.truth, (Text(more),)))
    cell, is_clause = coded(sentence(step, wording)), step.kind in CLAUSES
    return Step(step.truth, cell, place, children, is_clause, fails=fails)
