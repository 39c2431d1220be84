"""Every node inside a part of the checked tree."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

_NO_NODES = frozenset({"type", "variable_type", "argument_type", "where", "keys"})


def nodes_in(part: object) -> Iterator[object]:
    """The node itself and all nodes inside it, outermost first, in the order of the tree.

    Types and places are no nodes. What a derived fact stands for is not inside the node that names it.
    """
    if not isinstance(part, tuple):
        yield from (part,) if _is_node(part) else ()
    for child in children_of(part):
        yield from nodes_in(child)


def children_of(part: object) -> Iterator[object]:
    """What stands right inside a node, or in a tuple: nodes, and tuples of nodes."""
    if isinstance(part, tuple):
        yield from part
    elif _is_node(part):
        for name in _parts_of(cast(Hashable, type(part))):
            yield getattr(part, name)


def _is_node(part: object) -> bool:
    return is_dataclass(part) and not isinstance(part, type)


@cache
def _parts_of(kind: Hashable) -> tuple[str, ...]:
    parts = fields(cast(Any, kind))
    return tuple(item.name for item in parts if item.name not in _NO_NODES)
