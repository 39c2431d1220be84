"""A fact as the text of one cell, and back.

What a cell holds:

- nothing: not recorded;
- a plain word (`geen`, `onbekend`, `alle`): what it says in a file too;
- a value as it is written in a file; several values with `; ` between, none at all as `[]`;
- a text between double quotes, with the escapes of JSON (`\\"`, `\\\\`, `\\n`, `\\t`, `\\u00a0`, and `\\U0001f600`):
  for a text that a spreadsheet would take for something else (a formula, a number, a date), that holds what cannot
  be seen, or that would be read as something else here. The quotes are seen by whoever opens the file, and no program
  takes what begins with one for a formula, also after the file is saved in another form.

So a cell never begins with `=`, `+`, `-`, `@`, a tab or a line break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from grondslag.interchange.write_scalars import spell_moment
from grondslag.model.kinds import FieldKind, Model
from grondslag.model.moments import spell_duration
from grondslag.model.readers import ALL, is_several, item_type
from grondslag.model.vocabulary import spell_code, spell_word
from grondslag.values import NONE, UNREADABLE, Between, Duration

EMPTY_LIST: Final = "[]"
EMPTY_GROUP: Final = "{}"
UNREADABLE_CELL: Final = {"nl": "[onleesbaar]", "en": "[unreadable]"}
"""Stands for what could not be read; it is refused when it is read back."""
BETWEEN: Final = "; "

_FORMULA: Final = frozenset("'=+-@#\t\r\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet may take for the start of a formula or an error, and the mark of a text."""
_FIRST: Final = _FORMULA | frozenset('"[{')
_OF_NUMBERS: Final = frozenset("0123456789.,:/%()€$£eE_- \n\u00a0")
_MONTH_LIKE: Final = re.compile(
    r"(?:\d{1,4}[ .-]?)?(?:jan|feb|mar|mrt|maa|apr|mei|may|jun|jul|aug|sep|oct|okt|nov|dec)[a-z]*\.?"
    r"(?:[ .-]?\d{1,4})?",
    re.IGNORECASE,
)
_TRUTH: Final = frozenset({"true", "false", "waar", "onwaar"})
_EXCEL_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""In a workbook `_x0041_` stands for another character."""
_ESCAPED: Final = re.compile(
    r'\\(?:(["\\/nrtbf])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))|([^"\\])', re.DOTALL
)
_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class WrongQuotes(ValueError):
    """A cell that begins with a quote and is not a text between quotes."""


# --- writing -------------------------------------------------------------------------------------


def spell_fact(model: Model, kind: FieldKind, fact: Any, language: str) -> str:
    """The cell of a field that is no group of fields. Raises TypeError for a fact of another type."""
    word = spell_state(model, fact, language)
    if word is not None:
        return word
    if not is_several(kind.type):
        return _item(model, kind, fact, language)
    if not isinstance(fact, tuple | list):
        raise TypeError(f"{kind.name} holds several values, not {fact!r}")
    items = [_item(model, kind, item, language, in_list=True) for item in fact]
    return BETWEEN.join(items) if items else EMPTY_LIST


def spell_state(model: Model, fact: Any, language: str) -> str | None:
    """The cell of a fact that is no value: none, unknown (None), all, unreadable. None for a value."""
    if fact is UNREADABLE:
        return UNREADABLE_CELL[language]
    word = "unknown" if fact is None else "none" if fact is NONE else "all" if fact is ALL else None
    return spell_word(model, word, language) if word is not None else None


def _item(model: Model, kind: FieldKind, fact: Any, language: str, *, in_list: bool = False) -> str:
    match item_type(kind.type):
        case "enum" if isinstance(fact, str):
            return spell_code(model.enums[kind.enum or ""], fact, language)
        case "yes_no" if isinstance(fact, bool):
            return spell_word(model, "yes" if fact else "no", language)
        case "text" | "link" | "country" | "ref" if isinstance(fact, str):
            return spell_text(model, fact, in_list=in_list)
        case "duration" if isinstance(fact, Duration):
            return spell_duration(fact.amount, fact.unit, language)
        case "integer" | "number" if isinstance(fact, int | float) and not isinstance(fact, bool):
            return f"{Decimal(repr(fact)).normalize():f}" if isinstance(fact, float) else str(fact)
        case "date" | "datetime" if isinstance(fact, date | datetime | Between):
            return spell_moment(fact)
    raise TypeError(f"{kind.name} is {kind.type}, not {fact!r}")


def spell_text(model: Model, text: str, *, in_list: bool = False) -> str:
    """A text as a cell: as it is, or between quotes where it would not stay what it is."""
    parts = ";\n" if in_list else ""
    words = {spelling for word in model.words.values() for spelling in word.values()}
    if is_safe(text) and text not in words and not any(part in text for part in parts):
        return text
    return quoted(text)


def is_safe(text: str) -> bool:
    """Whether every program shows this text as it is, and keeps it so."""
    if not text or text != text.strip() or text[0] in _FIRST or text.casefold() in _TRUTH:
        return False
    if not all(char.isprintable() or char in "\n\u00a0" for char in text):
        return False
    looks_like_number = _OF_NUMBERS.issuperset(text) and any(map(str.isdigit, text))
    return not (looks_like_number or _MONTH_LIKE.fullmatch(text) or _EXCEL_ESCAPE.search(text))


def shown(text: str) -> str:
    """A text to be read: every character that has no form of its own, or that XML cannot hold, as an escape."""
    return "".join(
        char if char.isprintable() or char in "\n\u00a0" else _escape(char) for char in text
    )


def harmless(text: str) -> str:
    """A cell to be read, between quotes if a program could take it for a formula."""
    return f'"{text}"' if text[:1] in _FORMULA or _EXCEL_ESCAPE.match(text) else text


def quoted(text: str) -> str:
    """A text between double quotes; what cannot be seen is an escape."""
    inner = "".join(map(_escape, text))
    return '"' + _EXCEL_ESCAPE.sub(lambda _: "\\u005f", inner) + '"'


def _escape(char: str) -> str:
    if char == "\n" or char in '"\\':
        return json.dumps(char)[1:-1]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# --- reading -------------------------------------------------------------------------------------


def split_cell(text: str) -> Iterator[str]:
    """The values of a cell that holds several, quotes and all; blanks between are left out."""
    start, number, begun = 0, 0, False
    while number <= len(text):
        if number == len(text) or text[number] in ";\n":
            if begun:
                yield text[start:number].strip()
            start, begun = number + 1, False
        elif text[number] == '"' and not begun:
            # Within quotes a semicolon is one of the text.
            number, begun = _end_of_quotes(text, number), True
            continue
        elif not text[number].isspace():
            begun = True
        number += 1


def _end_of_quotes(text: str, start: int) -> int:
    """Just after the closing quote; the end of the text if there is none."""
    number = start + 1
    while number < len(text):
        if text[number] == "\\":
            number += 2
        elif text[number] == '"':
            return number + 1
        else:
            number += 1
    return len(text)


def unquoted(text: str) -> str:
    """The text that a cell, or one of its values, stands for. Raises `WrongQuotes`."""
    if not text.startswith('"'):
        return text
    if len(text) < 2 or not text.endswith('"'):
        raise WrongQuotes(text)
    inner, found, number = text[1:-1], [], 0
    while number < len(inner):
        match = _ESCAPED.match(inner, number)
        if match is None:
            raise WrongQuotes(text)
        found.append(_meant(match))
        number = match.end()
    return "".join(found)


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED.get(match[1], match[1])
    code = match[2] or match[3]
    if code is None:
        return match[4]
    number = int(code, 16)
    if number > 0x10FFFF:
        raise WrongQuotes(match[0])
    return chr(number)
