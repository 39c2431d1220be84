"""What a condition answers and what a term finds, with the reasons for what they cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from grondslag.evaluation.verdict import Reason, ReasonKind
from grondslag.language.calendar import last_instant
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth

Path = tuple[str, ...]
Reasons = frozenset[Reason]
NO_REASONS: Final[Reasons] = frozenset()
End = date | datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth (false, unknown or true) with the reasons of what is unknown.

    `until` is the end after which a truth that rests on an open term no longer holds; None if it rests on none.
    """

    truth: Truth
    reasons: Reasons = NO_REASONS
    until: End | None = None


YES: Final = Answer(TRUE)
NO: Final = Answer(FALSE)


class Unknown:
    """The value of what is not known; there is one, `UNKNOWN_VALUE`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN_VALUE"


UNKNOWN_VALUE: Final = Unknown()


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An entry of a collection or map, or a record, with its canonical path.

    `fields` is None for an entry that cannot be read, and for an item of a list of references that names an
    entry that is not described.
    """

    path: Path
    fields: dict[str, Any] | None
    described: bool = True

    @property
    def id(self) -> str:
        """The key of an entry; the field of a record."""
        return self.path[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a term stands for.

    `value` is a value, `NONE`, an `Entry`, or `UNKNOWN_VALUE`, which always has `reasons`. `path` is that of
    the fact it was read from, or of the first `none` on the way; None for what is no fact. A sum rests on
    `also`.
    """

    value: Any
    path: Path | None = None
    reasons: Reasons = NO_REASONS
    also: tuple[Path, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it."""
        return self.value is UNKNOWN_VALUE


def missing(path: Path, kind: ReasonKind = "not_recorded") -> Found:
    """A term that cannot be read, for one reason."""
    return Found(UNKNOWN_VALUE, path, frozenset((Reason(path, kind),)))


def unknown(reasons: Reasons) -> Answer:
    """A condition that is not known."""
    return Answer(UNKNOWN, reasons)


def because(kind: ReasonKind, *found: Found) -> Answer:
    """A condition that is not known because of these facts; what is no fact is left out."""
    paths = [path for item in found for path in (item.path, *item.also) if path is not None]
    return unknown(frozenset(Reason(path, kind) for path in paths))


def time_needed(*found: Found) -> Answer:
    """A condition that is not known because these dates, which sums may rest on, have no time of day."""
    return unknown(
        frozenset(Reason(item.path, "time_needed") for item in found if item.path is not None)
    )


def union(found: Iterable[Found | Answer]) -> Reasons:
    """The reasons of all."""
    sets = [item.reasons for item in found if item.reasons]
    if len(sets) <= 1:
        return sets[0] if sets else NO_REASONS
    return frozenset().union(*sets)


# ----------------------------------------------------------------------------------------------- logic


def all_of(answers: Sequence[Answer]) -> Answer:
    """And. Every unknown operand counts for the reasons; an open one for the earliest end."""
    truth = min((answer.truth for answer in answers), default=TRUE)
    if truth == UNKNOWN:
        return unknown(union(answer for answer in answers if answer.truth == UNKNOWN))
    if truth == FALSE:
        return NO
    ends = [answer.until for answer in answers if answer.until is not None]
    return Answer(TRUE, until=min(ends, key=instant_of_end)) if ends else YES


def any_of(answers: Sequence[Answer]) -> Answer:
    """Or. It is open only if every operand that holds is open, and then until the latest end."""
    truth = max((answer.truth for answer in answers), default=FALSE)
    if truth == UNKNOWN:
        return unknown(union(answer for answer in answers if answer.truth == UNKNOWN))
    if truth == FALSE:
        return NO
    ends: list[End] = []
    for answer in answers:
        if answer.truth == TRUE:
            if answer.until is None:
                return YES
            ends.append(answer.until)
    return Answer(TRUE, until=max(ends, key=instant_of_end))


def contrary(answer: Answer) -> Answer:
    """Not."""
    if answer.truth == UNKNOWN:
        return answer
    return NO if answer.truth == TRUE else YES


def yes_or_no(value: bool) -> Answer:
    """A condition that is known."""
    return YES if value else NO


def instant_of_end(end: End) -> datetime:
    """The last instant of an open term: of a day its end."""
    return end if isinstance(end, datetime) else last_instant(end)
