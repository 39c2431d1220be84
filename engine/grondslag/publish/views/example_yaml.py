"""An example of a rule as the YAML that a reader would type: keys and codes in their language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from grondslag.evaluation.shown import shown_length
from grondslag.language.tree import Datum, Word
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.values import Duration

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*[A-Za-z0-9]|[A-Za-z]")


def yaml_rows(model: Model, given: Datum, language: str) -> tuple[str, ...]:
    """The lines of an example; a key or code that the model does not have stays as it was written."""
    return tuple(_Writer(model, language).collections(given))


class _Writer:
    def __init__(self, model: Model, language: str) -> None:
        self._model, self._language = model, language

    def collections(self, given: Datum) -> Iterator[str]:
        for name, datum in _dict(given).items():
            kind = self._model.collections.get(name)
            key = kind.nl if kind is not None and self._language == "nl" else name
            if not isinstance(datum.value, dict) or not datum.value:
                yield f"{key}: {self._scalar(datum, None)}"
                continue
            yield f"{key}:"
            if kind is None or kind.single:
                yield from self._record(datum, kind.entry if kind is not None else None, 1)
            else:
                yield from self._entries(datum, kind.entry, 1)

    def _entries(self, datum: Datum, kind: RecordKind | None, depth: int) -> Iterator[str]:
        for key, entry in _dict(datum).items():
            yield from self._part(key, entry, None, kind, depth)

    def _record(self, datum: Datum, kind: RecordKind | None, depth: int) -> Iterator[str]:
        for key, part in _dict(datum).items():
            field = kind.fields.get(key) if kind is not None else None
            name = field.spelled(self._language) if field is not None else key
            inner = self._model.records.get(field.record) if field and field.record else None
            yield from self._part(name, part, field, inner, depth)

    def _part(
        self, key: str, datum: Datum, field: FieldKind | None, kind: RecordKind | None, depth: int
    ) -> Iterator[str]:
        margin = "  " * depth
        if not isinstance(datum.value, dict) or not datum.value:
            yield f"{margin}{key}: {self._scalar(datum, field)}"
            return
        yield f"{margin}{key}:"
        is_map = field is not None and field.type == "map"
        write = self._entries if is_map else self._record
        yield from write(datum, kind, depth + 1)

    def _scalar(self, datum: Datum, field: FieldKind | None) -> str:
        value = datum.value
        if isinstance(value, dict):
            return "{}"
        if isinstance(value, tuple):
            return f"[{', '.join(self._scalar(item, field) for item in value)}]"
        if isinstance(value, bool):
            return self._model.words["yes" if value else "no"][self._language]
        if isinstance(value, datetime):
            return value.isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Duration):
            return shown_length(value, self._language)
        # A code that is a keyword of the language is written as a text.
        if isinstance(value, Word) or (isinstance(value, str) and field and field.enum):
            return self._word(value, field)
        text = str(value)
        plain = not isinstance(value, str) or _PLAIN.fullmatch(text)
        return text if plain else json.dumps(text, ensure_ascii=False)

    def _word(self, word: str, field: FieldKind | None) -> str:
        if word in self._model.words:
            return self._model.words[word][self._language]
        codes = self._model.enums.get(field.enum) if field is not None and field.enum else None
        kind = codes.codes.get(word) if codes is not None else None
        return kind.nl if kind is not None and self._language == "nl" else str(word)


def _dict(datum: Datum) -> Mapping[str, Datum]:
    return datum.value if isinstance(datum.value, dict) else {}
