"""Comparing what two terms stand for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from grondslag.evaluation.answers import (
    NO,
    UNKNOWN_VALUE,
    Answer,
    Entry,
    Found,
    because,
    contrary,
    time_needed,
    union,
    unknown,
    yes_or_no,
)
from grondslag.evaluation.closure import collections_of
from grondslag.evaluation.terms import unclear_operands
from grondslag.evaluation.world import World
from grondslag.language import tree
from grondslag.language.arithmetic import same_text, written_value
from grondslag.language.calendar import (
    is_exact,
    order_of_days,
    order_of_lengths,
    order_of_moments,
    same_length,
    same_moment,
    sign,
)
from grondslag.language.deadlines import is_instant
from grondslag.language.logic import TRUE, UNKNOWN, decide
from grondslag.language.types import Scalar, Type
from grondslag.values import NONE, Duration


def compare(node: tree.Compare, left: Found, right: Found) -> Answer:
    """A comparison of two terms. `is` of what is none is false; an order with it is unknown."""
    if node.operator == "is":
        return _equal(node, left, right)
    if node.operator == "is_not":
        return contrary(_equal(tree.Compare("is", node.left, node.right), left, right))
    unclear = unclear_operands(left, right)
    return _in_order(node, left, right) if unclear is None else unclear


def _equal(node: tree.Compare, left: Found, right: Found) -> Answer:
    if left.value is UNKNOWN_VALUE or right.value is UNKNOWN_VALUE:
        return unknown(union((left, right)))
    if left.value is NONE or right.value is NONE:
        return NO
    if is_instant(left.value) or isinstance(left.value, Duration):
        return _in_order(node, left, right)
    return yes_or_no(same(left.value, right.value))


def equal(term: tree.Term, found: Found, value: tree.Literal_) -> Answer:
    """Whether a term is a value that the rule writes."""
    return _equal(tree.Compare("is", term, value), found, Found(written_value(value.value)))


def same(left: Any, right: Any) -> bool:
    """Whether two values are the same: entries by id within a collection, texts as texts are compared."""
    if isinstance(left, Entry) or isinstance(right, Entry):
        return _same_entry(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right or same_text(left) == same_text(right)
    return bool(left == right)


def _same_entry(left: Any, right: Any) -> bool:
    """By id within a collection; of a reference within its own entry by id alone."""
    if isinstance(left, Entry) and isinstance(right, Entry):
        return left.path == right.path
    return bool(_id(left) == _id(right))


def _id(value: Any) -> Any:
    return value.id if isinstance(value, Entry) else value


def _in_order(node: tree.Compare, left: Found, right: Found) -> Answer:
    if isinstance(left.value, Duration):
        lengths = same_length if node.operator == "is" else order_of_lengths
        bounds = lengths(left.value, right.value)
        kind = "not_ordered"
    elif is_instant(left.value):
        bounds = order(
            node.operator, left.value, right.value, days=of_days(node.left.type, node.right.type)
        )
        kind = "time_needed"
    else:
        found = sign(left.value - right.value)
        bounds = (found, found)
        kind = "not_ordered"
    truth = decide(node.operator, *bounds)
    if truth != UNKNOWN:
        return yes_or_no(truth == TRUE)
    if kind == "not_ordered":
        return because("not_ordered", left, right)
    return _time_needed(left, right)


def of_days(left: Type, right: Type) -> bool:
    """Whether two terms are compared as days: both are dates."""
    return left == right == Scalar("date")


def order(operator: str, left: Any, right: Any, *, days: bool) -> tuple[int, int]:
    """The bounds of the order of two dates or moments; as days if both are of type date."""
    if days and _is_day(left) and _is_day(right):
        return order_of_days(left, right)
    return same_moment(left, right) if operator == "is" else order_of_moments(left, right)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _time_needed(left: Found, right: Found) -> Answer:
    """The facts that are bare dates; if those are no facts, the facts they are compared with."""
    inexact = [
        found for found in (left, right) if found.path is not None and not is_exact(found.value)
    ]
    return time_needed(*(inexact or (left, right)))


def included(world: World, items: tuple[Any, ...], term: tree.Term, item: Any) -> bool:
    """Whether a list has an item: entries by id within their collection."""
    if isinstance(item, Entry):
        if item.id not in items:
            return False
        collections = collections_of(term)
        return not collections or _same_entry(world.refer(item.id, collections), item)
    return item in items or (isinstance(item, str) and any(same(other, item) for other in items))
