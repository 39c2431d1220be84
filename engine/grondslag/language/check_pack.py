"""A pack: its own clause and all that it declares, each name once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal, TypeVar

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language import syntax as s
from grondslag.language.check_declarations import (
    check_parameter,
    check_source,
    check_table,
    text_setting,
    titles,
)
from grondslag.language.check_define import Definitions, argument_of, unknown_holder
from grondslag.language.clauses import Clauses
from grondslag.language.context import Checker, DerivedFacts
from grondslag.language.declarations import (
    ArticleList,
    DeclarationKind,
    Declarations,
    Declared,
)
from grondslag.language.problems import Problems, advice, kebab, write
from grondslag.language.tree import CheckedPack, Definition
from grondslag.language.types import Type, Vocabulary
from grondslag.text import Span

_Node = TypeVar("_Node", s.SourceNode, s.ParameterNode, s.TableNode, s.DefineNode)
_Made = TypeVar("_Made")
_Declaring = s.SourceNode | s.ParameterNode | s.TableNode | s.DefineNode

_KINDS: Final[dict[type, DeclarationKind]] = {
    s.SourceNode: "source",
    s.ParameterNode: "parameter",
    s.TableNode: "table",
    s.DefineNode: "define",
}
_LOST: Final[dict[str, DeclarationKind]] = {
    "SOURCE": "source",
    "PARAMETER": "parameter",
    "TABLE": "table",
    "DEFINE": "define",
}
_STATUSES: Final[dict[str, Literal["law", "guidance", "house_rule", "draft"]]] = {
    "LAW": "law",
    "GUIDANCE": "guidance",
    "HOUSE_RULE": "house_rule",
    "DRAFT": "draft",
}


def check_pack(
    file: s.File,
    pack_id: str,
    vocabulary: Vocabulary,
    imported: Declarations,
    articles: Mapping[str, ArticleList] | None = None,
) -> tuple[CheckedPack | None, Declarations, list[Diagnostic]]:
    """What `pack.rule` of the pack *pack_id* declares.

    *imported* is what the packs it uses declare, directly or not (`Declarations.with_others`);
    *articles* are the lists of articles there are, by source. Returns the pack, its declarations
    together with those it uses, and what is wrong. A declaration with an error stands in `broken`
    and not in the pack; without a `pack` clause that can be read there is no pack.
    """
    problems = Problems(file.source, file.language)
    names = _Names(file, pack_id, problems)
    names.take(imported, vocabulary)
    own = Declarations(places=names.places, broken=frozenset(names.lost))
    sources = names.each(
        s.SourceNode, None, lambda node, lost: check_source(node, problems, lost=lost)
    )
    own = replace(own, sources=sources, broken=frozenset(names.broken))
    checker = _checker(problems, vocabulary, own.with_others([imported]), articles or {})
    parameters = names.each(
        s.ParameterNode,
        checker,
        lambda node, lost: check_parameter(node, pack_id, checker, lost=lost),
    )
    tables = names.each(
        s.TableNode, checker, lambda node, lost: check_table(node, pack_id, checker, lost=lost)
    )
    own = replace(own, parameters=parameters, tables=tables, broken=frozenset(names.broken))
    checker = _checker(problems, vocabulary, own.with_others([imported]), articles or {})
    definitions = _definitions(names, pack_id, checker)
    own = replace(own, definitions=definitions, broken=frozenset(names.broken))
    declarations = own.with_others([imported])
    _check_clashes(file, declarations, problems)
    return _pack(file, pack_id, own, problems), declarations, problems.ordered()


def _checker(
    problems: Problems,
    vocabulary: Vocabulary,
    declarations: Declarations,
    articles: Mapping[str, ArticleList],
) -> Checker:
    facts = DerivedFacts.of(declarations)
    return Checker(problems, vocabulary, declarations, facts, articles)


class _Names:
    """The declarations of a file by name, the first of each; and which of them are broken."""

    def __init__(self, file: s.File, pack_id: str, problems: Problems) -> None:
        self.pack_id, self.problems = pack_id, problems
        self.nodes: dict[str, _Declaring] = {}
        self.places: dict[str, Declared] = {}
        self.lost: set[str] = set()
        self._file = file
        for lost in file.lost:
            if lost.name is not None and lost.declaration in _LOST:
                self.lost.add(lost.name)
                self._place(lost.name, _LOST[lost.declaration], lost.where)
        self.broken = set(self.lost)

    def take(self, imported: Declarations, vocabulary: Vocabulary) -> None:
        """Take the names; a name that is taken is said, and its second declaration left out."""
        for node in self._file.declarations:
            if not isinstance(node, _Declaring):
                continue
            name, where = node.name.text, node.name.where
            other = self.places.get(name) if name in self.nodes else imported.places.get(name)
            if other is not None:
                self._twice(name, where, other.span)
            elif name in vocabulary.collections:
                self.problems.add(
                    "name-clash",
                    where,
                    message="name-clash-declared",
                    helps=advice("name-clash-help"),
                    name=name,
                )
            if name not in self.nodes:
                self.nodes[name] = node
                self._place(name, _KINDS[type(node)], where)

    def each(
        self,
        kind: type[_Node],
        checker: Checker | None,
        check: Callable[[_Node, bool], _Made],
    ) -> dict[str, _Made]:
        """The declarations of a kind, checked; one with an error is broken."""
        made: dict[str, _Made] = {}
        for name, node in self.nodes.items():
            if not isinstance(node, kind):
                continue
            before = len(self.problems.found)
            if checker is not None:
                checker.hangs_on_broken = False
            value = check(node, name in self.lost)
            hangs = checker is not None and checker.hangs_on_broken
            if hangs or name in self.lost or self._errors_since(before):
                self.broken.add(name)
            else:
                made[name] = value
        return made

    def _errors_since(self, before: int) -> bool:
        return any(one.severity == "error" for one in self.problems.found[before:])

    def _place(self, name: str, kind: DeclarationKind, where: tuple[int, int]) -> None:
        self.places[name] = Declared(kind, self.pack_id, Span(self.problems.source, *where))

    def _twice(self, name: str, where: tuple[int, int], other: Span) -> None:
        self.problems.add(
            "duplicate-declaration",
            where,
            others=[Label(other, Message("duplicate-declaration-other"))],
            helps=advice("name-clash-help"),
            name=name,
        )


def _definitions(names: _Names, pack_id: str, checker: Checker) -> dict[str, Definition]:
    nodes = {name: node for name, node in names.nodes.items() if isinstance(node, s.DefineNode)}
    arguments: dict[str, Type] = {}
    for name, node in nodes.items():
        argument = argument_of(node, checker.vocabulary)
        if argument is None:
            unknown_holder(node, checker.vocabulary, names.problems)
        else:
            arguments[name] = argument
    work = Definitions(pack_id, nodes, arguments, checker, frozenset(names.lost))
    found: dict[str, Definition] = {}
    for name in nodes:
        definition = work.find(name)
        if definition is None or name in names.lost:
            names.broken.add(name)
        else:
            found[name] = definition
    return found


def _check_clashes(file: s.File, declarations: Declarations, problems: Problems) -> None:
    """Names that two used packs declare: there is no telling which is meant."""
    own = {node.name.text for node in file.declarations if isinstance(node, _Declaring)}
    uses = file.uses()
    for name in sorted(declarations.clashes - own):
        if uses:
            problems.add(
                "duplicate-declaration",
                uses[-1].where,
                others=[
                    Label(declarations.places[name].span, Message("duplicate-declaration-other"))
                ],
                helps=advice("name-clash-help"),
                name=name,
            )


def _pack(file: s.File, pack_id: str, own: Declarations, problems: Problems) -> CheckedPack | None:
    _check_places(file, problems)
    node = file.pack()
    if node is None:
        return None
    if kebab(node.id.text) != node.id.text:
        written = node.id.text
        helps = write(kebab(written))
        problems.add(
            "rule-id-form", node.id.where, message="pack-id-form", helps=helps, written=written
        )
    elif node.id.text != pack_id:
        problems.add(
            "file-name-differs",
            node.id.where,
            message="pack-name-differs",
            helps=advice("pack-name-differs-help"),
            pack=node.id.text,
            folder=pack_id,
        )
    clauses = Clauses(node, problems, lost=any(lost.declaration == "PACK" for lost in file.lost))
    complete = clauses.require(("TITLE", "STATUS"), node.id.where)
    title, note = titles(clauses, problems), titles(clauses, problems, "NOTE")
    status = clauses.one("STATUS", s.Choice)
    if not complete or status is None:
        return None
    return CheckedPack(
        pack_id,
        node.version,
        title,
        _STATUSES[status.choice.terminal],
        text_setting(clauses, "SCHEMA", problems),
        note,
        tuple(use.id.text for use in file.uses()),
        tuple(own.sources.values()),
        tuple(own.parameters.values()),
        tuple(own.tables.values()),
        tuple(own.definitions.values()),
        node.where,
    )


def _check_places(file: s.File, problems: Problems) -> None:
    """A `pack.rule` has one `pack` clause and no rule."""
    packs = [node for node in file.declarations if isinstance(node, s.PackNode)]
    phrase = problems.words.phrase
    for second in packs[1:]:
        problems.add(
            "duplicate-clause",
            second.id.where,
            helps=advice("duplicate-clause-help"),
            clause=phrase("PACK"),
        )
    rules: Iterable[s.RuleNode] = (
        node for node in file.declarations if isinstance(node, s.RuleNode)
    )
    for rule in rules:
        problems.add(
            "misplaced-declaration",
            rule.id.where,
            message="rule-in-pack-file",
            helps=advice("second-rule-in-file-help"),
            rule=rule.id.text,
        )
