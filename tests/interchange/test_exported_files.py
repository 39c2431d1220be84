"""Workbooks and files of CSV: every fact comes back, nothing in them runs, the same register gives the same bytes."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from rdflib import Graph

from grondslag.interchange.exporting.article_30 import article_30_sheets
from grondslag.interchange.exporting.cannot_write import CannotWrite
from grondslag.interchange.exporting.csv_files import SEPARATORS, csv_files, possible_files
from grondslag.interchange.exporting.dpv import dpv_json
from grondslag.interchange.exporting.fact_sheets import fact_sheets
from grondslag.interchange.exporting.workbook import LONGEST_CELL, workbook
from grondslag.interchange.own_sheets import read_own
from grondslag.interchange.sheets import Sheet
from grondslag.model.facts import Register
from grondslag.model.readers import read_link, read_text
from grondslag.values import NONE
from interchange.registers import MODEL, NASTY, registers, with_everywhere
from interchange.tables_read import ALL_SHEETS, needs_office, read_csv, read_xlsx, saved_again

DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
RUNS = set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
NASTY_FACTS = {
    "organisation": {"name": "=cmd|'/C calc'!A0", "contact": "+31", "public_task": "@SUM(1)"},
    "processing": {
        f"a-{number}": {"name": text, "note": f"x {text}", "recipient_categories": (text, "b")}
        for number, text in enumerate(NASTY)
        if read_text(text) == text
    },
    "breaches": {"2026-03": {"facts": "-1", "effects": "0612345678"}, "1e3": {"risk": None}},
    "requests": NONE,
}


def book(sheets: tuple[Sheet, ...]) -> bytes:
    return workbook(sheets, (), "Titel", DAY)


@settings(max_examples=15, deadline=None)
@given(registers(), st.sampled_from(("nl", "en")))
def test_a_workbook_is_read_back(facts, language) -> None:
    found = read_own(read_xlsx(book(fact_sheets(facts, MODEL, language))), MODEL)
    assert (found.problems, found.collections) == ((), facts)


@settings(max_examples=50, deadline=None)
@given(registers(), st.sampled_from(("nl", "en")))
def test_files_of_csv_are_read_back(facts, language) -> None:
    files = csv_files(fact_sheets(facts, MODEL, language), language)
    assert set(files) <= possible_files(MODEL)
    sheets = [
        read_csv(content, name.removesuffix(".csv"), SEPARATORS[language])
        for name, content in files.items()
    ]
    found = read_own(sheets, MODEL)
    assert (found.problems, found.collections) == ((), facts)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_in_a_file_runs(language) -> None:
    facts = NASTY_FACTS
    sheets = fact_sheets(facts, MODEL, language)
    readable = article_30_sheets(Register(facts), MODEL, language)
    for sheet in (*sheets, *readable):
        for row in sheet.rows:
            assert not {cell[:1] for cell in row} & RUNS
            assert all(char.isprintable() or char in "\n\u00a0" for cell in row for char in cell)
    content = workbook((*readable, *sheets), {sheet.name for sheet in readable}, "=1+1 & x", DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        pages = {name: parts.read(name).decode() for name in parts.namelist() if "sheet" in name}
    assert not any("<f>" in page or "<f " in page for page in pages.values())
    assert not any(re.search(r'<c [^>]*t="(?!s|n|inlineStr)', page) for page in pages.values())
    found = read_own(read_xlsx(content), MODEL)
    assert (found.problems, found.collections) == ((), facts)


@pytest.mark.parametrize("text", [text for text in NASTY if read_link(text) == text])
def test_a_text_in_every_field_stays_a_text(text) -> None:
    facts = with_everywhere(text)
    register = Register(facts)
    sheets = fact_sheets(facts, MODEL, "nl")
    readable = article_30_sheets(register, MODEL, "nl")
    for sheet in (*sheets, *readable):
        for row in sheet.rows:
            assert not {cell[:1] for cell in row} & RUNS
            assert all(char.isprintable() or char in "\n\u00a0" for cell in row for char in cell)
    found = read_own(sheets, MODEL)
    assert (found.problems, found.collections) == ((), facts)
    graph = Graph().parse(data=dpv_json(register, MODEL, "nl", None), format="json-ld")
    assert len(graph) > 10


@needs_office
def test_what_libreoffice_saved_again_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(book(fact_sheets(NASTY_FACTS, MODEL, "nl")))
    (again,) = saved_again(file, "xlsx", tmp_path / "xlsx")
    found = read_own(read_xlsx(again.read_bytes()), MODEL)
    assert (found.problems, found.collections) == ((), NASTY_FACTS)
    pages = saved_again(again, ALL_SHEETS, tmp_path / "csv")
    sheets = [
        read_csv(page.read_bytes(), page.stem.removeprefix("register-"), ";") for page in pages
    ]
    assert not {cell[:1] for sheet in sheets for row in sheet.rows for cell in row} & RUNS
    found = read_own(sheets, MODEL)
    assert (found.problems, found.collections) == ((), NASTY_FACTS)


@needs_office
def test_files_of_csv_that_libreoffice_opened_and_saved_are_the_same(tmp_path: Path) -> None:
    # As a user does: with the recognition of numbers and days that it offers.
    facts = {**NASTY_FACTS, "retention": {"a": {"last_erased_on": date(2026, 1, 2)}}}
    for name, content in csv_files(fact_sheets(facts, MODEL, "nl"), "nl").items():
        (tmp_path / name).write_bytes(content)
    files = saved_again(tmp_path, "csv:Text - txt - csv (StarCalc):59,34,76,1", tmp_path / "out")
    found = read_own([read_csv(file.read_bytes(), file.stem, ";") for file in files], MODEL)
    assert (found.problems, found.collections) == ((), facts)


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheets = fact_sheets(NASTY_FACTS, MODEL, "en")
    first = book(sheets)
    assert first == book(sheets)
    properties = load_workbook(io.BytesIO(first)).properties
    assert properties.creator == "grondslag"
    assert properties.created == properties.modified == DAY.replace(tzinfo=None)


def test_a_sheet_is_set_up_to_be_read_and_printed() -> None:
    readable = article_30_sheets(Register(NASTY_FACTS), MODEL, "nl")
    sheets = (*readable, *fact_sheets(NASTY_FACTS, MODEL, "nl"))
    found = load_workbook(io.BytesIO(workbook(sheets, {readable[0].name}, "Acme & Zn", DAY)))
    page = found[readable[0].name]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", f"A1:I{len(readable[0].rows)}")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddHeader.left.text == "Acme && Zn"
    assert page["A1"].font.b
    assert page["A1"].alignment.wrap_text
    facts = found["verwerkingen"]
    assert facts.freeze_panes == "B3"
    assert facts.auto_filter.ref.startswith("A2:")
    assert found["verwerkingen.doelen"].freeze_panes == "C3"
    assert facts.column_dimensions["A"].number_format == "@"
    assert all(page.column_dimensions[letter].width >= 20 for letter in "ABCDEFGHI")


def test_a_text_that_does_not_fit_is_refused_with_its_place() -> None:
    facts = {"processing": {"a": {"name": "é" * LONGEST_CELL}}}
    book(fact_sheets(facts, MODEL, "nl"))
    facts["processing"]["a"]["name"] = "🙂" * (LONGEST_CELL // 2 + 1)
    with pytest.raises(CannotWrite) as refused:
        book(fact_sheets(facts, MODEL, "nl"))
    assert refused.value.message.params["place"] == "verwerkingen!B3"
    csv_files(fact_sheets(facts, MODEL, "nl"), "nl")


def test_without_openpyxl_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CannotWrite) as refused:
        book(())
    assert refused.value.help is not None
    assert refused.value.help.params == {"extra": "xlsx"}
