"""The matrix of rules and processing activities: the heaviest verdict of each rule on each activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from grondslag.findings.addresses import finding_address
from grondslag.findings.finding import Finding
from grondslag.publish.blocks import Badge, Block, Cell, Grid, Link, Page, Paragraph, Text
from grondslag.publish.paging import ways_between
from grondslag.publish.study import Study
from grondslag.publish.views.overview import ways_to_lists
from grondslag.publish.views.requirements import rule_in_force
from grondslag.publish.views.verdicts import ORDER

MOST_COLUMNS: Final = 10
"""Activities side by side in the matrix: what does not fit stands on a page of its own."""
MATRIX: Final = "matrix/"
SET: Final = "verwerkingen/"
Cells = Mapping[tuple[str, str], Finding]
Row = tuple[Cell, tuple[Badge | None, ...]]


def matrix(study: Study) -> Iterator[Page]:
    """Rules against processing activities, some activities a page: the heaviest verdict in each cell."""
    entries = list(study.entries("processing"))
    cells: dict[tuple[str, str], Finding] = {}
    for finding in study.findings:
        path = finding.verdict.subject.path
        if path[0] == "processing" and len(path) > 1:
            key = (finding.rule.id, path[1])
            first = cells.get(key)
            if first is None or _weight(finding) < _weight(first):
                cells[key] = finding
    parts = [entries[i : i + MOST_COLUMNS] for i in range(0, len(entries), MOST_COLUMNS)] or [[]]
    for number, part in enumerate(parts, 1):
        yield _part(study, cells, part, (number, len(parts)))


def _weight(finding: Finding) -> int:
    return ORDER.index(finding.verdict.outcome)


def _part(study: Study, cells: Cells, entries: Sequence[str], number: tuple[int, int]) -> Page:
    rows, left_out = _rows(study, cells, entries)
    place, count = number
    address = MATRIX if place == 1 else f"{MATRIX}{SET}{place}/"
    title = study.text("site-matrix")
    if place > 1:
        title = study.text("site-part", title=title, number=place, count=count)
    table = Grid(
        study.text("site-matrix-table"),
        study.text("site-rule"),
        tuple((study.record_link(("processing", entry)),) for entry in entries),
        tuple(rows),
        tuple((badge.tone, badge.word) for badge in map(study.badge, ORDER)),
        is_part=count > 1,
    )
    blocks: list[Block] = list(_head(study))
    if count > 1:
        start, whole = (place - 1) * MOST_COLUMNS, len(study.entries("processing"))
        named = {"first": start + 1, "last": start + len(entries), "count": whole}
        blocks.append(Paragraph((Text(study.text("site-matrix-columns", **named)),)))
    blocks.append(table)
    if left_out:
        told = study.text("site-matrix-left-out", count=left_out)
        blocks.append(Paragraph((Text(told),), "quiet"))
    if count > 1:
        addresses = [MATRIX, *(f"{MATRIX}{SET}{one}/" for one in range(2, count + 1))]
        blocks += ways_between(addresses, place, study.language)
    trail = () if place == 1 else (Link(study.text("site-matrix"), MATRIX),)
    return Page(address, title, tuple(blocks), trail, in_menu=place == 1)


def _head(study: Study) -> Iterator[Block]:
    """What the signs are, and the ways to all findings: the matrix shows some activities at a time."""
    legend = tuple(part for name in ORDER for part in (study.badge(name), Text(" ")))
    yield Paragraph((Text(study.text("site-matrix-lead")),), "lead")
    yield Paragraph(legend)
    yield Paragraph((Text(study.text("site-matrix-lists") + " "), *ways_to_lists(study)))
    yield Paragraph((Text(study.text("site-matrix-narrow")),), "when-narrow")


def _rows(study: Study, cells: Cells, entries: Sequence[str]) -> tuple[list[Row], int]:
    """The rows of rules that apply to some of the activities, and the number of rules that apply to none."""
    rows: list[Row] = []
    left_out = 0
    for rule_id, versions in study.outcome.judged.rulebook.rules.items():
        found = [cells.get((rule_id, entry)) for entry in entries]
        if all(one is None or one.verdict.outcome == "not_applicable" for one in found):
            left_out += any(one is not None for one in found)
            continue
        rule = rule_in_force(study, versions)
        house = (Text(" "), study.house_sign()) if rule.legal_status == "house_rule" else ()
        signs = tuple(None if one is None else _badge(study, one) for one in found)
        rows.append(((study.rule_link(rule), *house), signs))
    return rows, left_out


def _badge(study: Study, finding: Finding) -> Badge:
    """What wants attention is a link; the rest is found on the page of its record or its rule."""
    wants = finding.verdict.outcome in {"violation", "undetermined"}
    address = finding_address(study.model, finding.verdict) if wants else None
    return study.badge(finding.verdict.outcome, address)
