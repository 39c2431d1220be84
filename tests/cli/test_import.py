"""`grondslag import` as a user meets it: what is shown, what is written, and what is never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CSV = """\
Naam;Doel;Grondslag;Bewaartermijn;Ontvangers;Afdeling;Leuk
Salarisadministratie;loon betalen;Contract (art. 6 lid 1 sub b);7 jaar na dienstverband;Belastingdienst;HR;=1+1
Nieuwsbrief;mailen;toestemming;zolang toestemming;;Marketing;
Camera;bewaken;omdat het moet;4 weken;politie;;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    file.write_text(CSV, encoding="cp1252")
    return file


def test_the_whole_of_a_first_import(grondslag, table: Path, snapshot) -> None:
    ran = grondslag("import", "register.csv", "--lang", "nl")
    assert (ran.status, ran.err) == (0, "")
    written = "".join(
        f"\n=== {path.name}\n{path.read_text(encoding='utf-8')}"
        for path in sorted((table.parent / "register").iterdir())
    )
    snapshot("import.nl", ran.out + written)
    checked = grondslag("check", "--form")
    assert checked.status == 0


def test_english_is_told_in_english(grondslag, table: Path, snapshot) -> None:
    ran = grondslag("import", "register.csv", "--lang", "en", "-v")
    assert ran.status == 0
    snapshot("import.en", ran.out)


def test_nothing_is_written_on_a_dry_run(grondslag, table: Path) -> None:
    before = sorted(table.parent.rglob("*"))
    ran = grondslag("import", "register.csv", "--dry-run")
    assert ran.status == 0
    assert sorted(table.parent.rglob("*")) == before


def test_a_mapping_is_written_edited_and_used(grondslag, table: Path) -> None:
    ran = grondslag("import", "register.csv", "--write-mapping", "m.yaml", "--lang", "nl")
    assert ran.status == 0
    assert not (table.parent / "register").exists()
    mapping = (table.parent / "m.yaml").read_text(encoding="utf-8")
    assert '"Leuk": toelichting' in mapping
    again = grondslag("import", "register.csv", "--write-mapping", "m.yaml")
    assert (again.status, "m.yaml" in again.err) == (2, True)
    edited = mapping.replace('"Leuk": toelichting', '"Leuk": weglaten').replace(
        '"Grondslag": grondslag',
        '"Grondslag": {wordt: grondslag, waarden: {"omdat het moet": gerechtvaardigd_belang}}',
    )
    (table.parent / "m.yaml").write_text(edited, encoding="utf-8")
    ran = grondslag(
        "import", "register.csv", "--mapping", "m.yaml", "--lang", "nl", "--format", "json"
    )
    report = json.loads(ran.out)
    assert report["counts"]["left_out"] == 1
    assert not [cell for cell in report["cells"] if cell["reason"] == "undecided"]
    text = (table.parent / "register" / "verwerkingen.yaml").read_text(encoding="utf-8")
    assert "grondslag: gerechtvaardigd_belang" in text
    assert "1+1" not in text


@pytest.mark.parametrize(
    ("mapping", "shown"),
    [
        ("tabellen: {ander: {verzameling: verwerkingen}}", "ander"),
        ("tabellen: {register: {verzameling: verwerkingen, kolommen: {Kleur: naam}}}", "Kleur"),
        ("tabellen: {register: {verzameling: verwerkingen, kolommen: {Naam: nam}}}", "naam"),
        ("tabellen: [", "m.yaml"),
        ("\x00", "m.yaml"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_there(grondslag, table, mapping, shown) -> None:
    (table.parent / "m.yaml").write_text(mapping, encoding="utf-8")
    ran = grondslag("import", "register.csv", "--mapping", "m.yaml", "--lang", "nl")
    assert ran.status == 2
    assert shown in ran.err
    assert not (table.parent / "register").exists()


def activities(root: Path) -> str:
    return (root / "register" / "verwerkingen.yaml").read_text(encoding="utf-8")


def test_importing_again_takes_over_only_what_was_not_edited_here(grondslag, table: Path) -> None:
    root = table.parent
    grondslag("import", "register.csv", "--lang", "nl")
    first = activities(root)
    assert "niets nieuws" in grondslag("import", "register.csv", "--lang", "nl").out
    assert activities(root) == first
    # Here someone edits one entry; in the spreadsheet two change, one goes and one is added.
    edited = first.replace("    naam: Camera\n", "    naam: Camera  # bij de deur\n")
    (root / "register" / "verwerkingen.yaml").write_text(edited, encoding="utf-8")
    changed = (
        CSV.replace(
            "Salarisadministratie;loon betalen", "Salarisadministratie;loon en pensioen betalen"
        )
        .replace("Camera;bewaken", "Camera;inbrekers zien")
        .replace("Nieuwsbrief;mailen;toestemming;zolang toestemming;;Marketing;\n", "")
        + "Bezoekers;weten wie er is;gerechtvaardigd belang;;;;\n"
    )
    table.write_text(changed, encoding="utf-8")
    ran = grondslag("import", "register.csv")
    assert "1 gewijzigd in het bestand, 1 hier" in " ".join(ran.out.split())
    now = activities(root)
    assert "loon betalen" in now
    assert "pensioen" not in now
    assert "  bezoekers:\n" in now  # What is new is added.
    assert "nieuwsbrief" in ran.out  # What is gone is told and stays.
    assert "  nieuwsbrief:\n" in now
    grondslag("import", "register.csv", "--update")
    now = activities(root)
    assert "loon en pensioen betalen" in now
    assert "# bij de deur" in now
    assert "inbrekers" not in now
    assert grondslag("check", "--form").status == 0


def test_an_entry_that_is_there_by_hand_is_never_replaced(grondslag, table: Path) -> None:
    folder = table.parent / "register"
    folder.mkdir()
    by_hand = "verwerkingen:\n  camera: {naam: Camera, rol: verwerker}\n"
    (folder / "verwerkingen.yaml").write_text(by_hand, encoding="utf-8")
    ran = grondslag("import", "register.csv", "--lang", "nl", "--update")
    assert ran.status == 0
    assert (folder / "verwerkingen.yaml").read_text(encoding="utf-8") == by_hand
    assert (folder / "verwerkingen-register.yaml").is_file()
    assert grondslag("check", "--form").status == 0


def test_a_processor_that_is_there_is_named_and_not_made_again(grondslag, tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    there = "verwerkers:\n  loon: {naam: Loonbureau Jansen}\n"
    (folder / "verwerkers.yaml").write_text(there, encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "Naam,Doel,Verwerkers\nA,x,LOONBUREAU jansen\n", encoding="utf-8"
    )
    grondslag("import", "a.csv", "--lang", "nl")
    assert "verwerkers: loon\n" in activities(tmp_path)
    assert (folder / "verwerkers.yaml").read_text(encoding="utf-8") == there


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), "--help"),
        (("weg.csv",), "weg.csv"),
        (("a.docx",), "a.docx"),
        (("leeg",), "leeg"),
        (("register.csv", "--out", "../weg"), "weg"),
        (("register.csv", "--out", "/tmp"), "/tmp"),
    ],
)
def test_wrong_use_is_told(grondslag, table: Path, words: tuple[str, ...], shown: str) -> None:
    (table.parent / "a.docx").write_bytes(b"x")
    (table.parent / "leeg").mkdir()
    ran = grondslag("import", *words, "--lang", "nl")
    assert ran.status == 2
    assert shown in ran.err
    assert "Traceback" not in ran.err


def test_a_link_does_not_lead_out_of_the_project(grondslag, table: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (table.parent / "register").symlink_to(outside)
    ran = grondslag("import", "register.csv", "--lang", "nl")
    assert ran.status == 2
    assert list(outside.iterdir()) == []


def test_a_state_file_of_another_hand_points_nowhere_outside(grondslag, table: Path) -> None:
    outside = table.parent.parent / "outside.yaml"
    outside.write_text("verwerkingen:\n  camera:\n    naam: x\n", encoding="utf-8")
    grondslag("import", "register.csv", "--lang", "nl")
    state = table.parent / ".grondslag" / "import" / "register.json"
    data = json.loads(state.read_text(encoding="utf-8"))
    for kept in data["entries"]["processing"].values():
        kept["file"] = "../outside.yaml"
    state.write_text(json.dumps(data), encoding="utf-8")
    table.write_text(CSV.replace("bewaken", "kijken"), encoding="utf-8")
    ran = grondslag("import", "register.csv", "--update")
    assert ran.status == 0
    assert outside.read_text(encoding="utf-8") == "verwerkingen:\n  camera:\n    naam: x\n"
    state.write_text("{", encoding="utf-8")
    assert grondslag("import", "register.csv").status == 2


def test_what_is_in_the_cells_runs_nothing_in_a_terminal(grondslag, tmp_path: Path) -> None:
    text = "Naam,Doel,Kolom\x1b[31m\nA\x1b]0;x\x07,x,\x1b[2J::error::x\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    ran = grondslag("import", "a.csv", "-v")
    assert ran.status == 0
    assert "\x1b" not in ran.out + ran.err
    assert grondslag("check", "--form").status == 0
