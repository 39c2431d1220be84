"""What packs declare, by plain name: sources, parameters, tables and derived facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from grondslag.language.tree import (
    Citation,
    Definition,
    ParameterDeclaration,
    SourceDeclaration,
    TableDeclaration,
)
from grondslag.text import Span

DeclarationKind = Literal["source", "parameter", "table", "define"]


@dataclass(frozen=True, slots=True)
class Declared:
    """Where a name is declared, and as what. `pack` is the id of the pack."""

    kind: DeclarationKind
    pack: str
    span: Span


@dataclass(frozen=True, slots=True)
class Declarations:
    """The names that a pack and all packs it uses declare, by plain name.

    The declarations themselves carry their qualified name (`avg/breach_deadline`), sources their
    plain one. A name in `broken` was declared with an error: no more is said of it.
    """

    sources: Mapping[str, SourceDeclaration] = field(default_factory=dict)
    parameters: Mapping[str, ParameterDeclaration] = field(default_factory=dict)
    tables: Mapping[str, TableDeclaration] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    places: Mapping[str, Declared] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    clashes: frozenset[str] = frozenset()
    """Names that two of the packs declare, each for itself."""

    def with_others(self, others: Iterable[Declarations]) -> Declarations:
        """These and *others* together; of equal names the first one counts."""
        every = (self, *others)
        packs: dict[str, set[str]] = {}
        for each in every:
            for name, declared in each.places.items():
                packs.setdefault(name, set()).add(declared.pack)
        return Declarations(
            _union(each.sources for each in every),
            _union(each.parameters for each in every),
            _union(each.tables for each in every),
            _union(each.definitions for each in every),
            _union(each.places for each in every),
            frozenset().union(*(each.broken for each in every)),
            frozenset(name for name, owners in packs.items() if len(owners) > 1).union(
                *(each.clashes for each in every)
            ),
        )


_T = TypeVar("_T")


def _union(tables: Iterable[Mapping[str, _T]]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for table in tables:
        for name, value in table.items():
            found.setdefault(name, value)
    return found


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The articles of a source: for each article its paragraphs, for each paragraph its points.

    The paragraph of what has none is the empty text.
    """

    articles: Mapping[str, Mapping[str, frozenset[str]]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> ArticleList:
        """The list in rows with the columns `article`, `lid`, `subs` (points, spaces between)."""
        articles: dict[str, dict[str, frozenset[str]]] = {}
        for row in rows:
            points = frozenset(row.get("subs", "").split())
            paragraphs = articles.setdefault(row["article"].strip(), {})
            paragraph = row.get("lid", "").strip()
            paragraphs[paragraph] = paragraphs.get(paragraph, frozenset()) | points
        return cls(articles)

    def has(self, citation: Citation) -> bool:
        """Whether what is cited is in the list; only articles are listed."""
        if citation.kind != "article" or citation.article is None:
            return True
        paragraphs = self.articles.get(citation.article)
        if paragraphs is None:
            return False
        paragraph = citation.paragraph or ""
        if citation.sub is None:
            return paragraph in paragraphs or not paragraph
        return citation.sub in paragraphs.get(paragraph, frozenset())

    def near(self, citation: Citation) -> Iterator[str]:
        """What could have been meant: articles, or paragraphs or points of the article."""
        paragraphs = self.articles.get(citation.article or "")
        if paragraphs is None:
            yield from self.articles
        elif (citation.paragraph or "") not in paragraphs:
            yield from (name for name in paragraphs if name)
        else:
            yield from paragraphs[citation.paragraph or ""]
