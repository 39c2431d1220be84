"""Which types go together, and what they are called."""

from __future__ import annotations

from typing import Final

from grondslag.language.types import (
    Code,
    Entries,
    EntryOf,
    ListOf,
    RecordOf,
    Reference,
    Row,
    Scalar,
    Type,
)

NUMBERS: Final = frozenset({"integer", "number"})
DATES: Final = frozenset({"date", "datetime"})
LENGTHS: Final = NUMBERS | {"duration"}
SCALARS: Final = ("integer", "number", "text", "date", "datetime", "duration", "boolean")
"""The types that a parameter or a column may have."""


def name_of(kind: Type) -> str:
    """What a type is called: `date`, `code`, `list`; of the table row `row`."""
    match kind:
        case Scalar(name):
            return name
        case Code():
            return "code"
        case Reference():
            return "reference"
        case ListOf():
            return "list"
        case RecordOf():
            return "record"
        case EntryOf():
            return "entry"
        case Entries():
            return "collection"
        case Row():
            return "row"


def is_any(kind: Type) -> bool:
    """Whether it is the type of what failed: it fits everywhere."""
    return isinstance(kind, Scalar) and kind.name == "any"


def is_scalar(kind: Type, names: frozenset[str]) -> bool:
    """Whether it is one of these single values, or failed."""
    return isinstance(kind, Scalar) and (kind.name in names or kind.name == "any")


def item_of(kind: Type) -> Type | None:
    """What the items of a list or collection are; None if it has no items."""
    match kind:
        case Scalar("any"):
            return kind
        case ListOf(Reference(collections, None)) if collections:
            return EntryOf(collections)
        case ListOf(item):
            return item
        case Entries(collection=str() as collection):
            return EntryOf((collection,))
        case Entries(record=str() as record):
            return EntryOf(record=record)
        case _:
            return None


def comparable(left: Type, right: Type) -> bool:
    """Whether `is` has a meaning between two values of these types."""
    if is_any(left) or is_any(right):
        return True
    match left, right:
        case Scalar(first), Scalar(second):
            return first == second or any({first, second} <= kind for kind in (NUMBERS, DATES))
        case Code(), Code():
            return left == right
        case ((Reference() | EntryOf()), (Reference() | EntryOf())):
            return _same_entries(left, right)
        case _:
            return False


def _same_entries(left: Reference | EntryOf, right: Reference | EntryOf) -> bool:
    """A local reference may name an entry of any map: which one, the model knows."""
    if _is_local(left) or _is_local(right):
        return not (left_collections(left) and left_collections(right))
    if left_collections(left) and left_collections(right):
        return bool(set(left_collections(left)) & set(left_collections(right)))
    return isinstance(left, EntryOf) and isinstance(right, EntryOf) and left.record == right.record


def left_collections(kind: Reference | EntryOf) -> tuple[str, ...]:
    """The root collections whose entries it can be; none for an entry of a map."""
    return () if _is_local(kind) else kind.collections


def _is_local(kind: Reference | EntryOf) -> bool:
    return isinstance(kind, Reference) and kind.local is not None


def same_family(left: Type, right: Type) -> Type | None:
    """The type of values that may be either; None if they do not go together."""
    if is_any(left) or (isinstance(left, Scalar) and left.name == "none"):
        return right
    if is_any(right) or (isinstance(right, Scalar) and right.name == "none"):
        return left
    if left == right:
        return left
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        if {left.name, right.name} <= NUMBERS:
            return Scalar("number")
        if {left.name, right.name} <= DATES:
            return Scalar("datetime")
    return None
