"""Quantifiers as loops; over a root collection that is searched by reference, through an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from grondslag.language import tree
from grondslag.language.compile_code import Value
from grondslag.language.compile_search import Key, collections_in, key_of, variables_in
from grondslag.language.types import Entries, EntryOf, ListOf, RecordOf, Reference

if TYPE_CHECKING:
    from grondslag.language.compile import Writer


def quantified(w: Writer, node: tree.Quantified) -> str:
    """The truth of a quantifier. One that rests on nothing that a loop binds is worked out before the loop."""
    needs = _needs(w, node)
    target = w.code.outermost(needs)
    with w.code.at(target):
        return _loop(w, node)


def _needs(w: Writer, node: tree.Quantified) -> set[str]:
    found: set[str] = set()
    for name in variables_in(node):
        value = w.bound.get(name)
        if value is not None:
            found |= value.needs
    return found


def _loop(w: Writer, node: tree.Quantified) -> str:
    code = w.code
    every = node.quantifier == "every"
    start = "4" if every else "0"
    found = w.term(node.collection)
    key = key_of(node) if code.current is not code.function else None
    t = code.fresh("t")
    if node.onwards:
        steps, collections = w.chain(node.collection)
        items, state = code.fresh("v"), code.fresh("v")
        code.line(f"{items}, {state} = run.closure({found.code}, {collections!r}, {steps!r})")
        code.line(f"{t} = 2 if {state} else {start}")
        with w.loop(f"for {{k}}, {{r}}, {{c}} in {items}:") as names:
            _item(w, node, _entry(node, names, collections, names[2]), t, every)
    else:
        code.line(f"{t} = {start} if {found.code} is NONE else 2")
        kind = "dict" if isinstance(node.collection.type, Entries) else "tuple"
        with code.block(f"if {found.code}.__class__ is {kind}:"):
            code.line(f"{t} = {start}")
            _items(w, node, found, t, every, key)
    return f"(4 - {t})" if node.quantifier == "no" else t


def _items(
    w: Writer, node: tree.Quantified, found: Value, t: str, every: bool, key: Key | None
) -> None:
    if key is not None:
        with _indexed(w, key, found, t, every) as (names, limit):
            _item(
                w,
                node,
                _entry(node, names, (key.collection,), repr(key.collection)),
                t,
                every,
                limit,
            )
    elif isinstance(node.collection.type, Entries):
        _entries(w, node, found, t, every)
    elif collections_in(node.collection.type):
        _references(w, node, found, t, every)
    else:
        with w.loop(f"for {{k}} in {found.code}:") as names:
            item = node.collection.type.item if isinstance(node.collection.type, ListOf) else None
            kind = item if item is not None else node.variable_type
            value = Value(names[0], kind, frozenset(names), is_known=True)
            _item(w, node, value, t, every)


def _entries(w: Writer, node: tree.Quantified, found: Value, t: str, every: bool) -> None:
    root = node.collection.name if isinstance(node.collection, tree.Root) else None
    with w.loop(f"for {{k}}, {{r}} in {found.code}.items():") as names:
        k, r, _ = names
        if root is None:
            w.code.line(f"if {r}.__class__ is not dict: {r} = run.blank({found.code}, {k})")
        collections = (root,) if root is not None else ()
        _item(w, node, _entry(node, names, collections, repr(root)), t, every)


def _references(w: Writer, node: tree.Quantified, found: Value, t: str, every: bool) -> None:
    collections = collections_in(node.collection.type)
    code = w.code
    entries = code.read(f"run.entries({collections[0]!r})") if len(collections) == 1 else ""
    with w.loop(f"for {{k}} in {found.code}:") as names:
        k, r, c = names
        if entries:
            code.line(f"{r} = {entries}.get({k})")
        else:
            code.line(f"{c} = run.lies({k}, {collections!r})")
            code.line(f"{r} = run.entries({c}).get({k})")
        with code.block(f"if {r} is None:"):
            code.line(f"if {t} {'>' if every else '<'} 2: {t} = 2")
            code.line("continue")
        lies = c if not entries else repr(collections[0])
        _item(w, node, _entry(node, names, collections, lies), t, every)


def _entry(
    node: tree.Quantified, names: tuple[str, str, str], collections: tuple[str, ...], lies: str
) -> Value:
    kind = node.variable_type
    if not isinstance(kind, EntryOf | RecordOf | Reference):
        kind = EntryOf(collections)
    return Value(
        names[0],
        kind,
        frozenset(names),
        is_known=True,
        fields=names[1],
        collections=collections,
        lies=lies,
    )


def _item(
    w: Writer,
    node: tree.Quantified,
    value: Value,
    t: str,
    every: bool,
    limit: str | None = None,
) -> None:
    """One operand: `not W or P` of every, `W and P` of some and no. Stops where nothing can change."""
    code = w.code
    with w.bind(node.variable, value):
        if node.filter is None:
            _take(w, w.temporary(w.condition(node.condition)), t, every, limit)
            return
        narrowed = w.temporary(w.condition(node.filter))
        with code.block(f"if {narrowed}:"):
            u = w.temporary(w.condition(node.condition))
            if every:
                code.line(f"if 4 - {narrowed} > {u}: {u} = 4 - {narrowed}")
            else:
                code.line(f"if {narrowed} < {u}: {u} = {narrowed}")
            _take(w, u, t, every, limit)


def _take(w: Writer, u: str, t: str, every: bool, limit: str | None) -> None:
    with w.code.block(f"if {u} {'<' if every else '>'} {t}:"):
        w.code.line(f"{t} = {u}")
        end = limit or ("0" if every else "4")
        w.code.line(f"if {t} {'<=' if every else '>='} {end}: break")


@contextmanager
def _indexed(
    w: Writer, key: Key, found: Value, t: str, every: bool
) -> Iterator[tuple[tuple[str, str, str], str]]:
    """A loop over the items that name what is sought, and then over those of which that is not known.

    The phase tells what the key answers. Of what is not known none can decide more than unknown, so one that
    does ends the search.
    """
    code = w.code
    sought = w.term(key.sought)
    index = code.read(f"run.index({key.collection!r}, {key.steps!r}, {key.target!r})")
    phase, items = code.fresh("q"), code.fresh("v")
    limit = f"4 - {phase}" if every else phase
    phases = f"run.candidates({index}, {sought.code}, {found.code})"
    with code.block(f"for {phase}, {items} in {phases}:", barrier=True) as block:
        code.rehome((phase, items), block)
        code.line(f"if {t} {'<=' if every else '>='} {limit}: break")
        known = w.given(key.condition, phase) if key.decides else nullcontext()
        with w.loop(f"for {{k}}, {{r}} in {items}:") as names, known:
            yield names, limit
