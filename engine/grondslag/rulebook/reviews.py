"""Rules and tables of which somebody should have read the law again: a warning, never another verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.rulebook.facts import rests_on
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source, Span


def passed_reviews(rulebook: RuleBook, day: date) -> list[Diagnostic]:
    """A warning for each rule in force on *day* whose review date has passed, and each table such rules look in."""
    return [*_rules(_in_force(rulebook, day), day), *passed_reviews_of_tables(rulebook, day)]


def waits_for_a_reader(rule: Rule, day: date) -> bool:
    """Whether somebody should read the law of *rule*: it was not read whole, or its review date has passed."""
    return rule.checked.source_status != "read" or _has_passed(rule.checked.review_by, day)


def passed_reviews_of_tables(rulebook: RuleBook, day: date) -> list[Diagnostic]:
    """The warnings of `passed_reviews` that are about tables."""
    return list(_tables(rulebook, _in_force(rulebook, day), day))


def _in_force(rulebook: RuleBook, day: date) -> list[Rule]:
    return [rule for versions in rulebook.rules.values() for rule in versions if rule.in_force(day)]


def _has_passed(review_by: date | None, day: date) -> bool:
    return review_by is not None and review_by < day


def _rules(rules: list[Rule], day: date) -> Iterator[Diagnostic]:
    for rule in rules:
        review_by = rule.checked.review_by
        if _has_passed(review_by, day):
            yield _warning(
                "review-date-passed", rule.source, rule.checked.where, rule.id, review_by
            )


def _tables(rulebook: RuleBook, rules: list[Rule], day: date) -> Iterator[Diagnostic]:
    passed = {
        table.name: (pack.source, table)
        for pack in rulebook.packs.values()
        for table in pack.checked.tables
        if _has_passed(table.review_by, day)
    }
    if not passed:
        return
    looked_in = {name for rule in rules for name in rests_on(rule, rulebook.law).tables}
    for name in sorted(looked_in & passed.keys()):
        source, table = passed[name]
        plain = name.rpartition("/")[2]
        yield _warning("review-date-passed-table", source, table.where, plain, table.review_by)


def _warning(
    message: str, source: Source, where: tuple[int, int], name: str, day: date | None
) -> Diagnostic:
    return Diagnostic(
        "review-date-passed",
        "warning",
        "rule",
        Message(message, {"name": name, "day": day}),
        (Label(Span(source, *where)),),
        helps=(Message("review-date-passed-help"),),
    )
