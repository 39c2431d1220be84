"""The tables of law: they agree where they say the same, and each row says how much of its source was read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grondslag.model.vocabulary import load_model

POLICIES = Path(__file__).resolve().parents[2] / "policies"
KINDS = {"minimum", "maximum", "exact", "guideline", "limitation"}
STATUSES = {"read", "part", "unread"}


def rows(path: str) -> list[dict[str, str]]:
    with (POLICIES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RETENTION = rows("retention-nl/tables/retention.csv")


@pytest.mark.parametrize(
    "path",
    [
        "avg/tables/adequacy.csv",
        "avg/tables/ap-dpia-kinds.csv",
        "avg/tables/criminal-grounds.csv",
        "avg/tables/eea.csv",
        "avg/tables/statutory-minimums.csv",
        "retention-nl/tables/retention.csv",
        "retention-nl/tables/retention-by-legal-form.csv",
    ],
)
def test_every_row_is_dated_and_says_how_much_was_read(path: str) -> None:
    found = rows(path)
    assert found
    assert {row["status"] for row in found} <= STATUSES
    assert all(row["since"] for row in found)


def test_every_kind_of_the_model_is_on_the_list_of_the_authority() -> None:
    codes = list(load_model().enums["ap_kind"].codes)
    table = rows("avg/tables/ap-dpia-kinds.csv")
    assert [row["kind"] for row in table] == codes
    assert [row["number"] for row in table] == [str(number) for number in range(1, 18)]


def test_what_a_law_makes_one_keep_is_the_same_in_both_packs() -> None:
    kept = [
        {key: row[key] for key in ("record_type", "minimum", "law", "status", "since", "ended")}
        for row in RETENTION
        if row["kind"] in {"minimum", "exact"}
    ]
    assert rows("avg/tables/statutory-minimums.csv") == kept


def test_the_kind_of_a_term_says_which_columns_it_fills() -> None:
    assert {row["kind"] for row in RETENTION} == KINDS
    for row in RETENTION:
        filled = {name for name in ("minimum", "maximum", "guideline") if row[name]}
        if row["in_words"]:
            assert not filled, row["record_type"]
        else:
            wanted = {"exact": {"minimum", "maximum"}}.get(row["kind"], {row["kind"]})
            assert filled == wanted, row["record_type"]


def test_every_legal_form_but_other_has_its_books() -> None:
    forms = set(load_model().enums["legal_form"].codes) - {"other"}
    table = rows("retention-nl/tables/retention-by-legal-form.csv")
    assert {row["legal_form"] for row in table} == forms
    types = {row["record_type"]: row for row in RETENTION}
    for row in table:
        assert row["minimum"] == types[row["record_type"]]["minimum"]
        assert row["starts_at"] == types[row["record_type"]]["starts_at"]
