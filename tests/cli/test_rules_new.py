"""`grondslag rules new`: a rule to start from, that judges nothing until it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

NAME = "house/retention/invoices-kept-too-long"
FILE = "own/house/retention/invoices-kept-too-long.rule"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "grondslag.yaml").write_text("version: 1\npolicies: [own/]\n", encoding="utf-8")
    return tmp_path


def finish(file: Path) -> None:
    """Writes every text that is still to be written."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("…: ", "").replace("…", "x"), encoding="utf-8")


def test_a_new_rule_brings_its_pack_and_says_what_to_do(grondslag, project: Path) -> None:
    ran = grondslag("rules", "new", NAME, "--lang", "nl")
    assert ran.status == 0
    assert "own/house/pack.rule" in ran.out
    assert FILE in ran.out
    assert "schrijf elke tekst die met `…` begint" in ran.out
    assert (project / FILE).read_text(encoding="utf-8").startswith("rule invoices-kept-too-long\n")


@pytest.mark.parametrize("keywords", ["nl", "en"])
def test_it_parses_and_every_text_that_is_left_is_reported(
    grondslag, project: Path, keywords: str
) -> None:
    grondslag("rules", "new", NAME, "--keywords", keywords)
    ran = grondslag("rules", "check", "--lang", "en", "-v")
    assert ran.status == 4
    texts = (project / FILE).read_text(encoding="utf-8").count('"…')
    assert ran.out.count("error[rule-not-finished]") == texts == 11
    assert f"{texts} errors, 0 warnings" in ran.out


def test_an_unfinished_rule_judges_nothing_and_says_so(grondslag, project: Path) -> None:
    grondslag("rules", "new", NAME)
    (project / "register").mkdir()
    (project / "register" / "a.yaml").write_text("organisation: {name: A}\n", encoding="utf-8")
    ran = grondslag("check")
    assert ran.status == 4
    assert "not judged" in ran.out
    assert "invoices-kept-too-long" in ran.out


@pytest.mark.parametrize("keywords", ["nl", "en"])
def test_once_written_it_is_sound_and_its_examples_hold(
    grondslag, project: Path, keywords: str
) -> None:
    grondslag("rules", "new", NAME, "--keywords", keywords)
    finish(project / FILE)
    assert grondslag("rules", "check").status == 0
    ran = grondslag("rules", "test", "--only", "invoices-kept-too-long", "--lang", "en")
    assert (ran.status, ran.out) == (0, "3 examples of 1 rule run: 0 fail\n")


def test_the_keywords_are_those_of_the_language_of_the_project(grondslag, project: Path) -> None:
    settings = project / "grondslag.yaml"
    settings.write_text(settings.read_text() + "language: nl\n", encoding="utf-8")
    grondslag("rules", "new", NAME)
    assert (project / FILE).read_text(encoding="utf-8").startswith("regel invoices-kept-too-long\n")
    assert (project / "own/house/pack.rule").read_text(encoding="utf-8").startswith("pakket house")


def test_a_second_rule_cites_the_source_of_its_pack_and_leaves_the_pack_alone(
    grondslag, project: Path
) -> None:
    grondslag("rules", "new", NAME)
    pack = project / "own/house/pack.rule"
    pack.write_text(pack.read_text(encoding="utf-8").replace("OWN", "POLICY"), encoding="utf-8")
    before = pack.read_bytes()
    finish(project / FILE)
    text = (project / FILE).read_text(encoding="utf-8").replace("OWN", "POLICY")
    (project / FILE).write_text(text, encoding="utf-8")
    assert grondslag("rules", "new", "house/staff/badge-not-returned").status == 0
    assert pack.read_bytes() == before
    second = project / "own/house/staff/badge-not-returned.rule"
    assert "  under POLICY\n" in second.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "name the new rule"),
        ("house/x", "name the new rule"),
        ("house/a/b/c", "name the new rule"),
        ("house/retention/Invoices", "`Invoices` is not in kebab-case"),
        ("house/retention/a_b", "`a_b` is not in kebab-case"),
        ("../retention/a-b", "`..` is not in kebab-case"),
        ("house/tables/a-b", "cannot be called `tables`"),
        ("avg/retention/a-b", "pack `avg` belongs to grondslag"),
        ("house/dpo/dpo-missing", "there is a rule `dpo-missing` already"),
        ("house/retention/" + "a" * 81, "is not in kebab-case"),
    ],
)
def test_a_name_that_cannot_be_is_2_and_writes_nothing(
    grondslag, project: Path, name: str, said: str
) -> None:
    ran = grondslag("rules", "new", *([name] if name else []), "--lang", "en")
    assert ran.status == 2
    assert said in ran.err
    assert not (project / "own").exists()


def test_nothing_is_ever_overwritten(grondslag, project: Path) -> None:
    grondslag("rules", "new", NAME)
    (project / FILE).write_text("mine", encoding="utf-8")
    ran = grondslag("rules", "new", NAME, "--lang", "en")
    assert ran.status == 2
    assert (project / FILE).read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_out_of_the_project_is_not_followed(
    grondslag, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / "own").mkdir()
    (project / "own" / "house").symlink_to(outside, target_is_directory=True)
    ran = grondslag("rules", "new", NAME, "--lang", "en")
    assert ran.status == 2
    assert list(outside.iterdir()) == []


def test_without_a_folder_for_own_rules_it_says_how_to_name_one(grondslag, tmp_path: Path) -> None:
    ran = grondslag("rules", "new", NAME, "--lang", "en")
    assert ran.status == 2
    assert "policies: [policies/]" in ran.err
