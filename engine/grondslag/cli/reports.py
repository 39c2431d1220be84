"""Which reports were asked for, how they are shown, and where they go."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.problems import WrongUse, unknown
from grondslag.diagnostics import Message
from grondslag.findings.outcome import Outcome
from grondslag.reporters import FORMATS, writer
from grondslag.reporters.view import View


@dataclass(frozen=True, slots=True)
class Report:
    """A format, and the file it goes to; standard output if there is none."""

    format: str
    file: Path | None


AUTO: Final = "auto"


def reports_of(given: Given, variables: Mapping[str, str]) -> tuple[Report, ...]:
    """The reports asked for; one for people if none was. At most one goes to standard output.

    `auto` is what the place reads: annotations on GitHub Actions, else text for people.
    """
    found = []
    for wanted in given.many("format") or ("terminal",):
        name, _, file = wanted.partition("=")
        if name == AUTO:
            name = "github" if variables.get("GITHUB_ACTIONS") else "terminal"
        if name not in FORMATS:
            raise unknown("format", name, (AUTO, *FORMATS))
        found.append(Report(name, Path(file) if file else None))
    if sum(report.file is None for report in found) > 1:
        raise WrongUse(Message("cli-one-to-stdout"), Message("cli-one-to-stdout-help"))
    return tuple(found)


def view_of(given: Given, variables: Mapping[str, str]) -> View:
    """How reports on standard output are to be shown."""
    verdicts = given.one("verdicts")
    return View(
        language=given.one("lang"),
        width=environment.width(sys.stdout),
        color=environment.colour(given.one("color") or "auto", variables, sys.stdout),
        in_ci=environment.in_ci(variables),
        verbose=given.flag("verbose"),
        quiet=given.flag("quiet"),
        statistics=given.flag("statistics"),
        settle=given.flag("settle"),
        verdicts="all" if verdicts == "all" else "findings" if verdicts == "findings" else None,
    )


def write_reports(outcome: Outcome, reports: tuple[Report, ...], view: View) -> None:
    """Writes each report; a file as UTF-8, without colour, 80 columns wide."""
    for report in reports:
        write = writer(report.format)
        if report.file is None:
            write(outcome, sys.stdout, view)
            continue
        shown = replace(view, color=False, in_ci=False, width=environment.WIDTH_ON_PIPE)
        try:
            with report.file.open(
                "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            ) as out:
                write(outcome, out, shown)
        except OSError:
            raise WrongUse(Message("cli-file-not-written", {"path": str(report.file)})) from None
