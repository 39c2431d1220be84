"""A rule: its clauses once each, and every name, type and citation in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.check_citations import check_citations
from grondslag.language.check_conditions import check_condition
from grondslag.language.check_examples import check_examples, check_outcomes
from grondslag.language.check_literals import day
from grondslag.language.check_messages import check_message, check_texts
from grondslag.language.check_scope import check_scope, check_scope_used
from grondslag.language.check_terms import check_term
from grondslag.language.clauses import Clauses
from grondslag.language.context import Checker, Here
from grondslag.language.families import DATES, is_scalar, name_of
from grondslag.language.problems import Problems, advice
from grondslag.language.tree import (
    CheckedRule,
    Citation,
    Condition,
    Example,
    Exemption,
    Message,
    Term,
    Texts,
)

REQUIRED: Final = (
    "TITLE",
    "UNDER",
    "SEVERITY",
    "CERTAINTY",
    "SOURCE_READ",
    "VALID_FROM",
    "APPLIES_AT_CHECK",
    "FOR_EACH",
    "REQUIRE",
    "OTHERWISE",
    "FIX",
)
MANY: Final = frozenset({"UNLESS", "EXAMPLE"})

_READINGS: Final = {"SOURCE_READ": "read", "SOURCE_PART": "part", "SOURCE_UNREAD": "unread"}
_NO_MESSAGE: Final = Message((), ())


def check_rule_node(
    node: s.RuleNode, checker: Checker, status: str, *, lost: bool
) -> CheckedRule | None:
    """The rule as a checked tree; None if a clause that it cannot do without is missing.

    *status* is that of its pack. A rule that *lost* a clause is told of no missing one.
    """
    problems = checker.problems
    clauses = Clauses(node, problems, many=MANY, lost=lost)
    complete = clauses.require(REQUIRED, node.id.where)
    under = clauses.one("UNDER", e.Under)
    citations = check_citations(under.citations, checker) if under else ()
    scope_node = clauses.one("FOR_EACH", s.ForEach) or clauses.one("FOR_EACH", s.ForThe)
    checker.names_lost = lost and scope_node is None
    scope, here = check_scope(scope_node, Here(checker, {}, citations))
    body = _body(clauses, here)
    if not lost and scope_node is not None:
        check_scope_used(scope_node, here)
    examples = _examples(clauses, node, body, checker, lost=lost)
    valid_from, valid_until, earlier = check_validity(clauses, problems)
    certainty, review_by = _certainty(clauses, status, problems), _review_by(clauses, problems)
    title = _title(clauses, problems)
    if not complete or scope is None or body.require is None or valid_from is None:
        return None
    return CheckedRule(
        id=node.id.text,
        title=title,
        citations=citations,
        severity=_choice(clauses, "SEVERITY"),
        certainty=certainty,
        source_status=_READINGS.get(_choice(clauses, "SOURCE_READ").upper(), "read"),
        valid_from=valid_from,
        valid_until=valid_until,
        earlier_unread=earlier,
        review_by=review_by,
        waivable=clauses.one("WAIVABLE_NEVER", s.Choice) is None,
        event=body.event,
        scope=scope,
        when=body.when,
        require=body.require,
        exemptions=body.exemptions,
        otherwise=body.otherwise or _NO_MESSAGE,
        fix=body.fix or _NO_MESSAGE,
        note=body.note,
        examples=examples,
        where=node.where,
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The conditions and texts of a rule; `items` are the labels of its requirement."""

    require: Condition | None
    items: frozenset[str]
    when: Condition | None
    exemptions: tuple[Exemption, ...]
    event: Term | None
    otherwise: Message | None
    fix: Message | None
    note: Message | None


def _body(clauses: Clauses, here: Here) -> _Body:
    phrase = here.problems.words.phrase
    require = _condition(clauses, "REQUIRE", here)
    return _Body(
        require=require,
        items=frozenset(here.checker.labels),
        when=_condition(clauses, "WHEN", here.under(phrase("WHEN"))),
        exemptions=tuple(_exemption(one, here) for one in clauses.every("UNLESS", s.Unless)),
        event=_event(clauses, here),
        otherwise=_message(clauses, "OTHERWISE", here),
        fix=_message(clauses, "FIX", here),
        note=_message(clauses, "NOTE", here),
    )


def _examples(
    clauses: Clauses, node: s.RuleNode, body: _Body, checker: Checker, *, lost: bool
) -> tuple[Example, ...]:
    nodes = clauses.every("EXAMPLE", s.ExampleNode)
    if lost:
        return check_examples(nodes, checker, None)
    examples = check_examples(nodes, checker, body.items)
    classifies = _choice(clauses, "SEVERITY") == "info"
    check_outcomes(examples, node, checker, when=body.when is not None, classifies=classifies)
    return examples


def _title(clauses: Clauses, problems: Problems) -> Texts:
    clause = clauses.one("TITLE", e.Texts)
    return check_texts(clause, problems) if clause is not None else ()


def _condition(clauses: Clauses, kind: str, here: Here) -> Condition | None:
    clause = clauses.one(kind, s.ConditionClause)
    return check_condition(clause.condition, here) if clause is not None else None


def _exemption(clause: s.Unless, here: Here) -> Exemption:
    citations: tuple[Citation, ...] = ()
    if clause.basis is not None:
        citations = check_citations(clause.basis.citations, here.checker)
    inside = replace(here, citations=citations or here.citations)
    condition = check_condition(
        clause.condition, inside.under(here.problems.words.phrase("UNLESS"))
    )
    return Exemption(citations, condition, clause.where)


def _event(clauses: Clauses, here: Here) -> Term | None:
    clause = clauses.one("APPLIES_AT_CHECK", s.Applies)
    if clause is None or clause.event is None:
        return None
    term = check_term(clause.event, here)
    if not is_scalar(term.type, DATES):
        here.problems.add(
            "incomparable-types", term.where, message="day-expected", found=name_of(term.type)
        )
    return term


def _message(clauses: Clauses, kind: str, here: Here) -> Message | None:
    clause = clauses.one(kind, e.Texts)
    return check_message(clause, here) if clause is not None else None


def _choice(clauses: Clauses, kind: str) -> str:
    clause = clauses.one(kind, s.Choice)
    return clause.choice.terminal.lower() if clause is not None else ""


def _certainty(clauses: Clauses, status: str, problems: Problems) -> str:
    clause = clauses.one("CERTAINTY", s.Choice)
    if clause is None:
        return ""
    if clause.choice.terminal == "LAW" and status not in {"law", "draft"}:
        words = problems.words
        problems.add(
            "certainty-needs-law",
            clause.where,
            helps=advice(
                "certainty-needs-law-help",
                text=f"{words.phrase('CERTAINTY')} {words.phrase('CONVENTION')}",
            ),
            phrase=f"{words.phrase('CERTAINTY')} {words.phrase('LAW')}",
        )
    return clause.choice.terminal.lower()


def check_validity(clauses: Clauses, problems: Problems) -> tuple[date | None, date | None, bool]:
    """First day, first day no longer, and whether the text before it was not read."""
    clause = clauses.one("VALID_FROM", s.Validity)
    if clause is None:
        return None, None, False
    first = day(clause.first, problems)
    until = day(clause.until, problems) if clause.until is not None else None
    check_order(first, until, clause.until, problems)
    return first, until, clause.earlier


def check_order(
    first: date | None, until: date | None, node: e.Literal | None, problems: Problems
) -> None:
    """Say that a period ends before it begins, or on the same day."""
    if first is not None and until is not None and node is not None and until <= first:
        words = problems.words
        problems.add(
            "dates-reversed",
            node.where,
            helps=advice("dates-reversed-help"),
            until=words.phrase("UNTIL"),
            first=words.phrase("FROM"),
        )


def _review_by(clauses: Clauses, problems: Problems) -> date | None:
    clause = clauses.one("REVIEW_BY", s.ReviewBy)
    return day(clause.day, problems) if clause is not None else None
