"""Text to syntax nodes, and what is wrong with its form."""

from __future__ import annotations

import re
from typing import Final

from grondslag.diagnostics import Diagnostic
from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.keywords import KeywordLanguage, first_words
from grondslag.language.problems import Problems, advice, nearest
from grondslag.text import Source

MOST_CHARACTERS: Final = 200_000

_FIRST: Final = re.compile(r"(?:\s|#[^\n]*)*")
_WORD: Final = re.compile(r"\S+")


def parse_file(source: Source) -> tuple[s.File | None, list[Diagnostic]]:
    """The syntax of a rule file, and every mistake of form that can be found in one run.

    The keyword language is that of the first word. What cannot be read is passed over and stands in
    `lost`; None if nothing can be made of the file. It never raises, whatever the text.
    """
    language = language_of(source)
    problems = Problems(source, language or "en")
    if len(source.text) > MOST_CHARACTERS:
        problems.add("syntax", (0, 0), message="file-too-long", most=MOST_CHARACTERS)
        return None, problems.ordered()
    if language is None:
        _unknown_start(problems)
        return None, problems.ordered()
    from grondslag.language.recover import read_file

    file = read_file(problems)
    return file, problems.ordered()


def parse_interpolation(
    source: Source, where: e.Where, language: KeywordLanguage
) -> tuple[e.Expression | None, list[Diagnostic]]:
    """The value between braces of a text: *where* is what stands between them."""
    simple = _simple_path(source.text[where[0] : where[1]], where[0], language)
    if simple is not None:
        return simple, []
    from grondslag.language.recover import read_interpolation

    problems = Problems(source, language)
    return read_interpolation(problems, where), problems.found


def language_of(source: Source) -> KeywordLanguage | None:
    """The keyword language of a rule file, by its first word; None if that begins no rule file."""
    start = _FIRST.match(source.text)
    word = _WORD.match(source.text, start.end() if start else 0)
    return first_words().get(word[0]) if word else None


def _unknown_start(problems: Problems) -> None:
    text = problems.source.text
    start = _FIRST.match(text)
    at = start.end() if start else 0
    word = _WORD.match(text, at)
    if text.startswith("\ufeff"):
        helps = advice("file-not-read-help")
        problems.add("file-not-read", (0, 1), message="byte-order-mark", helps=helps)
    elif word is None:
        end = len(text.rstrip())
        problems.add("unknown-declaration", (end, end), message="empty-rule-file")
    else:
        written = word[0][:40]
        problems.add(
            "unknown-declaration",
            (at, at + len(written)),
            helps=nearest(written, first_words()),
            words=sorted(first_words()),
            written=written,
        )


_PATH: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)((?:\.[A-Za-z_][A-Za-z0-9_]*)*)\s*")


def _simple_path(text: str, start: int, language: KeywordLanguage) -> e.Path | None:
    """A name with fields after it, which most braces hold; None for all else, and for a keyword."""
    from grondslag.language.keywords import keywords

    found = _PATH.fullmatch(text)
    if found is None or found[1] in keywords(language).reserved:
        return None
    at = start + found.start(1)
    name = e.Name(found[1], (at, at + len(found[1])))
    steps: list[e.FieldStep] = []
    dot = name.where[1]
    for field in found[2].split(".")[1:]:
        end = dot + 1 + len(field)
        steps.append(e.FieldStep(e.Name(field, (dot + 1, end)), (dot, end)))
        dot = end
    return e.Path(name, tuple(steps), (at, dot))
