"""A real register of a municipality, 213 activities: its counts come out, and nobody is accused wrongly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checking import Report, check, write
from registers.gemeente import is_law_enforcement, names_article_6, rows, transcribe

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "gemeente-de"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the register is not on this machine")


def report_of(tmp_path_factory: pytest.TempPathFactory, *, regimes: bool) -> Report:
    place = tmp_path_factory.mktemp("gemeente") / "register"
    place.mkdir()
    write(place, transcribe(DATA, regimes=regimes))
    return check(place)


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory, regimes=False)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory, regimes=True)


def by_activity(report: Report, rule: str) -> dict[str, set[str]]:
    """The outcomes of a rule, by activity."""
    found: dict[str, set[str]] = {}
    for verdict in report.data["verdicts"]:
        if verdict["rule"] == rule:
            found.setdefault(verdict["subject"]["path"].split(".")[1], set()).add(
                verdict["verdict"]
            )
    return found


def test_the_front_matter_counts_what_a_reading_of_it_counts() -> None:
    table = rows(DATA)
    assert len(table) == 213
    without = [row for row in table if not names_article_6(row)]
    assert (len(without), sum(map(is_law_enforcement, without))) == (5, 4)
    assert sum(row["tom"] == [] for row in table) == 213
    assert sum(row["transfer_drittland"] == "Nein" for row in table) == 201


def test_the_files_are_read_without_an_error_of_form(recorded: Report) -> None:
    assert [one for one in recorded.data["diagnostics"] if one["severity"] == "error"] == []
    assert recorded.data["coverage"]["unread"] == []


def test_no_basis_recorded_is_no_violation_but_a_question(silent: Report) -> None:
    found = by_activity(silent, "purpose-without-lawful-basis")
    assert len(found) == 213
    assert Counter(outcome for outcomes in found.values() for outcome in outcomes) == {
        "compliant": 208,
        "undetermined": 5,
    }


def test_law_enforcement_is_not_accused_once_its_regime_is_recorded(recorded: Report) -> None:
    found = by_activity(recorded, "purpose-without-lawful-basis")
    enforcement = {row["id"] for row in rows(DATA) if is_law_enforcement(row)}
    assert {
        name for name, outcomes in found.items() if outcomes == {"not_applicable"}
    } == enforcement
    assert {name for name, outcomes in found.items() if "undetermined" in outcomes} == {
        "vvt-23-005"
    }
    wrong = [
        (verdict["rule"], verdict["subject"]["path"])
        for verdict in recorded.data["verdicts"]
        if verdict["verdict"] == "violation"
        and verdict["legal_status"] == "law"
        and verdict["subject"]["path"].split(".")[1:2] in [[name] for name in enforcement]
    ]
    assert wrong == []


def test_a_public_authority_is_asked_about_legitimate_interests(recorded: Report) -> None:
    found = by_activity(recorded, "authority-relies-on-legitimate-interests")
    asked = {name for name, outcomes in found.items() if "undetermined" in outcomes}
    assert asked, "whether the interest lies within the public task is not recorded"
    assert "violation" not in set().union(*found.values())
