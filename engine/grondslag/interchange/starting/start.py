"""The first register while it is made: facts, open questions, and the comments on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grondslag.interchange.write_scalars import spell_value
from grondslag.model.facts import Path
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import field_at, spell_word
from grondslag.values import NONE
from grondslag.words.catalogue import text_of

Record = dict[str, Any]


@dataclass(slots=True)
class Starting:
    """The facts by collection (canonical), and the comments on them."""

    model: Model
    language: str
    collections: dict[str, Any] = field(default_factory=dict)
    above: dict[Path, str] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text of the catalogue in the language of the register."""
        return text_of(f"starting-{name}", {}, self.language)

    def suggest(self, path: Path, example: Any) -> None:
        """An example beside an open question: a fact as it would be written, a text as it is."""
        kind = field_at(self.model, path)
        if isinstance(example, bool) or example is NONE:
            word = "none" if example is NONE else "yes" if example else "no"
            shown = spell_word(self.model, word, self.language)
        elif kind is not None:
            shown = spell_value(self.model, kind, example, self.language, "")
        else:
            shown = str(example)
        params = {"example": shown}
        self.beside[path] = text_of("starting-example", params, self.language)

    def open_questions(self, path: Path, record: Record, examples: Mapping[str, Any]) -> None:
        """Leaves fields open that have no answer, with an example of each; `...` for no example."""
        for name, example in examples.items():
            if record.get(name, None) is None:
                record[name] = None
                if example is not ...:
                    self.suggest((*path, name), example)
