"""Every path a condition may use, by the kind of value it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from grondslag.language import tree
from grondslag.language.types import (
    Code,
    Entries,
    EntryOf,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Scalar,
    Type,
    Vocabulary,
)
from reference.toy import VOCABULARY

Env = tuple[tuple[str, Type], ...]
STEPS = 3


@dataclass(frozen=True)
class Found:
    """A term, with what may be said of it."""

    term: tree.Term
    may_be_none: bool
    of_variable: bool = True


def kind_of(type_: Type) -> str:
    """The name under which terms of a type are looked up."""
    match type_:
        case Scalar(name=name):
            return name
        case Code(list=name):
            return f"code {name}"
        case Reference(local=None) | EntryOf():
            return "entry"
        case Reference():
            return "local"
        case RecordOf():
            return "record"
        case Entries():
            return "entries"
        case ListOf(item=item):
            return f"list {kind_of(item)}"
    raise TypeError(type_)


@cache
def paths(env: Env) -> dict[str, tuple[Found, ...]]:
    """What can be reached from the variables of *env* and from the collections of the register."""
    found: dict[str, list[Found]] = {}
    for each in _all(env):
        found.setdefault(kind_of(each.term.type), []).append(each)
    return {kind: tuple(terms) for kind, terms in found.items()}


def _all(env: Env) -> Iterator[Found]:
    for name, type_ in env:
        variable = tree.Variable(name, type_)
        yield Found(variable, False)
        if isinstance(type_, EntryOf):
            yield Found(tree.Id(variable, Scalar("text")), False)
        yield from _steps(variable, STEPS)
    for name, collection in VOCABULARY.collections.items():
        if collection.single:
            for step in _steps(tree.Root(name, RecordOf(name)), STEPS):
                yield replace(step, of_variable=False)
        else:
            root = tree.Root(name, Entries(collection=name))
            yield Found(root, collection.may_be_none, of_variable=False)


def _steps(holder: tree.Term, left: int) -> Iterator[Found]:
    if left == 0 or (isinstance(holder.type, Reference) and holder.type.local):
        return
    for name, kind in fields_of(VOCABULARY, holder.type).items():
        step = tree.Field(holder, name, kind.type, kind.may_be_none)
        yield Found(step, kind.may_be_none)
        if isinstance(kind.type, RecordOf | Reference):
            yield from _steps(step, left - 1)
        if isinstance(kind.type, Reference):
            yield Found(tree.Id(step, Scalar("text")), False)


def fields_of(vocabulary: Vocabulary, type_: Type) -> Mapping[str, FieldType]:
    return vocabulary.fields(type_)
