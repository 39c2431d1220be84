"""Which version of a rule judges an entry, by the day that decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grondslag.evaluation.answers import UNKNOWN_VALUE, Found, Reasons
from grondslag.evaluation.codes import ELSEWHERE, NOT_DAY, NOT_EVENT, UNKNOWN_EVENT, UNREAD_TEXT
from grondslag.evaluation.scope import Key, scope_key
from grondslag.evaluation.verdict import Reason
from grondslag.language.calendar import day_of
from grondslag.rulebook.rule import Rule
from grondslag.values import NONE


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """The versions of a rule that share a scope: they are judged in one go.

    The event of its newest version says which day decides. The family of the newest version of all speaks for
    entries that no version judges.
    """

    versions: tuple[Rule, ...]
    members: frozenset[int]
    newest: bool

    @property
    def lead(self) -> Rule:
        """The newest version of the family."""
        return self.versions[max(self.members)]

    def version_on(self, day: date) -> int | None:
        """The index of the version in force on a day, of this family or another; None if there is none."""
        for index, rule in enumerate(self.versions):
            if rule.in_force(day):
                return index
        return None

    @property
    def oldest(self) -> Rule | None:
        """The oldest version of the rule, where it is of this family and says of which entries it is."""
        first = self.versions[0]
        return first if 0 in self.members and first.checked.scope.filter is not None else None

    def place(self, found: Found) -> int | tuple[int, date]:
        """The version (by index) and day that judge an entry whose deciding day is *found*, or a code."""
        if found.value is UNKNOWN_VALUE or found.value is NONE:
            code = UNKNOWN_EVENT if found.value is UNKNOWN_VALUE else NOT_EVENT
            return code if self.newest else ELSEWHERE
        day = day_of(found.value)
        index = self.version_on(day)
        if index is None:
            return self.unjudged(day) if self.newest else ELSEWHERE
        return (index, day) if index in self.members else ELSEWHERE

    def unjudged(self, day: date) -> int:
        """The code of an entry on a day on which no version is in force."""
        oldest = self.versions[0]
        unread = oldest.checked.earlier_unread and day < oldest.valid_from
        return UNREAD_TEXT if unread else NOT_DAY


def families_of(versions: tuple[Rule, ...]) -> tuple[Family, ...]:
    """The versions of a rule, oldest first, by scope."""
    groups: dict[Key, list[int]] = {}
    for index, rule in enumerate(versions):
        groups.setdefault(scope_key(rule.checked.scope), []).append(index)
    last = len(versions) - 1
    return tuple(
        Family(versions, frozenset(members), last in members) for members in groups.values()
    )


def unread_reasons(versions: tuple[Rule, ...]) -> Reasons:
    """The reason for a day before the oldest version: its text, by the first source cited, was not read."""
    citations: Any = versions[0].checked.citations
    source = citations[0].source if citations else versions[0].id
    return frozenset((Reason((source,), "text_not_read"),))
