"""How the value of a field is read: from plain data to a fact, one function for each type.

A reader is called with the raw value and a list. It returns the fact, `NONE`, `None` for what is
left open (`unknown`), or `UNREADABLE`; and it adds to the list when something is to be said of the
value, so that a file in which nothing is to be said is read without a thought for places. What
exactly is to be said, `grondslag.model.shape` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from sys import intern
from typing import Any, Final
from unicodedata import normalize

from grondslag.documents.scalars import UNREADABLE as documents_unreadable
from grondslag.documents.scalars import WORD
from grondslag.model.countries import ALIASES, read_country
from grondslag.model.moments import read_date, read_duration, read_moment
from grondslag.model.placeholders import WORDS, is_placeholder
from grondslag.values import NONE, UNREADABLE

RawPath = tuple[str | int, ...]
"""Keys as written and numbers in lists."""
Said = list[None]
Reader = Callable[[object, Said], Any]
Item = Callable[[object], Any]
"""Reads one value; None if it cannot be read as the type."""

REPORTED: Final = documents_unreadable[WORD]
ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
LONGEST_ID: Final = 100


class Everything(Enum):
    """What `all` stands for in a field of references, until the entries are known."""

    ALL = "all"


ALL: Final = Everything.ALL


def is_reported(raw: object) -> bool:
    """Whether a raw value could not be read as YAML: that was reported when the file was read."""
    return word_in(raw) == REPORTED


def word_in(raw: object) -> str | None:
    """The spelling of the plain word that a raw value is; None if it is no plain word."""
    if isinstance(raw, dict) and len(raw) == 1:
        word = raw.get(WORD)
        if isinstance(word, str):
            return word
    return None


# --- one value -----------------------------------------------------------------------------------


def read_text(raw: object) -> str | None:
    """A text in NFC without the spaces around it; None for a fill-in, an empty text or no text."""
    if type(raw) is not str:
        return None
    text = raw.strip()
    if not text or is_placeholder(text):
        return None
    return text if text.isascii() else normalize("NFC", text)


def read_link(raw: object) -> str | None:
    """A web address or a path; None for a fill-in and for any other scheme."""
    text = read_text(raw)
    if text is None or not _SCHEME.match(text) or _WEB.fullmatch(text):
        return text
    return None


def is_web(link: str) -> bool:
    """Whether a link that was read is a web address."""
    return _WEB.fullmatch(link) is not None


def read_integer(raw: object) -> int | None:
    """A whole number of 0 or more."""
    return raw if type(raw) is int and raw >= 0 else None


def read_number(raw: object) -> int | float | None:
    """A number of 0 or more."""
    if type(raw) is int or type(raw) is float:
        return raw if 0 <= raw < float("inf") else None
    return None


def read_id(raw: object) -> str | None:
    """An id of an entry: kebab-case, and not a word for none, unknown or all."""
    if type(raw) is not str or not is_id(raw):
        return None
    return intern(raw)


def is_id(text: str) -> bool:
    """Whether a text may be the id of an entry."""
    fits = len(text) <= LONGEST_ID and ID.fullmatch(text) is not None
    return fits and text not in WORDS  # An id has no capitals or spaces: no need to take them off.


_ITEMS: Final[Mapping[str, Item]] = {
    "text": read_text,
    "link": read_link,
    "integer": read_integer,
    "number": read_number,
    "date": read_date,
    "datetime": read_moment,
    "country": read_country,
    "ref": read_id,
}
_ITEM_TYPES: Final = {
    "texts": "text",
    "links": "link",
    "countries": "country",
    "refs": "ref",
    "set": "enum",
}


def item_type(type_name: str) -> str:
    """The type of each value of a field of several values; of other fields their own type."""
    return _ITEM_TYPES.get(type_name, type_name)


def is_several(type_name: str) -> bool:
    """Whether a field of this type holds several values."""
    return type_name in _ITEM_TYPES


def read_item(type_name: str, language: str, codes: Mapping[str, Any]) -> Item:
    """The function that reads one value of a type; *codes*: its codes or answers by spelling."""
    if type_name == "duration":
        return lambda raw: read_duration(raw, language) if type(raw) is str else None
    if type_name in {"enum", "yes_no"}:
        return _read_code(codes)
    return _ITEMS[type_name]


def _read_code(codes: Mapping[str, Any]) -> Item:
    def read(raw: object) -> Any:
        if type(raw) is str:
            return codes.get(raw)
        return raw if type(raw) is bool and True in codes.values() else None

    return read


# --- a field -------------------------------------------------------------------------------------


def aside(words: Mapping[str, str], none: bool, everything: Any) -> Reader:
    """Reads the plain words (*words*, by spelling); *everything*: what `all` stands for."""

    def read(raw: object, said: Said) -> Any:
        word = words.get(word_in(raw) or "")
        if word == "none" and none:
            return NONE
        if word == "all" and everything is not None:
            return everything
        said.append(None)
        return None if word == "unknown" else UNREADABLE

    return read


def single(item: Item, otherwise: Reader) -> Reader:
    """A field of one value."""

    def read(raw: object, said: Said) -> Any:
        fact = item(raw)
        return otherwise(raw, said) if fact is None else fact

    return read


def several(item: Item, otherwise: Reader) -> Reader:
    """A field of several values, or of one without brackets; a value given twice counts once."""

    def read(raw: object, said: Said) -> Any:
        if type(raw) is not list:
            fact = item(raw)
            return otherwise(raw, said) if fact is None else (fact,)
        facts = tuple([item(value) for value in raw])
        if None in facts:
            said.append(None)
            return UNREADABLE
        if len(facts) > 1 and len(set(facts)) != len(facts):
            said.append(None)
            return tuple(dict.fromkeys(facts))
        return facts

    return read


def with_aliases(read: Reader) -> Reader:
    """A field of countries: an alias is read, and something is to be said of it."""

    def noticing(raw: object, said: Said) -> Any:
        if has_alias(raw):
            said.append(None)
        return read(raw, said)

    return noticing


def has_alias(raw: object) -> bool:
    """Whether a raw value is, or holds, an alias of a country."""
    values = raw if isinstance(raw, list) else (raw,)
    return any(isinstance(value, str) and value in ALIASES for value in values)
