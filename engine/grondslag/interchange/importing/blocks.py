"""The files that an import writes, entry by entry: each a block of lines that can be found again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from grondslag.interchange.importing.draft import Draft
from grondslag.interchange.write_yaml import (
    file_keys,
    write_collection,
    write_file,
)
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_collection

SCHEMA: Final = ".grondslag/register.schema.json"


@dataclass(frozen=True, slots=True)
class Block:
    """An entry as it is written: its lines from the first to the last, with line breaks.

    A whole collection, of one record or with a word instead of entries, has the id "".
    """

    collection: str
    id: str
    text: str

    @property
    def hash(self) -> str:
        """By which it is known again."""
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """The hash of the lines of an entry."""
    return sha256(text.encode()).hexdigest()


def blocks_of(draft: Draft) -> Iterator[Block]:
    """The entries of a draft in the order of the model; a collection of one record has the id ""."""
    model = draft.model
    for collection, kind in model.collections.items():
        entries = draft.collections.get(collection)
        if entries == {} or collection not in draft.collections:
            continue
        if kind.single or not isinstance(entries, Mapping):
            text = write_collection(model, collection, entries, draft.language)
            yield Block(collection, "", text)
            continue
        for name, record in entries.items():
            yield Block(collection, name, _block(draft, collection, name, record))


def _block(draft: Draft, collection: str, name: str, record: Mapping[str, Any]) -> str:
    texts = draft.notes.get((collection, name), [])
    if texts:
        written = record.get("note")
        first = [written] if isinstance(written, str) else []
        record = {**record, "note": "\n\n".join((*first, *texts))}
    text = write_collection(draft.model, collection, {name: record}, draft.language)
    return "".join(text.splitlines(True)[1:])


def file_of(
    model: Model, collection: str, blocks: Sequence[Block], language: str, *, leading: bool, up: str
) -> str:
    """A new file of one collection. *leading*: it has the keys at the top that a register needs once.

    *up* leads from its folder to the root (`../`).
    """
    key = spell_collection(model, collection, language)
    head = "" if blocks[0].id == "" else f"{key}:\n"
    part = head + "".join(block.text for block in blocks)
    keys = file_keys(model, language) if leading else ""
    return write_file([part], schema=f"{up}{SCHEMA}", keys=keys + "\n" if keys else "")


def find_blocks(text: str, key: str) -> dict[str, tuple[int, int]]:
    """Where each entry of a collection stands in a file that is laid out as we write it: the first line
    and the one after the last, counted from 0. A comment right above an entry belongs to it; the whole
    collection has the id ""."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, row in enumerate(lines) if row.startswith(f"{key}:")), None)
    if start is None:
        return {}
    found: dict[str, tuple[int, int]] = {}
    name, first, comment = "", -1, -1
    end = start + 1
    for number in range(start + 1, len(lines) + 1):
        row = lines[number] if number < len(lines) else ""
        if number == len(lines) or (row.strip() and not row.startswith(" ")):
            end = number
            break
        inner = row.startswith("  ") and not row.startswith("   ") and row.strip()
        if not inner:
            continue
        if row.startswith("  #"):
            comment = number if comment < 0 else comment
            continue
        if name:
            found[name] = (first, comment if comment >= 0 else number)
        name = row.strip().partition(":")[0].strip("\"'")
        first, comment = (comment if comment >= 0 else number), -1
    if name:
        found[name] = (first, comment if comment >= 0 else end)
    found[""] = (start, end)
    return found
