"""The catalogue of rules is made from the rules, leaves out none, and names honestly what has no rule."""

from __future__ import annotations

import json
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


def by_article() -> dict[str, str]:
    """What stands under each article of the page in English, by its head as written there."""
    text = (PAGES / "by-article.en.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (.+)$", text, flags=re.MULTILINE)
    return {head.split(": ")[0]: body for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def test_a_rule_stands_at_every_article_that_it_cites(grondslag) -> None:
    ran = grondslag(
        "rules", "list", "--format", "json", "--as-of", "2026-11-24", "--with", "drafts"
    )
    page = by_article()
    absent = [
        (rule["rule"], cite["en"])
        for rule in json.loads(ran.out)
        for cite in rule["cites"]
        if cite["kind"] == "article" and cite["article"] is not None
        if f"`{rule['rule']}`" not in page.get(_head(cite), "")
    ]
    assert absent == []


def _head(cite: dict[str, str]) -> str:
    return re.sub(r"(art\. [^(,\s]+).*", r"\1", cite["en"])


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_paragraph_is_not_named_as_not_checked_beside_a_rule_that_cites_it(
    grondslag, language: str
) -> None:
    ran = grondslag("rules", "list", "--format", "json", "--as-of", "2026-11-24")
    cited = {
        (cite["article"], cite["paragraph"])
        for rule in json.loads(ran.out)
        for cite in rule["cites"]
        if cite["source"] == "AVG" and cite["paragraph"] is not None
    }
    text = (PAGES / f"by-article.{language}.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (?:GDPR|AVG) art\. (\d+)\b.*$", text, flags=re.MULTILINE)
    named = set()
    for article, body in zip(parts[1::2], parts[2::2], strict=True):
        line = re.search(
            r"^(?:Not checked of it|Niet nagekeken hiervan): (.+)$", body, re.MULTILINE
        )
        if line is not None:
            named |= {
                (article, number)
                for number in re.findall(r"(?:^|; )(?:paragraph|lid) (\d+) \(", line[1])
            }
    assert named
    assert named & cited == set()
