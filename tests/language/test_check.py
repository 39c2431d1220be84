"""The checked tree: what names, types and citations become."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from grondslag.language import tree
from grondslag.language.check import check_rule, check_uses, check_versions
from grondslag.language.declarations import ArticleList, Declarations
from grondslag.language.parse import parse_file
from grondslag.language.types import Entries, EntryOf, RecordOf, Scalar
from grondslag.text import Source
from grondslag.values import NONE, duration
from language.rule_kit import (
    HOUSE,
    PACK,
    checked_declarations,
    checked_rule,
    english,
    pack,
    vocabulary,
)

RULE = """\
rule a-rule
  title nl "Titel" en "Title"
  under AVG art. 28 lid 3, STEM
  severity high
  certainty {certainty}
  source read
  valid from {valid}
  applies at check
  for each supplier in processors
  require {require}
  otherwise nl "{text}" en "{text}"
  fix nl "Doe" en "Do"
  example "a" gives compliant open until 2026-07-01 given {{}}
  example "b" gives violation given {{}}
  example "c" gives undetermined because processors given {{}}
"""


def rule(
    require: str = "supplier.agreement exists",
    *,
    text: str = "{supplier.name}",
    valid: str = "2018-05-25",
    certainty: str = "law",
) -> tree.CheckedRule:
    written = RULE.format(require=require, text=text, valid=valid, certainty=certainty)
    checked, said = checked_rule(written)
    assert [english(one) for one in said if one.severity == "error"] == []
    assert checked is not None
    return checked


def test_a_path_becomes_steps_with_types_and_whether_it_can_be_none() -> None:
    require = rule("supplier.agreement.document_kind exists").require
    assert isinstance(require, tree.Exists)
    field = require.term
    assert isinstance(field, tree.Field)
    assert (field.name, field.type, field.may_be_none) == ("document_kind", Scalar("text"), True)
    assert isinstance(field.holder, tree.Field)
    assert field.holder.type == RecordOf("agreement")
    assert field.holder.holder == tree.Variable("supplier", EntryOf(("processors",)))


def test_names_of_declarations_carry_their_pack() -> None:
    require = rule(
        "organisation.staff is more than staff_threshold or eea[supplier.country] exists and supplier.id is supplier.id"
    ).require
    assert isinstance(require, tree.Or)
    more, both = require.operands
    assert isinstance(more, tree.Compare)
    assert more.operator == "more"
    assert more.right == tree.Parameter("avg/staff_threshold", None, Scalar("integer"))
    assert isinstance(both, tree.And)
    exists, same = both.operands
    assert isinstance(exists, tree.Exists)
    assert isinstance(exists.term, tree.Lookup)
    assert exists.term.table == "avg/eea"
    assert isinstance(same, tree.Compare)
    assert isinstance(same.left, tree.Id)


def test_a_derived_fact_looks_like_a_field() -> None:
    require = rule("some b in breaches: b.our_duty and supplier.name is b.name").require
    assert isinstance(require, tree.Quantified)
    assert require.collection == tree.Root("breaches", Entries(collection="breaches"))
    assert isinstance(require.condition, tree.And)
    holds = require.condition.operands[0]
    assert isinstance(holds, tree.Holds)
    assert isinstance(holds.term, tree.Derived)
    assert (holds.term.name, holds.term.type) == ("avg/our_duty", Scalar("boolean"))


def test_the_calendar_is_that_of_the_citation_in_force() -> None:
    checked = rule(
        "all of (a) under AVG art. 33: supplier.reviewed_on is due within answer_deadline after today "
        "(b) supplier.reviewed_on is within 1 month before today end",
        text="{supplier.reviewed_on + answer_deadline}",
    )
    assert isinstance(checked.require, tree.Block)
    due, within = (item.condition for item in checked.require.items)
    assert isinstance(due, tree.Due)
    assert isinstance(within, tree.Within)
    assert (due.calendar, within.calendar) == ("eu_1182_71", "eu_1182_71")
    (shown,) = checked.otherwise.nl
    assert isinstance(shown, tree.Sum)
    assert shown.calendar == "eu_1182_71"


def test_both_forms_of_a_citation_are_one() -> None:
    words = RULE.replace("AVG art. 28 lid 3, STEM", "AVG art. 28 lid 3 sub a, AVG art. 4 point 11")
    brackets = RULE.replace("AVG art. 28 lid 3, STEM", "AVG art. 28(3)(a), AVG art. 4(11)")
    filled = {"require": "supplier.agreement exists", "text": "x", "valid": "2020-01-01"}
    first, _ = checked_rule(words.format(certainty="law", **filled))
    second, _ = checked_rule(brackets.format(certainty="law", **filled))
    assert first is not None
    assert first == second
    assert first.citations[1] == tree.Citation("AVG", article="4", sub="11")


def test_example_data_keep_places_of_values_and_keys() -> None:
    text = RULE.format(
        require="supplier.agreement exists", text="x", valid="2018-05-25", certainty="law"
    ).replace(
        '"b" gives violation given {}',
        '"b" on 2026-03-01 gives violation given {processors: {"2026-x": {name: "N", role: none,\n'
        "      since: [a, unknown], at: 2026-03-02T09:00Z, term: 7 years}}}",
    )
    checked, said = checked_rule(text)
    assert [english(one) for one in said] == []
    assert checked is not None
    example = checked.examples[1]
    assert (example.name, example.on) == ("b", date(2026, 3, 1))
    entries = example.given.value["processors"]
    assert [text[slice(*where)] for _, where in entries.keys] == ['"2026-x"']
    values = entries.value["2026-x"].value
    assert values["name"] == tree.Datum("N")
    assert isinstance(values["role"].value, tree.Word)
    assert values["role"].value == "none"
    assert [one.value for one in values["since"].value] == ["a", "unknown"]
    assert values["at"].value == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert values["term"].value == duration(7, "year")
    assert text[slice(*values["term"].where)] == "7 years"


def test_what_an_example_expects_is_read() -> None:
    expected = rule().examples[0].expected
    assert expected == tree.Expected("compliant", open_until=date(2026, 7, 1))
    assert rule().examples[2].expected.reasons == (("processors",),)


def test_a_message_is_a_run_of_pieces_and_terms() -> None:
    shown = rule(text="{{{supplier.name}}} x").otherwise
    assert shown.nl == shown.en
    plain, term, rest = shown.nl
    assert (plain, rest) == ("{", "} x")
    assert isinstance(term, tree.Field)


def test_a_rule_that_is_only_a_warning_is_still_judged() -> None:
    checked, said = checked_rule(
        RULE.format(
            require="organisation.staff is at least 250 or supplier.agreement exists",
            text="x",
            valid="2020-01-01",
            certainty="law",
        )
    )
    assert [one.id for one in said] == ["number-needs-parameter"]
    assert said[0].severity == "warning"
    assert checked is not None


def test_a_rule_in_another_file_is_told_its_name() -> None:
    text = RULE.format(
        require="supplier.agreement exists", text="x", valid="2020-01-01", certainty="law"
    )
    assert [one.id for one in checked_rule(text, path="p/other.rule")[1]] == ["file-name-differs"]
    assert checked_rule(text, path="p/a-rule@2018-05-25.rule")[1] == []


def test_certainty_law_is_only_for_packs_of_law() -> None:
    text = RULE.format(
        require="supplier.agreement exists", text="x", valid="2020-01-01", certainty="law"
    )
    (only,) = checked_rule(text, house=True)[1]
    assert english(only) == (
        "certainty-needs-law: `certainty law` in a pack that is not law | "
        "write `certainty convention` or move the rule"
    )


# ------------------------------------------------------------------------------------------ packs


def test_a_pack_declares_what_it_holds() -> None:
    checked, declarations = pack()
    assert (checked.id, checked.status, checked.schema) == ("avg", "law", "register/1")
    assert [source.name for source in checked.sources] == ["AVG", "STEM"]
    term = declarations.parameters["breach_deadline"]
    assert (term.name, term.override) == ("avg/breach_deadline", "downward")
    assert term.values == (tree.DatedValue(duration(72, "hour"), date(2018, 5, 25), None),)
    table = declarations.tables["eea"]
    assert table.columns == (("name", Scalar("text")), ("limit", Scalar("duration")))
    assert (table.key, table.valid_from, table.valid_until) == ("country", "since", "ended")
    assert declarations.definitions["protected"].argument == EntryOf(record="transfer")
    assert pack(HOUSE)[0].status == "house_rule"


def test_cases_of_a_derived_fact_have_one_type_and_may_be_none() -> None:
    text = PACK + (
        "\ndefine guide of retention r as\n"
        "  none when r.owner is none\n  eea[r.name].limit when r.term exists\n  r.term otherwise\n"
        '  title nl "x" en "x"\n'
    )
    _, declarations, said = checked_declarations(text)
    assert [english(one) for one in said] == []
    definition = declarations.definitions["guide"]
    assert definition.type == Scalar("duration")
    assert [case.condition is None for case in definition.cases] == [False, False, True]
    assert definition.cases[0].value == tree.Literal_(NONE, Scalar("none"))


def test_a_broken_declaration_only_makes_those_rules_fail_that_use_it() -> None:
    text = PACK.replace("value 72 hours from 2018-05-25", "value 72 from 2018-05-25")
    checked, declarations, said = checked_declarations(text)
    assert [one.id for one in said] == ["incomparable-types"]
    assert declarations.broken == {"breach_deadline"}
    assert checked is not None
    for require, judged in (
        ("organisation.staff is more than staff_threshold or supplier.agreement exists", True),
        ("supplier.reviewed_on is within breach_deadline before today", False),
    ):
        written = RULE.format(require=require, text="x", valid="2020-01-01", certainty="law")
        file, _ = parse_file(Source("a-rule.rule", written))
        assert file is not None
        found, more = check_rule(file, checked, vocabulary(), declarations)
        assert more == []
        assert (found is not None) is judged


def test_names_are_unique_over_a_pack_and_all_it_uses() -> None:
    _, used = pack()
    other = 'pack avg version 1.0.0\n  title nl "x" en "x"\n  status law\nuse avg\n'
    own = other + 'source AVG\n  title nl "x" en "x"\n'
    assert [one.id for one in checked_declarations(own, used)[2]] == ["duplicate-declaration"]
    third = replace(used, places={"AVG": replace(used.places["AVG"], pack="tw")})
    together = Declarations().with_others([used, third])
    assert [one.id for one in checked_declarations(other, together)[2]] == ["duplicate-declaration"]


def test_used_packs_must_exist_and_form_no_circle() -> None:
    files = {}
    for name, used in (("a", ["b"]), ("b", ["c"]), ("c", ["a"]), ("d", ["e", "aa"])):
        uses = "".join(f"use {one}\n" for one in used)
        files[name] = parse_file(Source(f"{name}.rule", f"pack {name} version 1.0.0\n{uses}"))[0]
    said = [english(one) for one in check_uses(files)]
    assert said == [
        "circular-use: packs use each other in a circle: `a`, `b`, `c`, `a` | remove one of these uses",
        "circular-use: packs use each other in a circle: `b`, `c`, `a`, `b` | remove one of these uses",
        "circular-use: packs use each other in a circle: `c`, `a`, `b`, `c` | remove one of these uses",
        "unknown-pack: pack `e` is not known | choose `a`, `b` or `c`",
        "unknown-pack: pack `aa` is not known | did you mean `a`?",
    ]


# --------------------------------------------------------------------------------------- versions


def versions(*valid: str) -> list[str]:
    written = [
        (rule(valid=one), Source(f"a-rule@{number}.rule", RULE)) for number, one in enumerate(valid)
    ]
    return [f"{one.severity} {english(one)}" for one in check_versions(written)]


def test_versions_that_follow_each_other_are_right() -> None:
    assert versions("2018-05-25 until 2020-01-01 earlier unread", "2020-01-01") == []


def test_versions_may_not_overlap() -> None:
    assert versions("2018-05-25", "2020-01-01") == [
        "error overlapping-versions: versions of `a-rule` overlap from 2020-01-01 on | "
        "end the older one on 2020-01-01"
    ]
    assert versions("2018-05-25 until 2021-01-01", "2020-01-01 until 2020-03-01") == [
        "error overlapping-versions: versions of `a-rule` overlap from 2020-01-01 until 2020-02-29 | "
        "end the older one on 2020-01-01"
    ]


def test_a_gap_between_versions_is_a_warning() -> None:
    assert versions("2018-05-25 until 2019-01-01", "2020-01-01") == [
        "warning gap-between-versions: no version of `a-rule` is in force from 2019-01-01 until "
        "2019-12-31 | check that the law had a gap"
    ]


def test_only_the_oldest_version_may_say_that_what_was_before_is_unread() -> None:
    assert versions("2018-05-25 until 2020-01-01", "2020-01-01 earlier unread") == [
        "error earlier-not-oldest: `earlier unread` stands on a version that is not the oldest | "
        "move it to the version of 2018-05-25"
    ]


# --------------------------------------------------------------------------------------- articles


def test_an_article_list_knows_articles_paragraphs_and_points() -> None:
    listed = ArticleList.of(
        [{"article": "6", "lid": "1", "subs": "a b"}, {"article": "4", "lid": "", "subs": "7"}]
    )
    cite = tree.Citation
    assert listed.has(cite("AVG"))
    assert listed.has(cite("AVG", "recital", "47"))
    assert listed.has(cite("AVG", article="6"))
    assert listed.has(cite("AVG", article="6", paragraph="1", sub="b"))
    assert listed.has(cite("AVG", article="4", sub="7"))
    assert not listed.has(cite("AVG", article="7"))
    assert not listed.has(cite("AVG", article="6", paragraph="2"))
    assert not listed.has(cite("AVG", article="6", sub="a"))
