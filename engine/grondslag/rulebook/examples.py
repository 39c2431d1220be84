"""The small register inside an example of a rule, as a document that the model can read.

It goes the same way as a user's file: an unknown key, code or type in an example is a diagnostic at its
place in the rule file.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from grondslag.documents.document import Document
from grondslag.language.tree import Datum, Word
from grondslag.text import Source, Span
from grondslag.values import Duration

RawPath = tuple[str | int, ...]
WORDS: Final = frozenset({"none", "unknown", "all"})


class ExampleDocument(Document):
    """A document made from the `given` of an example; places lie in the rule file."""

    __slots__ = ("_datum",)

    def __init__(self, source: Source, datum: Datum) -> None:
        super().__init__(source, _plain(datum), "en")
        self._datum = datum

    def value_span(self, path: RawPath) -> Span:
        """The place of the value at a path, or of the nearest thing that holds it."""
        return self._span(self._find(path)[0].where)

    def key_span(self, path: RawPath) -> Span:
        """The place of the key at a path; of the nearest holder if it is not there."""
        if not path:
            return self._span(self._datum.where)
        holder, rest = self._find(path[:-1])
        if not rest:
            for key, where in holder.keys:
                if key == path[-1]:
                    return self._span(where)
        return self._span(holder.where)

    def written(self, path: RawPath) -> str:
        """What the example says at a path, as written."""
        span = self.value_span(path)
        return span.source.text[span.start : span.end]

    def _find(self, path: RawPath) -> tuple[Datum, RawPath]:
        """The datum at the longest part of the path that is there, and the rest of the path."""
        datum = self._datum
        for number, step in enumerate(path):
            inner = _step(datum.value, step)
            if inner is None:
                return datum, path[number:]
            datum = inner
        return datum, ()

    def _span(self, where: tuple[int, int]) -> Span:
        return Span(self.source, *where)


def _step(value: object, step: str | int) -> Datum | None:
    if isinstance(value, dict):
        inner = value.get(step)
        return inner if isinstance(inner, Datum) else None
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        inner = value[step]
        return inner if isinstance(inner, Datum) else None
    return None


def _plain(datum: Datum) -> Any:
    """The data of an example as the reader of YAML would give them."""
    value = datum.value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Word):
        return {"$word": str(value)} if value in WORDS else str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Duration):
        return f"{value.amount} {value.unit}{'' if value.amount == 1 else 's'}"
    return value
