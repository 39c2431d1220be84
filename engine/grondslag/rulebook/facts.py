"""What a rule rests on: the facts it reads, the parameters and tables it looks in, all derived facts seen through.

A fact is named by its canonical path without ids: `processors.agreement.document`. What only a text shows
cannot change a verdict and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grondslag.language import tree
from grondslag.language.nodes import children_of
from grondslag.language.types import Entries, ListOf, Reference, Type
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import field_at, spell_path
from grondslag.rulebook.law import Law
from grondslag.rulebook.rule import Rule

Path = tuple[str, ...]
Bound = Mapping[str, tuple[Path, ...]]
"""The paths of what each variable may stand for."""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a rule rests on; each sorted. Parameters and tables have qualified names (`avg/eea`)."""

    facts: tuple[Path, ...]
    parameters: tuple[str, ...]
    tables: tuple[str, ...]
    definitions: tuple[tuple[str, tuple[Path, ...]], ...]
    """Derived facts, each with the paths of what it is asked of."""


def facts_of(rule: Rule, law: Law) -> tuple[Path, ...]:
    """The facts that a rule reads, sorted: paths as `("processors", "agreement", "document")`.

    A collection by itself is named only where no fact inside it is.
    """
    return rests_on(rule, law).facts


def rests_on(rule: Rule, law: Law) -> RestsOn:
    """The facts, parameters, tables and derived facts that the verdicts of a rule rest on."""
    checked = rule.checked
    reader = _Reader(law.definitions)
    bound: dict[str, tuple[Path, ...]] = {}
    if checked.scope.record is not None:
        reader.read((checked.scope.record,))
    for binding in checked.scope.bindings:
        found = tuple(path for source in binding.sources for path in reader.items(source, bound))
        bound[binding.variable] = found
    conditions = (
        checked.scope.filter,
        checked.event,
        checked.when,
        checked.require,
        tuple(part.condition for part in checked.exemptions),
    )
    for part in conditions:
        reader.walk(part, bound)
    return RestsOn(
        reader.told(),
        tuple(sorted(reader.parameters)),
        tuple(sorted(reader.tables)),
        tuple((name, tuple(sorted(paths))) for name, paths in sorted(reader.derived.items())),
    )


def paths_of(term: tree.Term, bound: Bound) -> tuple[Path, ...]:
    """The paths that a term may name; none for what is no fact. *bound* holds those of variables."""
    return _Reader({}).term(term, bound) if _is_fact(term) else ()


def items_of(collection: tree.Term, bound: Bound) -> tuple[Path, ...]:
    """The paths of the items of a collection or list, or of the entries it refers to."""
    return _beyond(paths_of(collection, bound), collection.type)


def _is_fact(term: tree.Term) -> bool:
    while isinstance(term, tree.Field):
        term = term.holder
    return isinstance(term, tree.Root | tree.Variable)


def spell_fact(model: Model, path: Path, language: str) -> str:
    """A path without ids as people read it in *language*: `verwerkers.verwerkersovereenkomst.document`."""
    known = list(path[:1])
    for step in path[1:]:
        if _has_ids(model, tuple(known)):
            known.append("*")
        known.append(step)
    return ".".join(step for step in spell_path(model, tuple(known), language) if step != "*")


def _has_ids(model: Model, path: Path) -> bool:
    """Whether what stands at a path (with `*` for ids) is keyed by ids."""
    if len(path) == 1:
        return path[0] in model.collections and not model.collections[path[0]].single
    if path[-1] == "*":
        return False
    found = field_at(model, path)
    return found is not None and found.type == "map"


@dataclass(slots=True)
class _Reader:
    """Walks conditions and terms, and notes what they read."""

    definitions: Mapping[str, tree.Definition]
    paths: set[Path] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    derived: dict[str, set[Path]] = field(default_factory=dict)
    seen: set[tuple[str, tuple[Path, ...]]] = field(default_factory=set)

    def read(self, *paths: Path) -> None:
        """Notes paths that are read."""
        self.paths.update(paths)

    def told(self) -> tuple[Path, ...]:
        """The paths read; collections of which a fact inside is read are left out."""
        inside = {path[0] for path in self.paths if len(path) > 1}
        return tuple(sorted(path for path in self.paths if len(path) > 1 or path[0] not in inside))

    def walk(self, part: object, bound: Bound) -> None:
        """Everything that a condition, a term or a tuple of them reads."""
        match part:
            case tree.Quantified():
                inner = {**bound, part.variable: self.items(part.collection, bound)}
                self.walk((part.filter, part.condition), inner)
            case tree.Root() | tree.Field() | tree.Variable():
                self.read(*self.term(part, bound))
            case tree.Derived(name=name, argument=argument):
                self._define(name, self._entry(argument, bound))
            case tree.Message():
                return
            case _:
                self._note(part)
                for child in children_of(part):
                    self.walk(child, bound)

    def items(self, collection: tree.Term, bound: Bound) -> tuple[Path, ...]:
        """The paths of the items of a collection, which is read."""
        paths = self.term(collection, bound)
        self.read(*paths)
        return _beyond(paths, collection.type)

    def term(self, term: tree.Term, bound: Bound) -> tuple[Path, ...]:
        """The paths that a term may name; what it passes over is read where it is a reference."""
        match term:
            case tree.Root(name=name):
                return ((name,),)
            case tree.Variable(name=name):
                return bound.get(name, ())
            case tree.Field(holder=holder, name=name):
                return tuple((*path, name) for path in self._entry(holder, bound))
        self.walk(term, bound)
        return ()

    def _entry(self, term: tree.Term, bound: Bound) -> tuple[Path, ...]:
        """The paths of the entry that a term is or refers to; a reference on the way is read."""
        paths = self.term(term, bound)
        if not isinstance(term.type, Reference):
            return paths
        if isinstance(term, tree.Field):
            self.read(*paths)
        return _beyond(paths, term.type)

    def _note(self, part: object) -> None:
        match part:
            case tree.Parameter(name=name):
                self.parameters.add(name)
            case tree.Lookup(table=table):
                self.tables.add(table)

    def _define(self, name: str, argument: tuple[Path, ...]) -> None:
        """What a derived fact of an argument reads; each is looked into once."""
        self.derived.setdefault(name, set()).update(argument)
        if (name, argument) in self.seen:
            return
        self.seen.add((name, argument))
        definition = self.definitions[name]
        bound = {definition.variable: argument}
        for case in definition.cases:
            self.walk((case.condition, case.value), bound)


def _beyond(paths: tuple[Path, ...], kind: Type) -> tuple[Path, ...]:
    """The paths of what a collection, list or reference at *paths* leads to."""
    if isinstance(kind, Entries):
        return paths
    item = kind.item if isinstance(kind, ListOf) else kind
    if isinstance(item, Reference) and item.collections:
        return tuple((name,) for name in item.collections)
    return paths
