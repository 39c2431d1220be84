"""Which known name was meant: did-you-mean, with a bound on the work a hostile file can ask for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

MOST_COMPARISONS: Final = 20_000
"""Of two names, in one run; afterwards nothing is suggested any more."""


@dataclass(slots=True)
class Guesses:
    """The guesses of one run. Files come in the order of their paths, so guesses do not vary."""

    left: int = MOST_COMPARISONS
    _known: dict[tuple[object, str], str | None] = field(default_factory=dict)

    def near(
        self,
        where: object,
        written: str,
        names: Collection[str],
        free: Collection[str] | None = None,
        *,
        likeness: float = 0.6,
    ) -> str | None:
        """The name of *names* nearest to what was written, among *free* if they are given.

        *where* stands for *names*: the same key means the same names.
        """
        key = (where, written)
        if key not in self._known:
            self._known[key] = self._compare(written, names, likeness)
        best = self._known[key]
        if free is None or best is None or best in free:
            return best
        return self._compare(written, free, likeness)

    def _compare(self, written: str, names: Collection[str], likeness: float) -> str | None:
        if self.left < len(names):
            return None
        from grondslag.words.phrases import did_you_mean

        self.left -= len(names)
        return did_you_mean(written, names, likeness=likeness)
