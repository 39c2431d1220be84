"""YAML text to a document: the quick reader of values, and the way to the careful one.

The quick reader (`load`) keeps no places and says nothing: at anything that is to be reported it
gives up, and the careful one (`locate`) reads the text again. What both accept has the same value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from yaml.error import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from grondslag.diagnostics import Diagnostic
from grondslag.documents.characters import has_tight_comment, has_unwanted_breaks, odd_edge
from grondslag.documents.document import Document
from grondslag.documents.events import NextEvent, OpenEvents, open_events
from grondslag.documents.locate import locate
from grondslag.documents.scalars import LONGEST_REMEMBERED, MOST_REMEMBERED, Odd, PlainScalars
from grondslag.documents.unread import MOST_DEPTH, too_large
from grondslag.text import Source

MOST_CHARACTERS: Final = 8 * 1024 * 1024
"""A register of 10,000 activities in one file has 7 million characters."""

SPECIAL_KEYS: Final = frozenset({"$word", "<<", ""})
_PROPERTY: Final = re.compile(r"""(?:\A|[\s\[\]{},:?"'-])(?:&\S|!)""")
"""Where an anchor or a tag may begin; never misses one, and takes some text for one."""


class Memory:
    """What is worked out once for many files: the values of plain scalars, one copy of each key.

    *words* maps the spelling of a plain word (`geen`) to what it says (`none`, `unknown`, `all`).
    """

    __slots__ = ("keys", "scalars")

    def __init__(self, words: Mapping[str, str]) -> None:
        self.scalars = PlainScalars(words)
        self.keys: dict[str, str] = _Keys()


class _Keys(dict[str, str]):
    def __missing__(self, text: str) -> str:
        if text in SPECIAL_KEYS or not (text.isascii() or odd_edge(text) is None):
            raise Odd
        if len(self) < MOST_REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self[text] = text
        return text


def parse(source: Source, words: Mapping[str, str]) -> tuple[Document | None, list[Diagnostic]]:
    """The document in a text and what is wrong with it; None where it cannot be read at all.

    *words* maps the spelling of a plain word (`geen`) to what it says (`none`, `unknown`, `all`).
    Diagnostics of kind `read` come with None, others with a document in which `UNREADABLE` stands for
    what is wrong.
    """
    return parse_with(Memory(words), source)


def parse_with(memory: Memory, source: Source) -> tuple[Document | None, list[Diagnostic]]:
    """As `parse`, sharing the memory between files."""
    if len(source.text) > MOST_CHARACTERS:
        return None, [too_large(source, MOST_CHARACTERS)]
    try:
        return Document(source, load(source.text, memory)), []
    except (Odd, YAMLError, UnicodeError):
        pass
    located = locate(source, memory.scalars)
    if not isinstance(located.value, dict):
        return None, located.problems
    return Document(source, located.value), located.problems


def load(text: str, memory: Memory, opened: OpenEvents = open_events) -> dict[str, Any]:
    """The value of a text with which nothing is wrong.

    Raises `Odd`, `yaml.YAMLError` or `UnicodeError` for all other texts. On this path each call
    counts: there is none for a scalar but that for its event.
    """
    if has_unwanted_breaks(text) or (("&" in text or "!" in text) and _PROPERTY.search(text)):
        raise Odd
    if has_tight_comment(text):
        raise Odd
    get = opened(text)
    get()
    if get().__class__ is not DocumentStartEvent or get().__class__ is not MappingStartEvent:
        raise Odd
    value = _root(get, memory)
    if get().__class__ is not DocumentEndEvent or get().__class__ is not StreamEndEvent:
        raise Odd
    return value


def _root(get: NextEvent, memory: Memory) -> dict[str, Any]:
    """The mapping that has just begun, with all that is in it."""
    root: dict[str, Any] = {}
    holders: list[Any] = []
    holder: Any = root
    while True:
        if holder.__class__ is dict:
            inner = _fill_mapping(holder, get, memory.keys, memory.scalars)
        else:
            inner = _fill_sequence(holder, get, memory.scalars)
        if inner is not None:
            holders.append(holder)
            if len(holders) >= MOST_DEPTH:
                raise Odd
            holder = inner
        elif holders:
            holder = holders.pop()
        else:
            return root


def _fill_mapping(
    holder: dict[str, Any], get: NextEvent, keys: dict[str, str], scalars: PlainScalars
) -> dict[str, Any] | list[Any] | None:
    """Read on into a mapping, up to a collection that begins in it, or to its end (None)."""
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is MappingEndEvent:
                return None
            raise Odd
        key = keys[event.value]
        if key in holder:
            raise Odd
        event = get()
        if event.__class__ is ScalarEvent:
            holder[key] = event.value if event.style else scalars[event.value]
        else:
            inner = holder[key] = _collection(event)
            return inner


def _fill_sequence(
    holder: list[Any], get: NextEvent, scalars: PlainScalars
) -> dict[str, Any] | list[Any] | None:
    """Read on into a sequence, up to a collection that begins in it, or to its end (None)."""
    while True:
        event = get()
        if event.__class__ is ScalarEvent:
            holder.append(event.value if event.style else scalars[event.value])
        elif event.__class__ is SequenceEndEvent:
            return None
        else:
            inner = _collection(event)
            holder.append(inner)
            return inner


def _collection(event: Any) -> dict[str, Any] | list[Any]:
    if event.__class__ is MappingStartEvent:
        return {}
    if event.__class__ is SequenceStartEvent:
        return []
    raise Odd
