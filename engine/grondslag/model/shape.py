"""What is to be said of the keys and values of one file: a walk over its plain data.

Only files in which the readers or the schema found something are walked. Facts are not read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from grondslag.diagnostics import Diagnostic, Label, Message, Repair, Severity
from grondslag.model.countries import ALIASES
from grondslag.model.facts import Path
from grondslag.model.guesses import Guesses
from grondslag.model.keys import names_of_file, names_of_record, unknown_key
from grondslag.model.kinds import CollectionKind, FieldKind
from grondslag.model.mistakes import Asked, Mistake, invalid_id, mistakes, too_deep, wrong_kind
from grondslag.model.privacy import GUARDED, personal_data_in
from grondslag.model.readers import (
    RawPath,
    Said,
    is_id,
    is_reported,
    is_several,
    item_type,
    word_in,
)
from grondslag.model.reading import FILE_KEYS, Reading, Table
from grondslag.model.version import is_newer
from grondslag.values import UNREADABLE

if TYPE_CHECKING:
    from grondslag.documents.document import Document


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file: the path as it is written, and the canonical one."""

    raw: RawPath = ()
    path: Path = ()

    def inside(self, key: str, name: str) -> At:
        """One step further."""
        return At((*self.raw, key), (*self.path, name))

    def item(self, number: int) -> At:
        """One of the values of a list."""
        return At((*self.raw, number), self.path)

    @property
    def shown(self) -> str:
        """The written path as people read it."""
        return ".".join(map(str, self.raw))


@dataclass(slots=True)
class Walk:
    """One walk over a file, and what it found."""

    document: Document
    reading: Reading
    guesses: Guesses
    problems: list[Diagnostic] = field(default_factory=list)
    told: set[RawPath] = field(default_factory=set)
    """Raw paths of which something was said."""
    questions: set[Path] = field(default_factory=set)
    """Facts that were left open with the word for unknown."""
    meant: dict[Path, RawPath] = field(default_factory=dict)
    """Facts that an unknown key probably meant: not recorded, and not to be filled in."""
    spoiled: list[Path] = field(default_factory=list)
    """Facts that were read but must not be shown to anyone."""
    unversioned: list[RawPath] = field(default_factory=list)
    """Places of the word for all, where the register names no version of the model."""

    def say(
        self, mistake: Mistake, at: At, *, at_key: bool = False, severity: Severity = "error"
    ) -> None:
        """Add a diagnostic at a place."""
        raw = at.raw + mistake.at
        span = self.document.key_span(raw) if at_key else self.document.value_span(raw)
        self.told.add(raw)
        self.problems.append(
            Diagnostic(
                mistake.id,
                severity,
                "schema",
                mistake.message,
                (Label(span, mistake.label),),
                mistake.helps,
                language=self.reading.language,
                path=at.path,
                repairs=() if mistake.repair is None else (Repair(span, mistake.repair),),
            )
        )

    def say_mistakes(self, asked: Asked, raw: object, at: At) -> None:
        """Say what is wrong with a value that its reader could not take."""
        for mistake in mistakes(asked, raw):
            self.say(mistake, at)
        if is_reported(raw):
            self.told.add(at.raw)
        if isinstance(raw, list):
            self.told.update(at.item(n).raw for n, item in enumerate(raw) if is_reported(item))


def walk_file(walk: Walk) -> None:
    """Find everything that is to be said of a file."""
    collections = walk.reading.model.collections
    known = [walk.reading.collection(key) for key in walk.document.value]
    present = {name for name in known if name is not None}
    for key, raw in walk.document.value.items():
        name = walk.reading.collection(key)
        if name is not None:
            _walk_collection(walk, collections[name], raw, At((key,), (name,)))
        elif key in FILE_KEYS:
            _walk_file_key(walk, key, raw)
        else:
            names = names_of_file(walk.reading)
            found = unknown_key(walk.reading, walk.guesses, names, key, ("", present))
            _say_unknown(walk, found.mistake, found.meant, At((key,)), present)


def _say_unknown(
    walk: Walk, mistake: Mistake, meant: str | None, at: At, present: set[str]
) -> None:
    path = (*at.path, meant) if meant else at.path
    if meant in present or path in walk.meant:
        mistake = replace(mistake, repair=None)  # There is a key of that name already.
    walk.say(mistake, At(at.raw, path), at_key=True)
    if meant and meant not in present:
        walk.meant[path] = at.raw


def _walk_file_key(walk: Walk, key: str, raw: object) -> None:
    newest = walk.reading.model.version
    at = At((key,))
    if is_reported(raw):
        walk.told.add(at.raw)
    elif FILE_KEYS[key] == "language":
        if raw not in ("nl", "en"):
            helps = (Message("register-help-choose", {"names": ("en", "nl")}),)
            walk.say(Mistake("unknown-value", Message("file-language"), None, helps), at)
    elif type(raw) is not int or raw < 1:
        walk.say(Mistake("wrong-kind", Message("file-model-version")), at)
    elif is_newer(raw, newest):
        names = {"found": raw, "newest": newest}
        walk.say(Mistake("unknown-value", Message("file-model-newer", names)), at)


# --- collections and entries ---------------------------------------------------------------------


def _group(name: str, nl: str, type_name: str, none: bool = False) -> FieldKind:
    """A collection or an entry, as a field of what holds it."""
    return FieldKind(name, nl, type_name, False, none, public=False, help_nl="", help_en="")


def _walk_collection(walk: Walk, kind: CollectionKind, raw: object, at: At) -> None:
    if isinstance(raw, dict) and word_in(raw) is None:
        table = walk.reading.entry(kind.name)
        if kind.single:
            _walk_fields(walk, table, raw, at)
        else:
            _walk_entries(walk, table, raw, at)
        return
    word = walk.reading.words.get(word_in(raw) or "")
    if word == "unknown" and not kind.single:
        walk.questions.add(at.path)
    elif word != "none" or not kind.none:
        group = _group(kind.name, kind.nl, "record" if kind.single else "map", kind.none)
        asked = Asked(group, at.shown, walk.document.source.path, walk.reading, kind.single)
        walk.say_mistakes(asked, raw, at)


def _walk_entries(
    walk: Walk, table: Table, raw: Mapping[str, Any], at: At, holder: Table | None = None
) -> None:
    """*holder*: the fields of what holds the entries, for one that is indented too deep."""
    for name, value in raw.items():
        entry = at.inside(name, name)
        asked = Asked(_group(name, name, "record"), name, at.shown, walk.reading, is_entry=True)
        if holder is not None and name in holder.by_key and not isinstance(value, dict):
            walk.say(too_deep(asked, str(at.raw[-1])), entry, at_key=True)
            continue
        if not is_id(name):
            walk.say(invalid_id(name), entry, at_key=True)
        _walk_privacy(walk, name, entry, at_key=True)
        if isinstance(value, dict) and word_in(value) is None:
            _walk_fields(walk, table, value, entry)
            continue
        if word_in(value) is None or is_reported(value):
            walk.say_mistakes(asked, value, entry)
        else:
            walk.say(wrong_kind(asked, "record"), entry)


def _walk_fields(walk: Walk, table: Table, raw: Mapping[str, Any], at: At) -> None:
    present = {table.by_key[key][0] for key in raw if key in table.by_key}
    for key, value in raw.items():
        if key in table.by_key:
            _walk_field(walk, table, key, value, at)
            continue
        names = names_of_record(walk.reading, table.kind)
        found = unknown_key(walk.reading, walk.guesses, names, key, (at.shown, present))
        _say_unknown(walk, found.mistake, found.meant, At((*at.raw, key), at.path), present)
    if len(at.path) == 1:
        # The single records may be spread over files: see `grondslag.model.merge`.
        return
    for name in table.required:
        if name not in present and (*at.path, name) not in walk.meant:
            key = walk.reading.spelled(table.kind.fields[name])
            message = Message("missing-key", {"field": key, "record": at.shown})
            label = Message("register-add-here", {"field": key})
            walk.say(
                Mistake("missing-key", message, label), At(at.raw, (*at.path, name)), at_key=True
            )


def _walk_field(walk: Walk, table: Table, key: str, raw: object, holder: At) -> None:
    name, read = table.by_key[key]
    kind = table.kind.fields[name]
    at = holder.inside(key, name)
    if kind.record and isinstance(raw, dict) and word_in(raw) is None:
        inner = walk.reading.record(kind.record)
        if kind.type == "map":
            _walk_entries(walk, inner, raw, at, table)
        else:
            _walk_fields(walk, inner, raw, at)
        return
    said: Said = []
    fact = read(raw, said)
    asked = Asked(kind, key, holder.shown, walk.reading)
    if fact is None:
        walk.questions.add(at.path)
    elif fact is UNREADABLE:
        if walk.reading.words.get(word_in(raw) or "") == "all" and kind.type == "set":
            _say_all_unknown(walk, asked, at)
        else:
            walk.say_mistakes(asked, raw, at)
    elif said:
        _say_remarks(walk, asked, raw, at)
    if at.path[0] in GUARDED:
        for item, place in _items(raw, at):
            _walk_privacy(walk, item, place)


def _items(raw: object, at: At) -> Iterator[tuple[Any, At]]:
    """The values of a field, with their places."""
    if not isinstance(raw, list):
        yield raw, at
        return
    for number, item in enumerate(raw):
        yield item, at.item(number)


# --- what is said --------------------------------------------------------------------------------


def _walk_privacy(walk: Walk, raw: object, at: At, *, at_key: bool = False) -> None:
    found = personal_data_in(raw) if at.path[0] in GUARDED else None
    if found is None:
        return
    if at.raw not in walk.told:
        message = Message(f"personal-data-{found}", {"collection": str(at.raw[0])})
        helps = (Message("register-help-pseudonym"),)
        walk.say(Mistake("personal-data-in-register", message, None, helps), at, at_key=at_key)
    if not at_key:
        walk.spoiled.append(at.path)


def _say_all_unknown(walk: Walk, asked: Asked, at: At) -> None:
    """The word for all stands for the list of the version that the register names."""
    newest, version = walk.reading.model.version, walk.reading.version
    if version is None:
        walk.unversioned.append(at.raw)
        return
    names = {**asked.names, "named": version, "newest": newest}
    helps = (Message("register-help-raise-version", {"newest": newest}),)
    walk.say(Mistake("list-has-grown", Message("list-has-grown", names), None, helps), at)


def _say_remarks(walk: Walk, asked: Asked, raw: object, at: At) -> None:
    """What is to be said of values that were read: aliases of countries, values given twice."""
    seen: set[object] = set()
    for item, place in _items(raw, at):
        if item_type(asked.kind.type) == "country" and item in ALIASES:
            names = {"found": item, "code": ALIASES[item]}
            walk.say(
                Mistake("country-alias", Message("country-alias", names)), place, severity="note"
            )
        fact = asked.reading.value_of(asked.kind, item)
        if fact in seen and is_several(asked.kind.type):
            walk.say(Mistake("duplicate-value", Message("duplicate-value", asked.names)), place)
        seen.add(fact)
