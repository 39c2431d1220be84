"""Verdicts explained: what was found, why, where each fact stands, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from grondslag.evaluation import trace
from grondslag.evaluation.sentences import Wording, sentence
from grondslag.findings.addresses import finding_anchor
from grondslag.findings.finding import Finding
from grondslag.findings.naming import source_text
from grondslag.findings.settling import fact_lines, fragment
from grondslag.findings.why import tree_of
from grondslag.publish.addressing import linker
from grondslag.publish.blocks import (
    Block,
    Cell,
    Code,
    Folded,
    Inline,
    Items,
    Link,
    Listing,
    Named,
    Page,
    Paragraph,
    Section,
    Step,
    Text,
    VerdictBlock,
)
from grondslag.publish.paging import PART, ROOM
from grondslag.publish.rendering import Writer
from grondslag.publish.study import Study
from grondslag.text import Span

CLAUSES: Final = frozenset({"rule", "where", "when", "unless", "require"})
MOST_LINES: Final = 9
MOST_FACTS: Final = 2
"""Facts that are named of a finding that is told in short."""
FEWEST_STEPS: Final = 3
"""Parts of a tree that are smaller are told again: a link would be longer."""
MOST_SHORT: Final = 25
"""Undetermined verdicts of a page that are told in a block each; more are a list."""
MOST_LINKED: Final = 80
"""Verdicts of a list in which each leads to its rule: of more, the links alone would fill the page."""
EXPLANATION: Final = "uitleg/"
ORDER: Final = ("violation", "undetermined", "compliant", "not_applicable")


@dataclass(frozen=True, slots=True)
class Explained:
    """The verdicts of a page of a record: what wants attention, the rest, and further pages with explanations."""

    wanted: tuple[Block, ...]
    others: tuple[Block, ...]
    pages: tuple[Page, ...] = ()


def explained(study: Study, page: Page, findings: Iterable[Finding], room: int) -> Explained:
    """The verdicts for *page*, which has *room* bytes left for them.

    What wants attention is explained there as long as it fits; else each is told in short there, under the address
    that reports point at, and leads to its explanation on a page of its own.
    """
    by_outcome: dict[str, list[Finding]] = {name: [] for name in ORDER}
    for finding in findings:
        by_outcome[finding.verdict.outcome].append(finding)
    others = (
        *_listed(study, by_outcome["compliant"], "complies", "voldoet"),
        *_listed(study, by_outcome["not_applicable"], "not-applicable", "niet-van-toepassing"),
    )
    wanted = [*by_outcome["violation"], *by_outcome["undetermined"]]
    if not wanted:
        return Explained((), others)
    writer = Writer(study.language, linker("", page.address))
    room -= len(writer.all(others).encode())
    told = _Told(page.address)
    full = []
    for finding in wanted:
        if room < 0:
            break
        full.append(verdict_block(study, finding, told))
        room -= len(writer.all((full[-1],)).encode())
    if room >= 0:
        return Explained((_findings(study, full),), others)
    pages, places = _explanations(study, page, wanted)
    return Explained((_findings(study, _short(study, wanted, places)),), others, pages)


def _short(study: Study, wanted: Sequence[Finding], places: Sequence[str]) -> Iterator[Block]:
    """Findings in short; what is undetermined as a list, where it is much."""
    told = list(zip(wanted, places, strict=True))
    open_ones = [one for one in told if one[0].verdict.outcome == "undetermined"]
    if len(open_ones) <= MOST_SHORT:
        open_ones = []
    for finding, place in told[: len(told) - len(open_ones)]:
        yield short_block(study, finding, place)
    if open_ones:
        word = study.text("site-count-undetermined", count=len(open_ones))
        badge = replace(study.badge("undetermined"), word=word)
        yield Paragraph((badge, Text(f" {study.text('site-missing')}")))
        rows = tuple(
            (Link(study.rule_title(one.rule), place), Text(": "), *_lacking(study, one))
            for one, place in open_ones
        )
        anchors = tuple(
            finding_anchor(study.model, one.verdict.rule, one.verdict.subject.path)
            for one, _ in open_ones
        )
        yield Items(rows, anchors=anchors)


def _lacking(study: Study, finding: Finding) -> Cell:
    """The first facts that a verdict waits for; of those of the record itself, the page says already which it is."""
    spell = study.register.spell
    own = spell(finding.verdict.subject.path[:2]) + "."
    facts = [spell(tuple(one.split("."))) for one in finding.missing[:MOST_FACTS]]
    parts = [part for fact in facts for part in (Text(", "), Code(fact.removeprefix(own)))][1:]
    more = len(finding.missing) - MOST_FACTS
    return (*parts, Text(f" +{more}")) if more > 0 else tuple(parts)


def _findings(study: Study, blocks: Iterable[Block]) -> Section:
    return Section(study.text("site-findings"), "bevindingen", tuple(blocks))


def _listed(study: Study, found: Sequence[Finding], name: str, anchor: str) -> Iterator[Block]:
    """Verdicts that ask for nothing: folded, a line each, under the reason; each line is the address of its verdict."""
    if not found:
        return
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.verdict.decided or "", []).append(finding)
    blocks: list[Block] = []
    for decided, together in sorted(groups.items()):
        told = f"site-decided-{decided}" if decided else f"site-{name}-told"
        blocks.append(Paragraph((Text(capital(study.text(told)) + ":"),), "quiet"))
        by_rule: dict[str, list[Finding]] = {}
        for one in together:
            by_rule.setdefault(one.rule.id, []).append(one)
        linked = len(found) <= MOST_LINKED
        lines = [_line(study, of_rule, linked=linked) for of_rule in by_rule.values()]
        cells, anchors = (tuple(part) for part in zip(*lines, strict=True))
        blocks.append(Items(cells, anchors=anchors, style="tally"))
    title = study.text(f"site-{name}", count=len(found))
    yield Section(study.text(f"site-{name}-head"), anchor, (Folded(title, tuple(blocks)),))


def _line(study: Study, found: Sequence[Finding], *, linked: bool) -> tuple[Cell, str]:
    """The verdicts of one rule in a line, and the anchor of the line where it is one verdict on the record itself."""
    link = study.rule_link(found[0].rule)
    cell: list[Inline] = [link if linked else Text(link.text)]
    anchors = [
        finding_anchor(study.model, one.verdict.rule, one.verdict.subject.path) for one in found
    ]
    single = len(found) == 1
    for number, one in enumerate(found):
        below = ".".join(one.verdict.subject.path[2:])
        if below or not single:
            sign = Text(": " if number == 0 else ", ")
            cell += [sign, Text(below) if single else Named(below, anchors[number])]
        if one.verdict.open_until is not None:
            until = study.text("report-term-runs", day=one.verdict.open_until)
            cell.append(Text(f" ({until})"))
    return tuple(cell), anchors[0] if single else ""


def _explanations(
    study: Study, page: Page, wanted: Sequence[Finding]
) -> tuple[tuple[Page, ...], list[str]]:
    """Pages with the explanations of findings, and for each finding where its explanation stands."""
    start = f"{page.address}{EXPLANATION}"
    writer = Writer(study.language, linker("", start))
    chunks: list[list[VerdictBlock]] = [[]]
    filled, places = 0, []
    told = _Told(start)
    for finding in wanted:
        block = verdict_block(study, finding, told)
        size = len(writer.all((block,)).encode())
        if chunks[-1] and filled + size > ROOM:
            # On a new page nothing was told yet.
            chunks.append([])
            told, filled = _Told(f"{start}{PART}{len(chunks)}/"), 0
            block = verdict_block(study, finding, told)
            size = len(writer.all((block,)).encode())
        chunks[-1].append(block)
        filled += size
        places.append(f"{told.address}#{block.anchor}")
    pages = []
    for number, chunk in enumerate(chunks, 1):
        name = study.text("site-explained", name=page.title)
        params = {"title": name, "number": number, "count": len(chunks)}
        title = study.text("site-part", **params) if len(chunks) > 1 else name
        address = start if number == 1 else f"{start}{PART}{number}/"
        trail = (*page.trail, Link(page.title, page.address, language=page.title_language))
        pages.append(Page(address, title, tuple(chunk), trail))
    return tuple(pages), places


def short_block(study: Study, finding: Finding, place: str) -> VerdictBlock:
    """A verdict in short, with the way to its explanation at *place*."""
    verdict, path = finding.verdict, finding.verdict.subject.path
    away = Link(study.text("site-explanation"), place)
    if verdict.outcome == "undetermined":
        told = (Text(study.text("site-missing") + " "), *_lacking(study, finding))
        blocks: tuple[Block, ...] = (Paragraph((*told, Text(" · "), away)),)
    else:
        spans = finding.spans()[:1]
        where = tuple(part for span in spans for part in (Text(" · "), study.place(span)))
        blocks = (Paragraph((*coded(finding.message(study.language)), *where, Text(" · "), away)),)
    return VerdictBlock(
        anchor=finding_anchor(study.model, verdict.rule, path),
        badge=study.badge(verdict.outcome),
        title=(study.rule_link(finding.rule),),
        subject=(),
        message=(),
        source=(),
        marks=study.marks(finding, short=True),
        blocks=blocks,
    )


def verdict_block(study: Study, finding: Finding, told: _Told) -> VerdictBlock:
    """A verdict with all that led to it, and what would change it."""
    verdict, language = finding.verdict, study.language
    wording = finding.judged.wording(language)
    path = verdict.subject.path
    steps = tuple(_step(study, step, wording, finding) for step in tree_of(finding).children)
    return VerdictBlock(
        anchor=finding_anchor(study.model, verdict.rule, path),
        badge=study.badge(verdict.outcome),
        title=(study.rule_link(finding.rule),),
        subject=(Code(finding.judged.register.spell(path)),) if len(path) > 2 else (),
        message=coded(finding.message(language)),
        source=(Text(source_text(finding, language)), Text(" · "), Code(finding.rule.id)),
        marks=study.marks(finding),
        blocks=tuple(_blocks(study, finding)),
        steps=tuple(map(told.once, steps)),
        steps_title=study.text("site-steps"),
        more=tuple(_more(study, finding)),
    )


class _Told:
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
        f"{number:>{width}} | {text}".rstrip() for number, text in zip(numbers, lines, strict=False)
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
