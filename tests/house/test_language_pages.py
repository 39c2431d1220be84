"""The pages about the rule language are true: their tables are up to date and every block of code works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PAGES = {
    language: HOUSE / "docs" / "reference" / f"language.{language}.md" for language in ("en", "nl")
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORDS = {
    "en": ("require", "for each activity in processing"),
    "nl": ("vereis", "voor elke activity in processing"),
}


def blocks(language: str, kind: str) -> list[str]:
    text = PAGES[language].read_text(encoding="utf-8")
    return [code for found, code in FENCE.findall(text) if found == kind]


def test_the_tables_on_the_pages_are_up_to_date() -> None:
    command = [sys.executable, str(HOUSE / "docs" / "make_reference.py"), "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.fixture
def pack(tmp_path: Path):
    """Writes files of a pack by their id."""

    def write(texts: list[str]) -> Path:
        folder = tmp_path / "rules"
        current = folder
        for text in texts:
            word, name, *_ = text.split()
            if word in {"pack", "pakket"}:
                current = folder / name
                current.mkdir(parents=True, exist_ok=True)
                (current / "pack.rule").write_text(text, encoding="utf-8")
            else:
                (current / f"{name}.rule").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize("language", PAGES)
def test_every_rule_and_pack_on_a_page_is_sound_and_its_examples_hold(
    grondslag, pack, language
) -> None:
    texts = blocks(language, "rule")
    assert len(texts) == 3
    pack(texts)
    checked = grondslag("rules", "check", "rules", "--lang", "en")
    assert checked.status == 0, checked.out
    assert " 0 errors, 0 warnings" in checked.out
    name = texts[0].split()[1]
    tested = grondslag("rules", "test", "rules", "--only", name, "--lang", "en")
    assert (tested.status, tested.out) == (0, "5 examples of 1 rule run: 0 fail\n")


@pytest.mark.parametrize("language", PAGES)
def test_every_condition_on_a_page_can_stand_in_a_rule(grondslag, pack, language) -> None:
    declared, rule, _ = blocks(language, "rule")
    require, scope = WORDS[language]
    conditions = blocks(language, "condition")
    assert len(conditions) == 7
    clause = re.compile(rf"^  {require} .*\n", re.MULTILINE)
    texts = [declared]
    for number, condition in enumerate(conditions):
        text = rule.replace(rule.split()[1], f"rule-{'abcdefg'[number]}", 1)
        text = clause.sub(lambda _, condition=condition: f"  {require} {condition}", text)
        text = re.sub(r"^  (when|indien|unless|tenzij) .*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^  (for each|voor elke) .*", f"  {scope}", text, flags=re.MULTILINE)
        texts.append(
            text.replace("{supplier.name}", "{activity.name}").replace(
                "{leverancier.name}", "{activity.name}"
            )
        )
    pack(texts)
    checked = grondslag("rules", "check", "rules", "--lang", "en")
    assert "error[" not in checked.out
    assert checked.status == 0, checked.out


def test_the_pages_say_the_same_in_two_languages() -> None:
    def shape(language: str) -> list[str]:
        text = PAGES[language].read_text(encoding="utf-8")
        return re.findall(r"^(#+|```\w*|<!-- made: .*-->)", text, re.MULTILINE)

    assert shape("en") == shape("nl")
