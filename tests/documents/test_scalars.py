"""Plain scalars: what is a number, what stays text, what has no value."""

from __future__ import annotations

import pytest

from grondslag.documents.parse import parse
from grondslag.documents.scalars import UNREADABLE
from grondslag.text import Source

WORDS = {"geen": "none", "none": "none", "onbekend": "unknown", "alle": "all"}


def value_of(scalar: str) -> object:
    document, problems = parse(Source("r.yaml", f"veld: {scalar}\n"), WORDS)
    assert document is not None, problems
    assert problems == []
    return document.value["veld"]


def problem_of(scalar: str) -> tuple[str, str, str, object]:
    text = f"veld: {scalar}\n"
    document, problems = parse(Source("r.yaml", text), WORDS)
    assert document is not None
    (problem,) = problems
    span = problem.span
    assert problem.kind == "schema"
    return problem.id, problem.severity, text[span.start : span.end], document.value["veld"]


@pytest.mark.parametrize(
    "scalar",
    [
        *("NO", "no", "yes", "ja", "nee", "on", "off", "y", "n", "No", "Ja"),
        *("12:30", "2026-11-24", "2026-11-24T10:00+02:00", "1_000", "0b101", "0o18", "0xZZ"),
        *("1.2.3", "1,5", "7 jaar", "P7Y", "=", "--", "+", ".", "-.", "1e", "e3", "0x"),
        *("Geen", "GEEN", "nulls", "truth", ".info", "0x1F kleur", "1234 AB", "１２"),
    ],
)
def test_what_only_older_yaml_takes_for_something_else_stays_text(scalar: str) -> None:
    assert value_of(scalar) == scalar


@pytest.mark.parametrize(
    ("scalar", "expected"),
    [
        *(
            ("0", 0),
            ("251", 251),
            ("-3", -3),
            ("+5", 5),
            ("123456789012345678", 123456789012345678),
        ),
        *(("1.5", 1.5), ("-0.25", -0.25), (".5", 0.5), ("1.10", 1.1)),
        *(("true", True), ("True", True), ("FALSE", False), ("false", False)),
        *(("", None), ("~", None), ("null", None), ("NULL", None), ("# opmerking", None)),
    ],
)
def test_numbers_truth_and_emptiness_are_those_of_yaml_1_2(scalar: str, expected: object) -> None:
    found = value_of(scalar)
    assert expected == found
    assert type(expected) is type(found)


@pytest.mark.parametrize("scalar", ["geen", "none", "onbekend", "alle"])
def test_a_plain_word_becomes_a_mark_with_its_own_spelling(scalar: str) -> None:
    assert value_of(scalar) == {"$word": scalar}


@pytest.mark.parametrize("scalar", ['"geen"', "'geen'", "|\n  geen", '"251"', "'~'", '""', '"01"'])
def test_what_stands_in_quotes_is_text(scalar: str) -> None:
    assert isinstance(value_of(scalar), str)


@pytest.mark.parametrize("scalar", ["01234567", "00", "007", "-01", "+012", "020.1234567", "09"])
def test_digits_with_a_leading_zero_are_text_with_a_warning(scalar: str) -> None:
    assert problem_of(scalar) == ("ambiguous-scalar", "warning", scalar, scalar)


@pytest.mark.parametrize(
    "scalar",
    [
        *("0o12", "0x1F", "1e3", "1E3", "1.5e3", "-2e-2", "1e400", "251.0", "251.", "-3.00"),
        *(".inf", "-.Inf", "+.INF", ".nan", ".NaN", "1234567890123456789", "9" * 5000),
    ],
)
def test_a_number_that_is_not_written_out_has_no_value(scalar: str) -> None:
    assert problem_of(scalar) == ("number-notation", "error", scalar, UNREADABLE)


@pytest.mark.parametrize(
    ("scalar", "number"),
    [("0x1F", "31"), ("0o12", "10"), ("1e3", "1000"), ("251.0", "251"), ("15e-1", "1.5")],
)
def test_the_remedy_names_the_number_in_plain_digits(scalar: str, number: str) -> None:
    _, (problem,) = parse(Source("r.yaml", f"veld: {scalar}\n"), {})
    assert problem.helps[0].params == {"number": number}


@pytest.mark.parametrize("scalar", ["1e400", "1e99999999999", "0x" + "F" * 100])
def test_a_number_of_more_digits_than_fit_is_not_written_out(scalar: str) -> None:
    _, (problem,) = parse(Source("r.yaml", f"veld: {scalar}\n"), {})
    assert problem.helps[0].id == "number-notation-help"


def test_the_warning_tells_how_others_read_the_digits() -> None:
    _, (problem,) = parse(Source("r.yaml", "kvk_nummer: 01234567\n"), {})
    label = problem.labels[0].message
    assert label is not None
    assert label.params == {"text": "01234567", "old": "342391", "core": "1234567"}


def test_keys_are_text_whatever_they_look_like() -> None:
    text = "2026: a\n01: b\n1e3: c\nnull: d\ntrue: e\ngeen: f\n~: g\n2026-03: h\n"
    document, problems = parse(Source("r.yaml", text), WORDS)
    assert problems == []
    assert document is not None
    assert list(document.value) == ["2026", "01", "1e3", "null", "true", "geen", "~", "2026-03"]
