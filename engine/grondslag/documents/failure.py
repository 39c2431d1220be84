"""A text that stops being YAML: where the parser got stuck, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from grondslag.diagnostics import Diagnostic, Label, Message, Repair
from grondslag.text import Source, Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """The last scalar that was read: its place and its quote (empty for a plain one)."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The place where the parser got stuck; all offsets are in characters.

    `since` is where the thing began that it was reading (or equal to `at`), `flow` the innermost
    open bracket, `said` the words of the parser.
    """

    source: Source
    at: int
    since: int
    said: str
    flow: int | None
    last: Scalar | None

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.source.text

    def character(self, offset: int) -> str:
        """The character at an offset; empty past the end."""
        return self.source.text[offset : offset + 1]


def mistake(
    failure: Failure,
    name: str,
    start: int,
    end: int | None = None,
    *,
    message: str | None = None,
    label: Message | None = None,
    helps: tuple[Message, ...] | None = None,
    second: Label | None = None,
    repairs: tuple[Repair, ...] = (),
    **params: object,
) -> Diagnostic:
    """What is said of it: an unreadable file, with the place to change and the remedy."""
    message = message or name
    end = min(start + 1, len(failure.text)) if end is None else end
    labels = (Label(Span(failure.source, start, end), label),)
    return Diagnostic(
        name,
        "error",
        "read",
        Message(message, params),
        labels if second is None else (*labels, second),
        helps or (Message(f"{message}-help", params),),
        (Message("nothing-read"),),
        repairs=repairs,
    )
