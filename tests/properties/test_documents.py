"""Any bytes at all as a file: never an exception, always a place inside the text, twice the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.error import YAMLError

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document, Path
from grondslag.documents.events import open_pure_events
from grondslag.documents.find import read_texts
from grondslag.documents.locate import locate
from grondslag.documents.parse import Memory, load, parse
from grondslag.documents.scalars import Odd, PlainScalars
from grondslag.text import Source
from grondslag.words.catalogue import text_of

WORDS = {"geen": "none", "onbekend": "unknown", "alle": "all"}

PIECES = st.sampled_from(
    [
        *("organisatie", "naam", "fg", "a", "'s", "één", "😀", "geen", "01234567", "1e3", "251.0"),
        *(": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\n   ", "\r\n", "\t", " ", "  ", ", "),
        *("[", "]", "{", "}", '"', "'", "“", "|", ">", "&x", "*x", "!t", "<<", "---\n", "...\n"),
        *("#", "# x\n", "\\", "@", "%", "?", "? ", "=", "$word", "~", "\x00", "\u2028", "\u00a0"),
        *("\ufeff", "\x85", "`", "a: b\n", "a: {b: c}\n", "  c: [d, e]\n", "- x: y\n", "[{", "}]"),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)
BYTES = TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60)

# PyYAML writes by YAML 1.1, and so leaves some texts without quotes that are numbers in YAML 1.2.
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
WORDS_OF_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12
).filter(lambda text: not NUMBER.fullmatch(text))
NAMES = WORDS_OF_TEXT.filter(lambda name: name not in {"", "$word"} and name.strip() == name)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.sampled_from([0.5, -1.25, 1234.5])
    | WORDS_OF_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=15,
)
FILES = st.dictionaries(NAMES, PLAIN, max_size=4)


def everything(data: bytes) -> tuple[list[Document], list[Diagnostic]]:
    documents, problems, missed = read_texts([("-", data)], WORDS)
    assert len(documents) + len(missed) == 1
    assert bool(missed) is any(problem.kind == "read" for problem in problems)
    return documents, problems


@given(BYTES)
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_document_or_a_diagnostic_with_a_place_inside(data: bytes) -> None:
    documents, problems = everything(data)
    assert documents or problems
    for problem in problems:
        for label in problem.labels:
            span = label.span
            assert 0 <= span.start <= span.end <= len(span.source.text)
            place = span.place()
            assert 1 <= place.line <= span.source.text.count("\n") + 1
    for document in documents:
        for path in paths(document.value):
            span = document.value_span(path)
            assert 0 <= span.start <= span.end <= len(document.source.text)


@given(BYTES)
@settings(max_examples=60, deadline=None)
def test_all_that_is_said_can_be_said_in_both_languages(data: bytes) -> None:
    for problem in everything(data)[1]:
        labels = [label.message for label in problem.labels if label.message is not None]
        for message in (problem.message, *labels, *problem.helps, *problem.notes):
            for language in ("nl", "en"):
                told = text_of(message.id, message.params, language)
                assert told.strip("\n") == told
                assert "\n" not in told


@given(BYTES)
@settings(max_examples=60, deadline=None)
def test_the_same_bytes_give_the_same(data: bytes) -> None:
    first, second = everything(data), everything(data)
    assert [document.value for document in first[0]] == [document.value for document in second[0]]
    assert [shown(problem) for problem in first[1]] == [shown(problem) for problem in second[1]]


def shown(problem: Diagnostic) -> tuple[Any, ...]:
    labels = [(label.span.start, label.span.end, label.message) for label in problem.labels]
    return (problem.id, problem.kind, problem.message, labels, problem.helps, problem.notes)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_the_quick_reader_accepts_what_the_careful_one_has_nothing_to_say_of(text: str) -> None:
    located = locate(Source("-", text), PlainScalars(WORDS))
    try:
        value = load(text, Memory(WORDS))
    except (Odd, YAMLError, UnicodeError):
        # It may give up on text that only looks like an anchor or a tag.
        assert located.problems or "&" in text or "!" in text
    else:
        assert located.problems == []
        assert located.value == value
        assert list(paths(located.value)) == list(paths(value))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_both_parsers_read_the_same_from_what_both_take(text: str) -> None:
    fast = locate(Source("-", text), PlainScalars(WORDS))
    slow = locate(Source("-", text), PlainScalars(WORDS), open_pure_events)
    if isinstance(fast.value, dict) and isinstance(slow.value, dict):
        assert fast.value == slow.value
        assert [problem.id for problem in fast.problems] == [item.id for item in slow.problems]


@given(FILES, st.booleans(), st.sampled_from([None, '"', "'"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_plain_data_written_as_yaml_reads_back_the_same(
    data: dict[str, Any], flow: bool, quote: str | None, windows: bool
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, default_style=quote, allow_unicode=True)
    text = text.replace("\n", "\r\n") if windows else text
    document, problems = parse(Source("-", text), {})
    if quote is not None:
        # Then PyYAML tags the numbers.
        assert {problem.id for problem in problems} <= {"tag-not-allowed"}
        return
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert document is not None
    assert document.value == data


@given(FILES)
@settings(max_examples=100, deadline=None)
def test_every_value_has_a_place_that_reads_as_that_value(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=False)
    document, _ = parse(Source("-", text), {})
    assert document is not None
    for path in paths(document.value):
        written = document.written(path)
        value = at(document.value, path)
        if isinstance(value, str | int | float) and path and "\n" not in written:
            again, _ = parse(Source("-", f"k: {written}\n"), {})
            assert again is not None
            assert again.value["k"] == value
        if path and isinstance(path[-1], str):
            span = document.key_span(path)
            key, _ = parse(Source("-", f"{text[span.start : span.end]}: x\n"), {})
            assert key is None or list(key.value) == [path[-1]]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value, in order."""
    yield path
    if isinstance(value, dict) and "$word" not in value:
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
