"""The grammar and the keyword tables: no conflict in either language, and nothing loaded too soon."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from grondslag.language.grammar import grammar_text, make_parser
from grondslag.language.keywords import KEYWORD_LANGUAGES, first_words, keywords


@pytest.mark.parametrize("language", KEYWORD_LANGUAGES)
def test_the_grammar_has_no_conflict_that_is_resolved_silently(language) -> None:
    make_parser(language, strict=True)


@pytest.mark.parametrize("language", KEYWORD_LANGUAGES)
def test_every_keyword_of_the_grammar_has_a_phrase(language) -> None:
    text = grammar_text(keywords(language))
    shared, _, made = text.partition("%ignore COMMENT")
    used = set(re.findall(r"\b[A-Z][A-Z_]+\b", re.sub(r"//[^\n]*|/[^/\n]+/", "", shared)))
    defined = set(re.findall(r"^([A-Z_]+)[.:]", shared, re.M)) | {"NAME", "KEBAB"}
    assert used - defined - {"WS", "COMMENT"} == set(keywords(language).phrases)
    assert made.count("\n") >= len(keywords(language).phrases)


def test_both_languages_have_the_same_keywords() -> None:
    english, dutch = (keywords(language).phrases for language in KEYWORD_LANGUAGES)
    assert list(english) == list(dutch)


@pytest.mark.parametrize("terminal", ["UNIT", "ORDINAL"])
def test_phrases_with_meanings_of_their_own_stand_in_the_same_order(terminal: str) -> None:
    english, dutch = (keywords(language).phrases[terminal] for language in KEYWORD_LANGUAGES)
    assert len(english) == len(dutch)


def test_a_longer_phrase_goes_before_a_shorter_one() -> None:
    words = keywords("en")
    assert words.priority("IS_NOT_ONE_OF") > words.priority("IS_NOT") > words.priority("IS")


def test_a_phrase_does_not_end_inside_a_word() -> None:
    assert re.match(keywords("en").pattern("IN"), "in x")
    assert not re.match(keywords("en").pattern("IN"), "include")
    assert re.match(keywords("nl").pattern("ART"), "art.28")


@pytest.mark.parametrize("language", KEYWORD_LANGUAGES)
def test_single_reserved_words_are_no_names(language) -> None:
    name = re.compile(re.search(r"^NAME: /(.*)/$", grammar_text(keywords(language)), re.M)[1])
    for word in keywords(language).reserved:
        assert name.match(word) is None
        assert name.match(f"{word}_x")


def test_a_file_tells_its_language_with_its_first_word() -> None:
    assert first_words() == {"rule": "en", "pack": "en", "regel": "nl", "pakket": "nl"}


def test_checking_a_rule_loads_no_parser() -> None:
    code = "import grondslag.language.check, sys; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
