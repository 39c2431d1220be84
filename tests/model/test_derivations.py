"""The facts that follow from others."""

from __future__ import annotations

import pytest

from grondslag.values import UNREADABLE
from model.written import facts, marked, read, told


def purpose(text: str) -> dict:
    return facts(text)["processing"]["mail"]["purposes"]["news"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("topic: screen_lock", "technical"),
        ("topic: clean_desk", "organisational"),
        ("topic: physical", None),
        ("topic: screen_lock, kind: organisational", "organisational"),
        ("topic: screen_lock, kind: unknown", None),
        ("after: 5 minutes", None),
    ],
)
def test_the_kind_of_a_measure_follows_from_its_topic(fields: str, expected: str | None) -> None:
    assert facts(f"measures: {{m: {{{fields}}}}}\n")["measures"]["m"].get("kind") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("special_kind: health", "special"),
        ("special_kind: [health, religion]", "special"),
        ("special_kind: none", None),
        ("special_kind: []", None),
        ("special_kind: unknown", None),
        ("special_kind: health, class: special", "special"),
        ("special_kind: health, class: unknown", None),
        ("special_kind: none, class: ordinary", "ordinary"),
    ],
)
def test_naming_a_special_kind_says_that_the_class_is_special(
    fields: str, expected: str | None
) -> None:
    text = f"processing: {{a: {{name: A, data: {{d: {{{fields}}}}}}}}}\n"
    assert facts(text)["processing"]["a"]["data"]["d"].get("class") == expected


@pytest.mark.parametrize(
    "fields", ["class: ordinary, special_kind: health", "special_kind: none, class: special"]
)
def test_a_class_that_contradicts_the_special_kind_is_an_error_and_neither_counts(
    fields: str,
) -> None:
    register, problems = read(f"processing: {{a: {{name: A, data: {{d: {{{fields}}}}}}}}}\n")
    assert [item.id for item in problems] == ["contradiction"]
    assert len(problems[0].labels) == 2
    assert set(register.collections["processing"]["a"]["data"]["d"].values()) == {UNREADABLE}


TRANSFER = "processing: {{a: {{name: A, transfers: {{t: {{{}}}}}}}}}\nprocessors: {{host: {{name: H, country: US}}}}\n"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [("to: host", "US"), ("to: host, country: IN", "IN"), ("to: host, country: unknown", None)],
)
def test_the_country_of_a_transfer_is_that_of_the_receiver(
    fields: str, expected: str | None
) -> None:
    found = facts(TRANSFER.format(fields))["processing"]["a"]["transfers"]["t"]
    assert found.get("country") == expected


def test_a_derived_fact_shows_the_places_it_rests_on() -> None:
    register, _ = read(TRANSFER.format("to: host"))
    spans = register.locate(("processing", "a", "transfers", "t", "country"))
    assert [span.source.text[span.start : span.end] for span in spans] == ["host", "US"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("published_at: https://x.example, published_on: 2024-01-01", "published"),
        ("published_at: https://x.example, published_on: 2024-01-01, status: draft", "draft"),
        ("published_at: https://x.example", None),
        ("published_at: none, published_on: 2024-01-01", None),
        ("published_at: unknown, published_on: 2024-01-01", None),
    ],
)
def test_a_notice_with_place_and_date_of_publication_is_published(
    fields: str, expected: str | None
) -> None:
    text = f"notices: {{n: {{name: N, {fields}}}}}\n"
    assert facts(text)["notices"]["n"].get("status") == expected


CAMPAIGN = """\
processing:
  mail: {{name: Mail, purposes: {{news: {{{news}}}{more}}}}}
  other: {{name: Other, purposes: {{main: {{description: Main{other}}}}}}}
consents: {{sign-up: {{name: S}}}}
campaigns: {{letter: {{{campaign}}}}}
"""


def campaign_text(
    campaign: str, news: str = "consent: sign-up", more: str = "", other: str = ""
) -> str:
    return CAMPAIGN.format(campaign=campaign, news=news, more=more, other=other)


def test_the_activity_of_a_campaign_is_the_one_with_the_only_purpose_on_the_same_consent() -> None:
    text = campaign_text("consent: sign-up")
    assert facts(text)["campaigns"]["letter"]["processing"] == "mail"
    text = campaign_text("consent: sign-up", other=", consent: sign-up")
    assert "processing" not in facts(text)["campaigns"]["letter"]
    register, _ = read(campaign_text("consent: sign-up"), unread=["missing.yaml"])
    assert "processing" not in register.collections["campaigns"]["letter"]


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [
        ("consent: sign-up, aim: commercial", True),
        ("processing: mail, aim: ideal", True),
        ("consent: sign-up, aim: service", None),
        ("consent: sign-up", None),
        ("consent: sign-up, aim: unknown", None),
    ],
)
def test_the_purpose_of_a_campaign_is_direct_marketing_and_never_not(
    campaign: str, expected: object
) -> None:
    assert purpose(campaign_text(campaign)).get("direct_marketing") is expected


@pytest.mark.parametrize(("written", "expected"), [("no", False), ("yes", True), ("unknown", None)])
def test_what_is_written_of_direct_marketing_wins(written: str, expected: object) -> None:
    text = campaign_text(
        "consent: sign-up, aim: commercial", f"consent: sign-up, direct_marketing: {written}"
    )
    assert purpose(text).get("direct_marketing") is expected


def test_a_campaign_says_nothing_of_one_purpose_among_several() -> None:
    text = campaign_text(
        "processing: mail, aim: commercial", more=", orders: {description: Orders}"
    )
    assert "direct_marketing" not in purpose(text)


def test_a_derivation_waits_for_a_misspelt_key() -> None:
    register, problems = read("measures: {m: {topic: screen_lock, kynd: organisational}}\n")
    assert [item.id for item in problems] == ["unknown-key"]
    assert register.collections["measures"]["m"]["kind"] is UNREADABLE
    (span,) = register.locate(("measures", "m", "kind"))
    assert span.source.text[span.start : span.end] == marked(problems[0]) == "kynd"
    assert told(problems) == ["unknown-key register.yaml:1:36"]


@pytest.mark.parametrize(
    ("organisation", "activity", "expected"),
    [
        ("legal_form: private_company", "name: A", False),
        ("legal_form: association", "name: A", False),
        ("legal_form: public_body", "name: A", None),
        ("legal_form: other", "name: A", None),
        ("public_authority: no", "name: A", False),
        ("public_authority: yes", "name: A", None),
        ("public_authority: yes, court: no", "name: A", False),
        ("court: yes", "name: A", None),
        ("legal_form: unknown", "name: A", None),
        ("legal_form: private_company", "name: A, judicial_capacity: unknown", None),
        ("legal_form: private_company", "name: A, judicial_capacity: yes", True),
    ],
)
def test_who_is_no_court_has_no_judicial_task(
    organisation: str, activity: str, expected: bool | None
) -> None:
    text = f"organisation: {{name: Acme, {organisation}}}\nprocessing: {{a: {{{activity}}}}}\n"
    assert facts(text)["processing"]["a"].get("judicial_capacity") is expected
