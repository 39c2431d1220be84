"""A checked rule to the source of a Python function that decides it for many entries, without reasons.

The function is `judge(run, day, rows, out)`: for each row `(index, id, fields, collection, ...)` it sets
`out[index]` to a code. Truths are those of `grondslag.language.logic`. The source is plain text that can be
kept; it is made of names of its own and of `repr` of values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import CodeType
from typing import Any, Final

from grondslag.language import tree
from grondslag.language.compile_code import Code, Value
from grondslag.language.compile_conditions import CONDITIONS, disjunction
from grondslag.language.compile_runtime import NAMES, Runtime
from grondslag.language.compile_search import collections_in
from grondslag.language.compile_terms import TERMS, literal_code
from grondslag.language.types import EntryOf, ListOf, RecordOf, Reference, Vocabulary

GENERATOR: Final = 2
"""Raised whenever the source made of a rule changes: what was kept before is then made anew."""

Row = tuple[Any, ...]
Judge = Callable[[Runtime, date, list[Row], bytearray], None]
Key = tuple[str, date]

COMPLIANT, VIOLATION, UNDETERMINED, NOT_WHEN, NOT_UNLESS, OPEN_TERM, REMOVED = range(7)
"""The codes that a compiled rule sets; the last says that `where` leaves the entry out."""


class Writer:
    """What is known while a rule is written: names for what is bound, and functions of derived facts."""

    def __init__(self, definitions: Mapping[str, tree.Definition], vocabulary: Vocabulary) -> None:
        self.code = Code("def judge(run, day, rows, out):")
        self.bound: dict[str, Value] = {}
        self._definitions = definitions
        self._vocabulary = vocabulary
        self._functions: dict[str, str] = {}
        self._given: dict[int, str] = {}

    def term(self, node: tree.Term) -> Value:
        """The value of a term."""
        return TERMS[type(node)](self, node)

    def condition(self, node: tree.Condition) -> str:
        """An expression for the truth of a condition."""
        given = self._given.get(id(node))
        return CONDITIONS[type(node)](self, node) if given is None else given

    def temporary(self, expression: str) -> str:
        """A name for a truth that may still change; each is used once, so a name given by another will do."""
        if expression.startswith("t") and self.code.is_local(expression):
            return expression
        name = self.code.fresh("t")
        self.code.line(f"{name} = {expression}")
        return name

    def is_single(self, collection: str) -> bool:
        """Whether a collection is one record."""
        known = self._vocabulary.collections.get(collection)
        return known is not None and known.single

    @contextmanager
    def bind(self, variable: str, value: Value) -> Iterator[None]:
        """A variable inside a quantifier."""
        before = self.bound
        self.bound = {**before, variable: value}
        yield
        self.bound = before

    @contextmanager
    def given(self, node: tree.Condition, expression: str) -> Iterator[None]:
        """A condition of which the truth is known where it stands."""
        self._given[id(node)] = expression
        yield
        del self._given[id(node)]

    @contextmanager
    def loop(self, header: str) -> Iterator[tuple[str, str, str]]:
        """A loop that counts its steps. Names for id, fields and collection of an item stand in the header."""
        code = self.code
        names = code.fresh("k"), code.fresh("r"), code.fresh("c")
        k, r, c = names
        with code.block(header.format(k=k, r=r, c=c), barrier=True) as block:
            code.rehome(names, block)
            code.line("s += 1")
            yield names
        code.line("if s > MOST_STEPS: raise Spent")

    def chain(self, collection: tree.Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """For `onwards`: the fields from an entry to its references, and the collections they point at."""
        return steps_onwards(collection), collections_in(collection.type)

    def derived(self, name: str) -> str:
        """The name of the function for a derived fact, which is written when first needed."""
        function = self._functions.get(name)
        if function is None:
            code = self.code
            function = self._functions[name] = f"d{len(self._functions) + 1}"
            definition = self._definitions[name]
            before, self.bound = self.bound, {}
            with code.at(code.function):
                self._function(function, definition)
            self.bound = before
        return function

    def inlined(self, node: tree.Derived) -> str | None:
        """The truth of a derived fact that is one short condition, written in place; None for others."""
        definition = self._definitions[node.name]
        (*cases, last) = definition.cases
        if cases or type(last.value) in TERMS or _is_worth_keeping(definition):
            return None
        argument = self.term(node.argument)
        if argument.fields is None:
            return None
        before, self.bound = self.bound, {definition.variable: argument}
        truth = self.condition(last.value)  # type: ignore[arg-type]
        self.bound = before
        return truth

    def _function(self, function: str, definition: tree.Definition) -> None:
        code = self.code
        keep = _is_worth_keeping(definition)
        kept = code.read(f"run.kept({definition.name!r}, day)") if keep else ""
        names = code.fresh("k"), code.fresh("r"), code.fresh("c")
        inner = f"{function}_" if keep else function
        with code.block(f"def {inner}({', '.join(names)}):", barrier=True, function=True) as block:
            code.rehome(names, block)
            value = Value(
                names[0],
                definition.argument,
                frozenset(names),
                is_known=True,
                fields=names[1],
                collections=collections_in(definition.argument),
                lies=names[2],
            )
            with self.bind(definition.variable, value):
                self._cases(definition)
            if block.has_loop:
                block.lines.insert(0, "nonlocal s")
        if keep:
            with code.block(f"def {function}(k, r, c):"):
                code.line(f"v = {kept}.get(k, {kept})")
                code.line(f"if v is {kept}: v = {kept}[k] = {inner}(k, r, c)")
                code.line("return v")

    def _cases(self, definition: tree.Definition) -> None:
        code = self.code
        for case in definition.cases:
            if case.condition is None:
                code.line(f"return {self._case_value(case.value)}")
                return
            t = self.temporary(self.condition(case.condition))
            with code.block(f"if {t} == 4:"):
                code.line(f"return {self._case_value(case.value)}")
            code.line(f"if {t}: return None")

    def _case_value(self, value: tree.Term | tree.Condition) -> str:
        if type(value) in TERMS:
            return self.term(value).code  # type: ignore[arg-type]
        t = self.temporary(self.condition(value))  # type: ignore[arg-type]
        return f"True if {t} == 4 else False if {t} == 0 else None"


def steps_onwards(collection: tree.Term) -> tuple[str, ...]:
    """The fields from an entry to its list of references: `agreement`, `subprocessors`."""
    steps: list[str] = []
    term = collection
    while isinstance(term, tree.Field):
        steps.append(term.name)
        term = term.holder
        if isinstance(term.type, EntryOf | Reference):
            break
    return tuple(reversed(steps))


def _is_worth_keeping(definition: tree.Definition) -> bool:
    """Whether a derived fact of an entry of one root collection is kept by its id: not if it is read at once."""
    argument = definition.argument
    if not isinstance(argument, EntryOf) or len(argument.collections) != 1:
        return False
    text = repr(definition.cases)
    return any(f"{name}(" in text for name in ("Quantified", "Count", "Derived"))


def source_of(
    rule: tree.CheckedRule, definitions: Mapping[str, tree.Definition], vocabulary: Vocabulary
) -> str:
    """The source of the function that decides one version of a rule."""
    writer = Writer(definitions, vocabulary)
    code = writer.code
    code.line("s = run.steps + len(rows)")
    columns: list[str] = []
    for binding in rule.scope.bindings:
        names = code.fresh("k"), code.fresh("r"), code.fresh("c")
        columns += names
        writer.bound[binding.variable] = _bound(binding, names)
    header = f"for i, {', '.join(columns)} in rows:" if columns else "for (i,) in rows:"
    with code.block(header, barrier=True) as block:
        code.rehome((*columns, "i"), block)
        _row(writer, rule)
    code.line("run.steps = s")
    return code.source()


def _bound(binding: tree.Binding, names: tuple[str, str, str]) -> Value:
    k, r, c = names
    kind = binding.type
    needs = frozenset(names)
    source = binding.sources[0].type
    if isinstance(source, ListOf) and not collections_in(source):
        return Value(k, source.item, needs, is_known=True)
    collections = collections_in(kind)
    if not isinstance(kind, EntryOf | Reference | RecordOf):
        kind = EntryOf(collections)
    lies = literal_code(collections[0]) if len(collections) == 1 else c
    return Value(k, kind, needs, is_known=True, fields=r, collections=collections, lies=lies)


def _row(w: Writer, rule: tree.CheckedRule) -> None:
    """V = A and not X and not R; what is met is looked at before what excuses."""
    code = w.code
    applies = "4"
    if rule.scope.filter is not None:
        applies = w.temporary(w.condition(rule.scope.filter))
        _stop(w, f"if not {applies}:", REMOVED)
    if rule.when is not None:
        when = w.temporary(w.condition(rule.when))
        _stop(w, f"if not {when}:", NOT_WHEN)
        applies = (
            when if applies == "4" else w.temporary(f"{when} if {when} < {applies} else {applies}")
        )
    met = w.temporary(w.condition(rule.require))
    with code.block(f"if {met} > 2:"):
        code.line(f"if {met} == 3: out[i] = {OPEN_TERM}")
        code.line("continue")
    violated = w.temporary(f"4 - {met}")
    if rule.exemptions:
        excused = w.temporary(disjunction(w, tuple(part.condition for part in rule.exemptions)))
        _stop(w, f"if {excused} == 4:", NOT_UNLESS)
        code.line(f"if 4 - {excused} < {violated}: {violated} = 4 - {excused}")
    code.line(f"out[i] = {VIOLATION} if {violated} == 4 and {applies} == 4 else {UNDETERMINED}")


def _stop(w: Writer, header: str, outcome: int) -> None:
    with w.code.block(header):
        w.code.line(f"out[i] = {outcome}")
        w.code.line("continue")


def compile_source(source: str) -> CodeType:
    """The code of a rule's source: what can be kept with `marshal` for one version of Python."""
    return compile(source, "<rule>", "exec", dont_inherit=True, optimize=0)


def function_of(code: CodeType) -> Judge:
    """The function of a rule's code."""
    scope: dict[str, Any] = dict(NAMES)
    exec(code, scope)
    judge: Judge = scope["judge"]
    return judge


@dataclass(slots=True, eq=False)
class Programs:
    """Rules as functions. `code` holds what was compiled, by rule id and first day: hand in what was kept.

    A rule that Python cannot compile (it nests too deep) has None. A rule without code that is asked about at
    most `few` entries is not worth compiling.
    """

    code: dict[Key, CodeType | None] = field(default_factory=dict)
    few: int = 0
    _functions: dict[Key, Judge | None] = field(default_factory=dict)

    def keep(self, rule: str, day: int, code: CodeType | None) -> None:
        """Take in what was compiled before; *day* is the ordinal of the first day of the version."""
        self.code[rule, date.fromordinal(day)] = code

    def judge(
        self,
        rule: tree.CheckedRule,
        definitions: Mapping[str, tree.Definition],
        vocabulary: Vocabulary,
        entries: int,
    ) -> Judge | None:
        """The function of a version of a rule; None if it is to be judged by the evaluator that explains."""
        key = (rule.id, rule.valid_from)
        if key not in self.code and entries <= self.few:
            return None
        if key not in self._functions:
            if key not in self.code:
                self.code[key] = _compiled(rule, definitions, vocabulary)
            code = self.code[key]
            self._functions[key] = None if code is None else function_of(code)
        return self._functions[key]


def _compiled(
    rule: tree.CheckedRule, definitions: Mapping[str, tree.Definition], vocabulary: Vocabulary
) -> CodeType | None:
    try:
        return compile_source(source_of(rule, definitions, vocabulary))
    except (SyntaxError, RecursionError, MemoryError):
        return None
