"""A file that is brought in once more: what is new, what changed there, and what was edited here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.interchange.importing.blocks import Block, find_blocks, hash_of

FORMAT: Final = "grondslag/import-state-v1"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier import wrote: collection and id by table and key, and for each entry its file and
    hash."""

    ids: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    written: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


def read_state(text: str) -> Earlier | None:
    """What a state file says; None where it is none of ours."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            return None
        ids = {
            (table, key): (str(collection), str(entry))
            for table, keys in data["ids"].items()
            for key, (collection, entry) in keys.items()
        }
        written = {
            (collection, entry): (str(kept["file"]), str(kept["hash"]))
            for collection, entries in data["entries"].items()
            for entry, kept in entries.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Earlier(ids, written)


def write_state(earlier: Earlier) -> str:
    """The state file, sorted."""
    ids: dict[str, dict[str, Any]] = {}
    for (table, key), place in sorted(earlier.ids.items()):
        ids.setdefault(table, {})[key] = list(place)
    entries: dict[str, dict[str, Any]] = {}
    for (collection, entry), (file, found) in sorted(earlier.written.items()):
        entries.setdefault(collection, {})[entry] = {"file": file, "hash": found}
    data = {"format": FORMAT, "ids": ids, "entries": entries}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that stands in the register otherwise than in the file.

    `edited`: its lines were changed here since they were written; they are then never replaced.
    """

    block: Block
    file: str
    before: str
    edited: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The entries of a file against those of the register."""

    new: tuple[Block, ...]
    same: tuple[Block, ...]
    different: tuple[Difference, ...]
    elsewhere: tuple[Block, ...]
    """Entries whose id stands in a file that no import wrote, or in another layout."""
    gone: tuple[tuple[str, str], ...]
    """Collection and id of entries that an earlier import wrote and the file no longer has."""


def compare(
    blocks: Sequence[Block],
    earlier: Earlier,
    files: Mapping[str, str],
    keys: Mapping[str, str],
    present: Mapping[str, frozenset[str]],
) -> Compared:
    """*files*: texts by path of the files that an import wrote; *keys*: collections as they are
    written there; *present*: the ids in the whole register, by collection."""
    places = {
        (path, collection): find_blocks(text, key)
        for path, text in files.items()
        for collection, key in keys.items()
    }
    new, same, different, elsewhere = [], [], [], []
    for block in blocks:
        if block.id not in present.get(block.collection, frozenset()):
            new.append(block)
            continue
        path, written = earlier.written.get((block.collection, block.id), ("", ""))
        place = places.get((path, block.collection), {}).get(block.id)
        if place is None:
            elsewhere.append(block)
            continue
        now = "".join(files[path].splitlines(keepends=True)[slice(*place)])
        if now == block.text:
            same.append(block)
        else:
            different.append(Difference(block, path, now, edited=hash_of(now) != written))
    made = {(block.collection, block.id) for block in blocks}
    gone = tuple(
        key
        for key in earlier.written
        if key not in made and key[1] in present.get(key[0], frozenset())
    )
    return Compared(tuple(new), tuple(same), tuple(different), tuple(elsewhere), gone)


def replaced(text: str, key: str, blocks: Sequence[Block]) -> str:
    """The file with these entries in place of the ones of the same ids."""
    lines = text.splitlines(keepends=True)
    places = find_blocks(text, key)
    for block in sorted(blocks, key=lambda one: places[one.id], reverse=True):
        start, end = places[block.id]
        lines[start:end] = block.text.splitlines(keepends=True)
    return "".join(lines)


def appended(text: str, key: str, blocks: Sequence[Block]) -> str | None:
    """The file with entries after the last one of its collection; None where it is laid out otherwise."""
    places = find_blocks(text, key)
    ends = [last for name, (_, last) in places.items() if name]
    if not ends or any(block.id == "" for block in blocks):
        return None
    end = max(ends)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join((*lines[:end], *(block.text for block in blocks), *lines[end:]))
