"""What each term of a rule stands for in a register, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from grondslag.evaluation.answers import (
    NO_REASONS,
    UNKNOWN_VALUE,
    Answer,
    Entry,
    Found,
    Path,
    Reasons,
    because,
    missing,
    union,
)
from grondslag.evaluation.closure import reach
from grondslag.evaluation.verdict import Reason
from grondslag.evaluation.world import Scene, World, entry_of
from grondslag.language import tree
from grondslag.language.arithmetic import same_text, total, written_value
from grondslag.language.calendar import day_of
from grondslag.language.logic import FALSE, TRUE, UNKNOWN
from grondslag.language.types import RecordOf, Reference
from grondslag.values import NONE, UNREADABLE, Duration

Judge = Callable[[World, Scene, tree.Condition], Answer]
"""Evaluates a condition; handed in, because conditions rest on terms."""


def find(world: World, scene: Scene, term: tree.Term) -> Found:
    """The value of a term, `NONE`, or unknown with its reasons. Raises TypeError for what is no term."""
    try:
        step = _STEPS[type(term)]
    except KeyError:
        raise TypeError(f"no term: {type(term).__name__}") from None
    return step(world, scene, term)


def shown_name(name: str) -> str:
    """The name of a declaration without its pack."""
    return name.rpartition("/")[2]


# ------------------------------------------------------------------------------------- facts and values


def _literal(_world: World, _scene: Scene, term: tree.Literal_) -> Found:
    return Found(written_value(term.value))


def _variable(_world: World, scene: Scene, term: tree.Variable) -> Found:
    item = scene.bound[term.name]
    if isinstance(item, Found):
        return item
    return Found(item, item.path) if isinstance(item, Entry) else Found(item)


def _root(world: World, _scene: Scene, term: tree.Root) -> Found:
    return world.root(term.name)


def _field(world: World, scene: Scene, term: tree.Field) -> Found:
    holder = find(world, scene, term.holder)
    if holder.value is UNKNOWN_VALUE or holder.value is NONE:
        return holder
    entry = holder.value
    if entry.fields is None:
        return missing(entry.path, "not_readable")
    path = (*entry.path, term.name)
    value = entry.fields.get(term.name)
    if value is None:
        return missing(path)
    if value is UNREADABLE:
        return missing(path, "not_readable")
    return Found(NONE, path) if value is NONE else _typed(world, path, value, term.type)


def _typed(world: World, path: Path, value: Any, kind: object) -> Found:
    """A value as the type of its field asks: an entry for a record or reference."""
    if isinstance(kind, Reference) and kind.collections:
        entry = world.refer(value, kind.collections)
        return Found(entry, path) if entry.described else not_described(entry)
    return Found(Entry(path, value) if isinstance(kind, RecordOf) else value, path)


def _id(world: World, scene: Scene, term: tree.Id) -> Found:
    found = find(world, scene, term.entry)
    return Found(found.value.id) if isinstance(found.value, Entry) else found


# ------------------------------------------------------------------------------------ the law's own data


def _derived(world: World, scene: Scene, term: tree.Derived) -> Found:
    argument = find(world, scene, term.argument)
    if argument.value is UNKNOWN_VALUE or argument.value is NONE:
        return argument
    entry = argument.value
    definition = world.law.definitions[term.name]
    key = (term.name, scene.day, entry.path)
    found = world.derived.get(key)
    if found is None:
        found = world.derived[key] = _cases(world, scene, definition, entry)
    return found


def _cases(world: World, around: Scene, definition: tree.Definition, entry: Entry) -> Found:
    scene = around.alone(definition.variable, entry)
    for case in definition.cases:
        if case.condition is not None:
            answer = _judge(world, scene, case.condition)
            if answer.truth == UNKNOWN:
                return Found(UNKNOWN_VALUE, entry.path, answer.reasons)
            if answer.truth == FALSE:
                continue
        return _case_value(world, scene, entry, case.value)
    raise ValueError(f"no case holds of {definition.name}")


def _case_value(
    world: World, scene: Scene, entry: Entry, value: tree.Term | tree.Condition
) -> Found:
    if type(value) in _STEPS:
        return find(world, scene, value)  # type: ignore[arg-type]
    answer = _judge(world, scene, value)  # type: ignore[arg-type]
    if answer.truth == UNKNOWN:
        return Found(UNKNOWN_VALUE, entry.path, answer.reasons)
    return Found(answer.truth == TRUE)


def _judge(world: World, scene: Scene, condition: tree.Condition) -> Answer:
    from grondslag.evaluation.conditions import judge

    return judge(world, scene, condition)


def _parameter(world: World, scene: Scene, term: tree.Parameter) -> Found:
    day = scene.day
    if term.day is not None:
        found = find(world, scene, term.day)
        if found.value is UNKNOWN_VALUE:
            return found
        if found.value is NONE:
            return Found(UNKNOWN_VALUE, found.path, because("none", found).reasons)
        day = day_of(found.value)
    value = world.law.parameter(term.name, day)
    if value is None:
        return missing((shown_name(term.name),), "no_value_on_day")
    return Found(value)


def _lookup(world: World, scene: Scene, term: tree.Lookup) -> Found:
    key = find(world, scene, term.key)
    if key.value is UNKNOWN_VALUE or key.value is NONE:
        return key
    value = same_text(key.value) if isinstance(key.value, str) else key.value
    row = world.law.row(term.table, value, scene.day)
    return Found(NONE if row is None else row)


def _cell(world: World, scene: Scene, term: tree.Cell) -> Found:
    row = _lookup(world, scene, term.row)
    if row.value is UNKNOWN_VALUE or row.value is NONE:
        return row
    value = row.value.get(term.column)
    return Found(NONE if value is None else value)


def _today(world: World, _scene: Scene, _term: tree.Today) -> Found:
    return Found(world.today)


def _now(world: World, _scene: Scene, _term: tree.Now) -> Found:
    return Found(world.as_of)


# -------------------------------------------------------------------------------------------- arithmetic


def _count(world: World, scene: Scene, term: tree.Count) -> Found:
    found = find(world, scene, term.collection)
    if found.value is UNKNOWN_VALUE:
        return found
    if found.value is NONE:
        return Found(0, found.path)
    if not term.onwards:
        return Found(len(found.value), found.path)
    entries, reasons = reach(world, found, term.collection)
    reasons |= union(not_described(entry) for entry in entries if not entry.described)
    if reasons:
        return Found(UNKNOWN_VALUE, found.path, reasons)
    return Found(len(entries), found.path)


def _sum(world: World, scene: Scene, term: tree.Sum) -> Found:
    left, right = find(world, scene, term.left), find(world, scene, term.right)
    unclear = unclear_operands(left, right)
    if unclear is not None:
        return Found(UNKNOWN_VALUE, left.path, unclear.reasons)
    sign = 1 if term.operator == "+" else -1
    value = total(left.value, right.value, sign)
    if isinstance(left.value, Duration):
        left, right = right, left
    paths = (left.path, *left.also, right.path, *right.also)
    known = tuple(path for path in paths if path is not None)
    return Found(value, left.path, also=known)


def unclear_operands(*operands: Found) -> Answer | None:
    """Why operands that must have a value have none: those not known first, else those that are none."""
    if any(operand.value is UNKNOWN_VALUE for operand in operands):
        return Answer(
            UNKNOWN, union(operand for operand in operands if operand.value is UNKNOWN_VALUE)
        )
    without = [operand for operand in operands if operand.value is NONE]
    return because("none", *without) if without else None


def items_of(
    world: World, found: Found, collection: tree.Term, onwards: bool
) -> tuple[list[Any], Reasons]:
    """What a quantifier ranges over: an `Entry` each, or a `Found` for an item that is no entry.

    An entry that is not described is among them. The reasons are those of unknown items that no entry stands
    for: the lists that a closure could not follow.
    """
    if onwards:
        entries, reasons = reach(world, found, collection)
        return list(entries), reasons
    if isinstance(found.value, dict):
        path = found.path or ()
        values = found.value
        return [entry_of((*path, key), values[key]) for key in values], NO_REASONS
    item = getattr(collection.type, "item", None)
    if isinstance(item, Reference) and item.collections:
        return [world.refer(key, item.collections) for key in found.value], NO_REASONS
    return [Found(value, found.path) for value in found.value], NO_REASONS


def not_described(entry: Entry) -> Found:
    """A reference to nothing, as what is not known."""
    return missing(entry.path, "not_described")


def no_holidays(year: int) -> Reasons:
    """The reason for a term that ends in a year of which the table of holidays knows nothing."""
    return frozenset((Reason(("holidays", str(year)), "no_value_on_day"),))


_STEPS: Final[dict[type, Callable[[World, Scene, Any], Found]]] = {
    tree.Literal_: _literal,
    tree.Variable: _variable,
    tree.Root: _root,
    tree.Field: _field,
    tree.Id: _id,
    tree.Derived: _derived,
    tree.Parameter: _parameter,
    tree.Lookup: _lookup,
    tree.Cell: _cell,
    tree.Count: _count,
    tree.Today: _today,
    tree.Now: _now,
    tree.Sum: _sum,
}
