"""A file that is brought in, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from grondslag.diagnostics import Message

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_CELLS: Final = 2_000_000
"""Of one file. A register of 10,000 activities with 40 columns has 400,000."""

WIDEST: Final = 1_000
"""Columns. A table that is wider holds no register."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The content of a file, and the name under which it is shown."""

    name: str
    data: bytes


class CannotImport(Exception):
    """A file that cannot be read as a table; `message` says why, in words for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.message = message
