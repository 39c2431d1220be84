"""`grondslag rules impact --base REF`, run whole on a real repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from own_pack import OFFICER_WANTED, write_pack
from real_git import start_work

SETTINGS = "version: 1\nlanguage: nl\nregister: [register/]\npolicies: [rules/]\n"


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """A repository on a branch `work` off `main`; the file of its one rule."""
    (tmp_path / "register").mkdir()
    (tmp_path / "grondslag.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "register" / "a.yaml").write_text(
        "organisatie: {naam: A, fg: geen}\n", encoding="utf-8"
    )
    file = write_pack(tmp_path / "rules", "officer-wanted", OFFICER_WANTED)
    start_work(tmp_path)
    return file


def test_what_a_changed_rule_says_otherwise_is_listed(grondslag, rule) -> None:
    text = OFFICER_WANTED.replace("organisation.dpo exists", "organisation.dpo is none")
    swapped = text.replace('"none" gives violation', '"none" gives compliant')
    swapped = swapped.replace('"one" gives compliant', '"one" gives violation')
    rule.write_text(swapped, encoding="utf-8")
    ran = grondslag("rules", "impact", "--base", "main", "--as-of", "2026-11-24")
    assert ran.status == 0
    first, second, *_ = ran.out.splitlines()
    assert (first, second) == ("officer-wanted", "  organisatie: overtreding → voldoet")
    assert "0 regels nieuw, 0 vervallen, 1 gewijzigd; 1 oordeel anders" in ran.out


def test_new_rules_and_rules_that_are_gone_are_told_apart(grondslag, rule) -> None:
    other = rule.with_name("officer-missing.rule")
    other.write_text(OFFICER_WANTED.replace("officer-wanted", "officer-missing"), encoding="utf-8")
    rule.unlink()
    ran = grondslag(
        "rules", "impact", "--base", "main", "--format", "json", "--as-of", "2026-11-24"
    )
    found = json.loads(ran.out)
    assert found["rules"] == {"new": ["officer-missing"], "gone": ["officer-wanted"], "edited": []}
    assert [(each["rule"], each["before"], each["now"]) for each in found["verdicts"]] == [
        ("officer-missing", None, {"verdict": "violation", "item": None, "missing": []}),
        ("officer-wanted", {"verdict": "violation", "item": None, "missing": []}, None),
    ]


def test_a_change_of_words_alone_changes_no_verdict(grondslag, rule) -> None:
    rule.write_text(OFFICER_WANTED.replace("Geen FG.", "Er is geen FG."), encoding="utf-8")
    ran = grondslag("rules", "impact", "--base", "main", "--as-of", "2026-11-24")
    assert "1 gewijzigd; 0 oordelen anders" in ran.out


def test_the_register_of_now_is_judged_by_both(grondslag, rule, tmp_path) -> None:
    """What changed in the register is no effect of the rules."""
    (tmp_path / "register" / "a.yaml").write_text(
        "organisatie: {naam: A, fg: {naam: F}}\n", encoding="utf-8"
    )
    ran = grondslag("rules", "impact", "--base", "main", "--as-of", "2026-11-24")
    assert "0 oordelen anders" in ran.out


def test_a_rule_that_broke_is_4_and_said(grondslag, rule) -> None:
    rule.write_text(
        OFFICER_WANTED.replace("organisation.dpo exists", "organisation.dpoo exists"),
        encoding="utf-8",
    )
    ran = grondslag("rules", "impact", "--base", "main", "--as-of", "2026-11-24")
    assert ran.status == 4
    assert "overtreding → geen oordeel" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--base main"),
        (("--base", "nowhere"), "nowhere"),
        (("--base=--exec=touch",), "--exec=touch"),
    ],
)
def test_without_a_base_it_is_2(grondslag, rule, arguments, said) -> None:
    ran = grondslag("rules", "impact", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
