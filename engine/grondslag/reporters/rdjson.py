"""Diagnostics for reviewdog: `rdjson`, which turns them into reviews on many code hosts.

Source: reviewdog.proto (reviewdog/reviewdog): lines and columns count from 1, columns in bytes of UTF-8.
"""

from __future__ import annotations

from typing import Any, Final, TextIO

from grondslag.findings.outcome import Outcome
from grondslag.reporters.alerts import Alert, alerts, is_in_repository
from grondslag.reporters.json_v1 import encoded
from grondslag.reporters.view import View
from grondslag.settings.load import FILE_NAME
from grondslag.text import Span

SEVERITIES: Final = {"error": "ERROR", "warning": "WARNING", "todo": "INFO"}


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the whole document, one diagnostic a line."""
    out.write('{"source": {"name": "grondslag"},\n"diagnostics": [')
    separator = "\n"
    for alert in alerts(outcome, view.language):
        if alert.is_set_apart:
            continue
        out.write(f"{separator}{encoded(_diagnostic(alert))}")
        separator = ",\n"
    out.write("\n]}\n")


def _diagnostic(alert: Alert) -> dict[str, Any]:
    text = f"{alert.message}\n{alert.fix}" if alert.fix else alert.message
    found: dict[str, Any] = {
        "message": text,
        "location": _location(alert.span),
        "severity": SEVERITIES[alert.level],
        "code": {"value": alert.id},
    }
    suggestions = [
        {"range": _range(repair.span), "text": repair.text}
        for repair in alert.repairs
        if is_in_repository(repair.span.source.path) and repair.text.isprintable()
    ]
    return found | ({"suggestions": suggestions} if suggestions else {})


def _location(span: Span | None) -> dict[str, Any]:
    if span is None or not is_in_repository(span.source.path):
        return {"path": FILE_NAME}
    return {"path": span.source.path, "range": _range(span)}


def _range(span: Span) -> dict[str, Any]:
    place = span.place()
    return {
        "start": _position(span, place.line, place.column),
        "end": _position(span, place.end_line, place.end_column),
    }


def _position(span: Span, line: int, column: int) -> dict[str, int]:
    before = span.source.line_text(line)[: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
