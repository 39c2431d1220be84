"""One shape for everything the program says about a file: YAML, schema, rule language, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from grondslag.text import Span

Severity = Literal["error", "warning", "note"]
Room = Literal["read", "schema", "reference", "rule", "settings", "waiver"]


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the catalogue, not yet in a language: its id and what stands between its braces.

    Parameters are names, codes, numbers and dates as they are to be shown; a sequence is listed
    ("`a`, `b` or `c`"). Never a sentence, never a value that may be personal data.
    """

    id: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A place and what is to be said of it there; without a message the place speaks for itself."""

    span: Span
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Text to write in place of a stretch of a file, where only one thing can have been meant."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something to say about a place. The first label is the place to change.

    `kind` decides the exit status: `read` (a file could not be read) and `rule` (a rule could not be
    judged) give 4, `schema`, `reference` and `waiver` errors give 1, `settings` errors give 2.
    `language` is that of the file it is about, if known.
    """

    id: str
    severity: Severity
    kind: Room
    message: Message
    labels: tuple[Label, ...]
    helps: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    language: str | None = None
    path: tuple[str, ...] = ()
    """Canonical path of the fact it is about, where there is one."""
    articles: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def __post_init__(self) -> None:
        if not self.labels:
            raise ValueError(f"diagnostic {self.id} has no place")

    @property
    def span(self) -> Span:
        """The place to change."""
        return self.labels[0].span

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File, place, id: the order in which diagnostics are shown."""
        span = self.span
        return (
            span.source.path,
            span.start,
            span.end,
            self.id,
            str(sorted(self.message.params.items(), key=str)),
        )
