"""Transfers on the day that decides, and countries as people write them, checked the way a user does."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking import Report, check_files

ADEQUACY, SAFEGUARD, LIST = (
    "transfer-without-adequacy-in-force",
    "transfer-without-safeguard",
    "us-recipient-not-certified",
)
TRANSFER = "processing.news.transfers.abroad"
V, C, U, N = "violation", "compliant", "undetermined", "not_applicable"


def checked(
    folder: Path,
    transfer: str,
    safeguards: str = "none",
    as_of: str = "2026-11-24",
    supplier: str = "",
) -> Report:
    """A check of a newsletter with one transfer to a processor."""
    text = (
        "language: en\n"
        "organisation: {name: Acme, established_in: [NL]}\n"
        f"processors:\n  host: {{name: Host, role: processor, {supplier}safeguards: {safeguards}}}\n"
        "processing:\n"
        "  news: {name: News, role: controller, out_of_scope: none, recipients: none, processors: [host],\n"
        f"    transfers: {{abroad: {{to: host, {transfer}}}}}}}\n"
    )
    rules = ",".join((ADEQUACY, SAFEGUARD, LIST, "transfer-not-recorded"))
    return check_files(folder, {"register.yaml": text}, "--only", rules, as_of=as_of)


@pytest.mark.parametrize(
    ("transfer", "safeguards", "as_of", "expected"),
    [
        ("country: GB, mechanism: adequacy", "none", "2031-12-27", C),
        ("country: GB, mechanism: adequacy", "none", "2031-12-28", V),
        ("country: GB, mechanism: adequacy, transferred_on: 2031-12-27", "none", "2032-03-01", C),
        ("country: GB, mechanism: adequacy, transferred_on: 2019-06-01", "none", "2026-11-24", C),
        ("country: GB, mechanism: adequacy, transferred_on: 2021-06-27", "none", "2026-11-24", C),
        ("country: NO, mechanism: adequacy, transferred_on: 2018-06-01", "none", "2026-11-24", N),
        ("country: US, mechanism: adequacy", "{dpf: {checked_on: 2026-09-01}}", "2026-11-24", U),
        ("country: US, mechanism: adequacy", "{dpf: {certified: no}}", "2026-11-24", V),
        ("country: US, mechanism: adequacy", "{dpf: {certified: yes}}", "2026-11-24", C),
        (
            "country: US, mechanism: adequacy, transferred_on: 2022-01-01",
            "{in_adequacy_scope: yes, dpf: {certified: yes}}",
            "2026-11-24",
            V,
        ),
    ],
)
def test_a_transfer_is_judged_by_the_decisions_of_the_day_that_decides(
    tmp_path: Path, transfer: str, safeguards: str, as_of: str, expected: str
) -> None:
    report = checked(tmp_path, transfer, safeguards, as_of)
    assert report.outcome(ADEQUACY, TRANSFER) == expected


def test_the_same_register_on_the_last_day_of_a_decision_and_a_day_later(tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    (tmp_path / "after").mkdir()
    standing = "country: GB, mechanism: none"
    last = checked(tmp_path / "last", standing, as_of="2031-12-27")
    after = checked(tmp_path / "after", standing, as_of="2031-12-28")
    assert last.outcome(SAFEGUARD, TRANSFER) == C
    assert after.outcome(SAFEGUARD, TRANSFER) == V


def test_a_receiver_in_the_us_that_is_not_known_to_be_on_the_list_accuses_nobody(
    tmp_path: Path,
) -> None:
    report = checked(tmp_path, "country: US, mechanism: adequacy", "{in_adequacy_scope: no}")
    for rule in (ADEQUACY, LIST):
        verdict = report.verdict(rule, TRANSFER)
        assert verdict["verdict"] == U
        assert "processors.host.safeguards.dpf" in str(verdict["missing"])


@pytest.mark.parametrize(
    ("country", "expected", "codes"),
    [
        ("NO", N, []),
        ("BQ", V, []),
        ("GB", C, []),
        ("UK", C, ["country-alias"]),
        ("XK", V, []),
        ("XX", U, ["wrong-kind"]),
    ],
)
def test_a_country_is_read_as_it_is_written(
    tmp_path: Path, country: str, expected: str, codes: list[str]
) -> None:
    """`NO` is Norway, not the word no; `UK` is GB with a note; Bonaire and Kosovo lie outside the EEA; `XX` is none."""
    report = checked(tmp_path, f"country: {country}, mechanism: none")
    assert report.outcome(SAFEGUARD, TRANSFER) == expected
    found = [
        one["code"]
        for one in report.data["diagnostics"]
        if one["place"]["path"].endswith("register.yaml")
    ]
    assert found == codes
