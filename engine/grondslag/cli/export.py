"""`grondslag export`: the register as sheets, JSON, linked data, or as a calendar of what falls due."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.cli.arguments import EXPORTS, Given
from grondslag.cli.decided import decisions_in
from grondslag.cli.judging import outcome_of
from grondslag.cli.lengths import days_within
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse, say
from grondslag.cli.project import Project, find_project, load_model, shown_path
from grondslag.cli.reports import view_of
from grondslag.cli.written_out import check_file, check_folder, write_file, write_folder
from grondslag.diagnostics import Message
from grondslag.findings.coming import coming, waivers_ending
from grondslag.findings.outcome import NOT_ALL_JUDGED, NOTHING_TO_CHECK, Outcome
from grondslag.interchange.as_written import facts_as_written
from grondslag.interchange.exporting.article_30 import article_30_sheets
from grondslag.interchange.exporting.calendar import calendar, deadlines
from grondslag.interchange.exporting.cannot_write import CannotWrite
from grondslag.interchange.exporting.csv_files import csv_files, possible_files
from grondslag.interchange.exporting.dpv import dpv_json
from grondslag.interchange.exporting.fact_sheets import fact_sheets
from grondslag.interchange.exporting.register_json import register_json
from grondslag.interchange.exporting.workbook import workbook
from grondslag.interchange.sheets import Sheet
from grondslag.language.calendar import day_of
from grondslag.model.kinds import Model
from grondslag.reporters.layout import hanging
from grondslag.settings.decisions import Decisions
from grondslag.words.catalogue import text_of

SUFFIXES: Final = {"jsonld": "dpv"}
"""Endings of a file that are no name of a form."""
USUAL: Final = 365
"""Days that a calendar looks ahead."""
WITH_MISTAKES: Final = 1


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the register in the form asked for; see the help for the exit status."""
    wanted = _wanted(given)
    out = Path(given.one("out") or "") if given.one("out") else None
    project, model = find_project(given, ()), load_model()
    force = given.flag("force")
    if out is not None:
        check = check_folder if wanted == "csv" else check_file
        check(out, project.root, force=force)
    days = days_within(given.one("within"), USUAL)
    is_calendar = wanted == "ics"
    decisions = decisions_in(project, given) if is_calendar else Decisions()
    outcome = outcome_of(given, variables, project, decisions, judged=is_calendar)
    if not outcome.judged.register.collections:
        say(text_of("export-no-register", {}, outcome.language))
        return _mistakes(outcome, outcome.language) or NOTHING_TO_CHECK
    export = _Export(outcome, model, given.one("lang") or outcome.language, days, project)
    try:
        content = export.content(wanted)
    except CannotWrite as problem:
        raise WrongUse(problem.message, problem.help) from None
    if out is None:
        sys.stdout.write(_one(content).decode("utf-8"))
    elif wanted == "csv":
        write_folder(out, content, possible_files(model), project.root)
    else:
        write_file(out, _one(content), project.root, force=force)
    if out is not None:
        params = {"path": shown_path(out), "count": len(content)}
        name = "export-written-files" if wanted == "csv" else "export-written"
        view = view_of(given, variables)
        show_lines(hanging((), text_of(name, params, export.language), view.width), view)
    return _mistakes(outcome, export.language)


def _wanted(given: Given) -> str:
    """The form asked for. Raises `WrongUse` where options do not go together."""
    wanted = given.one("format")
    if given.rest:
        raise WrongUse(
            Message("export-no-arguments", {"found": given.rest[0]}), Message("cli-see-help")
        )
    if wanted is None:
        suffix = Path(given.one("out") or "").suffix.removeprefix(".").lower()
        wanted = SUFFIXES.get(suffix, suffix if suffix in EXPORTS else None)
    if wanted is None:
        raise WrongUse(Message("export-no-format"), Message("export-no-format-help"))
    if wanted in {"xlsx", "csv"} and not given.one("out"):
        raise WrongUse(Message("export-needs-out", {"format": wanted}))
    if wanted != "ics" and given.one("within") is not None:
        raise WrongUse(Message("export-only-ics"))
    return wanted


def _one(content: Mapping[str, bytes]) -> bytes:
    (only,) = content.values()
    return only


@dataclass(frozen=True, slots=True)
class _Export:
    outcome: Outcome
    model: Model
    language: str
    days: int
    project: Project

    def content(self, wanted: str) -> Mapping[str, bytes]:
        """The bytes of each file by its name; of one file where the form is one file."""
        register, as_of = self.outcome.judged.register, self.outcome.as_of
        match wanted:
            case "json":
                return {wanted: register_json(register, self.model, as_of).encode()}
            case "dpv":
                site = self.project.settings.site_url
                return {wanted: dpv_json(register, self.model, self.language, site).encode()}
            case "ics":
                return {wanted: self._calendar()}
            case "csv":
                return csv_files((*self._readable(), *self._facts()), self.language)
        readable = self._readable()
        names = {sheet.name for sheet in readable}
        sheets = (*readable, *self._facts())
        return {wanted: workbook(sheets, names, self._title("export-title"), as_of)}

    def _readable(self) -> tuple[Sheet, ...]:
        return article_30_sheets(self.outcome.judged.register, self.model, self.language)

    def _facts(self) -> tuple[Sheet, ...]:
        facts = facts_as_written(self.outcome.judged.register, self.model)
        return fact_sheets(facts, self.model, self.language)

    def _calendar(self) -> bytes:
        found, ending = coming(self.outcome, self.days), waivers_ending(self.outcome, self.days)
        events = deadlines(self.outcome, self.model, self.days, found, ending, self.language)
        return calendar(events, self._title("export-calendar"), self.outcome.as_of, self.language)

    def _title(self, message: str) -> str:
        """What the file is called within: with the name of the organisation, if that is recorded."""
        name = self.outcome.judged.register.fact(("organisation", "name"))
        day = day_of(self.outcome.as_of)
        if not isinstance(name, str):
            return text_of(f"{message}-unnamed", {"day": day}, self.language)
        return text_of(message, {"name": name, "day": day}, self.language)


def _mistakes(outcome: Outcome, language: str) -> int:
    """Says that the register has mistakes; the exit status."""
    errors = [problem for problem in outcome.diagnostics if problem.severity == "error"]
    errors = [problem for problem in errors if problem.kind in {"read", "schema", "reference"}]
    if not errors:
        return 0
    say(text_of("export-mistakes", {"count": len(errors)}, language))
    unread = any(problem.kind == "read" for problem in errors)
    return NOT_ALL_JUDGED if unread else WITH_MISTAKES
