"""Verdicts explained: what was found, why, where each fact stands, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    Folded,
    Inline,
    Items,
    Listing,
    Named,
    Paragraph,
    Section,
    Step,
    Table,
    Text,
    VerdictBlock,
)
from grondslag.publish.study import Study
from grondslag.text import Span

CLAUSES: Final = frozenset({"rule", "where", "when", "unless", "require"})
MOST_LINES: Final = 9
ORDER: Final = ("violation", "undetermined", "compliant", "not_applicable")


def verdict_sections(study: Study, findings: Iterable[Finding]) -> Iterator[Block]:
    """The verdicts on a record: what wants attention in full, then what complies, then what does not apply."""
    by_outcome: dict[str, list[Finding]] = {name: [] for name in ORDER}
    for finding in findings:
        by_outcome[finding.verdict.outcome].append(finding)
    wanted = [*by_outcome["violation"], *by_outcome["undetermined"]]
    if wanted:
        blocks = tuple(verdict_block(study, finding) for finding in wanted)
        yield Section(study.text("site-findings"), "bevindingen", blocks)
    if by_outcome["compliant"]:
        found = by_outcome["compliant"]
        explained = study.explains_all
        inner: tuple[Block, ...] = (
            tuple(verdict_block(study, finding) for finding in found)
            if explained
            else (plain_table(study, found, study.text("site-complies-table")),)
        )
        title = study.text("site-complies", count=len(found))
        yield Section(study.text("site-complies-head"), "voldoet", (Folded(title, inner),))
    if by_outcome["not_applicable"]:
        found = by_outcome["not_applicable"]
        table = plain_table(study, found, study.text("site-not-applicable-table"))
        title = study.text("site-not-applicable", count=len(found))
        yield Section(
            study.text("site-not-applicable-head"),
            "niet-van-toepassing",
            (Folded(title, (table,)),),
        )


def plain_table(study: Study, findings: Iterable[Finding], caption: str) -> Table:
    """Verdicts a line each, with their anchors."""
    rows = []
    for finding in findings:
        verdict = finding.verdict
        anchor = finding_anchor(study.model, verdict.rule, verdict.subject.path)
        why = study.text(f"site-decided-{verdict.decided}") if verdict.decided else ""
        rows.append(
            (
                (
                    study.rule_link(finding.rule),
                    Text(" "),
                    Named(".".join(verdict.subject.path[2:]), anchor),
                ),
                (study.badge(verdict.outcome),),
                (Text(why),),
            )
        )
    columns = (study.text("site-rule"), study.text("site-verdict"), study.text("site-why"))
    return Table(caption, columns, tuple(rows))


def verdict_block(study: Study, finding: Finding) -> VerdictBlock:
    """A verdict with all that led to it, and what would change it."""
    verdict, language = finding.verdict, study.language
    wants = verdict.outcome in {"violation", "undetermined"}
    wording = finding.judged.wording(language)
    path = verdict.subject.path
    blocks = tuple(_blocks(study, finding)) if wants else tuple(_term(study, finding))
    # Of what complies, the conditions that decided say enough; of the rest, all of it.
    steps = tree_of(finding).children if wants else why(finding)
    return VerdictBlock(
        anchor=finding_anchor(study.model, verdict.rule, path),
        badge=study.badge(verdict.outcome),
        title=(study.rule_link(finding.rule),),
        subject=(Code(finding.judged.register.spell(path)),) if len(path) > 2 else (),
        message=coded(finding.message(language)) if wants else (),
        source=(Text(source_text(finding, language)), Text(" · "), Code(finding.rule.id)),
        marks=study.marks(finding),
        blocks=blocks,
        steps=tuple(_step(study, step, wording, finding) for step in steps),
        steps_title=study.text("site-steps"),
        is_open=False,
    )


def _term(study: Study, finding: Finding) -> Iterator[Block]:
    if finding.verdict.open_until is not None:
        text = study.text("report-term-runs", day=finding.verdict.open_until)
        yield Paragraph((Text(text),))


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
    if note := finding.note(language):
        yield Paragraph((Text(study.text("site-mind") + " "), *coded(note)))
    if finding.waiver is not None:
        entry = finding.waiver
        told = study.text("site-waiver-told", owner=entry.owner, day=entry.valid_until)
        yield Paragraph((Text(told + " "), Text(entry.reason)), "note")
    command = f"grondslag explain {finding.rule.id} {'.'.join(finding.verdict.subject.path)}"
    yield Paragraph((Text(study.text("site-again") + " "), Code(command)), "quiet")


def _settle(study: Study, finding: Finding) -> Iterator[Block]:
    found = study.settle(finding)
    if found is None:
        if missing := finding.missing:
            yield Paragraph((Text(study.text("site-missing")),))
            spelled = [study.register.spell(tuple(path.split("."))) for path in missing]
            yield Items(tuple((Code(path),) for path in spelled))
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
        yield Paragraph(coded(study.text("settle-world", paths=paths)))


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
        f"{number:>{width}} | {text}" for number, text in zip(numbers, lines, strict=False)
    )
    marked = frozenset(line - start for line in told)
    return Listing(study.provenance.shown(place.path), rows, marked)


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


def _step(study: Study, step: trace.Step, wording: Wording, finding: Finding) -> Step:
    spans = finding.judged.register.locate(step.path) if step.path is not None else ()
    place = study.place(spans[0]) if spans and not step.children else None
    children = tuple(_step(study, child, wording, finding) for child in step.children)
    if step.left_out:
        more = wording.text("report-more-items", count=step.left_out)
        children = (*children, Step(step.truth, (Text(more),)))
    return Step(step.truth, coded(sentence(step, wording)), place, children, step.kind in CLAUSES)
