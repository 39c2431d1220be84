"""The catalogue of messages: both languages, the same parameters, every id used, no text for people in code."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

ENGINE = Path(__file__).resolve().parents[2] / "engine" / "grondslag"
CATALOGUES = sorted((ENGINE / "words" / "catalogue").glob("*.toml"))
CODE = "\n".join(
    file.read_text(encoding="utf-8")
    for pattern in ("*.py", "*.html")
    for file in ENGINE.rglob(pattern)
)
ENTRIES = [
    (file.stem, name, entry)
    for file in CATALOGUES
    for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
]


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("room", "name", "entry"), ENTRIES, ids=[f"{room}/{name}" for room, name, _ in ENTRIES]
)
def test_an_entry_has_both_languages_with_the_same_parameters(room, name, entry) -> None:
    assert set(entry) >= {"nl", "en"}
    assert set(entry) <= {"nl", "en", "nl_one", "en_one"}
    assert parameters(entry["nl"]) == parameters(entry["en"])
    for text in entry.values():
        assert "\n" not in text.strip("\n") or name.startswith(("help-", "cli-")), (
            "a message is one line"
        )


def test_an_id_is_in_one_catalogue_only() -> None:
    names = [name for _, name, _ in ENTRIES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(("room", "name"), [(room, name) for room, name, _ in ENTRIES])
def test_every_id_is_used(room: str, name: str) -> None:
    literal = f'"{name}"' in CODE or f"'{name}'" in CODE
    # Ids that are put together from a prefix and a code: `reason-{kind}`, `verdict-{outcome}`.
    prefixes = {match[1] for match in re.finditer(r'f"([a-z-]+-)\{', CODE)}
    suffixes = {match[1] for match in re.finditer(r'\}(-[a-z-]+)"', CODE)}
    assert (
        literal
        or any(name.startswith(prefix) for prefix in prefixes)
        or any(name.endswith(suffix) for suffix in suffixes)
    )
