"""The facts of a register: canonical values, and where each was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grondslag.text import Span
from grondslag.values import Mark

Record = dict[str, Any]
Path = tuple[str, ...]
Locate = Callable[[Path], tuple[Span, ...]]


@dataclass(slots=True)
class Register:
    """What an organisation wrote, in canonical names.

    `collections` holds, by canonical name, a record (`organisation`), entries by id, `NONE`, or
    `UNREADABLE`; a collection that is not there is not recorded. Values are those of
    `grondslag.values`. Written defaults and derivations are already in place. References are ids;
    an id without an entry is simply not described.
    """

    collections: dict[str, Record | Mark]
    language: str | None = None
    """The language of most files; `nl` or `en`."""
    locate: Locate = field(default=lambda path: ())
    """The places a canonical path rests on, best first: the value written, the written default,
    what it was derived from; for a missing fact, the nearest thing that holds it. Never raises."""
    spell: Callable[[Path], str] = field(default=".".join)
    """A canonical path in the language of its file: `verwerkers.host.verwerkersovereenkomst`."""
    questions: frozenset[Path] = frozenset()
    """Canonical paths answered with `unknown`: not recorded, and listed as open questions."""
    is_filled_in: Callable[[Path], bool] = field(default=lambda path: False)
    """Whether the fact at a path was not written there: a written default, or a derivation."""

    def fact(self, path: Path) -> Any:
        """The value at a canonical path (`processors`, `host`, `agreement`), or None."""
        value: Any = self.collections
        for step in path:
            if not isinstance(value, Mapping) or step not in value:
                return None
            value = value[step]
        return value
