"""Diagnostics for a terminal: severity, id, one line, the place in the file, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from grondslag.diagnostics import Diagnostic, Message
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging, line
from grondslag.reporters.snippet import Mark, gutter_of, snippet
from grondslag.words.catalogue import text_of

MOST_OF_ONE = 10
STYLES: dict[str, Style] = {"error": "error", "warning": "warning", "note": "dim"}


def said(message: Message, language: str) -> str:
    """A message in a language."""
    return text_of(message.id, message.params, language)


def diagnostic_blocks(
    problems: Sequence[Diagnostic], language: str, forced: str | None, width: int, most: int | None
) -> Iterator[Line]:
    """Diagnostics in order of file, place and id; at most *most* of one id, then how many more."""
    shown: Counter[str] = Counter()
    for problem in sorted(problems, key=lambda problem: problem.sort_key):
        shown[problem.id] += 1
        if most is None or shown[problem.id] <= most:
            yield from diagnostic_block(problem, forced or problem.language or language, width)
            yield EMPTY
    for name, number in sorted(shown.items()):
        if most is not None and number > most:
            text = text_of("report-more-of-one", {"count": number - most, "id": name}, language)
            yield from hanging((), text, width, "dim")
            yield EMPTY


def diagnostic_block(problem: Diagnostic, language: str, width: int) -> Iterator[Line]:
    """One diagnostic in full."""
    severity = text_of(f"report-{problem.severity}", {}, language)
    head = (Piece(f"{severity}[{problem.id}]", STYLES[problem.severity]), Piece(": "))
    yield from hanging(head, said(problem.message, language), width, "strong", indent=2)
    marks = [
        Mark(label.span, said(label.message, language) if label.message else "", number == 0)
        for number, label in enumerate(problem.labels)
    ]
    yield from snippet(marks, width)
    gutter = gutter_of(marks)
    for help_ in problem.helps:
        yield from trailer("report-help", said(help_, language), gutter, language, width)
    for note in problem.notes:
        yield from trailer("report-note", said(note, language), gutter, language, width)


def trailer(name: str, text: str, gutter: int, language: str, width: int) -> Iterator[Line]:
    """`= help: text` under a block, wrapped under its own text."""
    head = (Piece(f"{' ' * gutter} = ", "dim"), Piece(f"{text_of(name, {}, language)}: ", "label"))
    yield from hanging(head, text, width)


def heading(text: str) -> Line:
    """The head of a part of the report."""
    return line(Piece(text, "strong"))
