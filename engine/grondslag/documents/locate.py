"""The careful reader: a YAML text to values, the place of each, and all that is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, NoReturn

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from grondslag.diagnostics import Diagnostic, Label, Message, Repair, Severity
from grondslag.documents.characters import odd_edge, refused_character, tight_comment
from grondslag.documents.events import NextEvent, OpenEvents, open_events
from grondslag.documents.failure import Failure, Scalar
from grondslag.documents.scalars import (
    MOST_DIGITS,
    UNREADABLE,
    WORD,
    Odd,
    PlainScalars,
    is_ambiguous,
    number_trouble,
    other_readings,
    written_out,
)
from grondslag.documents.unread import MOST_DEPTH, too_deep, unread
from grondslag.text import Source, Span

MOST_OF_ONE: Final = 100
"""Diagnostics of one id in one file; more would only bury the first."""

MERGE: Final = "<<"
WARNINGS: Final = frozenset({"ambiguous-scalar", "hash-in-value"})


@dataclass(slots=True)
class Spot:
    """Where a value stands (offsets in characters, half-open), where its key, and what is in it."""

    start: int
    end: int
    key: tuple[int, int] | None = None
    inner: dict[str, Spot] | list[Spot] | None = None

    def at(self, step: str | int) -> Spot | None:
        """The part under a key or number, if it is there."""
        if isinstance(self.inner, dict):
            return self.inner.get(step) if isinstance(step, str) else None
        if isinstance(self.inner, list) and isinstance(step, int) and 0 <= step < len(self.inner):
            return self.inner[step]
        return None


@dataclass(slots=True)
class Located:
    """What the careful reader made of a text; `value` is None where it cannot be read."""

    value: Any
    spot: Spot
    problems: list[Diagnostic] = field(default_factory=list)


class _Stop(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.id)
        self.problem = problem


def locate(source: Source, scalars: PlainScalars, opened: OpenEvents = open_events) -> Located:
    """Values, places and diagnostics of a text; never raises, whatever the text."""
    refused = refused_character(source)
    if refused is not None:
        return Located(None, Spot(0, 0), [refused])
    reader = _Reader(source, scalars)
    try:
        value, spot = reader.document(opened)
    except _Stop as stop:
        return Located(None, Spot(0, 0), [*reader.problems, stop.problem])
    except YAMLError as error:
        from grondslag.documents.mistakes import explain

        found = explain(reader.failure(error))
        others = [problem for problem in reader.problems if problem.span.start != found.span.start]
        return Located(None, Spot(0, 0), [*others, found])
    return Located(value, spot, reader.problems)


def spots(source: Source) -> Spot:
    """The places in a text of which the values are known already."""
    return locate(source, _no_words()).spot


@cache
def _no_words() -> PlainScalars:
    """A memory that all texts share: many hold the same codes and days."""
    return PlainScalars({})


class _Reader:
    """Walks over the events of one text."""

    def __init__(self, source: Source, scalars: PlainScalars) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self._scalars = scalars
        self._counts: Counter[str] = Counter()
        self._next: NextEvent = iter(()).__next__
        self._last: Scalar | None = None
        self._flows: list[int] = []

    def document(self, opened: OpenEvents) -> tuple[Any, Spot]:
        """The one document of the text."""
        self._next = opened(self.source.text)
        self._next()
        start = self._next()
        if start.__class__ is StreamEndEvent:
            self._stop("empty-document", 0, 0)
        first = self._next()
        value, spot = self._node(first, 0)
        self._next()
        after = self._next()
        if first.__class__ is not MappingStartEvent:
            empty = first.__class__ is ScalarEvent and not first.style and not first.value
            if not empty and "\t" in self.source.text[spot.start : self._line_end(spot)]:
                self._stop("not-fields", spot.start, self._line_end(spot), "not-fields-table-help")
            self._stop(
                "empty-document" if empty else "not-fields", spot.start, self._line_end(spot)
            )
        if after.__class__ is DocumentStartEvent:
            self._stop("second-document", *_place(after))
        return value, spot

    def failure(self, error: YAMLError) -> Failure:
        """What is known of the place where the text stops being YAML."""
        at = since = len(self.source.text)
        said = ""
        if isinstance(error, MarkedYAMLError):
            said = str(error.problem)
            problem: Any = error.problem_mark
            context: Any = error.context_mark
            at = at if problem is None else problem.index
            since = at if context is None else context.index
        flow = self._flows[-1] if self._flows else None
        return Failure(self.source, at, since, said, flow, self._last)

    def _node(self, event: Any, depth: int) -> tuple[Any, Spot]:
        start, end = _place(event)
        if event.__class__ is AliasEvent:
            self._refuse_property("alias-not-allowed", start, end)
            return UNREADABLE, Spot(start, end)
        refused = self._has_property(event)
        if event.__class__ is ScalarEvent:
            value, spot = self._scalar(event), self._scalar_spot(event)
            if not event.style and tight_comment(self.source.text, end):
                hash_ = Spot(end + 1, len(self.source.text))
                self._report("hash-in-value", hash_.start, self._line_end(hash_))
        else:
            if depth >= MOST_DEPTH:
                raise _Stop(too_deep(self.source, start))
            value, spot = self._collection(event, depth)
        return (UNREADABLE if refused and depth else value), spot

    def _collection(self, event: Any, depth: int) -> tuple[Any, Spot]:
        spot = Spot(*_place(event))
        if event.flow_style:
            self._flows.append(spot.start)
        value: Any
        if event.__class__ is MappingStartEvent:
            value, end = self._mapping(spot, depth + 1)
        else:
            value, end = self._sequence(spot, depth + 1)
        if event.flow_style:
            self._flows.pop()
            spot.end = end.end_mark.index
        return value, spot

    def _sequence(self, spot: Spot, depth: int) -> tuple[list[Any], Any]:
        values: list[Any] = []
        spots: list[Spot] = []
        spot.inner = spots
        while True:
            event = self._next()
            if event.__class__ is SequenceEndEvent:
                return values, event
            value, inner = self._node(event, depth)
            values.append(value)
            spots.append(inner)
            spot.end = max(spot.end, inner.end)

    def _mapping(self, spot: Spot, depth: int) -> tuple[Any, Any]:
        values: dict[str, Any] = {}
        spots: dict[str, Spot] = {}
        spot.inner = spots
        is_reserved = False
        while True:
            event = self._next()
            if event.__class__ is MappingEndEvent:
                return (UNREADABLE if is_reserved and depth > 1 else values), event
            key, place, is_good = self._key(event, depth)
            value, inner = self._node(self._next(), depth)
            inner.key = place
            inner.start, inner.end = max(inner.start, place[1]), max(inner.end, place[1])
            spot.end = max(spot.end, inner.end)
            if key is None:
                is_reserved = is_reserved or (
                    event.__class__ is ScalarEvent and event.value == WORD
                )
            elif key in values:
                self._duplicate(key, place, spots[key].key or place)
                values[key] = UNREADABLE
            else:
                values[key] = value if is_good else UNREADABLE
                spots[key] = inner

    def _key(self, event: Any, depth: int) -> tuple[str | None, tuple[int, int], bool]:
        """The text of a key (None if it cannot be kept), its place, whether its value counts."""
        if event.__class__ is not ScalarEvent:
            _, spot = self._node(event, depth)
            if event.__class__ is not AliasEvent:
                self._report("key-not-text", spot.start, self._line_end(spot))
            return None, (spot.start, spot.end), False
        spot = self._scalar_spot(event)
        place = (spot.start, spot.end)
        is_good = not self._has_property(event)
        if event.value == MERGE and not event.style:
            self._refuse_property("merge-key", *place)
        elif event.value == WORD:
            self._report("reserved-key", *place, field=WORD)
        elif not event.value:
            self._report("empty-key", *place)
        elif not event.style and odd_edge(event.value):
            self._report("odd-space", *place, code=odd_edge(event.value))
        else:
            return event.value, place, is_good
        return None, place, False

    def _scalar(self, event: Any) -> Any:
        if event.style:
            return event.value
        try:
            return self._scalars[event.value]
        except Odd:
            return self._odd(event)

    def _odd(self, event: Any) -> Any:
        text = event.value
        place = _place(event)
        if is_ambiguous(text):
            old, core = other_readings(text)
            label = Message("ambiguous-scalar-label", {"text": text, "old": old, "core": core})
            self._report("ambiguous-scalar", *place, label=label, text=text)
            return text
        trouble = number_trouble(text)
        name = "number-notation" if trouble == "notation" else f"number-notation-{trouble}"
        plain = written_out(text) if trouble in {"notation", "fraction"} else None
        help_ = Message("number-write-out", {"number": plain}) if plain else None
        self._report(
            "number-notation", *place, message=name, help_=help_, repair=plain, most=MOST_DIGITS
        )
        return UNREADABLE

    def _scalar_spot(self, event: Any) -> Spot:
        start, end = _place(event)
        text = self.source.text
        if not event.style and not event.value:
            start = end
            while start > 0 and text[start - 1] in " \t\r\n":
                start -= 1
            return Spot(start, start)
        if event.style in {"|", ">"}:
            while end > start + 1 and text[end - 1] in " \t\r\n":
                end -= 1
        self._last = Scalar(start, end, event.style or "")
        return Spot(start, end)

    def _has_property(self, event: Any) -> bool:
        """Whether a value has an anchor or a tag; says so."""
        tag = getattr(event, "tag", None)
        if event.anchor is None and tag is None:
            return False
        start = event.start_mark.index
        text = self.source.text
        end = start
        while end < len(text) and text[end] not in " \t\r\n,[]{}":
            end += 1
        name = "alias-not-allowed" if text[start : start + 1] == "&" else "tag-not-allowed"
        self._refuse_property(name, start, end)
        return True

    def _refuse_property(self, message: str, start: int, end: int) -> None:
        name = "tag-not-allowed" if message == "tag-not-allowed" else "alias-not-allowed"
        self._report(name, start, end, message=message)

    def _duplicate(self, key: str, again: tuple[int, int], first: tuple[int, int]) -> None:
        self._add(
            Diagnostic(
                "duplicate-key",
                "error",
                "schema",
                Message("duplicate-key", {"field": key}),
                (
                    Label(Span(self.source, *again), Message("duplicate-key-again")),
                    Label(Span(self.source, *first), Message("duplicate-key-first")),
                ),
                (Message("duplicate-key-help"),),
            )
        )

    def _report(
        self,
        name: str,
        start: int,
        end: int,
        *,
        message: str | None = None,
        label: Message | None = None,
        help_: Message | None = None,
        repair: str | None = None,
        **params: object,
    ) -> None:
        """A diagnostic about a stretch; the document survives."""
        message = message or name
        span = Span(self.source, start, end)
        helps = (help_ or Message(f"{message}-help", params),)
        notes = (Message("ambiguous-scalar-note"),) if name == "ambiguous-scalar" else ()
        severity: Severity = "warning" if name in WARNINGS else "error"
        said = Message(message, params)
        labels = (Label(span, label),)
        repairs = () if repair is None else (Repair(span, repair),)
        self._add(Diagnostic(name, severity, "schema", said, labels, helps, notes, repairs=repairs))

    def _add(self, problem: Diagnostic) -> None:
        self._counts[problem.id] += 1
        if self._counts[problem.id] < MOST_OF_ONE:
            self.problems.append(problem)
        elif self._counts[problem.id] == MOST_OF_ONE:
            self.problems.append(
                replace(problem, notes=(*problem.notes, Message("more-not-shown")))
            )

    def _stop(self, name: str, start: int, end: int, more: str | None = None) -> NoReturn:
        problem = unread(name, Span(self.source, start, end))
        if more is not None:
            problem = replace(problem, helps=(*problem.helps, Message(more)))
        raise _Stop(problem)

    def _line_end(self, spot: Spot) -> int:
        """The end of a place, or of its first line if that comes first."""
        found = self.source.text.find("\n", spot.start, spot.end)
        return spot.end if found < 0 else found


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
