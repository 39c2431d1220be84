"""`grondslag doctor`: what is set up as it should be, what is not, and what to do about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from grondslag import __version__
from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.health.decisions import decisions
from grondslag.cli.health.pipelines import pipelines
from grondslag.cli.health.register_files import register_files
from grondslag.cli.health.remark import Place, Remark
from grondslag.cli.health.surroundings import surroundings
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, find_project
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.language.calendar import day_of
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging
from grondslag.words.catalogue import LANGUAGES, text_of

FORMAT: Final = "grondslag/doctor-v1"
ORDER: Final = ("error", "warning", "note", "ok")
MOST_OF_ONE: Final = 10
"""Remarks with the same message that are shown one by one, unless with -v."""
STYLES: Final[Mapping[str, Style]] = {
    "error": "error",
    "warning": "warning",
    "note": "todo",
    "ok": "good",
}


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Looks and tells; 1 if something must be mended (an error), else 0. Changes nothing."""
    if given.rest:
        raise WrongUse(
            Message("doctor-no-arguments", {"found": given.rest[0]}), Message("cli-see-help")
        )
    project, view = find_project(given, ()), view_of(given, variables)
    as_of = environment.moment(given.one("as_of"))
    remarks = _remarks(project, variables, as_of)
    status = int(any(item.status == "error" for item in remarks))
    if given.one("format") == "json":
        report = _report(remarks, as_of, str(project.root), status)
        sys.stdout.write(json.dumps(report, ensure_ascii=True, indent=2) + "\n")
        return status
    language = view.language or project.settings.language or environment.language(variables)
    show_lines(_lines(remarks, language, view.width, everything=view.verbose), view)
    return status


def _remarks(project: Project, variables: Mapping[str, str], as_of: datetime) -> list[Remark]:
    found = [
        *surroundings(project, variables),
        *register_files(project),
        *decisions(project, day_of(as_of)),
        *pipelines(project.root),
    ]
    return sorted(found, key=lambda item: ORDER.index(item.status))


def _report(remarks: Sequence[Remark], as_of: datetime, root: str, status: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "tool": {"name": "grondslag", "version": __version__},
        "as_of": as_of.isoformat(),
        "root": root,
        "exit_status": status,
        "summary": {name: sum(item.status == name for item in remarks) for name in ORDER},
        "remarks": [_entry(item) for item in remarks],
    }


def _entry(item: Remark) -> dict[str, Any]:
    place = item.place
    return {
        "about": item.about,
        "status": item.status,
        "code": item.message.id.removeprefix("doctor-"),
        "message": _texts(item.message),
        "help": _texts(item.help) if item.help else None,
        "place": {"path": place.path, "line": place.line, "column": place.column}
        if place
        else None,
    }


def _texts(message: Message) -> dict[str, str]:
    return {language: text_of(message.id, message.params, language) for language in LANGUAGES}


def _lines(
    remarks: Sequence[Remark], language: str, width: int, *, everything: bool
) -> Iterator[Line]:
    groups: dict[tuple[str, str], list[Remark]] = {}
    for item in remarks:
        key = (item.status, text_of(item.message.id, item.message.params, language))
        groups.setdefault(key, []).append(item)
    for (status, text), items in groups.items():
        label = text_of(f"doctor-status-{status}", {}, language)
        yield from hanging((Piece(f"{label:<9}", STYLES[status]),), text, width)
        most = len(items) if everything else MOST_OF_ONE
        for item in items[:most]:
            if item.place is not None:
                yield from hanging((Piece(" " * 9),), _shown(item.place), width, "path")
        if len(items) > most:
            more = text_of("doctor-more", {"count": len(items) - most}, language)
            yield from hanging((Piece(" " * 9),), more, width, "dim")
        help_ = items[0].help
        if help_ is not None and status != "ok":
            shown = text_of(help_.id, help_.params, language)
            yield from hanging((Piece(" " * 9 + "= ", "label"),), shown, width)
    counts = {name: sum(item.status == name for item in remarks) for name in ORDER}
    yield EMPTY
    yield from hanging((), text_of("doctor-summary", counts, language), width)


def _shown(place: Place) -> str:
    numbers = [str(number) for number in (place.line, place.column) if number is not None]
    return visible(":".join([place.path, *numbers]))
