"""The texts of the program: one TOML file a room, Dutch and English side by side.

An entry is a table with `nl` and `en`; `nl_one` and `en_one` are used instead when the parameter
`count` is 1. Between braces stand the names of parameters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from grondslag.words.phrases import listed

LANGUAGES: Final = ("nl", "en")
PACKED: Final = "catalogue.json"
_HERE: Final = Path(__file__).resolve().parent


class UnknownMessage(KeyError):
    """A message id that is not in the catalogue: a mistake of ours."""


def text_of(message_id: str, params: Mapping[str, object], language: str) -> str:
    """The text of a message in *language* (`nl` or `en`), with its parameters filled in.

    A parameter is put in as it is; escaping is for whoever writes the output.
    Raises `UnknownMessage` for an id that no catalogue has.
    """
    if not params:
        return _without_parameters(message_id, language)
    entry = _entry(message_id)
    key = f"{language}_one" if params.get("count") == 1 and f"{language}_one" in entry else language
    shown = {name: show(value, language) for name, value in params.items()}
    return entry[key].format_map(shown)


@cache
def _without_parameters(message_id: str, language: str) -> str:
    return _entry(message_id)[language].format_map({})


def _entry(message_id: str) -> Mapping[str, str]:
    entry = _entries().get(message_id)
    if entry is None:
        raise UnknownMessage(message_id)
    return entry


def show(value: object, language: str) -> str:
    """A parameter as it is read in *language*: dates in its notation, sequences listed with "or".

    A mapping holds the text for each language.
    """
    if isinstance(value, Mapping):
        return str(value[language])
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y") if language == "nl" else value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return listed([f"`{item}`" for item in value], "of" if language == "nl" else "or")
    return str(value)


def written_entries() -> dict[str, Mapping[str, str]]:
    """The whole catalogue as it is written, by message id."""
    import tomllib

    entries: dict[str, Mapping[str, str]] = {}
    for file in sorted((_HERE / "catalogue").glob("*.toml")):
        entries.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return entries


@cache
def _entries() -> Mapping[str, Mapping[str, str]]:
    # A wheel brings the catalogue as one JSON file, which is read ten times as fast.
    packed = _HERE / PACKED
    if packed.is_file():
        entries: dict[str, Mapping[str, str]] = json.loads(packed.read_bytes())
        return entries
    return written_entries()
