"""The text of a cell to the fact of its column: the reverse of `cells`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from grondslag.diagnostics import Message
from grondslag.interchange.cells import (
    EMPTY_GROUP,
    EMPTY_LIST,
    WrongQuotes,
    split_cell,
    unquoted,
)
from grondslag.interchange.tables import Column
from grondslag.model.kinds import FieldKind, Model
from grondslag.model.placeholders import is_placeholder
from grondslag.model.readers import is_several, item_type
from grondslag.model.reading import Reading, reading_of
from grondslag.values import NONE
from grondslag.words.phrases import did_you_mean

_DIGITS: Final = re.compile(r"\d{1,18}", re.ASCII)
_DECIMAL: Final = re.compile(r"\d{1,18}[.,]\d{1,30}", re.ASCII)


class WrongCell(ValueError):
    """A cell that cannot be read as the fact of its column; holds what to say."""

    def __init__(self, name: str, **params: object) -> None:
        super().__init__(name)
        self.message = Message(name, params)


class CellReader:
    """Reads the cells of sheets in one language."""

    def __init__(self, model: Model, language: str) -> None:
        self._reading: Reading = reading_of(model, language, model.version)

    def word(self, cell: str) -> str | None:
        """`none`, `unknown` or `all` where a cell is one of the plain words."""
        return self._reading.words.get(cell)

    def state(self, cell: str, none: bool) -> Any:
        """What is said of a group as a whole: `NONE`, None for unknown, or an empty group."""
        word = self.word(cell)
        if cell == EMPTY_GROUP:
            return {}
        if word == "unknown":
            return None
        if word == "none" and none:
            return NONE
        if word == "none":
            raise WrongCell("own-sheet-none", found=cell)
        raise WrongCell("own-sheet-group", found=cell)

    def fact(self, column: Column, cell: str) -> Any:
        """The fact of a cell that is not empty. Raises `WrongCell`."""
        kind = column.kind
        if column.is_group:
            return self.state(cell, kind.none)
        word = self.word(cell)
        if word is not None:
            return self._said(kind, word, cell)
        if not is_several(kind.type):
            return self._item(kind, cell)
        if cell == EMPTY_LIST:
            return ()
        return tuple(dict.fromkeys(self._item(kind, item) for item in split_cell(cell)))

    def _said(self, kind: FieldKind, word: str, cell: str) -> Any:
        if word == "unknown":
            return None
        if word == "none":
            if kind.none:
                return NONE
            raise WrongCell("own-sheet-none", found=cell)
        everything = self._reading.everything(kind)
        if everything is None:
            raise WrongCell("own-sheet-all", found=cell)
        return everything

    def _item(self, kind: FieldKind, cell: str) -> Any:
        try:
            text = unquoted(cell)
        except WrongQuotes:
            raise WrongCell("own-sheet-quotes", found=cell) from None
        raw: object = text
        if kind.type in {"integer", "number"}:
            raw = _number(text)
        fact = self._reading.value_of(kind, raw)
        if fact is not None:
            return fact
        if is_placeholder(text.strip()):
            raise WrongCell("own-sheet-placeholder", found=text)
        codes = self._reading.codes(kind)
        if codes:
            raise _wrong_code(text, codes)
        raise WrongCell(f"own-sheet-no-{item_type(kind.type)}", found=text)


def _number(text: str) -> object:
    if _DIGITS.fullmatch(text):
        return int(text)
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else text


def _wrong_code(text: str, codes: Mapping[str, Any]) -> WrongCell:
    near = did_you_mean(text, codes)
    if near is not None:
        return WrongCell("own-sheet-code-near", found=text, near=near)
    if len(codes) <= 12:
        return WrongCell("own-sheet-code-choose", found=text, choices=tuple(sorted(codes)))
    return WrongCell("own-sheet-code", found=text)
