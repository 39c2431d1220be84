"""The requirements that this tool must check: each is a rule in force, cited, in both languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

WANTED = list(
    csv.DictReader(
        (Path(__file__).parent / "tier_one.csv").read_text(encoding="utf-8").splitlines()
    )
)


@pytest.fixture
def listed(grondslag) -> dict[str, dict]:
    ran = grondslag("rules", "list", "--format", "json", "--as-of", "2026-11-24")
    assert ran.status == 0, ran.err
    return {rule["rule"]: rule for rule in json.loads(ran.out)}


def test_every_requirement_of_the_first_tier_is_a_rule_in_force(listed) -> None:
    assert len(WANTED) > 80
    assert {row["rule"] for row in WANTED} - listed.keys() == set()
    assert [
        row["rule"]
        for row in WANTED
        if (listed[row["rule"]]["pack"], listed[row["rule"]]["theme"])
        != (row["pack"], row["theme"])
    ] == []


def test_each_has_a_citation_that_exists_and_a_title_in_both_languages(listed) -> None:
    for row in WANTED:
        rule = listed[row["rule"]]
        assert set(rule["title"]) == {"nl", "en"}
        assert all(rule["title"].values()), row
        assert rule["cites"], row
        assert all(rule["citations"][language] for language in ("nl", "en")), row
