"""The clauses of a declaration: each as often as it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeVar

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.problems import Problems, advice

_T = TypeVar("_T")
_WORD: Final = re.compile(r"\w+")

# What to add where a clause is missing, as terminals and plain pieces.
_SAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "TITLE": ("TITLE", 'nl "…" en "…"'),
    "UNDER": ("UNDER", "AVG", "ART", "28"),
    "SEVERITY": ("SEVERITY", "HIGH"),
    "CERTAINTY": ("CERTAINTY", "LAW"),
    "SOURCE_READ": ("SOURCE_READ",),
    "VALID_FROM": ("VALID_FROM", "2018-05-25"),
    "APPLIES_AT_CHECK": ("APPLIES_AT_CHECK",),
    "FOR_EACH": ("FOR_EACH", "…"),
    "REQUIRE": ("REQUIRE", "…"),
    "OTHERWISE": ("OTHERWISE", 'nl "…" en "…"'),
    "FIX": ("FIX", 'nl "…" en "…"'),
    "STATUS": ("STATUS", "LAW"),
    "VALUE": ("VALUE", "…", "FROM", "2018-05-25"),
    "KEY": ("KEY", "…: text"),
}


class Clauses:
    """The clauses of one declaration by kind; those that stand twice are said."""

    def __init__(
        self,
        declaration: s.RuleNode
        | s.PackNode
        | s.SourceNode
        | s.ParameterNode
        | s.TableNode
        | s.DefineNode,
        problems: Problems,
        *,
        many: frozenset[str] = frozenset(),
        lost: bool = False,
    ) -> None:
        self._problems = problems
        self._lost = lost
        self._by_kind: dict[str, list[s.Clause]] = {}
        for clause in declaration.clauses:
            kind = kind_of(clause)
            found = self._by_kind.setdefault(kind, [])
            if found and kind not in many:
                self._twice(kind, clause, found[0])
            found.append(clause)

    def one(self, kind: str, node: type[_T]) -> _T | None:
        """The clause of a kind, if it is there."""
        found = self._by_kind.get(kind, ())
        return next((clause for clause in found if isinstance(clause, node)), None)

    def every(self, kind: str, node: type[_T]) -> tuple[_T, ...]:
        """All clauses of a kind that may stand more than once."""
        return tuple(clause for clause in self._by_kind.get(kind, ()) if isinstance(clause, node))

    def require(self, kinds: Iterable[str], head: e.Where) -> bool:
        """Whether all of these are there; says which are not, unless a clause could not be read."""
        missing = [kind for kind in kinds if kind not in self._by_kind]
        if not self._lost:
            for kind in missing:
                words = self._problems.words
                sample = [
                    words.phrase(part) if part in words.phrases else part for part in _SAMPLES[kind]
                ]
                self._problems.add(
                    "missing-clause",
                    head,
                    helps=advice("missing-clause-help", text=" ".join(sample)),
                    clause=words.phrase(kind),
                )
        return not missing

    def _twice(self, kind: str, clause: s.Clause, first: s.Clause) -> None:
        words = self._problems.words
        condition = kind in {"WHEN", "REQUIRE"}
        helps = (
            advice("duplicate-condition-help", word=words.phrase("AND"))
            if condition
            else advice("duplicate-clause-help")
        )
        phrase = words.phrase(kind) if kind in words.phrases else kind
        self._problems.add(
            "duplicate-clause",
            _first_word(clause.where, self._problems.source.text),
            others=[self._problems.label(first.where, "duplicate-declaration-other")],
            helps=helps,
            clause=phrase,
        )


def _first_word(where: e.Where, text: str) -> e.Where:
    found = _WORD.match(text, *where)
    return (where[0], found.end()) if found else where


def kind_of(clause: s.Clause) -> str:
    """The kind of a clause: the terminal it starts with, or the first of those that exclude it."""
    match clause:
        case e.Texts(keyword) | s.ConditionClause(keyword):
            return keyword.terminal
        case s.Choice(kind) | s.Setting(kind) | s.ColumnNode(kind):
            return kind
        case _:
            return _KINDS[type(clause)]


_KINDS: Final[dict[type, str]] = {
    e.Under: "UNDER",
    s.Validity: "VALID_FROM",
    s.RowValidity: "VALID_FROM",
    s.ReviewBy: "REVIEW_BY",
    s.Applies: "APPLIES_AT_CHECK",
    s.ForEach: "FOR_EACH",
    s.ForThe: "FOR_EACH",
    s.Unless: "UNLESS",
    s.ExampleNode: "EXAMPLE",
    s.DatedValueNode: "VALUE",
}
