"""What an evaluation says: for each rule and record, one of four verdicts, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Outcome = Literal["compliant", "violation", "undetermined", "not_applicable"]
OUTCOMES: tuple[Outcome, ...] = ("compliant", "violation", "undetermined", "not_applicable")
ReasonKind = Literal[
    "not_recorded",
    "not_described",
    "none",
    "not_readable",
    "time_needed",
    "not_ordered",
    "no_value_on_day",
    "end_disputed",
    "text_not_read",
]


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why a condition cannot be decided: a canonical fact path (or the name of a parameter or source) and a kind."""

    path: tuple[str, ...]
    kind: ReasonKind


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a verdict is about: the canonical path of the innermost entry.

    A collection or a holder where there is none inside.
    """

    path: tuple[str, ...]

    @property
    def collection(self) -> str:
        """The canonical name of the collection."""
        return self.path[0]

    @property
    def id(self) -> str:
        """The id of the first entry in the path; the collection's name where there is none."""
        return self.path[1] if len(self.path) > 1 else self.path[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict of one rule (by id) on one subject.

    `reasons` is sorted and unique, empty unless undetermined. `item` is the label of the first item that
    decides a violation (`a`). `open_until` is the end of an open term of a compliant verdict. `decided` names
    the clause that made it not applicable: `where`, `when`, `unless`, `scope`, `day`, `event`.
    """

    rule: str
    subject: Subject
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    item: str | None = None
    open_until: date | datetime | None = None
    decided: str | None = None
    version: date | None = None
    """`valid_from` of the version of the rule that judged."""
