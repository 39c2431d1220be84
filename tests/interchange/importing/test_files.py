"""Files as people have them: whatever wrote them, the same text of each cell is read."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from time import perf_counter

import pytest
from openpyxl import Workbook

from grondslag.interchange.importing.clean import clean
from grondslag.interchange.importing.read_csv import read_csv
from grondslag.interchange.importing.read_records import read_json, read_markdown, read_yaml
from grondslag.interchange.importing.read_xlsx import read_xlsx
from grondslag.interchange.importing.source import CannotImport, SourceFile

TABLE = (("Naam", "Doel"), ("Crème, brûlée", "één; twee"), ("B", 'zegt "ja"\nen nee'))


def as_csv(sign: str) -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    return "".join(sign.join(map(cell, row)) + "\r\n" for row in TABLE)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_csv_reads_the_same(sign: str, encoding: str) -> None:
    (sheet,) = read_csv(SourceFile("folder/register.csv", as_csv(sign).encode(encoding)))
    assert sheet.name == "register"
    assert sheet.rows == TABLE


def test_commas_in_a_text_do_not_make_a_semicolon_file_a_comma_file() -> None:
    text = "naam;gegevens\nA;naam, adres, plaats\nB;naam, adres\n"
    (sheet,) = read_csv(SourceFile("a.csv", text.encode()))
    assert sheet.rows[1] == ("A", "naam, adres, plaats")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"a,b\n1,\x002\n"),
        ("a.xlsx", b"no zip"),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.json", b"{"),
        ("a.json", b'[{"a": 1, "a": 2}]'),
        ("a.json", b'"text"'),
        ("a.json", b"[" * 100_000),
        ("a.yaml", b"a: &x 1\nb: *x\n"),
        ("a.yaml", b"a: 1\na: 2\n"),
        ("a.yaml", b"- " * 5_000 + b"x"),
        ("a.yaml", b"a: [\n"),
        ("a.yaml", b"? [a]\n: b\n"),
        ("a.yaml", b"text\n"),
        ("a.md", b"# no front matter\n"),
        ("a.md", b"---\n- a\n---\n"),
    ],
)
def test_what_is_no_table_is_refused_with_words(name: str, data: bytes) -> None:
    read = {
        "csv": read_csv,
        "xlsx": read_xlsx,
        "json": read_json,
        "yaml": read_yaml,
        "md": lambda file: read_markdown([file]),
    }[name.partition(".")[2]]
    with pytest.raises(CannotImport) as refused:
        read(SourceFile(name, data))
    assert refused.value.message.id.startswith("import-")


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(["Register van verwerkingen", None, None])
    sheet.append(["Naam", "Doel", "Datum"])
    sheet.append(["Salaris", "uitbetalen", date(2026, 3, 1)])
    sheet.append([None, "aangifte", datetime(2026, 3, 1, 14, 30)])
    sheet.append([7.0, 7.5, True])
    sheet.append(["=1+1", '=HYPERLINK("http://x")', None])
    sheet.merge_cells("A3:A4")
    hidden = book.create_sheet("Verborgen")
    hidden.append(["Naam"])
    hidden.append(["leverancier"])
    hidden.sheet_state = "hidden"
    return book


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_every_sheet_with_merged_cells_filled_and_dates_written_out() -> None:
    first, second = read_xlsx(SourceFile("a.xlsx", saved(workbook())))
    assert (first.name, second.name) == ("Register", "Verborgen")
    assert first.rows[2:5] == (
        ("Salaris", "uitbetalen", "2026-03-01"),
        ("Salaris", "aangifte", "2026-03-01T14:30"),
        ("7", "7.5", "true"),
    )
    assert first.is_merged(3, 0)
    assert not first.is_merged(2, 0)
    # A formula that was saved without a value is kept as what it is: text.
    assert first.rows[5][:2] == ("=1+1", '=HYPERLINK("http://x")')


def test_a_zip_that_unpacks_to_more_than_any_register_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/{number}.xml", b"0" * 100 * 1024 * 1024)
    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(CannotImport) as refused:
        read_xlsx(SourceFile("bomb.xlsx", out.getvalue()))
    assert refused.value.message.id == "import-too-many-cells"


def test_a_sheet_that_is_wider_than_any_register_is_refused() -> None:
    book = Workbook()
    book.active.cell(1, 5_000, "far away")
    with pytest.raises(CannotImport):
        read_xlsx(SourceFile("a.xlsx", saved(book)))


def test_nested_records_are_laid_out_flat_and_keep_every_value() -> None:
    data = (
        b'[{"a": {"b": 1.50, "c": null}, "d": ["x", {"id": "y"}, {"k": 1, "l": "m"}], "e": true}]'
    )
    (sheet,) = read_json(SourceFile("a.json", data))
    assert sheet.rows == (
        ("a.b", "a.c", "d", "e"),
        ("1.50", "", "x\ny\nk: 1; l: m", "true"),
    )


def test_an_object_of_lists_gives_a_sheet_for_each() -> None:
    data = (
        b'{"verwerkingen": [{"naam": "A"}], "verwerkers": {"x": {"naam": "X"}, "y": {"naam": "Y"}}}'
    )
    first, second = read_json(SourceFile("r.json", data))
    assert (first.name, first.rows) == ("r.verwerkingen", (("naam",), ("A",)))
    assert (second.name, second.rows) == ("r.verwerkers", (("id", "naam"), ("x", "X"), ("y", "Y")))


def test_yaml_of_others_is_text_as_it_is_written() -> None:
    (sheet,) = read_yaml(
        SourceFile("r.yaml", b"- {a: NO, b: 012, c: 2026-01-01, d: ~, e: 'null'}\n")
    )
    assert sheet.rows[1] == ("NO", "012", "2026-01-01", "", "null")


FIDES = b"""
system:
  - fides_key: shop
    name: Web shop
    privacy_declarations:
      - name: Orders
        data_use: essential.service
        data_categories: [user.contact, user.payment]
        data_subjects: [customer]
        legal_basis_for_processing: Contract
      - name: Mailing
        data_use: marketing
        data_categories: [user.contact.email]
        data_subjects: [customer]
        legal_basis_for_processing: Consent
dataset:
  - fides_key: db
    name: Database
"""


def test_a_manifest_of_fides_gives_a_row_for_each_declaration() -> None:
    systems, datasets = read_yaml(SourceFile("fides.yml", FIDES))
    table = [dict(zip(systems.rows[0], row, strict=True)) for row in systems.rows[1:]]
    assert [(row["system.name"], row["name"]) for row in table] == [
        ("Web shop", "Orders"),
        ("Web shop", "Mailing"),
    ]
    assert table[0]["data_categories"] == "user.contact\nuser.payment"
    assert datasets.rows[1] == ("db", "Database")


def test_markdown_gives_its_front_matter_and_each_section() -> None:
    page = b"---\nid: a\ntitel: Eins\n---\nvoor\n# Eins\nonder titel\n## Zweck\nwaarom\n\n## Leer\n"
    (sheet,) = read_markdown([SourceFile("map/eins.md", page)])
    assert dict(zip(*sheet.rows, strict=True)) == {
        "id": "a",
        "titel": "Eins",
        "text": "voor\nonder titel",
        "title of the page": "Eins",
        "Zweck": "waarom",
    }


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  a  \r\nb\rc\u2028d ", "a\nb\nc\nd"),
        ("bell\x07", "bell\\u0007"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("niet\u00a0breken", "niet breken"),
        ("e\u0301e\u0301n", "één"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_what_cannot_be_seen_is_made_visible_and_stays(raw: str, text: str) -> None:
    assert clean(raw) == text


HOSTILE_SHEETS = {
    "one area of all cells": (
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "one area many times": (
        b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:ALL1000"/>' * 2_500 + b"</mergeCells>",
    ),
    "one cell many times": (
        b"</sheetData>",
        b'<row r="3">' + b'<c r="A3"/>' * 2_100_000 + b"</row></sheetData>",
    ),
    "a declaration of entities": (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
}


@pytest.mark.parametrize("name", HOSTILE_SHEETS)
def test_a_small_workbook_that_would_become_a_large_one_is_refused(name: str) -> None:
    found, instead = HOSTILE_SHEETS[name]
    book = Workbook()
    book.active.append(["Naam"])
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                data = data.replace(found, instead, 1)
            new.writestr(part, data)
    assert len(out.getvalue()) < 200_000
    start = perf_counter()
    with pytest.raises(CannotImport) as caught:
        read_xlsx(SourceFile("a.xlsx", out.getvalue()))
    assert caught.value.message.id == "import-too-many-cells"
    assert perf_counter() - start < 20


def test_more_text_than_a_register_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many cells may share one long text: what they come to is counted, not what is in the file."""
    book = Workbook()
    for _ in range(11):
        book.active.append(["a" * 10_000])
    monkeypatch.setattr("grondslag.interchange.importing.read_xlsx._MOST_TEXT", 100_000)
    with pytest.raises(CannotImport) as caught:
        read_xlsx(SourceFile("a.xlsx", saved(book)))
    assert caught.value.message.id == "import-too-many-cells"


@pytest.mark.parametrize("name", ["csv", "json"])
def test_a_table_that_is_wider_than_any_register_is_refused(name: str) -> None:
    headings = [f"k{number}" for number in range(1_001)]
    texts = {"csv": ",".join(headings), "json": json.dumps(dict.fromkeys(headings, "x"))}
    read = {"csv": read_csv, "json": read_json}[name]
    with pytest.raises(CannotImport) as caught:
        read(SourceFile(f"a.{name}", texts[name].encode()))
    assert caught.value.message.id == "import-too-many-cells"
