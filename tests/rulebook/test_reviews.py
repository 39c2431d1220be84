"""Review dates: a run warns once for each rule and table, and judges as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from grondslag.rulebook.reviews import passed_reviews
from reference.packs import packs


def told(day: date, *rules: str) -> list[tuple[str, object]]:
    book = packs().only({name: packs().rules[name] for name in rules}) if rules else packs()
    return [(each.message.id, each.message.params["name"]) for each in passed_reviews(book, day)]


def test_the_last_day_itself_is_in_time() -> None:
    assert told(date(2027, 11, 24), "entry-not-reviewed") == []
    assert told(date(2027, 11, 25), "entry-not-reviewed") == [
        ("review-date-passed", "entry-not-reviewed")
    ]


def test_a_table_counts_where_a_rule_looks_in_it_and_once_for_all() -> None:
    day = date(2027, 2, 25)
    assert told(day, "dpo-missing") == []
    assert told(day, "transfer-without-safeguard") == [("review-date-passed-table", "adequacy")]
    assert len(told(date(2040, 1, 1))) == len(set(told(date(2040, 1, 1)))) > 5


def test_a_version_that_is_over_needs_no_review() -> None:
    (rule,) = packs().rules["entry-not-reviewed"]
    over = replace(rule, checked=replace(rule.checked, valid_until=date(2028, 1, 1)))
    book = packs().only({"entry-not-reviewed": (over,)})
    assert passed_reviews(book, date(2028, 1, 1)) == []
    assert len(passed_reviews(book, date(2027, 12, 31))) == 1


def test_it_is_a_warning_and_the_verdicts_stay(grondslag, tmp_path) -> None:
    (tmp_path / "a.yaml").write_text(
        "verwerkers: {m: {naam: M, eigenaar: geen}}\n", encoding="utf-8"
    )
    only = ("--only", "entry-not-reviewed", "--format", "concise", "--lang", "nl")
    before = grondslag("check", "--as-of", "2027-11-24", *only)
    after = grondslag("check", "--as-of", "2027-11-25", *only)
    warning = (
        "policies/avg/organisation/entry-not-reviewed.rule:1:1: [review-date-passed]"
        " regel `entry-not-reviewed` had uiterlijk 24-11-2027 herzien moeten zijn"
    )
    assert warning in after.out.splitlines()
    assert [row for row in after.out.splitlines() if "review-date" not in row] == (
        before.out.splitlines()
    )
    assert before.status == after.status
    assert grondslag("check", "--as-of", "2027-11-25", *only, "--fail-on", "warning").status == 1
