"""Every change of one value, field or sum in a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from grondslag.analysis.rewriting import Changed, Desk
from grondslag.language import tree
from grondslag.language.check_paths import may_be_none
from grondslag.language.types import Code, Scalar
from grondslag.values import Duration, duration

MOST_SIBLINGS: Final = 2
"""Fields that are tried instead of one."""
_LENGTH: Final = Scalar("duration")


def beside(value: Any) -> tuple[Any, ...]:
    """The values next to a value: one more and one less, in its own unit; none for a text."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 1, value - 1) if value >= 1 else (value + 1,)
    if isinstance(value, Duration):
        longer = duration(value.amount + 1, value.unit)
        return (longer, duration(value.amount - 1, value.unit)) if value.amount else (longer,)
    if isinstance(value, datetime):
        return _days_beside(value, timedelta(minutes=1))
    if isinstance(value, date):
        return _days_beside(value, timedelta(days=1))
    return ()


def _days_beside(value: Any, step: timedelta) -> tuple[Any, ...]:
    found = []
    for sign in (1, -1):
        try:
            found.append(value + sign * step)
        except OverflowError:
            continue
    return tuple(found)


def _literal(desk: Desk, node: tree.Literal_) -> Iterator[Changed]:
    if isinstance(node.type, Code):
        codes = sorted(node.type.codes - {str(node.value)})
        other = next(
            (code for code in codes if code > str(node.value)), codes[0] if codes else None
        )
        if other is not None:
            yield desk.change("code", node, other), replace(node, value=other)
        return
    for value in beside(node.value):
        yield desk.change("number", node, desk.pen.value(value)), replace(node, value=value)


def _field(desk: Desk, node: tree.Field) -> Iterator[Changed]:
    """Another field of the same record that holds the same type of value."""
    fields = desk.vocabulary.fields(node.holder.type)
    holder_none = may_be_none(node.holder, desk.vocabulary)
    siblings = [
        (name, holder_none or kind.may_be_none)
        for name, kind in sorted(fields.items())
        if name != node.name and kind.type == node.type
    ]
    fitting = [item for item in siblings if item[1] or not node.may_be_none]
    after = [item for item in fitting if item[0] > node.name]
    chosen = [*after, *(item for item in fitting if item not in after)][:MOST_SIBLINGS]
    start = node.holder.where[0]
    for name, none in chosen:
        text = f"{desk.pen.between(start, node.holder.where[1])}.{name}"
        yield desk.change("field", node, text), replace(node, name=name, may_be_none=none)


def _cell(desk: Desk, node: tree.Cell) -> Iterator[Changed]:
    table = desk.tables.get(node.row.table)
    columns = () if table is None else table.columns
    others = [name for name, kind in columns if name != node.column and kind == node.type]
    for name in others[:MOST_SIBLINGS]:
        text = f"{desk.pen.text(node.row)}.{name}"
        yield desk.change("field", node, text), replace(node, column=name)


def _count(desk: Desk, node: tree.Count) -> Iterator[Changed]:
    if node.onwards:
        yield desk.onwards(node.collection), replace(node, onwards=False)


def _today(desk: Desk, node: tree.Today) -> Iterator[Changed]:
    yield from _moved(desk, node, duration(1, "day"))


def _now(desk: Desk, node: tree.Now) -> Iterator[Changed]:
    yield from _moved(desk, node, duration(1, "hour"))


def _moved(desk: Desk, node: tree.Today | tree.Now, step: Duration) -> Iterator[Changed]:
    for sign in ("+", "-"):
        text = f"{desk.pen.text(node)} {sign} {desk.pen.value(step)}"
        moved = tree.Sum(
            sign,
            node,
            tree.Literal_(step, _LENGTH, node.where),
            node.type,
            where=node.where,
        )
        yield desk.change("moment", node, text), moved


def _sum(desk: Desk, node: tree.Sum) -> Iterator[Changed]:
    other: Any = "-" if node.operator == "+" else "+"
    text = f"{desk.pen.text(node.left)} {other} {desk.pen.text(node.right)}"
    yield desk.change("sum", node, text), replace(node, operator=other)


TERM_CHANGES: Final[Mapping[type, Callable[..., Iterator[Changed]]]] = {
    tree.Literal_: _literal,
    tree.Field: _field,
    tree.Cell: _cell,
    tree.Count: _count,
    tree.Today: _today,
    tree.Now: _now,
    tree.Sum: _sum,
}
