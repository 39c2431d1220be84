"""`grondslag rules mutate`, run whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from own_pack import PACK, write_pack

DEFINED = PACK + (
    'define small of organisation o as o.staff is less than 10\n  title nl "klein" en "small"\n'
)
RULE = """rule staff-too-large
  title nl "Te groot" en "Too large"
  under HOUSE
  severity medium
  certainty convention
  source read
  valid from 2018-05-25
  applies at check
  for the organisation
  require organisation.staff is at most 100
  otherwise nl "Te groot." en "Too large."
  fix nl "Krimp." en "Shrink."
  example "more" gives violation
    given {organisation: {name: "A", staff: 101}}
  example "fewer" gives compliant
    given {organisation: {name: "A", staff: 40}}
  example "silence" gives undetermined because organisation.staff
    given {organisation: {name: "A"}}
"""
BORDER = '  example "the border" gives compliant given {organisation: {name: "A", staff: 100}}\n'
RULE_FILE = "own/house/staff-too-large.rule"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "own", "staff-too-large", RULE, DEFINED)


def test_a_change_that_no_example_notices_is_named_with_its_place(grondslag, own) -> None:
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert ran.status == 1
    assert ran.out == (
        f"{RULE_FILE}:10:11: staff-too-large: `organisation.staff is at most 100` → "
        "`organisation.staff is less than 100` is noticed by no example\n"
        f"{RULE_FILE}:10:41: staff-too-large: `100` → `99` is noticed by no example\n"
        "\n"
        "4 changes of 1 rule: 2 noticed, 0 explained, 2 unnoticed\n"
    )


def test_in_dutch(grondslag, own) -> None:
    ran = grondslag("rules", "mutate", "own", "--only", "house", "--lang", "nl")
    assert "`100` → `99` merkt geen voorbeeld op\n" in ran.out
    assert "4 wijzigingen van 1 regel: 2 opgemerkt, 0 uitgelegd, 2 onopgemerkt\n" in ran.out


def test_an_example_at_the_border_notices_them(grondslag, own) -> None:
    own.write_text(RULE + BORDER, encoding="utf-8")
    ran = grondslag("rules", "mutate", "own", "--only", "staff-too-large")
    assert (ran.status, ran.out) == (
        0,
        "4 changes of 1 rule: 4 noticed, 0 explained, 0 unnoticed\n",
    )


def test_verbose_says_which_example_noticed_what(grondslag, own) -> None:
    ran = grondslag("rules", "mutate", "own", "--only", "house", "-v")
    assert f'{RULE_FILE}:10:41: staff-too-large: `100` → `101` is noticed by example "more"' in (
        ran.out
    )


def test_what_the_rule_explains_is_no_failure_but_is_shown(grondslag, own) -> None:
    own.write_text(
        RULE.replace("at most 100", "at most 100  # mutant: a rough figure"), encoding="utf-8"
    )
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert ran.status == 0
    assert "`100` → `99` is noticed by no example; explained: a rough figure\n" in ran.out
    assert ran.out.endswith("2 noticed, 2 explained, 0 unnoticed\n")


def test_an_explanation_of_nothing_is_1(grondslag, own) -> None:
    own.write_text(
        (RULE + BORDER).replace("at most 100", "at most 100  # mutant: a rough figure"),
        encoding="utf-8",
    )
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert ran.status == 1
    assert f"{RULE_FILE}:10: no change goes unnoticed here; remove the explanation: a rough" in (
        ran.out
    )


def test_a_left_out_part_is_said_in_words(grondslag, own) -> None:
    own.write_text(
        RULE.replace("at most 100\n", "at most 100 and organisation.name is recorded\n"),
        encoding="utf-8",
    )
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert "`organisation.name is recorded` left out is noticed by no example" in ran.out


def test_programs_get_places_kinds_and_counts(grondslag, own) -> None:
    ran = grondslag("rules", "mutate", "own", "--only", "house", "--format", "json")
    assert ran.status == 1
    (found,) = json.loads(ran.out)["mutated"]
    assert found == {
        "kind": "rule",
        "name": "staff-too-large",
        "examples": 3,
        "examples_failing": 0,
        "mutants": 4,
        "killed": 2,
        "survivors": [
            {
                "path": RULE_FILE,
                "line": 10,
                "column": 11,
                "kind": "comparison",
                "original": "organisation.staff is at most 100",
                "changed": "organisation.staff is less than 100",
            },
            {
                "path": RULE_FILE,
                "line": 10,
                "column": 41,
                "kind": "number",
                "original": "100",
                "changed": "99",
            },
        ],
        "explained": [],
        "stale": [],
    }


def test_a_derived_fact_may_be_named(grondslag, own) -> None:
    own.write_text(
        RULE.replace("organisation.staff is at most 100", "organisation.small"), encoding="utf-8"
    )
    ran = grondslag("rules", "mutate", "own", "--only", "house/small")
    assert "own/house/pack.rule:7:35: house/small: `o.staff is less than 10` → " in ran.out
    assert "4 changes of 1 derived fact: 1 noticed" in ran.out
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert " changes of 1 rule and 1 derived fact: " in ran.out


def test_an_example_that_fails_is_left_out_and_told(grondslag, own) -> None:
    own.write_text(RULE.replace("staff: 40", "staff: 400"), encoding="utf-8")
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert ran.status == 1
    assert "1 example of staff-too-large fails and was left out; see `grondslag rules test`" in (
        ran.out
    )


def test_a_rule_that_cannot_be_judged_is_4(grondslag, own) -> None:
    own.write_text(RULE.replace("organisation.staff", "organisation.staf"), encoding="utf-8")
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert ran.status == 4
    assert "unknown-fact" in ran.out


def test_nothing_to_change_is_3(grondslag, own) -> None:
    own.unlink()
    ran = grondslag("rules", "mutate", "own", "--only", "house")
    assert (ran.status, ran.out) == (
        3,
        "0 changes of 0 rules: 0 noticed, 0 explained, 0 unnoticed\n",
    )


def test_a_name_that_does_not_exist_is_2(grondslag, own) -> None:
    ran = grondslag("rules", "mutate", "own", "--only", "staff-to-large")
    assert ran.status == 2
    assert "did you mean `staff-too-large`?" in ran.err


@pytest.mark.parametrize(("language", "said"), [("en", "Changes one place"), ("nl", "één plek")])
def test_help_says_what_it_does(grondslag, language, said) -> None:
    ran = grondslag("rules", "mutate", "--help", "--lang", language)
    assert ran.status == 0
    assert said in ran.out
