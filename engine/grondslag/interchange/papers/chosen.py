"""Which activities a paper is about: whose data they concern, and who is responsible for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from grondslag.interchange.papers.facts import Facts
from grondslag.model.scope import NOT_AVG

STAFF: Final = frozenset({"employees", "former_employees"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of the activities that are told of, and how many are left out because they concern others."""

    told: tuple[str, ...]
    about_others: int = 0


def our_activities(facts: Facts) -> tuple[str, ...]:
    """The activities of which the organisation is or may be the controller, drafts left out."""
    return tuple(
        key
        for key in facts.ids("processing")
        if is_avg(facts, key) and facts.get("processing", key, "role") != "processor"
    )


def is_avg(facts: Facts, key: str) -> bool:
    """Whether an activity has begun and does not lie outside the AVG."""
    began = facts.get("processing", key, "status") != "draft"
    return began and facts.internal("processing", key, "out_of_scope") not in NOT_AVG


def activities_about(facts: Facts, people: tuple[str, ...], *, whole: bool = False) -> Chosen:
    """The activities about these categories of people; without any, about people outside the organisation.

    An activity that does not say whose data it holds is told of: silence leaves nobody out.
    """
    told = our_activities(facts)
    if whole:
        return Chosen(told)
    kept = tuple(key for key in told if _concerns(_people_of(facts, key), people))
    return Chosen(kept, len(told) - len(kept))


def _people_of(facts: Facts, key: str) -> frozenset[str]:
    of_data = (
        code
        for one in facts.ids("processing", key, "data")
        for code in facts.several("processing", key, "data", one, "data_subjects")
    )
    return frozenset((*facts.several("processing", key, "data_subjects"), *of_data))


def _concerns(found: frozenset[str], people: tuple[str, ...]) -> bool:
    if not found:
        return True
    return bool(found & set(people)) if people else bool(found - STAFF)


def data_about(facts: Facts, key: str, people: tuple[str, ...]) -> Iterator[str]:
    """The data of an activity about these people; data that do not say whose they are count for all."""
    for one in facts.ids("processing", key, "data"):
        found = facts.several("processing", key, "data", one, "data_subjects")
        if facts.text("processing", key, "data", one, "class") == "not_personal":
            continue
        if not people or not found or set(found) & set(people):
            yield one


def purposes_for(facts: Facts, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The activities with each of their purposes."""
    for key in keys:
        for one in facts.ids("processing", key, "purposes"):
            yield key, one


def bases_of(facts: Facts, keys: tuple[str, ...]) -> frozenset[str | None]:
    """The bases of the purposes of these activities; None among them for one that is not known.

    Explicit consent for special data counts as consent: it can be withdrawn too (art. 13(2)(c), 20(1)(a)).
    """
    found: set[str | None] = set()
    for key, one in purposes_for(facts, keys):
        path = ("processing", key, "purposes", one)
        found.add(facts.text(*path, "basis"))
        if facts.text(*path, "special_exception", "exception") == "explicit_consent":
            found.add("consent")
    if any(not facts.ids("processing", key, "purposes") for key in keys):
        found.add(None)
    return frozenset(found)
