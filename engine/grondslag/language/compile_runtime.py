"""What compiled rules call: reading a register, comparing values that may be absent, terms of time.

A value is not known if it is None or UNREADABLE, and `NONE` if there is none. Truths are 0, 2, 3 and 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final, Protocol

from grondslag.language.arithmetic import same_text
from grondslag.language.calendar import add, day_of
from grondslag.language.compile_index import Fields, Index, Item, along
from grondslag.language.compile_values import (
    apart,
    has,
    has_any_text,
    has_text,
    in_order,
    look_up,
    plus,
    same,
    same_texts,
    unclear,
)
from grondslag.language.deadlines import (
    HolidayTable,
    due_after,
    is_instant,
    within_after,
    within_before,
)
from grondslag.language.types import RecordOf, Vocabulary
from grondslag.values import NONE, UNREADABLE, Between, Duration

MOST_STEPS: Final = 100_000_000
"""The steps one rule may take in a run."""


class Spent(Exception):
    """A rule took more steps than one rule may: it is not judged."""


class Law(Protocol):
    """What the packs say beside their rules, by qualified name."""

    @property
    def holidays(self) -> HolidayTable: ...
    def parameter(self, name: str, day: date) -> Any: ...
    def row(self, table: str, key: object, day: date) -> Mapping[str, Any] | None: ...


class Rows:
    """The rows of a table on a day; each is looked up once."""

    __slots__ = ("_day", "_known", "_law", "_table")

    def __init__(self, law: Law, table: str, day: date) -> None:
        self._law, self._table, self._day = law, table, day
        self._known: dict[object, Any] = {}

    def get(self, key: object) -> Any:
        """The row of a key, or NONE."""
        found = self._known.get(key)
        if found is None:
            value = same_text(key) if isinstance(key, str) else key
            row = self._law.row(self._table, value, self._day)
            found = self._known[key] = NONE if row is None else row
        return found


class Runtime:
    """A register as of a moment, as compiled rules read it. One for each run."""

    def __init__(
        self,
        collections: Mapping[str, Any],
        law: Law,
        vocabulary: Vocabulary,
        as_of: datetime,
    ) -> None:
        self.steps = 0
        self.as_of = as_of
        self.today = day_of(as_of)
        self._collections = collections
        self._law = law
        self._vocabulary = vocabulary
        self._roots: dict[str, Any] = {}
        self._blank: dict[tuple[int, str], Fields] = {}
        self._kept: dict[tuple[str, date], dict[str, Any]] = {}
        self._rows: dict[tuple[str, date], Rows] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], Index] = {}
        self._members: dict[int, frozenset[str]] = {}
        self._before: tuple[Any, Any, Any] = (None, None, None)
        self._closures: dict[tuple[tuple[str, ...], ...], tuple[tuple[Any, ...], bool]] = {}

    # -------------------------------------------------------------------------------- reading

    def root(self, name: str) -> Any:
        """A collection: its record, its entries by id (what cannot be read is empty), NONE or None."""
        if name not in self._roots:
            self._roots[name] = self._read_root(name)
        return self._roots[name]

    def _read_root(self, name: str) -> Any:
        value = self._collections.get(name)
        if not isinstance(value, dict):
            return NONE if value is NONE else None
        known = self._vocabulary.collections.get(name)
        if known is not None and known.single:
            return value
        if all(entry.__class__ is dict for entry in value.values()):
            return value
        return {key: entry if entry.__class__ is dict else {} for key, entry in value.items()}

    def entries(self, name: str) -> dict[str, Fields]:
        """The entries of a collection; none if that is not known."""
        found = self.root(name)
        return found if isinstance(found, dict) else {}

    def blank(self, entries: dict[str, Any], key: str) -> Fields:
        """The fields of an entry of a map that cannot be read: always the same."""
        return self._blank.setdefault((id(entries), key), {})

    def lies(self, key: object, collections: tuple[str, ...]) -> str | None:
        """The first of *collections* that has the entry."""
        for name in collections:
            if key.__class__ is str and key in self.entries(name):
                return name
        return None

    def refer(self, key: Any, collections: tuple[str, ...]) -> Any:
        """The fields of what a reference names; NONE; None if not known or not described."""
        if key is NONE:
            return NONE
        name = self.lies(key, collections)
        return None if name is None else self.entries(name)[key]

    def same_entry(
        self, left: Any, left_in: tuple[str, ...], right: Any, right_in: tuple[str, ...]
    ) -> int:
        """Whether two references or entries are the same, by id within a collection."""
        truth = same(left, right)
        if truth == 4 and left_in and right_in:
            return 4 if self.lies(left, left_in) == self.lies(right, right_in) else 0
        return truth

    def includes(
        self, items: Any, items_in: tuple[str, ...], item: Any, item_in: tuple[str, ...]
    ) -> int:
        """Whether a list of references names an entry, by id within a collection."""
        truth = has(items, item)
        if truth == 4 and items_in and item_in:
            return 4 if self.lies(item, items_in) == self.lies(item, item_in) else 0
        return truth

    def members(self, items: tuple[str, ...]) -> frozenset[str]:
        """The items of a list of the register as a set. The list lives as long as the register does."""
        found = self._members.get(id(items))
        if found is None:
            found = self._members[id(items)] = frozenset(items)
        return found

    def state(self, record: Any, name: str) -> int:
        """Whether a record has a value: 4, 0 if all its fields are none, else 2."""
        if record.__class__ is not dict:
            return 0 if record is NONE else 2
        kinds = self._vocabulary.records.get(name)
        if kinds is None:
            kinds = self._vocabulary.collections[name].fields
        nothing = 0
        for step, kind in kinds.items():
            value = record.get(step)
            if value is None or value is UNREADABLE:
                nothing = 2
            elif value is not NONE:
                if not isinstance(kind.type, RecordOf):
                    return 4
                inner = self.state(value, kind.type.record)
                if inner == 4:
                    return 4
                nothing = max(nothing, inner)
        return nothing

    # -------------------------------------------------------------------------------- the law

    def parameter(self, name: str, day: date) -> Any:
        """The value of a parameter; None on a day for which it has none."""
        return self._law.parameter(name, day)

    def parameter_on(self, name: str, day: Any) -> Any:
        """The same on a day that a fact says."""
        return self._law.parameter(name, day_of(day)) if is_instant(day) else None

    def rows(self, table: str, day: date) -> Rows:
        """A table on a day."""
        found = self._rows.get((table, day))
        if found is None:
            found = self._rows[table, day] = Rows(self._law, table, day)
        return found

    def kept(self, name: str, day: date) -> dict[str, Any]:
        """What is already known of a derived fact on a day, by id of the entry."""
        return self._kept.setdefault((name, day), {})

    # --------------------------------------------------------------------------------- indexes

    def index(self, collection: str, steps: tuple[str, ...], target: str) -> Index:
        """The entries of a collection by what they refer to in *target*. Made once for a run."""
        found = self._indexes.get((collection, steps))
        if found is None:
            entries = self.entries(collection)
            self.steps += len(entries)
            found = self._indexes[collection, steps] = Index(entries, steps, self.entries(target))
        return found

    def candidates(
        self, index: Index, sought: Any, entries: dict[str, Fields]
    ) -> tuple[tuple[int, Iterable[Item]], ...]:
        """The entries to look at, each time with the truth that they name what is sought."""
        if sought.__class__ is str:
            return ((4, index.naming.get(sought, ())), (2, index.unknown))
        return ((2, index.unknown if sought is NONE else entries.items()),)

    def closure(
        self, first: Any, collections: tuple[str, ...], steps: tuple[str, ...]
    ) -> tuple[tuple[tuple[str, Fields, str], ...], bool]:
        """The entries that a list of references reaches, and whether anything in it is not known."""
        if first.__class__ is not tuple:
            return (), first is not NONE
        key = (first, collections, steps)
        found = self._closures.get(key)
        if found is None:
            found = self._closures[key] = self._follow(first, collections, steps)
        return found

    def _follow(
        self, first: tuple[str, ...], collections: tuple[str, ...], steps: tuple[str, ...]
    ) -> tuple[tuple[tuple[str, Fields, str], ...], bool]:
        reached: dict[str, tuple[str, Fields, str]] = {}
        unknown = False
        waiting = list(first)
        while waiting:
            key = waiting.pop()
            if key in reached:
                continue
            name = self.lies(key, collections)
            if name is None:
                unknown = True
                continue
            entry = self.entries(name)[key]
            reached[key] = (key, entry, name)
            following = along(entry, steps)
            if following.__class__ is tuple:
                waiting += following
            elif following is not NONE:
                unknown = True
        self.steps += len(reached)
        return tuple(reached.values()), unknown

    def count_onwards(
        self, first: Any, collections: tuple[str, ...], steps: tuple[str, ...]
    ) -> int | None:
        """The number of entries that a list reaches; None if not known."""
        items, unknown = self.closure(first, collections, steps)
        return None if unknown else len(items)

    # ----------------------------------------------------------------------------------- terms

    def due(self, done: Any, length: Any, anchor: Any, calendar: str) -> int:
        """`done is due within length after anchor`."""
        if unclear(done, length, anchor):
            return 2
        return due_after(done, length, anchor, calendar, self._law.holidays, self.as_of).truth

    def within_after(self, done: Any, length: Any, anchor: Any, calendar: str) -> int:
        """`done is within length after anchor`."""
        if unclear(done, length, anchor):
            return 2
        return within_after(done, length, anchor, calendar, self._law.holidays).truth

    def within_before(self, done: Any, length: Any, anchor: Any) -> int:
        """`done is within length before anchor`. Most rules ask it of many facts with one anchor: today."""
        if unclear(done, length, anchor):
            return 2
        if done.__class__ is not date or anchor.__class__ is not date or length.in_hours:
            return within_before(done, length, anchor).truth
        known_length, known_anchor, first = self._before
        if known_length is not length or known_anchor is not anchor:
            first = add(anchor, length, -1)
            self._before = (length, anchor, first)
        return 4 if first <= done <= anchor else 0


NAMES: Final[Mapping[str, Any]] = {
    "NONE": NONE,
    "UNREADABLE": UNREADABLE,
    "NUMBERS": (int, float),
    "MOST_STEPS": MOST_STEPS,
    "Spent": Spent,
    "Duration": Duration,
    "Between": Between,
    "UTC": UTC,
    "timezone": timezone,
    "timedelta": timedelta,
    "date": date,
    "datetime": datetime,
    "same": same,
    "apart": apart,
    "same_texts": same_texts,
    "has": has,
    "has_text": has_text,
    "has_any_text": has_any_text,
    "in_order": in_order,
    "plus": plus,
    "look_up": look_up,
}
"""The names that the source of a rule may use, beside its own."""
