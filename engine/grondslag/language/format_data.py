"""Texts, lists and example data on lines: what does not fit breaks between texts, or after a comma."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from grondslag.language import expressions as e
from grondslag.language.format_writer import Writer

_STEP: Final = 2
_ORDER: Final = ("nl", "en")


def write_texts(writer: Writer, node: e.Texts, base: int) -> None:
    """Writes a clause of texts, Dutch first: a title on one line if it fits, sentences one below the other."""
    start, end = writer.stretch(node)
    stretches = [writer.stretch(text) for text in sorted(node.texts, key=_order)]
    is_title = node.keyword.terminal == "TITLE"
    indent = base + _STEP
    writer.word(start, indent)
    if is_title:
        indent = base + len(writer.words[start].text) + 1
    together = is_title and _fit(writer, start, end, stretches)
    for number, (begin, until) in enumerate(stretches):
        if not together and (number or not is_title):
            writer.line(indent)
        writer.run(begin, until, indent)


def _order(text: e.Text) -> int:
    language = text.language.text
    return _ORDER.index(language) if language in _ORDER else len(_ORDER)


def _fit(writer: Writer, start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether texts fit on the line that their keyword begins, in the order they will have."""
    words = [writer.words[at] for begin, until in stretches for at in range(begin, until)]
    comments = [word.before for word in words] + [word.after for word in words[:-1]]
    quiet = writer.words[start].after is None and not any(comments)
    return quiet and writer.has_room(start + 1, end)


def write_citations(
    writer: Writer, start: int, end: int, parts: Sequence[Any], indent: int
) -> None:
    """Writes a stretch in which *parts* stand after commas; it breaks before those that do not fit."""
    at = start
    for part in parts[1:]:
        begin, until = writer.stretch(part)
        writer.run(at, begin, indent)
        if not writer.fits(begin, until, 1):
            writer.line(indent)
        at = begin
    writer.run(at, end, indent)


def write_data(
    writer: Writer, node: Any, indent: int, more: int = 0, *, outermost: bool = False
) -> None:
    """Writes example data; lines that go on with it stand at *indent*, *more* columns stay free after it."""
    start, end = writer.stretch(node)
    if writer.fits(start, end, more):
        writer.run(start, end, indent)
    elif isinstance(node, e.Record):
        _record(writer, node, indent, more, outermost=outermost)
    elif isinstance(node, e.ListNode):
        write_list(writer, node, indent, more)
    else:
        writer.run(start, end, indent)


def write_list(writer: Writer, node: e.ListNode, indent: int, more: int) -> None:
    """Writes a list that breaks after commas."""
    _filled(writer, node, node.items, indent, more)


def _record(writer: Writer, node: e.Record, indent: int, more: int, *, outermost: bool) -> None:
    _filled(writer, node, node.pairs, indent, more, outermost=outermost)


def _filled(
    writer: Writer,
    node: e.Record | e.ListNode,
    parts: Sequence[Any],
    indent: int,
    more: int,
    *,
    outermost: bool = False,
) -> None:
    """Writes the parts between brackets: as many on a line as fit, but entries and collections each begin one.

    A single part has no comma to break after: what is inside it breaks.
    """
    own_lines = all(map(_holds_record, parts))
    start, end = writer.stretch(node)
    writer.word(start, indent)
    deeper = indent + (_STEP if len(parts) > 1 else 0)
    whole = True
    for number, part in enumerate(parts):
        begin, until = writer.stretch(part)
        after = 1 if number < len(parts) - 1 else 1 + more
        fits = writer.fits(begin, until, after)
        alone = own_lines or (
            outermost and bool(_holds_record(part) or _holds_record(parts[number - 1]))
        )
        if number and (alone or not fits or not whole):
            writer.line(indent)
            fits = writer.fits(begin, until, after)
        _part(writer, part, deeper, after)
        whole = fits
        for comma in range(until, min(until + 1, end - 1)):
            writer.word(comma, indent)
    writer.word(end - 1, indent)


def _part(writer: Writer, part: Any, indent: int, more: int) -> None:
    if not isinstance(part, e.Pair):
        write_data(writer, part, indent, more)
        return
    start, _ = writer.stretch(part)
    value, _ = writer.stretch(part.value)
    writer.run(start, value, indent)
    write_data(writer, part.value, indent, more)


def _holds_record(part: Any) -> bool:
    value = part.value if isinstance(part, e.Pair) else part
    return isinstance(value, e.Record) and bool(value.pairs)
