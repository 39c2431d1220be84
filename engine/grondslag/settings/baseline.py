"""The baseline: the findings and open questions that were there when the register was taken up, as JSON.

Machine-written, one entry a line, without places: an entry outlives edits and moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.text import Source, Span

FORMAT: Final = "grondslag/baseline-v1"
VERDICTS: Final = ("violation", "undetermined")


@dataclass(frozen=True, slots=True, order=True)
class KnownEntry:
    """A finding that is known: rule, canonical path of the subject, its verdict then, and since when."""

    rule: str
    subject: str
    verdict: str
    since: date
    fingerprint: str

    def covers(self, verdict: str) -> bool:
        """Whether it covers what is found now: an open question that turned out a violation is new."""
        return self.verdict == "violation" or verdict == "undetermined"


def write_baseline(entries: Iterable[KnownEntry]) -> str:
    """The text of a baseline: sorted, so that a change is a line."""
    lines = [
        json.dumps(
            {
                "rule": entry.rule,
                "subject": entry.subject,
                "verdict": entry.verdict,
                "since": entry.since.isoformat(),
                "fingerprint": entry.fingerprint,
            },
            ensure_ascii=True,
        )
        for entry in sorted(entries)
    ]
    body = ",\n".join(lines)
    return f'{{"format": "{FORMAT}", "known": [\n{body}\n]}}\n'


def read_baseline(source: Source) -> tuple[tuple[KnownEntry, ...], list[Diagnostic]]:
    """The entries of a baseline; of a text that is none nothing is known, and that is said."""
    try:
        written = json.loads(source.text)
        return tuple(_entries(written)), []
    except (ValueError, KeyError, TypeError, RecursionError):
        span = Span(source, 0, 0)
        message = Message("baseline-form")
        helps = (Message("baseline-form-help"),)
        return (), [Diagnostic("baseline-form", "error", "waiver", message, (Label(span),), helps)]


def _entries(written: Any) -> Iterator[KnownEntry]:
    if written["format"] != FORMAT:
        raise ValueError(written["format"])
    for entry in written["known"]:
        texts = [entry[key] for key in ("rule", "subject", "verdict", "fingerprint")]
        if not all(isinstance(text, str) for text in texts) or texts[2] not in VERDICTS:
            raise ValueError(entry)
        rule, subject, verdict, mark = texts
        yield KnownEntry(rule, subject, verdict, date.fromisoformat(entry["since"]), mark)
