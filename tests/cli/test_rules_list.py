"""`grondslag rules list`: narrowed by pack, theme, article and certainty."""

from __future__ import annotations

import json

import pytest

from grondslag.rulebook.citing import Place, read_place


def listed(grondslag, *options: str) -> dict[str, dict]:
    ran = grondslag("rules", "list", "--format", "json", "--as-of", "2026-11-24", *options)
    assert ran.status == 0, ran.err
    return {rule["rule"]: rule for rule in json.loads(ran.out)}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("28", Place(article="28")),
        ("art. 28", Place(article="28")),
        ("AVG", Place("AVG")),
        ("AVG 28", Place("AVG", "article", "28")),
        ("AVG art. 28 lid 3", Place("AVG", "article", "28", "3")),
        ("avg artikel 28 lid 3 onder a", Place("avg", "article", "28", "3", "a")),
        ("GDPR art. 28(3)(a)", Place("AVG", "article", "28", "3", "a")),
        ("BW 2:10 lid 3", Place("BW", "article", "2:10", "3")),
        ("Tw 11.7", Place("Tw", "article", "11.7")),
        ("AVG overweging 47", Place("AVG", "recital", "47")),
        ("AVG art. 4 punt 11", Place("AVG", "article", "4", None, "11")),
        ("WP248", Place("WP248")),
    ],
)
def test_a_place_in_the_law_is_read_as_people_write_it(written: str, place: Place) -> None:
    assert read_place(written) == place


@pytest.mark.parametrize("written", ["", "?", "art.", "28 28 28", "AVG art. 28 lid", "x" * 200])
def test_what_names_no_article_is_no_place(written: str) -> None:
    assert read_place(written) is None


def test_an_article_is_looked_for_in_every_source(grondslag) -> None:
    rules = listed(grondslag, "--article", "28")
    assert "processor-without-agreement" in rules
    sources = {cite["source"] for rule in rules.values() for cite in rule["cites"]}
    assert {"AVG", "UAVG"} <= sources
    assert all(any(cite["article"] == "28" for cite in rule["cites"]) for rule in rules.values())


def test_an_article_of_a_source_and_a_paragraph_narrow(grondslag) -> None:
    of_any = set(listed(grondslag, "--article", "28"))
    of_avg = set(listed(grondslag, "--article", "AVG 28"))
    of_third = set(listed(grondslag, "--article", "AVG art. 28 lid 3"))
    assert of_third < of_avg <= of_any
    assert "special-data-without-exception" not in of_avg  # It cites UAVG art. 28.
    assert set(listed(grondslag, "--article", "gdpr art. 28(3)")) == of_third


def test_an_exception_and_an_item_count_as_cited(grondslag) -> None:
    by_item = listed(grondslag, "--article", "AVG art. 28 lid 3 sub a")
    found = by_item["processor-agreement-lacks-clause"]
    assert "AVG art. 28 lid 3 onder a" not in found["citations"]["nl"]
    by_exception = listed(grondslag, "--article", "AVG art. 2 lid 2")
    assert "processor-agreement-lacks-clause" not in by_exception
    assert "transfer-without-safeguard" in by_exception


def test_options_narrow_and_their_values_widen(grondslag) -> None:
    themes = {rule["theme"] for rule in listed(grondslag, "--theme", "dpo,breaches").values()}
    assert themes == {"dpo", "breaches"}
    rules = listed(grondslag, "--theme", "dpo", "--certainty", "convention")
    assert rules
    assert {(rule["theme"], rule["certainty"]) for rule in rules.values()} == {
        ("dpo", "convention")
    }
    assert listed(grondslag, "--theme", "dpo", "--pack", "tw") == {}


def test_a_rule_tells_what_it_cites_and_which_facts_it_reads(grondslag) -> None:
    rule = listed(grondslag)["dpo-missing-above-threshold"]
    assert rule["facts"] == ["organisation.dpo", "organisation.staff"]
    assert rule["parameters"] == ["stem-2018/dpo_staff_threshold"]
    assert rule["cites"] == [
        {
            "source": "STEM",
            "kind": "article",
            "article": None,
            "paragraph": None,
            "sub": None,
            "part": None,
            "nl": "STEM",
            "en": "STEM",
        }
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--theme", "breeches"), "did you mean `breaches`?"),
        (("--certainty", "lav"), "did you mean `law`?"),
        (("--article", "AVGG 28"), "did you mean `AVG`?"),
        (("--article", "AVG art. lid"), "`AVG art. lid` names no article"),
        (("--pack", "agv"), "did you mean `avg`?"),
    ],
)
def test_what_does_not_exist_is_2_with_a_suggestion(grondslag, options, said) -> None:
    ran = grondslag("rules", "list", *options)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_an_article_that_no_rule_cites_gives_an_empty_list(grondslag) -> None:
    ran = grondslag("rules", "list", "--article", "AVG 99", "--lang", "en")
    assert (ran.status, ran.out) == (0, "0 rules in force, in 0 packs\n")


def test_review_lists_what_waits_for_a_reader_of_the_law(grondslag) -> None:
    everything, waiting = listed(grondslag), listed(grondslag, "--review")
    assert 0 < len(waiting) < len(everything)
    assert set(waiting) == {
        name
        for name, rule in everything.items()
        if rule["source_status"] != "read"
        or (rule["review_by"] is not None and rule["review_by"] < "2026-11-24")
    }
    ran = grondslag("rules", "list", "--review", "--as-of", "2028-01-01", "--lang", "en")
    assert "entry-not-reviewed" in ran.out
    assert "to be reviewed by 2027-11-24" in ran.out
    assert "table `adequacy` was to be reviewed by" in ran.out
