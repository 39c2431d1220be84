"""Text to syntax nodes: places, limits, and reading on after a mistake."""

from __future__ import annotations

import pytest

from grondslag.language import syntax as s
from grondslag.language.expressions import MOST_LEVELS
from grondslag.language.parse import MOST_CHARACTERS, parse_file
from grondslag.text import Source
from language.rule_kit import checked_rule, english


def problems_of(text: str):
    return parse_file(Source("x.rule", text))[1]


def place(text: str) -> tuple[str, int, int, str]:
    """Id, line, column and the text at the place of the only thing that is said."""
    (only,) = problems_of(text)
    span = only.span
    line, column = span.source.line_column(span.start)
    return only.id, line, column, text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rule a-b\n  severity hihg", ("syntax", 2, 12, "hihg")),
        ("rule a-b\n  valid from 25-05-2018", ("not-a-date", 2, 14, "25-05-2018")),
        ("rule a_b-c\n  severity high", ("rule-id-form", 1, 6, "a_b-c")),
        ("rule a-b\r\n  title nl “x”", ("unknown-character", 2, 12, "“")),
        ('rule a-b\n  title nl "x', ("text-not-closed", 2, 12, '"x')),
        ("rule a-b\n  require all of\n (a) x", ("list-not-closed", 2, 11, "all of")),
        ("rule a-b\n  vereis x exists", ("mixed-keywords", 2, 3, "vereis")),
        ("rule a-b\n  require a is b is c", ("chained-comparison", 2, 18, "is")),
        ("rule a-b\n  require a is more then b", ("syntax", 2, 21, "then")),
        ("rule a-b\n  require a is within", ("syntax", 2, 22, "")),
    ],
)
def test_a_mistake_has_its_exact_place(text: str, expected: tuple[str, int, int, str]) -> None:
    assert place(text) == expected


def test_places_of_nodes_are_those_of_the_text() -> None:
    text = 'rule a-b\n  title nl "x" en "y" # note\n  require  a.b[ c ].d  exists\n'
    file, problems = parse_file(Source("x.rule", text))
    assert problems == []
    assert file is not None
    (rule,) = file.declarations
    assert isinstance(rule, s.RuleNode)
    title, require = rule.clauses
    assert text[slice(*rule.where)] == text.rstrip()
    assert text[slice(*title.where)] == 'title nl "x" en "y"'
    assert isinstance(require, s.ConditionClause)
    assert text[slice(*require.condition.where)] == "a.b[ c ].d  exists"


def test_what_is_wrong_between_braces_has_its_place_in_the_text() -> None:
    text = (
        "rule a-b\n  for the organisation\n  require organisation.dpo exists\n"
        '  otherwise nl "een \\"twee\\" {organisation.staf}" en "{organisation.staf}"\n'
    )
    said = [one for one in checked_rule(text)[1] if one.id == "unknown-fact"]
    assert [text[one.span.start : one.span.end] for one in said] == ["staf", "staf"]
    assert [one.span.place().column for one in said] == [44, 69]


def test_a_file_of_spaces_has_no_rule() -> None:
    (only,) = problems_of(" \n\t\n")
    assert english(only) == "unknown-declaration: the file has no rule"


def test_a_byte_order_mark_is_told() -> None:
    (only,) = problems_of("\ufeffrule a-b")
    assert only.id == "file-not-read"


def test_a_file_that_is_too_long_is_told_and_not_read() -> None:
    file, (only,) = parse_file(Source("x.rule", "rule a-b" + " " * MOST_CHARACTERS))
    assert file is None
    assert english(only).startswith("syntax: a rule file has at most 200000 characters")


@pytest.mark.parametrize(
    "deep",
    [
        "not " * 5000 + "a",
        "(" * 5000 + "a" + ")" * 5000,
        "if a then " * 5000 + "a",
        "some x in y: " * 5000 + "x",
        "all of (a) " * 5000 + "x " + "end " * 5000,
        "a" + "[b" * 5000 + "]" * 5000,
        "a + " * 5000 + "a is 1",
    ],
)
def test_what_nests_too_deep_is_told_and_never_overflows(deep: str) -> None:
    found = checked_rule(f"rule a-b\n  for the organisation\n  require {deep}")[1]
    told = [english(one) for one in found if one.id == "nesting-too-deep"]
    assert [one for one in told if f"more than {MOST_LEVELS} levels" in one] == told[-1:]


def test_nested_example_data_has_the_same_limit() -> None:
    data = "[" * (MOST_LEVELS + 1) + "]" * (MOST_LEVELS + 1)
    text = f'rule a-b\n  example "x" gives violation given {{processors: {data}}}'
    assert "nesting-too-deep" in {one.id for one in checked_rule(text)[1]}


def test_comments_may_stand_between_any_two_words() -> None:
    text = '# a\nrule # b\na-b # c\n title # d\n nl # e\n "x # y" # f\n en "z" # g'
    file, problems = parse_file(Source("x.rule", text))
    assert problems == []
    assert file is not None
    assert file.rule() is not None


def test_a_long_row_of_conditions_is_not_deep() -> None:
    row = " and ".join(["organisation.court"] * 2000)
    found = checked_rule(f"rule a-b\n  for the organisation\n  require {row}")[1]
    assert {one.id for one in found} == {"missing-clause", "example-missing"}


def test_a_declaration_that_is_right_is_read_beside_one_that_is_not() -> None:
    text = (
        'pack avg version 1.0.0\n  title nl "x" en "x"\n  status law\n'
        "paramter p: integer\n  value 3 from 2018-05-25\n"
        'source S\n  title nl "x" en "x"\n'
        "parameter q: integer\n  valeu 3 from 2018-05-25\n  under S\n"
    )
    file, problems = parse_file(Source("pack.rule", text))
    assert [one.id for one in problems] == ["syntax", "syntax"]
    assert file is not None
    assert [type(node) for node in file.declarations] == [s.PackNode, s.SourceNode, s.ParameterNode]
    assert [(one.declaration, one.name) for one in file.lost] == [(None, None), ("PARAMETER", "q")]


def test_a_rule_that_lost_a_clause_is_not_judged_and_not_told_of_what_it_lost() -> None:
    text = "rule a-b\n  for eech x in processors\n  require x.agreement exists and x.whatever\n"
    rule, found = checked_rule(text)
    assert rule is None
    assert [one.id for one in found] == ["syntax"]


def test_reading_a_text_twice_says_the_same() -> None:
    text = "rule a-b\n  severity hihg\n  certainty sure\n  require a is more then 3\n"
    assert [english(one) for one in problems_of(text)] == [
        english(one) for one in problems_of(text)
    ]
