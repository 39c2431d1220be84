"""What rules are evaluated against: a register, the law, and a moment. And what is bound at a place in a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from grondslag.evaluation.answers import Answer, Entry, Found, Path, Reasons, missing
from grondslag.evaluation.verdict import Subject
from grondslag.language.calendar import day_of
from grondslag.language.compile_index import Index
from grondslag.language.compile_runtime import Spent
from grondslag.language.compile_search import Key
from grondslag.language.types import RecordOf, Vocabulary
from grondslag.model.facts import Register
from grondslag.rulebook.law import Law
from grondslag.values import NONE, UNREADABLE

MOST_STEPS_A_VERDICT: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What holds at a place in a rule: the day that decides, and what each variable stands for."""

    day: date
    bound: Mapping[str, Any]

    def bind(self, variable: str, item: Any) -> Scene:
        """The scene inside a quantifier."""
        return Scene(self.day, {**self.bound, variable: item})

    def alone(self, variable: str, item: Any) -> Scene:
        """The scene inside a derived fact: only its argument is bound."""
        return Scene(self.day, {variable: item})


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """How the items of a quantifier are found: by an index if it has a key. `names` are its variables.

    `rests_on_key` says whether what is bound outside the quantifier plays a part in what is sought, and nowhere else.
    """

    names: tuple[str, ...]
    key: Key | None
    index: Index | None
    rests_on_key: bool = False


@dataclass(slots=True, eq=False)
class World:
    """A register as of a moment, under the law. `as_of` is aware; `today` is its day in Amsterdam."""

    register: Register
    law: Law
    vocabulary: Vocabulary
    as_of: datetime
    today: date = field(init=False)
    derived: dict[tuple[str, date, Path], Found] = field(default_factory=dict)
    """Derived facts already worked out, by name, day and path of the argument."""
    steps_of_derived: dict[tuple[str, date, Path], list[Any]] = field(default_factory=dict)
    """The explanations of derived facts, under the same keys."""
    closures: dict[tuple[Path, tuple[str, ...]], tuple[tuple[Entry, ...], Reasons]] = field(
        default_factory=dict
    )

    subjects: dict[Path, Subject] = field(default_factory=dict)
    """Subjects by path: each is made once for all rules."""
    blanks: dict[Path, dict[str, Any]] = field(default_factory=dict)
    searches: dict[int, Search] = field(default_factory=dict)
    """How the items of a quantifier are found, by the identity of its node."""
    answers: dict[tuple[int, date], Answer] = field(default_factory=dict)
    """Answers of quantifiers that rest on nothing bound, by the identity of the node and the day."""
    of_alike: dict[tuple[int, date], dict[str, Answer]] = field(default_factory=dict)
    """Answers, by id, of items that do not name what is sought, by the identity of their search and the day."""

    steps: int = 0

    def __post_init__(self) -> None:
        self.today = day_of(self.as_of)

    def look(self) -> World:
        """Starts counting anew: what one verdict may take."""
        self.steps = 0
        return self

    def count(self, items: int) -> None:
        """Counts items of quantifiers. Raises `Spent` beyond what explaining one verdict may take."""
        self.steps += items
        if self.steps > MOST_STEPS_A_VERDICT:
            raise Spent

    def root(self, name: str) -> Found:
        """A collection by its name: its one record as an `Entry`, or its entries by id as a `dict`."""
        value = self.register.collections.get(name)
        path = (name,)
        if value is None:
            return missing(path)
        if value is UNREADABLE:
            return missing(path, "not_readable")
        if value is NONE:
            return Found(NONE, path)
        return Found(Entry(path, value) if self.is_single(name) else value, path)

    def subject(self, path: Path) -> Subject:
        """The subject with a path, always the same object."""
        found = self.subjects.get(path)
        if found is None:
            found = self.subjects[path] = Subject(path)
        return found

    def blank(self, path: Path) -> dict[str, Any]:
        """No fields, for an entry that cannot be read: always the same object."""
        return self.blanks.setdefault(path, {})

    def is_single(self, name: str) -> bool:
        """Whether a collection is one record."""
        known = self.vocabulary.collections.get(name)
        return known is not None and known.single

    def refer(self, to: str, collections: tuple[str, ...]) -> Entry:
        """The entry that an id names in the first of *collections* that has it; not described if none has."""
        for name in collections:
            entries = self.register.collections.get(name)
            if isinstance(entries, dict) and to in entries:
                return entry_of((name, to), entries[to])
        return Entry((collections[0], to), None, described=False)

    def record_state(
        self, entry: Entry, record: RecordOf | str
    ) -> tuple[bool | None, tuple[Found, ...]]:
        """Whether a record has a value: True, False (all its fields are none) or None, with what is missing."""
        name = record if isinstance(record, str) else record.record
        kinds = self.vocabulary.records.get(name)
        if kinds is None:
            known = self.vocabulary.collections.get(name)
            kinds = known.fields if known is not None else {}
        fields = entry.fields or {}
        lacking: list[Found] = []
        for step, kind in kinds.items():
            value = fields.get(step)
            path = (*entry.path, step)
            if value is None:
                lacking.append(missing(path))
            elif value is UNREADABLE:
                lacking.append(missing(path, "not_readable"))
            elif value is NONE:
                continue
            elif isinstance(kind.type, RecordOf):
                state, inner = self.record_state(Entry(path, value), kind.type)
                if state:
                    return True, ()
                lacking += inner
            else:
                return True, ()
        return (None if lacking else False), tuple(lacking)


def entry_of(path: Path, value: Any) -> Entry:
    """An entry of a collection or map. It exists by its id, also when what was written there cannot be read."""
    return Entry(path, value if isinstance(value, dict) else None)
