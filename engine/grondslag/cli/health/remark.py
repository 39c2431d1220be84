"""One thing that `grondslag doctor` found: in order, or what is the matter and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from grondslag.diagnostics import Message
from grondslag.text import Source

Status = Literal["ok", "note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Place:
    """A path as shown; line and column from 1, None for the whole."""

    path: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """`about` is the kind of thing that was looked at; `helps` says what to do."""

    about: str
    status: Status
    message: Message
    help: Message | None = None
    place: Place | None = None


def remark(
    about: str,
    status: Status,
    params: Mapping[str, object] | None = None,
    *,
    name: str | None = None,
    place: Place | None = None,
    helps: bool = True,
) -> Remark:
    """A remark with message `doctor-NAME` and, unless it is in order, what to do in `doctor-NAME-help`."""
    message = name or about
    help_ = Message(f"doctor-{message}-help", params or {}) if helps and status != "ok" else None
    return Remark(about, status, Message(f"doctor-{message}", params or {}), help_, place)


def place_in(source: Source, offset: int) -> Place:
    """The place of a character in a text."""
    line, column = source.line_column(offset)
    return Place(source.path, line, column)
