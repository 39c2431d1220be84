"""All ways that something may go: a function that asks what to choose is run once for each way.

The function is deterministic but for what it chooses, so a way is the list of its choices. Ways are tried depth
first; within a way the same question always has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Impossible(Exception):
    """The way that was chosen contradicts itself: it is left, and says nothing."""


class Way:
    """One way: the options chosen so far, by question."""

    def __init__(self, script: list[int]) -> None:
        self._script = script
        self._known: dict[Hashable, object] = {}
        self.taken: list[tuple[int, int]] = []
        """For each question in the order asked: the option taken, and how many there were."""

    def choose(self, question: Hashable, options: Sequence[T]) -> T:
        """The option taken for a question; the same whenever it is asked again on this way."""
        if question in self._known:
            return self._known[question]  # type: ignore[return-value]
        if not options:
            raise Impossible
        number = len(self.taken)
        index = self._script[number] if number < len(self._script) else 0
        self.taken.append((index, len(options)))
        self._known[question] = options[index]
        return options[index]


def some_way(holds: Callable[[Way], bool], most: int) -> bool | None:
    """Whether *holds* is true on some way; None if that is not found within *most* ways."""
    script: list[int] | None = []
    for _ in range(most):
        way = Way(script or [])
        try:
            if holds(way):
                return True
        except Impossible:
            pass
        script = _next(way.taken)
        if script is None:
            return False
    return None


def _next(taken: list[tuple[int, int]]) -> list[int] | None:
    """The choices of the next way; None after the last."""
    for number in range(len(taken) - 1, -1, -1):
        index, options = taken[number]
        if index + 1 < options:
            return [*(earlier for earlier, _ in taken[:number]), index + 1]
    return None
