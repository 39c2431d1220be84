"""The register model as tables: which sheets there are, and what their columns hold.

A collection is a sheet, an entry a row. Groups of fields become columns with a path (`fg.naam`); a list of groups
(`doelen`) becomes a sheet of its own (`verwerkingen.doelen`) whose rows name the entry that they belong to, and a
column in the sheet of that entry, for what is said of the list as a whole (`geen`, `onbekend`). A single record
(`organisatie`) is a sheet with a field a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from grondslag.model.facts import Path
from grondslag.model.kinds import CollectionKind, FieldKind, Model, RecordKind
from grondslag.words.catalogue import text_of

FORMAT: Final = "grondslag/sheets-v1"
ABOUT: Final = "grondslag"
"""The sheet that says what the others are."""
ID: Final = "id"
HEADING_ROWS: Final = 2
"""Headings, and what they mean."""
LONGEST_NAME: Final = 31
"""Characters of the name of a sheet, in any spreadsheet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field: its path within the record that a row is, and its kind."""

    path: Path
    kind: FieldKind
    spelled: tuple[str, str]
    """The path in Dutch and in English."""

    @property
    def is_group(self) -> bool:
        """Whether the column only holds what is said of a group of fields as a whole."""
        return self.kind.record is not None

    def heading(self, language: str) -> str:
        """The path as it is written in *language*."""
        return self.spelled[0] if language == "nl" else self.spelled[1]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: a collection, or a list of groups in its entries.

    `steps` are the lists that lead to a row, each by its path of fields: none for the collection itself.
    """

    collection: CollectionKind
    steps: tuple[Path, ...]
    columns: tuple[Column, ...]
    spelled: tuple[str, str]
    field: FieldKind | None = None
    """The field that holds the list; None for a collection."""

    @property
    def is_record(self) -> bool:
        """Whether the sheet is one record, with a field a row."""
        return self.collection.single and not self.steps

    @property
    def ids(self) -> int:
        """How many ids name a row: those of what holds it, and its own."""
        return len(self.steps) + (0 if self.collection.single else 1)

    def path(self, language: str) -> str:
        """The path in *language*: `verwerkingen.doelen`."""
        return self.spelled[0] if language == "nl" else self.spelled[1]

    def name(self, language: str) -> str:
        """The name of the sheet."""
        path = self.path(language)
        return path if len(path) <= LONGEST_NAME else f"{path[: LONGEST_NAME - 1]}~"

    def headings(self, language: str) -> tuple[str, ...]:
        """The first row: the ids, then the fields; of a record the three columns."""
        if self.is_record:
            return tuple(
                text_of(f"sheet-{part}", {}, language) for part in ("field", "about", "value")
            )
        holders = self.path(language).split(".")[: -1 if self.steps else 0]
        names = [".".join(holders[: number + 1]) for number in range(self.ids - 1)]
        return (*names, ID, *(column.heading(language) for column in self.columns))


def tables_of(model: Model) -> tuple[Table, ...]:
    """All sheets in the order of the model, lists after what holds them."""
    return tuple(
        table
        for name, kind in model.collections.items()
        for table in _tables(model, kind, kind.entry, (), ((kind.nl,), (name,)))
    )


def _tables(
    model: Model,
    collection: CollectionKind,
    record: RecordKind,
    steps: tuple[Path, ...],
    spelled: tuple[Path, Path],
    field: FieldKind | None = None,
) -> Iterator[Table]:
    columns = tuple(_columns(model, record, (), ((), ())))
    paths = (".".join(spelled[0]), ".".join(spelled[1]))
    yield Table(collection, steps, columns, paths, field)
    for column in columns:
        if column.kind.type == "map":
            inner = (
                (*spelled[0], *column.heading("nl").split(".")),
                (*spelled[1], *column.heading("en").split(".")),
            )
            kind = model.records[column.kind.record or ""]
            yield from _tables(model, collection, kind, (*steps, column.path), inner, column.kind)


def _columns(
    model: Model, record: RecordKind, path: Path, spelled: tuple[Path, Path]
) -> Iterator[Column]:
    for name, kind in record.fields.items():
        inner = ((*spelled[0], kind.nl), (*spelled[1], name))
        yield Column((*path, name), kind, (".".join(inner[0]), ".".join(inner[1])))
        if kind.record is not None and kind.type == "record":
            yield from _columns(model, model.records[kind.record], (*path, name), inner)


def meaning(kind: FieldKind | CollectionKind, language: str) -> str:
    """What a field or a collection holds: the help text of the model."""
    return kind.help_nl if language == "nl" else kind.help_en


def file_name(name: str) -> str:
    """The name of a sheet as a file is called: `Art. 30(1)` is `art-30-1`; our own sheets keep theirs."""
    if re.fullmatch(r"[a-z0-9_.~]+", name):
        return name
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
