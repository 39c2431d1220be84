"""References: each id must name an entry, `all` becomes the ids of the entries.

A reference without an entry stays what it is: to rules the entry it names is simply not described.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.facts import Path, Record
from grondslag.model.guesses import Guesses
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.places import Places
from grondslag.model.readers import ALL, is_id
from grondslag.text import Span
from grondslag.values import NONE, UNREADABLE

_REFS: Final = frozenset({"ref", "refs"})
_LINKS: Final = frozenset({"link", "links"})


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields of a record type that hold references or links, or groups that hold them."""

    refs: tuple[FieldKind, ...] = ()
    links: tuple[FieldKind, ...] = ()
    groups: tuple[tuple[FieldKind, Plan], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.refs or self.links or self.groups)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was written: the record and field that hold it, and its path."""

    holder: Record
    kind: FieldKind
    path: Path


@dataclass(slots=True)
class Resolving:
    """One pass over the references of a register."""

    model: Model
    collections: dict[str, Any]
    places: Places
    guesses: Guesses
    held: Collection[str]
    """Collections not read whole: what is missing there is not reported. `""` stands for all."""
    problems: list[Diagnostic] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _plans: dict[str, Plan] = field(default_factory=dict)

    def resolve(self) -> None:
        """Check all references; collects the links on the way."""
        for name, facts in self.collections.items():
            kind = self.model.collections[name]
            plan = self._plan(kind.entry) if isinstance(facts, dict) else None
            if not plan:
                continue
            if kind.single:
                self._record(facts, plan, (name,), {})
                continue
            for entry_id, record in facts.items():
                self._record(record, plan, (name, entry_id), record)

    def _plan(self, kind: RecordKind) -> Plan:
        groups = []
        for item in kind.fields.values():
            if item.record:
                plan = self._plans.get(item.record)
                if plan is None:
                    plan = self._plan(self.model.records[item.record])
                    self._plans[item.record] = plan
                if plan:
                    groups.append((item, plan))
        fields = kind.fields.values()
        return Plan(
            tuple(item for item in fields if item.type in _REFS),
            tuple(item for item in fields if item.type in _LINKS),
            tuple(groups),
        )

    def _record(self, record: Record, plan: Plan, path: Path, entry: Record) -> None:
        for item in plan.refs:
            value = record.get(item.name)
            if value is not None and value is not NONE and value is not UNREADABLE:
                self._field(record, item, value, path, entry)
        for item in plan.links:
            value = record.get(item.name)
            if isinstance(value, str | tuple):
                self.links.append(Link(record, item, (*path, item.name)))
        for item, inner in plan.groups:
            value = record.get(item.name)
            if not isinstance(value, dict):
                continue
            if item.type == "record":
                self._record(value, inner, (*path, item.name), entry)
                continue
            for name, row in value.items():
                self._record(row, inner, (*path, item.name, name), entry)

    def _field(
        self, record: Record, item: FieldKind, value: Any, path: Path, entry: Record
    ) -> None:
        groups = [self.collections.get(name) for name in item.refs]
        if item.local:
            groups = [entry.get(item.local)]
        if value is ALL:
            record[item.name] = self._all(item, groups, (*path, item.name), entry)
            return
        for target in value if isinstance(value, tuple) else (value,):
            found = sum(1 for group in groups if isinstance(group, dict) and target in group)
            if found == 1:
                continue
            if found > 1:
                self._say("ambiguous-reference", item, target, (*path, item.name))
                record[item.name] = UNREADABLE
            elif not self._is_held(item, entry):
                self._dangling(item, target, groups, (*path, item.name))

    def _is_held(self, item: FieldKind, entry: Record) -> bool:
        if item.local:
            return entry.get(item.local) is UNREADABLE or "" in self.held
        return "" in self.held or any(name in self.held for name in item.refs)

    def _all(self, item: FieldKind, groups: list[Any], path: Path, entry: Record) -> Any:
        """The ids of every entry; unreadable where the register says nothing of the entries."""
        ids = tuple(sorted({name for group in groups if isinstance(group, dict) for name in group}))
        if ids or any(isinstance(group, dict) or group is NONE for group in groups):
            return ids
        if not self._is_held(item, entry):
            document = self.places.document_of(path)
            language = (document.language if document else None) or self.places.language
            names = {
                "word": self.model.words["all"][language],
                "collection": self._targets(item, language),
            }
            self._report("unknown-reference", Message("all-of-nothing", names), path, None, None)
        return UNREADABLE

    def _targets(self, item: FieldKind, language: str) -> tuple[str, ...]:
        collections = self.model.collections
        if language == "en" or item.local:
            return item.refs or (item.local or "",)
        return tuple(collections[name].nl for name in item.refs)

    def _dangling(self, item: FieldKind, target: str, groups: list[Any], path: Path) -> None:
        # An entry whose id is wrong is told of at the entry: it is not what was meant here.
        names = [
            name for group in groups if isinstance(group, dict) for name in group if is_id(name)
        ]
        where = (path[:2] if item.local else (), item.refs, item.local)
        near = self.guesses.near(where, target, names)
        self._say("unknown-reference", item, target, path, near)

    def _say(
        self, problem: str, item: FieldKind, target: str, path: Path, near: str | None = None
    ) -> None:
        document = self.places.document_of(path)
        language = (document.language if document else None) or self.places.language
        spelled = self.places.spelled(path)
        names = {
            "found": target,
            "field": spelled[-1],
            "record": ".".join(spelled[:-1]),
            "collection": self._targets(item, language),
        }
        self._report(problem, Message(problem, names), path, target, near)

    def _report(
        self, problem: str, message: Message, path: Path, target: str | None, near: str | None
    ) -> None:
        document = self.places.document_of(path)
        if document is None:
            return
        span = item_span(self.places, path, target)
        label = Message("register-did-you-mean", {"name": near}) if near else None
        self.problems.append(
            Diagnostic(
                problem,
                "error",
                "reference",
                message,
                (Label(span, label),),
                language=document.language,
                path=path,
            )
        )


def item_span(places: Places, path: Path, written: str | None) -> Span:
    """The place of one of the values of a field, or of the field if it holds only that one."""
    document = places.document_of(path)
    if document is None:
        raise ValueError(f"{path} stands in no file")
    raw_path = places.spelled(path)
    raw: Any = document.value
    for step in raw_path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    for number, value in _items(raw):
        if isinstance(value, str) and value.strip() == written:
            return document.value_span((*raw_path, number))
    return document.value_span(raw_path)


def _items(raw: object) -> Iterator[tuple[int, object]]:
    if isinstance(raw, list):
        yield from enumerate(raw)
