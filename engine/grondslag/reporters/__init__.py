"""Reporters: an outcome in one format each. The table of formats; a format is loaded when it is
used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from grondslag.findings.outcome import Outcome
    from grondslag.reporters.view import View

FORMATS: Final = {
    "terminal": "terminal",
    "json-v1": "json_v1",
    "json": "json_v1",
    "concise": "concise",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "rdjson": "rdjson",
    "sarif": "sarif",
}
"""Formats by name, each with its module; `json` is the newest JSON."""


def writer(name: str) -> Callable[[Outcome, TextIO, View], None]:
    """The writer of a format of `FORMATS`."""
    write: Callable[[Outcome, TextIO, View], None]
    write = import_module(f"grondslag.reporters.{FORMATS[name]}").write
    return write
