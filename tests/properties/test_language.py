"""Any text as a rule file: never an exception, places inside the file, bounded, the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.diagnostics import Diagnostic
from grondslag.language.check import check_pack, check_rule
from grondslag.language.declarations import Declarations
from grondslag.language.keywords import KEYWORD_LANGUAGES, keywords
from grondslag.language.parse import parse_file
from grondslag.text import Source
from language.rule_kit import (
    PACK,
    articles,
    checked_rule,
    chunks_of,
    pack,
    said,
    vocabulary,
)

PARTS = [
    *'()[]{}:,.+-=<>"#“é\\',
    "\n",
    "\n  ",
    " ",
    "(a)",
    "1",
    "72 hours",
    "2018-05-25",
    '"t"',
    'nl "a"',
    'en "b"',
]
NAMES = [
    "organisation",
    "processors",
    "breach",
    "supplier",
    "x",
    "agreement",
    "staff",
    "breach_deadline",
    "eea",
    "AVG",
]
WORDS = {
    language: sorted(
        {phrase for phrases in keywords(language).phrases.values() for phrase in phrases}
    )
    for language in KEYWORD_LANGUAGES
}
STARTS = ["rule a-b\n", "regel a-b\n", "pack avg version 1.0.0\n", "pakket avg versie 1.0.0\n"]
WHOLE = [PACK, *(chunk.text for chunk in chunks_of("checking.chunks"))]
MOST_SAID = 400


def everything_said(text: str) -> list[Diagnostic]:
    file, found = parse_file(Source("x.rule", text))
    if file is None:
        return found
    checked, declarations = pack()
    found += check_rule(file, checked, vocabulary(), declarations, articles())[1]
    found += check_pack(file, "avg", vocabulary(), Declarations(), articles())[2]
    return found


def assert_sound(text: str, found: Iterable[Diagnostic]) -> None:
    every = list(found)
    assert len(every) <= MOST_SAID
    for diagnostic in every:
        for label in diagnostic.labels:
            assert 0 <= label.span.start <= label.span.end <= len(text)
        for language in ("nl", "en"):
            assert "\n" not in said(diagnostic, language)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["", *STARTS]), st.text(max_size=200))
def test_any_text_is_read_or_told_why_not(start: str, text: str) -> None:
    assert_sound(start + text, everything_said(start + text))


@st.composite
def keyword_soup(draw: st.DrawFn) -> str:
    language = draw(st.sampled_from(KEYWORD_LANGUAGES))
    start = draw(st.sampled_from(STARTS))
    words = draw(st.lists(st.sampled_from([*WORDS[language], *NAMES, *PARTS]), max_size=60))
    return start + " ".join(words)


@settings(max_examples=200, deadline=None)
@given(keyword_soup())
def test_any_row_of_keywords_is_read_or_told_why_not(text: str) -> None:
    assert_sound(text, everything_said(text))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file that was right (or nearly), with some of its words changed, doubled or left out."""
    parts = re.findall(r'"[^"\n]*"|\w+|\s+|.', draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(parts) - 1))
        other = draw(st.sampled_from([*WORDS["en"], *WORDS["nl"], *PARTS, *NAMES, ""]))
        parts[at : at + 1] = draw(
            st.sampled_from([[], [other], [parts[at], other], [parts[at][:-1]]])
        ) or [""]
    return "".join(parts)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_damaged_file_is_read_or_told_why_not(text: str) -> None:
    found = everything_said(text)
    assert_sound(text, found)
    assert [said(one, "en") for one in found] == [said(one, "en") for one in everything_said(text)]


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_a_rule_with_an_error_is_never_judged_and_one_without_is(text: str) -> None:
    rule, found = checked_rule(text)
    errors = [one for one in found if one.severity == "error"]
    if rule is not None:
        assert errors == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WHOLE), st.sampled_from([" ", "\n", "\t", " \r\n\n "]))
def test_white_space_has_no_meaning(text: str, between: str) -> None:
    parts = re.findall(r'"[^"\n]*"|#[^\n]*\n|\S+', text)
    first = [said(one, "en") for one in everything_said(text)]
    second = [said(one, "en") for one in everything_said(between.join(parts))]
    assert sorted(first) == sorted(second)
