"""What is said about a rule file: diagnostics with a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message, Severity
from grondslag.language.keywords import KeywordLanguage, Keywords, keywords
from grondslag.text import Source, Span
from grondslag.words.phrases import did_you_mean

Where = tuple[int, int]
MOST_NAMES: Final = 8


@dataclass(slots=True)
class Problems:
    """The diagnostics of one file, in the order they were found."""

    source: Source
    language: KeywordLanguage
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def words(self) -> Keywords:
        """The keywords of the file."""
        return keywords(self.language)

    def add(
        self,
        name: str,
        where: Where,
        /,
        *,
        message: str | None = None,
        helps: Iterable[Message] = (),
        others: Iterable[Label] = (),
        severity: Severity = "error",
        **params: object,
    ) -> None:
        """Say *name* of a place; *message* is the id of its text where that differs from *name*."""
        said = Message(message or name, params)
        labels = (Label(Span(self.source, *where)), *others)
        self.found.append(
            Diagnostic(name, severity, "rule", said, labels, tuple(helps), language=self.language)
        )

    def label(self, where: Where, message: str, **params: object) -> Label:
        """A second place in the same file."""
        return Label(Span(self.source, *where), Message(message, params))

    def ordered(self) -> list[Diagnostic]:
        """What was found, each once, in order of place."""
        seen: dict[tuple[object, ...], Diagnostic] = {}
        for diagnostic in self.found:
            seen.setdefault(diagnostic.sort_key, diagnostic)
        return sorted(seen.values(), key=lambda diagnostic: diagnostic.sort_key)


def nearest(written: str, known: Iterable[str]) -> tuple[Message, ...]:
    """The help for an unknown name: the nearest known one, else those there are (at most eight)."""
    names = sorted(set(known))
    near = did_you_mean(written, names)
    if near is not None:
        return (Message("language-did-you-mean", {"near": near}),)
    return choices(names)


def choices(names: Iterable[str]) -> tuple[Message, ...]:
    """The help that lists what is allowed, sorted, at most eight."""
    ordered = sorted(set(names))[:MOST_NAMES]
    return (Message("language-choose", {"names": ordered}),) if ordered else ()


def write(text: str) -> tuple[Message, ...]:
    """The help that says what to write."""
    return (Message("language-write", {"text": text}),)


def advice(message: str, **params: object) -> tuple[Message, ...]:
    """A help line of its own."""
    return (Message(message, params),)


def kebab(written: str) -> str:
    """The kebab-case form of an id; an id that is in that form already stays as it is."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", written)
    return re.sub(r"[^a-z0-9]+", "-", parted.lower()).strip("-") or "rule-id"
