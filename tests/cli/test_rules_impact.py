"""`grondslag rules impact --base REF`, run whole on a real repository."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

PACK = (
    'pack house version 1.0.0\n  title nl "Huis" en "House"\n  status house rule\n'
    '  schema "register/1"\nsource HOUSE\n  title nl "Huis" en "House"\n'
)
RULE = (
    'rule officer-wanted\n  title nl "FG gewenst" en "Officer wanted"\n  under HOUSE\n'
    "  severity medium\n  certainty convention\n  source read\n  valid from 2018-05-25\n"
    "  applies at check\n  for the organisation\n  require organisation.dpo exists\n"
    '  otherwise nl "Geen FG." en "No officer."\n  fix nl "Wijs aan." en "Designate."\n'
    '  example "none" gives violation\n    given {organisation: {name: "A", dpo: none}}\n'
    '  example "one" gives compliant\n    given {organisation: {name: "A", dpo: {name: "F"}}}\n'
    '  example "silence" gives undetermined because organisation.dpo\n'
    '    given {organisation: {name: "A"}}\n'
)
SETTINGS = "version: 1\nlanguage: nl\nregister: [register/]\npolicies: [rules/]\n"


def git(folder: Path, *arguments: str) -> None:
    names = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    variables = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ["git", "-C", str(folder), *arguments], env=variables, check=True, capture_output=True
    )


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """A repository on a branch `work` off `main`; the file of its one rule."""
    for folder in ("register", "rules/house"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "grondslag.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "register" / "a.yaml").write_text(
        "organisatie: {naam: A, fg: geen}\n", encoding="utf-8"
    )
    (tmp_path / "rules" / "house" / "pack.rule").write_text(PACK, encoding="utf-8")
    file = tmp_path / "rules" / "house" / "officer-wanted.rule"
    file.write_text(RULE, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "base")
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    return file


def test_what_a_changed_rule_says_otherwise_is_listed(grondslag, rule) -> None:
    text = RULE.replace("organisation.dpo exists", "organisation.dpo is none")
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
    other.write_text(RULE.replace("officer-wanted", "officer-missing"), encoding="utf-8")
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
    rule.write_text(RULE.replace("Geen FG.", "Er is geen FG."), encoding="utf-8")
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
        RULE.replace("organisation.dpo exists", "organisation.dpoo exists"), encoding="utf-8"
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
