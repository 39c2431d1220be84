"""Tokens and parts to the syntax nodes of values and conditions. It never fails.

A function gets the parts of its production in order: tokens (all are kept), nodes, and `None` for
an optional part that is absent. Lark calls it by the name of the production.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from grondslag.language import expressions as e

Parts = list[Any]
Build = Callable[[Parts], Any]


def place_of(parts: Parts) -> e.Where:
    """From the first part that is there to the last."""
    first = next(part for part in parts if part is not None)
    last = next(part for part in reversed(parts) if part is not None)
    return start_of(first), end_of(last)


def start_of(part: Any) -> int:
    """Where a token or node begins."""
    return part.where[0] if hasattr(part, "where") else part.start_pos  # type: ignore[no-any-return]


def end_of(part: Any) -> int:
    """Where a token or node ends."""
    return part.where[1] if hasattr(part, "where") else part.end_pos  # type: ignore[no-any-return]


def name_of(token: Any) -> e.Name:
    """A name or id token."""
    return e.Name(token.value, (token.start_pos, token.end_pos))


def label_of(token: Any) -> e.Name:
    """A label token, without its brackets."""
    return e.Name(token.value[1:-1], (token.start_pos, token.end_pos))


def keyword_of(token: Any) -> e.Keyword:
    """A keyword token."""
    return e.Keyword(token.type, token.value, (token.start_pos, token.end_pos))


def literal_of(token: Any) -> e.Literal:
    """A text, date or moment that stands where no other value may."""
    kind = {"STRING": "text", "DATE": "date", "DATETIME": "moment"}[token.type]
    return e.Literal(kind, token.value, (token.start_pos, token.end_pos))  # type: ignore[arg-type]


def nodes_of(parts: Parts, kind: type) -> tuple[Any, ...]:
    """The parts that are nodes of *kind*."""
    return tuple([part for part in parts if isinstance(part, kind)])


def _level(parts: Parts) -> int:
    """The depth of a node over these parts."""
    deepest = 0
    for part in parts:
        depth = getattr(part, "depth", 0)
        deepest = max(deepest, depth)
    return deepest + 1


def _bounded(make: Callable[[Parts, e.Where, int], Any]) -> Build:
    """Builds a node that nests: past the limit it becomes `TooDeep`, and its depth starts anew."""

    def build(parts: Parts) -> Any:
        where, depth = place_of(parts), _level(parts)
        return make(parts, where, depth) if depth <= e.MOST_LEVELS else e.TooDeep(where)

    return build


def _leaf(kind: e.LiteralKind) -> Build:
    def build(parts: Parts) -> e.Literal:
        token = parts[0]
        return e.Literal(kind, token.value, (token.start_pos, token.end_pos))

    return build


def _duration(parts: Parts) -> e.Literal:
    amount, unit = parts
    text = f"{amount.value} {unit.value}"
    return e.Literal("duration", text, (amount.start_pos, unit.end_pos))


def _joined(kind: type[e.Conjunction] | type[e.Disjunction]) -> Build:
    """`a and b and c` is one node however long it is."""

    def build(parts: Parts) -> Any:
        left, _, right = parts
        where = (start_of(left), end_of(right))
        operands = (*left.operands, right) if isinstance(left, kind) else (left, right)
        depth = max(left.depth, right.depth + 1) if isinstance(left, kind) else _level(parts)
        return kind(operands, where, depth) if depth <= e.MOST_LEVELS else e.TooDeep(where)

    return build


def _path(parts: Parts) -> e.Path | e.TooDeep:
    name, *steps = parts
    where, depth = place_of(parts), _level(steps) - 1
    if any(isinstance(step, e.TooDeep) for step in steps):
        return e.TooDeep(where)
    return e.Path(name_of(name), tuple(steps), where, depth)


def _collection(parts: Parts) -> e.CollectionOf:
    path, onwards = parts
    return e.CollectionOf(path, onwards is not None, place_of(parts), path.depth)


def _list(parts: Parts, where: e.Where, depth: int) -> e.ListNode:
    items = [part for part in parts if part is not None and not hasattr(part, "start_pos")]
    return e.ListNode(tuple(items), where, depth)


def _record(parts: Parts, where: e.Where, depth: int) -> e.Record:
    return e.Record(nodes_of(parts, e.Pair), where, depth)


def _pair(parts: Parts) -> e.Pair:
    key, _, value = parts
    written = literal_of(key) if key.type == "STRING" else name_of(key)
    return e.Pair(written, value, (key.start_pos, value.where[1]), value.depth)


def _quantified(parts: Parts, where: e.Where, depth: int) -> e.Quantification:
    quantifier, variable, _, collection, narrowed, _, condition = parts
    return e.Quantification(
        keyword_of(quantifier), name_of(variable), collection, narrowed, condition, where, depth
    )


def _block(parts: Parts, where: e.Where, depth: int) -> e.Block | e.TooDeep:
    kind, *items, _ = parts
    if any(isinstance(item, e.TooDeep) for item in items):
        return e.TooDeep(where)
    return e.Block(keyword_of(kind), tuple(items), where, depth)


def _item(parts: Parts, where: e.Where, depth: int) -> e.BlockItem:
    label, basis, condition, otherwise = parts
    return e.BlockItem(label_of(label), basis, condition, otherwise, where, depth)


def _presence(parts: Parts, where: e.Where, depth: int) -> e.Presence:
    return e.Presence(keyword_of(parts[1]), parts[0], where, depth)


def _membership(parts: Parts, where: e.Where, depth: int) -> e.Membership | e.TooDeep:
    if isinstance(parts[2], e.TooDeep):
        return e.TooDeep(where)
    return e.Membership(keyword_of(parts[1]), parts[0], parts[2], where, depth)


def _inclusion(parts: Parts, where: e.Where, depth: int) -> e.Inclusion:
    return e.Inclusion(keyword_of(parts[1]), parts[0], parts[2], where, depth)


def _term_of_time(parts: Parts, where: e.Where, depth: int) -> e.TermOfTime:
    term, operator, duration, side, anchor = parts
    return e.TermOfTime(
        keyword_of(operator), term, duration, keyword_of(side), anchor, where, depth
    )


def _addition(sign: e.Sign) -> Build:
    return _bounded(lambda parts, where, depth: e.Addition(sign, parts[0], parts[2], where, depth))


EXPRESSIONS: Final[dict[str, Build]] = {
    "whole": _leaf("whole"),
    "decimal": _leaf("decimal"),
    "string": _leaf("text"),
    "date": _leaf("date"),
    "moment": _leaf("moment"),
    "yes": _leaf("yes"),
    "no": _leaf("no"),
    "none": _leaf("none"),
    "duration": _duration,
    "word": lambda parts: e.Word(parts[0].value, place_of(parts)),
    "list": _bounded(_list),
    "record": _bounded(_record),
    "pair": _pair,
    "field_step": lambda parts: e.FieldStep(name_of(parts[1]), place_of(parts)),
    "lookup_step": _bounded(lambda parts, where, depth: e.LookupStep(parts[1], where, depth)),
    "path": _path,
    "collection": _collection,
    "as_of": _bounded(
        lambda parts, where, depth: e.AsOf(name_of(parts[0]), parts[2], where, depth)
    ),
    "count": _bounded(lambda parts, where, depth: e.CountOf(parts[1], where, depth)),
    "today": lambda parts: e.Clock("today", place_of(parts)),
    "now": lambda parts: e.Clock("now", place_of(parts)),
    "group": _bounded(lambda parts, where, depth: e.Group(parts[1], where, depth)),
    "add": _addition("+"),
    "sub": _addition("-"),
    "and_": _joined(e.Conjunction),
    "or_": _joined(e.Disjunction),
    "not_": _bounded(
        lambda parts, where, depth: e.Negation(parts[1], keyword_of(parts[0]), where, depth)
    ),
    "implies": _bounded(
        lambda parts, where, depth: e.Implication(
            parts[1], parts[3], keyword_of(parts[0]), where, depth
        )
    ),
    "quantified": _bounded(_quantified),
    "where": lambda parts: parts[1],
    "block": _bounded(_block),
    "item": _bounded(_item),
    "comparison": lambda parts: parts[0],
    "compare": _bounded(
        lambda parts, where, depth: e.Comparison(
            keyword_of(parts[1]), parts[0], parts[2], where, depth
        )
    ),
    "exists": _bounded(_presence),
    "is_none": _bounded(_presence),
    "is_recorded": _bounded(_presence),
    "is_not_recorded": _bounded(_presence),
    "is_empty": _bounded(_presence),
    "is_not_empty": _bounded(_presence),
    "one_of": _bounded(_membership),
    "not_one_of": _bounded(_membership),
    "includes_any": _bounded(_membership),
    "includes": _bounded(_inclusion),
    "not_includes": _bounded(_inclusion),
    "within": _bounded(_term_of_time),
    "due": _bounded(_term_of_time),
}
