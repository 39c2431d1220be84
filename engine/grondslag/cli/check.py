"""`grondslag check`: a register judged, and reported in the formats asked for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.compared import change_of
from grondslag.cli.decided import decisions_in
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import (
    Project,
    check_packs,
    chosen,
    find_project,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
    wanted_of,
    with_parameters,
)
from grondslag.cli.reports import reports_of, view_of, write_reports
from grondslag.cli.shown import files_lines, settings_lines
from grondslag.diagnostics import Message
from grondslag.findings.outcome import FAIL_ON, FINDINGS_FAIL, NOTHING_FAILS, FailOn
from grondslag.pipeline import check
from grondslag.settings.intake import Wanted
from grondslag.settings.load import missing_folders

STDIN: Final = "-"


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Checks and reports; returns the exit status of the outcome."""
    # A run is short and keeps nearly all that it makes: looking for what could be freed costs more.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _run(given, variables)
    finally:
        if was_enabled:
            gc.enable()


def _run(given: Given, variables: Mapping[str, str]) -> int:
    reports, view = reports_of(given, variables), view_of(given, variables)
    as_of = environment.moment(given.one("as_of"))
    paths = _paths(given)
    project = find_project(given, paths)
    language = view.language or project.settings.language or environment.language(variables)
    if given.flag("show_settings"):
        stop_for_settings(project.problems, language)
        show_lines(settings_lines(project.settings, str(project.root), language, view.width), view)
        return NOTHING_FAILS
    stop_for_settings(
        [*project.problems, *missing_folders(project.settings, project.root)], language
    )
    model, wanted = load_model(), _wanted(given, project, paths)
    rulebook = rulebook_of(project, model)
    check_packs(given.many("with"), rulebook)
    stop_for_settings(names_that_do_not_exist(project, rulebook), language)
    rulebook = with_parameters(rulebook, project, as_of)
    if given.one("base") is not None and not given.flag("form"):
        outcome = change_of(given, variables, project, model, as_of, _fail_on(given))
    else:
        outcome = check(
            wanted,
            as_of=as_of,
            model=model,
            rulebook=chosen(rulebook, project.settings, given.many("only")),
            settings=project.settings,
            language=view.language,
            fallback=environment.language(variables),
            fail_on=_fail_on(given),
            decisions=None if given.flag("form") else decisions_in(project, given),
            form_only=given.flag("form"),
        )
    if given.flag("show_files"):
        show_lines(files_lines(outcome.coverage, language), view)
        return NOTHING_FAILS
    write_reports(outcome, reports, view)
    if given.flag("exit_zero") and outcome.exit_status == FINDINGS_FAIL:
        return NOTHING_FAILS
    return outcome.exit_status


def _fail_on(given: Given) -> FailOn:
    wanted = given.one("fail_on")
    return next((level for level in FAIL_ON if level == wanted), FAIL_ON[0])


def _paths(given: Given) -> tuple[Path, ...]:
    """The paths named, each of which must exist; none for standard input."""
    if STDIN in given.rest:
        if len(given.rest) > 1:
            raise WrongUse(Message("cli-stdin-alone"))
        return ()
    for path in given.rest:
        if not Path(path).exists():
            raise WrongUse(Message("cli-no-path", {"path": path}))
    return tuple(map(Path, given.rest))


def _wanted(given: Given, project: Project, paths: Sequence[Path]) -> Wanted:
    """What to read: standard input, the paths named, or what the settings call the register."""
    root = project.root
    if STDIN in given.rest:
        name = given.one("stdin_filename") or STDIN
        return Wanted(root, texts=((name, sys.stdin.buffer.read()),))
    for path in paths:
        if not path.resolve().is_relative_to(root):
            raise WrongUse(
                Message("cli-outside-root", {"path": str(path), "root": str(root)}),
                Message("cli-outside-root-help"),
            )
    if paths:
        return Wanted(root, paths=tuple(map(str, paths)), ignore=project.settings.ignore)
    return wanted_of(project)
