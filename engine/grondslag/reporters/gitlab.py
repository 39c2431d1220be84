"""A Code Quality report for GitLab: an array of issues.

Source: "Code Quality" (docs.gitlab.com): `description`, `fingerprint`, `severity` and `location` are required, lines
count from 1, equal fingerprints collapse, and a bad entry hides all that follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TextIO

from grondslag.findings.outcome import Outcome
from grondslag.reporters.alerts import Alert, alerts, is_in_repository
from grondslag.reporters.json_v1 import encoded
from grondslag.reporters.view import View
from grondslag.settings.load import FILE_NAME

FAILING: Final = {"critical": "blocker", "high": "critical"}
MOST_CHARACTERS: Final = 2_000


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the whole array, one issue a line."""
    separator = "\n"
    out.write("[")
    for issue in _issues(outcome, view):
        out.write(f"{separator}{encoded(issue)}")
        separator = ",\n"
    out.write("\n]\n")


def _issues(outcome: Outcome, view: View) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for alert in alerts(outcome, view.language):
        if alert.finding is not None and alert.finding.waiver is not None:
            continue
        seen[alert.fingerprint] += 1
        number = seen[alert.fingerprint]
        mark = alert.fingerprint if number == 1 else f"{alert.fingerprint}:{number}"
        yield {
            "description": f"{alert.id}: {alert.message}"[:MOST_CHARACTERS],
            "check_name": alert.id,
            "fingerprint": mark,
            "severity": _severity(alert),
            "location": _location(alert),
        }


def _severity(alert: Alert) -> str:
    if alert.level == "error" and not alert.is_set_apart:
        return FAILING.get(alert.severity, "major")
    return "minor" if alert.level == "warning" and not alert.is_set_apart else "info"


def _location(alert: Alert) -> dict[str, Any]:
    place = alert.span.place() if alert.span else None
    if place is None or not is_in_repository(place.path):
        return {"path": FILE_NAME, "lines": {"begin": 1}}
    return {"path": place.path, "lines": {"begin": place.line}}
