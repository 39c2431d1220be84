"""The catalogue of rules is made from the rules, leaves out none, and names honestly what has no rule."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PAGES = HOUSE / "docs" / "catalogue"
RULES = {file.stem for file in (HOUSE / "policies").rglob("*.rule") if "@" not in file.stem} - {
    "pack"
}


def test_the_pages_are_up_to_date() -> None:
    command = [sys.executable, str(HOUSE / "docs" / "make_catalogue.py"), "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("page", ["by-article", "by-theme", "by-fact"])
def test_every_rule_stands_on_the_page(page: str, language: str) -> None:
    text = (PAGES / f"{page}.{language}.md").read_text(encoding="utf-8")
    assert {rule for rule in RULES if f"`{rule}`" not in text} == set()


def test_every_article_of_the_gdpr_is_either_checked_or_named_as_not() -> None:
    text = (PAGES / "not-checked.en.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| GDPR art\. (\d+) ", text, re.MULTILINE))
    by_article = (PAGES / "by-article.en.md").read_text(encoding="utf-8")
    checked = set(re.findall(r"^### GDPR art\. (\d+)\b", by_article, re.MULTILINE))
    assert named | checked == {str(number) for number in range(1, 100)}
    assert named & checked == set()
