"""The register that is there already: its ids, its names, and what an earlier import wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.cli.arguments import Given
from grondslag.cli.judging import outcome_of
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, load_model
from grondslag.diagnostics import Message
from grondslag.interchange.importing.again import Earlier, read_state
from grondslag.interchange.importing.draft import Draft
from grondslag.model.facts import Register
from grondslag.settings.decisions import Decisions
from grondslag.values import NONE

STATE: Final = ".grondslag/import"
"""Folder of what each import wrote: kept in git, so that the next one knows what was edited."""
MOST_BYTES: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Present:
    """What the register holds; a collection of one record or stated to be none has the id "" if it is
    there. `files` are paths as shown."""

    ids: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, str]]
    files: tuple[str, ...]
    language: str | None
    register: Register


def present_in(project: Project, given: Given, variables: Mapping[str, str]) -> Present:
    """The entries of the project's register by collection; nothing is judged."""
    outcome = outcome_of(given, variables, project, Decisions(), judged=False)
    model = load_model()
    register = outcome.judged.register
    ids: dict[str, frozenset[str]] = {}
    names: dict[str, dict[str, str]] = {}
    for collection, entries in register.collections.items():
        if not isinstance(entries, dict):
            ids[collection] = frozenset({""} if entries is NONE else ())
            continue
        if model.collections[collection].single:
            ids[collection] = frozenset({""}) if entries else frozenset()
            continue
        ids[collection] = frozenset(entries)
        names[collection] = {
            " ".join(record["name"].casefold().split()): entry
            for entry, record in entries.items()
            if isinstance(record, dict) and isinstance(record.get("name"), str)
        }
    files = outcome.coverage.files
    return Present(ids, names, files, register.language if files else None, register)


def state_file(root: Path, name: str) -> Path:
    """Where it is kept what the import of this name wrote."""
    return root / STATE / f"{name}.json"


def earlier_in(file: Path) -> Earlier:
    """What the state file says; nothing where there is none. Raises `WrongUse` for a broken one."""
    if not file.is_file():
        return Earlier()
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError
        found = read_state(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if found is None:
        raise WrongUse(Message("import-state-broken", {"path": f"{STATE}/{file.name}"}))
    return found


def draft_for(present: Present, earlier: Earlier, language: str) -> Draft:
    """An empty draft that knows which ids and names are taken, and which of them are its own."""
    keyed = set(earlier.ids.values())
    ours = {key for key in earlier.written if not key[1] or key not in keyed}
    taken = {
        collection: frozenset(entry for entry in ids if (collection, entry) not in ours)
        for collection, ids in present.ids.items()
    }
    known = {
        collection: {
            name: entry
            for name, entry in names.items()
            if (collection, entry) not in earlier.written
        }
        for collection, names in present.names.items()
    }
    return Draft(load_model(), language, taken, known, earlier.ids)
