"""A real register of 71 activities: what a reading of it counts comes out as facts, and `check` runs on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checking import check, write
from grondslag.documents.find import read_documents
from grondslag.model.build import build_register
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model, plain_words
from registers.voedselbank import rows, transcribe

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "voedselbank-nl"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the register is not on this machine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("voedselbank") / "register"
    place.mkdir()
    write(place, transcribe(DATA))
    return place


@pytest.fixture(scope="module")
def register(folder: Path) -> Register:
    documents, problems, _ = read_documents(
        sorted(folder.glob("*.yaml")), plain_words(load_model())
    )
    assert problems == []
    found, _ = build_register(documents, load_model())
    return found


def test_the_register_counts_what_a_reading_of_it_counts(register: Register) -> None:
    activities = register.collections["processing"]
    assert isinstance(activities, dict)
    assert len(activities) == 71
    purposes = [activity["purposes"]["doel"] for activity in activities.values()]
    assert Counter(purpose["basis"] for purpose in purposes) == {
        "contract": 25,
        "legitimate_interests": 24,
        "legal_obligation": 15,
        "consent": 6,
        "vital_interests": 1,
    }
    undescribed = [
        purpose
        for purpose in purposes
        if purpose["basis"] == "legitimate_interests" and "balancing_test" not in purpose
    ]
    assert len(undescribed) == 20
    same = [
        activity
        for activity in activities.values()
        if activity["purposes"]["doel"]["description"] == activity["name"].strip()
    ]
    assert len(same) == 27
    processors = register.collections["processors"]
    assert isinstance(processors, dict)
    assert len(processors) == 4


def test_the_tables_count_what_a_reading_of_them_counts() -> None:
    table = rows(DATA, "gdpr_register")
    required = [row for row in table if row["dpia_required"] == "yes"]
    assert Counter(row["dpia_status"] for row in required) == {"not_required": 14, "in_progress": 6}
    assert sum(row["is_international_data_transfers"] == "unknown" for row in table) == 69
    assert sum(row["has_processing_agreement_with_third_party"] == "No" for row in table) == 70
    assert sum(not any(mark.isdigit() for mark in row["retention_periods"]) for row in table) == 8


def test_check_judges_every_activity(folder: Path) -> None:
    report = check(folder)
    assert report.status == 1
    bases = [
        verdict
        for verdict in report.data["verdicts"]
        if verdict["rule"] == "purpose-without-lawful-basis"
    ]
    # Two of three roles are controller: a basis is there for each; for a processor the rule does not apply.
    assert Counter(verdict["verdict"] for verdict in bases) == {
        "compliant": 60,
        "not_applicable": 11,
    }
    interests = [
        verdict
        for verdict in report.data["verdicts"]
        if verdict["rule"] == "legitimate-interests-without-balancing-test"
    ]
    assert "compliant" not in {verdict["verdict"] for verdict in interests}
