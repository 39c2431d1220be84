"""The pages for everyone, in one language, made from public facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.publish.blocks import Page
from grondslag.publish.public.activity import activity_page
from grondslag.publish.public.allowed import public_facts
from grondslag.publish.public.facts import Told
from grondslag.publish.public.home import home_page
from grondslag.publish.public.others import (
    accessibility_page,
    changes_page,
    cookies_page,
    rights_page,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed for who reads the site by a day: an activity was added, changed or ended."""

    day: date
    kind: str
    """`added`, `changed` or `gone`."""
    activity: str
    """Its public id."""
    name: str


def page_makers(
    register: Register,
    model: Model,
    language: str,
    day: date,
    changes: tuple[Change, ...] | None = None,
) -> Iterator[Callable[[], tuple[Page]]]:
    """What makes every page, the first of which is the home page. *day* is that of the check.

    *changes* are None where the history is not known.
    """
    told = Told(public_facts(register, model), model, language, day, register.language)
    yield lambda: (home_page(told),)
    for key in told.entries("processing"):
        yield partial(_activity, told, key)
    yield lambda: (rights_page(told),)
    yield lambda: (cookies_page(told),)
    yield lambda: (changes_page(told, changes),)
    yield lambda: (accessibility_page(told),)


def _activity(told: Told, key: str) -> tuple[Page]:
    return (activity_page(told, key),)


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any], day: date
) -> tuple[Change, ...]:
    """What two states of public facts differ in, by id of the activity."""
    old, new = before.get("processing", {}), after.get("processing", {})
    found = []
    for key in sorted({*old, *new}):
        entry = new.get(key, old.get(key, {}))
        name = str(entry.get("name") or key)
        if key not in old:
            found.append(Change(day, "added", key, name))
        elif key not in new:
            found.append(Change(day, "gone", key, name))
        elif old[key] != new[key]:
            found.append(Change(day, "changed", key, name))
    return tuple(found)


def changes_over(
    states: Iterable[tuple[date, Register | None]], model: Model
) -> tuple[Change, ...]:
    """What changed from each state to the next; what the first one holds is no change.

    A state without a register tells nothing: the next is compared with the one before it.
    """
    found: list[Change] = []
    before: Mapping[str, Any] | None = None
    for day, register in states:
        if register is None:
            continue
        after = public_facts(register, model)
        if before is not None:
            found += changes_between(before, after, day)
        before = after
    return tuple(found)
