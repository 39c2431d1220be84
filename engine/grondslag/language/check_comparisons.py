"""Comparisons: of what with what, and with which words."""

from __future__ import annotations

from typing import Final

from grondslag.language import expressions as e
from grondslag.language.check_codes import check_against, check_beside, check_values
from grondslag.language.check_paths import may_be_none
from grondslag.language.check_terms import (
    DURATION,
    calendar_of,
    check_term,
    hours_need_moments,
    in_hours,
    mixes_today_and_now,
)
from grondslag.language.context import ANY, Here
from grondslag.language.families import (
    DATES,
    LENGTHS,
    comparable,
    is_any,
    is_scalar,
    item_of,
    name_of,
    same_family,
)
from grondslag.language.problems import advice, write
from grondslag.language.tree import (
    Compare,
    Condition,
    Due,
    Exists,
    Includes,
    IncludesAny,
    IsEmpty,
    IsNone,
    IsRecorded,
    OneOf,
    Term,
    Within,
)
from grondslag.language.types import Entries, ListOf, RecordOf, Row, Type

_SYMBOLS: Final = {
    "=": "IS",
    "!=": "IS_NOT",
    ">": "IS_MORE_THAN",
    ">=": "IS_AT_LEAST",
    "<": "IS_LESS_THAN",
    "<=": "IS_AT_MOST",
}
_OPERATORS: Final = {
    "IS": "is",
    "IS_NOT": "is_not",
    "IS_MORE_THAN": "more",
    "IS_AT_LEAST": "at_least",
    "IS_LESS_THAN": "less",
    "IS_AT_MOST": "at_most",
    "IS_AFTER": "after",
    "IS_BEFORE": "before",
    "IS_ON_OR_AFTER": "on_or_after",
    "IS_ON_OR_BEFORE": "on_or_before",
}
_OF_LENGTHS: Final = ("IS_MORE_THAN", "IS_AT_LEAST", "IS_LESS_THAN", "IS_AT_MOST")
_OF_DATES: Final = ("IS_AFTER", "IS_ON_OR_AFTER", "IS_BEFORE", "IS_ON_OR_BEFORE")
_OTHER: Final = dict(zip((*_OF_LENGTHS, *_OF_DATES), (*_OF_DATES, *_OF_LENGTHS), strict=True))


def check_comparison(node: e.Comparison, here: Here) -> Condition:
    """`a is b`, `a is more than b`, `a is after b` and the like."""
    operator = _SYMBOLS.get(node.operator.text, node.operator.terminal)
    left, right = check_against(node.left, node.right, here)
    compare = Compare(_OPERATORS[operator], left, right, node.where)
    if mixes_today_and_now(left, right):
        here.problems.add("mixed-today-now", node.where, helps=advice("mixed-today-now-help"))
    elif operator in {"IS", "IS_NOT"}:
        _check_equality(left, right, node, here)
    else:
        _check_order(left, right, operator, node, here)
    return compare


def _check_equality(left: Term, right: Term, node: e.Comparison, here: Here) -> None:
    if comparable(left.type, right.type):
        return
    many = next((side for side in (left, right) if isinstance(side.type, ListOf)), None)
    message, helps = "incomparable-types", advice("incomparable-types-help")
    if many is not None:
        helps = write(here.problems.words.phrase("INCLUDES"))
    elif isinstance(left.type, RecordOf | Entries | Row):
        message, helps = "incomparable-whole", advice("incomparable-whole-help")
    here.problems.add(
        "incomparable-types",
        node.where,
        message=message,
        helps=helps,
        left=name_of(left.type),
        right=name_of(right.type),
    )


def _check_order(left: Term, right: Term, operator: str, node: e.Comparison, here: Here) -> None:
    wanted, others = (LENGTHS, DATES) if operator in _OF_LENGTHS else (DATES, LENGTHS)
    for side in (left, right):
        if is_scalar(side.type, wanted):
            continue
        words = here.problems.words
        fitting = is_scalar(side.type, others)
        here.problems.add(
            "wrong-comparison",
            side.where,
            message=f"wrong-comparison-{'lengths' if wanted is LENGTHS else 'dates'}",
            helps=write(words.phrase(_OTHER[operator]))
            if fitting
            else advice("wrong-comparison-help", phrase=words.phrase("IS")),
            phrase=shown_operator(node.operator),
            found=name_of(side.type),
        )
        return
    if same_family(left.type, right.type) is None:
        here.problems.add(
            "incomparable-types",
            node.where,
            helps=advice("incomparable-units-help"),
            left=name_of(left.type),
            right=name_of(right.type),
        )


def shown_operator(operator: e.Keyword) -> str:
    """A keyword as written, on one line."""
    return " ".join(operator.text.split())


# ---------------------------------------------------------------------------- lists and presence


def check_membership(node: e.Membership, here: Here) -> Condition:
    """`a is [not] one of […]`, `a includes any of […]`."""
    term = check_term(node.term, here)
    if node.operator.terminal == "INCLUDES_ANY_OF":
        item = _item_type(term, node.operator, here)
        return IncludesAny(term, check_values(node.values, item, here), node.where)
    values = check_values(node.values, term.type, here)
    return OneOf(term, values, node.operator.terminal == "IS_NOT_ONE_OF", node.where)


def check_inclusion(node: e.Inclusion, here: Here) -> Condition:
    """`a includes b`, `a does not include b`."""
    term = check_term(node.term, here)
    item = _item_type(term, node.operator, here)
    included = check_beside(node.item, item, here)
    if not comparable(item, included.type):
        here.problems.add(
            "incomparable-types",
            node.where,
            message="item-does-not-fit",
            helps=advice("incomparable-types-help"),
            left=name_of(item),
            right=name_of(included.type),
        )
    negated = node.operator.terminal == "DOES_NOT_INCLUDE"
    return Includes(term, included, negated, node.where)


def _item_type(term: Term, operator: e.Keyword, here: Here) -> Type:
    item = item_of(term.type) if not isinstance(term.type, Entries) else None
    if item is not None:
        return item
    collection = isinstance(term.type, Entries)
    helps = advice("not-a-list-help") if collection else write(here.problems.words.phrase("IS"))
    here.problems.add(
        "not-a-list",
        term.where,
        helps=helps,
        user=shown_operator(operator),
        found=name_of(term.type),
    )
    return ANY


def check_presence(node: e.Presence, here: Here) -> Condition:
    """`a exists`, `a is none`, `a is [not] recorded`, `a is [not] empty`."""
    operator = node.operator.terminal
    if operator in {"IS_RECORDED", "IS_NOT_RECORDED"}:
        had_fact = here.checker.has_fact
        term = check_term(node.term, here)
        here.checker.has_fact = had_fact
        return IsRecorded(term, operator == "IS_NOT_RECORDED", node.where)
    term = check_term(node.term, here)
    if operator in {"IS_EMPTY", "IS_NOT_EMPTY"}:
        _check_has_items(term, node.operator, here)
        return IsEmpty(term, operator == "IS_NOT_EMPTY", node.where)
    if not is_any(term.type) and not may_be_none(term, here.checker.vocabulary):
        here.problems.add(
            "presence-says-nothing",
            node.where,
            helps=write(here.problems.words.phrase("IS_RECORDED")),
            phrase=shown_operator(node.operator),
        )
    return Exists(term, node.where) if operator == "EXISTS" else IsNone(term, node.where)


def _check_has_items(term: Term, operator: e.Keyword, here: Here) -> None:
    if item_of(term.type) is None:
        here.problems.add(
            "not-a-list",
            term.where,
            helps=write(here.problems.words.phrase("EXISTS")),
            user=shown_operator(operator),
            found=name_of(term.type),
        )


# ----------------------------------------------------------------------------------------- terms


def check_term_of_time(node: e.TermOfTime, here: Here) -> Condition:
    """`a is within D after b`, `a is within D before b`, `a is due within D after b`."""
    term, length = check_term(node.term, here), check_term(node.duration, here)
    anchor = check_term(node.anchor, here)
    for side in (term, anchor):
        _expect(side, DATES, "day-expected", here)
    _expect(length, DURATION, "duration-expected", here)
    if in_hours(length, here):
        for side in (term, anchor):
            if is_scalar(side.type, frozenset({"date"})) and not is_any(side.type):
                hours_need_moments(side, here)
    calendar = _calendar(node, here)
    if node.operator.terminal == "IS_DUE_WITHIN":
        _check_place(node, here)
        here.checker.has_term = True
        return Due(term, length, anchor, calendar, node.where)
    side_of = "after" if node.side.terminal == "AFTER" else "before"
    return Within(term, length, side_of, anchor, calendar, node.where)  # type: ignore[arg-type]


def _expect(term: Term, kinds: frozenset[str], message: str, here: Here) -> None:
    if not is_scalar(term.type, kinds):
        here.problems.add(
            "incomparable-types", term.where, message=message, found=name_of(term.type)
        )


def _calendar(node: e.TermOfTime, here: Here) -> str:
    calendar = calendar_of(here)
    if calendar is not None:
        return calendar
    declared = here.checker.declarations
    if not here.citations:
        here.problems.add(
            "calendar-missing",
            node.operator.where,
            message="calendar-missing-citation",
            helps=advice("calendar-missing-citation-help"),
        )
    elif here.citations[0].source in declared.sources:
        source = here.citations[0].source
        phrase = here.problems.words.phrase("DEADLINES")
        here.problems.add(
            "calendar-missing",
            node.operator.where,
            helps=advice("calendar-missing-help", phrase=phrase),
            source=source,
            phrase=phrase,
        )
    return "plain"


def _check_place(node: e.TermOfTime, here: Here) -> None:
    if here.no_term_under is not None:
        here.problems.add(
            "term-outside-require",
            node.operator.where,
            helps=advice(
                "term-outside-require-help",
                phrase=here.problems.words.phrase("IS_WITHIN"),
                require=here.problems.words.phrase("REQUIRE"),
            ),
            phrase=shown_operator(node.operator),
            construct=here.no_term_under,
        )
