"""`grondslag export`: every form from the command line, and nothing is lost that was there."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar
from rdflib import Graph

from canaries import write_register
from grondslag.interchange.as_written import facts_as_written
from grondslag.interchange.own_sheets import read_own
from grondslag.interchange.write_yaml import file_keys, write_collection
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model
from interchange.tables_read import read_csv, read_xlsx
from model.written import read

ROOT = Path(__file__).resolve().parents[2]
MODEL = load_model()
AS_OF = ("--as-of", "2026-11-24")
FORMS = ("csv", "dpv", "ics", "json", "xlsx")
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/grondslag.yaml"))
REGISTER = """\
organisatie: {naam: Acme, aantal_medewerkers: 5}
verwerkingen:
  werk: {naam: Werk, rol: verwerkingsverantwoordelijke, buiten_de_avg: geen, verwerkers: [drukker],
         juistheid: {volgende_controle_op: 2027-03-01},
         gegevens: {item: {omschrijving: Namen, soort: gewoon, bewaartermijn: lijn}}}
bewaartermijnen:
  lijn: {naam: Lijn, termijn: geen, criterium: geen, herzien_op: 2026-11-01}
verwerkers:
  drukker:
    naam: Drukker
    eigenaar: directeur
    herzien_op: 2026-01-10
    verwerkersovereenkomst:
      {document: https://drukker.example/v, getekend_op: 2024-01-01, ingegaan_op: 2024-01-01,
       eindigt_op: 2026-12-31, schriftelijk: ja}
"""
WAIVERS = """\
aanvaardingen:
  ar-1:
    regel: retention-term-missing
    over: verwerkingen.werk.gegevens.item
    reden: Het systeem kan pas na de vernieuwing in januari per persoon wissen.
    eigenaar: hoofd personeel
    goedgekeurd_door: directeur
    geldig_tot: 2027-02-01
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text("version: 1\nlanguage: nl\n", encoding="utf-8")
    return tmp_path


def export(grondslag, *words: str, status: int = 0, said: str = "") -> str:
    ran = grondslag("export", *AS_OF, *words)
    assert (ran.status, ran.err) == (status, said)
    return ran.out


def example(name: str) -> Register:
    files = sorted((ROOT / "examples" / name / "register").glob("*.yaml"))
    return read({path.name: path.read_text(encoding="utf-8") for path in files})[0]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_imported_of_an_export_is_the_register(name, language, grondslag, tmp_path) -> None:
    place = ("--root", str(ROOT / "examples" / name), "--lang", language)
    export(grondslag, *place, "--out", "r.xlsx")
    export(grondslag, *place, "--format", "csv", "--out", "r")
    separator = ";" if language == "nl" else ","
    pages = [read_csv(file.read_bytes(), file.stem, separator) for file in Path("r").iterdir()]
    register = example(name)
    written = facts_as_written(register, MODEL)
    for sheets in (read_xlsx(Path("r.xlsx").read_bytes()), pages):
        found = read_own(sheets, MODEL)
        assert (found.problems, found.collections) == ((), written)
    # And through files of a register: the same facts hold.
    texts = [
        write_collection(MODEL, collection, facts, language)
        for collection, facts in found.collections.items()
    ]
    again, _ = read(file_keys(MODEL, language) + "\n".join(texts))
    assert again.collections == register.collections
    assert again.questions == register.questions


@pytest.mark.parametrize("form", FORMS)
def test_the_same_register_gives_the_same_bytes(form, grondslag, project) -> None:
    for out in ("one", "two"):
        export(grondslag, "--format", form, "--out", out)
    one, two = (sorted(Path(out).rglob("*")) or [Path(out)] for out in ("one", "two"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_text_goes_to_standard_output(grondslag, project) -> None:
    report = json.loads(export(grondslag, "--format", "json"))
    schema = json.loads((ROOT / "schemas" / "register-v1.schema.json").read_text("utf-8"))
    jsonschema.validate(report, schema)
    assert report["collections"]["organisation"] == {"name": "Acme", "staff": 5}
    assert len(Graph().parse(data=export(grondslag, "--format", "dpv"), format="json-ld")) > 5
    assert export(grondslag, "--format", "ics").startswith("BEGIN:VCALENDAR\r\n")


def events(text: str) -> dict[str, date]:
    return {str(event["summary"]): event.start for event in Calendar.from_ical(text).walk("VEVENT")}


def test_the_calendar_has_what_falls_due_waivers_that_end_and_days_that_the_register_names(
    grondslag, project
) -> None:
    (project / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    found = events(export(grondslag, "--format", "ics"))
    assert found["processor-without-agreement: verwerkers.drukker"] == date(2026, 12, 31)
    assert found["entry-not-reviewed: verwerkers.drukker"] == date(2027, 1, 10)
    assert found["Volgende controle: verwerkingen.werk"] == date(2027, 3, 1)
    (waiver,) = [day for name, day in found.items() if "ar-1" in name]
    assert waiver == date(2027, 1, 31)
    assert not any("Einddatum" in name for name in found), "told once: by the rule"
    near = events(export(grondslag, "--format", "ics", "--within", "5w"))
    assert near == {}
    english = events(export(grondslag, "--format", "ics", "--lang", "en"))
    assert sorted(english.values()) == sorted(found.values())


def test_a_file_that_is_there_stays_unless_told_otherwise(grondslag, project) -> None:
    file = project / "r.json"
    file.write_text("mine", encoding="utf-8")
    ran = grondslag("export", *AS_OF, "--out", "r.json")
    assert ran.status == 2
    assert "--force" in ran.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert "r.json" in export(grondslag, "--out", "r.json", "--force")
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "grondslag/register-v1"
    assert sorted(path.name for path in project.iterdir()) == [
        "grondslag.yaml",
        "r.json",
        "register",
    ]


def test_a_folder_with_something_in_it_stays_and_an_old_export_is_replaced_whole(
    grondslag, project
) -> None:
    folder = project / "out"
    export(grondslag, "--format", "csv", "--out", "out")
    (folder / "mine.csv").write_text("mine", encoding="utf-8")
    assert grondslag("export", *AS_OF, "--format", "csv", "--out", "out").status == 2
    export(grondslag, "--format", "csv", "--out", "out", "--lang", "en", "--force")
    names = {file.name for file in folder.iterdir()}
    assert {"mine.csv", "grondslag.csv", "art-30-1.csv", "processing.csv"} <= names
    assert not names & {"art-30-lid-1.csv", "verwerkingen.csv"}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_nothing_is_written_through_links(form, grondslag, project, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "target").mkdir()
    for name, target in (("link", elsewhere / "target"), ("file.json", elsewhere / "new")):
        (project / name).symlink_to(target)
    for out in ("link", "file.json", "link/inner"):
        ran = grondslag("export", *AS_OF, "--format", form, "--out", out, "--force")
        assert ran.status == 2
        assert not (elsewhere / "new").exists()
        assert list((elsewhere / "target").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--format"),
        (("--format", "xlsx"), "--out"),
        (("--format", "csv"), "--out"),
        (("--format", "pdf"), "pdf"),
        (("--format", "json", "--within", "9d"), "--within"),
        (("--format", "ics", "--within", "soon"), "soon"),
        (("--format", "json", "register"), "--root"),
        (("--format", "json", "--out", "register"), "register"),
        (("--format", "csv", "--out", "grondslag.yaml"), "grondslag.yaml"),
        (("--format", "json", "--root", "nowhere"), "nowhere"),
    ],
)
def test_wrong_use_is_told(words, said, grondslag, project) -> None:
    ran = grondslag("export", *AS_OF, *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_without_a_register_there_is_nothing_to_export(grondslag, tmp_path) -> None:
    assert grondslag("export", *AS_OF, "--format", "json").status == 3
    (tmp_path / "register.yaml").write_text("organisatie: {naam: [\n", encoding="utf-8")
    ran = grondslag("export", *AS_OF, "--format", "json")
    assert (ran.status, ran.out) == (4, "")


def test_mistakes_in_the_register_are_told_and_shown(grondslag, project) -> None:
    file = project / "register" / "b.yaml"
    file.write_text("verwerkingen: {b: {naam: B, begonnen_op: gisteren}}\n", encoding="utf-8")
    ran = grondslag("export", *AS_OF, "--out", "r.xlsx")
    assert ran.status == 1
    assert "1 fout" in ran.err or "een fout" in ran.err
    sheets = {sheet.name: sheet for sheet in read_xlsx(Path("r.xlsx").read_bytes())}
    assert "[onleesbaar]" in sheets["verwerkingen"].rows[3]
    file.write_text("verwerkingen: [\n", encoding="utf-8")
    assert grondslag("export", *AS_OF, "--format", "json").status == 4


@pytest.mark.parametrize("form", FORMS)
def test_nasty_texts_in_every_field_are_only_texts(form, grondslag, tmp_path) -> None:
    (tmp_path / "register").mkdir()
    write_register(tmp_path / "register", MODEL)
    ran = grondslag("export", *AS_OF, "--format", form, "--out", "out")
    assert ran.status == 1
    if form == "xlsx":
        sheets = read_xlsx(Path("out").read_bytes())
        assert not {cell[:1] for sheet in sheets for row in sheet.rows for cell in row} & set(
            "=+-@"
        )
    elif form == "dpv":
        Graph().parse(data=Path("out").read_text("utf-8"), format="json-ld")
    elif form == "ics":
        Calendar.from_ical(Path("out").read_bytes())
    for file in [Path("out")] if Path("out").is_file() else Path("out").iterdir():
        if form != "xlsx":
            assert "\x1b" not in file.read_text("utf-8")
            assert "\u202e" not in file.read_text("utf-8")


def test_an_example_can_be_copied_and_exported_where_it_stands(grondslag, tmp_path) -> None:
    shutil.copytree(ROOT / "examples" / "zzp", tmp_path / "zzp")
    export(grondslag, "--root", "zzp", "--out", "zzp/build/register.xlsx")
    assert (tmp_path / "zzp" / "build" / "register.xlsx").is_file()
