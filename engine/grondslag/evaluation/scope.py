"""What a rule is about: the entries of its scope, and where there is nothing to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import le
from typing import Any

from grondslag.evaluation.answers import (
    NO_REASONS,
    UNKNOWN_VALUE,
    Entry,
    Found,
    Path,
    Reasons,
    missing,
)
from grondslag.evaluation.terms import find, items_of, not_described
from grondslag.evaluation.verdict import Outcome, ReasonKind, Subject
from grondslag.evaluation.world import Scene, World, entry_of
from grondslag.language import tree
from grondslag.language.types import Entries, RecordOf
from grondslag.values import NONE, UNREADABLE

Item = Entry | Found
Key = tuple[str | None, tuple[tree.Binding, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Special:
    """One verdict instead of those on entries: a collection or holder with nothing to judge, or not known.

    `decided` is `scope` or what a condition decided for not applicable, None for undetermined. `outer` holds the
    entries around those that are not known; None where there is no binding at all.
    """

    subject: Subject
    outcome: Outcome
    reasons: Reasons = NO_REASONS
    decided: str | None = None
    outer: tuple[Item, ...] | None = None


@dataclass(slots=True, eq=False)
class Listing:
    """The entries of a scope, shared by all rules that have it.

    `rows` are `(index, id, fields, collection, id, fields, collection, ...)`, three for each binding: what the
    compiled rules run over. A group is the stretch of rows that lie in one collection of one entry; its path
    stands for them if none is left. Paths and subjects are made when they are asked for: most are never shown.
    """

    world: World
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    special: list[Special] = field(default_factory=list)
    paths: list[Path] | None = field(default_factory=list)
    """The path of each row; None where the row itself tells it (`map_name`)."""
    map_name: str | None = None
    """The field of the first entry whose map holds the second, for scopes of which a row tells its path."""
    kept: list[tuple[Item, ...]] | None = None
    """What each row binds, for scopes of which the path of a subject does not tell it."""
    is_sorted: bool = True
    """Whether the rows are in the order of their paths."""
    _groups: list[tuple[int, int, Path]] | None = field(default_factory=list)
    _start: int = 0

    def path(self, index: int) -> Path:
        """The path of a row."""
        if self.paths is not None:
            return self.paths[index]
        row = self.rows[index]
        if self.map_name is None:
            return (row[3], row[1])
        return (row[3], row[1], self.map_name, row[4])

    def subject(self, index: int) -> Subject:
        """What a verdict on a row is about."""
        return self.world.subject(self.path(index))

    def bound(self, scope: tree.Scope, index: int) -> dict[str, Item]:
        """What the variables of a scope stand for in a row."""
        if self.kept is not None:
            return _named(scope, self.kept[index])
        return bound_at(self.world, scope, self.path(index)) or {}

    @property
    def groups(self) -> list[tuple[int, int, Path]]:
        """First row, end and path of each group."""
        if self._groups is None:
            self._groups = list(self._groups_of_rows())
        return self._groups

    def _groups_of_rows(self) -> Iterator[tuple[int, int, Path]]:
        rows = self.rows
        if self.map_name is None:
            yield 0, len(rows), (rows[0][3],)
            return
        start = 0
        for index in range(1, len(rows) + 1):
            if index == len(rows) or rows[index][1] != rows[start][1]:
                yield start, index, (rows[start][3], rows[start][1])
                start = index

    # ------------------------------------------------------------------- while the scope is walked

    def row(self, path: Path, items: tuple[Item, ...]) -> None:
        """An entry to judge."""
        number = len(self.rows)
        if len(items) == 1:
            self.rows.append((number, *self._columns(items[0])))
        else:
            columns = [column for item in items for column in self._columns(item)]
            self.rows.append((number, *columns))
        if self.paths is not None:
            self.paths.append(path)
        if self.kept is not None:
            self.kept.append(items)

    def nothing(self, special: Special) -> None:
        """A verdict instead of those on entries."""
        self.special.append(special)

    def group_end(self, path: Path | None) -> None:
        """The end of a group; without a path something in it is undetermined anyhow."""
        if path is not None and self._groups is not None:
            self._groups.append((self._start, len(self.rows), path))
        self._start = len(self.rows)

    def rows_tell(self, map_name: str | None) -> None:
        """From here on the rows themselves tell their paths and groups."""
        self.map_name, self.paths, self._groups = map_name, None, None

    def _columns(self, item: Item) -> tuple[Any, Any, Any]:
        if isinstance(item, Found):
            return item.value, None, None
        fields = item.fields if item.fields is not None else self.world.blank(item.path)
        return item.path[-1], fields, item.path[0] if len(item.path) == 2 else None


@dataclass(slots=True, eq=False)
class _Finder:
    """Looks for the entry with one path."""

    path: Path
    items: tuple[Item, ...] | None = None

    def row(self, path: Path, items: tuple[Item, ...]) -> None:
        if path == self.path and self.items is None:
            self.items = items

    def nothing(self, special: Special) -> None:
        pass

    def group_end(self, path: Path | None) -> None:
        pass


def scope_key(scope: tree.Scope) -> Key:
    """Rules with the same key share a listing: it leaves out `where`."""
    return scope.record, scope.bindings


def listing_of(world: World, scope: tree.Scope) -> Listing:
    """Every entry of a scope, sorted by id, before `where`."""
    listing = Listing(world)
    if scope.record is not None:
        _single(world, scope.record, listing)
        return listing
    if not _is_nested(scope.bindings):
        listing.kept = []
    if not _list_directly(listing, scope.bindings):
        _Walk(world, scope.bindings, listing).level((), None)
    paths = listing.paths
    if paths is not None:
        listing.is_sorted = all(map(le, paths, paths[1:]))
    return listing


def _list_directly(listing: Listing, bindings: tuple[tree.Binding, ...]) -> bool:
    """The walk of the usual scopes in one go: a collection, or a map in each of its entries; False for others.

    It says what `_Walk` says of them. Most rules have such a scope, and most registers many entries.
    """
    (first, *others) = bindings
    root = first.sources[0]
    if len(first.sources) != 1 or not isinstance(root, tree.Root):
        return False
    entries = listing.world.register.collections.get(root.name)
    if not isinstance(entries, dict) or not entries or listing.world.is_single(root.name):
        return False
    if not all(fields.__class__ is dict for fields in entries.values()):
        return False
    if not others:
        listing.rows_tell(None)
        listing.rows = [
            (number, key, entries[key], root.name) for number, key in enumerate(sorted(entries))
        ]
        return True
    name = _map_inside(first.variable, others)
    if name is None:
        return False
    listing.rows_tell(name)
    for key in sorted(entries):
        _list_map(listing, (root.name, key), entries[key], name)
    return True


def _map_inside(variable: str, others: list[tree.Binding]) -> str | None:
    """The field of *variable* that the one other binding ranges over; None if it is no such scope."""
    if len(others) != 1 or len(others[0].sources) != 1:
        return None
    source = others[0].sources[0]
    if not isinstance(source, tree.Field) or not isinstance(source.type, Entries):
        return None
    holder = source.holder
    is_field = isinstance(holder, tree.Variable) and holder.name == variable
    return source.name if is_field else None


def _list_map(listing: Listing, holder: Path, fields: dict[str, Any], name: str) -> None:
    """The rows of a map inside an entry, or what stands for them."""
    world, inner = listing.world, fields.get(name)
    if inner is None or inner is UNREADABLE:
        kind: ReasonKind = "not_recorded" if inner is None else "not_readable"
        reasons = missing((*holder, name), kind).reasons
        outer = (Entry(holder, fields),)
        subject = world.subject(holder)
        listing.nothing(Special(subject, "undetermined", reasons, outer=outer))
    elif inner is NONE or not inner:
        listing.nothing(Special(world.subject(holder), "not_applicable", decided="scope"))
    else:
        collection, key = holder
        rows = listing.rows
        for inner_key in sorted(inner):
            record = inner[inner_key]
            if record.__class__ is not dict:
                record = world.blank((*holder, name, inner_key))
            rows.append((len(rows), key, fields, collection, inner_key, record, None))


def _single(world: World, name: str, listing: Listing) -> None:
    found = world.root(name)
    subject = world.subject((name,))
    if found.value is UNKNOWN_VALUE:
        listing.nothing(Special(subject, "undetermined", found.reasons))
    elif found.value is NONE:
        listing.nothing(Special(subject, "not_applicable", decided="scope"))
    else:
        listing.row((name,), ())


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """Walks a scope; with *only* just the entries on the way to that subject."""

    world: World
    bindings: tuple[tree.Binding, ...]
    sink: Listing | _Finder
    only: Path | None = None

    def level(self, outer: tuple[Item, ...], holder: Path | None) -> None:
        """The entries of the next binding; *holder* is the path of the entry around them."""
        world, binding = self.world, self.bindings[len(outer)]
        names = [earlier.variable for earlier in self.bindings]
        scene = Scene(world.today, dict(zip(names, outer, strict=False)))
        for source in binding.sources:
            found = _inner(source, outer, names) or find(world, scene, source)
            path = found.path or ()
            alone = holder is not None and len(binding.sources) == 1
            empty = holder if alone and holder is not None else _written(source, path)
            if found.value is UNKNOWN_VALUE:
                subject = world.subject(empty)
                unknown = Special(subject, "undetermined", found.reasons, outer=outer)
                self.sink.nothing(unknown)
            elif found.value is NONE or not found.value:
                subject = world.subject(empty)
                self.sink.nothing(Special(subject, "not_applicable", decided="scope"))
            else:
                self._items(found, source, outer, path, empty)

    def _items(
        self, found: Found, source: tree.Term, outer: tuple[Item, ...], path: Path, empty: Path
    ) -> None:
        world = self.world
        last = len(outer) + 1 == len(self.bindings)
        all_described, in_map = True, isinstance(found.value, dict)
        for item in _items_of(world, found, source, self.only):
            if isinstance(item, Entry) and not item.described:
                all_described = False
                subject = world.subject((*path, item.id))
                reasons = not_described(item).reasons
                self.sink.nothing(Special(subject, "undetermined", reasons, outer=outer))
                continue
            if isinstance(item, Entry):
                place = item.path if in_map else (*path, item.path[-1])
            else:
                place = (*path, str(item.value))
            if last:
                self.sink.row(place, (*outer, item))
            else:
                self.level((*outer, item), place)
        if last:
            self.sink.group_end(empty if all_described else None)


def _inner(source: tree.Term, outer: tuple[Item, ...], names: list[str]) -> Found | None:
    """A map or list that is a field of the entry around it, as `find` would find it; None for all else."""
    if not outer or not isinstance(source, tree.Field):
        return None
    holder, around = source.holder, outer[-1]
    if not isinstance(holder, tree.Variable) or holder.name != names[len(outer) - 1]:
        return None
    if not isinstance(around, Entry) or around.fields is None:
        return None
    value = around.fields.get(source.name)
    if value.__class__ is dict or value is NONE:
        return Found(value, (*around.path, source.name))
    return None


def _written(source: tree.Term, path: Path) -> Path:
    """The path of a collection as the rule writes it, also where a step on the way is missing."""
    steps: list[str] = []
    term = source
    while isinstance(term, tree.Field):
        steps.insert(0, term.name)
        term = term.holder
    return (term.name, *steps) if isinstance(term, tree.Root) else path


def _items_of(world: World, found: Found, source: tree.Term, only: Path | None) -> list[Any]:
    """The items of a collection, by id if it has ids; with *only* just the one on the way to that."""
    if not isinstance(found.value, dict):
        return items_of(world, found, source, onwards=False)[0]
    path, entries = found.path or (), found.value
    if only is not None and len(only) > len(path):
        key = only[len(path)]
        known = only[: len(path)] == path and key in entries
        return [entry_of((*path, key), entries[key])] if known else []
    return [entry_of((*path, key), entries[key]) for key in sorted(entries)]


def bound_at(world: World, scope: tree.Scope, path: Path) -> dict[str, Item] | None:
    """What the variables of a scope stand for at a subject; None if the subject is no entry of the scope."""
    if scope.record is not None:
        return {} if path == (scope.record,) else None
    finder = _Finder(path)
    only = path if _is_nested(scope.bindings) else None
    _Walk(world, scope.bindings, finder, only).level((), None)
    return None if finder.items is None else _named(scope, finder.items)


def _named(scope: tree.Scope, items: tuple[Item, ...]) -> dict[str, Item]:
    names = (binding.variable for binding in scope.bindings)
    return dict(zip(names, items, strict=True))


def _is_nested(bindings: tuple[tree.Binding, ...]) -> bool:
    """Whether each collection stands inside the entry before it, so that a path leads to its entries."""
    inside = {
        binding.variable
        for binding in bindings
        if all(isinstance(source.type, Entries) for source in binding.sources)
    }
    return all(_stands_inside(source, inside) for binding in bindings for source in binding.sources)


def _stands_inside(source: tree.Term, inside: set[str]) -> bool:
    while isinstance(source, tree.Field) and isinstance(source.holder.type, RecordOf):
        source = source.holder
    if isinstance(source, tree.Field):
        return isinstance(source.holder, tree.Variable) and source.holder.name in inside
    return isinstance(source, tree.Root)
