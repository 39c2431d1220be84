"""Two real registers brought in by the real command: their counts come out, and no cell is lost."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checking import Report, check
from grondslag.cli.main import main
from grondslag.documents.find import read_documents
from grondslag.interchange.importing.clean import clean
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the registers are not on this machine")
TABLES = ("gdpr_register", "third_parties", "data_breaches", "dpia_registrations")


def bring(root: Path, files: list[Path], language: str, capsys: pytest.CaptureFixture[str]) -> dict:
    """The JSON report of an import into *root*."""
    named = [str(file) for file in files]
    words = ["import", *named, "--root", str(root), "--lang", language, "--format", "json"]
    capsys.readouterr()
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


def facts_in(root: Path) -> dict[str, Any]:
    """The register in *root*, read without a single diagnostic."""
    files = sorted((root / "register").glob("*.yaml"))
    documents, problems, _ = read_documents(files, plain_words(load_model()))
    register, unresolved = build_register(documents, load_model())
    assert [*problems, *unresolved] == []
    return dict(register.collections)


def flat(text: str) -> str:
    return " ".join(text.split())


def assert_every_cell_is_accounted_for(
    report: dict, facts: dict[str, Any], cells: list[tuple[str, int, str, str]]
) -> None:
    """*cells*: table, row, heading and text of every cell that holds text, read by the test itself."""
    told = {(cell["table"], cell["row"], cell["heading"]): cell for cell in report["cells"]}
    assert len(told) == len(report["cells"]), "no cell is told twice"
    assert set(told) == {(table, row, heading) for table, row, heading, _ in cells}
    entries = {
        entry: record
        for entries in facts.values()
        if isinstance(entries, dict)
        for entry, record in entries.items()
        if isinstance(record, dict) and "note" in record
    }
    for table, row, heading, text in cells:
        cell = told[table, row, heading]
        if cell["fate"] == "note" or cell["also_in_note"]:
            assert flat(clean(text)) in flat(entries[cell["entry"]]["note"]), (table, row, heading)
        elif cell["fate"] == "fact":
            assert cell["target"], (table, row, heading)
        else:
            assert cell["fate"] in {"same", "named"}
            assert cell["reason"], (table, row, heading)


def cells_of_csv(folder: Path) -> list[tuple[str, int, str, str]]:
    found = []
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                found += [(table, number, key, text) for key, text in row.items() if text.strip()]
    return found


@pytest.fixture
def voedselbank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict]:
    folder = DATA / "voedselbank-nl"
    root = tmp_path / "voedselbank"
    root.mkdir()
    return root, bring(root, [folder / f"{table}.csv" for table in TABLES], "nl", capsys)


def test_the_food_bank_loses_no_cell(voedselbank: tuple[Path, dict]) -> None:
    root, report = voedselbank
    cells = cells_of_csv(DATA / "voedselbank-nl")
    assert len(cells) == 1910
    assert_every_cell_is_accounted_for(report, facts_in(root), cells)
    assert {table["table"]: table["entries"] for table in report["tables"]} == {
        "gdpr_register": 71,
        "third_parties": 4,
        "data_breaches": 1,
        "dpia_registrations": 0,
    }
    assert sum(report["counts"].values()) == len(cells)
    undecided = [cell for cell in report["cells"] if cell["reason"] == "undecided"]
    assert [(cell["heading"], cell["text"]) for cell in undecided] == [
        ("is_international_data_transfers", "yes")
    ]


def test_the_food_bank_counts_what_a_reading_of_it_counts(voedselbank: tuple[Path, dict]) -> None:
    facts = facts_in(voedselbank[0])
    activities = facts["processing"].values()
    purposes = [activity["purposes"]["doel"] for activity in activities]
    assert Counter(purpose["basis"] for purpose in purposes) == {
        "contract": 25,
        "legitimate_interests": 24,
        "legal_obligation": 15,
        "consent": 6,
        "vital_interests": 1,
    }
    interests = [one for one in purposes if one["basis"] == "legitimate_interests"]
    described = [
        one for one in interests if isinstance(one.get("balancing_test", {}).get("interest"), str)
    ]
    assert len(interests) - len(described) == 20
    assert (
        sum(
            purpose["description"] == one["name"]
            for one, purpose in zip(activities, purposes, strict=True)
        )
        == 27
    )
    assert len(facts["processors"]) == 4
    notes = [activity["note"] for activity in activities]
    assert sum("is_international_data_transfers: unknown" in note for note in notes) == 69
    assert sum("has_processing_agreement_with_third_party: No" in note for note in notes) == 70
    required = [note for note in notes if "dpia_required: yes" in note]
    assert len(required) == 20
    assert sum("dpia_status: not_required" in note for note in required) == 14
    assert sum("dpia_status: in_progress" in note for note in required) == 6
    lines = facts["retention"].values()
    no_number = [
        line
        for line in lines
        if "criterion" in line and not any(map(str.isdigit, line["criterion"]))
    ]
    assert len(no_number) == 8
    assert any(line["criterion"].startswith("Permanent") for line in no_number)


def verdicts(report: Report, rule: str) -> Counter[str]:
    return Counter(one["verdict"] for one in report.data["verdicts"] if one["rule"] == rule)


def test_the_counts_of_the_food_bank_come_out_of_check(voedselbank: tuple[Path, dict]) -> None:
    scope = "voor_alle_verwerkingen: {buiten_de_avg: geen}\n"  # What no column says.
    (voedselbank[0] / "register" / "alle.yaml").write_text(scope, encoding="utf-8")
    report = check(voedselbank[0])
    assert report.data["coverage"]["unread"] == []
    assert [one for one in report.data["diagnostics"] if one["severity"] == "error"] == []
    # For the eleven activities as a processor the rule on the basis does not apply.
    assert verdicts(report, "purpose-without-lawful-basis") == {
        "compliant": 60,
        "not_applicable": 11,
    }
    # One says that nothing leaves the EEA; 69 do not know, and one says yes but not to whom.
    assert verdicts(report, "transfer-without-safeguard") == {
        "undetermined": 70,
        "not_applicable": 1,
    }
    assert verdicts(report, "processor-without-agreement").total() == 4
    assert verdicts(report, "retention-term-missing")["undetermined"] == 8


def test_the_same_tables_as_json_give_the_same_register(
    voedselbank: tuple[Path, dict], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = DATA / "voedselbank-nl"
    other = tmp_path / "json"
    other.mkdir()
    bring(other, [folder / f"{table}.json" for table in TABLES], "nl", capsys)
    assert facts_in(other) == facts_in(voedselbank[0])


def test_the_english_tables_come_in_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DATA / "voedselbank-en"
    bring(tmp_path, [folder / f"{table}.csv" for table in TABLES], "en", capsys)
    assert len(facts_in(tmp_path)["processing"]) == 61


# --- the municipality -----------------------------------------------------------------------------


@pytest.fixture
def gemeente(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict]:
    return tmp_path, bring(tmp_path, [DATA / "gemeente-de" / "vvt"], "en", capsys)


def test_the_municipality_counts_what_a_reading_of_it_counts(gemeente: tuple[Path, dict]) -> None:
    root, report = gemeente
    activities = facts_in(root)["processing"]
    assert len(activities) == 213
    purposes = {
        name: [purpose.get("basis") for purpose in activity["purposes"].values()]
        for name, activity in activities.items()
    }
    without = {name for name, bases in purposes.items() if not any(bases)}
    enforcement = {
        name for name, one in activities.items() if one.get("out_of_scope") == "law_enforcement"
    }
    assert (len(without), len(enforcement), enforcement - without) == (5, 4, set())
    assert sum("measures" in activity for activity in activities.values()) == 0
    cells = [one for one in report["cells"] if one["heading"] == "transfer_drittland"]
    assert sum(one["text"] == "Nein" and one["fate"] == "fact" for one in cells) == 201
    assert sum(one["reason"] == "undecided" for one in cells) == 12


def test_the_municipality_loses_no_cell(gemeente: tuple[Path, dict]) -> None:
    root, report = gemeente
    facts = facts_in(root)
    notes = {name: flat(one.get("note", "")) for name, one in facts["processing"].items()}
    files = sorted((DATA / "gemeente-de" / "vvt").glob("*.md"))
    assert {cell["row"] for cell in report["cells"]} == set(range(2, len(files) + 2))
    for cell in report["cells"]:
        assert cell["fate"] in {"fact", "note", "same"}
        if cell["fate"] == "note" or cell["also_in_note"]:
            assert flat(cell["text"]) in notes[cell["entry"]]
    # Each file holds the text of its cells: what the command read is what is there.
    for number, file in enumerate(files, start=2):
        words = Counter(file.read_text(encoding="utf-8").split("---", 2)[2].split())
        body = [
            cell["text"]
            for cell in report["cells"]
            if cell["row"] == number
            and cell["heading"]
            in {"Zweck (2)", "Verknüpfte Prozesse", "Hinweise", "title of the page"}
        ]
        read = Counter(" ".join(body).split())
        headings = Counter(["#", "##", "##", "##", "Zweck", "Verknüpfte", "Prozesse", "Hinweise"])
        assert not words - read - headings, file.name


def test_check_accuses_no_activity_for_its_basis(gemeente: tuple[Path, dict]) -> None:
    found = verdicts(check(gemeente[0]), "purpose-without-lawful-basis")
    assert found["violation"] == 0
    assert found["undetermined"] >= 1
