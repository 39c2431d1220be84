"""The pack of bills: off unless asked for, never fails a run, and every line it prints says that it is no law yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checking import check_files
from conftest import Ran

MANUFACTURER = Path(__file__).resolve().parents[2] / "examples" / "manufacturer"
RULE = "register-exemption-undecided-under-omnibus"
LABEL = {"en": "DRAFT (not law yet)", "nl": "ONTWERP (nog geen wet)"}
PACK = """\
pack bills version 1.0.0
  title nl "Voorstellen" en "Bills"
  status draft
  schema "register/1"

use avg

source BILL
  title nl "Voorstel" en "Bill"
  deadlines plain
"""
LATE = """\
rule bill-answered-late
  title nl "Te laat volgens het voorstel" en "Late under the bill"
  under BILL
  severity critical
  certainty law
  source read
  valid from 2018-05-25
  applies at check
  for each request in requests
  require request.answered_on is due within 1 month after request.received_on
  otherwise nl "Te laat." en "Late."
  fix nl "Antwoord eerder." en "Answer earlier."
  example "late" on 2026-06-01 gives violation
    given {requests: {r-one: {received_on: 2026-01-20, answered_on: none}}}
  example "in time" gives compliant
    given {requests: {r-one: {received_on: 2026-01-20, answered_on: 2026-01-30}}}
  example "the term still runs" on 2026-02-01 gives compliant open until 2026-02-20
    given {requests: {r-one: {received_on: 2026-01-20, answered_on: none}}}
  example "not recorded" gives undetermined because requests.r-one.answered_on
    given {requests: {r-one: {received_on: 2026-01-20}}}
"""
REGISTER = """\
language: en
organisation: {name: Acme}
requests:
  late: {kind: access, received_on: 2026-01-20, answered_on: none}
  running: {kind: access, received_on: 2026-11-20, answered_on: none}
  done: {kind: access, received_on: 2026-01-20, answered_on: 2026-01-30}
  silent: {kind: access, received_on: 2026-01-20}
"""


def exempt(tmp_path: Path, organisation: str) -> dict[str, Any]:
    """The verdict of the draft rule on one activity that nothing but *organisation* keeps from being exempt."""
    work = (
        "name: Work, role: controller, out_of_scope: none, risk: unlikely, core_activity: no,"
        " large_scale: no, systematic_monitoring: no, data: {item: {description: Names, class: ordinary}}"
    )
    text = f"language: en\norganisation: {{name: Acme, {organisation}}}\n"
    text += f"processing:\n  work: {{{work}}}\n"
    report = check_files(tmp_path, {"register.yaml": text}, "--with", "drafts", "--only", RULE)
    return report.verdict(RULE)


def test_it_is_off_unless_asked_for_and_the_report_says_so(grondslag: Callable[..., Ran]) -> None:
    plain = grondslag("check", str(MANUFACTURER), "--lang", "en")
    assert RULE not in plain.out
    assert "not judged, pack is off (1): drafts" in plain.out
    asked = grondslag("check", str(MANUFACTURER), "--lang", "en", "--with", "drafts")
    assert "not judged, pack is off" not in asked.out
    assert LABEL["en"] in asked.out


@pytest.mark.parametrize("language", ["en", "nl"])
def test_alone_it_fails_nothing_and_counts_only_under_its_label(
    grondslag: Callable[..., Ran], language: str
) -> None:
    ran = grondslag(
        "check", str(MANUFACTURER), "--lang", language, "--with", "drafts", "--only", "drafts"
    )
    assert ran.status == 0
    counted = {"en": "0 violations, 1 undetermined", "nl": "0 overtredingen, 1 niet te bepalen"}
    assert f"{LABEL[language]}: {counted[language]}" in " ".join(ran.out.split())


def test_what_is_open_is_labelled_line_by_line(grondslag: Callable[..., Ran]) -> None:
    ran = grondslag(
        *("check", str(MANUFACTURER), "--lang", "en", "--format", "concise"),
        *("--with", "drafts", "--only", "drafts"),
    )
    (line,) = ran.out.splitlines()
    assert f"[{RULE}] {LABEL['en']}: " in line


@pytest.mark.parametrize(
    ("organisation", "answer"),
    [
        ("staff: 999, public_authority: no", "yes"),
        ("staff: 1000, public_authority: no", "no"),
        ("staff: 999, public_authority: yes", "no"),
    ],
)
def test_the_limit_is_a_thousand_and_an_authority_does_not_benefit(
    grondslag: Callable[..., Ran], tmp_path: Path, organisation: str, answer: str
) -> None:
    verdict = exempt(tmp_path, organisation)
    assert (verdict["verdict"], verdict["legal_status"], verdict["level"]) == (
        "compliant",
        "draft",
        "none",
    )
    ran = grondslag(
        *("explain", RULE, "work", "--lang", "en", "--as-of", "2026-11-24"),
        *("--root", str(tmp_path / "register")),
    )
    told = " ".join(ran.out.split())
    assert LABEL["en"] in told
    assert f"`processing.work`: DRAFT: exempt from the duty to keep a register: {answer}" in told


def test_that_authorities_are_left_out_is_marked_as_a_recital(
    grondslag: Callable[..., Ran],
) -> None:
    told = " ".join(grondslag("explain", RULE, "--lang", "en").out.split())
    assert "Omnibus recital 8" in told
    assert "is said by recital 8 only" in told


@pytest.fixture
def with_a_bill(tmp_path: Path) -> Path:
    """A register of four requests and a bill of one's own, critical and certain."""
    theme = tmp_path / "policies" / "bills" / "rights"
    theme.mkdir(parents=True)
    (theme.parent / "pack.rule").write_text(PACK, encoding="utf-8")
    (theme / "bill-answered-late.rule").write_text(LATE, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nregister: [register.yaml]\npolicies: [policies]\n", encoding="utf-8"
    )
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def test_a_bill_that_is_broken_fails_nothing_and_every_line_says_draft(
    grondslag: Callable[..., Ran], with_a_bill: Path
) -> None:
    arguments = ("check", "--only", "bills", "--as-of", "2026-11-24", "--lang", "en")
    ran = grondslag(*arguments)
    assert ran.status == 0
    assert "draft[bill-answered-late]: Late under the bill" in ran.out
    assert f"legal source: BILL ({LABEL['en']})" in ran.out
    assert f"until 2026-12-20: bill-answered-late [{LABEL['en']}]" in ran.out
    lines = grondslag(*arguments, "--format", "concise").out.splitlines()
    assert len(lines) == 2
    assert all(f"[bill-answered-late] {LABEL['en']}: " in line for line in lines)


@pytest.mark.parametrize("shown", ["github", "junit", "sarif", "gitlab", "rdjson"])
def test_reports_for_machines_that_cannot_label_leave_bills_out(
    grondslag: Callable[..., Ran], with_a_bill: Path, shown: str
) -> None:
    ran = grondslag("check", "--only", "bills", "--as-of", "2026-11-24", "--format", shown)
    assert ran.status == 0
    assert "bill-answered-late" not in ran.out


def test_json_names_the_status_and_counts_bills_apart(
    grondslag: Callable[..., Ran], with_a_bill: Path
) -> None:
    ran = grondslag("check", "--only", "bills", "--as-of", "2026-11-24", "--format", "json")
    report = json.loads(ran.out)
    assert {verdict["legal_status"] for verdict in report["verdicts"]} == {"draft"}
    assert report["summary"]["violation"] == 0
    assert report["summary"]["by_legal_status"]["draft"]["violation"] == 1
