"""The register that is being made: entries by collection, notes, and where each came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.model.kinds import FieldKind, Model
from grondslag.model.readers import is_id
from grondslag.values import NONE

_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 50
ITEMS: Final[Mapping[str, Mapping[str, str]]] = {
    "purposes": {"nl": "doel", "en": "purpose"},
    "data": {"nl": "gegevens", "en": "data"},
    "transfers": {"nl": "doorgifte", "en": "transfer"},
    "collection_points": {"nl": "verzamelpunt", "en": "collection-point"},
    "forms": {"nl": "formulier", "en": "form"},
    "cookies": {"nl": "cookie", "en": "cookie"},
}
"""What the one item of a map is called that a row of a table gives."""


class Taken(Exception):
    """The place of a fact holds another fact."""


def slug(text: str) -> str:
    """An id from a text: lower case, no accents, words joined; "" where nothing is left."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _NOT_IN_ID.sub("-", ascii_).strip("-")
    if len(found) > _LONGEST:
        cut = found[: _LONGEST + 1].rpartition("-")[0] or found[:_LONGEST]
        found = cut.strip("-")
    return found if is_id(found) else (f"{found}-1" if is_id(f"{found}-1") else "")


@dataclass
class Draft:
    """What a file becomes: canonical facts by collection, and the note of each entry.

    `taken` are ids that the register has already, by collection; `known` ids by collection and name in
    lower case. `ids` are the collections and ids of an earlier import by table and key, `keys` those of
    this one; for an entry that a name in a cell gave, the table is `@` and its collection.
    """

    model: Model
    language: str
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    keys: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    """How often a key was met in a table."""
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def new_id(self, collection: str, wished: str) -> str:
        """An id that no entry has yet: the one wished for, or with a number after it."""
        entries = self.collections.get(collection, {})
        taken = self.taken.get(collection, frozenset())
        found, number = wished, self._numbers.get((collection, wished), 1)
        while found in entries or found in taken:
            number += 1
            found = f"{wished}-{number}"
        self._numbers[(collection, wished)] = number  # The next one need not try these again.
        return found

    def add(self, collection: str, wished: str) -> str:
        """A new entry; its id."""
        found = self.new_id(collection, wished)
        self.collections.setdefault(collection, {})[found] = {}
        return found

    def id_of(self, key: tuple[str, str], collection: str, wished: str) -> str:
        """The id that an earlier import gave to a key, else a new one; it is remembered."""
        kept, found = self.ids.get(key, ("", ""))
        if kept != collection:
            found = self.new_id(collection, wished)
        self.keys[key] = (collection, found)
        self.record(collection, found)
        return found

    def find_name(self, collection: str, name: str) -> str | None:
        """The id of the entry of that name, in the register or in this draft."""
        folded = " ".join(name.casefold().split())
        return self.known.get(collection, {}).get(folded) or self._names.get((collection, folded))

    def named(self, collection: str, name: str, kind: str = "") -> str:
        """The id of the entry of that name: of the register, of this draft, or a new one.

        *kind* tells entries of one name apart that cannot be the same.
        """
        folded = " ".join((name.casefold() + (f" ({kind})" if kind else "")).split())
        known = self.known.get(collection, {}).get(folded) or self._names.get((collection, folded))
        if known is None:
            key = (f"@{collection}", folded)
            known = self.id_of(key, collection, slug(name) or collection)
            self.record(collection, known)["name"] = name
            self._names[(collection, folded)] = known
        return known

    def remember_name(self, collection: str, entry: str, name: str) -> None:
        """Lets later cells that name this entry find it."""
        self._names.setdefault((collection, " ".join(name.casefold().split())), entry)

    def record(self, collection: str, entry: str) -> dict[str, Any]:
        """The facts of an entry, or of a collection that is one record."""
        found = self.collections.setdefault(collection, {})
        if self.model.collections[collection].single:
            return found
        record: dict[str, Any] = found.setdefault(entry, {})
        return record

    def put(
        self, collection: str, entry: str, path: tuple[str, ...], fact: Any, item: str = ""
    ) -> None:
        """Puts a fact at a path of an entry; *item* is added to the id of a map's item.

        Walking through a reference makes the entry that it names. Raises `Taken`.
        """
        record = self.record(collection, entry)
        fields = self.model.collections[collection].entry.fields
        for number, name in enumerate(path):
            kind = fields[name]
            last = number == len(path) - 1
            if last:
                _set(record, name, fact)
                return
            if kind.type in {"ref", "refs"}:
                target = kind.refs[0]
                inner = self._referred(record, kind, target, entry + item)
                self.put(target, inner, path[number + 1 :], fact)
                return
            record = _into(record, name)
            if kind.type == "map":
                record = _into(record, self.item(name, item))
            fields = self.model.records[kind.record or ""].fields

    def item(self, name: str, suffix: str = "") -> str:
        """The id of the item of a map that the first row of an entry gives, or a later row."""
        return ITEMS.get(name, {}).get(self.language, name.replace("_", "-")) + suffix

    def _referred(self, record: dict[str, Any], kind: FieldKind, target: str, wished: str) -> str:
        held = record.get(kind.name)
        if isinstance(held, str):
            return held
        if isinstance(held, tuple) and len(held) == 1:
            return str(held[0])
        if held is not None and held != ():
            raise Taken
        found = self.add(target, wished)
        record[kind.name] = found if kind.type == "ref" else (found,)
        return found

    def refer(self, collection: str, entry: str, path: tuple[str, ...], ids: list[str]) -> None:
        """Adds ids to a field of references."""
        record = self.record(collection, entry)
        for name in path[:-1]:
            record = _into(record, name)
        held = record.get(path[-1])
        before = held if isinstance(held, tuple) else ()
        record[path[-1]] = tuple(dict.fromkeys((*before, *ids)))

    def note(self, collection: str, entry: str, text: str) -> None:
        """Keeps a text in the note of an entry."""
        self.notes.setdefault((collection, entry), []).append(text)


def _set(record: dict[str, Any], name: str, fact: Any) -> None:
    if name in record and record[name] is not None and record[name] != fact:
        if fact is None:
            return  # An answer that is there is not taken back by a question.
        raise Taken
    record[name] = fact


def _into(record: dict[str, Any], name: str) -> dict[str, Any]:
    held = record.get(name)
    if held is NONE or (held is not None and not isinstance(held, dict)):
        raise Taken
    if held is None:
        record[name] = held = {}
    return held
