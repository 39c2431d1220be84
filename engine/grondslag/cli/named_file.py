"""A file that the user named: its content, or why it cannot be had."""

from __future__ import annotations

from pathlib import Path

from grondslag.cli.problems import WrongUse, no_file
from grondslag.cli.project import shown_path
from grondslag.diagnostics import Message


def read_named(file: Path, most_bytes: int) -> bytes:
    """What is in a file. Raises `WrongUse` for one that is not there, cannot be read or is too large."""
    shown = {"path": shown_path(file)}
    if not file.is_file():
        raise no_file(file, shown_path(file))
    try:
        with file.open("rb") as opened:
            data = opened.read(most_bytes + 1)
    except OSError:
        raise WrongUse(Message("cli-file-not-read", shown)) from None
    if len(data) > most_bytes:
        raise WrongUse(Message("cli-file-too-large", shown))
    return data
