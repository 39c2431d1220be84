"""A YAML file that an option names: read with its places, or refused with words."""

from __future__ import annotations

from pathlib import Path

from grondslag.cli.named_file import read_named
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
    try:
        text = read_named(file, most_bytes).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(Message("cli-file-not-read", {"path": shown})) from None
    document, problems = parse(Source(shown, text), plain_words(load_model()))
    stop_for_settings(problems, language)
    if document is None:
        raise WrongUse(Message("cli-file-not-read", {"path": shown}))
    return document
