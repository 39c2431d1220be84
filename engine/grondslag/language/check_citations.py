"""Citations: the source is declared, and what is cited stands in its list of articles."""

from __future__ import annotations

from collections.abc import Iterable

from grondslag.diagnostics import Message
from grondslag.language import expressions as e
from grondslag.language.context import Checker
from grondslag.language.declarations import ArticleList
from grondslag.language.keywords import keywords
from grondslag.language.problems import advice, nearest
from grondslag.language.tree import Citation


def check_citations(nodes: Iterable[e.CitationNode], checker: Checker) -> tuple[Citation, ...]:
    """The citations of a clause, as the tree has them."""
    return tuple([_check(node, checker) for node in nodes])


def _check(node: e.CitationNode, checker: Checker) -> Citation:
    source, declared = node.source.text, checker.declarations
    if source in declared.broken:
        checker.hangs_on_broken = True
    elif source not in declared.sources:
        checker.problems.add(
            "unknown-source",
            node.source.where,
            helps=nearest(source, declared.sources),
            source=source,
        )
    articles = checker.articles.get(source)
    citation = _citation(node, articles, checker)
    if articles is not None and node.locator is not None and not articles.has(citation):
        where = node.locator.where
        checker.problems.add(
            "unknown-article",
            where,
            helps=_help(citation, articles),
            source=source,
            citation=" ".join(checker.problems.source.text[where[0] : where[1]].split()),
        )
    return citation


def _help(citation: Citation, articles: ArticleList) -> tuple[Message, ...]:
    written = citation.article or ""
    paragraphs = articles.articles.get(written)
    if paragraphs is not None:
        paragraph = citation.paragraph or ""
        written = (citation.sub or "") if paragraph in paragraphs else paragraph
    return nearest(written, articles.near(citation)) or advice("unknown-article-help")


def _citation(node: e.CitationNode, articles: ArticleList | None, checker: Checker) -> Citation:
    where, found = node.where, node.locator
    if found is None:
        return Citation(node.source.text, where=where)
    paragraph, sub = found.paragraph, found.sub
    if found.brackets:
        paragraph, sub = in_brackets(found.number, found.brackets, articles)
    part = None
    if found.part is not None:
        position = checker.problems.words.position("ORDINAL", found.part.text)
        part = keywords("en").phrases["ORDINAL"][position]
    return Citation(node.source.text, found.kind, found.number, paragraph, sub, part, where)


def in_brackets(
    article: str, brackets: tuple[str, ...], articles: ArticleList | None
) -> tuple[str | None, str | None]:
    """Paragraph and point of `28(3)(a)`; `4(11)` is a point where the article has no paragraphs."""
    first, *rest = brackets
    inner = "".join(rest) or None
    if not first[0].isdigit():
        return None, "".join(brackets)
    if inner is None and articles is not None:
        paragraphs = articles.articles.get(article, {})
        if first not in paragraphs and first in paragraphs.get("", frozenset()):
            return None, first
    return first, inner
