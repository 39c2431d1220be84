"""Annotations for GitHub Actions: workflow commands on standard output.

Source: "Workflow commands for GitHub Actions" (docs.github.com) and ActionCommand.cs of actions/runner. A step
shows ten annotations of a type; the gravest are told, and one notice says how many are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TextIO

from grondslag.findings.outcome import Outcome
from grondslag.reporters.alerts import Alert, alerts, is_in_repository
from grondslag.reporters.escape import no_command
from grondslag.reporters.view import View
from grondslag.text import Place
from grondslag.words.catalogue import text_of

MOST_OF_A_TYPE: Final = 10
MOST_CHARACTERS: Final = 4_000
TYPES: Final = {"error": "error", "warning": "warning", "todo": "notice"}


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes one command a line."""
    for command in _commands(outcome, view):
        out.write(command + "\n")


def _commands(outcome: Outcome, view: View) -> Iterator[str]:
    told = dict.fromkeys(TYPES.values(), 0)
    left = 0
    room = {**dict.fromkeys(TYPES.values(), MOST_OF_A_TYPE), "notice": MOST_OF_A_TYPE - 1}
    for alert in alerts(outcome, view.language):
        if alert.is_set_apart:
            continue
        kind = TYPES[alert.level]
        if told[kind] == room[kind]:
            left += 1
            continue
        told[kind] += 1
        yield _command(kind, alert)
    if left:
        text = text_of(
            "report-annotations-left", {"count": left}, view.language or outcome.language
        )
        yield f"::notice title=grondslag::{_data(text)}"


def _command(kind: str, alert: Alert) -> str:
    parts = [alert.message, alert.fix] if alert.fix else [alert.message]
    text = "\n".join(parts)[:MOST_CHARACTERS]
    properties = {**_place(alert), "title": f"{alert.id}: {alert.title}"}
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {shown}::{_data(text)}"


def _place(alert: Alert) -> dict[str, str]:
    place = alert.span.place() if alert.span else None
    if place is None or not is_in_repository(place.path):
        return {}
    return {"file": place.path, "line": str(place.line), **_end(place)}


def _end(place: Place) -> dict[str, str]:
    """Columns only within one line: the runner drops them otherwise."""
    if place.end_line != place.line:
        return {"endLine": str(place.end_line)}
    return {
        "endLine": str(place.line),
        "col": str(place.column),
        "endColumn": str(max(place.end_column, place.column)),
    }


def _data(text: str) -> str:
    return no_command(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
