"""One cell read as the value of one field: what it says, all that it says, or nothing for certain."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from grondslag.interchange.importing.countries import country_in
from grondslag.interchange.importing.dates import day_in, length_in, moment_in
from grondslag.interchange.importing.parts import parts_of, words_of
from grondslag.interchange.importing.spelled import plain, spellings, word_of, yes_or_no
from grondslag.model.kinds import FieldKind, Model
from grondslag.model.placeholders import is_placeholder
from grondslag.model.readers import is_web
from grondslag.values import NONE

_WHOLE: Final = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d{1,12}", re.ASCII)
_NUMBER: Final = re.compile(r"(\d{1,12})(?:[.,](\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """The fact in a cell; None for a question that it leaves open.

    `whole` is false where the text says more than the fact: it is then kept in the note as well.
    """

    fact: Any
    whole: bool = True


OPEN: Final = Reading(None, whole=False)
"""A cell that is filled without an answer: a placeholder, or a word for unknown."""


class Cells:
    """Reads cells by the types of the model. Holds the spellings of its codes."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._spellings: dict[str, dict[str, str]] = {}

    def read(self, kind: FieldKind, text: str) -> Reading | None:
        """The fact that *text* is for a field that is no record; None where that is not certain."""
        word = word_of(text)
        if word == "unknown":
            return OPEN
        if word == "none":
            return Reading(NONE) if kind.none else self._value(kind, text) or OPEN
        if is_placeholder(text):
            return OPEN
        return self._value(kind, text)

    def code(self, enum: str, text: str) -> str | None:
        """The code of a list that a text stands for."""
        if enum not in self._spellings:
            self._spellings[enum] = spellings(self.model, enum)
        return self._spellings[enum].get(plain(text))

    def _value(self, kind: FieldKind, text: str) -> Reading | None:
        if kind.type in {"enum", "set"}:
            return self._codes(kind, text)
        read = _READERS.get(kind.type)
        fact = read(text) if read else None
        if fact is None or fact == ():
            return None
        return Reading(fact, whole=kind.type != "texts" or len(fact) == len(parts_of(text)))

    def _codes(self, kind: FieldKind, text: str) -> Reading | None:
        enum = kind.enum or ""
        if kind.type == "enum":
            code = self.code(enum, text)
            return None if code is None else Reading(code)
        for parts in ([text], parts_of(text), words_of(text)):
            codes = [self.code(enum, part) for part in parts]
            found = tuple(dict.fromkeys(code for code in codes if code is not None))
            if found and None not in codes:
                return Reading(found)
        return None


def _text(text: str) -> str | None:
    return None if is_placeholder(text) or word_of(text) else text


def texts_in(text: str) -> tuple[str, ...]:
    """The parts of a text that say something."""
    return tuple(part for part in parts_of(text) if _text(part) is not None)


def _whole(text: str) -> int | None:
    bare = text.strip()
    return int(re.sub(r"[.\s]", "", bare)) if _WHOLE.fullmatch(bare) else None


def _number(text: str) -> int | float | None:
    found = _NUMBER.fullmatch(text.strip().removeprefix("€").strip())
    if not found:
        return None
    return float(f"{found[1]}.{found[2]}") if found[2] else int(found[1])


def _link(text: str) -> str | None:
    """A web address. A path is not taken over: the file that it names is seldom there."""
    bare = text.strip()
    return bare if is_web(bare) else None


def _links(text: str) -> tuple[str, ...]:
    found = [_link(part) for part in text.split()]
    return () if None in found else tuple(link for link in found if link)


def _countries(text: str) -> tuple[str, ...]:
    codes = [country_in(part) for part in words_of(text)]
    return () if None in codes else tuple(dict.fromkeys(code for code in codes if code))


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "text": _text,
    "texts": texts_in,
    "link": _link,
    "links": _links,
    "integer": _whole,
    "number": _number,
    "date": day_in,
    "datetime": moment_in,
    "duration": length_in,
    "yes_no": yes_or_no,
    "country": country_in,
    "countries": _countries,
}
