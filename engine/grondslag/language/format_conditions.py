"""Conditions on lines: what does not fit breaks before `and`, `or`, `then`, the outermost first.

`indent` is the column of the lines that go on with a condition, `base` that of the line it begins on:
the items of a list stand two deeper than that.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields
from functools import cache
from typing import Any, Final, cast

from grondslag.language import expressions as e
from grondslag.language.format_data import write_citations, write_list, write_texts
from grondslag.language.format_writer import Writer

STEP: Final = 2
IN_ITEM: Final = 4
"""How much deeper than its label an item goes on."""
MOST_OPENING: Final = len(" none of")
_WORDS: Final = (e.Name, e.Keyword, e.Literal, e.Word, e.TooDeep, e.FieldStep, e.Clock)
_BREAKS: Final = (e.Conjunction, e.Disjunction, e.Implication, e.Quantification, e.Negation)


def write_own_line(writer: Writer, node: Any, column: int, more: int = 0) -> None:
    """Writes a condition on lines of its own."""
    writer.line(column)
    indent = column if isinstance(node, e.Implication) else column + STEP
    write_condition(writer, node, indent, column, more)


def write_after(
    writer: Writer, node: Any, indent: int, base: int, more: int = 0, *, own: bool = False
) -> None:
    """Writes a condition after what it belongs to, or on the next line if only that helps.

    With *own* it goes to the next line whenever it does not fit; a list only where its first words do not.
    """
    if _goes_below(writer, node, indent, more, own=own):
        write_own_line(writer, node, indent, more)
    else:
        write_condition(writer, node, indent, base, more)


def _goes_below(writer: Writer, node: Any, indent: int, more: int, *, own: bool) -> bool:
    start, end = writer.stretch(node)
    opening = _list_at_end(node)
    if opening is not None:
        return own and not writer.fits(start, writer.stretch(opening)[0], MOST_OPENING)
    if writer.fits(start, end, more):
        return False
    return own or (not isinstance(node, _BREAKS) and writer.would_fit(start, end, indent))


def write_condition(writer: Writer, node: Any, indent: int, base: int, more: int = 0) -> None:
    """Writes a condition or value; *more* columns must stay free after it."""
    start, end = writer.stretch(node)
    if writer.fits(start, end, more):
        writer.run(start, end, indent)
        return
    match node:
        case e.Conjunction(operands) | e.Disjunction(operands):
            _joined(writer, operands, indent, base, more)
        case e.Implication():
            _implication(writer, node, indent, base, more)
        case e.Quantification():
            _quantification(writer, node, indent, base, more)
        case e.Block():
            _block(writer, node, base)
        case e.ListNode():
            write_list(writer, node, indent + STEP, more)
        case _:
            _in_order(writer, node, indent, base, more)


def _joined(writer: Writer, operands: tuple[Any, ...], indent: int, base: int, more: int) -> None:
    for number, operand in enumerate(operands):
        start, _ = writer.stretch(operand)
        last = number == len(operands) - 1
        if number:
            writer.line(indent)
            writer.word(start - 1, indent)
        write_condition(
            writer, operand, indent + STEP, indent if number else base, more if last else 0
        )


def _implication(writer: Writer, node: e.Implication, indent: int, base: int, more: int) -> None:
    condition, consequence = writer.stretch(node.condition), writer.stretch(node.consequence)
    writer.word(condition[0] - 1, indent)
    opening = _list_at_end(node.consequence)
    if opening is not None and writer.fits(condition[0], writer.stretch(opening)[0], MOST_OPENING):
        writer.run(condition[0], consequence[0], indent)
        write_condition(writer, node.consequence, indent + STEP, base, more)
        return
    write_condition(writer, node.condition, indent + STEP, base)
    writer.line(indent)
    writer.word(consequence[0] - 1, indent)
    write_condition(writer, node.consequence, indent + STEP, indent, more)


def _quantification(
    writer: Writer, node: e.Quantification, indent: int, base: int, more: int
) -> None:
    start, _ = writer.stretch(node)
    condition, _ = writer.stretch(node.condition)
    if node.filter is None:
        writer.run(start, condition, indent)
        write_after(writer, node.condition, indent, base, more, own=True)
        return
    begin, end = writer.stretch(node.filter)
    writer.run(start, begin, indent)
    is_broken = not writer.fits(begin, end, 1)
    write_condition(writer, node.filter, indent + STEP, base, 1)
    writer.run(end, condition, indent)
    if is_broken:
        write_own_line(writer, node.condition, indent, more)
    else:
        write_after(writer, node.condition, indent, base, more, own=True)


def _block(writer: Writer, node: e.Block, base: int) -> None:
    start, end = writer.stretch(node)
    item_column = base + STEP
    writer.word(start, item_column)
    for item in node.items:
        _item(writer, item, item_column)
    writer.line(base)
    writer.word(end - 1, base)


def _item(writer: Writer, item: e.BlockItem, column: int) -> None:
    start, _ = writer.stretch(item)
    condition, _ = writer.stretch(item.condition)
    indent = column + IN_ITEM
    writer.line(column)
    cited = item.basis.citations if item.basis is not None else ()
    write_citations(writer, start, condition, cited, indent)
    write_after(writer, item.condition, indent, column, own=item.basis is not None)
    if item.otherwise is not None:
        writer.line(indent)
        write_texts(writer, item.otherwise, indent)


def _in_order(writer: Writer, node: Any, indent: int, base: int, more: int) -> None:
    """Writes the words of a node in order, and what stands inside it by its own rules."""
    at, end = writer.stretch(node)
    for child in _children(node):
        start, until = writer.stretch(child)
        writer.run(at, start, indent)
        after = writer.width(until, end) if until < end else 0
        write_condition(writer, child, indent, base, more + after)
        at = until
    writer.run(at, end, indent)


def _list_at_end(node: Any) -> e.Block | None:
    """The list of conditions with which a condition ends, if nothing before it can break."""
    while isinstance(node, e.Negation | e.Quantification):
        node = node.operand if isinstance(node, e.Negation) else node.condition
    return node if isinstance(node, e.Block) else None


def _children(node: Any) -> list[Any]:
    """What stands inside a node, in the order of the text."""
    found: list[Any] = []
    for name in _parts_of(cast(Hashable, type(node))):
        value = getattr(node, name)
        found += value if isinstance(value, tuple) else (value,)
    inside = [part for part in found if hasattr(part, "where") and not isinstance(part, _WORDS)]
    return sorted(inside, key=lambda part: part.where[0])


@cache
def _parts_of(kind: Hashable) -> tuple[str, ...]:
    parts = fields(cast(Any, kind))
    return tuple(part.name for part in parts if part.name not in {"where", "depth"})
