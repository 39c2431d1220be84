"""Lines and diagnostics that the commands print themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from grondslag.cli import environment
from grondslag.cli.problems import WrongSettings
from grondslag.diagnostics import Diagnostic
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.layout import Line
from grondslag.reporters.terminal import write_lines
from grondslag.reporters.view import View


def show_lines(lines: Iterable[Line], view: View) -> None:
    """Prints lines on standard output."""
    write_lines(lines, sys.stdout, view)


def stop_for_settings(problems: Sequence[Diagnostic], language: str) -> None:
    """Says what is wrong with the settings and raises `WrongSettings`; returns if nothing is."""
    if not problems:
        return
    view = View(in_ci=environment.in_ci(environment.variables()))
    blocks = diagnostic_blocks(problems, language, language, view.width, None)
    write_lines(blocks, sys.stderr, view)
    if any(problem.severity == "error" for problem in problems):
        raise WrongSettings
