"""The own values of a project for parameters, as every report shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from grondslag.evaluation.shown import shown
from grondslag.findings.citations import citation_texts
from grondslag.findings.finding import in_language
from grondslag.rulebook.law import Law, OwnValue, Value
from grondslag.rulebook.overrides import is_refused
from grondslag.text import Span
from grondslag.words.catalogue import LANGUAGES, text_of


@dataclass(frozen=True, slots=True)
class OwnShown:
    """An own value on the day of the check beside the stated one; `applied` if it is the one used."""

    name: str
    own: OwnValue
    stated: Value | None
    applied: bool

    @property
    def span(self) -> Span:
        """Where it was set."""
        return self.own.span

    def text(self, language: str) -> str:
        """staff threshold for an officer: 200 (STEM: 250)."""
        declared = self.own.declared
        params = {
            "title": in_language(declared.title, language),
            "own": shown(self.own.value, language),
            "stated": text_of("own-value-no-stated", {}, language)
            if self.stated is None
            else shown(self.stated, language),
            "source": ", ".join(citation_texts(declared.citations, language)),
        }
        return text_of("own-value" if self.applied else "own-value-refused", params, language)

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "title": {each: in_language(self.own.declared.title, each) for each in LANGUAGES},
            "own": _plain(self.own.value),
            "stated": _plain(self.stated),
            "applied": self.applied,
        }


def own_values(law: Law, day: date) -> Iterator[OwnShown]:
    """Every own value, by name."""
    for name in sorted(law.own):
        own = law.own[name]
        yield OwnShown(name, own, own.stated(day), not is_refused(own, day))


def _plain(value: Value | None) -> Any:
    return value if isinstance(value, bool | int | float) or value is None else shown(value, "en")
