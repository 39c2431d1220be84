"""`grondslag rules` and `grondslag explain`, run whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from own_pack import OFFICER_WANTED, write_pack


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "own", "officer-wanted", OFFICER_WANTED).parent


def test_the_rules_in_force_are_listed_by_pack_with_their_standing(grondslag) -> None:
    ran = grondslag("rules", "list", "--pack", "stem-2018", "--as-of", "2026-11-24", "--lang", "nl")
    assert ran.status == 0
    assert ran.out.startswith("stem-2018 (HUISREGEL (geen wet))\n")
    assert "dpo-missing-above-threshold" in ran.out
    assert "dpo-missing:" not in ran.out
    assert "van kracht, in 1 pakket" in ran.out


def test_rules_are_listed_for_programs_too(grondslag) -> None:
    ran = grondslag("rules", "list", "--format", "json", "--as-of", "2026-11-24")
    rules = {rule["rule"]: rule for rule in json.loads(ran.out)}
    assert rules["dpo-missing-above-threshold"]["legal_status"] == "house_rule"
    assert rules["dpo-missing"]["citations"]["en"][0].startswith("GDPR art. 37(1)")
    assert list(rules) == sorted(rules)


def test_a_day_before_the_law_has_no_rules(grondslag) -> None:
    ran = grondslag("rules", "list", "--as-of", "2001-01-01", "--format", "json")
    assert json.loads(ran.out) == []


def test_rules_of_ours_can_all_be_judged(grondslag) -> None:
    ran = grondslag("rules", "check")
    assert ran.status == 0
    assert "0 errors" in ran.out


def test_a_rule_with_an_error_is_4_with_its_place(grondslag, own) -> None:
    assert grondslag("rules", "check", "own").status == 0
    wrong = OFFICER_WANTED.replace("organisation.dpo exists", "organisation.dpoo exists")
    (own / "officer-wanted.rule").write_text(wrong, encoding="utf-8")
    ran = grondslag("rules", "check", "own")
    assert ran.status == 4
    assert "unknown-fact" in ran.out
    assert "own/house/officer-wanted.rule:10:" in ran.out
    assert grondslag("rules", "test", "own", "--only", "house").status == 4


def test_examples_are_run_and_a_wrong_expectation_is_1(grondslag, own) -> None:
    ran = grondslag("rules", "test", "own", "--only", "house")
    assert (ran.status, ran.out) == (0, "3 examples of 1 rule run: 0 fail\n")
    wrong = OFFICER_WANTED.replace('"none" gives violation', '"none" gives compliant')
    (own / "officer-wanted.rule").write_text(
        wrong + OFFICER_WANTED[OFFICER_WANTED.index("  example") :], encoding="utf-8"
    )
    ran = grondslag("rules", "test", "own", "--only", "house")
    assert ran.status == 1
    assert "example-fails" in ran.out
    assert "6 examples of 1 rule run: 1 fails" in ran.out


def test_a_rule_is_explained_with_its_source_and_examples(grondslag) -> None:
    ran = grondslag("explain", "dpo-missing-above-threshold", "--lang", "nl")
    assert ran.status == 0
    assert "HUISREGEL (geen wet)" in ran.out
    assert "policies/stem-2018/dpo/dpo-missing-above-threshold.rule" in ran.out
    assert "STEM: Blog over B2B-marketing en de privacywet, 2018" in ran.out
    assert "`organisatie.aantal_medewerkers` is meer dan 250" in ran.out
    assert "personeelsdrempel voor een functionaris: 250 (STEM)" in ran.out
    assert "voorbeelden\n" in ran.out
    assert "rule dpo-missing-above-threshold" not in ran.out
    in_full = grondslag("explain", "dpo-missing-above-threshold", "--lang", "nl", "-v")
    assert "rule dpo-missing-above-threshold" in in_full.out


@pytest.mark.parametrize("record", ["mailer", "processors.mailer", "verwerkers.mailer"])
def test_a_verdict_is_explained_by_id_or_path(grondslag, tmp_path, record) -> None:
    (tmp_path / "a.yaml").write_text(
        "verwerkers: {mailer: {naam: M, verwerkersovereenkomst: geen}}\n"
        "verwerkingen: {post: {naam: P, verwerkers: [mailer], buiten_de_avg: geen}}\n",
        encoding="utf-8",
    )
    ran = grondslag("explain", "processor-without-agreement", record, "--as-of", "2026-11-24")
    assert ran.status == 0
    assert "overtreding: processor-without-agreement: `verwerkers.mailer`" in ran.out
    assert "a.yaml:1:" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain",), "name a rule"),
        (("explain", "dpo-mising"), "did you mean `dpo-missing`?"),
        (("explain", "dpo-missing", "nobody"), "the rule has no verdict on `nobody`"),
        (("rules", "list", "--pack", "agv"), "unknown pack `agv`"),
        (("rules", "check", "nowhere"), "there is no folder `nowhere`"),
        (("rules", "test", "--only", "dpo-mising"), "unknown rule or pack `dpo-mising`"),
    ],
)
def test_wrong_use_is_2(grondslag, tmp_path, arguments, said) -> None:
    (tmp_path / "a.yaml").write_text("language: en\norganisation: {name: A}\n", encoding="utf-8")
    ran = grondslag(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_without_a_command_help_is_shown_and_the_status_says_so(grondslag) -> None:
    ran = grondslag()
    assert ran.status == 2
    assert ran.out.startswith("grondslag: policy as code")
    assert grondslag("--help").status == 0
    assert grondslag("rules").status == 2
    assert grondslag("rules", "list", "-h").out.startswith("grondslag rules list")


def test_a_broken_rule_of_ones_own_is_known_and_told_why(grondslag, own, tmp_path) -> None:
    (tmp_path / "grondslag.yaml").write_text("policies: [own/]\n", encoding="utf-8")
    file = own / "officer-wanted.rule"
    file.write_text(OFFICER_WANTED.replace("gives compliant", "gives violation"), encoding="utf-8")
    for arguments in (
        ("rules", "test", "--only", "officer-wanted"),
        ("explain", "officer-wanted"),
        ("check", "--only", "officer-wanted"),
    ):
        ran = grondslag(*arguments, "--lang", "en")
        assert (ran.status, ran.err) == (4, ""), arguments
        assert "error[example-missing]" in ran.out
    assert "judges nothing until this is put right" in grondslag("explain", "officer-wanted").out


def test_no_verdict_is_explained_without_a_register(grondslag, tmp_path) -> None:
    ran = grondslag("explain", "dpo-missing", "organisation", "--lang", "en")
    assert ran.status == 3
    assert "no register file was found" in ran.out
    (tmp_path / "a.yaml").write_text("language: en\norganisation: {name: A}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("language: en\nprocessors:\n\ta: b\n", encoding="utf-8")
    ran = grondslag("explain", "dpo-missing", "organisation", "--lang", "en")
    assert ran.status == 0
    assert "could not be read (1): b.yaml" in ran.out
