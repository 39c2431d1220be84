"""The register of art. 30 to be read: every cell says something, and what is not recorded says that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.interchange.exporting.article_30 import article_30_sheets
from grondslag.interchange.sheets import Sheet
from grondslag.model.facts import Register
from interchange.registers import MODEL, registers
from model.written import read

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/grondslag.yaml"))


def sheets_of(name: str, language: str) -> tuple[Sheet, ...]:
    files = sorted((ROOT / "examples" / name / "register").glob("*.yaml"))
    register, _ = read({path.name: path.read_text(encoding="utf-8") for path in files})
    return article_30_sheets(register, MODEL, language)


def shown(sheets: tuple[Sheet, ...]) -> str:
    rows = []
    for sheet in sheets:
        for row in sheet.rows[1:]:
            rows.append(f"== {sheet.name}: {row[0]}".replace("\n", " "))
            for heading, cell in zip(sheet.rows[0][1:], row[1:], strict=True):
                rows += [f"  {heading}", *(f"    {line}" for line in cell.split("\n"))]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["manufacturer", "stem", "saas"])
def test_the_sheets_read_well(name, language, snapshot) -> None:
    snapshot(f"article-30-{name}.{language}", shown(sheets_of(name, language)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_activity_has_one_row_and_no_cell_is_empty(name) -> None:
    for language in ("nl", "en"):
        sheets = sheets_of(name, language)
        for sheet in sheets:
            assert all(len(row) == len(sheet.rows[0]) and all(row) for row in sheet.rows)
        total = sum(len(sheet.rows) - 1 for sheet in sheets)
        files = (ROOT / "examples" / name / "register").glob("*.yaml")
        register, _ = read({path.name: path.read_text(encoding="utf-8") for path in files})
        assert total == len(register.collections["processing"])


@settings(max_examples=100, deadline=None)
@given(registers(), st.sampled_from(("nl", "en")))
def test_any_register_is_shown(facts, language) -> None:
    known = {name: entries for name, entries in facts.items() if entries is not None}
    for sheet in article_30_sheets(Register(known), MODEL, language):
        assert all(cell and cell[0] not in "=+-@\t\r'" for row in sheet.rows for cell in row)


def test_the_role_says_which_paragraph_and_an_unknown_role_is_the_first() -> None:
    register, _ = read(
        "verwerkingen:\n"
        "  a: {naam: A, rol: verwerker, namens: [klant]}\n"
        "  b: {naam: B}\n"
        "  c: {naam: C, rol: gezamenlijk_verantwoordelijke, samen_met: [zus]}\n"
        "partijen:\n"
        "  klant: {naam: Klant, contact: bel ons}\n"
        "  zus: {naam: Zus}\n"
    )
    first, second = article_30_sheets(register, MODEL, "nl")
    assert [row[0] for row in first.rows[1:]] == ["B\n(b)\nRol: niet vastgelegd", "C\n(c)"]
    assert "Gezamenlijk met: Zus (contact: niet vastgelegd)" in first.rows[2][1]
    assert "Gezamenlijk" not in first.rows[1][1]
    assert second.rows[1][2] == (
        "Klant (contact: bel ons)\nVertegenwoordiger en FG: niet vastgelegd"
    )


def test_states_are_told_apart() -> None:
    register, _ = read(
        "verwerkingen:\n"
        "  a: {naam: A, rol: verwerkingsverantwoordelijke, doorgiften: geen, ontvangers: onbekend,\n"
        "      maatregelen: geen, verwerkers: [nergens], betrokkenen: [klanten, patienten]}\n"
    )
    ((_, row),) = [sheet.rows for sheet in article_30_sheets(register, MODEL, "nl")]
    assert row[2] == "niet vastgelegd"
    assert row[3] == "Klanten (mensen)\nPatiënten of cliënten in de zorg"
    assert row[5] == (
        "Ontvangers: niet vastgelegd (open vraag)\n"
        "Verwerkers: nergens (niet beschreven in het register)"
    )
    assert (row[6], row[8]) == ("geen", "geen")


def test_without_activities_the_sheet_says_so() -> None:
    for text, said in (
        ("verwerkingen: geen\n", "geen"),
        ("organisatie: {naam: X}\n", "niet vastgelegd"),
    ):
        (sheet,) = article_30_sheets(read(text)[0], MODEL, "nl")
        assert sheet.rows[1][0] == said
