"""A YAML text to a document: what is accepted, what is refused, and what of the file survives."""

from __future__ import annotations

from itertools import pairwise

import pytest

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.documents.parse import parse
from grondslag.documents.scalars import UNREADABLE
from grondslag.text import Source

WORDS = {"geen": "none", "onbekend": "unknown", "alle": "all"}


def read(text: str) -> tuple[Document | None, list[Diagnostic]]:
    return parse(Source("register.yaml", text), WORDS)


def survivor(text: str) -> tuple[dict[str, object], list[tuple[str, list[str]]]]:
    """The values, and of each problem its id and the stretches it points at."""
    document, problems = read(text)
    assert document is not None, problems
    assert {problem.kind for problem in problems} <= {"schema"}
    found = [
        (problem.id, [text[label.span.start : label.span.end] for label in problem.labels])
        for problem in problems
    ]
    return document.value, found


def refused(text: str) -> tuple[str, int, int, str]:
    """The one problem of a file that is not read: id, line, column, and the stretch."""
    document, problems = read(text)
    assert document is None
    (problem,) = problems
    assert (problem.kind, problem.severity) == ("read", "error")
    place = problem.span.place()
    return problem.id, place.line, place.column, text[problem.span.start : problem.span.end]


def test_a_register_is_plain_data_with_keys_as_written() -> None:
    text = """\
# kop
---
organisatie:
  naam: "Voorbeeld: BV"
  fg: geen
  rechten: {kanalen: [post, web], vrij: 'ja'}
  leeg:
lijst:
- een
-
- twee: |
    regel 1
    regel 2
  drie: >-
    lange
    tekst
lang: eerste
  tweede
"""
    value, problems = survivor(text)
    assert problems == []
    assert value == {
        "organisatie": {
            "naam": "Voorbeeld: BV",
            "fg": {"$word": "geen"},
            "rechten": {"kanalen": ["post", "web"], "vrij": "ja"},
            "leeg": None,
        },
        "lijst": ["een", None, {"twee": "regel 1\nregel 2\n", "drie": "lange tekst"}],
        "lang": "eerste tweede",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: b\r\nc:\r\n  d: e\r\n",
        "%YAML 1.2\n---\na: b\nc: {d: e}\n",
        "a: b\nc:\n  d: e\n...\n",
        '{"a": "b", "c": {"d": "e"}}',
        "a:   b # opmerking\nc:\n    d:\te",
    ],
)
def test_the_same_data_may_be_written_in_many_ways(text: str) -> None:
    assert survivor(text) == ({"a": "b", "c": {"d": "e"}}, [])


@pytest.mark.parametrize("text", ["", "\n\n", "# niets\n", "---\n", "---\n# niets\n", "\r\n"])
def test_a_file_without_content_is_an_error(text: str) -> None:
    assert refused(text)[0] == "empty-document"


@pytest.mark.parametrize("text", ["- a\n- b\n", "losse tekst", "42", "null", "'a'", "[a]", "geen"])
def test_a_file_that_has_no_fields_is_an_error(text: str) -> None:
    assert refused(text)[:3] == ("not-fields", 1, 1)


def test_of_a_duplicate_key_neither_value_counts_and_both_places_are_told() -> None:
    value, problems = survivor("org:\n  staff: 300\n  naam: x\n  staff: 10\n")
    assert value == {"org": {"staff": UNREADABLE, "naam": "x"}}
    assert problems == [("duplicate-key", ["staff", "staff"])]
    _, (problem,) = read("org:\n  staff: 300\n  naam: x\n  staff: 10\n")
    assert [label.span.place().line for label in problem.labels] == [4, 2]


def test_a_key_that_stands_there_three_times_is_told_twice() -> None:
    value, problems = survivor("a: 1\n'a': 2\n\"a\": 3\n")
    assert value == {"a": UNREADABLE}
    assert problems == [("duplicate-key", ["'a'", "a"]), ("duplicate-key", ['"a"', "a"])]


def test_anchors_and_aliases_are_refused_at_their_own_place() -> None:
    value, problems = survivor("a: &x {naam: F}\nb: *x\nc: [1, *x]\nd: &y\n  e: f\n")
    assert value == {"a": UNREADABLE, "b": UNREADABLE, "c": [1, UNREADABLE], "d": UNREADABLE}
    assert problems == [("alias-not-allowed", [name]) for name in ("&x", "*x", "*x", "&y")]


def test_a_merge_key_is_refused_and_what_stands_beside_it_counts() -> None:
    value, problems = survivor("a:\n  <<: {naam: X}\n  fg: geen\n")
    assert value == {"a": {"fg": {"$word": "geen"}}}
    assert problems == [("alias-not-allowed", ["<<"])]
    assert survivor('"<<": tekst\n') == ({"<<": "tekst"}, [])


@pytest.mark.parametrize("tag", ["!!str", "!", "!ruby/object", "!!python/object/apply:os.system"])
def test_a_tag_is_refused(tag: str) -> None:
    value, problems = survivor(f"a: {tag} 12\nb: c\n")
    assert value == {"a": UNREADABLE, "b": "c"}
    assert problems == [("tag-not-allowed", [tag])]


def test_an_anchor_or_tag_of_the_whole_file_leaves_the_values_as_they_are() -> None:
    assert survivor("&x\na: b\n") == ({"a": "b"}, [("alias-not-allowed", ["&x"])])
    assert survivor("--- !!map\na: b\n") == ({"a": "b"}, [("tag-not-allowed", ["!!map"])])


def test_a_mark_cannot_be_forged() -> None:
    value, problems = survivor("fg: {$word: geen}\n$word: geen\nl: [{$word: '?unreadable'}]\n")
    assert value == {"fg": UNREADABLE, "l": [UNREADABLE]}
    assert [name for name, _ in problems] == ["reserved-key"] * 3


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("a: {{ naam }}\nb: c\n", "key-not-text", {"a": {}, "b": "c"}),
        ("[x]: y\nb: c\n", "key-not-text", {"b": "c"}),
        ('"": y\nb: c\n', "empty-key", {"b": "c"}),
        ("\u00a0a: y\nb: c\n", "odd-space", {"b": "c"}),
        ("fg\u00a0: y\nb: c\n", "odd-space", {"b": "c"}),
        ("*x : y\nb: c\n", "alias-not-allowed", {"b": "c"}),
        ("&x a: y\nb: c\n", "alias-not-allowed", {"a": UNREADABLE, "b": "c"}),
    ],
)
def test_a_key_that_is_no_name_is_left_out(text: str, name: str, value: object) -> None:
    found, problems = survivor(text)
    assert value == found
    assert [problem for problem, _ in problems] == [name]


def test_a_second_document_is_an_error_at_its_head() -> None:
    assert refused("a: b\n---\nc: d\n") == ("second-document", 2, 1, "---")
    assert refused("a: b\n---\n") == ("second-document", 2, 1, "---")


def test_nesting_is_bounded() -> None:
    deepest = "{a: " * 64 + "b" + "}" * 64
    assert survivor(deepest)[1] == []
    assert refused("{a: " + deepest + "}") == ("too-deep", 1, 4 * 64 + 1, "{")
    assert refused("a:\n" + "".join(" " * n + "- \n" for n in range(64)))[0] == "too-deep"


@pytest.mark.parametrize(
    "text", ["[" * 60_000, "{a: " * 20_000, "- " * 30_000, "a: " + "[" * 100_000, "? " * 30_000]
)
def test_hostile_nesting_gives_a_diagnostic(text: str) -> None:
    assert refused(text)[0] == "too-deep"


def test_an_alias_bomb_gives_diagnostics_and_no_values() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghi"
    for before, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    value, problems = survivor("\n".join(lines))
    assert set(map(str, value.values())) == {str(UNREADABLE)}
    assert {name for name, _ in problems} == {"alias-not-allowed"}


def test_of_one_kind_at_most_a_hundred_diagnostics_are_given() -> None:
    _, problems = read("".join(f"a{number}: *x\n" for number in range(1000)))
    assert len(problems) == 100
    assert problems[-1].notes[-1].id == "more-not-shown"


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert refused("a: " + "b" * (8 * 1024 * 1024))[0] == "file-not-read"


@pytest.mark.parametrize(
    ("text", "name", "column"),
    [
        ("a: b\x01c\n", "control-character", 5),
        ("a: é😀\x00\n", "control-character", 6),
        ("\ufeffa: b\n", "control-character", 1),
        ("a: \udc80\n", "control-character", 4),
        ("a: b\x7f\n", "control-character", 5),
        ("a: b\x85c: d\n", "unusual-line-break", 5),
        ("a: b\u2028c: d\n", "unusual-line-break", 5),
        ("a: b\rc: d\n", "unusual-line-break", 5),
    ],
)
def test_a_character_that_hides_something_is_refused(text: str, name: str, column: int) -> None:
    assert refused(text)[:3] == (name, 1, column)


def test_a_file_that_breaks_off_still_tells_what_was_wrong_before() -> None:
    document, problems = read("a: 1\na: 2\nb: [\n")
    assert document is None
    assert [problem.id for problem in problems] == ["duplicate-key", "unclosed-bracket"]


def test_what_follows_a_hash_at_once_is_a_comment_and_is_told() -> None:
    value, found = survivor("naam: Loods #1 (oud)\nb: [x #y\n]\n")
    assert value == {"naam": "Loods", "b": ["x"]}
    assert found == [("hash-in-value", ["#1 (oud)"]), ("hash-in-value", ["#y"])]
    for text in (
        "naam: Loods # 1\n",
        "naam: Loods  #1\n",
        "#naam: x #1\na: b\n",
        'naam: "Loods #1"\n',
        "a: b\n  #1: c\n",
    ):
        assert survivor(text)[1] == [], text
