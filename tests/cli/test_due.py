"""`grondslag due`: what becomes a violation is what `check` says as of that day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

REGISTER = """\
organisatie: {naam: Acme, aantal_medewerkers: 5}
verwerkingen:
  werk: {naam: Werk, rol: verwerkingsverantwoordelijke, buiten_de_avg: geen, verwerkers: [drukker]}
verwerkers:
  drukker:
    naam: Drukker
    rol: verwerker
    eigenaar: directeur
    herzien_op: 2026-01-10
    verwerkersovereenkomst:
      {document: https://drukker.example/v, getekend_op: 2024-01-01, ingegaan_op: 2024-01-01,
       eindigt_op: 2026-12-31, schriftelijk: ja}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text("version: 1\nlanguage: nl\n", encoding="utf-8")
    return tmp_path


def due(grondslag, *words: str) -> dict:
    ran = grondslag("due", "--format", "json", "--as-of", "2026-11-24", *words)
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)


def violations(grondslag, day: date) -> set[tuple[str, str]]:
    ran = grondslag("check", "--as-of", day.isoformat(), "--format", "json", "--exit-zero")
    found = json.loads(ran.out)["verdicts"]
    return {(one["rule"], one["subject"]["path"]) for one in found if one["verdict"] == "violation"}


def test_each_is_a_violation_from_its_day_on_and_not_the_day_before(grondslag, project) -> None:
    found = due(grondslag)["coming"]
    assert [(one["rule"], one["violation_from"]) for one in found] == [
        ("processor-without-agreement", "2027-01-01"),
        ("entry-not-reviewed", "2027-01-11"),
    ]
    for one in found:
        day, key = date.fromisoformat(one["violation_from"]), (one["rule"], one["subject"])
        assert key in violations(grondslag, day)
        assert key not in violations(grondslag, day - timedelta(days=1))


def test_only_what_lies_within_the_days_is_told(grondslag, project) -> None:
    assert due(grondslag, "--within", "5w")["coming"] == []
    assert len(due(grondslag, "--within", "38d")["coming"]) == 1
    assert len(due(grondslag, "--within", "48")["coming"]) == 2


def test_it_says_until_when_and_what_comes_after(grondslag, project) -> None:
    out = grondslag("due", "--as-of", "2026-11-24").out
    assert out.startswith("t/m 31-12-2026  processor-without-agreement: `verwerkers.drukker`\n")
    assert "daarna: De verwerkersovereenkomst met Drukker is op 31-12-2026" in out
    assert "2 dingen vervallen binnen 90 dagen na 24-11-2026" in out


def test_a_waiver_that_ends_falls_due(grondslag, project) -> None:
    (project / "waivers.yaml").write_text(
        "aanvaardingen:\n  ar-1:\n    regel: entry-not-reviewed\n"
        "    over: verwerkers.drukker\n    eigenaar: directeur\n    goedgekeurd_door: directeur\n"
        "    reden: De nieuwe overeenkomst ligt bij de drukker en komt in februari.\n"
        "    geldig_tot: 2027-02-01\n",
        encoding="utf-8",
    )
    ran = grondslag("due", "--format", "json", "--as-of", "2027-01-20")
    ending = json.loads(ran.out)["waivers_ending"]
    assert ending == [{"id": "ar-1", "rule": "entry-not-reviewed", "valid_until": "2027-02-01"}]


@pytest.mark.parametrize("written", ["", "0", "-3d", "3y", "x", "99999d", "٣d"])
def test_a_length_that_is_none_is_refused(grondslag, project, written) -> None:
    ran = grondslag("due", f"--within={written}")
    assert (ran.status, ran.out) == (2, "")
