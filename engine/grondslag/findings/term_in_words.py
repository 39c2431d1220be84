"""The terms of a rule in words: facts as people write them, parameters by value and title, codes by their label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from grondslag.evaluation.shown import shown
from grondslag.findings.finding import in_language
from grondslag.language import tree
from grondslag.language.arithmetic import written_value
from grondslag.language.types import Code
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_code
from grondslag.rulebook.facts import Bound, paths_of, spell_fact
from grondslag.rulebook.law import Law
from grondslag.values import NONE
from grondslag.words.catalogue import text_of

Sides = tuple[tree.Term, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a rule is put into words: language, register model, and the law on a day."""

    language: str
    model: Model
    law: Law
    day: date
    tables: Mapping[str, tree.TableDeclaration] = field(default_factory=dict)
    labelled: set[tuple[str, str]] = field(default_factory=set)
    """Codes whose label was told already: once is enough."""

    def text(self, name: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(name, params, self.language)


def named(paths: Iterable[tuple[str, ...]], reader: Reader) -> str:
    """Paths as people write them, each once."""
    spelled = (spell_fact(reader.model, path, reader.language) for path in paths)
    return reader.text("rule-or").join(f"`{name}`" for name in dict.fromkeys(spelled))


@dataclass(frozen=True, slots=True)
class Terms:
    """Puts terms into words; `bound` holds the paths of what variables stand for."""

    reader: Reader
    bound: Bound

    def term(self, term: tree.Term) -> str:
        """A term in words: a fact by its path as people write it, a parameter by value and title."""
        say = _TERMS_IN_WORDS.get(type(term))
        return named(paths_of(term, self.bound), self.reader) if say is None else say(self, term)

    def value_or_term(self, term: tree.Term) -> str:
        """A parameter by its value alone, as a text of a rule shows it; any other term in words."""
        if isinstance(term, tree.Parameter) and term.day is None:
            value = self.reader.law.parameter(term.name, self.reader.day)
            if value is not None:
                return shown(value, self.reader.language)
        return self.term(term)

    def _field(self, term: tree.Field) -> str:
        paths = paths_of(term, self.bound)
        return named(paths, self.reader) if paths else f"`{term.name}`"

    def _variable(self, term: tree.Variable) -> str:
        whole = named(self.bound[term.name], self.reader)
        return self.reader.text("rule-entry", collection=whole)

    def _id(self, term: tree.Id) -> str:
        return self.reader.text("rule-id", entry=self.term(term.entry))

    def _derived(self, term: tree.Derived) -> str:
        definition = self.reader.law.definitions[term.name]
        title = in_language(definition.title, self.reader.language)
        return self.reader.text("rule-derived", title=title)

    def _lookup(self, term: tree.Lookup) -> str:
        table, key = self._table(term.table), self.term(term.key)
        return self.reader.text("rule-row", table=table, key=key)

    def _cell(self, term: tree.Cell) -> str:
        table, key = self._table(term.row.table), self.term(term.row.key)
        return self.reader.text("rule-cell", column=f"`{term.column}`", table=table, key=key)

    def _count(self, term: tree.Count) -> str:
        return self.reader.text("step-count", fact=self.term(term.collection))

    def _sum(self, term: tree.Sum) -> str:
        name = "rule-plus" if term.operator == "+" else "rule-minus"
        return self.reader.text(name, left=self.term(term.left), right=self.term(term.right))

    def _today(self, _term: tree.Today) -> str:
        return self.reader.text("step-today")

    def _now(self, _term: tree.Now) -> str:
        return self.reader.text("step-now")

    def _literal(self, term: tree.Literal_) -> str:
        value, kind, language = written_value(term.value), term.type, self.reader.language
        if isinstance(kind, Code) and isinstance(value, str):
            return self._code(kind.list, value)
        if value is NONE:
            return f"`{shown(value, language)}`"
        return f"“{value}”" if isinstance(value, str) else shown(value, language)

    def _code(self, name: str, code: str) -> str:
        """A code as it is written, and its label where that says more."""
        codes = self.reader.model.enums.get(name)
        known = None if codes is None else codes.codes.get(code)
        if codes is None or known is None:
            return f"`{code}`"
        written = spell_code(codes, code, self.reader.language)
        label = known.label_nl if self.reader.language == "nl" else known.label_en
        told = (name, code) in self.reader.labelled
        self.reader.labelled.add((name, code))
        if told or label.casefold() == written.replace("_", " ").casefold():
            return f"`{written}`"
        return f"`{written}` ({label})"

    def _parameter(self, term: tree.Parameter) -> str:
        declared = self.reader.law.parameters[term.name]
        title = in_language(declared.title, self.reader.language)
        if term.day is not None:
            return self.reader.text("rule-as-of", title=title, day=self.term(term.day))
        value = self.reader.law.parameter(term.name, self.reader.day)
        if value is None:
            return title
        told = shown(value, self.reader.language)
        return self.reader.text("step-parameter", value=told, title=title)

    def _table(self, name: str) -> str:
        table = self.reader.tables.get(name)
        if table is None:
            return f"`{name.rpartition('/')[2]}`"
        return f"“{in_language(table.title, self.reader.language)}”"


_TERMS_IN_WORDS: Final[Mapping[type, Callable[[Terms, Any], str]]] = {
    tree.Literal_: Terms._literal,
    tree.Variable: Terms._variable,
    tree.Field: Terms._field,
    tree.Id: Terms._id,
    tree.Derived: Terms._derived,
    tree.Parameter: Terms._parameter,
    tree.Lookup: Terms._lookup,
    tree.Cell: Terms._cell,
    tree.Count: Terms._count,
    tree.Sum: Terms._sum,
    tree.Today: Terms._today,
    tree.Now: Terms._now,
}
TERMS: Final = frozenset({tree.Root, *_TERMS_IN_WORDS})


def _negated(kind: str, negated: bool) -> str:
    return f"not-{kind}" if negated else kind


KINDS: Final[Mapping[type, Callable[..., tuple[str, Sides]]]] = {
    tree.Holds: lambda node: ("holds", (node.term,)),
    tree.Exists: lambda node: ("exists", (node.term,)),
    tree.IsNone: lambda node: ("none", (node.term,)),
    tree.IsRecorded: lambda node: (_negated("recorded", node.negated), (node.term,)),
    tree.IsEmpty: lambda node: (_negated("empty", node.negated), (node.term,)),
    tree.Compare: lambda node: (node.operator.replace("_", "-"), (node.left, node.right)),
    tree.OneOf: lambda node: (_negated("one-of", node.negated), (node.term, *node.values)),
    tree.Includes: lambda node: (_negated("includes", node.negated), (node.term, node.item)),
    tree.IncludesAny: lambda node: ("includes-any", (node.term, *node.values)),
    tree.Within: lambda node: (f"within-{node.side}", (node.term, node.duration, node.anchor)),
    tree.Due: lambda node: ("due", (node.term, node.duration, node.anchor)),
}
