"""The files beside the pages of the internal site: the verdicts for programs, for spreadsheets, and as a dossier."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from grondslag.cli.arguments import DOWNLOADS, Given
from grondslag.cli.problems import WrongUse, unknown
from grondslag.diagnostics import Message
from grondslag.findings.outcome import Outcome
from grondslag.interchange.verdict_table import as_csv, as_workbook
from grondslag.reporters import writer
from grondslag.reporters.view import View

USUAL: Final = ("json", "csv", "sarif")
EXTRAS: Final[Mapping[str, str]] = {"xlsx": "xlsx", "pdf": "pdf"}
Make = Callable[[Outcome, str], bytes]


def wanted_downloads(given: Given) -> tuple[str, ...]:
    """The kinds of files that were asked for. Raises `WrongUse` for one that there is not."""
    asked = given.one("downloads")
    if asked is None:
        return USUAL
    kinds = tuple(dict.fromkeys(part for part in asked.split(",") if part))
    for kind in kinds:
        if kind not in DOWNLOADS:
            raise unknown("value", kind, DOWNLOADS)
    return kinds


def downloads(outcome: Outcome, language: str, kinds: Iterable[str]) -> dict[str, bytes]:
    """The files by address, but for the dossier, which is made from the pages."""
    return {
        f"downloads/grondslag.{kind}": made_with(kind, partial(MAKES[kind], outcome, language))
        for kind in kinds
        if kind in MAKES
    }


def made_with(kind: str, make: Callable[[], bytes]) -> bytes:
    """What is made. Raises `WrongUse` where what it takes is not installed."""
    try:
        return make()
    except ImportError:
        extra = {"kind": kind, "extra": EXTRAS.get(kind, kind)}
        raise WrongUse(
            Message("site-extra-missing", extra), Message("site-extra-help", extra)
        ) from None


def fixed_moment(outcome: Outcome) -> None:
    """Has the programs that write fonts into a document take the moment of the check for their clock."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(outcome.as_of.timestamp())))


def _report(kind: str) -> Make:
    def make(outcome: Outcome, language: str) -> bytes:
        out = io.StringIO()
        writer(kind)(outcome, out, View(language=language))
        return out.getvalue().encode()

    return make


MAKES: Final[Mapping[str, Make]] = {
    "json": _report("json"),
    "csv": as_csv,
    "xlsx": as_workbook,
    "sarif": _report("sarif"),
}
