"""Sources, parameters and tables that a pack declares."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.check_citations import check_citations
from grondslag.language.check_literals import day, literal, unquoted
from grondslag.language.check_messages import check_texts
from grondslag.language.check_rule import check_order
from grondslag.language.clauses import Clauses
from grondslag.language.context import Checker
from grondslag.language.families import SCALARS, is_any, name_of, same_family
from grondslag.language.problems import Problems, advice, nearest
from grondslag.language.tree import (
    Citation,
    DatedValue,
    ParameterDeclaration,
    SourceDeclaration,
    TableDeclaration,
    Texts,
)
from grondslag.language.types import Scalar, Type

CALENDARS: Final = ("eu_1182_71", "nl_termijnenwet", "plain")
IDS: Final = ("eli", "celex", "bwb", "url")
_TYPE_OF: Final[dict[str, Type]] = {name: Scalar(name) for name in SCALARS}


def check_source(node: s.SourceNode, problems: Problems, *, lost: bool) -> SourceDeclaration:
    """A source of law."""
    clauses = Clauses(node, problems, lost=lost)
    clauses.require(("TITLE",), node.name.where)
    deadlines = clauses.one("DEADLINES", s.Setting)
    calendar = deadlines.value if deadlines is not None else None
    if isinstance(calendar, e.Name) and calendar.text not in CALENDARS:
        problems.add(
            "unknown-name",
            calendar.where,
            message="unknown-calendar",
            helps=nearest(calendar.text, CALENDARS),
            name=calendar.text,
        )
    ids = tuple(
        (name, setting)
        for name in IDS
        if (setting := text_setting(clauses, name, problems)) is not None
    )
    return SourceDeclaration(
        node.name.text,
        titles(clauses, problems),
        ids,
        calendar.text if isinstance(calendar, e.Name) else None,
        text_setting(clauses, "ARTICLES", problems),
        node.where,
    )


def check_parameter(
    node: s.ParameterNode, pack: str, checker: Checker, *, lost: bool
) -> ParameterDeclaration:
    """A dated parameter: its values, in order of their days."""
    problems = checker.problems
    clauses = Clauses(node, problems, many=frozenset({"VALUE"}), lost=lost)
    clauses.require(("TITLE", "UNDER", "VALUE"), node.name.where)
    kind = _type(node.type, problems)
    values: list[tuple[DatedValue, s.DatedValueNode]] = []
    for clause in clauses.every("VALUE", s.DatedValueNode):
        value = _dated_value(clause, kind, problems)
        if value is not None:
            values.append((value, clause))
    values.sort(key=lambda pair: pair[0].valid_from)
    _check_overlap(values, problems)
    override = clauses.one("OVERRIDE", s.Choice)
    return ParameterDeclaration(
        f"{pack}/{node.name.text}",
        kind,
        titles(clauses, problems),
        citations_of(clauses, checker),
        tuple(value for value, _ in values),
        override.choice.terminal.lower() if override is not None else "never",  # type: ignore[arg-type]
        node.where,
    )


def _dated_value(clause: s.DatedValueNode, kind: Type, problems: Problems) -> DatedValue | None:
    value = literal(clause.value, problems)
    if is_any(value.type):
        return None
    if clause.value.kind == "none" or not _fits(value.type, kind):
        problems.add(
            "incomparable-types",
            clause.value.where,
            message="value-does-not-fit",
            expected=name_of(kind),
            found=name_of(value.type),
        )
        return None
    first = day(clause.first, problems)
    until = day(clause.until, problems) if clause.until is not None else None
    check_order(first, until, clause.until, problems)
    if first is None:
        return None
    return DatedValue(value.value, first, until)  # type: ignore[arg-type]


def _fits(found: Type, kind: Type) -> bool:
    return is_any(kind) or same_family(kind, found) == kind


def _check_overlap(values: list[tuple[DatedValue, s.DatedValueNode]], problems: Problems) -> None:
    for (earlier, before), (later, node) in pairwise(values):
        if earlier.valid_until is None or later.valid_from < earlier.valid_until:
            problems.add(
                "overlapping-values",
                node.where,
                others=[problems.label(before.where, "duplicate-declaration-other")],
                helps=advice("overlapping-values-help"),
                day=later.valid_from,
            )


def check_table(node: s.TableNode, pack: str, checker: Checker, *, lost: bool) -> TableDeclaration:
    """A table: its key, its columns and the columns of its validity."""
    problems = checker.problems
    clauses = Clauses(node, problems, many=frozenset({"COLUMN"}), lost=lost)
    clauses.require(("TITLE", "KEY"), node.name.where)
    key = clauses.one("KEY", s.ColumnNode)
    columns: dict[str, Type] = {}
    places: dict[str, e.Where] = {key.name.text: key.name.where} if key is not None else {}
    for column in clauses.every("COLUMN", s.ColumnNode):
        _check_once(column.name, places, problems)
        columns[column.name.text] = _type(column.type, problems)
    validity = clauses.one("VALID_FROM", s.RowValidity)
    review = clauses.one("REVIEW_BY", s.ReviewBy)
    return TableDeclaration(
        f"{pack}/{node.name.text}",
        unquoted(node.file, problems),
        key.name.text if key is not None else "",
        _type(key.type, problems) if key is not None else Scalar("any"),
        tuple(columns.items()),
        validity.first.text if validity is not None else None,
        validity.until.text if validity is not None and validity.until is not None else None,
        titles(clauses, problems),
        citations_of(clauses, checker),
        day(review.day, problems) if review is not None else None,
        node.where,
    )


def _check_once(name: e.Name, places: dict[str, e.Where], problems: Problems) -> None:
    if name.text in places:
        problems.add(
            "duplicate-declaration",
            name.where,
            others=[problems.label(places[name.text], "duplicate-declaration-other")],
            helps=advice("name-clash-help"),
            name=name.text,
        )
    places.setdefault(name.text, name.where)


def _type(name: e.Name, problems: Problems) -> Type:
    kind = _TYPE_OF.get(name.text)
    if kind is None:
        problems.add(
            "unknown-name",
            name.where,
            message="unknown-type",
            helps=nearest(name.text, SCALARS),
            name=name.text,
        )
        return Scalar("any")
    return kind


# --------------------------------------------------------------------------------- shared clauses


def titles(clauses: Clauses, problems: Problems, kind: str = "TITLE") -> Texts:
    """A text of a declaration in both languages; empty if it has none."""
    clause = clauses.one(kind, e.Texts)
    return check_texts(clause, problems) if clause is not None else ()


def citations_of(clauses: Clauses, checker: Checker) -> tuple[Citation, ...]:
    """The citations of a declaration."""
    clause = clauses.one("UNDER", e.Under)
    return check_citations(clause.citations, checker) if clause is not None else ()


def text_setting(clauses: Clauses, kind: str, problems: Problems) -> str | None:
    """The text of a setting, if it is there."""
    setting = clauses.one(kind, s.Setting)
    if setting is None or not isinstance(setting.value, e.Literal):
        return None
    return unquoted(setting.value, problems)
