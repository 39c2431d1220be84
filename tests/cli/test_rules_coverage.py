"""`grondslag rules coverage`, run whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from own_pack import write_pack

RULE = """rule staff-too-large
  title nl "Te groot" en "Too large"
  under HOUSE
  severity medium
  certainty convention
  source read
  valid from 2018-05-25
  applies at check
  for the organisation
  require all of
    (a) organisation.staff is at most 100
    (b) organisation.dpo exists
  end
  unless organisation.public_authority
  otherwise nl "Te groot." en "Too large."
  fix nl "Krimp." en "Shrink."
  example "more" gives violation
    given {organisation: {name: "A", public_authority: false, staff: 101, dpo: {name: "F"}}}
  example "fewer" gives compliant
    given {organisation: {name: "A", public_authority: false, staff: 40, dpo: {name: "F"}}}
  example "silence" gives undetermined because organisation.staff
    given {organisation: {name: "A", public_authority: false, dpo: {name: "F"}}}
"""
MORE = """  example "no officer" gives violation at (b)
    given {organisation: {name: "A", public_authority: false, staff: 40, dpo: none}}
  example "an authority" gives not applicable
    given {organisation: {name: "A", public_authority: true, staff: 400, dpo: none}}
"""
RULE_FILE = "own/house/staff-too-large.rule"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "own", "staff-too-large", RULE)


def test_what_no_example_shows_is_named_with_its_place(grondslag, own) -> None:
    ran = grondslag("rules", "coverage", "own", "--only", "house")
    assert ran.status == 1
    assert ran.out == (
        f"{RULE_FILE}:1:1: staff-too-large: no example gives not applicable\n"
        f"{RULE_FILE}:12:5: staff-too-large: no example is a violation because of item (b)\n"
        f"{RULE_FILE}:12:9: staff-too-large: `organisation.dpo exists` is false in no example\n"
        f"{RULE_FILE}:14:3: staff-too-large: no example rests on this exception alone: "
        "`unless organisation.public_authority`\n"
        f"{RULE_FILE}:14:10: staff-too-large: `organisation.public_authority` is true in no "
        "example\n"
        "staff-too-large: 10 of 15 shown (66%)\n"
        "\n"
        "1 rule: 10 of 15 answers and outcomes shown by examples (66%); 2 conditions\n"
        "never unknown\n"
    )


def test_in_dutch(grondslag, own) -> None:
    ran = grondslag("rules", "coverage", "own", "--only", "house", "--lang", "nl")
    assert "geen voorbeeld geeft niet van toepassing\n" in ran.out
    assert "`organisation.dpo exists` is in geen voorbeeld onwaar\n" in ran.out
    assert "staff-too-large: 10 van 15 getoond (66%)\n" in ran.out


def test_a_rule_of_which_all_is_shown_is_0(grondslag, own) -> None:
    own.write_text(RULE + MORE, encoding="utf-8")
    ran = grondslag("rules", "coverage", "own", "--only", "staff-too-large")
    assert ran.status == 0
    assert ran.out.startswith("1 rule: 15 of 15 answers and outcomes shown by examples (100%); ")


def test_verbose_also_names_what_was_never_unknown(grondslag, own) -> None:
    own.write_text(RULE + MORE, encoding="utf-8")
    ran = grondslag("rules", "coverage", "own", "--only", "house", "-v")
    assert ran.status == 0
    assert f"{RULE_FILE}:12:9: staff-too-large: `organisation.dpo exists` is unknown in no" in (
        ran.out
    )


def test_programs_get_gaps_and_counts(grondslag, own) -> None:
    ran = grondslag("rules", "coverage", "own", "--only", "house", "--format", "json")
    assert ran.status == 1
    found = json.loads(ran.out)
    assert (found["shown"], found["possible"], found["percent"]) == (10, 15, 66)
    (rule,) = found["covered"]
    assert (rule["kind"], rule["name"], rule["examples"]) == ("rule", "staff-too-large", 3)
    assert rule["gaps"][1] == {
        "path": RULE_FILE,
        "line": 12,
        "column": 5,
        "kind": "item",
        "part": "(b)",
    }
    assert [gap["kind"] for gap in rule["gaps"]] == [
        "outcome",
        "item",
        "never_false",
        "exception",
        "never_true",
    ]


def test_a_rule_that_cannot_be_judged_is_4(grondslag, own) -> None:
    own.write_text(RULE.replace("organisation.staff", "organisation.staf"), encoding="utf-8")
    assert grondslag("rules", "coverage", "own", "--only", "house").status == 4


def test_no_rule_is_3(grondslag, own) -> None:
    own.unlink()
    assert grondslag("rules", "coverage", "own", "--only", "house").status == 3


@pytest.mark.parametrize(("language", "said"), [("en", "true in an example"), ("nl", "onwaar")])
def test_help_says_what_it_does(grondslag, language, said) -> None:
    ran = grondslag("rules", "coverage", "--help", "--lang", language)
    assert ran.status == 0
    assert said in " ".join(ran.out.split())
