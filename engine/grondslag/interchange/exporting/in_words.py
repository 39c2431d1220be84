"""Facts of a register in words, for people: names of entries, labels of codes, and what is not recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondslag.interchange.cells import shown
from grondslag.model.facts import Path, Register
from grondslag.model.kinds import FieldKind, Model
from grondslag.model.moments import spell_duration
from grondslag.model.vocabulary import field_at, spell_word
from grondslag.values import NONE, UNREADABLE, Duration
from grondslag.words.catalogue import show as in_language
from grondslag.words.catalogue import text_of


@dataclass(frozen=True, slots=True)
class InWords:
    """A register in one language. Every method says what is not recorded, and never an empty text."""

    register: Register
    model: Model
    language: str

    def text(self, message: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(message, params, self.language)

    def fact(self, path: Path) -> str:
        """The fact at a canonical path: its value, or that it is none, open, not recorded, not readable."""
        fact = self.register.fact(path)
        state = self.state(path, fact)
        if state is not None:
            return state
        kind = field_at(self.model, path)
        return self.value(kind, fact) if kind is not None else self.plain(path[-1])

    def state(self, path: Path, fact: Any) -> str | None:
        """What is said of a fact that has no value; None for one that has."""
        if fact is None:
            is_open = path in self.register.questions
            return self.text("export-open" if is_open else "export-not-recorded")
        if fact is UNREADABLE:
            return self.text("export-unreadable")
        if fact is NONE:
            return spell_word(self.model, "none", self.language)
        if isinstance(fact, Mapping | tuple) and not fact:
            return self.text("export-nothing")
        return None

    def value(self, kind: FieldKind, fact: Any) -> str:
        """A value: several with commas between."""
        if isinstance(fact, tuple):
            return ", ".join(self.value(kind, item) for item in fact)
        if kind.enum is not None:
            return self.label(kind.enum, fact)
        if kind.type in {"ref", "refs"} and kind.refs:
            return self.name(kind.refs, fact)
        if isinstance(fact, Duration):
            return spell_duration(fact.amount, fact.unit, self.language)
        if isinstance(fact, date | bool):
            return in_language(fact, self.language)
        return self.plain(str(fact))

    def label(self, enum: str, code: str) -> str:
        """The label of a code."""
        kind = self.model.enums[enum].codes.get(code)
        if kind is None:
            return self.plain(code)
        return kind.label_nl if self.language == "nl" else kind.label_en

    def name(self, collections: Sequence[str], entry: str) -> str:
        """The name of an entry that is pointed at; its id where it has none, and that it is not there."""
        for collection in collections:
            if self.register.fact((collection, entry)) is not None:
                return self.own_name((collection, entry))
        return self.text("export-no-entry", id=self.plain(entry))

    def own_name(self, path: Path, field: str = "name") -> str:
        """What an entry is called, else its id."""
        name = self.register.fact((*path, field))
        return self.plain(name) if isinstance(name, str) else self.plain(path[-1])

    def ids(self, path: Path) -> tuple[str, ...]:
        """The ids in a list of references, or of a collection of groups; none where it has no value."""
        fact = self.register.fact(path)
        if isinstance(fact, Mapping):
            return tuple(fact)
        return tuple(map(str, fact)) if isinstance(fact, tuple) else ()

    def lines(self, path: Path) -> Iterator[str]:
        """What is said of a list where it has no values; nothing where it has."""
        state = self.state(path, self.register.fact(path))
        if state is not None:
            yield state

    @staticmethod
    def plain(text: str) -> str:
        """A text of the register without what cannot be seen; its lines stay lines."""
        return shown(text)
