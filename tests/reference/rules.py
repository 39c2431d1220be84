"""Random well-typed rules over the toy vocabulary, with every kind of node in every legal place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from hypothesis import strategies as st

from grondslag.language import tree
from grondslag.language.types import Entries, EntryOf, RecordOf, Reference, Scalar, Type
from grondslag.model.facts import Register
from grondslag.rulebook.rule import Rule
from grondslag.text import Source
from reference.dates import AMSTERDAM
from reference.paths import Env
from reference.registers import WINDOWS, Draw, Pool, Window, chooser, pick, write_register
from reference.toy import EASTER, EVER, VOCABULARY, Book, toy_law
from reference.writer import ABOUT_TERMS, LEAVES, Writer

PROCESSING, PROCESSORS = EntryOf(("processing",)), EntryOf(("processors",))
WORDS = tree.Message(("x",), ("x",))


@dataclass(frozen=True)
class Case:
    """A rulebook, a register and a moment."""

    book: Book
    register: Register
    as_of: datetime


def _root(name: str) -> tree.Root:
    return tree.Root(name, Entries(collection=name))


def _step(variable: str, type_: Type, name: str) -> tree.Field:
    holder = tree.Variable(variable, type_)
    return tree.Field(holder, name, VOCABULARY.fields(type_)[name].type)


def _each(name: str) -> tuple[tree.Binding, ...]:
    return (tree.Binding("x", EntryOf((name,)), (_root(name),)),)


_OF_PURPOSES = tree.Binding("p", EntryOf(record="purpose"), (_step("x", PROCESSING, "purposes"),))
_OF_PROCESSORS = tree.Binding(
    "p", Reference(("processors",)), (_step("x", PROCESSING, "processors"),)
)
_SITES = tree.Field(
    tree.Root("organisation", RecordOf("organisation")), "sites", Entries(record="person")
)
SCOPES = (
    tree.Scope((), "organisation", None),
    tree.Scope(_each("processing"), None, None),
    tree.Scope(_each("processors"), None, None),
    *[tree.Scope(_each("breaches"), None, None)] * 2,
    tree.Scope(_each("processors"), None, None),
    tree.Scope(
        (
            tree.Binding(
                "x", EntryOf(("processors", "parties")), (_root("processors"), _root("parties"))
            ),
        ),
        None,
        None,
    ),
    tree.Scope((*_each("processing"), _OF_PURPOSES), None, None),
    tree.Scope((*_each("processing"), _OF_PROCESSORS), None, None),
    tree.Scope((tree.Binding("x", EntryOf(record="person"), (_SITES,)),), None, None),
    tree.Scope(
        (
            *_each("processing"),
            replace(_OF_PROCESSORS, variable="y"),
            tree.Binding(
                "p",
                Reference(("processors",)),
                (_step("y", Reference(("processors",)), "subprocessors"),),
            ),
        ),
        None,
        None,
    ),
)
ARGUMENTS: tuple[Type, ...] = (
    EntryOf(("processing",)),
    EntryOf(("processors",)),
    EntryOf(("breaches",)),
    RecordOf("agreement"),
    RecordOf("purpose"),
)
VALUE_TYPES = (Scalar("duration"), Scalar("text"), Scalar("integer"), Scalar("date"))
YES_NO = Scalar("boolean")


class RuleWriter:
    """Writes definitions, then rules that may use them."""

    def __init__(self, draw: Draw, window: Window) -> None:
        self.draw = draw
        self.window = window
        self.writer = Writer(draw, window)
        self.scopes: tuple[tree.Scope, ...] = SCOPES
        self.depth = 3

    def about_terms(self) -> None:
        """Short rules about dates and terms."""
        self.writer.leaves = ABOUT_TERMS
        self.scopes = tuple(scope for scope in SCOPES if scope.bindings == _each("breaches"))
        self.depth = 1

    def definition(self, name: str) -> tree.Definition:
        argument = self.writer.pick(ARGUMENTS)
        env: Env = (("d", argument),)
        type_ = self.writer.pick((YES_NO, YES_NO, YES_NO, *VALUE_TYPES))

        def body() -> tree.Term | tree.Condition:
            if type_ == YES_NO:
                return self.writer.condition(env, 1)
            return self.writer.value(type_, env)

        cases = tuple(tree.Case(body(), self.writer.condition(env, 1)) for _ in range(self.draw(3)))
        return tree.Definition(
            f"toy/{name}", "d", argument, (*cases, tree.Case(body(), None)), type_, (), ()
        )

    def versions(self, name: str) -> tuple[tree.CheckedRule, ...]:
        scope = self.writer.pick(self.scopes)
        event = self.event(scope) if self.writer.chance(4) else None
        if self.writer.chance(4):
            end = self.writer.pick([EASTER, date(2026, 4, 6)])
            older = self.rule(name, scope, event, EVER, end)
            newer = self.rule(name, scope, event, date(2026, 4, 6), None)
            return (replace(older, earlier_unread=self.writer.chance(2)), newer)
        start = EVER if self.writer.chance(2) else self.writer.pick([EVER, EASTER])
        rule = self.rule(name, scope, event, start, None)
        return (replace(rule, earlier_unread=self.writer.chance(3)),)

    def event(self, scope: tree.Scope) -> tree.Term | None:
        found = [
            tree.Field(tree.Variable(binding.variable, binding.type), name, kind.type)
            for binding in scope.bindings
            for name, kind in VOCABULARY.fields(binding.type).items()
            if kind.type in {Scalar("date"), Scalar("datetime")}
        ]
        return self.writer.pick(found) if found else None

    def rule(
        self,
        name: str,
        scope: tree.Scope,
        event: tree.Term | None,
        start: date,
        end: date | None,
    ) -> tree.CheckedRule:
        env: Env = tuple((binding.variable, binding.type) for binding in scope.bindings)
        writer = self.writer
        if scope.record is None and writer.chance(3):
            scope = replace(scope, filter=writer.condition(env, 1))
        exemptions = writer.pick((0, 0, 0, 1, 2))
        return tree.CheckedRule(
            id=name,
            title=(),
            citations=(tree.Citation("LAW", article="1"),),
            severity="high",
            certainty="law",
            source_status="read",
            valid_from=start,
            valid_until=end,
            earlier_unread=False,
            review_by=None,
            waivable=True,
            event=event,
            scope=scope,
            when=writer.condition(env, 1) if self.depth > 1 and writer.chance(2) else None,
            require=writer.condition(env, self.depth, due=True),
            exemptions=tuple(
                tree.Exemption((), writer.condition(env, 1)) for _ in range(exemptions)
            ),
            otherwise=WORDS,
            fix=WORDS,
            note=None,
            examples=(),
        )

    def book(self, rules: int) -> Book:
        definitions: dict[str, tree.Definition] = {}
        for number in range(self.draw(4)):
            definition = self.definition(f"d{number}")
            definitions[definition.name] = definition
            self.writer.definitions = (*self.writer.definitions, definition)
        written = {f"rule-{number}": self.versions(f"rule-{number}") for number in range(rules)}
        return book_of(written, definitions)


def book_of(
    rules: dict[str, tuple[tree.CheckedRule, ...]],
    definitions: dict[str, tree.Definition] | None = None,
) -> Book:
    """A rulebook of checked rules."""
    return Book(
        {
            name: tuple(
                Rule(name, "toy", "toy", "law", Source(f"{name}.rule", ""), rule)
                for rule in versions
            )
            for name, versions in rules.items()
        },
        toy_law(definitions or {}),
    )


def draw_as_of(draw: Draw, window: Window) -> datetime:
    day = window.day(draw)
    return datetime.combine(day, pick(draw, (time(12), time(0), time(9, 20))), AMSTERDAM)


@st.composite
def cases(draw: st.DrawFn, rules: int = 2) -> Case:
    """Cases that shrink to a small one."""
    return write_case(chooser(draw), rules)


def write_case(draw: Draw, rules: int, *, recorded: bool = True) -> Case:
    """A rulebook of *rules* rules, a register and a moment in the same few days.

    *recorded*: whether the rules may ask for the writing down itself.
    """
    window = pick(draw, WINDOWS)
    writer = RuleWriter(draw, window)
    weight, nones = pick(draw, (1, 4, 12, 24)), 1
    if draw(5) > 2:
        writer.about_terms()
        weight, nones = 24, 4
    elif not recorded:
        writer.writer.leaves = tuple(leaf for leaf in LEAVES if leaf != "recorded")
    book = writer.book(rules)
    register = write_register(VOCABULARY, Pool(window, weight=weight, nones=nones), draw)
    return Case(book, register, draw_as_of(draw, window))
