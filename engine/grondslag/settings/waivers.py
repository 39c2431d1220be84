"""The file of waivers: decisions by people to accept a finding for a time, in Dutch or English.

Here only its form is read. Whether a waiver may hold is decided where findings are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.document import Document
from grondslag.documents.parse import parse
from grondslag.text import Source, Span
from grondslag.words.phrases import did_you_mean

Kind = Literal["accepted_risk", "not_applicable", "false_finding"]
TOP: Final = {"waivers": "en", "aanvaardingen": "nl"}
KEYS: Final[Mapping[str, str]] = {
    "rule": "regel",
    "about": "over",
    "reason": "reden",
    "owner": "eigenaar",
    "valid_until": "geldig_tot",
    "approved_by": "goedgekeurd_door",
    "approved_on": "goedgekeurd_op",
    "kind": "soort",
    "measure": "maatregel",
    "dpo_advice": "fg_advies",
    "renewal": "verlenging",
    "facts": "feiten",
}
"""The keys of a waiver in English, each with its Dutch name."""
KINDS: Final[Mapping[str, str]] = {
    "accepted_risk": "aanvaard_risico",
    "not_applicable": "niet_van_toepassing",
    "false_finding": "onjuiste_bevinding",
}
REQUIRED: Final = ("rule", "about", "reason", "owner", "valid_until")
DATES: Final = ("valid_until", "approved_on")
MOST_WAIVERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """One waiver as it was written; `valid_until` is the first day on which it no longer holds.

    `about` is the path of a subject, as a report shows it. `facts` is the hash of the facts it was based on.
    """

    id: str
    rule: str
    about: str
    reason: str
    owner: str
    valid_until: date
    approved_by: str | None
    approved_on: date | None
    kind: Kind
    renewal: int
    facts: str | None
    span: Span
    language: str


def read_waivers(source: Source) -> tuple[tuple[WaiverEntry, ...], list[Diagnostic]]:
    """The waivers in a text in the order of the file, and what is wrong; one that is malformed is left out."""
    document, problems = parse(source, {})
    found = [replace(problem, kind="waiver") for problem in problems]
    if document is None:
        return (), found
    reading = _Reading(document, found)
    return tuple(reading.waivers()), found


class _Reading:
    """Reads one file, and notes what is wrong in it."""

    def __init__(self, document: Document, problems: list[Diagnostic]) -> None:
        self.document, self.problems = document, problems

    def waivers(self) -> list[WaiverEntry]:
        """Every waiver that is complete."""
        found: list[WaiverEntry] = []
        for top, entries in self.document.value.items():
            if top not in TOP:
                self._unknown((top,), TOP)
            elif not isinstance(entries, dict):
                self._say("waiver-form", (top,), value=True)
            else:
                for name in list(entries)[:MOST_WAIVERS]:
                    entry = self._entry(TOP[top], (top, name), entries[name])
                    if entry is not None:
                        found.append(entry)
        return found

    def _entry(self, language: str, path: tuple[str, ...], written: Any) -> WaiverEntry | None:
        if not isinstance(written, dict):
            self._say("waiver-form", path)
            return None
        before = len(self.problems)
        values = self._values(language, path, written)
        for key in REQUIRED:
            if key not in values:
                self._say("waiver-lacks", path, key=_spelled(key, language))
        if len(self.problems) > before:
            return None
        return WaiverEntry(
            id=path[1],
            rule=values["rule"],
            about=values["about"],
            reason=values["reason"],
            owner=values["owner"],
            valid_until=values["valid_until"],
            approved_by=values.get("approved_by"),
            approved_on=values.get("approved_on"),
            kind=values.get("kind", "accepted_risk"),
            renewal=values.get("renewal", 0),
            facts=values.get("facts"),
            span=self.document.key_span(path),
            language=language,
        )

    def _values(
        self, language: str, path: tuple[str, ...], written: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What was written, by English key, each of the kind it must be."""
        names = {_spelled(key, language): key for key in KEYS}
        values: dict[str, Any] = {}
        for name, value in written.items():
            key = names.get(name)
            if key is None:
                self._unknown((*path, name), names)
                continue
            read = self._read(key, (*path, name), value, language)
            if read is not None:
                values[key] = read
        return values

    def _read(self, key: str, path: tuple[str, ...], value: Any, language: str) -> Any:
        if key in DATES:
            return self._date(path, value)
        if key == "renewal":
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
            self._say("waiver-number", path, value=True)
            return None
        if not isinstance(value, str) or not value.strip():
            self._say("waiver-text", path, value=True)
            return None
        if key == "kind":
            codes = {_code(code, language): code for code in KINDS}
            if value not in codes:
                self._unknown(path, codes, value=True)
            return codes.get(value)
        return " ".join(value.split())

    def _date(self, path: tuple[str, ...], value: Any) -> date | None:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._say("waiver-date", path, value=True)
            return None

    def _say(
        self, name: str, path: tuple[str, ...], *, value: bool = False, **params: object
    ) -> None:
        span = self.document.value_span(path) if value else self.document.key_span(path)
        shown = {"key": path[-1], **params}
        self.problems.append(
            Diagnostic(name, "error", "waiver", Message(name, shown), (Label(span),))
        )

    def _unknown(
        self, path: tuple[str, ...], known: Mapping[str, object], *, value: bool = False
    ) -> None:
        span = self.document.value_span(path) if value else self.document.key_span(path)
        found = span.source.text[span.start : span.end] if value else path[-1]
        near = did_you_mean(found, list(known))
        label = Message("setting-near", {"near": near}) if near else None
        helps = () if near else (Message("setting-choose", {"choices": tuple(sorted(known))}),)
        message = Message("waiver-unknown-key", {"found": found})
        self.problems.append(
            Diagnostic(
                "waiver-unknown-key", "error", "waiver", message, (Label(span, label),), helps
            )
        )


def _spelled(key: str, language: str) -> str:
    return KEYS[key] if language == "nl" else key


def _code(code: str, language: str) -> str:
    return KINDS[code] if language == "nl" else code
