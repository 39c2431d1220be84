"""A document: the plain values of a file, and on request where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grondslag.text import Source, Span

if TYPE_CHECKING:
    from grondslag.documents.locate import Spot

Path = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Document:
    """The values of a file, with the keys as written; treat them as read-only, parts are shared.

    `value` holds plain data: `dict` (keys are always text), `list`, `str`, `bool`, `int`, `float`,
    `None` for an empty value, `{"$word": "geen"}` for a plain word and `scalars.UNREADABLE` for what
    was reported. A path is a sequence of raw keys and of numbers in lists. Places are worked out at
    the first request.
    """

    source: Source
    value: dict[str, Any]
    language: str | None = None
    _root: Spot | None = field(default=None, init=False, repr=False)

    def value_span(self, path: Path) -> Span:
        """The place of a value; of a path that does not exist, the key of its nearest holder.

        An item of a list has no key: then its own place, up to the end of its first line. The holder
        of a missing top-level key is the file: the point where its fields begin.
        """
        chain = self._chain(path)
        spot = chain[-1]
        if len(chain) == len(path) + 1:
            return Span(self.source, spot.start, spot.end)
        if spot.key is not None:
            return Span(self.source, *spot.key)
        if len(chain) == 1:
            return Span(self.source, spot.start, spot.start)
        line_end = self.source.text.find("\n", spot.start, spot.end)
        return Span(self.source, spot.start, spot.end if line_end < 0 else line_end)

    def key_span(self, path: Path) -> Span:
        """The place of a key; of a path that has none, the key of its nearest holder.

        If no holder has a key: the point where the fields of the file begin.
        """
        chain = self._chain(path)
        for spot in reversed(chain):
            if spot.key is not None:
                return Span(self.source, *spot.key)
        return Span(self.source, chain[0].start, chain[0].start)

    def written(self, path: Path) -> str:
        """The text of a value as it stands in the file, with its quotes; empty if it is not there."""
        chain = self._chain(path)
        if len(chain) != len(path) + 1:
            return ""
        return self.source.text[chain[-1].start : chain[-1].end]

    def _chain(self, path: Path) -> list[Spot]:
        """The places from the whole file down to the deepest part of the path that exists."""
        spot = self._spots()
        chain = [spot]
        for step in path:
            inner = spot.at(step)
            if inner is None:
                break
            chain.append(inner)
            spot = inner
        return chain

    def _spots(self) -> Spot:
        if self._root is None:
            from grondslag.documents.locate import spots

            self._root = spots(self.source)
        return self._root
