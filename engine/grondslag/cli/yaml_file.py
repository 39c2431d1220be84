"""A YAML file that an option names: read with its places, or refused with words."""

from __future__ import annotations

from pathlib import Path

from grondslag.cli.printing import stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import load_model, shown_path
from grondslag.diagnostics import Message
from grondslag.documents.document import Document
from grondslag.documents.parse import parse
from grondslag.model.vocabulary import plain_words
from grondslag.text import Source


def read_yaml_file(file: Path, most_bytes: int, language: str) -> Document:
    """The document in a file. Raises `WrongUse` for one that cannot be read, `WrongSettings` for bad YAML."""
    shown = shown_path(file)
    if not file.is_file():
        raise WrongUse(Message("cli-no-file", {"path": shown}))
    try:
        with file.open("rb") as opened:
            data = opened.read(most_bytes + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise WrongUse(Message("cli-file-not-read", {"path": shown})) from None
    if len(data) > most_bytes:
        raise WrongUse(Message("cli-file-too-large", {"path": shown}))
    document, problems = parse(Source(shown, text), plain_words(load_model()))
    stop_for_settings(problems, language)
    if document is None:
        raise WrongUse(Message("cli-file-not-read", {"path": shown}))
    return document
