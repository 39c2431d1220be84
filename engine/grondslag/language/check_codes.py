"""Codes: bare words beside a fact that holds one of a closed list."""

from __future__ import annotations

from grondslag.language import expressions as e
from grondslag.language.check_literals import literal, unquoted
from grondslag.language.check_paths import is_broken, known_names
from grondslag.language.check_terms import check_term, too_deep, warn_of_number
from grondslag.language.context import Here, failed
from grondslag.language.families import comparable, is_any, name_of
from grondslag.language.problems import advice, nearest, write
from grondslag.language.tree import Literal_, Term
from grondslag.language.types import Code, Scalar, Type


def check_against(left: e.Expression, right: e.Expression, here: Here) -> tuple[Term, Term]:
    """Both sides of a comparison; a bare word beside a code is a code of its list."""
    if _bare(left) is not None and _bare(right) is None and _is_unknown(left, here):
        second = check_term(right, here)
        return check_beside(left, second.type, here), second
    first = check_term(left, here)
    return first, check_beside(right, first.type, here)


def check_beside(node: e.Expression, other: Type, here: Here) -> Term:
    """A term that stands beside a value of type *other*."""
    name = _bare(node)
    if name is not None and isinstance(other, Code):
        return _code_or_name(name, node, other, here)
    if name is not None and is_any(other) and _is_unknown(node, here):
        return failed(node.where)
    if name is not None and other == Scalar("text") and _is_unknown(node, here):
        return _text_without_quotes(name, here)
    if isinstance(node, e.Literal) and node.kind == "text" and isinstance(other, Code):
        return _code(unquoted(node, here.problems), node.where, other, here)
    return check_term(node, here)


def _code_or_name(name: e.Name, node: e.Expression, codes: Code, here: Here) -> Term:
    bound = here.variables.get(name.text)
    if bound is not None:
        here.checker.used.add(bound.where)
        if name.text in codes.codes:
            here.problems.add(
                "name-clash",
                name.where,
                helps=advice("name-clash-help"),
                name=name.text,
                list=codes.list,
            )
            return failed(name.where)
        return check_term(node, here)
    if name.text in codes.codes:
        return Literal_(name.text, codes, name.where)
    if name.text in known_names(here) or is_broken(name.text, here):
        return check_term(node, here)
    return _code(name.text, name.where, codes, here)


def _code(written: str, where: e.Where, codes: Code, here: Here) -> Literal_:
    if written in codes.codes:
        return Literal_(written, codes, where)
    here.problems.add(
        "unknown-code", where, helps=nearest(written, codes.codes), code=written, list=codes.list
    )
    return failed(where)


def check_values(node: e.ListNode, kind: Type, here: Here) -> tuple[Literal_, ...]:
    """The values in square brackets beside a term (or list of items) of type *kind*."""
    if not node.items:
        here.problems.add("syntax", node.where, message="empty-list")
    return tuple(_value(item, kind, here) for item in node.items)


def _value(item: e.Data, kind: Type, here: Here) -> Literal_:
    if isinstance(item, e.TooDeep):
        too_deep(item, here.problems)
        return failed(item.where)
    if isinstance(item, e.ListNode | e.Record):
        here.problems.add("syntax", item.where, message="value-expected-in-list")
        return failed(item.where)
    if isinstance(item, e.Word):
        return _word(item, kind, here)
    if isinstance(kind, Code) and item.kind == "text":
        return _code(unquoted(item, here.problems), item.where, kind, here)
    value = literal(item, here.problems)
    if item.kind != "none" and comparable(kind, value.type):
        warn_of_number(value, here.problems)
        return value
    here.problems.add(
        "incomparable-types",
        item.where,
        helps=advice("incomparable-types-help"),
        left=name_of(kind),
        right=name_of(value.type),
    )
    return failed(item.where)


def _word(item: e.Word, kind: Type, here: Here) -> Literal_:
    if isinstance(kind, Code):
        return _code(item.text, item.where, kind, here)
    if is_any(kind):
        return failed(item.where)
    if kind == Scalar("text"):
        return _text_without_quotes(e.Name(item.text, item.where), here)
    here.problems.add(
        "incomparable-types",
        item.where,
        helps=advice("incomparable-types-help"),
        left=name_of(kind),
        right="code",
    )
    return failed(item.where)


def _text_without_quotes(name: e.Name, here: Here) -> Literal_:
    here.problems.add("unknown-name", name.where, helps=write(f'"{name.text}"'), name=name.text)
    return failed(name.where)


def _bare(node: e.Expression) -> e.Name | None:
    """The name, if it is nothing but a name."""
    while isinstance(node, e.Group):
        node = node.inner
    return node.name if isinstance(node, e.Path) and not node.steps else None


def _is_unknown(node: e.Expression, here: Here) -> bool:
    name = _bare(node)
    return (
        name is not None and name.text not in known_names(here) | here.checker.declarations.broken
    )
