"""The conditions of a rule as sentences: from its tree, in the names of the register as a reader writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grondslag.findings.citations import citation_texts
from grondslag.findings.finding import in_language
from grondslag.findings.term_in_words import KINDS, TERMS, Reader, Terms, named
from grondslag.language import tree
from grondslag.rulebook.facts import Bound, items_of, paths_of, rests_on, spell_fact
from grondslag.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of a condition and how deep it stands."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a rule in words: what it is about, when it applies, what it asks, what it excepts."""

    head: str
    sentences: tuple[Sentence, ...]


def clauses_of(rule: Rule, reader: Reader) -> Iterator[Clause]:
    """The clauses of a rule, in the order in which a reader asks for them."""
    checked = rule.checked
    bound, about = _scope(checked.scope, reader)
    says = _Says(reader, bound)
    yield Clause(reader.text("rule-about"), about)
    for name, condition in (("rule-where", checked.scope.filter), ("rule-when", checked.when)):
        if condition is not None:
            yield Clause(reader.text(name), tuple(says.clause(condition)))
    yield Clause(reader.text("rule-require"), tuple(says.clause(checked.require)))
    for part in checked.exemptions:
        cited = ", ".join(citation_texts(part.citations, reader.language))
        name = "rule-unless-under" if cited else "rule-unless"
        head = reader.text(name, citations=cited) if cited else reader.text(name)
        yield Clause(head, tuple(says.clause(part.condition)))
    if checked.event is not None:
        yield Clause(reader.text("rule-event"), (Sentence(says.term(checked.event)),))


def terms_of(rule: Rule, reader: Reader) -> Iterator[Clause]:
    """The derived facts a rule uses: each with its title, its source and what it stands for."""
    law = reader.law
    for name, argument in rests_on(rule, law).definitions:
        definition = law.definitions[name]
        says = _Says(reader, {definition.variable: argument})
        title = in_language(definition.title, reader.language)
        cited = ", ".join(citation_texts(definition.citations, reader.language))
        head = f"{title} ({cited})" if cited else title
        yield Clause(head, tuple(_cases(definition, says)))


def words_of(message: tree.Message, rule: Rule, reader: Reader) -> str:
    """A text of a rule without a register: a fact in it by its name, a parameter by its value."""
    terms = Terms(reader, _scope(rule.checked.scope, reader)[0])
    pieces = message.nl if reader.language == "nl" else message.en
    return "".join(
        piece if isinstance(piece, str) else terms.value_or_term(piece) for piece in pieces
    )


def _cases(definition: tree.Definition, says: _Says) -> Iterator[Sentence]:
    for case in definition.cases:
        value = case.value
        if case.condition is None and len(definition.cases) == 1:
            yield from says.either(value)
            continue
        told = list(says.either(value))
        if case.condition is None:
            yield Sentence(says.reader.text("rule-otherwise"))
        else:
            yield Sentence(says.reader.text("rule-in-case"))
            yield from _deeper(says.condition(case.condition))
            yield Sentence(says.reader.text("rule-it-is"))
        yield from _deeper(told)


def _scope(scope: tree.Scope, reader: Reader) -> tuple[Bound, tuple[Sentence, ...]]:
    if scope.record is not None:
        name = spell_fact(reader.model, (scope.record,), reader.language)
        return {}, (Sentence(reader.text("rule-one", collection=f"`{name}`")),)
    bound: dict[str, tuple[tuple[str, ...], ...]] = {}
    told: list[Sentence] = []
    for binding in scope.bindings:
        found = tuple(path for source in binding.sources for path in items_of(source, bound))
        written = [path for source in binding.sources for path in paths_of(source, bound)]
        names = named(written, reader)
        told.append(Sentence(reader.text("rule-each", collection=names)))
        bound[binding.variable] = found
    return bound, tuple(told)


def _deeper(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    for each in sentences:
        yield Sentence(each.text, each.depth + 1)


# -------------------------------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class _Says(Terms):
    """Puts conditions and terms into words."""

    def either(self, part: tree.Term | tree.Condition) -> Iterator[Sentence]:
        """A condition, or a term as a sentence of its own."""
        if type(part) in TERMS:
            yield Sentence(self.term(part))  # type: ignore[arg-type]
        else:
            yield from self.clause(part)  # type: ignore[arg-type]

    def clause(self, node: tree.Condition) -> Iterator[Sentence]:
        """A condition under a head of its own: parts that must all hold are just listed."""
        for part in node.operands if isinstance(node, tree.And) else (node,):
            yield from self.condition(part)

    def condition(self, node: tree.Condition) -> Iterator[Sentence]:
        """A condition in one sentence, or a head with its parts below it."""
        match node:
            case tree.And(operands) | tree.Or(operands):
                name = "step-all" if isinstance(node, tree.And) else "step-any"
                yield from self._parts(name, operands)
            case tree.Not(operand):
                yield from self._parts("step-not", (operand,))
            case tree.Implies():
                yield from self._implies(node)
            case tree.Block():
                yield Sentence(f"{self.reader.text(f'step-{node.kind}-of')}:")
                for item in node.items:
                    yield from _deeper(self._item(item))
            case tree.Quantified():
                yield from self._quantified(node)
            case _:
                yield Sentence(self._simple(node))

    def _parts(self, name: str, parts: Iterable[tree.Condition]) -> Iterator[Sentence]:
        head = f"{self.reader.text(name)}:"
        told = [sentence for part in parts for sentence in self.condition(part)]
        if len(told) == 1:
            yield Sentence(f"{head} {told[0].text}")
            return
        yield Sentence(head)
        yield from _deeper(told)

    def _implies(self, node: tree.Implies) -> Iterator[Sentence]:
        condition, consequence = (
            list(self.condition(part)) for part in (node.condition, node.consequence)
        )
        if len(condition) == len(consequence) == 1:
            params = {"condition": condition[0].text, "consequence": consequence[0].text}
            yield Sentence(self.reader.text("rule-if-then", **params))
            return
        yield Sentence(self.reader.text("rule-if"))
        yield from _deeper(condition)
        yield Sentence(self.reader.text("rule-then"))
        yield from _deeper(consequence)

    def _item(self, item: tree.Item) -> Iterator[Sentence]:
        """The label and source of an item before its first sentence."""
        first, *others = self.condition(item.condition)
        cited = ", ".join(citation_texts(item.citations, self.reader.language))
        source = f" [{cited}]" if cited else ""
        yield Sentence(f"({item.label}) {first.text}{source}")
        # What follows stands below the label, also where it does not stand below the first sentence.
        level = all(each.depth for each in others)
        yield from others if level else _deeper(others)

    def _quantified(self, node: tree.Quantified) -> Iterator[Sentence]:
        items = items_of(node.collection, self.bound)
        inner = _Says(self.reader, {**self.bound, node.variable: items})
        onwards = "-onwards" if node.onwards else ""
        name = f"rule-{node.quantifier}{onwards}"
        yield Sentence(self.reader.text(name, collection=self.term(node.collection)))
        if node.filter is not None:
            yield Sentence(self.reader.text("rule-of-which"), 1)
            yield from _deeper(_deeper(inner.clause(node.filter)))
            yield Sentence(self.reader.text("rule-holds-that"), 1)
            yield from _deeper(_deeper(inner.condition(node.condition)))
        elif node.quantifier == "no":
            yield from _deeper(inner.condition(node.condition))
        else:
            yield from _deeper(inner.clause(node.condition))

    def _simple(self, node: tree.Condition) -> str:
        kind, sides = KINDS[type(node)](node)
        first, *others = sides
        if isinstance(node, tree.Holds):
            told = self.term(first)
            is_derived = isinstance(first, tree.Derived)
            return told if is_derived else self.reader.text("rule-holds", fact=told)
        params: dict[str, object] = {"fact": self.term(first)}
        if isinstance(node, tree.OneOf | tree.IncludesAny):
            params["values"] = ", ".join(map(self.term, others))
        elif isinstance(node, tree.Within | tree.Due):
            params["length"], params["other"] = map(self.term, others)
        elif others:
            params["other"] = self.term(others[0])
        return self.reader.text(f"step-{kind}", **params)
