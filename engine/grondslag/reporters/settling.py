"""What would settle a verdict, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.evaluation.settle import Settle
from grondslag.findings.finding import Finding
from grondslag.findings.settling import fact_lines, fragment
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.words.catalogue import text_of


def settle_lines(finding: Finding, language: str, width: int) -> Iterator[Line]:
    """What to record, or what to put in place; nothing where nothing can be said."""
    found = finding.settle()
    if found is None:
        return
    if found.outcome == "undetermined":
        yield from _to_record(finding, found, language, width)
    elif found.ways:
        yield from _to_do(finding, found, language, width)
    elif found.world:
        yield EMPTY
        paths = _paths(finding, found.world)
        text = text_of("settle-world", {"paths": paths}, language)
        yield from hanging((Piece("  "),), text, width)


def _to_record(finding: Finding, found: Settle, language: str, width: int) -> Iterator[Line]:
    yield EMPTY
    if not found.facts:
        yield from hanging((Piece("  "),), text_of("settle-not-here", {}, language), width)
        return
    if not found.found:
        name = "settle-all-cut-short" if found.spent else "settle-all"
        yield from hanging((Piece("  "),), text_of(name, {}, language), width, "label")
        for path in found.facts:
            shown = finding.judged.register.spell(path)
            yield line("    ", f"`{visible(shown)}`")
        return
    head = text_of("settle-record", {"count": len(found.facts)}, language)
    yield from hanging((Piece("  "),), head, width, "label")
    for row in fact_lines(finding, found, language):
        yield from hanging((Piece("    "),), row.text(), width, indent=6)
    if len(found.facts) > 1:
        text = text_of("settle-each-with-the-first", {}, language)
        yield from hanging((Piece("    "),), text, width, "dim")


def _to_do(finding: Finding, found: Settle, language: str, width: int) -> Iterator[Line]:
    yield EMPTY
    yield from hanging((Piece("  "),), text_of("settle-do", {}, language), width, "label")
    rows = fragment(finding, found)
    for row in rows:
        yield line("    ", visible(row))
    if any("…" in row for row in rows):
        text = text_of("settle-fill-in", {}, language)
        yield from hanging((Piece("    "),), text, width, "dim")


def _paths(finding: Finding, paths: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join(f"`{finding.judged.register.spell(path)}`" for path in paths)
