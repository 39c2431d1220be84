"""Terms as Python: how the value of each is read from a register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from grondslag.language import tree
from grondslag.language.arithmetic import written_value
from grondslag.language.compile_code import Value
from grondslag.language.compile_search import collections_in
from grondslag.language.types import Reference
from grondslag.values import Mark

if TYPE_CHECKING:
    from grondslag.language.compile import Writer


def literal_code(value: object) -> str:
    """A value as source: its `repr`, all parts of which are safe and are names of the runtime."""
    if isinstance(value, str):
        return repr(str(value))
    value = written_value(value)
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return repr(value).replace("datetime.", "")


def _literal(w: Writer, node: tree.Literal_) -> Value:
    if isinstance(node.value, bool | int | float | str):
        return Value(literal_code(node.value), node.type, is_known=True)
    known = node.value is not Mark.NONE
    return Value(w.code.read(literal_code(node.value)), node.type, is_known=known)


def _variable(w: Writer, node: tree.Variable) -> Value:
    return w.bound[node.name]


def _root(w: Writer, node: tree.Root) -> Value:
    return Value(w.code.read(f"run.root({node.name!r})"), node.type)


def _field(w: Writer, node: tree.Field) -> Value:
    holder = w.term(node.holder)
    needs = holder.needs
    if holder.fields is not None:
        code = w.code.read(f"{holder.fields}.get({node.name!r})", needs)
    else:
        fields = fields_of(w, holder)
        code = w.code.read(
            f"{fields}.get({node.name!r}) if {fields}.__class__ is dict else NONE if {fields} is NONE else None",
            needs,
        )
    return _reference(
        w, Value(code, node.type, needs | {code}, collections=collections_in(node.type))
    )


def _reference(w: Writer, value: Value) -> Value:
    """A reference to an entry that is not described is not known."""
    if not isinstance(value.type, Reference) or not value.collections:
        return value
    v = value.code
    if len(value.collections) > 1:
        expression = f"{v} if {v} is NONE or run.lies({v}, {value.collections!r}) else None"
    else:
        entries = w.code.read(f"run.entries({value.collections[0]!r})")
        expression = f"{v} if {v} in {entries} or {v} is NONE else None"
    code = w.code.read(expression, value.needs)
    return replace(value, code=code, needs=value.needs | {code})


def fields_of(w: Writer, value: Value) -> str:
    """A name for the fields of an entry, record or reference; None if not known or not described, or NONE."""
    if value.fields is not None:
        return value.fields
    if not isinstance(value.type, Reference) or not value.collections:
        return value.code
    v = value.code
    if len(value.collections) > 1:
        return w.code.read(f"run.refer({v}, {value.collections!r})", value.needs)
    entries = w.code.read(f"run.entries({value.collections[0]!r})")
    return w.code.read(
        f"{entries}.get({v}) if {v}.__class__ is str else NONE if {v} is NONE else None",
        value.needs,
    )


def _id(w: Writer, node: tree.Id) -> Value:
    entry = w.term(node.entry)
    if entry.fields is not None or not entry.collections:
        return Value(entry.code, node.type, entry.needs, is_known=entry.is_known)
    fields = fields_of(w, entry)
    v = entry.code
    code = w.code.read(f"{v} if {fields}.__class__ is dict else {fields}", entry.needs)
    return Value(code, node.type, entry.needs | {code})


def _derived(w: Writer, node: tree.Derived) -> Value:
    argument = w.term(node.argument)
    function = w.derived(node.name)
    collections = collections_in(node.type)
    if argument.fields is not None:
        call = f"{function}({argument.code}, {argument.fields}, {argument.lies})"
    else:
        fields = fields_of(w, argument)
        lies = argument.lies
        if len(argument.collections) == 1:
            lies = repr(argument.collections[0])
        elif argument.collections:
            lies = f"run.lies({argument.code}, {argument.collections!r})"
        call = (
            f"{function}({argument.code}, {fields}, {lies}) if {fields}.__class__ is dict "
            f"else NONE if {fields} is NONE else None"
        )
    code = w.code.read(call, argument.needs)
    return Value(code, node.type, argument.needs | {code}, collections=collections)


def _parameter(w: Writer, node: tree.Parameter) -> Value:
    if node.day is None:
        return Value(w.code.read(f"run.parameter({node.name!r}, day)"), node.type)
    day = w.term(node.day)
    code = w.code.read(f"run.parameter_on({node.name!r}, {day.code})", day.needs)
    return Value(code, node.type, day.needs | {code})


def _lookup(w: Writer, node: tree.Lookup) -> Value:
    key = w.term(node.key)
    rows = w.code.read(f"run.rows({node.table!r}, day)")
    code = w.code.read(f"look_up({rows}, {key.code})", key.needs)
    return Value(code, node.type, key.needs | {code})


def _cell(w: Writer, node: tree.Cell) -> Value:
    row = _lookup(w, node.row)
    r = row.code
    code = w.code.read(
        f"NONE if {r} is NONE else None if {r} is None else {r}.get({node.column!r}, NONE)",
        row.needs,
    )
    return Value(code, node.type, row.needs | {code})


def _count(w: Writer, node: tree.Count) -> Value:
    found = w.term(node.collection)
    v = found.code
    if node.onwards:
        steps, collections = w.chain(node.collection)
        expression = f"run.count_onwards({v}, {collections!r}, {steps!r})"
    else:
        expression = f"len({v}) if {v}.__class__ is tuple or {v}.__class__ is dict else 0 if {v} is NONE else None"
    code = w.code.read(expression, found.needs)
    return Value(code, node.type, found.needs | {code})


def _today(w: Writer, node: tree.Today) -> Value:
    return Value(w.code.read("run.today"), node.type, is_known=True)


def _now(w: Writer, node: tree.Now) -> Value:
    return Value(w.code.read("run.as_of"), node.type, is_known=True)


def _sum(w: Writer, node: tree.Sum) -> Value:
    left, right = w.term(node.left), w.term(node.right)
    needs = left.needs | right.needs
    sign = 1 if node.operator == "+" else -1
    code = w.code.read(f"plus({left.code}, {right.code}, {sign})", needs)
    return Value(code, node.type, needs | {code})


TERMS: Final[dict[type, Callable[[Writer, Any], Value]]] = {
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
