"""An example of every part of a register, as it may be written in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from grondslag.model.kinds import CollectionKind, FieldKind, Model, RecordKind
from grondslag.model.schemas import item_type, spelled_codes
from grondslag.model.vocabulary import Legend, spell_word

_PLAIN: Final[dict[str, dict[str, object]]] = {
    "date": {"nl": "2026-01-10", "en": "2026-01-10"},
    "datetime": {"nl": "2026-10-24T10:00+02:00", "en": "2026-10-24T10:00+02:00"},
    "duration": {"nl": "1 jaar", "en": "1 year"},
    "country": {"nl": "NL", "en": "NL"},
    "integer": {"nl": 12, "en": 12},
    "number": {"nl": 8, "en": 8},
}
_GROUP_SIZE: Final = 2


class Examples:
    """Examples in one language."""

    def __init__(self, model: Model, legend: Legend, language: str) -> None:
        self._model = model
        self._legend = legend
        self._language = language

    def field(self, kind: FieldKind) -> Any:
        """A value of the field: that of the model, else one that is made up from its type."""
        if kind.example is not None:
            return self._chosen(kind.example)
        match kind.type:
            case "enum":
                return self._codes(kind)[0]
            case "set":
                return self._codes(kind)[:2]
            case "yes_no":
                return spell_word(self._model, "yes", self._language)
            case "record":
                return self.group(self._model.records[kind.record or ""])
            case "map":
                return self._entries(self._model.records[kind.record or ""])
            case "ref":
                return self._id(kind.refs[0])
            case "refs":
                return [self._id(kind.refs[0])]
        item = item_type(kind.type)
        value = _PLAIN[item or kind.type][self._language]
        return [value] if item else value

    def collection(self, kind: CollectionKind) -> Any:
        """A collection with one entry, or the start of a single record."""
        return self.group(kind.entry) if kind.single else self._entries(kind.entry)

    def group(self, record: RecordKind) -> dict[str, Any]:
        """The required fields and the first others, two in all; never a group within the group."""
        simple = [kind for kind in record.fields.values() if kind.type not in {"record", "map"}]
        ordered = sorted(simple, key=lambda kind: not kind.required)
        return {kind.spelled(self._language): self.field(kind) for kind in ordered[:_GROUP_SIZE]}

    def _entries(self, record: RecordKind) -> dict[str, Any]:
        return {self._id(record.name): self.group(record)}

    def _id(self, name: str) -> str:
        return self._legend.example_ids[name][self._language]

    def _codes(self, kind: FieldKind) -> list[str]:
        return spelled_codes(self._model.enums[kind.enum or ""], self._language)

    def _chosen(self, example: object) -> Any:
        return example[self._language] if isinstance(example, Mapping) else example
