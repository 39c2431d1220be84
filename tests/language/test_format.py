"""What the formatter writes, as a reader sees it."""

from __future__ import annotations

import pytest

from grondslag.language.declarations import ArticleList
from grondslag.language.format import format_file
from grondslag.text import Source
from language.rule_kit import ARTICLES, english

HEAD = "rule a-b\n"


def formatted(text: str, language=None, articles=None) -> str:
    written, problems = format_file(Source("x.rule", text), language, articles)
    assert [english(one) for one in problems] == []
    assert written is not None
    return written


def refusal(text: str, language=None) -> list[str]:
    written, problems = format_file(Source("x.rule", text), language)
    assert written is None
    return [english(one) for one in problems]


def clause(text: str) -> str:
    """A single clause as it is written."""
    return formatted(HEAD + text).removeprefix(HEAD)


def test_clauses_stand_in_their_order_one_a_line() -> None:
    assert formatted(
        'rule late   note nl "N" en "N" severity high\n\n\n require x exists '
        "waivable never review by 2027-01-01 valid from 2018-05-25 applies at check "
        'for the organisation title en "Late" nl "Laat" under AVG source read certainty law'
    ) == (
        "rule late\n"
        '  title nl "Laat" en "Late"\n'
        "  under AVG\n"
        "  severity high\n"
        "  certainty law\n"
        "  source read\n"
        "  valid from 2018-05-25\n"
        "  review by 2027-01-01\n"
        "  waivable never\n"
        "  applies at check\n"
        "  for the organisation\n"
        "  require x exists\n"
        "  note\n"
        '    nl "N"\n'
        '    en "N"\n'
    )


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("when x.staff>250", "when x.staff is more than 250"),
        ("when x . staff>=250", "when x.staff is at least 250"),
        ("when a<b or a<=b", "when a is less than b or a is at most b"),
        ("when a=b and a!=b", "when a is b and a is not b"),
        ("when x.term is 1 months", "when x.term is 1 month"),
        ("when x.term is 2 month", "when x.term is 2 months"),
        ("when x   is\n\n  not    empty", "when x is not empty"),
        ("when ( a+b-c ) is t [ k ] . v", "when (a + b - c) is t[k].v"),
        ("when x is one of[ a,b ]", "when x is one of [a, b]"),
        ("under AVG article 28(3)(a)", "under AVG art. 28 lid 3 sub a"),
        ("under AVG art. 28 paragraph 3 point a", "under AVG art. 28 lid 3 sub a"),
        ("under AVG art. 6(f),AVG overw. 47", "under AVG art. 6 sub f, AVG recital 47"),
        ("under AVG art. 4 sub 7", "under AVG art. 4 point 7"),
        ("under BW art. 2:10 lid 3 sub 1°", "under BW art. 2:10 lid 3 sub 1°"),
        (
            "under AVG art. 33 lid 1   second   sentence",
            "under AVG art. 33 lid 1 second sentence",
        ),
    ],
)
def test_phrases_and_citations_get_their_usual_form(written: str, canonical: str) -> None:
    assert clause(written) == f"  {canonical}\n"


@pytest.mark.parametrize(
    "kept",
    [
        # `is empty` and `is none` would be other conditions.
        "when x = empty",
        "when x = none",
        "when x != recorded",
        # In Dutch keywords `is leeg` would be.
        "when x = leeg",
        # Whether this is a paragraph or a point the list of articles says.
        "under AVG art. 4(7)",
        "under AVG art. 28(3)(A)",
    ],
)
def test_what_the_usual_form_would_change_stays(kept: str) -> None:
    assert clause(kept) == f"  {kept}\n"


def test_a_number_in_brackets_is_a_paragraph_or_a_point_by_the_list_of_articles() -> None:
    lists = {"AVG": ArticleList.of(ARTICLES)}
    text = f"{HEAD}  under AVG art. 4(7), AVG art. 28(3), STEM art. 5(2)\n"
    assert formatted(text, articles=lists) == (
        f"{HEAD}  under AVG art. 4 point 7, AVG art. 28 lid 3, STEM art. 5 lid 2\n"
    )


def test_conditions_break_before_the_outermost_operator_and_a_list_has_its_items_below() -> None:
    assert clause(
        "require all of (a) under AVG art. 28 lid 3: supplier.agreement.approved_clauses or "
        'supplier.agreement.clauses includes confidentiality otherwise en "No." nl "Nee." '
        "(b) any of (i) x exists (ii) if organisation.turnover_of_the_year_before is at least 1 and "
        "organisation.has_a_register then every sub in supplier.subprocessors onwards: sub.agreement.flow_down end "
        "(c) every activity in processing where activity.role is processor: all of (i) a.b (ii) a.c end end"
    ) == (
        "  require all of\n"
        "    (a) under AVG art. 28 lid 3:\n"
        "        supplier.agreement.approved_clauses or supplier.agreement.clauses includes confidentiality\n"
        "        otherwise\n"
        '          nl "Nee."\n'
        '          en "No."\n'
        "    (b) any of\n"
        "      (i) x exists\n"
        "      (ii) if organisation.turnover_of_the_year_before is at least 1 and organisation.has_a_register\n"
        "          then every sub in supplier.subprocessors onwards: sub.agreement.flow_down\n"
        "    end\n"
        "    (c) every activity in processing where activity.role is processor: all of\n"
        "      (i) a.b\n"
        "      (ii) a.c\n"
        "    end\n"
        "  end\n"
    )


def test_each_operand_of_a_long_condition_has_its_line() -> None:
    assert clause(
        "when breach.risk is one of [likely, high] and breach.our_duty and breach.notified_at exists "
        "or some activity in breach.processing: activity.role is processor and activity.large_scale is true"
        " and activity.systematic_monitoring"
    ) == (
        "  when breach.risk is one of [likely, high] and breach.our_duty and breach.notified_at exists\n"
        "    or some activity in breach.processing:\n"
        "      activity.role is processor and activity.large_scale is true and activity.systematic_monitoring\n"
    )


def test_a_title_is_on_one_line_if_it_fits_and_sentences_stand_below_each_other() -> None:
    long = "b" * 60
    assert clause(f'title en "{long}" nl "{long}" fix nl "Doe." en "Do."') == (
        f'  title nl "{long}"\n        en "{long}"\n  fix\n    nl "Doe."\n    en "Do."\n'
    )


def test_example_data_break_at_the_outermost_comma_that_helps() -> None:
    fields = 'name: "Naam van een verwerking", role: joint_controller, out_of_scope: none'
    assert clause(
        f'example "one" gives not applicable given {{breaches:none}} example "two" on 2026-03-01 gives undetermined '
        f'because breaches . r-one . risk given {{organisation:{{name:"Acme"}},retention:none,consents:none, '
        f"processing: {{work:{{{fields}, purposes: {{sell: {{basis: consent}}}}, tags: [a,b]}}}}}}"
    ) == (
        '  example "one" gives not applicable\n'
        "    given {breaches: none}\n"
        '  example "two" on 2026-03-01 gives undetermined because breaches.r-one.risk\n'
        '    given {organisation: {name: "Acme"},\n'
        "      retention: none, consents: none,\n"
        f"      processing: {{work: {{{fields},\n"
        "        purposes: {sell: {basis: consent}}, tags: [a, b]}}}\n"
    )


def test_a_comment_stays_at_its_word_and_moves_with_its_clause() -> None:
    assert formatted(
        "# of the file\n\n# of the rule\n"
        "rule a-b # id\n"
        "# of require\n"
        "  require x exists # end of require\n"
        "      # of severity\n"
        "  severity high\n"
        "  when a # of a\n"
        "    and b\n"
        "      # of or\n"
        "    or c\n"
        "  # last in the rule\n"
        "# of the file again"
    ) == (
        "# of the file\n\n# of the rule\n"
        "rule a-b  # id\n"
        "  # of severity\n"
        "  severity high\n"
        "  when a  # of a\n"
        "      and b\n"
        "    # of or\n"
        "    or c\n"
        "  # of require\n"
        "  require x exists  # end of require\n"
        "  # last in the rule\n"
        "\n"
        "# of the file again\n"
    )


def test_one_empty_line_stands_between_declarations_and_none_between_uses() -> None:
    assert formatted(
        "pack house version 1.0.0\nuse avg\nuse   uavg\n\n\n\n"
        'define far of transfer t as\n t.country is "US" title nl "ver" en "far"\n'
        "parameter limit:duration override never value 1 days from 2018-05-25 under HOUSE\n"
        "define near of transfer t as 2 months when t.far 1 month otherwise\n"
    ) == (
        "pack house version 1.0.0\n"
        "\n"
        "use avg\n"
        "use uavg\n"
        "\n"
        "define far of transfer t as\n"
        '  t.country is "US"\n'
        '  title nl "ver" en "far"\n'
        "\n"
        "parameter limit: duration\n"
        "  under HOUSE\n"
        "  value 1 day from 2018-05-25\n"
        "  override never\n"
        "\n"
        "define near of transfer t as\n"
        "  2 months when t.far\n"
        "  1 month otherwise\n"
    )


def test_the_other_keyword_language_is_written_and_texts_stay() -> None:
    text = (
        "rule a-b\n"
        "  severity high\n"
        "  require x.term is at most 1 month\n"
        "  fix\n"
        '    nl "Binnen {2 months + x.term}: {{count of}}."\n'
        '    en "Within {2 months + x.term} and {count of y}."\n'
        '  example "all of it" gives compliant open until 2026-03-01\n'
        "    given {x: {a: unknown, b: all, c: none, d: true, all: no-one}}\n"
    )
    assert formatted(text, "nl") == (
        "regel a-b\n"
        "  ernst hoog\n"
        "  vereis x.term is ten hoogste 1 maand\n"
        "  herstel\n"
        '    nl "Binnen {2 maanden + x.term}: {{count of}}."\n'
        '    en "Within {2 maanden + x.term} and {aantal van y}."\n'
        '  voorbeeld "all of it" geeft voldoet open tot en met 2026-03-01\n'
        "    gegeven {x: {a: onbekend, b: alle, c: geen, d: waar, all: no-one}}\n"
    )
    assert formatted(formatted(text, "nl"), "en") == text


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("rule a-b\n  for each dan in processing", "nl", "dan"),
        ("rule a-b\n  when x is niet", "nl", "niet"),
        ("regel a-b\n  indien x is een van [when]", "en", "when"),
        ('rule a-b example "x" gives violation given {a: {b: alle}}', "nl", "alle"),
        ('rule a-b example "x" gives violation given {a: {b: onwaar}}', "nl", "onwaar"),
    ],
)
def test_a_name_that_is_a_word_in_the_other_language_is_refused(
    text: str, language, word: str
) -> None:
    other = {"nl": "Dutch", "en": "English"}[language]
    assert refusal(text, language) == [
        f"reserved-word: `{word}` has a meaning of its own in {other} keywords | "
        "write a code in quotes; give a variable or a declaration another name"
    ]
    assert formatted(text)


def test_a_file_that_does_not_parse_is_left_alone_and_said() -> None:
    assert refusal("rule a-b\n  sverity high\n") == [
        "syntax: unexpected `sverity` after `a-b` | did you mean `severity`?"
    ]
    assert refusal("rulle a-b\n") == [
        "unknown-declaration: a file starts with `pack`, `pakket`, `regel` or `rule`, not `rulle` | "
        "did you mean `rule`?"
    ]
    assert len(refusal("rule a-b\n  when " + "x and " * 50_000)) == 1


def test_lines_end_as_the_first_line_of_the_file() -> None:
    assert formatted("rule a-b\r\n  severity   high\n") == "rule a-b\r\n  severity high\r\n"
    assert formatted("rule a-b\n  severity   high\r\n") == "rule a-b\n  severity high\n"


@pytest.mark.parametrize("opening", ["(", "not ", "if x then ", "every x in y: ", "x["])
def test_deep_nesting_is_written_and_no_traceback(opening: str) -> None:
    closing = {"(": ")", "x[": "]"}.get(opening, "")
    text = f"rule a-b\n  when {opening * 5000}x{closing * 5000}\n"
    assert formatted(formatted(text)) == formatted(text)


def test_a_file_that_would_grow_past_the_limit_is_left_alone() -> None:
    assert refusal("rule a-b\n when " + " and ".join("x" * 24_000)) == [
        "syntax: this file cannot be written otherwise with the same meaning and at most 200000 bytes"
    ]
