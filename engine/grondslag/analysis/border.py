"""The first and last day of a version of a rule, one day off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from grondslag.analysis.rewriting import Change
from grondslag.analysis.written import Pen
from grondslag.language import tree
from grondslag.language.calendar import day_of
from grondslag.rulebook.rule import Rule

_DAY: Final = timedelta(days=1)
Moved = tuple[Change, tuple[Rule, ...]]


def moved_borders(versions: tuple[Rule, ...], number: int) -> Iterator[Moved]:
    """The versions of a rule with the first or last day of one of them a day earlier or later.

    Where an earlier version ends on the first day, its end moves along. The outermost borders are moved only if an
    example has a date there: that there was no law before is rarely a statement of the rule.
    """
    rule = versions[number]
    start, end = rule.valid_from, rule.valid_until
    dates = {day for version in versions for day in _dates(version.checked.examples)}
    if number > 0 or _near(start, dates):
        for step in (_DAY, -_DAY):
            yield _change(rule, start, start + step), _start_moved(versions, number, step)
    last = number == len(versions) - 1
    if end is not None and (_near(end, dates) if last else versions[number + 1].valid_from != end):
        for step in (_DAY, -_DAY):
            yield _change(rule, end, end + step), _put(versions, number, until=end + step)
    if rule.checked.earlier_unread and number == 0:
        pen = Pen(rule.source)
        phrase = pen.phrase("EARLIER_UNREAD")
        change = Change("validity", _found(rule, phrase), phrase, "")
        checked = replace(rule.checked, earlier_unread=False)
        yield change, (replace(rule, checked=checked), *versions[1:])


def _start_moved(versions: tuple[Rule, ...], number: int, step: timedelta) -> tuple[Rule, ...]:
    start = versions[number].valid_from
    moved = _put(versions, number, start=start + step)
    if number > 0 and versions[number - 1].valid_until == start:
        moved = _put(moved, number - 1, until=start + step)
    return moved


def _put(
    versions: tuple[Rule, ...], number: int, *, start: date | None = None, until: date | None = None
) -> tuple[Rule, ...]:
    rule = versions[number]
    checked = replace(
        rule.checked,
        valid_from=start or rule.valid_from,
        valid_until=until or rule.valid_until,
    )
    return (*versions[:number], replace(rule, checked=checked), *versions[number + 1 :])


def _change(rule: Rule, day: date, moved: date) -> Change:
    text = day.isoformat()
    return Change("validity", _found(rule, text), text, moved.isoformat())


def _found(rule: Rule, text: str) -> tree.Where:
    """Where a text stands after `valid from`."""
    pen = Pen(rule.source)
    start, end = rule.checked.where
    pattern = re.compile(pen.words.pattern("VALID_FROM"))
    clause = pattern.search(rule.source.text, start, end)
    words = re.compile(r"\s+".join(map(re.escape, text.split())))
    found = words.search(rule.source.text, clause.end() if clause else start, end)
    return found.span() if found else (start, start)


def _near(day: date, dates: set[date]) -> bool:
    return bool({day, day - _DAY} & dates)


def _dates(part: object) -> Iterator[date]:
    """Every day that the examples name."""
    if isinstance(part, date):
        yield day_of(part)
    elif isinstance(part, tree.Example):
        yield from _dates((part.on, part.given))
    elif isinstance(part, tree.Datum):
        yield from _dates(part.value)
    elif isinstance(part, dict):
        yield from _dates(tuple(part.values()))
    elif isinstance(part, tuple):
        for item in part:
            yield from _dates(item)
