"""Terms: every value that a condition or a text can name, with its type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import Any, Final

from grondslag.language import expressions as e
from grondslag.language.check_literals import literal
from grondslag.language.check_paths import check_path, is_broken, shown
from grondslag.language.context import Here, failed
from grondslag.language.families import DATES, NUMBERS, is_any, is_scalar, item_of, name_of
from grondslag.language.problems import Problems, advice, nearest
from grondslag.language.tree import (
    Count,
    Field,
    Literal_,
    Now,
    Parameter,
    Sum,
    Term,
    Today,
)
from grondslag.language.types import EntryOf, ListOf, Reference, Scalar, Type
from grondslag.values import Duration

INTEGER: Final = Scalar("integer")
DURATION: Final = frozenset({"duration"})


@singledispatch
def check_term(node: Any, here: Here) -> Term:
    """A term with its type; what is wrong is said, and has type any."""
    here.problems.add("incomparable-types", node.where, message="condition-is-no-value")
    return failed(node.where)


@check_term.register
def _(node: e.TooDeep, here: Here) -> Term:
    too_deep(node, here.problems)
    return failed(node.where)


@check_term.register
def _(node: e.Literal, here: Here) -> Term:
    term = literal(node, here.problems)
    if node.kind == "none":
        here.problems.add(
            "incomparable-types",
            node.where,
            message="none-is-no-value",
            helps=advice("none-is-no-value-help", phrase=here.problems.words.phrase("IS_NONE")),
            word=node.text,
        )
        return failed(node.where)
    if not here.in_text:
        warn_of_number(term, here.problems)
    return term


@check_term.register
def _(node: e.Path, here: Here) -> Term:
    return check_path(node, here, check_term)


@check_term.register
def _(node: e.Group, here: Here) -> Term:
    return check_term(node.inner, here)


@check_term.register
def _(node: e.Clock, here: Here) -> Term:
    if node.kind == "today":
        return Today(Scalar("date"), node.where)
    return Now(Scalar("datetime"), node.where)


@check_term.register
def _(node: e.AsOf, here: Here) -> Term:
    day = check_term(node.day, here)
    if not is_scalar(day.type, DATES):
        here.problems.add(
            "incomparable-types", day.where, message="day-expected", found=name_of(day.type)
        )
    name = node.name.text
    parameter = here.checker.declarations.parameters.get(name)
    if parameter is not None:
        return Parameter(parameter.name, day, parameter.type, node.where)
    if not is_broken(name, here):
        known = here.checker.declarations.parameters
        here.problems.add(
            "unknown-name",
            node.name.where,
            message="unknown-parameter",
            helps=nearest(name, known),
            name=name,
        )
    return failed(node.where)


@check_term.register
def _(node: e.CountOf, here: Here) -> Term:
    collection, _ = check_collection(node.collection, here, "COUNT_OF")
    return Count(collection, node.collection.onwards, INTEGER, node.where)


@check_term.register
def _(node: e.Addition, here: Here) -> Term:
    left, right = check_term(node.left, here), check_term(node.right, here)
    kind = _sum(left.type, right.type)
    if mixes_today_and_now(left, right):
        here.problems.add("mixed-today-now", node.where, helps=advice("mixed-today-now-help"))
        return failed(node.where)
    if kind is None:
        here.problems.add(
            "cannot-add",
            node.where,
            message="cannot-add" if node.operator == "+" else "cannot-subtract",
            helps=advice("cannot-add-help"),
            left=name_of(left.type),
            right=name_of(right.type),
        )
        return failed(node.where)
    if kind == Scalar("date") and in_hours(right, here):
        hours_need_moments(left, here)
    return Sum(node.operator, left, right, kind, calendar_of(here), node.where)


def _sum(left: Type, right: Type) -> Type | None:
    """The type of a sum; None if these cannot be added."""
    if is_any(left) or is_any(right):
        return Scalar("any")
    if is_scalar(left, NUMBERS) and is_scalar(right, NUMBERS):
        return left if left == right else Scalar("number")
    if is_scalar(right, DURATION) and is_scalar(left, DATES | DURATION):
        return left
    return None


# ------------------------------------------------------------------------------------ collections


def check_collection(node: e.CollectionOf, here: Here, user: str) -> tuple[Term, Type]:
    """What is quantified or counted, and the type of its items; *user* is the keyword before it."""
    if isinstance(node.path, e.TooDeep):
        return check_term(node.path, here), Scalar("any")
    term = check_path(node.path, here, check_term)
    item = item_of(term.type)
    if item is None:
        here.problems.add(
            "not-a-list",
            term.where,
            helps=advice("not-a-list-help"),
            user=here.problems.words.phrase(user),
            found=name_of(term.type),
        )
        return failed(term.where), Scalar("any")
    if node.onwards and not is_any(item) and not _leads_onwards(term):
        here.problems.add(
            "onwards-needs-references",
            node.where,
            helps=advice("onwards-needs-references-help"),
        )
    return term, item


def _leads_onwards(term: Term) -> bool:
    """Whether its last step is a list of references to the collection of its own entry."""
    match term:
        case Field(holder, type=ListOf(Reference(collections=(collection,), local=None))):
            owner = holder.type
            return isinstance(owner, EntryOf | Reference) and owner.collections == (collection,)
        case _:
            return False


# ---------------------------------------------------------------------------------- shared checks


def too_deep(node: e.TooDeep, problems: Problems) -> None:
    """Say that something nests too deep."""
    problems.add(
        "nesting-too-deep",
        node.where,
        message="too-many-levels",
        helps=advice("nesting-too-deep-help"),
        most=e.MOST_LEVELS,
    )


def warn_of_number(term: Literal_, problems: Problems) -> None:
    """A number other than 0 and 1 has a meaning in law and belongs in a parameter."""
    value = term.value
    amount = value.amount if isinstance(value, Duration) else value
    if isinstance(amount, bool) or not isinstance(amount, int | float) or amount in {0, 1}:
        return
    problems.add(
        "number-needs-parameter",
        term.where,
        severity="warning",
        helps=advice("number-needs-parameter-help"),
        number=shown(problems.source.text[term.where[0] : term.where[1]]),
    )


def calendar_of(here: Here) -> str | None:
    """The calendar of the citation in force; None if it has none."""
    if not here.citations:
        return None
    source = here.checker.declarations.sources.get(here.citations[0].source)
    return source.deadlines if source is not None else None


def in_hours(length: Term, here: Here) -> bool:
    """Whether a duration surely runs in hours or minutes, as far as can be seen before a run."""
    match length:
        case Literal_(value=Duration() as value):
            return value.in_hours
        case Parameter(name):
            plain = name.rpartition("/")[2]
            parameter = here.checker.declarations.parameters[plain]
            values = [dated.value for dated in parameter.values]
            return bool(values) and all(
                isinstance(value, Duration) and value.in_hours for value in values
            )
        case _:
            return False


def hours_need_moments(term: Term, here: Here) -> None:
    """Say that a term in hours cannot be counted from or to a date."""
    here.problems.add("term-needs-moments", term.where, helps=advice("term-needs-moments-help"))


def mixes_today_and_now(left: Term, right: Term) -> bool:
    """Whether one side rests on the day and the other on the moment of the run."""
    sides = [{type(part) for part in _parts(side)} for side in (left, right)]
    return (Today in sides[0] and Now in sides[1]) or (Now in sides[0] and Today in sides[1])


def _parts(term: Term) -> Iterator[Term]:
    if isinstance(term, Sum):
        yield from _parts(term.left)
        yield from _parts(term.right)
    else:
        yield term
