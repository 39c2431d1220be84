"""What is said of a file that is not read."""

from __future__ import annotations

from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.text import Source, Span

MOST_DEPTH: Final = 64
"""A register is some ten levels deep; deeper nesting is a mistake or an attack."""


def unread(name: str, span: Span, message: str | None = None, **params: object) -> Diagnostic:
    """A diagnostic of kind `read`; the help of *message* (else *name*) has that id and `-help`."""
    message = message or name
    return Diagnostic(
        name,
        "error",
        "read",
        Message(message, params),
        (Label(span),),
        (Message(f"{message}-help", params),),
        (Message("nothing-read"),),
    )


def too_large(source: Source, most: int) -> Diagnostic:
    """The file holds more than *most* characters (or bytes), and is not read."""
    return unread("file-not-read", Span(source, 0, 0), "file-too-large", most=most // 1024**2)


def too_deep(source: Source, at: int) -> Diagnostic:
    """A value that begins at *at* has more than `MOST_DEPTH` others around it; nothing is read."""
    end = min(at + 1, len(source.text))
    return unread("too-deep", Span(source, at, end), most=MOST_DEPTH)


def not_read(path: str, message: str) -> Diagnostic:
    """A file or folder of which there is no text to point at."""
    return unread("file-not-read", point(path), message)


def point(path: str) -> Span:
    """The beginning of a file that was not read."""
    return Span(Source(path, ""), 0, 0)
