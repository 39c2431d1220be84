"""Writes random conditions that the checker would accept."""

from __future__ import annotations

from typing import Any

from grondslag.language import tree
from grondslag.language.types import (
    ListOf,
    Reference,
    Scalar,
)
from grondslag.values import duration
from reference.paths import Env, paths
from reference.term_writer import TermWriter, is_many, is_single, item_type, may_go_onwards
from reference.toy import CALENDARS

YES_NO = Scalar("boolean")
LABELS = (("a", "b", "c"), ("i", "ii", "iii"))
ORDER = ("more", "at_least", "less", "at_most")
LATER = ("after", "before", "on_or_after", "on_or_before")
EQUAL = ("is", "is_not")
LEAVES = (
    "holds",
    "equal",
    "equal",
    "order",
    "later",
    "one_of",
    "presence",
    "presence",
    "recorded",
    "empty",
    "includes",
    "includes_any",
    "within",
    "derived",
)
ABOUT_TERMS = ("later", "within", "within", "within", "order", "lengths", "lengths")
LENGTHS = (duration(28, "day"), duration(30, "day"), duration(1, "month"))
COMPOSITES = (
    "all",
    "any",
    "not",
    "implies",
    "block",
    "block",
    "quantified",
    "quantified",
    "quantified",
)


class Writer(TermWriter):
    """Writes conditions; `leaves` are the kinds of condition that hold no other."""

    leaves: tuple[str, ...] = LEAVES

    def condition(
        self, env: Env, depth: int, *, due: bool = False, lists: int = 0
    ) -> tree.Condition:
        """A condition; *due* where an open term may stand, *lists*: how deep it is in blocks."""
        if depth == 0 or self.chance(3):
            return self.leaf(env, due=due)
        left = depth - 1
        match self.pick(COMPOSITES):
            case "all":
                return tree.And(self.operands(env, left, due=due, lists=lists))
            case "any":
                return tree.Or(self.operands(env, left, due=due, lists=lists))
            case "not":
                return tree.Not(self.condition(env, left, lists=lists))
            case "implies":
                condition = self.condition(env, left, lists=lists)
                return tree.Implies(condition, self.condition(env, left, due=due, lists=lists))
            case "block":
                return self.block(env, left, due=due, lists=lists)
            case _:
                return self.quantified(env, left, due=due, lists=lists)

    def operands(
        self, env: Env, depth: int, *, due: bool, lists: int
    ) -> tuple[tree.Condition, ...]:
        number = 2 + self.draw(2)
        return tuple(self.condition(env, depth, due=due, lists=lists) for _ in range(number))

    def block(self, env: Env, depth: int, *, due: bool, lists: int) -> tree.Block:
        kind: Any = self.pick(("all", "all", "any", "none"))
        operands = self.operands(env, depth, due=due and kind != "none", lists=lists + 1)
        labels = LABELS[min(lists, 1)]
        items = tuple(
            tree.Item(label, (), operand, None)
            for label, operand in zip(labels, operands, strict=False)
        )
        return tree.Block(kind, items)

    def quantified(self, env: Env, depth: int, *, due: bool, lists: int) -> tree.Condition:
        found = [each.term for kind, terms in paths(env).items() for each in terms if is_many(kind)]
        if not found or len(env) > 4:
            return self.leaf(env, due=due)
        chains = [term for term in found if may_go_onwards(term)]
        collection = self.pick(chains if chains and self.chance(2) else found)
        onwards = may_go_onwards(collection) and not self.chance(3)
        quantifier: Any = self.pick(("every", "some", "no"))
        name, type_ = f"v{len(env)}", item_type(collection.type)
        inner: Env = (*env, (name, type_))
        where = self.condition(inner, 0) if self.chance(3) else None
        condition = self.condition(inner, depth, due=due and quantifier == "every", lists=lists)
        return tree.Quantified(quantifier, name, type_, collection, onwards, where, condition)

    def leaf(self, env: Env, *, due: bool) -> tree.Condition:
        kinds = (*self.leaves, *["due"] * 6) if due else self.leaves
        kind = self.pick(kinds)
        found: tree.Condition | None = getattr(self, f"_{kind}")(env)
        return found if found is not None else self._equal(env)

    def _holds(self, env: Env) -> tree.Condition:
        return tree.Holds(self.found("boolean", env).term)

    def _derived(self, env: Env) -> tree.Condition | None:
        term = self.derived(YES_NO, env)
        return None if term is None else tree.Holds(term)

    def _equal(self, env: Env) -> tree.Condition:
        kinds = [kind for kind in paths(env) if is_single(kind)]
        left = self.found(self.pick(kinds), env).term
        return tree.Compare(self.pick(EQUAL), left, self.other(left, env))

    def _order(self, env: Env) -> tree.Condition | None:
        left = self.maybe(("integer", "number", "duration", "duration"), env)
        return None if left is None else tree.Compare(self.pick(ORDER), left, self.other(left, env))

    def _lengths(self, env: Env) -> tree.Condition | None:
        """Months against days and weeks."""
        left = self.maybe(("duration",), env)
        if left is None:
            return None
        right = tree.Literal_(self.pick(LENGTHS), left.type)
        return tree.Compare(self.pick((*ORDER, "is")), left, right)

    def _later(self, env: Env) -> tree.Condition | None:
        left = self.maybe(("date", "datetime"), env)
        return None if left is None else tree.Compare(self.pick(LATER), left, self.other(left, env))

    def _one_of(self, env: Env) -> tree.Condition | None:
        left = self.maybe(("code kind", "code role", "text", "integer"), env)
        if left is None:
            return None
        values = (self.literal(left.type), self.literal(left.type))
        return tree.OneOf(left, values, self.chance(2))

    def _presence(self, env: Env) -> tree.Condition:
        found = [each.term for terms in paths(env).values() for each in terms if each.may_be_none]
        row = self.lookup(env)
        others = [self.derived(type_, env) for type_ in (Scalar("text"), Scalar("duration"))]
        derived = [each for each in others if each is not None]
        cells = (self.cell(row, "term"), self.cell(row, "name"))
        term = self.pick((*found, row, row, *cells, *derived, *derived))
        return tree.Exists(term) if self.chance(2) else tree.IsNone(term)

    def _recorded(self, env: Env) -> tree.Condition:
        found = [
            each.term
            for terms in paths(env).values()
            for each in terms
            if isinstance(each.term, tree.Field)
        ]
        return tree.IsRecorded(self.pick(found), self.chance(2))

    def _empty(self, env: Env) -> tree.Condition:
        found = [each.term for kind, terms in paths(env).items() for each in terms if is_many(kind)]
        return tree.IsEmpty(self.pick(found), self.chance(2))

    def _includes(self, env: Env) -> tree.Condition | None:
        term = self.maybe([kind for kind in paths(env) if kind.startswith("list")], env)
        if term is None or not isinstance(term.type, ListOf):
            return None
        item = term.type.item
        wanted: tree.Term | None
        if isinstance(item, Reference):
            kind = "local" if item.local else "entry"
            wanted = self._matching(kind, item, env)
        else:
            wanted = self.other_of(item, env)
        return None if wanted is None else tree.Includes(term, wanted, self.chance(2))

    def _includes_any(self, env: Env) -> tree.Condition | None:
        term = self.maybe(("list text", "list code kind"), env)
        if term is None or not isinstance(term.type, ListOf):
            return None
        item = term.type.item
        return tree.IncludesAny(term, (self.literal(item), self.literal(item)))

    def _within(self, env: Env) -> tree.Condition | None:
        kind = self.kind_of_moment(env)
        x, anchor = self.two(kind, env)
        if x is None or anchor is None:
            return None
        if self.chance(4):
            x, anchor = self.pick(((x, self.today(kind)), (self.today(kind), anchor)))
        side: Any = self.pick(("after", "after", "before"))
        by = self.length(kind, env)
        return tree.Within(x, by, side, anchor, self.pick(CALENDARS))

    def _due(self, env: Env) -> tree.Condition | None:
        kind = self.kind_of_moment(env)
        x, anchor = self.two(kind, env)
        if x is None or anchor is None:
            return None
        return tree.Due(x, self.length(kind, env), anchor, self.pick(CALENDARS))
