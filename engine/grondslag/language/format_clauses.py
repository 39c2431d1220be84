"""Clauses on lines: each begins one, in the order of the language; what a clause cannot hold goes on below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.clauses import kind_of
from grondslag.language.format_conditions import write_after, write_condition, write_own_line
from grondslag.language.format_data import write_citations, write_data, write_texts
from grondslag.language.format_writer import Writer

CLAUSE: Final = 2
"""The column of clauses, from 0."""
STEP: Final = 2
_ORDER: Final = (
    "TITLE",
    "STATUS",
    "SCHEMA",
    "UNDER",
    "SEVERITY",
    "CERTAINTY",
    "SOURCE_READ",
    "IDKEY",
    "DEADLINES",
    "ARTICLES",
    "KEY",
    "COLUMN",
    "VALUE",
    "OVERRIDE",
    "VALID_FROM",
    "REVIEW_BY",
    "WAIVABLE_NEVER",
    "APPLIES_AT_CHECK",
    "FOR_EACH",
    "WHEN",
    "REQUIRE",
    "UNLESS",
    "OTHERWISE",
    "FIX",
    "NOTE",
    "EXAMPLE",
)


def write_declaration(writer: Writer, node: Any) -> None:
    """Writes a declaration from column 1, its clauses in their order."""
    clauses: tuple[Any, ...] = getattr(node, "clauses", ())
    start, end = writer.stretch(node)
    writer.line(0)
    if isinstance(node, s.DefineNode):
        _define(writer, node)
    else:
        writer.run(start, writer.stretch(clauses[0])[0] if clauses else end, CLAUSE)
    for clause in sorted(clauses, key=_place):
        writer.line(CLAUSE)
        _clause(writer, clause)


def _place(clause: s.Clause) -> int:
    kind = kind_of(clause)
    return _ORDER.index(kind if kind in _ORDER else "IDKEY")


def _define(writer: Writer, node: s.DefineNode) -> None:
    body = node.body if isinstance(node.body, tuple) else (node.body,)
    start, _ = writer.stretch(node)
    writer.run(start, writer.stretch(body[0])[0], CLAUSE)
    for part in body:
        if isinstance(part, s.CaseNode):
            _case(writer, part)
        else:
            write_own_line(writer, part, CLAUSE)


def _case(writer: Writer, node: s.CaseNode) -> None:
    writer.line(CLAUSE)
    indent = CLAUSE + STEP
    write_condition(writer, node.value, indent, CLAUSE)
    _, end = writer.stretch(node.value)
    writer.word(end, indent)
    if node.condition is not None:
        write_after(writer, node.condition, indent, CLAUSE)


def _clause(writer: Writer, clause: Any) -> None:
    write = _WRITERS.get(type(clause))
    if write is None:
        writer.run(*writer.stretch(clause), CLAUSE + STEP)
    else:
        write(writer, clause)


def _texts(writer: Writer, clause: e.Texts) -> None:
    write_texts(writer, clause, CLAUSE)


def _under(writer: Writer, clause: e.Under) -> None:
    start, end = writer.stretch(clause)
    write_citations(writer, start, end, clause.citations, CLAUSE + STEP)


def _condition(writer: Writer, clause: s.ConditionClause) -> None:
    start, _ = writer.stretch(clause)
    writer.word(start, CLAUSE + STEP)
    write_after(writer, clause.condition, CLAUSE + STEP, CLAUSE)


def _unless(writer: Writer, clause: s.Unless) -> None:
    start, _ = writer.stretch(clause)
    condition, _ = writer.stretch(clause.condition)
    indent = CLAUSE + STEP
    cited = clause.basis.citations if clause.basis is not None else ()
    write_citations(writer, start, condition, cited, indent)
    write_after(writer, clause.condition, indent, CLAUSE, own=bool(cited))


def _for_each(writer: Writer, clause: s.ForEach) -> None:
    start, end = writer.stretch(clause)
    indent = CLAUSE + STEP
    bound = end if clause.filter is None else writer.stretch(clause.filter)[0] - 1
    write_citations(writer, start, bound, clause.bindings, indent)
    if clause.filter is not None:
        writer.line(indent)
        writer.word(bound, indent)
        write_after(writer, clause.filter, indent + STEP, indent)


def _example(writer: Writer, clause: s.ExampleNode) -> None:
    start, _ = writer.stretch(clause)
    given, _ = writer.stretch(clause.given)
    reasons: Sequence[Any] = clause.outcome.reasons
    indent = CLAUSE + STEP
    if reasons and not writer.fits(start, given - 1):
        because = writer.stretch(reasons[0])[0] - 1
        writer.run(start, because, indent)
        writer.line(indent)
        start = because
    write_citations(writer, start, given - 1, reasons, indent + STEP)
    writer.line(indent)
    writer.word(given - 1, indent)
    write_data(writer, clause.given, indent + STEP, outermost=True)


_WRITERS: Final[dict[type, Callable[[Writer, Any], None]]] = {
    e.Texts: _texts,
    e.Under: _under,
    s.ConditionClause: _condition,
    s.Unless: _unless,
    s.ForEach: _for_each,
    s.ExampleNode: _example,
}
