"""Every change of one place in a condition or a term that leaves it well typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Final, Literal, cast

from grondslag.analysis.rewrites_of_terms import TERM_CHANGES
from grondslag.analysis.rewriting import Change, Changed, Desk
from grondslag.analysis.written import OPERATORS
from grondslag.language import tree
from grondslag.language.check_paths import may_be_none
from grondslag.language.types import Code

_PARTS: Final = tree.Term | tree.Condition | tree.Item
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "is": ("is_not",),
    "is_not": ("is",),
    "more": ("at_least", "at_most"),
    "at_least": ("more", "less"),
    "less": ("at_most", "at_least"),
    "at_most": ("less", "more"),
    "after": ("on_or_after", "on_or_before"),
    "on_or_after": ("after", "before"),
    "before": ("on_or_before", "on_or_after"),
    "on_or_before": ("before", "after"),
}
"""Of each comparison: the one that differs at the border, and the contrary."""
_QUANTIFIERS: Final[Mapping[Literal["every", "some", "no"], str]] = {
    "every": "EVERY",
    "some": "SOME",
    "no": "NO",
}
_BLOCKS: Final[Mapping[Literal["all", "any", "none"], str]] = {
    "all": "ALL_OF",
    "any": "ANY_OF",
    "none": "NONE_OF",
}


@dataclass(frozen=True, slots=True, eq=False)
class Rewrites:
    """Makes the changes of a tree, one at a time, outermost first and in the order of the file."""

    desk: Desk
    _ways: Mapping[type, Callable[..., Iterator[Changed]]] = field(default_factory=lambda: _CHANGES)

    def of(self, node: Any) -> Iterator[Changed]:
        """Each change of a node or of something inside it, with the whole node after it."""
        way = self._ways.get(type(node))
        if way is not None:
            yield from way(self.desk, node)
        for name in _names_of(cast(Hashable, type(node))):
            child = getattr(node, name)
            if isinstance(child, tuple):
                yield from self._inside_tuple(node, name, child)
            elif isinstance(child, _PARTS):
                for change, new in self.of(child):
                    if not _undoes(node, new):
                        yield change, replace(node, **{name: new})

    def _inside_tuple(self, node: Any, name: str, children: tuple[Any, ...]) -> Iterator[Changed]:
        for number, child in enumerate(children):
            if not isinstance(child, _PARTS):
                continue
            for change, new in self.of(child):
                yield (
                    change,
                    replace(node, **{name: (*children[:number], new, *children[number + 1 :])}),
                )


@cache
def _names_of(kind: Hashable) -> tuple[str, ...]:
    """The fields that hold parts of a tree. The values of a list are changed with their list."""
    return tuple(
        item.name
        for item in fields(cast(Any, kind))
        if item.name not in ("type", "variable_type", "where", "values", "citations", "otherwise")
    )


def _undoes(node: Any, new: Any) -> bool:
    """Whether a change is that of leaving out the `not` around it."""
    return isinstance(node, tree.Not) and isinstance(new, tree.Not)


# -------------------------------------------------------------------------------------- connectives


def _operands(desk: Desk, node: tree.And | tree.Or) -> Iterator[Changed]:
    other, word = (tree.Or, "OR") if isinstance(node, tree.And) else (tree.And, "AND")
    yield (
        desk.change("connective", node, desk.pen.joined(node, word)),
        other(node.operands, node.where),
    )
    for number, operand in enumerate(node.operands):
        left = (*node.operands[:number], *node.operands[number + 1 :])
        yield (
            desk.left_out("operand", operand),
            left[0] if len(left) == 1 else replace(node, operands=left),
        )


def _not(desk: Desk, node: tree.Not) -> Iterator[Changed]:
    yield desk.change("negation", node, desk.pen.text(node.operand)), node.operand


def _implies(desk: Desk, node: tree.Implies) -> Iterator[Changed]:
    first, second = desk.pen.text(node.condition), desk.pen.text(node.consequence)
    yield desk.change("implication", node, second), node.consequence
    both = tree.And((node.condition, node.consequence), node.where)
    yield desk.change("implication", node, f"{first} {desk.pen.phrase('AND')} {second}"), both


def _block(desk: Desk, node: tree.Block) -> Iterator[Changed]:
    written = desk.pen.phrase(_BLOCKS[node.kind])
    where = (node.where[0], node.where[0] + len(written))
    for kind, terminal in _BLOCKS.items():
        if kind != node.kind:
            change = Change("block", where, written, desk.pen.phrase(terminal))
            yield change, replace(node, kind=kind)
    if len(node.items) > 1:
        for number, item in enumerate(node.items):
            left = (*node.items[:number], *node.items[number + 1 :])
            shown = Change(
                "item", item.where, f"({item.label}) {desk.pen.text(item.condition)}", ""
            )
            yield shown, replace(node, items=left)


def _quantified(desk: Desk, node: tree.Quantified) -> Iterator[Changed]:
    pen = desk.pen
    written = pen.phrase(_QUANTIFIERS[node.quantifier])
    where = (node.where[0], node.where[0] + len(written))
    for quantifier, terminal in _QUANTIFIERS.items():
        if quantifier != node.quantifier:
            change = Change("quantifier", where, written, pen.phrase(terminal))
            yield change, replace(node, quantifier=quantifier)
    if node.filter is not None:
        yield desk.left_out("filter", node.filter), replace(node, filter=None)
    if node.onwards:
        yield desk.onwards(node.collection), replace(node, onwards=False)


# --------------------------------------------------------------------------------------- comparisons


def _added_not(desk: Desk, node: Any) -> Iterator[Changed]:
    text = f"{desk.pen.phrase('NOT')} {desk.pen.text(node)}"
    yield desk.change("negation", node, text), tree.Not(node, node.where)


def _compare(desk: Desk, node: tree.Compare) -> Iterator[Changed]:
    left, right = desk.pen.text(node.left), desk.pen.text(node.right)
    for operator in _BESIDE[node.operator]:
        text = f"{left} {desk.pen.phrase(OPERATORS[operator])} {right}"
        yield desk.change("comparison", node, text), replace(node, operator=operator)


def _listed(desk: Desk, node: tree.OneOf | tree.IncludesAny) -> Iterator[Changed]:
    """A value left out of a list, or another code instead of it."""
    for number, value in enumerate(node.values):
        rest = (*node.values[:number], *node.values[number + 1 :])
        if rest:
            yield desk.left_out("value", value), replace(node, values=rest)
        new = _other_code(value, {item.value for item in node.values})
        if new is not None:
            values = (*node.values[:number], new, *node.values[number + 1 :])
            yield desk.change("code", value, str(new.value)), replace(node, values=values)


def _other_code(value: tree.Literal_, taken: set[Any]) -> tree.Literal_ | None:
    """The next code of the same list that is not *taken*."""
    if not isinstance(value.type, Code):
        return None
    codes = sorted(value.type.codes)
    later = [code for code in codes if code > str(value.value)]
    free = [code for code in (*later, *codes) if code not in taken]
    return replace(value, value=free[0]) if free else None


def _one_of(desk: Desk, node: tree.OneOf) -> Iterator[Changed]:
    new = "IS_ONE_OF" if node.negated else "IS_NOT_ONE_OF"
    yield from _contrary(desk, node, "IS_NOT_ONE_OF" if node.negated else "IS_ONE_OF", new)
    yield from _listed(desk, node)


def _includes_any(desk: Desk, node: tree.IncludesAny) -> Iterator[Changed]:
    yield from _added_not(desk, node)
    yield from _listed(desk, node)


def _contrary(desk: Desk, node: Any, old: str, new: str) -> Iterator[Changed]:
    """The other of two phrases, such as `is one of` and `is not one of`."""
    start = node.term.where[1]
    rest = desk.pen.between(start, node.where[1])
    written = next((text for text in desk.pen.words.phrases[old] if rest.startswith(text)), "")
    text = f"{desk.pen.text(node.term)} {desk.pen.phrase(new)}{rest[len(written) :]}"
    yield desk.change("negation", node, text), replace(node, negated=not node.negated)


def _includes(desk: Desk, node: tree.Includes) -> Iterator[Changed]:
    words = ("DOES_NOT_INCLUDE", "INCLUDES")
    yield from _contrary(desk, node, *(words if node.negated else words[::-1]))


def _is_empty(desk: Desk, node: tree.IsEmpty) -> Iterator[Changed]:
    words = ("IS_NOT_EMPTY", "IS_EMPTY")
    yield from _contrary(desk, node, *(words if node.negated else words[::-1]))


# ------------------------------------------------------------------------------------------ presence


def _presence(desk: Desk, node: Any, terminal: str, new: tree.Condition) -> Changed:
    text = f"{desk.pen.text(node.term)} {desk.pen.phrase(terminal)}"
    return desk.change("presence", node, text), new


def _exists(desk: Desk, node: tree.Exists) -> Iterator[Changed]:
    yield _presence(desk, node, "IS_NONE", tree.IsNone(node.term, node.where))
    yield _presence(desk, node, "IS_RECORDED", tree.IsRecorded(node.term, False, node.where))


def _is_none(desk: Desk, node: tree.IsNone) -> Iterator[Changed]:
    yield _presence(desk, node, "EXISTS", tree.Exists(node.term, node.where))
    yield _presence(desk, node, "IS_RECORDED", tree.IsRecorded(node.term, False, node.where))


def _is_recorded(desk: Desk, node: tree.IsRecorded) -> Iterator[Changed]:
    contrary = replace(node, negated=not node.negated)
    yield _presence(desk, node, "IS_RECORDED" if node.negated else "IS_NOT_RECORDED", contrary)
    if may_be_none(node.term, desk.vocabulary):
        yield _presence(desk, node, "EXISTS", tree.Exists(node.term, node.where))


# --------------------------------------------------------------------------------------------- terms of time


def _within(desk: Desk, node: tree.Within) -> Iterator[Changed]:
    yield from _added_not(desk, node)
    side: Literal["after", "before"] = "before" if node.side == "after" else "after"
    yield _of_time(desk, node, "IS_WITHIN", side), replace(node, side=side)
    if node.side == "after":
        due = tree.Due(node.term, node.duration, node.anchor, node.calendar, node.where)
        yield _of_time(desk, node, "IS_DUE_WITHIN", "after"), due


def _due(desk: Desk, node: tree.Due) -> Iterator[Changed]:
    within = tree.Within(node.term, node.duration, "after", node.anchor, node.calendar, node.where)
    yield _of_time(desk, node, "IS_WITHIN", "after"), within


def _of_time(desk: Desk, node: tree.Within | tree.Due, terminal: str, side: str) -> Change:
    pen = desk.pen
    term, length, anchor = (pen.text(part) for part in (node.term, node.duration, node.anchor))
    text = f"{term} {pen.phrase(terminal)} {length} {pen.phrase(side.upper())} {anchor}"
    return desk.change("term", node, text)


_CHANGES: Final[Mapping[type, Callable[..., Iterator[Changed]]]] = {
    **TERM_CHANGES,
    tree.And: _operands,
    tree.Or: _operands,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Block: _block,
    tree.Quantified: _quantified,
    tree.Holds: _added_not,
    tree.Compare: _compare,
    tree.OneOf: _one_of,
    tree.IncludesAny: _includes_any,
    tree.Includes: _includes,
    tree.IsEmpty: _is_empty,
    tree.Exists: _exists,
    tree.IsNone: _is_none,
    tree.IsRecorded: _is_recorded,
    tree.Within: _within,
    tree.Due: _due,
}
