"""Files to one register: facts are read file by file and united by collection and id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.facts import Path
from grondslag.model.kinds import CollectionKind
from grondslag.model.places import Places
from grondslag.model.readers import Said, aside, word_in
from grondslag.model.reading import FILE_KEYS, Reading, read_entries, read_fields
from grondslag.model.vocabulary import spell_path
from grondslag.values import NONE, UNREADABLE

if TYPE_CHECKING:
    from grondslag.documents.document import Document


@dataclass(slots=True)
class Merge:
    """The register so far."""

    places: Places
    collections: dict[str, Any] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    said_none: dict[str, Document] = field(default_factory=dict)
    """Collections that are none, with the file that says so."""

    def add(self, document: Document, reading: Reading, said: Said) -> None:
        """Read a file and unite it with what was read; *said* grows if something is to be said."""
        for key, raw in document.value.items():
            name = reading.collection(key)
            if name is None:
                if key not in FILE_KEYS:
                    said.append(None)
                continue
            kind = reading.model.collections[name]
            self.places.holders.setdefault(name, document)
            if type(raw) is not dict or word_in(raw) is not None:
                self._add_word(document, kind, raw, reading, said)
            elif kind.single:
                self._add_record(document, name, raw, reading, said)
            else:
                self._add_entries(document, name, raw, reading, said)

    def _add_word(
        self, document: Document, kind: CollectionKind, raw: object, reading: Reading, said: Said
    ) -> None:
        fact = aside(reading.words, kind.none, None)(raw, said)
        if fact is None and not kind.single:
            return
        if fact is NONE:
            self.said_none.setdefault(kind.name, document)
        else:
            fact = UNREADABLE
        self.collections.setdefault(kind.name, fact)

    def _group(self, name: str) -> dict[str, Any]:
        """The entries or fields of a collection, which from now on has some."""
        group = self.collections.get(name)
        if not isinstance(group, dict):
            group = self.collections[name] = {}
        return group

    def _add_record(
        self, document: Document, name: str, raw: Mapping[str, Any], reading: Reading, said: Said
    ) -> None:
        table = reading.entry(name)
        homes = self.places.homes.setdefault(name, {})
        facts = read_fields(raw, table, said)
        group = self._group(name)
        for key in raw:
            pair = table.by_key.get(key)
            if pair is None:
                continue
            field_name = pair[0]
            first = homes.setdefault(field_name, document)
            if first is not document:
                self._twice(document, first, (name, field_name), "duplicate-field")
            elif field_name in facts:
                group[field_name] = facts[field_name]

    def _add_entries(
        self, document: Document, name: str, raw: Mapping[str, Any], reading: Reading, said: Said
    ) -> None:
        entries = read_entries(raw, reading.entry(name), said)
        homes = self.places.homes.setdefault(name, {})
        group = self._group(name)
        for entry_id, facts in entries.items():
            first = homes.setdefault(entry_id, document)
            if first is document:
                group[entry_id] = facts
            else:
                self._twice(document, first, (name, entry_id), "duplicate-id")

    def _twice(self, document: Document, first: Document, path: Path, problem: str) -> None:
        """Given twice: the first stays, so that it is judged; the error fails the run."""
        language = document.language or "nl"
        here = document.key_span(self._raw_path(path, language))
        there = first.key_span(self._raw_path(path, first.language or "nl"))
        names = {"name": self._raw_path(path, language)[-1]}
        labels = (Label(here), Label(there, Message("register-also-here")))
        message = Message(problem, names)
        self.problems.append(
            Diagnostic(problem, "error", "schema", message, labels, language=language, path=path)
        )

    def _raw_path(self, path: Path, language: str) -> tuple[str, ...]:
        return spell_path(self.places.model, path, language)

    def finish(self, complete: bool) -> None:
        """Report what only shows when all files are read."""
        for name, document in sorted(self.said_none.items()):
            entries = self.collections.get(name)
            home = next(iter(self.places.homes.get(name, {}).values()), None)
            if not isinstance(entries, dict) or home is None:
                continue
            language = document.language or "nl"
            here = document.value_span(self._raw_path((name,), language))
            there = home.key_span(self._raw_path((name,), home.language or "nl"))
            key = self._raw_path((name,), language)[0]
            labels = (Label(here), Label(there, Message("register-entries-here")))
            message = Message("contradiction-none", {"collection": key})
            self.problems.append(
                Diagnostic(
                    "contradiction",
                    "error",
                    "schema",
                    message,
                    labels,
                    language=language,
                    path=(name,),
                )
            )
        if complete:
            self._require()

    def _require(self) -> None:
        """Required fields of the single records, which may stand in any of their files."""
        for name, facts in self.collections.items():
            kind = self.places.model.collections[name]
            if not kind.single or not isinstance(facts, dict):
                continue
            document = self.places.holders[name]
            language = document.language or "nl"
            homes = self.places.homes.get(name, {})
            for item in kind.entry.fields.values():
                path = (name, item.name)
                if not item.required or item.name in homes or path in self.places.meant:
                    continue
                raw_path = self._raw_path((name,), language)
                key = item.spelled(language)
                label = Label(
                    document.key_span(raw_path), Message("register-add-here", {"field": key})
                )
                message = Message("missing-key", {"field": key, "record": raw_path[0]})
                self.problems.append(
                    Diagnostic(
                        "missing-key",
                        "error",
                        "schema",
                        message,
                        (label,),
                        language=language,
                        path=path,
                    )
                )
