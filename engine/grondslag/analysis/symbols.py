"""A rule read without a register: every fact is recorded, and may be whatever its type allows.

It is coarse on the safe side: what it calls impossible is impossible, what it calls possible may not be. Each
quantifier looks at no item or at one; two of them never look at the same. Dates and lengths are ordered pair by
pair. The shape (a finite choice for each fact, conditions over them) is what a solver would be given too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Final

from grondslag.analysis.choices import Way
from grondslag.analysis.possible_facts import Constants, Facts, Thing, key_of
from grondslag.language import tree
from grondslag.language.logic import (
    FALSE,
    TRUE,
    UNKNOWN,
    Truth,
    conjunction,
    decide,
    disjunction,
    negation,
    truth_of,
)
from grondslag.language.nodes import nodes_in
from grondslag.language.types import (
    RecordOf,
    Vocabulary,
)
from grondslag.rulebook.law import Law
from grondslag.values import NONE


class _NoValue(Exception):
    """A term that must have a value has none: what asks for it cannot be answered."""


Env = Mapping[str, Any]


def constants_in(*parts: object) -> Constants:
    """Every value written in these parts of a tree: the values at which something may change."""
    return frozenset(node.value for node in nodes_in(parts) if isinstance(node, tree.Literal_))


class Symbols:
    """The facts of a rule on one way, and what its conditions answer there."""

    def __init__(self, way: Way, law: Law, vocabulary: Vocabulary, constants: Constants) -> None:
        self.facts = Facts(way, constants)
        self._law = law
        self._vocabulary = vocabulary
        self.blamed: list[tree.Term] = []
        """Terms that are none where a value is needed, in the order met."""

    # ------------------------------------------------------------------------------------- conditions

    def truth(self, env: Env, node: tree.Condition) -> Truth:
        """What a condition answers; unknown where a value is needed and there is none."""
        try:
            return _CONDITIONS[type(node)](self, env, node)
        except _NoValue:
            return UNKNOWN

    def _and(self, env: Env, node: tree.And) -> Truth:
        return _all(self.truth(env, operand) for operand in node.operands)

    def _or(self, env: Env, node: tree.Or) -> Truth:
        return _any(self.truth(env, operand) for operand in node.operands)

    def _not(self, env: Env, node: tree.Not) -> Truth:
        return negation(self.truth(env, node.operand))

    def _implies(self, env: Env, node: tree.Implies) -> Truth:
        condition = negation(self.truth(env, node.condition))
        if condition == TRUE:
            return TRUE
        return disjunction([condition, self.truth(env, node.consequence)])

    def _block(self, env: Env, node: tree.Block) -> Truth:
        truths = (self.truth(env, item.condition) for item in node.items)
        if node.kind == "all":
            return _all(truths)
        return _any(truths) if node.kind == "any" else negation(_any(truths))

    def _quantified(self, env: Env, node: tree.Quantified) -> Truth:
        item = self.item_of(env, node)
        if item is None:
            return FALSE if node.quantifier == "some" else TRUE
        inner = {**env, node.variable: item}
        narrowed = TRUE if node.filter is None else self.truth(inner, node.filter)
        if narrowed == FALSE:
            return FALSE if node.quantifier == "some" else TRUE
        answer = self.truth(inner, node.condition)
        if node.quantifier == "every":
            return disjunction([negation(narrowed), answer])
        both = conjunction([narrowed, answer])
        return both if node.quantifier == "some" else negation(both)

    def item_of(self, env: Env, node: tree.Quantified) -> Any:
        """The item a quantifier looks at; None if there is none."""
        found = self.value(env, node.collection)
        if found is NONE or self.facts.is_empty(found):
            return None
        if node.onwards and not self.facts.way.choose(("reaches", found.key), (True, False)):
            return None
        around = tuple(sorted((name, key_of(value)) for name, value in env.items()))
        return self.facts.item((found.key, node.where, around), node.variable_type)

    def _holds(self, env: Env, node: tree.Holds) -> Truth:
        found = self.value(env, node.term)
        if found is NONE:
            self.blamed.append(node.term)
            return UNKNOWN
        return truth_of(bool(found))

    def _exists(self, env: Env, node: tree.Exists) -> Truth:
        return truth_of(self.value(env, node.term) is not NONE)

    def _is_none(self, env: Env, node: tree.IsNone) -> Truth:
        return truth_of(self.value(env, node.term) is NONE)

    def _is_recorded(self, env: Env, node: tree.IsRecorded) -> Truth:
        """Of the file, not of the world: the one question to which silence is an answer."""
        self.value(env, node.term)
        written = self.facts.way.choose(("recorded", _place(env, node.term)), (True, False))
        return truth_of(written != node.negated)

    def _is_empty(self, env: Env, node: tree.IsEmpty) -> Truth:
        found = self.value(env, node.term)
        return truth_of((found is NONE or self.facts.is_empty(found)) != node.negated)

    def _compare(self, env: Env, node: tree.Compare) -> Truth:
        left, right = self.value(env, node.left), self.value(env, node.right)
        if node.operator in ("is", "is_not"):
            equal = left is not NONE and right is not NONE and self.facts.order(left, right) == 0
            return truth_of(equal == (node.operator == "is"))
        for term, value in ((node.left, left), (node.right, right)):
            if value is NONE:
                self.blamed.append(term)
        if left is NONE or right is NONE:
            return UNKNOWN
        order = self.facts.order(left, right)
        return decide(node.operator, order, order)

    def _one_of(self, env: Env, node: tree.OneOf) -> Truth:
        found = self.value(env, node.term)
        listed = found is not NONE and any(
            self.facts.order(found, value.value) == 0 for value in node.values
        )
        return truth_of(listed != node.negated)

    def _includes(self, env: Env, node: tree.Includes) -> Truth:
        found, item = self.value(env, node.term), self.value(env, node.item)
        there = found is not NONE and item is not NONE and self.facts.has(found, item)
        return truth_of(there != node.negated)

    def _includes_any(self, env: Env, node: tree.IncludesAny) -> Truth:
        found = self.value(env, node.term)
        return truth_of(
            found is not NONE and any(self.facts.has(found, value.value) for value in node.values)
        )

    def _due(self, env: Env, node: tree.Due) -> Truth:
        return self._term(env, node, with_none=None)

    def _within(self, env: Env, node: tree.Within) -> Truth:
        return self._term(env, node, with_none=FALSE)

    def _term(self, env: Env, node: tree.Due | tree.Within, with_none: Truth | None) -> Truth:
        done = self.value(env, node.term)
        values = [self.value(env, node.duration), self.value(env, node.anchor)]
        for term, value in zip((node.duration, node.anchor), values, strict=True):
            if value is NONE:
                self.blamed.append(term)
        if NONE in values:
            return UNKNOWN
        if done is NONE and with_none is not None:
            return with_none
        question = ("in time", key_of(done), *map(key_of, values), type(node).__name__)
        return truth_of(self.facts.way.choose(question, (True, False)))

    # ------------------------------------------------------------------------------------------ terms

    def value(self, env: Env, term: tree.Term) -> Any:
        """What a term stands for: `NONE`, a value, or a `Thing`."""
        return _TERMS[type(term)](self, env, term)

    def _literal(self, _env: Env, term: tree.Literal_) -> Any:
        return term.value

    def _variable(self, env: Env, term: tree.Variable) -> Any:
        return env[term.name]

    def _root(self, _env: Env, term: tree.Root) -> Any:
        known = self._vocabulary.collections[term.name]
        if known.single:
            return Thing(("root", term.name))
        return self.facts.listed(("root", term.name), may_be_none=known.may_be_none)

    def _field(self, env: Env, term: tree.Field) -> Any:
        holder = self.value(env, term.holder)
        if holder is NONE:
            return NONE
        may = term.may_be_none or isinstance(term.type, RecordOf)
        return self.facts.fact((key_of(holder), term.name), term.type, may_be_none=may)

    def _id(self, env: Env, term: tree.Id) -> Any:
        found = self.value(env, term.entry)
        return NONE if found is NONE else Thing(("id", key_of(found)))

    def _derived(self, env: Env, term: tree.Derived) -> Any:
        argument = self.value(env, term.argument)
        if argument is NONE:
            return NONE
        definition = self._law.definitions[term.name]
        inner = {definition.variable: argument}
        for case in definition.cases:
            if case.condition is not None:
                truth = self.truth(inner, case.condition)
                if truth == UNKNOWN:
                    raise _NoValue
                if truth == FALSE:
                    continue
            return self._case(inner, case.value)
        raise _NoValue

    def _case(self, env: Env, value: tree.Term | tree.Condition) -> Any:
        if type(value) in _TERMS:
            return self.value(env, value)  # type: ignore[arg-type]
        truth = self.truth(env, value)  # type: ignore[arg-type]
        if truth == UNKNOWN:
            raise _NoValue
        return truth == TRUE

    def _parameter(self, _env: Env, term: tree.Parameter) -> Any:
        values = self._law.parameters[term.name].values
        value = values[-1].value if values else None
        return value if isinstance(value, int | float | str) else Thing(("parameter", term.name))

    def _lookup(self, env: Env, term: tree.Lookup) -> Any:
        key = self.value(env, term.key)
        if key is NONE:
            return NONE
        question = ("row", term.table, key_of(key))
        return Thing(question) if self.facts.way.choose(question, (True, False)) else NONE

    def _cell(self, env: Env, term: tree.Cell) -> Any:
        row = self.value(env, term.row)
        return NONE if row is NONE else self.facts.fact((key_of(row), term.column), term.type)

    def _count(self, env: Env, term: tree.Count) -> Any:
        found = self.value(env, term.collection)
        if found is NONE or self.facts.is_empty(found):
            return 0
        least = 0 if term.onwards else 1
        numbers = [number for number in self.facts.numbers() if number >= least] or [least]
        return self.facts.way.choose(("count", found.key, term.onwards), numbers)

    def _today(self, _env: Env, _term: tree.Today) -> Any:
        return Thing("today")

    def _now(self, _env: Env, _term: tree.Now) -> Any:
        return Thing("now")

    def _sum(self, env: Env, term: tree.Sum) -> Any:
        left, right = self.value(env, term.left), self.value(env, term.right)
        if left is NONE or right is NONE:
            self.blamed.append(term.left if left is NONE else term.right)
            raise _NoValue
        return Thing(("sum", term.operator, key_of(left), key_of(right)))


def _all(truths: Iterator[Truth]) -> Truth:
    """The conjunction; what follows a false operand is not looked at, so that fewer ways need to be tried."""
    least: Truth = TRUE
    for truth in truths:
        if truth == FALSE:
            return FALSE
        least = min(least, truth)
    return least


def _any(truths: Iterator[Truth]) -> Truth:
    """The disjunction; what follows a true operand is not looked at."""
    most: Truth = FALSE
    for truth in truths:
        if truth == TRUE:
            return TRUE
        most = max(most, truth)
    return most


def _place(env: Env, term: tree.Term) -> Hashable:
    """Which fact a term is, whatever its value."""
    match term:
        case tree.Field(holder, name):
            return (_place(env, holder), name)
        case tree.Variable(name):
            return key_of(env[name])
    return (type(term).__name__, term.where)


_CONDITIONS: Final[dict[type, Callable[[Symbols, Env, Any], Truth]]] = {
    tree.And: Symbols._and,
    tree.Or: Symbols._or,
    tree.Not: Symbols._not,
    tree.Implies: Symbols._implies,
    tree.Block: Symbols._block,
    tree.Quantified: Symbols._quantified,
    tree.Holds: Symbols._holds,
    tree.Exists: Symbols._exists,
    tree.IsNone: Symbols._is_none,
    tree.IsRecorded: Symbols._is_recorded,
    tree.IsEmpty: Symbols._is_empty,
    tree.Compare: Symbols._compare,
    tree.OneOf: Symbols._one_of,
    tree.Includes: Symbols._includes,
    tree.IncludesAny: Symbols._includes_any,
    tree.Due: Symbols._due,
    tree.Within: Symbols._within,
}
_TERMS: Final[dict[type, Callable[[Symbols, Env, Any], Any]]] = {
    tree.Literal_: Symbols._literal,
    tree.Variable: Symbols._variable,
    tree.Root: Symbols._root,
    tree.Field: Symbols._field,
    tree.Id: Symbols._id,
    tree.Derived: Symbols._derived,
    tree.Parameter: Symbols._parameter,
    tree.Lookup: Symbols._lookup,
    tree.Cell: Symbols._cell,
    tree.Count: Symbols._count,
    tree.Today: Symbols._today,
    tree.Now: Symbols._now,
    tree.Sum: Symbols._sum,
}
