"""The scope of a rule: what one verdict is about."""

from __future__ import annotations

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.check_conditions import check_condition, check_new_name, check_used
from grondslag.language.check_terms import check_collection
from grondslag.language.context import ANY, Here
from grondslag.language.families import is_any, name_of
from grondslag.language.problems import advice, nearest
from grondslag.language.tree import Binding, Scope, Term
from grondslag.language.types import EntryOf, Type


def check_scope(node: s.ForEach | s.ForThe | None, here: Here) -> tuple[Scope | None, Here]:
    """The scope, and the point inside it where its variables are known."""
    if node is None:
        return None, here
    if isinstance(node, s.ForThe):
        return _record(node, here), here
    bindings: list[Binding] = []
    for binding in node.bindings:
        checked = _binding(binding, here)
        bindings.append(checked)
        here = here.bind(checked.variable, checked.type, binding.variable.where)
    narrowed = None
    if node.filter is not None:
        narrowed = check_condition(node.filter, here.under(here.problems.words.phrase("WHERE")))
    here.checker.has_fact = True
    return Scope(tuple(bindings), None, narrowed, node.where), here


def _record(node: s.ForThe, here: Here) -> Scope | None:
    collections = here.checker.vocabulary.collections
    found = collections.get(node.name.text)
    if found is not None and found.single:
        return Scope((), node.name.text, None, node.where)
    single = [name for name, collection in collections.items() if collection.single]
    here.problems.add(
        "unknown-name",
        node.name.where,
        message="not-one-record" if found is not None else "unknown-name",
        helps=advice("not-one-record-help", phrase=here.problems.words.phrase("FOR_EACH"))
        if found is not None
        else nearest(node.name.text, single),
        name=node.name.text,
    )
    return None


def _binding(node: s.BindingNode, here: Here) -> Binding:
    sources: list[Term] = []
    kinds: list[Type] = []
    for collection in node.sources:
        term, item = check_collection(collection, here, "FOR_EACH")
        sources.append(term)
        kinds.append(_entry(collection, item, here))
    check_new_name(node.variable, here)
    return Binding(node.variable.text, _common(kinds, node, here), tuple(sources), node.where)


def _entry(node: e.CollectionOf, item: Type, here: Here) -> Type:
    """A verdict is about an entry: a scope ranges over entries, each by itself."""
    if node.onwards:
        here.problems.add(
            "onwards-needs-references",
            node.where,
            message="onwards-in-scope",
            helps=advice("onwards-needs-references-help"),
        )
    if isinstance(item, EntryOf) or is_any(item):
        return item
    here.problems.add(
        "not-a-list",
        node.where,
        message="scope-needs-entries",
        helps=advice("scope-needs-entries-help"),
        found=name_of(item),
    )
    return ANY


def _common(kinds: list[Type], node: s.BindingNode, here: Here) -> Type:
    """The type of an entry of any of these: all of root collections, or all of one record type."""
    if any(is_any(kind) for kind in kinds):
        return ANY
    entries = [kind for kind in kinds if isinstance(kind, EntryOf)]
    if all(kind.collections for kind in entries):
        names = dict.fromkeys(name for kind in entries for name in kind.collections)
        return EntryOf(tuple(names))
    if all(kind == entries[0] for kind in entries):
        return entries[0]
    here.problems.add(
        "incomparable-types",
        node.where,
        message="mixed-scope",
        helps=advice("mixed-scope-help"),
    )
    return ANY


def check_scope_used(node: s.ForEach | s.ForThe, here: Here) -> None:
    """Each variable of a scope must be used somewhere in the rule."""
    if isinstance(node, s.ForEach):
        for binding in node.bindings:
            check_used(binding.variable, here)
