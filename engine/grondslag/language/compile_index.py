"""Entries found by what they refer to: what makes a join of two collections cheap."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from grondslag.values import NONE, UNREADABLE

Fields = dict[str, Any]
Item = tuple[str, Fields]


class Index:
    """Entries by the id that a field names, and those of which that is not known.

    A reference to an entry that is not `described` is not known: nobody can say what it stands for. In a list of
    references the ids are compared, so there it names itself.
    """

    __slots__ = ("naming", "unknown")

    def __init__(
        self, entries: dict[str, Fields], steps: tuple[str, ...], described: Container[str]
    ) -> None:
        naming: dict[str, list[Item]] = {}
        unknown: list[Item] = []
        for key, entry in entries.items():
            value = along(entry, steps)
            if value.__class__ is str and value in described:
                naming.setdefault(value, []).append((key, entry))
            elif value.__class__ is tuple:
                for name in set(value):
                    naming.setdefault(name, []).append((key, entry))
            elif value is not NONE:
                unknown.append((key, entry))
        self.naming = naming
        self.unknown = unknown


def along(entry: Fields, steps: tuple[str, ...]) -> Any:
    """The value at the end of steps over records; None if not known, NONE if a step is none."""
    value: Any = entry
    for step in steps:
        if value.__class__ is not dict:
            return NONE if value is NONE else None
        value = value.get(step)
    return None if value is UNREADABLE else value
