"""A fact to the text of its value in YAML: codes spelled, texts in quotes where they need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from grondslag.model.kinds import FieldKind, Model
from grondslag.model.moments import spell_duration
from grondslag.model.readers import ALL, is_several, item_type
from grondslag.model.vocabulary import spell_code, spell_word
from grondslag.values import ZONE, Between, Duration

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .,;'()/&%+-]*[\w.)%])?")
_PLAIN_IN_LIST: Final = re.compile(r"[^\W\d_](?:[\w .'()/&%+-]*[\w.)%])?")
_PLAIN_LINK: Final = re.compile(r"https?://[\w./?=&%~+-]+", re.ASCII)
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NO_PLAIN: Final = frozenset(
    {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "ja", "nee"}
    | {"geen", "onbekend", "alle", "none", "unknown", "all"}
)
"""Words that mean something else, to this or to another reader of YAML."""

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def spell_value(model: Model, kind: FieldKind, fact: Any, language: str, indent: str) -> str:
    """The value of a field that is no record, as it is written in *language*.

    A text of several lines becomes a block of lines that start with *indent*. Raises TypeError for a
    fact that is not of the type of the field.
    """
    if fact is ALL and kind.type == "refs":
        return spell_word(model, "all", language)
    if is_several(kind.type):
        if not isinstance(fact, tuple | list):
            raise TypeError(f"{kind.name} holds several values, not {fact!r}")
        if len(fact) == 1:
            return _item(model, kind, fact[0], language, None)
        items = [_item(model, kind, item, language, None, in_list=True) for item in fact]
        return f"[{', '.join(items)}]"
    return _item(model, kind, fact, language, indent)


def _item(
    model: Model,
    kind: FieldKind,
    fact: Any,
    language: str,
    indent: str | None,
    *,
    in_list: bool = False,
) -> str:
    """One value; *indent* is None where a block of lines cannot stand."""
    if isinstance(fact, Mapping):
        raise TypeError(f"{kind.name} is no record")
    match item_type(kind.type):
        case "enum" if isinstance(fact, str):
            if fact not in model.enums[kind.enum or ""].codes:
                raise TypeError(f"{kind.name} has no code {fact!r}")
            return spell_code(model.enums[kind.enum or ""], fact, language)
        case "yes_no" if isinstance(fact, bool):
            return spell_word(model, "yes" if fact else "no", language)
        case "text" | "link" | "country" if isinstance(fact, str):
            return spell_text(fact, indent, in_list=in_list)
        case "ref" if isinstance(fact, str):
            return key_text(fact)
        case "duration" if isinstance(fact, Duration):
            return spell_duration(fact.amount, fact.unit, language)
        case "integer" | "number" if isinstance(fact, int | float) and not isinstance(fact, bool):
            return spell_number(fact)
        case "date" | "datetime" if isinstance(fact, date | datetime | Between):
            return spell_moment(fact)
    raise TypeError(f"{kind.name} is {kind.type}, not {fact!r}")


def spell_text(text: str, indent: str | None = None, *, in_list: bool = False) -> str:
    """A text as it is, in quotes, or (with *indent*) as a block of lines."""
    pattern = _PLAIN_IN_LIST if in_list else _PLAIN
    if pattern.fullmatch(text) or _PLAIN_LINK.fullmatch(text):
        return text if text.casefold() not in _NO_PLAIN else quoted(text)
    if indent is not None and _fits_block(text):
        rows = [f"{indent}{row}" if row else "" for row in text.split("\n")]
        return "|-\n" + "\n".join(rows)
    return quoted(text)


def _fits_block(text: str) -> bool:
    rows = text.split("\n")
    seen = all(row.isprintable() and row == row.rstrip() for row in rows)
    return len(rows) > 1 and seen and bool(rows[0]) and bool(rows[-1]) and rows[0][0] != " "


def quoted(text: str) -> str:
    """A text in double quotes; what cannot be seen is written as an escape."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def key_text(name: str) -> str:
    """An id as a key or a reference; in quotes where it would be read as something else."""
    if not _ID.fullmatch(name):
        raise TypeError(f"{name!r} is no id")
    return name if name[0].isalpha() and name not in _NO_PLAIN else quoted(name)


def spell_number(number: float) -> str:
    """A number in plain digits."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return f"{number:.10f}".rstrip("0")


def spell_moment(moment: date | datetime | Between) -> str:
    """A day; or a moment in the local time of Amsterdam, with its offset where there is but one."""
    if isinstance(moment, Between):
        local = moment.first.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
        return local.isoformat(timespec="auto")
    if isinstance(moment, datetime):
        return moment.astimezone(ZoneInfo(ZONE)).isoformat(timespec="auto")
    return moment.isoformat()
