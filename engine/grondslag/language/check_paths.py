"""Names and the steps after them: variables, parameters, cells of tables, facts of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from grondslag.language import expressions as e
from grondslag.language.context import Here, failed
from grondslag.language.families import is_any, name_of
from grondslag.language.problems import advice, nearest
from grondslag.language.tree import (
    Cell,
    Count,
    Derived,
    Field,
    Id,
    Literal_,
    Lookup,
    Now,
    Parameter,
    Root,
    TableDeclaration,
    Term,
    Today,
    Variable,
    Where,
)
from grondslag.language.types import (
    Code,
    Entries,
    EntryOf,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Row,
    Scalar,
    Type,
    Vocabulary,
)

Check = Callable[[e.Expression, Here], Term]
TEXT: Final = Scalar("text")


def check_path(node: e.Path, here: Here, check: Check) -> Term:
    """A name and its steps; *check* checks the key of a table. What fails has type any."""
    name, steps = node.name, list(node.steps)
    table = here.checker.declarations.tables.get(name.text)
    term: Term
    if table is not None and name.text not in here.variables:
        term = _lookup(name, steps, table, here, check)
    else:
        term = _base(name, here, before_key=bool(steps) and isinstance(steps[0], e.LookupStep))
    for step in steps:
        if isinstance(step, e.LookupStep):
            check(step.key, here)
        term = _step(term, step, here)
    return term


def known_names(here: Here) -> set[str]:
    """Every name that may stand at the start of a path."""
    declared = here.checker.declarations
    return {
        *here.variables,
        *declared.parameters,
        *declared.tables,
        *here.checker.vocabulary.collections,
    }


def is_broken(name: str, here: Here) -> bool:
    """Whether a name was declared with an error: nothing more is said of it."""
    if name not in here.checker.declarations.broken:
        return False
    here.checker.hangs_on_broken = True
    return True


def _base(name: e.Name, here: Here, *, before_key: bool) -> Term:
    bound = here.variables.get(name.text)
    if bound is not None:
        here.checker.used.add(bound.where)
        return Variable(name.text, bound.type, name.where)
    parameter = here.checker.declarations.parameters.get(name.text)
    if parameter is not None:
        return Parameter(parameter.name, None, parameter.type, name.where)
    if is_broken(name.text, here):
        return failed(name.where)
    collection = here.checker.vocabulary.collections.get(name.text)
    if collection is not None:
        here.checker.has_fact = True
        kind: Type = RecordOf(name.text) if collection.single else Entries(collection=name.text)
        return Root(name.text, kind, name.where)
    if here.checker.names_lost:
        return failed(name.where)
    known = set(here.checker.declarations.tables) if before_key else known_names(here)
    here.problems.add("unknown-name", name.where, helps=nearest(name.text, known), name=name.text)
    return failed(name.where)


# ---------------------------------------------------------------------------------------- tables


def _lookup(
    name: e.Name,
    steps: list[e.FieldStep | e.LookupStep],
    table: TableDeclaration,
    here: Here,
    check: Check,
) -> Term:
    if not steps or not isinstance(steps[0], e.LookupStep):
        here.problems.add(
            "wrong-key-type",
            name.where,
            message="table-without-key",
            helps=advice("table-without-key-help", table=name.text),
            table=name.text,
        )
        steps.clear()
        return failed(name.where)
    step = steps.pop(0)
    assert isinstance(step, e.LookupStep)
    key = check(step.key, here)
    if not _fits_key(key.type, table.key_type):
        here.problems.add(
            "wrong-key-type",
            key.where,
            table=name.text,
            found=name_of(key.type),
            expected=name_of(table.key_type),
        )
        steps.clear()
        return failed(name.where)
    return Lookup(table.name, key, Row(table.name), (name.where[0], step.where[1]))


def _fits_key(found: Type, expected: Type) -> bool:
    if is_any(found) or is_any(expected) or found == expected:
        return True
    if isinstance(found, Code):
        return expected == TEXT
    numbers = ("integer", "number")
    return (
        isinstance(found, Scalar)
        and isinstance(expected, Scalar)
        and found.name in numbers
        and expected.name in numbers
    )


def _cell(row: Lookup, step: e.FieldStep, here: Here, where: Where) -> Term:
    plain = row.table.rpartition("/")[2]
    columns = dict(here.checker.declarations.tables[plain].columns)
    kind = columns.get(step.name.text)
    if kind is None:
        here.problems.add(
            "unknown-column",
            step.name.where,
            message="unknown-table-column",
            helps=nearest(step.name.text, columns),
            table=plain,
            column=step.name.text,
        )
        return failed(where)
    return Cell(row, step.name.text, kind, where)


# ----------------------------------------------------------------------------------------- steps


def _step(term: Term, step: e.FieldStep | e.LookupStep, here: Here) -> Term:
    where = (term.where[0], step.where[1])
    if is_any(term.type):
        return failed(where)
    if isinstance(step, e.LookupStep):
        here.problems.add(
            "list-has-no-fields",
            step.where,
            message="no-key-here",
            helps=advice("no-key-here-help"),
            found=name_of(term.type),
        )
        return failed(where)
    if isinstance(term, Lookup):
        return _cell(term, step, here, where)
    if isinstance(term.type, ListOf | Entries):
        here.problems.add(
            "list-has-no-fields",
            step.name.where,
            helps=advice("list-has-no-fields-help"),
            found=name_of(term.type),
        )
        return failed(where)
    return _field(term, step.name, here, where)


def _field(term: Term, name: e.Name, here: Here, where: Where) -> Term:
    holder = term.type
    fields = fields_of(holder, here.checker.vocabulary)
    kind = fields.get(name.text)
    if kind is not None:
        here.checker.has_fact = True
        none = may_be_none(term, here.checker.vocabulary) or field_may_be_none(
            kind, here.checker.vocabulary
        )
        return Field(term, name.text, kind.type, none, where)
    if name.text == "id" and has_id(holder):
        return Id(term, TEXT, where)
    if is_broken(name.text, here):
        return failed(where)
    argument = here.checker.derived.arguments.get(name.text)
    if argument is None or not argument_fits(argument, holder):
        _unknown_field(term, name, fields, here)
        return failed(where)
    definition = here.checker.derived.find(name.text)
    if definition is None:
        here.checker.hangs_on_broken = True
        return failed(where)
    here.checker.has_fact = True
    return Derived(definition.name, term, definition.type, where)


def argument_fits(argument: Type, holder: Type) -> bool:
    """Whether a derived fact of *argument* may be asked of *holder*."""
    match argument, holder:
        case EntryOf(record=str() as record), (RecordOf(other) | EntryOf(record=str() as other)):
            return record == other
        case RecordOf(record), (RecordOf(other) | EntryOf(record=str() as other)):
            return record == other
        case EntryOf(collections=wanted), EntryOf(collections=found):
            return bool(found) and set(found) <= set(wanted)
        case EntryOf(collections=wanted), Reference(collections=found, local=None):
            return bool(found) and set(found) <= set(wanted)
        case _:
            return False


def _unknown_field(term: Term, name: e.Name, fields: Mapping[str, FieldType], here: Here) -> None:
    derived = [
        derived
        for derived, argument in here.checker.derived.arguments.items()
        if argument_fits(argument, term.type)
    ]
    known = [*fields, *derived, *(["id"] if has_id(term.type) else [])]
    holder = here.problems.source.text[term.where[0] : term.where[1]]
    if not known:
        here.problems.add(
            "unknown-fact", name.where, message="no-fields", holder=holder, fact=name.text
        )
        return
    here.problems.add(
        "unknown-fact",
        name.where,
        helps=nearest(name.text, known),
        holder=shown(holder),
        fact=name.text,
    )


def shown(written: str) -> str:
    """What was written, on one line."""
    return " ".join(written.split())


def fields_of(holder: Type, vocabulary: Vocabulary) -> Mapping[str, FieldType]:
    """The fields of a holder; a local reference cannot be followed and has none."""
    match holder:
        case Reference(local=str()):
            return {}
        case EntryOf(collections=names) | Reference(collections=names) if names:
            return vocabulary.fields(holder) if all_known(names, vocabulary) else {}
        case EntryOf(record=str() as record) | RecordOf(record):
            return vocabulary.fields(holder) if record in vocabulary.records else {}
        case _:
            return {}


def all_known(names: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether all are collections of the vocabulary."""
    return all(name in vocabulary.collections for name in names)


def has_id(holder: Type) -> bool:
    """Whether it is an entry, or stands for one: those have an id."""
    return isinstance(holder, EntryOf) or (isinstance(holder, Reference) and holder.local is None)


# -------------------------------------------------------------------------------------- presence


def field_may_be_none(kind: FieldType, vocabulary: Vocabulary, above: tuple[str, ...] = ()) -> bool:
    """Whether a field can be none: the model accepts it, or its record can be none throughout."""
    if kind.may_be_none:
        return True
    if not isinstance(kind.type, RecordOf) or kind.type.record in above:
        return False
    fields = vocabulary.records.get(kind.type.record, {})
    within = (*above, kind.type.record)
    return all(field_may_be_none(inner, vocabulary, within) for inner in fields.values())


def may_be_none(term: Term, vocabulary: Vocabulary) -> bool:
    """Whether a term can be none, by itself or because something before it in the path can be."""
    match term:
        case Field(may_be_none=none):
            return none
        case Root(name):
            collection = vocabulary.collections[name]
            inner = collection.fields.values()
            return collection.may_be_none or (
                collection.single and all(field_may_be_none(kind, vocabulary) for kind in inner)
            )
        case Variable() | Id() | Parameter() | Count() | Today() | Now() | Literal_():
            return False
        case _:
            return True
