"""One layout for rule files: the formatter.

It works on the words of a file, so that every comment stays where it was; formatting what it wrote changes
nothing. What it writes is read again, and must say the same in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lark.exceptions import UnexpectedInput

from grondslag.diagnostics import Diagnostic
from grondslag.language import syntax as s
from grondslag.language.declarations import ArticleList
from grondslag.language.format_clauses import CLAUSE, write_declaration
from grondslag.language.format_phrases import Phrasing, shape_of
from grondslag.language.format_words import Comment, Reading, Word, comments_of, read_words
from grondslag.language.format_writer import Writer
from grondslag.language.keywords import KeywordLanguage
from grondslag.language.parse import MOST_CHARACTERS, language_of, parse_file
from grondslag.language.problems import Problems, advice
from grondslag.text import Source


def format_file(
    source: Source,
    wanted: KeywordLanguage | None = None,
    articles: Mapping[str, ArticleList] | None = None,
) -> tuple[str | None, list[Diagnostic]]:
    """A rule file in the one layout, in its own keyword language or the one *wanted*.

    None, and why, for a file that does not parse or cannot be written in that language. With the lists of *articles*
    that the file can cite, by source, `28(3)` is written as a paragraph or point. Lines end as the first of the file.
    """
    language = language_of(source)
    if language is None or len(source.text) > MOST_CHARACTERS:
        return None, parse_file(source)[1]
    try:
        read = read_words(source.text, language)
    except UnexpectedInput:
        return None, parse_file(source)[1]
    phrasing = Phrasing(language, wanted or language, articles)
    taken = phrasing.rewrite(read.words)
    if taken:
        return None, _reserved(source, language, phrasing.wanted, taken)
    writer = Writer(read.words)
    _write_file(writer, read)
    text = writer.text()
    says_the_same = _says(text, phrasing.wanted, writer)
    first_end = source.text.find("\n")
    if first_end > 0 and source.text[first_end - 1] == "\r":
        text = text.replace("\n", "\r\n")
    if not says_the_same or len(text.encode("utf-8", "replace")) > MOST_CHARACTERS:
        return None, _refused(source, language)
    return text, []


def _says(text: str, language: KeywordLanguage, writer: Writer) -> bool:
    """Whether a text, when it is read, has the words and comments that were written."""
    try:
        found = read_words(text, language)
    except UnexpectedInput:
        return False
    same = shape_of(found.words) == shape_of(writer.written)
    return same and comments_of(found) == writer.comments


def _reserved(
    source: Source, language: KeywordLanguage, wanted: KeywordLanguage, words: Sequence[Word]
) -> list[Diagnostic]:
    problems = Problems(source, language)
    for word in words:
        problems.add(
            "reserved-word",
            (word.start, word.end),
            message=f"reserved-word-{wanted}",
            helps=advice("reserved-word-other-help"),
            written=word.text,
        )
    return problems.ordered()


def _refused(source: Source, language: KeywordLanguage) -> list[Diagnostic]:
    problems = Problems(source, language)
    problems.add("syntax", (0, 0), message="format-refused", most=MOST_CHARACTERS)
    return problems.ordered()


# ------------------------------------------------------------------------------------------- the file


def _write_file(writer: Writer, read: Reading) -> None:
    starts = [writer.stretch(node)[0] for node in read.nodes]
    before: Any = None
    for node, start in zip(read.nodes, starts, strict=True):
        word = writer.words[start]
        ending, heading = _ending(word.before) if before is not None else ((), word.before)
        _comments(writer, ending, CLAUSE)
        grouped = isinstance(before, s.Use) and isinstance(node, s.Use) and not heading
        if before is not None and not grouped:
            writer.empty_line()
        _at_margin(writer, heading)
        if heading and word.after_empty_line:
            writer.empty_line()
        word.before = ()
        write_declaration(writer, node)
        before = node
    ending, closing = _ending(read.rest)
    _comments(writer, ending, CLAUSE)
    if closing:
        writer.empty_line()
        _at_margin(writer, closing)


def _ending(comments: tuple[Comment, ...]) -> tuple[tuple[Comment, ...], tuple[Comment, ...]]:
    """Comments after a declaration: those that end it are indented; from the margin on they are of the next."""
    for number, comment in enumerate(comments):
        if comment.at_margin:
            return comments[:number], comments[number:]
    return comments, ()


def _comments(writer: Writer, comments: Iterable[Comment], indent: int) -> None:
    for comment in comments:
        writer.line(indent)
        writer.comment(comment.text, indent)


def _at_margin(writer: Writer, comments: Sequence[Comment]) -> None:
    """Comments in column 1, with the empty lines between them."""
    for number, comment in enumerate(comments):
        if number and comment.after_empty_line:
            writer.empty_line()
        _comments(writer, (comment,), 0)
