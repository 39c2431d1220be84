"""Verdicts explained: what was found, why, where each fact stands, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from grondslag.findings.addresses import finding_anchor
from grondslag.findings.finding import Finding
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
    Text,
    VerdictBlock,
)
from grondslag.publish.paging import PART, PART_FRAME, ROOM, ways_between
from grondslag.publish.rendering import Writer
from grondslag.publish.study import Study
from grondslag.publish.views.verdict_blocks import Told, capital, coded, verdict_block

MOST_FACTS: Final = 2
"""Facts that are named of a finding that is told in short."""
MOST_SHORT: Final = 25
"""Undetermined verdicts of a page that are told in a block each; more are a list."""
MOST_LINKED: Final = 80
"""Verdicts of a list in which each leads to its rule: of more, the links alone would fill the page."""
EXPLANATION: Final = "uitleg/"
MET: Final = "uitleg/voldoet/"
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
    pages, more = _of_what_complies(study, page, by_outcome["compliant"])
    others = _others(study, by_outcome, more, linked=True)
    wanted = [*by_outcome["violation"], *by_outcome["undetermined"]]
    if not wanted:
        return Explained((), others, pages)
    writer = Writer(study.language, linker("", page.address))

    def size(blocks: Iterable[Block]) -> int:
        return len(writer.all(blocks).encode())

    key = _key(study)
    full = _all_within(study, page, wanted, room - size(others) - size((key,)), size)
    if full is not None:
        return Explained((_findings(study, (*full, key)),), others, pages)
    # What wants attention comes before links to rules that ask for nothing.
    others = _others(study, by_outcome, more, linked=False)
    room -= size(others)
    title = study.text("site-explained", name=page.title)
    apart, places = _explanations(study, page, wanted, (EXPLANATION, title))
    shorter = _findings(study, _without_steps(study, wanted, places))
    if size((shorter,)) > room:
        shorter = _findings(study, _short(study, wanted, places))
    return Explained((shorter,), others, (*apart, *pages))


def _key(study: Study) -> Paragraph:
    """What the signs of conditions stand for."""
    return Paragraph((Text(study.text("site-steps-key")),), "quiet")


def _of_what_complies(
    study: Study, page: Page, met: Sequence[Finding]
) -> tuple[tuple[Page, ...], tuple[Block, ...]]:
    """Pages that explain what complies, and the way there; none in a large register."""
    if not met or not study.explains_all:
        return (), ()
    title = study.text("site-complies-explained", name=page.title)
    pages, _ = _explanations(study, page, met, (MET, title))
    return pages, (Paragraph((Link(study.text("site-complies-more"), f"{page.address}{MET}"),)),)


def _others(
    study: Study,
    by_outcome: Mapping[str, Sequence[Finding]],
    more: tuple[Block, ...],
    *,
    linked: bool,
) -> tuple[Block, ...]:
    met, not_about = by_outcome["compliant"], by_outcome["not_applicable"]
    return (
        *_listed(study, met, ("complies", "voldoet"), more, linked=linked),
        *_listed(study, not_about, ("not-applicable", "niet-van-toepassing"), linked=linked),
    )


def _all_within(
    study: Study,
    page: Page,
    wanted: Sequence[Finding],
    room: int,
    size: Callable[[Iterable[Block]], int],
) -> list[VerdictBlock] | None:
    """All findings in full; None where they take more than *room*."""
    told = Told(page.address)
    full: list[VerdictBlock] = []
    for finding in wanted:
        full.append(verdict_block(study, finding, told))
        room -= size(full[-1:])
        if room < 0:
            return None
    return full


def _without_steps(
    study: Study, wanted: Sequence[Finding], places: Sequence[str]
) -> Iterator[VerdictBlock]:
    """Violations with what to do about them, and with the way to how they came about."""
    for finding, place in zip(wanted, places, strict=True):
        if finding.verdict.outcome == "undetermined":
            yield short_block(study, finding, place)
            continue
        block = verdict_block(study, finding, Told(""))
        away = Paragraph((Link(study.text("site-explanation"), place),))
        # The place is told; the lines around it stand with the explanation.
        kept = block.blocks[1:] if isinstance(block.blocks[0], Listing) else block.blocks
        yield replace(block, blocks=(*kept, away), steps=(), more=())


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
    return (
        (*parts, Text(f" {study.text('site-and-more', count=more)}")) if more > 0 else tuple(parts)
    )


def _findings(study: Study, blocks: Iterable[Block]) -> Section:
    return Section(study.text("site-findings"), "bevindingen", tuple(blocks))


def _listed(
    study: Study,
    found: Sequence[Finding],
    named: tuple[str, str],
    more: tuple[Block, ...] = (),
    *,
    linked: bool,
) -> Iterator[Block]:
    """Verdicts that ask for nothing: folded, a line each, under the reason; each line is the address of its verdict."""
    if not found:
        return
    name, anchor = named
    linked = linked and len(found) <= MOST_LINKED
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
        lines = [_line(study, of_rule, linked=linked) for of_rule in by_rule.values()]
        cells, anchors = (tuple(part) for part in zip(*lines, strict=True))
        blocks.append(Items(cells, anchors=anchors, style="tally"))
    title = study.text(f"site-{name}", count=len({one.rule.id for one in found}))
    yield Section(study.text(f"site-{name}-head"), anchor, (Folded(title, (*blocks, *more)),))


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
    study: Study, page: Page, wanted: Sequence[Finding], named: tuple[str, str]
) -> tuple[tuple[Page, ...], list[str]]:
    """Pages with the explanations of findings, and for each finding where its explanation stands.

    *named*: their address below the page, and their title.
    """
    place, name = named
    start = f"{page.address}{place}"
    writer = Writer(study.language, linker("", start))
    chunks: list[list[VerdictBlock]] = [[]]
    filled, places = 0, []
    told = Told(start)
    for finding in wanted:
        block = verdict_block(study, finding, told)
        size = len(writer.all((block,)).encode())
        if chunks[-1] and filled + size > ROOM - PART_FRAME:
            # On a new page nothing was told yet.
            chunks.append([])
            told, filled = Told(f"{start}{PART}{len(chunks)}/"), 0
            block = verdict_block(study, finding, told)
            size = len(writer.all((block,)).encode())
        chunks[-1].append(block)
        filled += size
        places.append(f"{told.address}#{block.anchor}")
    pages = []
    for number, chunk in enumerate(chunks, 1):
        params = {"title": name, "number": number, "count": len(chunks)}
        title = study.text("site-part", **params) if len(chunks) > 1 else name
        address = start if number == 1 else f"{start}{PART}{number}/"
        trail = (*page.trail, Link(page.title, page.address, language=page.title_language))
        addresses = [start, *(f"{start}{PART}{n}/" for n in range(2, len(chunks) + 1))]
        blocks = (_key(study), *chunk, *ways_between(addresses, number, study.language))
        pages.append(Page(address, title, blocks, trail))
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
