"""Entries found by what they refer to: what makes a join of two collections cheap."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, Final

from grondslag.values import NONE, UNREADABLE

Fields = dict[str, Any]
Item = tuple[str, Fields]
EACH: Final = "*"
"""The step from a map to each of its records."""


class Index:
    """Entries by the id that a field names, and those of which that is not known.

    A reference to an entry that is not `described` is not known: nobody can say what it stands for. In a list of
    references the ids are compared, so there it names itself. Steps through a map (`EACH`) lead to a field of each
    of its records: an entry may then name several, and also be one of which not all is known.
    """

    __slots__ = ("alike", "naming", "unknown", "unlike")

    def __init__(
        self, entries: dict[str, Fields], steps: tuple[str, ...], described: Container[str]
    ) -> None:
        naming: dict[str, list[Item]] = {}
        unknown: list[Item] = []
        alike: list[Item] = []
        unlike: list[Item] = []
        for key, entry in entries.items():
            names: set[str] = set()
            is_known = is_alike = True
            for value in _ends(entry, steps):
                if value.__class__ is str and value in described:
                    names.add(value)
                elif value.__class__ is tuple:
                    names.update(value)
                elif value is not NONE:
                    is_known = False
                    is_alike = is_alike and value.__class__ is not str
            for name in names:
                naming.setdefault(name, []).append((key, entry))
            if not is_known:
                unknown.append((key, entry))
                (alike if is_alike else unlike).append((key, entry))
        self.naming = naming
        self.alike = alike
        """Of what is not known, the entries that say the same to all that they do not name: no reference of theirs
        leads to what is not described."""
        self.unlike = unlike
        """Of what is not known, the others."""
        self.unknown = unknown


def _ends(entry: Any, steps: tuple[str, ...]) -> Iterator[Any]:
    """The values at the end of steps: one, or one for each record of a map on the way."""
    if EACH not in steps:
        yield along(entry, steps)
        return
    place = steps.index(EACH)
    records = along(entry, steps[:place])
    if records.__class__ is dict:
        for record in records.values():
            yield from _ends(record, steps[place + 1 :])
    else:
        yield NONE if records is NONE else None


def along(entry: Fields, steps: tuple[str, ...]) -> Any:
    """The value at the end of steps over records; None if not known, NONE if a step is none."""
    value: Any = entry
    for step in steps:
        if value.__class__ is not dict:
            return NONE if value is NONE else None
        value = value.get(step)
    return None if value is UNREADABLE else value
