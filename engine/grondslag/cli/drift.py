"""`grondslag drift`: whether a document that was made here still fits the register, and what was edited by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.paper_file import read_paper
from grondslag.cli.paper_source import PaperSource, read_source
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.interchange.papers.drift import Drift, drift_between
from grondslag.interchange.papers.kinds import KINDS, Wish
from grondslag.interchange.papers.stamp import Stamp, facts_hash, stamped
from grondslag.reporters.layout import Line, Piece, Style, hanging, line
from grondslag.reporters.view import View
from grondslag.words.catalogue import text_of

STYLES: Final[Mapping[str, Style]] = {
    "new": "good",
    "gone": "error",
    "added-by-hand": "todo",
    "taken-by-hand": "todo",
}


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Tells of each file what differs; 0 if nothing does, 1 if something does, 2 if one was not made here."""
    if not given.rest:
        raise WrongUse(Message("drift-needs-file"), Message("cli-see-help"))
    papers = {name: read_paper(Path(name)) for name in given.rest}
    for name, paper in papers.items():
        if paper is None:
            raise WrongUse(Message("drift-not-made-here", {"path": name}))
    source, view = read_source(given, variables), view_of(given, variables)
    status = 0
    for name, paper in papers.items():
        if paper is not None:
            status = max(status, _compare(name, *paper, source, view))
    return status


def _compare(name: str, text: str, stamp: Stamp, source: PaperSource, view: View) -> int:
    kind, language = KINDS[stamp.kind], source.language
    wish = Wish(environment.moment(stamp.as_of), stamp.which, stamp.people, stamp.whole)
    if stamp.which is not None and _is_gone(source, kind.about or "", stamp.which):
        params = {"path": name, "which": stamp.which}
        show_lines(hanging((), text_of("drift-gone-entry", params, language), view.width), view)
        return 1
    made = source.make(kind, wish, stamp.language)
    found = drift_between(
        text, stamp, stamped(made, kind.name, wish, stamp.format), facts_hash(made)
    )
    show_lines(_lines(name, found, language, view.width), view)
    return int(found.is_there)


def _is_gone(source: PaperSource, collection: str, key: str) -> bool:
    entries = source.register.fact((collection,))
    return not isinstance(entries, Mapping) or key not in entries


def _lines(name: str, found: Drift, language: str, width: int) -> Iterator[Line]:
    said = {
        "drift-register": found.facts_changed,
        "drift-texts": found.texts_changed,
        "drift-edited": found.edited,
        "drift-same": not found.is_there,
    }
    for message, holds in said.items():
        if holds:
            yield from hanging((), text_of(message, {"path": name}, language), width)
    for heading, together in groupby(found.differences, key=lambda one: one.heading):
        yield line(Piece(f"  {heading or text_of('drift-top', {}, language)}", "strong"))
        for one in together:
            told = text_of(f"drift-what-{one.what}", {"line": one.line}, language)
            yield from hanging((Piece("    "),), told, width, STYLES[one.what])
    if found.edited and not found.differences:
        yield from hanging((Piece("  "),), text_of("drift-order", {}, language), width)
