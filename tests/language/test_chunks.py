"""Many tiny rules, each with what must be said of it on the line it is about."""

from __future__ import annotations

import re

import pytest

from language.rule_kit import (
    Chunk,
    checked_declarations,
    checked_rule,
    chunks_of,
    english,
    said,
)

# Chunks are not whole rules; what they lack is only said where they ask for it.
QUIET = ("missing-clause", "example-missing")

CHUNKS = [*chunks_of("parsing.chunks"), *chunks_of("checking.chunks")]
PACKS = [*chunks_of("packs.chunks")]

# Ids of the language reference that need more than one file or a run; they are tested beside what says them.
ELSEWHERE = {
    "duplicate-rule",
    "unknown-pack",
    "circular-use",
    "pack-file-missing",
    "overlapping-versions",
    "holidays-missing",
    "overlapping-rows",
    "unreadable-cell",
    "override-refused",
    "earlier-not-oldest",
    "example-fails",
    "example-other-reasons",
    "example-does-not-fit",
    "rule-cannot-fire",
    "gap-between-versions",
    "always-undetermined",
    "review-date-passed",
    "file-not-read",
    "file-name-differs",
    "certainty-needs-law",
}
# fmt: off
EVERY_ID = (
    "syntax", "text-not-closed", "list-not-closed", "mixed-keywords", "unknown-declaration",
    "not-a-date", "reserved-word", "code-needs-quotes", "unknown-character", "chained-comparison",
    "second-rule-in-file", "file-name-differs", "rule-id-form", "duplicate-rule",
    "missing-clause", "duplicate-clause", "misplaced-declaration", "unknown-pack", "circular-use",
    "file-not-read", "pack-file-missing", "unknown-fact", "unknown-name", "unknown-source",
    "unknown-column", "unknown-code", "duplicate-declaration", "circular-definition",
    "name-clash", "duplicate-label", "unused-binding", "not-a-condition", "incomparable-types",
    "wrong-comparison", "not-a-list", "presence-says-nothing", "list-has-no-fields",
    "term-needs-moments", "cannot-add", "onwards-needs-references", "mixed-case-types",
    "wrong-key-type", "mixed-today-now", "term-outside-require", "unknown-article",
    "certainty-needs-law", "dates-reversed", "overlapping-versions", "texts-differ",
    "calendar-missing", "holidays-missing", "overlapping-rows", "unreadable-cell",
    "override-refused", "overlapping-values", "text-missing", "earlier-not-oldest",
    "example-fails", "example-other-reasons", "example-missing", "example-does-not-fit",
    "placeholder-value", "nesting-too-deep", "rule-cannot-fire", "gap-between-versions",
    "number-needs-parameter", "always-undetermined", "review-date-passed",
)
# fmt: on


def diagnostics(chunk: Chunk, *, of_pack: bool):
    found = checked_declarations(chunk.text)[2] if of_pack else checked_rule(chunk.text)[1]
    wanted = " ".join(pattern for patterns in chunk.expected.values() for pattern in patterns)
    return [one for one in found if one.id not in QUIET or one.id in wanted]


def compare(chunk: Chunk, found) -> None:
    left = [(one.span.place().line, english(one)) for one in found]
    for line, patterns in chunk.expected.items():
        for pattern in patterns:
            match = next(
                (one for one in left if one[0] == line and re.search(pattern, one[1])), None
            )
            assert match is not None, f"line {line}: nothing like {pattern!r} in {left}"
            left.remove(match)
    assert left == [], "said, but not expected"


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.name)
def test_a_rule_is_told_what_is_wrong_on_the_line_where_it_is_wrong(chunk: Chunk) -> None:
    compare(chunk, diagnostics(chunk, of_pack=False))


@pytest.mark.parametrize("chunk", PACKS, ids=lambda chunk: chunk.name)
def test_a_pack_is_told_what_is_wrong_on_the_line_where_it_is_wrong(chunk: Chunk) -> None:
    compare(chunk, diagnostics(chunk, of_pack=True))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_said_is_one_line_in_both_languages(language: str) -> None:
    for of_pack, chunks in ((False, CHUNKS), (True, PACKS)):
        for chunk in chunks:
            for diagnostic in diagnostics(chunk, of_pack=of_pack):
                text = said(diagnostic, language)
                assert "\n" not in text
                assert not re.search(r"[A-Z]{2,}_|Token|Traceback|None\b(?!`)", text)


def test_every_id_of_the_language_has_a_chunk_or_a_test_of_its_own() -> None:
    shown = {
        one.id
        for of_pack, chunks in ((False, CHUNKS), (True, PACKS))
        for chunk in chunks
        for one in diagnostics(chunk, of_pack=of_pack)
    }
    assert sorted(set(EVERY_ID) - shown - ELSEWHERE) == []
