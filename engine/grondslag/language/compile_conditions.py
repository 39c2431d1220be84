"""Conditions as Python: an expression for the truth of each, after the lines it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from grondslag.language import tree
from grondslag.language.arithmetic import same_text
from grondslag.language.compile_code import Value
from grondslag.language.compile_quantifiers import quantified
from grondslag.language.compile_terms import fields_of, literal_code
from grondslag.language.types import Code, EntryOf, ListOf, RecordOf, Reference, Scalar, Type

if TYPE_CHECKING:
    from grondslag.language.compile import Writer

_SYMBOLS: Final = {
    "more": ">",
    "at_least": ">=",
    "less": "<",
    "at_most": "<=",
    "after": ">",
    "before": "<",
    "on_or_after": ">=",
    "on_or_before": "<=",
}
_NUMBERS: Final = (Scalar("integer"), Scalar("number"))
_DATE: Final = Scalar("date")


# ----------------------------------------------------------------------------------------------- logic


def _and(w: Writer, node: tree.And) -> str:
    return conjunction(w, node.operands)


def _or(w: Writer, node: tree.Or) -> str:
    return disjunction(w, node.operands)


def conjunction(w: Writer, operands: tuple[tree.Condition, ...]) -> str:
    """The least of the truths; what comes after a false one is not looked at."""
    return _folded(w, operands, "if {t}:", "if {u} < {t}: {t} = {u}")


def disjunction(w: Writer, operands: tuple[tree.Condition, ...]) -> str:
    """The greatest of the truths; what comes after a true one is not looked at."""
    return _folded(w, operands, "if {t} != 4:", "if {u} > {t}: {t} = {u}")


def _folded(w: Writer, operands: tuple[tree.Condition, ...], go_on: str, take: str) -> str:
    first, *rest = operands
    t = w.temporary(w.condition(first))
    before = None
    for operand in rest:
        with w.code.block(go_on.format(t=t), after=before) as block:
            u = w.temporary(w.condition(operand))
            w.code.line(take.format(t=t, u=u))
        before = block
    return t


def _not(w: Writer, node: tree.Not) -> str:
    return f"(4 - {w.condition(node.operand)})"


def _implies(w: Writer, node: tree.Implies) -> str:
    t = w.temporary(f"4 - {w.condition(node.condition)}")
    with w.code.block(f"if {t} != 4:"):
        u = w.temporary(w.condition(node.consequence))
        w.code.line(f"if {u} > {t}: {t} = {u}")
    return t


def _block(w: Writer, node: tree.Block) -> str:
    operands = tuple(item.condition for item in node.items)
    if node.kind == "all":
        return conjunction(w, operands)
    found = disjunction(w, operands)
    return found if node.kind == "any" else f"(4 - {found})"


# -------------------------------------------------------------------------------------------- presence


def _holds(w: Writer, node: tree.Holds) -> str:
    if isinstance(node.term, tree.Derived):
        truth = w.inlined(node.term)
        if truth is not None:
            return truth
    v = w.term(node.term).code
    return f"(4 if {v} is True else 0 if {v} is False else 2)"


def _presence(w: Writer, term: tree.Term, value: str, none: str) -> str:
    """*value* if a term has a value, *none* if it is none, else unknown."""
    found = w.term(term)
    v = found.code
    record = _record_of(w, term)
    if record is not None:
        fields = found.fields or fields_of(w, found)
        state = w.temporary(f"run.state({fields}, {record!r})")
        return state if value == "4" else f"(4 - {state})"
    if found.fields is not None or found.is_known:
        return value
    if isinstance(found.type, Reference) and found.collections:
        fields = fields_of(w, found)
        return f"({value} if {fields}.__class__ is dict else {none} if {fields} is NONE else 2)"
    return f"(2 if {v} is None or {v} is UNREADABLE else {none} if {v} is NONE else {value})"


def _record_of(w: Writer, term: tree.Term) -> str | None:
    """The record type by whose fields presence goes; None for what is no record."""
    if isinstance(term.type, RecordOf):
        return term.type.record
    return term.name if isinstance(term, tree.Root) and w.is_single(term.name) else None


def _exists(w: Writer, node: tree.Exists) -> str:
    return _presence(w, node.term, "4", "0")


def _is_none(w: Writer, node: tree.IsNone) -> str:
    return _presence(w, node.term, "0", "4")


def _is_recorded(w: Writer, node: tree.IsRecorded) -> str:
    yes, no = ("0", "4") if node.negated else ("4", "0")
    found = w.term(node.term)
    if _record_of(w, node.term) is not None or found.fields is not None:
        return f"({no} if {_presence(w, node.term, '4', '0')} == 2 else {yes})"
    return f"({no} if {found.code} is None or {found.code} is UNREADABLE else {yes})"


def _is_empty(w: Writer, node: tree.IsEmpty) -> str:
    yes, no = ("0", "4") if node.negated else ("4", "0")
    v = w.term(node.term).code
    return f"(2 if {v} is None or {v} is UNREADABLE else {yes} if {v} is NONE or not {v} else {no})"


# ----------------------------------------------------------------------------------------- comparisons


def _compare(w: Writer, node: tree.Compare) -> str:
    left, right = w.term(node.left), w.term(node.right)
    if node.operator == "is":
        return _equal(left, right)
    if node.operator == "is_not":
        return f"(4 - {_equal(left, right)})"
    symbol = _SYMBOLS[node.operator]
    v, u = left.code, right.code
    if left.type in _NUMBERS and right.type in _NUMBERS:
        exact = [f"{x.code}.__class__ in NUMBERS" for x in (left, right) if not x.is_known]
        return f"((4 if {v} {symbol} {u} else 0) if {' and '.join(exact) or 'True'} else 2)"
    if left.type == right.type == _DATE:
        return (
            f"((4 if {v} {symbol} {u} else 0) if {v}.__class__ is date and {u}.__class__ is date "
            f"else in_order({node.operator!r}, {v}, {u}, True))"
        )
    return f"in_order({node.operator!r}, {v}, {u}, False)"


def _equal(left: Value, right: Value) -> str:
    v, u = left.code, right.code
    if _is_entry(left.type) and _is_entry(right.type):
        return _same_entry(left, right)
    if Scalar("text") in (left.type, right.type):
        return f"same_texts({v}, {u})"
    if isinstance(left.type, Scalar) and left.type.name in ("date", "datetime", "duration"):
        return f"in_order('is', {v}, {u}, {left.type == right.type == _DATE})"
    if right.is_known:
        return f"(4 if {v} == {u} else 2 if {v} is None or {v} is UNREADABLE else 0)"
    return f"same({v}, {u})"


def _is_entry(kind: Type) -> bool:
    return isinstance(kind, EntryOf | Reference)


def _same_entry(left: Value, right: Value) -> str:
    if left.fields is not None and right.fields is not None and not left.collections:
        return f"(4 if {left.fields} is {right.fields} else 0)"
    if len(left.collections) <= 1 and len(right.collections) <= 1:
        if left.collections == right.collections or not (left.collections and right.collections):
            return f"same({left.code}, {right.code})"
        return f"apart({left.code}, {right.code})"
    sides = ", ".join(_located(side) for side in (left, right))
    return f"run.same_entry({sides})"


def _located(value: Value) -> str:
    """The id of an entry or reference, and code for the collections in which it may lie."""
    where = f"({value.lies},)" if value.fields is not None else repr(value.collections)
    return f"{value.code}, {where}"


# ----------------------------------------------------------------------------------------------- lists


def _one_of(w: Writer, node: tree.OneOf) -> str:
    found = w.term(node.term)
    v = found.code
    if isinstance(found.type, Code) and node.values:
        values = _set_of(node.values)
        if node.negated:
            return f"(0 if {v} in {values} else 2 if {v} is None or {v} is UNREADABLE else 4)"
        return f"(4 if {v} in {values} else 2 if {v} is None or {v} is UNREADABLE else 0)"
    equal = [_equal(found, w.term(value)) for value in node.values]
    equal.append(f"(2 if {v} is None or {v} is UNREADABLE else 0)")
    truth = f"max({', '.join(equal)}, 0)"
    return f"(4 - {truth})" if node.negated else truth


def _set_of(values: tuple[tree.Literal_, ...]) -> str:
    return "{" + ", ".join(sorted({literal_code(value.value) for value in values})) + "}"


LONG: Final = 40
"""From so many items on a list is searched through a set: `all` names every entry of a register."""


def _includes(w: Writer, node: tree.Includes) -> str:
    found, item = w.term(node.term), w.term(node.item)
    v, u = found.code, item.code
    if _is_entry(item.type) and (len(found.collections) > 1 or len(item.collections) > 1):
        truth = f"run.includes({v}, {found.collections!r}, {_located(item)})"
    elif (
        _is_entry(item.type)
        and found.collections
        and item.collections not in ((), found.collections)
    ):
        truth = f"apart({v}, {u})"
    elif _items_are_texts(found.type):
        truth = f"has_text({v}, {u})"
    elif item.is_known:
        among = f"({v} if len({v}) < {LONG} else run.members({v}))"
        truth = (
            f"((4 if {u} in {among} else 0) if {v}.__class__ is tuple else 0 if {v} is NONE else 2)"
        )
    else:
        truth = f"has({v}, {u})"
    return f"(4 - {truth})" if node.negated else truth


def _items_are_texts(kind: Type) -> bool:
    return isinstance(kind, ListOf) and kind.item == Scalar("text")


def _includes_any(w: Writer, node: tree.IncludesAny) -> str:
    found = w.term(node.term)
    v = found.code
    values = tuple(value.value for value in node.values)
    if _items_are_texts(found.type):
        texts = repr(tuple(same_text(str(value)) for value in values))
        return f"has_any_text({v}, {texts})"
    codes = w.code.read(f"frozenset({tuple(sorted(map(str, values)))!r})")
    return f"((0 if {codes}.isdisjoint({v}) else 4) if {v}.__class__ is tuple else 0 if {v} is NONE else 2)"


# --------------------------------------------------------------------------------------- terms of time


def _due(w: Writer, node: tree.Due) -> str:
    x, d, y = (w.term(term).code for term in (node.term, node.duration, node.anchor))
    return f"run.due({x}, {d}, {y}, {node.calendar!r})"


def _within(w: Writer, node: tree.Within) -> str:
    x, d, y = (w.term(term).code for term in (node.term, node.duration, node.anchor))
    if node.side == "before":
        return f"run.within_before({x}, {d}, {y})"
    return f"run.within_after({x}, {d}, {y}, {node.calendar!r})"


CONDITIONS: Final[dict[type, Callable[[Writer, Any], str]]] = {
    tree.And: _and,
    tree.Or: _or,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Block: _block,
    tree.Quantified: quantified,
    tree.Holds: _holds,
    tree.Exists: _exists,
    tree.IsNone: _is_none,
    tree.IsRecorded: _is_recorded,
    tree.IsEmpty: _is_empty,
    tree.Compare: _compare,
    tree.OneOf: _one_of,
    tree.Includes: _includes,
    tree.IncludesAny: _includes_any,
    tree.Due: _due,
    tree.Within: _within,
}
