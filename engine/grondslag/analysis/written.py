"""A piece of a rule as it is written, and as it would be written after a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from grondslag.language import tree
from grondslag.language.keywords import Keywords, first_words, keywords
from grondslag.text import Source
from grondslag.values import Duration

OPERATORS: Final = {
    "is": "IS",
    "is_not": "IS_NOT",
    "more": "IS_MORE_THAN",
    "at_least": "IS_AT_LEAST",
    "less": "IS_LESS_THAN",
    "at_most": "IS_AT_MOST",
    "after": "IS_AFTER",
    "before": "IS_BEFORE",
    "on_or_after": "IS_ON_OR_AFTER",
    "on_or_before": "IS_ON_OR_BEFORE",
}
_UNITS: Final = ("year", "month", "week", "day", "hour", "minute")
_TEXT_OR_COMMENT: Final = re.compile(r'"(?:\\.|[^"\\\n])*"|#[^\n]*')


@dataclass(frozen=True, slots=True, eq=False)
class Pen:
    """Writes pieces of the rule in a file, in its keywords, on one line and without comments."""

    source: Source

    @property
    def words(self) -> Keywords:
        """The keywords of the file."""
        found = re.match(r"(?:\s|#[^\n]*)*(\w+)", self.source.text)
        return keywords(first_words().get(found[1] if found else "", "en"))

    def phrase(self, terminal: str) -> str:
        """A keyword as this file writes it."""
        return self.words.phrase(terminal)

    def text(self, node: Any) -> str:
        """A node of the checked tree as the file has it."""
        return self.between(*node.where)

    def between(self, start: int, end: int) -> str:
        """A stretch of the file."""
        return " ".join(self._bare(start, end).split())

    def _bare(self, start: int, end: int) -> str:
        """A stretch without its comments."""
        return _TEXT_OR_COMMENT.sub(_without_comment, self.source.text[start:end])

    def value(self, value: Any) -> str:
        """A value as a rule writes it."""
        if isinstance(value, bool):
            return self.phrase("TRUE" if value else "FALSE")
        if isinstance(value, Duration):
            units = self.words.phrases["UNIT"]
            unit = units[2 * _UNITS.index(value.unit) + (value.amount != 1)]
            return f"{value.amount} {unit}"
        if isinstance(value, datetime):
            return value.isoformat(timespec="minutes")
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    def joined(self, node: tree.And | tree.Or, terminal: str) -> str:
        """Operands as written, with another word between them."""
        old = self.phrase("AND" if isinstance(node, tree.And) else "OR")
        new, start = self.phrase(terminal), node.where[0]
        pieces: list[str] = []
        for operand in node.operands:
            between = self._bare(start, operand.where[0])
            pieces.append(re.sub(rf"\b{re.escape(old)}\b", new, between))
            pieces.append(self._bare(*operand.where))
            start = operand.where[1]
        pieces.append(self._bare(start, node.where[1]))
        return " ".join("".join(pieces).split())


def _without_comment(found: re.Match[str]) -> str:
    return "" if found[0].startswith("#") else found[0]
