"""The register model in memory: every collection, record type, field and code, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class CodeKind:
    """A code of a list: `en` is canonical, `nl` its Dutch spelling."""

    en: str
    nl: str
    label_nl: str
    label_en: str
    articles: tuple[str, ...] = ()
    since: int = 1
    kind: str | None = None
    switches_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes, by canonical code and by Dutch spelling."""

    name: str
    codes: Mapping[str, CodeKind]
    by_nl: Mapping[str, str]
    """Dutch spelling to canonical code."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field of a collection or record. `type` is one of `register.yaml`'s types; see there for the rest."""

    name: str
    nl: str
    type: str
    required: bool
    none: bool
    public: bool
    help_nl: str
    help_en: str
    articles: tuple[str, ...] = ()
    enum: str | None = None
    record: str | None = None
    refs: tuple[str, ...] = ()
    local: str | None = None
    implied: str | None = None
    derived: str | None = None
    default_for_all: bool = False
    common: bool = False
    example: object = None
    """One example, or a mapping of language to example."""

    def spelled(self, language: str) -> str:
        """The key as it is written in *language*."""
        return self.nl if language == "nl" else self.name


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A group of fields: a record type, or the entries of a collection."""

    name: str
    nl: str
    fields: Mapping[str, FieldKind]
    by_nl: Mapping[str, str]
    """Dutch key to canonical key."""


@dataclass(frozen=True, slots=True)
class CollectionKind:
    """A top-level collection; `single` for one record instead of entries keyed by id."""

    name: str
    nl: str
    single: bool
    none: bool
    help_nl: str
    help_en: str
    entry: RecordKind
    defaults_for: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """The whole register model."""

    version: int
    collections: Mapping[str, CollectionKind]
    records: Mapping[str, RecordKind]
    enums: Mapping[str, CodeList]
    words: Mapping[str, Mapping[str, str]]
    """none, unknown, all, yes, no: their spelling by language."""
    by_nl: Mapping[str, str] = field(default_factory=dict)
    """Dutch name of a collection to its canonical name."""
