"""The facts of a register for one paper: read one by one, told in words, and a numbered gap for what is not there.

Every fact that is read is noted, so that a paper can say what it rests on (`stamp`, `items`). For a paper that goes
to everyone only fields that the model calls public can be read; asking for another is a mistake of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from grondslag.evaluation.shown import shown
from grondslag.interchange.papers.missing import called, is_plural, missing_at
from grondslag.interchange.papers.tree import Cell, Gap, Inline, Text
from grondslag.model.facts import Path, Register
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import field_at
from grondslag.text import visible
from grondslag.values import NONE, UNREADABLE
from grondslag.words.catalogue import UnknownMessage, text_of
from grondslag.words.phrases import inside_a_sentence, listed

Standing = Literal["absent", "open", "unreadable", "none", "write"]
Place = Callable[[Path], str]
_OPEN: Final = "\ue000"
_SHUT: Final = "\ue001"
_HINT: Final = re.compile(r" \((?:mensen|people|omschrijf ze|describe them)\)$")
"""What labels of codes say to who fills in the register."""


class NotPublic(AssertionError):
    """A paper for everyone asked for a field that is internal: a mistake of ours."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A gap: its number, what is missing, why, and where to record it (file and field; empty if nowhere)."""

    number: int
    what: str
    standing: Standing
    file: str = ""
    field: str = ""


@dataclass(slots=True)
class ItemNotes:
    """What an item of an article rests on: fields (canonical, without ids), gaps, sections, and a remark."""

    fields: dict[str, None] = field(default_factory=dict)
    gaps: dict[int, None] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)
    remark: str = ""


class Facts:
    """A register being told in one language. *place* gives the file of a path, seen from the root."""

    def __init__(
        self, register: Register, model: Model, language: str, place: Place, *, public: bool = False
    ) -> None:
        self.register = register
        self.model = model
        self.language = language
        self.public = public
        self.read: dict[Path, str] = {}
        self.gaps: dict[tuple[Path, str], LeftOpen] = {}
        self.items: dict[str, ItemNotes] = {}
        self._place = place
        self._current: list[ItemNotes] = []
        self._section = ""
        own = register.language
        self.foreign = own if own != language else None

    # --- reading ---------------------------------------------------------------------------------

    def get(self, *path: str) -> Any:
        """The value at a canonical path; None if it is not recorded or cannot be read."""
        if self.public:
            self._check_public(path)
        value = self.internal(*path)
        if value is not None:
            name = ".".join(self._without_ids(path))
            for notes in self._current:
                notes.fields[name] = None
        return value

    def internal(self, *path: str) -> Any:
        """The same, for a choice of what the paper is about; what is read so is never shown."""
        value = self.register.fact(path)
        value = None if value is UNREADABLE else _record_standing(self.model, path, value)
        if path not in self.read:
            self.read[path] = repr(sorted(value) if isinstance(value, Mapping) else value)
        return value

    def text(self, *path: str) -> str | None:
        """A text or code, if it is recorded."""
        value = self.get(*path)
        return value if isinstance(value, str) else None

    def several(self, *path: str) -> tuple[str, ...]:
        """Codes, texts or ids; empty if there are none or none are recorded."""
        value = self.get(*path)
        if isinstance(value, str):
            return (value,)
        return value if isinstance(value, tuple) else ()

    def ids(self, *path: str) -> tuple[str, ...]:
        """The ids of the entries of a collection or map, as they are written."""
        value = self.get(*path)
        return tuple(value) if isinstance(value, Mapping) else ()

    def _check_public(self, path: Path) -> None:
        for end in range(2, len(path) + 1):
            kind = field_at(self.model, path[:end])
            if kind is not None and not kind.public:
                raise NotPublic(".".join(path))

    def _without_ids(self, path: Path) -> Path:
        steps = [path[0]] if path else []
        steps += [
            path[end - 1]
            for end in range(2, len(path) + 1)
            if field_at(self.model, path[:end]) is not None
        ]
        return tuple(steps)

    # --- what an item of an article rests on -------------------------------------------------------

    @contextmanager
    def item(self, *names: str) -> Iterator[None]:
        """What is read and found missing inside belongs to these items."""
        notes = [self.items.setdefault(name, ItemNotes()) for name in names]
        self._current += notes
        for one in notes:
            one.sections[self._section] = None
        yield
        del self._current[len(self._current) - len(notes) :]

    def remark(self, item: str, name: str) -> None:
        """Something to say of an item in the table of items."""
        self.items.setdefault(item, ItemNotes()).remark = self.say(name)

    def section(self, name: str) -> str:
        """Starts a section: its heading in words."""
        self._section = self.say(name)
        return self._section

    def end_of_sections(self) -> None:
        """What is read from here on stands in no section."""
        self._section = ""

    # --- gaps ------------------------------------------------------------------------------------

    def gap(self, *path: str) -> Gap:
        """The gap for a fact that an article asks for and the register does not answer.

        Where a record around it was answered with none or unknown, the gap is that of the record.
        """
        for end in range(2, len(path) + 1):
            standing = self._standing(path[:end])
            if standing is not None:
                return self._left_open(path[:end], standing, missing_at(self, path[:end]))
        return self._left_open(path, "absent", missing_at(self, path))

    def is_unclear(self, *path: str) -> bool:
        """Whether something was written that answers nothing: unknown, or what cannot be read."""
        return path in self.register.questions or self.register.fact(path) is UNREADABLE

    def _standing(self, path: Path) -> Standing | None:
        value = self.register.fact(path)
        if path in self.register.questions:
            return "open"
        if value is UNREADABLE:
            return "unreadable"
        return "none" if value is NONE else None

    def to_write(self, text: str, /, *path: str, **params: object) -> Gap:
        """The gap for something that the register has no field for (*text* of the catalogue); *path* tells it apart."""
        return self._left_open((text, *path), "write", self.say(text, **params))

    def _left_open(self, path: Path, standing: Standing, what: str) -> Gap:
        key = (path, standing)
        found = self.gaps.get(key)
        if found is None:
            number = len(self.gaps) + 1
            file, spelled = "", ""
            if standing != "write":
                file, spelled = self._place(path), visible(self.register.spell(path))
            found = self.gaps[key] = LeftOpen(number, what, standing, file, spelled)
        for notes in self._current:
            notes.gaps[found.number] = None
        count = 2 if is_plural(what) else 1
        said = self.say(f"paper-gap-{standing}", number=found.number, what=what, count=count)
        return Gap(found.number, said)

    # --- words -----------------------------------------------------------------------------------

    def say(self, name: str, /, **params: object) -> str:
        """A text of the catalogue as bare words."""
        return text_of(name, params, self.language)

    def sentence(self, name: str, /, **params: str | Inline | Cell) -> Cell:
        """A text of the catalogue with texts, gaps and cells in it."""
        keys = list(params)
        signs = {key: f"{_OPEN}{number}{_SHUT}" for number, key in enumerate(keys)}
        cell: list[Inline] = []
        for part in self.say(name, **signs).split(_OPEN):
            number, shut, rest = part.partition(_SHUT)
            if shut:
                cell += _as_cell(params[keys[int(number)]])
            else:
                rest = part
            if rest and cell and _ends_a_sentence(cell[-1].text) and rest.startswith("."):
                rest = rest[1:]  # What was written brings its own full stop.
            if rest:
                cell.append(Text(rest))
        return tuple(cell)

    def own(self, text: str) -> Text:
        """A text of the register, on one line and without what cannot be seen."""
        return Text(visible(" ".join(text.split())), self.foreign)

    def code(self, enum: str, code: str, *, low: bool = False) -> str:
        """A code in words; with *low* as they stand inside a sentence."""
        codes = self.model.enums.get(enum)
        kind = codes.codes.get(code) if codes is not None else None
        if kind is None:
            return code
        label = kind.label_nl if self.language == "nl" else kind.label_en
        return inside_a_sentence(label) if low else label

    def codes(self, enum: str, codes: Iterable[str]) -> str:
        """Codes in words; the words may hold "and" themselves."""
        return "; ".join(_HINT.sub("", self.code(enum, code, low=True)) for code in codes)

    def join(self, names: Sequence[str]) -> str:
        """Words with "and" before the last."""
        return listed(list(names), self.say("public-and"))

    def joined(self, cells: Sequence[Cell]) -> Cell:
        """Cells with commas, and "and" before the last."""
        found: list[Inline] = []
        for number, cell in enumerate(cells):
            if number:
                last = number == len(cells) - 1
                found.append(Text(f" {self.say('public-and')} " if last else ", "))
            found += cell
        return tuple(found)

    def country(self, code: str) -> str:
        """The name of a country; its code where the catalogue has no name."""
        try:
            return self.say(f"public-country-{code.lower()}")
        except UnknownMessage:
            return code

    def value(self, value: Any) -> Text:
        """A value in words: days, moments, lengths, numbers, yes or no; a text as it is."""
        return self.own(value) if isinstance(value, str) else Text(shown(value, self.language))

    def label(self, *path: str) -> Cell:
        """A code in words as they stand alone, or its gap."""
        kind, code = field_at(self.model, path), self.text(*path)
        if code is None or kind is None or kind.enum is None:
            return (self.gap(*path),)
        return (Text(self.code(kind.enum, code)),)

    def told(self, *path: str) -> Cell:
        """The value at a path in words, or its gap."""
        value = self.get(*path)
        if value is None or value is NONE:
            return (self.gap(*path),)
        kind = field_at(self.model, path)
        if kind is not None and kind.enum:
            return (Text(self.codes(kind.enum, (value,) if isinstance(value, str) else value)),)
        if kind is not None and kind.type in {"country", "countries"}:
            codes = (value,) if isinstance(value, str) else value
            return (Text(self.join([self.country(code) for code in codes])),)
        if isinstance(value, tuple):
            return self.joined([(self.own(one),) for one in value]) or (self.gap(*path),)
        return (self.value(value),)

    def answered(self, *path: str) -> Cell:
        """The value in words; that there is none where that is the answer; else its gap."""
        if self.get(*path) is NONE:
            return (Text(self.say("paper-none")),)
        return self.told(*path)

    def name(self, collection: str, key: str) -> Inline:
        """The name of an entry; where it has none its id, which is internal: for everyone the gap."""
        named = self.text(collection, key, "name")
        if named is not None:
            return self.own(named)
        return self.gap(collection, key, "name") if self.public else Text(visible(key))

    def called(self, collection: str, key: str) -> str:
        """What an entry is called in a gap: its name if that may be shown, else its id."""
        return called(self, (collection, key))


def _ends_a_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?"))


def _as_cell(value: str | Inline | Cell) -> Cell:
    if isinstance(value, str):
        return (Text(value),)
    return value if isinstance(value, tuple) else (value,)


def _record_standing(model: Model, path: Path, value: Any) -> Any:
    """A record answers if one of its fields does; it is none if all are; else it is not recorded."""
    kind = field_at(model, path)
    single = len(path) == 1 and path[0] in model.collections and model.collections[path[0]].single
    if not isinstance(value, Mapping) or not (single or (kind and kind.type == "record")):
        return value
    states = [_record_standing(model, (*path, key), one) for key, one in value.items()]
    if any(one is not None and one is not NONE and one is not UNREADABLE for one in states):
        return value
    return NONE if states and all(one is NONE for one in states) else None
