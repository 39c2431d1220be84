"""The report for people: plain text, or the same text with colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from grondslag.findings.outcome import Outcome
from grondslag.reporters.escape import no_command
from grondslag.reporters.layout import Line, Piece, Style, plain
from grondslag.reporters.report import report
from grondslag.reporters.view import View

STYLES: Final[dict[Style, str]] = {
    "plain": "",
    "error": "bold red",
    "warning": "yellow",
    "todo": "cyan",
    "good": "green",
    "strong": "bold",
    "dim": "dim",
    "path": "blue",
    "first": "bold red",
    "second": "blue",
    "label": "bold",
}


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the report, line by line."""
    write_lines(report(outcome, view), out, view)


def write_lines(lines: Iterable[Line], out: TextIO, view: View) -> None:
    """Writes lines as the view wants them; without colour rich is not even loaded."""
    safe = map(_safe, lines) if view.in_ci else lines
    if view.color:
        _write_in_colour(safe, out)
        return
    for pieces in safe:
        out.write(plain(pieces) + "\n")


def _safe(pieces: Line) -> Line:
    """The line, with what a CI runner would take for a command broken."""
    text = plain(pieces)
    safe = no_command(text)
    return pieces if safe == text else (Piece(safe),)


def _write_in_colour(lines: Iterable[Line], out: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        _environ={},
    )
    for pieces in lines:
        text = Text(end="")
        for piece in pieces:
            text.append(piece.text, style=STYLES[piece.style])
        text.rstrip()
        console.print(text, soft_wrap=True, end="\n")
