"""Canonical facts to the YAML of a register file: one language, the order of the model, comments.

What is written here is read back by `grondslag.model.build` as the same facts, without a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final

from grondslag.interchange.write_scalars import key_text, quoted, spell_value
from grondslag.model.facts import Path
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.vocabulary import spell_collection, spell_word
from grondslag.values import NONE

INDENT: Final = "  "
WIDTH: Final = 100
"""Columns of a line of comment."""
MODELINE: Final = "# yaml-language-server: $schema="


@dataclass(frozen=True, slots=True)
class Notes:
    """Comments by canonical path (`processing`, `mail`, `purposes`): `above` the key, or `beside` its value.

    A note above may hold several lines; a note on a path that is not written is left out.
    """

    above: Mapping[Path, str] = field(default_factory=dict)
    beside: Mapping[Path, str] = field(default_factory=dict)


NO_NOTES: Final = Notes()


def write_collection(
    model: Model, collection: str, entries: object, language: str, notes: Notes = NO_NOTES
) -> str:
    """The YAML of one top-level collection (canonical name), ending in a line break.

    *entries*: records by id, or the one record of a single collection, as in `grondslag.values`; `NONE`
    for a statement that there are none. In a record, None writes the word for unknown: an open question;
    a field that is absent is not written. A field that the model does not have is a KeyError; a fact of
    the wrong type, or `UNREADABLE`, a TypeError.
    """
    kind = model.collections[collection]
    writer = _Writer(model, language, notes)
    path = (collection,)
    key = spell_collection(model, collection, language)
    if not isinstance(entries, Mapping):
        lines = writer.line(path, key, writer.word(entries), 0)
    elif kind.single:
        lines = writer.group(path, key, writer.fields(path, kind.entry, entries, 1), 0)
    else:
        lines = writer.group(path, key, writer.entries(path, kind.entry, entries, 1), 0)
    return "".join(f"{row}\n" for row in lines)


def write_file(
    parts: Iterable[str], *, schema: str | None = None, heading: str = "", keys: str = ""
) -> str:
    """A whole file: the modeline for editors on its first line, a heading in comments, the parts.

    *schema*: path of the JSON Schema as seen from the file. *keys*: the keys at the top (`file_keys`).
    """
    top = [f"{MODELINE}{schema}"] if schema is not None else []
    top += comment(heading, 0) if heading else []
    head = "".join(f"{row}\n" for row in top)
    return head + ("\n" if heading else "") + keys + "\n".join(parts)


def file_keys(model: Model, language: str) -> str:
    """The keys at the top of the leading file: its language, and the version of the model."""
    key = "taal" if language == "nl" else "language"
    return f"{key}: {language}\nmodel: {model.version}\n"


def comment(text: str, depth: int) -> list[str]:
    """A text as lines of comment at a depth; what could end the comment is not in it."""
    start = f"{INDENT * depth}# "
    rows: list[str] = []
    for part in text.splitlines():
        clean = _one_line(part)
        found = wrap(clean, WIDTH - len(start), break_long_words=False, break_on_hyphens=False)
        rows += [f"{start}{row}" for row in found] or [start.rstrip()]
    return rows


def _one_line(text: str) -> str:
    """The text without line breaks and characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


@dataclass(frozen=True, slots=True)
class _Writer:
    model: Model
    language: str
    notes: Notes

    def word(self, fact: object) -> str:
        """The word for none (`NONE`) or unknown (None)."""
        if fact is not NONE and fact is not None:
            raise TypeError(f"no word for {fact!r}")
        return spell_word(self.model, "none" if fact is NONE else "unknown", self.language)

    def line(self, path: Path, key: str, value: str, depth: int) -> list[str]:
        """A key with its value, and what is noted of it."""
        beside = self.notes.beside.get(path)
        end = f"  # {_one_line(beside)}" if beside else ""
        first, *rest = f"{INDENT * depth}{key}: {value}".split("\n")
        return [*self._above(path, depth), first + end, *rest]

    def group(self, path: Path, key: str, lines: Iterable[str], depth: int) -> list[str]:
        """A key with lines under it; `{}` where there are none."""
        rows = list(lines)
        if not any(row.strip() and not row.lstrip().startswith("#") for row in rows):
            return self.line(path, key, "{}", depth)
        beside = self.notes.beside.get(path)
        end = f"  # {_one_line(beside)}" if beside else ""
        return [*self._above(path, depth), f"{INDENT * depth}{key}:{end}", *rows]

    def entries(
        self, path: Path, kind: RecordKind, entries: Mapping[str, Any], depth: int
    ) -> Iterator[str]:
        """Records by id, in the order given."""
        for name, record in entries.items():
            inner = (*path, name)
            if not isinstance(record, Mapping):
                raise TypeError(f"entry {name!r} is no record")
            yield from self.group(
                inner, key_text(name), self.fields(inner, kind, record, depth + 1), depth
            )

    def fields(
        self, path: Path, kind: RecordKind, record: Mapping[str, Any], depth: int
    ) -> Iterator[str]:
        """The fields of a record, in the order of the model."""
        for name in record:
            if name not in kind.fields:
                raise KeyError(".".join((*path, name)))
        for name, field_kind in kind.fields.items():
            if name in record:
                yield from self._field((*path, name), field_kind, record[name], depth)

    def _field(self, path: Path, kind: FieldKind, fact: Any, depth: int) -> list[str]:
        key = kind.spelled(self.language)
        if fact is None or fact is NONE:
            return self.line(path, key, self.word(fact), depth)
        if kind.record is None:
            indent = INDENT * (depth + 1)
            return self.line(
                path, key, spell_value(self.model, kind, fact, self.language, indent), depth
            )
        if not isinstance(fact, Mapping):
            raise TypeError(f"{'.'.join(path)} is {kind.type}, not {fact!r}")
        inner = self.model.records[kind.record]
        write = self.entries if kind.type == "map" else self.fields
        return self.group(path, key, write(path, inner, fact, depth + 1), depth)

    def _above(self, path: Path, depth: int) -> list[str]:
        note = self.notes.above.get(path)
        return comment(note, depth) if note else []


__all__ = [
    "MODELINE",
    "NO_NOTES",
    "Notes",
    "comment",
    "file_keys",
    "quoted",
    "write_collection",
    "write_file",
]
