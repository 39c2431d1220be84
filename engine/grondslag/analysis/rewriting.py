"""What every rewrite of a rule works with: the change it makes, and what it may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grondslag.analysis.written import Pen
from grondslag.language import tree
from grondslag.language.types import Vocabulary


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one place of a rule file: what stood there and what stands there now (empty: left out).

    `kind` says what was changed (`comparison`, `number`, `quantifier`, `filter`, `operand`, `field` …).
    """

    kind: str
    where: tree.Where
    original: str
    changed: str


Changed = tuple[Change, Any]
"""A change, and the node after it."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """The file that is rewritten, the vocabulary, and the tables by name."""

    pen: Pen
    vocabulary: Vocabulary
    tables: Mapping[str, tree.TableDeclaration]

    def change(self, kind: str, node: Any, text: str) -> Change:
        """A node becomes another text."""
        return Change(kind, node.where, self.pen.text(node), text)

    def left_out(self, kind: str, node: Any) -> Change:
        """A node is left out."""
        return Change(kind, node.where, self.pen.text(node), "")

    def onwards(self, collection: Any) -> Change:
        """A list of references is no longer followed."""
        text = self.pen.text(collection)
        return Change("onwards", collection.where, f"{text} {self.pen.phrase('ONWARDS')}", text)
