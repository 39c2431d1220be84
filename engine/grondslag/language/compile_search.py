"""Quantifiers that search a collection by reference: what an index can answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grondslag.language import tree
from grondslag.language.compile_index import EACH
from grondslag.language.nodes import nodes_in
from grondslag.language.types import Entries, EntryOf, ListOf, RecordOf, Reference, Type


@dataclass(frozen=True, slots=True)
class Key:
    """A condition of a quantifier that names, by reference, the few items for which it may hold.

    `steps` are the fields from an item to its reference or references into the collection `target`, `sought` what
    they must name; a step `EACH` leads to every record of a map. `decides` says whether naming it is all that the
    condition asks.
    """

    condition: tree.Condition
    collection: str
    steps: tuple[str, ...]
    target: str
    sought: tree.Term
    decides: bool = True


def collections_in(kind: Type) -> tuple[str, ...]:
    """The collections in which an entry or reference of this type may lie; none for an entry of a map."""
    if isinstance(kind, ListOf):
        kind = kind.item
    return kind.collections if isinstance(kind, EntryOf | Reference) else ()


def variables_in(node: object) -> Iterator[str]:
    """The names of all variables in a part of the tree."""
    return (part.name for part in nodes_in(node) if isinstance(part, tree.Variable))


def key_of(node: tree.Quantified) -> Key | None:
    """A conjunct that can be looked up; None if there is none."""
    if node.onwards or not isinstance(node.collection, tree.Root):
        return None
    if not isinstance(node.collection.type, Entries):
        return None
    conjuncts = list(_conjuncts(node.filter)) if node.filter is not None else []
    if node.quantifier != "every":
        conjuncts += _conjuncts(node.condition)
    for conjunct in conjuncts:
        for path, sought, before, variables in _searches(conjunct, node.variable):
            steps = _references(path, variables[-1])
            fits = collections_in(path.type) == collections_in(sought.type)
            if steps and fits and not set(variables) & set(variables_in(sought)):
                target = collections_in(path.type)[0]
                name, decides = node.collection.name, not before
                return Key(conjunct, name, (*before, *steps), target, sought, decides)
    return None


def _conjuncts(condition: tree.Condition) -> Iterator[tree.Condition]:
    if isinstance(condition, tree.And):
        for operand in condition.operands:
            yield from _conjuncts(operand)
    elif isinstance(condition, tree.Block) and condition.kind == "all":
        for item in condition.items:
            yield from _conjuncts(item.condition)
    else:
        yield condition


_Search = tuple[tree.Term, tree.Term, tuple[str, ...], tuple[str, ...]]


def _searches(condition: tree.Condition, variable: str) -> Iterator[_Search]:
    """A path that must name something by id, and that something; the steps before it, and the variables on the way.

    The path begins at the last of the variables: at the item itself, or at a record of a map in it.
    """
    if isinstance(condition, tree.Includes) and not condition.negated:
        yield condition.term, condition.item, (), (variable,)
    elif isinstance(condition, tree.Compare) and condition.operator == "is":
        yield condition.left, condition.right, (), (variable,)
        yield condition.right, condition.left, (), (variable,)
    elif isinstance(condition, tree.Quantified):
        yield from _inner_searches(condition, variable)


def _inner_searches(node: tree.Quantified, variable: str) -> Iterator[_Search]:
    """The same of some record of a map: an item of which no record names it cannot fit."""
    is_map = isinstance(node.collection.type, Entries) and not isinstance(
        node.collection, tree.Root
    )
    if node.quantifier != "some" or node.onwards or not is_map or node.variable == variable:
        return
    before = _steps(node.collection, variable)
    conjuncts = list(_conjuncts(node.filter)) if node.filter is not None else []
    for conjunct in (*conjuncts, *_conjuncts(node.condition)) if before else ():
        if isinstance(conjunct, tree.Includes | tree.Compare):
            for path, sought, _, _ in _searches(conjunct, node.variable):
                yield path, sought, (*before, EACH), (variable, node.variable)


def _references(path: tree.Term, variable: str) -> tuple[str, ...]:
    """The fields from a variable to references to one collection; none if the path is another."""
    if len(collections_in(path.type)) != 1 or isinstance(path.type, EntryOf):
        return ()
    return _steps(path, variable)


def _steps(path: tree.Term, variable: str) -> tuple[str, ...]:
    """The fields from a variable over records; none if the path is another."""
    steps: list[str] = []
    while isinstance(path, tree.Field):
        steps.append(path.name)
        path = path.holder
        if not isinstance(path.type, RecordOf | EntryOf):
            return ()
    if not isinstance(path, tree.Variable) or path.name != variable:
        return ()
    return tuple(reversed(steps))
