"""The files in which a project keeps what people decided: waivers and the baseline."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from grondslag.cli.arguments import Given
from grondslag.cli.problems import WrongUse, no_file
from grondslag.cli.project import Project, shown_path
from grondslag.diagnostics import Message
from grondslag.documents.walk import is_below
from grondslag.settings.decisions import Decisions, decisions_of
from grondslag.text import Source

MOST_BYTES: Final = 20_000_000


def waivers_file(project: Project) -> Path:
    """Where the waivers of a project are kept."""
    return project.root / project.settings.waivers


def baseline_file(project: Project, given: Given) -> Path:
    """Where the baseline is kept: the file named, else that of the settings."""
    named = given.one("baseline")
    return Path(named) if named is not None else project.root / project.settings.baseline


def decisions_in(project: Project, given: Given) -> Decisions:
    """The decisions of a project. A file that was named must be there; one of the settings may not be yet."""
    waivers = None if given.flag("no_waivers") else _source(waivers_file(project), project)
    file = baseline_file(project, given)
    if given.one("baseline") is not None and not file.is_file():
        raise no_file(file, shown_path(file))
    strict = given.flag("strict_baseline")
    return decisions_of(waivers, _source(file, project), strict=strict)


def _source(file: Path, project: Project) -> Source | None:
    """The text of a file below the root; None if it is not there."""
    if not file.is_file():
        return None
    shown = shown_path(file)
    if not is_below(os.path.realpath(file), str(project.root)):
        raise WrongUse(Message("cli-outside-root", {"path": shown, "root": str(project.root)}))
    if file.stat().st_size > MOST_BYTES:
        raise WrongUse(Message("cli-file-too-large", {"path": shown}))
    try:
        return Source(shown, file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise WrongUse(Message("cli-file-not-read", {"path": shown})) from None
