"""The formatter, on every rule there is and on random ones: it settles, it changes nothing that is said."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.language import expressions as e
from grondslag.language.clauses import kind_of
from grondslag.language.format import format_file
from grondslag.language.format_words import comments_of, read_words
from grondslag.language.keywords import KEYWORD_LANGUAGES, KeywordLanguage, keywords
from grondslag.language.parse import language_of, parse_file
from grondslag.text import Source
from language.rule_kit import checked_declarations, checked_rule, chunks_of
from language.test_both_languages import DUTCH, ENGLISH
from reference.registers import Draw, chooser
from reference.rule_text import RuleTextWriter

POLICIES = Path(__file__).resolve().parents[2] / "policies"
SHIPPED = sorted(POLICIES.rglob("*.rule"))
CHUNKS = [*chunks_of("checking.chunks"), *chunks_of("parsing.chunks"), *chunks_of("packs.chunks")]
PARSED = [chunk for chunk in CHUNKS if format_file(Source("x.rule", chunk.text))[0] is not None]
SYMBOLS = {
    "=": "IS",
    "!=": "IS_NOT",
    ">": "IS_MORE_THAN",
    ">=": "IS_AT_LEAST",
    "<": "IS_LESS_THAN",
    "<=": "IS_AT_MOST",
}
SWEEP = 150
BLANKS = (" ", "\t", "\n", "\r\n", "  \n\n", "\n        ", " \r\n\t")


def formatted(text: str, language: KeywordLanguage | None = None) -> str:
    written, problems = format_file(Source("x.rule", text), language)
    assert problems == []
    assert written is not None
    return written


def said(text: str):
    """What a file says: its syntax, without places, the order of clauses and the choice between phrases."""
    file, problems = parse_file(Source("x.rule", text))
    assert file is not None
    assert problems == []
    return [_bare(node) for node in file.declarations]


def _bare(part):
    match part:
        case e.Keyword(terminal, text):
            return SYMBOLS.get(text, terminal)
        case e.Literal("duration", text):
            number, unit = text.split()
            return "duration", number, _unit(unit)
        case e.Literal("yes" | "no", _):
            return part.kind
        case e.Word("true" | "false"):
            return {"true": "yes", "false": "no"}[part.text]
        case e.Locator(brackets=brackets) if brackets:
            paragraph = brackets[0] if brackets[0].isdigit() else None
            sub = "".join(brackets[1:] if paragraph else brackets) or None
            return "article", part.number, paragraph, None, sub
        case e.Locator():
            ordinal = part.part and part.part.text.split()
            return part.kind, part.number, part.paragraph, ordinal, part.sub
        case e.Text():
            return part.language.text, part.string.text
    if isinstance(part, tuple):
        return tuple(map(_bare, part))
    if not is_dataclass(part):
        return part
    found = {
        each.name: _bare(getattr(part, each.name))
        for each in fields(part)
        if each.name not in {"where", "depth"}
    }
    if "clauses" in found:
        ordered = sorted(part.clauses, key=kind_of)
        found["clauses"] = tuple(map(_bare, ordered))
    if "texts" in found:
        found["texts"] = sorted(found["texts"])
    return type(part).__name__, found


def _unit(written: str) -> int:
    """Which unit it is, in either language."""
    tables = (keywords(language).phrases["UNIT"] for language in KEYWORD_LANGUAGES)
    return next(units.index(written) // 2 for units in tables if written in units)


def comments(text: str) -> list[str]:
    language = language_of(Source("x.rule", text))
    assert language is not None
    return comments_of(read_words(text, language))


def assert_settled(text: str) -> str:
    """Formats a text; formatting again changes nothing, and what it says is the same."""
    written = formatted(text)
    assert formatted(written) == written
    assert said(written) == said(text)
    assert sorted(comments(written)) == sorted(comments(text))
    assert not re.search(r"[ \t]\n|\t|\n\n\n", re.sub(r'"(?:[^"\\\n]|\\.)*"', "_", written))
    return written


def noisy(text: str, draw: Draw, *, with_comments: bool) -> str:
    """The same words with other white space between them, and comments."""
    language = language_of(Source("x.rule", text))
    assert language is not None
    parts: list[str] = []
    end = 0
    for number, word in enumerate(read_words(text, language).words):
        gap = text[end : word.start]
        if "#" in gap:
            parts.append(gap)
        elif gap or word.text in "()[]{}:,.":
            parts.append(_gap(number, draw, bare=not gap, with_comments=with_comments))
        parts.append(word.text)
        end = word.end
    return "".join(parts) + text[end:]


def _gap(number: int, draw: Draw, *, bare: bool, with_comments: bool) -> str:
    blanks = ("", "", *BLANKS) if bare else BLANKS
    blank = blanks[draw(len(blanks))] if number else ""
    if with_comments and number and draw(8) == 0:
        return f"{blank}# {number} é\t\n{BLANKS[draw(len(BLANKS))]}"
    return blank


# ------------------------------------------------------------------------------------ what there is


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_rule_of_ours_says_the_same_formatted_in_either_language(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    written = assert_settled(text)
    dutch = formatted(written, "nl")
    assert formatted(dutch) == dutch
    assert formatted(dutch, "en") == written
    assert formatted(text, "nl") == dutch


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_white_space_and_comments_between_the_words_of_a_rule_disturb_nothing(file: Path) -> None:
    random = Random(file.stem)
    clean = formatted(file.read_text(encoding="utf-8"))
    assert formatted(noisy(clean, random.randrange, with_comments=False)).replace("\r", "") == clean
    with_comments = noisy(clean, random.randrange, with_comments=True)
    written = formatted(with_comments)
    assert formatted(written) == written
    assert said(written) == said(clean)
    assert comments(written) == comments(with_comments)
    assert len(comments(written)) > 2


@pytest.mark.parametrize("chunk", PARSED, ids=lambda chunk: chunk.name)
def test_a_small_rule_or_pack_is_judged_the_same_after_formatting(chunk) -> None:
    written = assert_settled(chunk.text)
    assert checked_rule(written)[0] == checked_rule(chunk.text)[0]
    before, after = checked_declarations(chunk.text), checked_declarations(written)
    assert after[1].parameters == before[1].parameters
    assert after[1].definitions == before[1].definitions
    assert sorted(one.id for one in after[2]) == sorted(one.id for one in before[2])


def test_there_are_small_rules_that_parse_and_some_that_do_not() -> None:
    assert len(CHUNKS) - len(PARSED) > 20
    assert len(PARSED) > 80


@pytest.mark.parametrize("text", [ENGLISH, DUTCH], ids=["en", "nl"])
def test_every_construct_checks_the_same_after_formatting_in_either_language(text: str) -> None:
    rule = checked_rule(text)[0]
    assert rule is not None
    for language in KEYWORD_LANGUAGES:
        assert checked_rule(formatted(text, language))[0] == rule


# ------------------------------------------------------------------------------------------- random


@pytest.mark.parametrize("seed", range(SWEEP))
def test_a_large_random_rule_settles_in_both_languages(seed: int) -> None:
    random = Random(seed)
    own = KEYWORD_LANGUAGES[seed % 2]
    text = " ".join(RuleTextWriter(random.randrange, own).file()) + "\n"
    clean = assert_settled(text)
    assert formatted(formatted(clean, KEYWORD_LANGUAGES[1 - seed % 2]), own) == clean
    assert formatted(noisy(clean, random.randrange, with_comments=False)).replace("\r", "") == clean
    with_comments = noisy(clean, random.randrange, with_comments=True)
    assert comments(assert_settled(with_comments)) == comments(with_comments)


@st.composite
def rule_texts(draw: st.DrawFn) -> tuple[str, Draw]:
    """A random file, its words parted by one space, and what chooses."""
    choose = chooser(draw)
    language = draw(st.sampled_from(KEYWORD_LANGUAGES))
    return " ".join(RuleTextWriter(choose, language).file()) + "\n", choose


@settings(max_examples=200, deadline=None)
@given(rule_texts())
def test_a_random_rule_settles_and_says_the_same(drawn: tuple[str, Draw]) -> None:
    text, _ = drawn
    assert_settled(text)


@settings(max_examples=150, deadline=None)
@given(rule_texts())
def test_a_random_rule_keeps_its_comments_and_its_shape(drawn: tuple[str, Draw]) -> None:
    text, choose = drawn
    clean = formatted(text)
    assert formatted(noisy(clean, choose, with_comments=False)).replace("\r", "") == clean
    with_comments = noisy(clean, choose, with_comments=True)
    written = assert_settled(with_comments)
    assert comments(written) == comments(with_comments)


@settings(max_examples=150, deadline=None)
@given(rule_texts())
def test_a_random_rule_survives_the_other_language(drawn: tuple[str, Draw]) -> None:
    text, _ = drawn
    clean = formatted(text)
    own = language_of(Source("x.rule", clean))
    other = "nl" if own == "en" else "en"
    there = formatted(clean, other)
    assert language_of(Source("x.rule", there)) == other
    assert formatted(there, own) == clean
