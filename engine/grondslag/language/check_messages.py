"""Texts of a rule: both languages, and what stands between their braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from grondslag.language import expressions as e
from grondslag.language.check_literals import unescaped
from grondslag.language.check_terms import check_term
from grondslag.language.context import Here
from grondslag.language.families import is_any, name_of
from grondslag.language.parse import parse_interpolation
from grondslag.language.problems import Problems, advice, write
from grondslag.language.tree import Message, Term, Texts
from grondslag.language.types import Entries, RecordOf, Row

LANGUAGES: Final = ("nl", "en")

_BRACE: Final = re.compile(r"[{}]")

Pieces = tuple[str | Term, ...]


@dataclass(frozen=True, slots=True)
class _Braces:
    """What stands between braces, from the offset `start` of the file."""

    raw: str
    start: int


def check_texts(clause: e.Texts, problems: Problems) -> Texts:
    """Plain texts by language, nl first; such a text has nothing between braces."""
    texts: dict[str, str] = {}
    for language, node in _by_language(clause, problems).items():
        pieces = list(_pieces(node, problems))
        braces = next((piece for piece in pieces if isinstance(piece, _Braces)), None)
        if braces is not None:
            where = (braces.start - 1, braces.start + len(braces.raw) + 1)
            problems.add("syntax", where, message="syntax-braces-in-title")
        texts[language] = "".join(piece for piece in pieces if isinstance(piece, str))
    return tuple((language, texts[language]) for language in LANGUAGES if language in texts)


def check_message(clause: e.Texts, here: Here) -> Message:
    """A text in both languages with its values; both must use the same ones."""
    inside = replace(here, in_text=True)
    before = len(here.problems.found)
    pieces = {
        language: _checked(node, inside)
        for language, node in _by_language(clause, here.problems).items()
    }
    used = {language: _terms(found) for language, found in pieces.items()}
    right = len(here.problems.found) == before
    if right and used.get("nl") != used.get("en"):
        here.problems.add("texts-differ", clause.keyword.where, helps=advice("texts-differ-help"))
    return Message(pieces.get("nl", ()), pieces.get("en", ()), clause.where)


def _by_language(clause: e.Texts, problems: Problems) -> dict[str, e.Literal]:
    """The texts by language; says which language is missing, unknown or there twice."""
    found: dict[str, e.Literal] = {}
    for text in clause.texts:
        language = text.language.text
        if language not in LANGUAGES:
            problems.add(
                "unknown-name",
                text.language.where,
                message="unknown-language",
                helps=advice("unknown-language-help"),
                name=language,
            )
        elif language in found:
            problems.add(
                "duplicate-clause",
                text.language.where,
                message="duplicate-text",
                helps=advice("duplicate-clause-help"),
                language=language,
            )
        else:
            found[language] = text.string
    for language in LANGUAGES:
        if language not in found:
            problems.add(
                "text-missing",
                clause.keyword.where,
                helps=advice("text-missing-help"),
                language=language,
            )
    return found


def _checked(node: e.Literal, here: Here) -> Pieces:
    pieces: list[str | Term] = []
    for piece in _pieces(node, here.problems):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        term = _interpolation(piece, here)
        if term is not None:
            pieces.append(term)
    return tuple(pieces)


def _interpolation(braces: _Braces, here: Here) -> Term | None:
    where = (braces.start, braces.start + len(braces.raw))
    parsed, problems = parse_interpolation(here.problems.source, where, here.problems.language)
    here.problems.found.extend(problems)
    if parsed is None:
        return None
    term = check_term(parsed, here)
    if isinstance(term.type, RecordOf | Entries | Row) and not is_any(term.type):
        here.problems.add(
            "list-has-no-fields",
            term.where,
            message="cannot-be-shown",
            helps=advice("cannot-be-shown-help"),
            found=name_of(term.type),
        )
    return term


def _pieces(node: e.Literal, problems: Problems) -> Iterator[str | _Braces]:
    """The plain pieces and the braces of a text, in order; `{{` and `}}` are plain braces."""
    raw, base = node.text[1:-1], node.where[0] + 1
    plain: list[str] = []
    at = 0
    while (found := _BRACE.search(raw, at)) is not None:
        plain.append(unescaped(raw[at : found.start()], base + at, problems))
        at = found.end()
        end = raw.find("}", at)
        if raw[found.start() : at + 1] in {"{{", "}}"}:
            plain.append(found[0])
            at += 1
        elif found[0] == "{" and end >= 0 and "{" not in raw[at:end]:
            if any(plain):
                yield "".join(plain)
            plain.clear()
            yield _Braces(raw[at:end], base + at)
            at = end + 1
        else:
            where = (base + found.start(), base + at)
            problems.add(
                "syntax",
                where,
                message="syntax-brace",
                helps=write(found[0] * 2),
                written=found[0],
            )
    plain.append(unescaped(raw[at:], base + at, problems))
    if any(plain):
        yield "".join(plain)


def _terms(pieces: Pieces) -> frozenset[Term]:
    return frozenset(piece for piece in pieces if not isinstance(piece, str))
