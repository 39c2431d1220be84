"""The values of a fact that can make a difference to a rule: those that its own conditions speak of.

A number is tried at a limit and on both sides of it, a date at those it is held against. What may be anything (a
text, the id of a new entry) is tried as a placeholder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from grondslag.evaluation.changes import Change, Path, kind_at
from grondslag.evaluation.trace import Step
from grondslag.evaluation.world import World
from grondslag.language import tree
from grondslag.language.arithmetic import written_value
from grondslag.language.calendar import day_of, noon
from grondslag.language.deadlines import is_instant
from grondslag.language.nodes import nodes_in
from grondslag.language.types import Code, Entries, FieldType, ListOf, RecordOf, Reference, Scalar
from grondslag.model.countries import CODES
from grondslag.model.vocabulary import field_at, load_model
from grondslag.rulebook.facts import rests_on
from grondslag.rulebook.rule import Rule
from grondslag.values import NONE, Duration, duration

PLACEHOLDER: Final = "…"
"""Stands for a text, a link or an id that somebody has to fill in."""
MOST_CODES: Final = 8
MOST_VALUES: Final = 12
MOST_INSTANTS: Final = 6
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Spoken:
    """The values that the conditions of a rule speak of, on the day that decides."""

    codes: dict[str, list[str]] = field(default_factory=dict)
    """By list, in the order of the rule."""
    texts: list[str] = field(default_factory=list)
    numbers: list[int | float] = field(default_factory=list)
    lengths: list[Duration] = field(default_factory=list)
    instants: list[date] = field(default_factory=list)
    keys: dict[str, list[Any]] = field(default_factory=dict)
    """By name of a field that is looked up in a table: the first keys that the table has."""
    all_keys: dict[str, frozenset[object]] = field(default_factory=dict)


def spoken_of(world: World, rule: Rule, day: date) -> Spoken:
    """What *rule* speaks of, on the day that decides."""
    spoken = Spoken()
    law = world.law
    checked = rule.checked
    bodies = [law.definitions[name].cases for name, _ in rests_on(rule, law).definitions]
    conditions = [part.condition for part in checked.exemptions]
    parts = (checked.scope.filter, checked.when, checked.require, *conditions, *bodies)
    for part in parts:
        ranges: dict[str, tree.Term] = {}
        for node in nodes_in(part):
            if isinstance(node, tree.Quantified):
                ranges[node.variable] = node.collection
            if isinstance(node, tree.Literal_):
                _note(spoken, written_value(node.value), node.type)
            elif isinstance(node, tree.Parameter):
                value = law.parameter(node.name, day)
                if value is not None:
                    _note(spoken, value, node.type)
            elif isinstance(node, tree.Lookup):
                key = ranges.get(node.key.name) if isinstance(node.key, tree.Variable) else node.key
                _note_keys(spoken, world, node.table, key, day)
    return spoken


def with_seen(spoken: Spoken, root: Step) -> Spoken:
    """The same with the dates and lengths that the conditions of a tree have seen."""
    found = replace(spoken, lengths=[*spoken.lengths], instants=[*spoken.instants])
    for value in _seen_in(root):
        _note(found, value, Scalar("any"))
    return found


def _note(spoken: Spoken, value: Any, kind: object) -> None:
    if isinstance(kind, Code) and isinstance(value, str):
        _add(spoken.codes.setdefault(kind.list, []), value)
    elif isinstance(value, Duration):
        _add(spoken.lengths, value)
    elif is_instant(value) and isinstance(value, date):
        _add(spoken.instants, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        _add(spoken.numbers, value)
    elif isinstance(value, str) and kind == Scalar("text"):
        _add(spoken.texts, value)


def _add(values: list[Any], value: Any) -> None:
    if value not in values:
        values.append(value)


def _note_keys(spoken: Spoken, world: World, table: str, key: tree.Term | None, day: date) -> None:
    """The first keys of a table, for the field by which it is looked up; and the lengths in its cells."""
    rows = world.law.rows_on(table, day)
    if isinstance(key, tree.Field):
        kept = spoken.keys.setdefault(key.name, [])
        for each in sorted(rows, key=str)[:2]:
            _add(kept, each)
        spoken.all_keys[key.name] = spoken.all_keys.get(key.name, frozenset()) | frozenset(rows)
    for cells in list(rows.values())[:MOST_VALUES]:
        for value in cells.values():
            if isinstance(value, Duration) and len(spoken.lengths) < MOST_VALUES:
                _add(spoken.lengths, value)


def _seen_in(step: Step) -> Iterator[Any]:
    """The dates and lengths that the conditions of a tree have seen."""
    for side in step.sides:
        if is_instant(side.value) or isinstance(side.value, Duration):
            yield side.value
    for child in step.children:
        yield from _seen_in(child)


# ------------------------------------------------------------------------------------------ one fact


def values_for(world: World, spoken: Spoken, path: Path, now: Any = None) -> list[Change]:
    """What can be recorded at a path, the likeliest first; *now* is what stands there."""
    kind = kind_at(world.vocabulary, path)
    if kind is None:
        return _of_entries(world, path)
    found = list(_of_type(world, spoken, path, kind, now))
    if kind.may_be_none and now is not NONE:
        # That there is no day is told in full by a word; a day would still have to be filled in.
        is_day = isinstance(kind.type, Scalar) and kind.type.name in ("date", "datetime")
        found.insert(0 if is_day else len(found), Change(path, NONE))
    return [change for change in found if change.value != now]


def _of_entries(world: World, path: Path) -> list[Change]:
    """A collection of which nothing is recorded, or an entry that is not described."""
    if len(path) == 1:
        known = world.vocabulary.collections.get(path[0])
        if known is None or known.single:
            return []
        none = [Change(path, NONE)] if known.may_be_none else []
        return [Change(path, {PLACEHOLDER: {}}, exact=False), *none]
    return [Change(path, {}, exact=False)]


def _of_type(
    world: World, spoken: Spoken, path: Path, kind: FieldType, now: Any
) -> Iterator[Change]:
    match kind.type:
        case Code() as codes:
            yield from _codes(spoken, path, codes)
        case Scalar(name=name):
            yield from _scalars(world, spoken, path, name, now)
        case Reference() as reference:
            yield from (Change(path, each, exact=False) for each in _ids(world, reference))
        case ListOf(item=item):
            yield from _lists(world, spoken, path, item, now)
        case RecordOf(record=record):
            first = next(iter(world.vocabulary.records[record]))
            inside = values_for(world, spoken, (*path, first))
            values = [each.value for each in inside if each.value is not NONE]
            yield from (Change(path, {first: value}, exact=False) for value in values[:1])
        case Entries():
            yield Change(path, {PLACEHOLDER: {}}, exact=False)


def _codes(spoken: Spoken, path: Path, kind: Code) -> Iterator[Change]:
    """All codes of a short list; of a long one those that the rule names, and one that it does not."""
    named = [*spoken.codes.get(kind.list, ()), *spoken.keys.get(path[-1], ())]
    others = sorted(kind.codes - set(named))
    if len(kind.codes) > MOST_CODES:
        others = others[:1]
    for code in dict.fromkeys((*named, *others)):
        if code in kind.codes:
            yield Change(path, code, exact=code in named)


def _ids(world: World, kind: Reference) -> list[str]:
    found: list[str] = []
    for name in kind.collections:
        entries = world.register.collections.get(name)
        if isinstance(entries, dict):
            found += list(entries)[:2]
    return found


def _lists(
    world: World, spoken: Spoken, path: Path, item: Scalar | Code | Reference, now: Any
) -> Iterator[Change]:
    """What stands there with what the rule names; what may be anything as a placeholder."""
    kept: tuple[str, ...] = now if isinstance(now, tuple) else ()
    if isinstance(item, Code):
        named = [code for code in spoken.codes.get(item.list, ()) if code in item.codes]
        others = sorted(item.codes - set(named))[:1]
        for more in (*([code] for code in named), named, others):
            if more:
                whole = tuple(dict.fromkeys((*kept, *more)))
                yield Change(path, whole, exact=more is not others)
    elif isinstance(item, Reference):
        ids = _ids(world, item)
        for chosen in (ids[:1], ids[1:2], ids):
            if chosen:
                yield Change(path, tuple(dict.fromkeys((*kept, *chosen))), exact=False)
    else:
        texts = (*spoken.keys.get(path[-1], ()), *spoken.texts[:2])
        yield from (Change(path, (*kept, text)) for text in texts)
        other = _other_country(path, spoken) or PLACEHOLDER
        yield Change(path, (*kept, other), exact=False)


def _scalars(world: World, spoken: Spoken, path: Path, name: str, now: Any) -> Iterator[Change]:
    match name:
        case "boolean":
            yield from (Change(path, value) for value in (True, False))
        case "text":
            yield from _texts(spoken, path)
        case "integer" | "number":
            around = [each + more for each in spoken.numbers for more in (0, 1, -1)]
            numbers = [each for each in dict.fromkeys((*around, 0, 1)) if each >= 0]
            whole = [each for each in numbers if name == "number" or isinstance(each, int)]
            yield from (Change(path, each) for each in whole)
        case "duration":
            lengths = spoken.lengths or [duration(1, "day")]
            yield from (Change(path, each) for each in lengths)
        case "date" | "datetime":
            yield from _instants(world, spoken, path, name, now)


def _texts(spoken: Spoken, path: Path) -> Iterator[Change]:
    keys = spoken.keys.get(path[-1], ())
    yield Change(path, _other_country(path, spoken) or PLACEHOLDER, exact=False)
    yield from (Change(path, text) for text in (*keys, *spoken.texts[:3]))


def _other_country(path: Path, spoken: Spoken) -> str | None:
    """For a field that holds a country, one that no table of the rule has."""
    kind = field_at(load_model(), path)
    if kind is None or kind.type not in ("country", "countries"):
        return None
    known = spoken.all_keys.get(path[-1], frozenset())
    return next((code for code in sorted(CODES) if code not in known), None)


def _instants(world: World, spoken: Spoken, path: Path, name: str, now: Any) -> Iterator[Change]:
    """Dates that the fact may be held against, and the days before and after; of a bare day its hours."""
    if name == "datetime" and isinstance(now, date) and not isinstance(now, datetime):
        hours = (noon(now) + timedelta(hours=each) for each in (-12, 0, 11))
        yield from (Change(path, each, exact=False) for each in hours)
        return
    known: list[date] = [*spoken.instants[:MOST_INSTANTS], world.today]
    yield from (Change(path, each, exact=False) for each in _in_form(known, name))


def _in_form(known: Iterable[date], name: str) -> list[date]:
    """Instants and those a day away, as dates or as moments; without those no calendar has."""
    found: list[date] = []
    for each in known:
        for shift in (timedelta(0), _DAY, -_DAY):
            try:
                moment = each + shift
                if name == "date":
                    _add(found, day_of(moment))
                else:
                    _add(found, moment if isinstance(moment, datetime) else noon(moment))
            except OverflowError:
                continue
    return found
