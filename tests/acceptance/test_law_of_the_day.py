"""The law changed on three days: whole checks on both sides of each, the way a user makes them.

The Telecommunications Act, art. 11.7: 1 July 2021 (the text before it was not read) and 1 July 2026 (customers may
no longer be called). The Dutch GDPR Implementation Act: 1 September 2026. What happened is judged by the text of its
own day, whenever the check is made; what is so is judged by the text of the day of the check.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checking import Report, check_files

V, C, U, N = "violation", "compliant", "undetermined", "not_applicable"
LATER = "2026-11-24"
MAIL, PHONE = "electronic-mailing-without-consent", "phone-marketing-without-consent"
CUSTOMERS, SENDER = "customer-exception-not-met", "mailing-without-sender-or-address"
PUBLISHED = "business-address-not-published-for-marketing"
BIOMETRICS, CRIMINAL = "biometrics-without-necessity", "criminal-data-without-ground"
SHARED, MINORS = "criminal-data-shared-without-licence", "minor-consent-without-representative"
REQUEST = "minor-request-by-wrong-person"


def checked(folder: Path, entries: str, as_of: str = LATER) -> Report:
    """A whole check, by all rules, of a small company with *entries* (YAML)."""
    text = (
        "language: en\n"
        "organisation: {name: Acme, established_in: [NL], legal_form: private_company,\n"
        "  public_authority: no, staff: 12}\n"
        f"{entries}"
    )
    report = check_files(folder, {"register.yaml": text}, as_of=as_of)
    assert report.codes() == [], "the register of the case is sound"
    assert report.data["rules_not_judged"] == []
    assert report.data["as_of"].startswith(as_of)
    return report


def verdicts(report: Report) -> dict[tuple[str, str], tuple[str, str | None]]:
    """The outcome of each rule on each subject, with the item that decided it."""
    return {
        (one["rule"], one["subject"]["path"]): (one["verdict"], one.get("item"))
        for one in report.data["verdicts"]
    }


def changed(before: Report, after: Report) -> dict[str, tuple[str, str]]:
    """The rules of which an outcome is another one in the second report: outcome before and after."""
    old, new = verdicts(before), verdicts(after)
    assert old.keys() == new.keys()
    return {
        rule: (old[rule, path][0], new[rule, path][0])
        for rule, path in old
        if old[rule, path] != new[rule, path]
    }


def why(verdict: dict[str, Any]) -> list[tuple[str, str]]:
    """Why a verdict is open: path and kind of each reason."""
    return [(reason["path"], reason["kind"]) for reason in verdict.get("reasons", [])]


def cited(verdict: dict[str, Any]) -> list[str]:
    """The provisions a verdict names, in English."""
    return [citation["en"] for citation in verdict["citations"]]


# ------------------------------------------------------- campaigns: the text of the day of sending

MAILING = (
    "channel: email, aim: commercial, audience: [consumers], basis: none, consent: none,"
    " sender_shown: yes, address_shown: yes, opt_out_each_time: yes, opt_out_free_and_easy: yes"
)
CALLS = (
    "channel: phone, aim: commercial, audience: [consumers], basis: existing_customer, consent: none,"
    " opt_out_each_time: yes, number_withheld: no"
)
TO_CUSTOMERS = (
    "channel: email, aim: commercial, audience: [consumers], basis: existing_customer, consent: none,"
    " obtained_at_sale: yes, own_similar_products: yes, opt_out_at_collection: no, opt_out_each_time: yes,"
    " opt_out_free_and_easy: yes, sender_shown: yes, address_shown: yes"
)
TO_COMPANIES = CALLS.replace("[consumers]", "[businesses]").replace(
    "number_withheld: no", "number_withheld: yes"
)
NOT_READ = [("Tw", "text_not_read")]


def campaign(folder: Path, facts: str, sent: str, as_of: str = LATER) -> Report:
    return checked(
        folder, f"campaigns:\n  offer: {{name: Offer, {facts}, sent_on: {sent}}}\n", as_of
    )


# rule, what was sent, day, outcome, how much of the text of that day was read
SENT = {
    "mail-long-before-2021": (MAIL, MAILING, "2021-05-01", U, "read"),
    "mail-day-before-2021": (MAIL, MAILING, "2021-06-30", U, "read"),
    "mail-first-day-2021": (MAIL, MAILING, "2021-07-01", V, "part"),
    "mail-last-day-2021": (MAIL, MAILING, "2026-06-30", V, "part"),
    "mail-first-day-2026": (MAIL, MAILING, "2026-07-01", V, "read"),
    "calls-day-before-2021": (PHONE, CALLS, "2021-06-30", U, "read"),
    "calls-first-day-2021": (PHONE, CALLS, "2021-07-01", C, "part"),
    "calls-last-day-allowed": (PHONE, CALLS, "2026-06-30", C, "part"),
    "calls-first-day-banned": (PHONE, CALLS, "2026-07-01", V, "read"),
    "customers-day-before-2021": (CUSTOMERS, TO_CUSTOMERS, "2021-06-30", U, "read"),
    "customers-first-day-2021": (CUSTOMERS, TO_CUSTOMERS, "2021-07-01", V, "part"),
    "customers-last-day-2021": (CUSTOMERS, TO_CUSTOMERS, "2026-06-30", V, "part"),
    "customers-first-day-2026": (CUSTOMERS, TO_CUSTOMERS, "2026-07-01", V, "read"),
    "hidden-number-last-day-2021": (PHONE, TO_COMPANIES, "2026-06-30", C, "part"),
    "hidden-number-first-day-2026": (PHONE, TO_COMPANIES, "2026-07-01", V, "read"),
}


@pytest.mark.parametrize("as_of", ["2021-06-30", "2026-06-30", "2026-07-01", LATER])
def test_a_campaign_is_judged_by_the_text_of_its_own_day_whenever_it_is_checked(
    tmp_path: Path, as_of: str
) -> None:
    rows = "".join(
        f"  {key}: {{name: Offer, {facts}, sent_on: {day}}}\n"
        for key, (_, facts, day, _, _) in SENT.items()
    )
    report = checked(tmp_path, f"campaigns:\n{rows}", as_of)
    found = {}
    for key, (rule, _, _, _, _) in SENT.items():
        verdict = report.verdict(rule, f"campaigns.{key}")
        found[key] = (verdict["verdict"], verdict["source_status"], why(verdict))
    assert found == {
        key: (outcome, source, NOT_READ if outcome == U else [])
        for key, (_, _, _, outcome, source) in SENT.items()
    }


def test_on_the_first_of_july_2026_nothing_changes_for_customers_but_the_calls(
    tmp_path: Path,
) -> None:
    for facts, expected in (
        (CALLS, {PHONE: (C, V)}),
        (TO_CUSTOMERS, {}),
        (MAILING, {}),
        (TO_COMPANIES, {PHONE: (C, V)}),
    ):
        before, after = (campaign(tmp_path, facts, day) for day in ("2026-06-30", "2026-07-01"))
        assert changed(before, after) == expected


def test_what_the_text_of_then_asks_of_the_sender_was_read_when_the_ban_itself_was_not(
    tmp_path: Path,
) -> None:
    """On one old mailing: consent cannot be judged, the address that was missing can."""
    report = campaign(
        tmp_path, MAILING.replace("address_shown: yes", "address_shown: no"), "2021-05-01"
    )
    assert report.outcome(MAIL, "campaigns.offer") == U
    verdict = report.verdict(SENDER, "campaigns.offer")
    assert (verdict["verdict"], verdict["item"]) == (V, "b")


@pytest.mark.parametrize("sent", ["2021-06-30", "2021-07-01", "2026-06-30", "2026-07-01"])
def test_an_address_that_was_not_published_for_it_was_wrong_by_each_text(
    tmp_path: Path, sent: str
) -> None:
    facts = MAILING.replace(
        "basis: none", "basis: published_address, published_for_marketing: no"
    ).replace("[consumers]", "[businesses]")
    assert campaign(tmp_path, facts, sent).outcome(PUBLISHED, "campaigns.offer") == V


@pytest.mark.parametrize("sent", ["2021-05-01", "2021-07-01", "2026-06-30", "2026-07-01"])
def test_silence_about_the_day_of_sending_is_asked_for_and_accuses_nobody(
    tmp_path: Path, sent: str
) -> None:
    """Not even where the check itself is made on a day of which the text is known."""
    entry = f"campaigns:\n  offer: {{name: Offer, {MAILING}}}\n"
    verdict = checked(tmp_path, entry, as_of=sent).verdict(MAIL, "campaigns.offer")
    assert verdict["verdict"] == U
    assert ("campaigns.offer.sent_on", "not_recorded") in why(verdict)


# ------------------------------------------- activities: the text of the day of the check, 1 September 2026

BEFORE, AFTER = "2026-08-31", "2026-09-01"


def activity(folder: Path, data: str, purpose: str, as_of: str, more: str = "") -> Report:
    entry = (
        "processing:\n"
        "  work: {name: Work, status: active, role: controller, out_of_scope: none, data_subjects: [employees],\n"
        f"    data: {{item: {{description: Data, {data}, needed_for: all}}}},\n"
        f"    purposes: {{aim: {{description: To do the work that was asked for, {purpose}}}}}{more}}}\n"
    )
    return checked(folder, entry, as_of)


HAND = "special_kind: [biometric]"
GATE = (
    "special_exception: {{exception: substantial_public_interest, law: UAVG art. 29, necessity: {},"
    " public_interest: {}}}"
)


@pytest.mark.parametrize(
    ("necessity", "interest", "before", "after"),
    [
        pytest.param(
            "A card can be lent", "none", (C, None), (V, "c"), id="no public interest is named"
        ),
        pytest.param("A card can be lent", "Safety", (C, None), (C, None), id="both are named"),
        pytest.param("none", "Safety", (V, "b"), (V, "b"), id="no necessity"),
        pytest.param(
            "A card can be lent",
            "unknown",
            (C, None),
            (U, None),
            id="the public interest is not recorded",
        ),
    ],
)
def test_biometrics_need_a_public_interest_since_september_2026(
    tmp_path: Path,
    necessity: str,
    interest: str,
    before: tuple[str, str | None],
    after: tuple[str, str | None],
) -> None:
    subject = (BIOMETRICS, "processing.work.purposes.aim")
    old, new = (
        activity(tmp_path, HAND, GATE.format(necessity, interest), day) for day in (BEFORE, AFTER)
    )
    assert (verdicts(old)[subject], verdicts(new)[subject]) == (before, after)
    assert changed(old, new) == ({} if before == after else {BIOMETRICS: (before[0], after[0])})


@pytest.mark.parametrize("ground", ["uavg_33_5", "uavg_47a_3"])
def test_accountants_and_commissions_have_a_ground_since_september_2026(
    tmp_path: Path, ground: str
) -> None:
    purpose = f"criminal_ground: {{ground: {ground}}}"
    before, after = (activity(tmp_path, "class: criminal", purpose, day) for day in (BEFORE, AFTER))
    # the house rule of the blog of 2018 rests on the same grounds
    assert changed(before, after) == {CRIMINAL: (V, C), "criminal-data-present": (V, C)}


@pytest.mark.parametrize("ground", ["uavg_33_2_a", "uavg_32_d", "official_authority"])
def test_a_ground_that_the_law_always_knew_holds_on_both_days(tmp_path: Path, ground: str) -> None:
    purpose = f"criminal_ground: {{ground: {ground}}}"
    before, after = (activity(tmp_path, "class: criminal", purpose, day) for day in (BEFORE, AFTER))
    assert changed(before, after) == {}
    assert after.outcome(CRIMINAL, "processing.work.purposes.aim") == C


@pytest.mark.parametrize(("day", "paragraph"), [(BEFORE, "5"), (AFTER, "6")])
def test_the_licence_stood_in_another_paragraph(tmp_path: Path, day: str, paragraph: str) -> None:
    purpose = (
        "criminal_ground: {ground: uavg_33_4_c, shared_with_third_parties: yes, licence: none}"
    )
    report = activity(tmp_path, "class: criminal", purpose, day, ", recipients: none")
    verdict = report.verdict(SHARED, "processing.work.purposes.aim")
    assert verdict["verdict"] == V
    points = [f"UAVG art. 33(4)({point})" for point in "abc"]
    assert cited(verdict) == [*points, f"UAVG art. 33({paragraph})"]


@pytest.mark.parametrize(
    ("day", "provisions"),
    [
        (BEFORE, ["UAVG art. 5(1)", "UAVG art. 5(5)"]),
        (AFTER, ["UAVG art. 5(1)", "UAVG art. 5(6)", "UAVG art. 5(7)"]),
    ],
)
def test_consent_of_minors_is_judged_alike_and_cites_the_paragraphs_of_the_day(
    tmp_path: Path, day: str, provisions: list[str]
) -> None:
    entry = (
        "consents:\n  club: {name: Club, given_by: data_subject, parental: none, minimum_age: none,"
        " free_help_service: unknown}\n"
        "processing:\n  club: {name: Club, role: controller, out_of_scope: none, data_subjects: [children],"
        " online_service: no, purposes: {photos: {description: Photos, basis: consent, consent: club}}}\n"
    )
    verdict = checked(tmp_path, entry, day).verdict(MINORS, "processing.club.purposes.photos")
    assert verdict["verdict"] == U
    assert cited(verdict) == provisions


# --------------------------------------------------- requests of minors: the text of the day of receipt


@pytest.mark.parametrize("as_of", [AFTER, LATER])
@pytest.mark.parametrize(
    ("received", "made_by", "outcome"),
    [
        pytest.param(
            BEFORE, "data_subject", U, id="by a child of eleven, on the last day of the older text"
        ),
        pytest.param(
            AFTER, "data_subject", V, id="by a child of eleven, on the first day of the new text"
        ),
        pytest.param(
            AFTER, "legal_representative", C, id="by the mother, on the first day of the new text"
        ),
    ],
)
def test_a_request_of_a_child_is_judged_by_the_text_of_the_day_of_receipt(
    tmp_path: Path, received: str, made_by: str, outcome: str, as_of: str
) -> None:
    entry = (
        "processing:\n  work: {name: Work, role: controller, out_of_scope: none}\n"
        "requests:\n  one: {kind: access, age_group: under_12, outcome: granted,"
        f" made_by: {made_by}, received_on: {received}}}\n"
    )
    verdict = checked(tmp_path, entry, as_of).verdict(REQUEST, "requests.one")
    assert verdict["verdict"] == outcome
    assert why(verdict) == ([("UAVG", "text_not_read")] if outcome == U else [])


# ------------------------------------------------------------------------- what does not change


@pytest.mark.parametrize(
    ("before", "after"), [("2021-06-30", "2021-07-01"), ("2026-06-30", "2026-07-01")]
)
def test_a_change_of_the_telecommunications_act_changes_no_verdict_about_what_happened_before(
    tmp_path: Path, before: str, after: str
) -> None:
    """The day of the check alone, on both sides: each campaign keeps the text of its own day."""
    entry = (
        f"campaigns:\n  mail: {{name: Mail, {MAILING}, sent_on: 2021-05-01}}\n"
        f"  calls: {{name: Calls, {CALLS}, sent_on: 2021-06-15}}\n"
    )
    assert changed(checked(tmp_path, entry, before), checked(tmp_path, entry, after)) == {}
