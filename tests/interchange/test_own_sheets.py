"""What is exported as sheets is read back as the same facts; what a user wrote wrongly is told with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.interchange.as_written import facts_as_written
from grondslag.interchange.cells import is_safe, spell_text, split_cell, unquoted
from grondslag.interchange.exporting.fact_sheets import fact_sheets
from grondslag.interchange.own_sheets import column_letters, is_own, read_own
from grondslag.interchange.sheets import Sheet
from grondslag.interchange.tables import ID, LONGEST_NAME, tables_of
from grondslag.interchange.write_yaml import file_keys, write_collection
from grondslag.model.readers import ALL
from grondslag.values import NONE, UNREADABLE
from interchange.registers import ALL_TEXTS, MODEL, NASTY, registers
from interchange.test_write_yaml import text_of, written
from model.written import read, told

LANGUAGES = ("nl", "en")


@settings(max_examples=300, deadline=None)
@given(registers(), st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_back(facts, language) -> None:
    sheets = fact_sheets(facts, MODEL, language)
    assert is_own(sheets)
    found = read_own(sheets, MODEL)
    assert [problem.text("en") for problem in found.problems] == []
    assert found.collections == facts
    assert found.language == language


@settings(max_examples=300)
@given(st.one_of(ALL_TEXTS, st.text(), st.sampled_from(NASTY)))
def test_any_text_is_a_cell_that_no_program_takes_for_anything_else(text) -> None:
    cell = spell_text(MODEL, text)
    assert unquoted(cell) == text
    assert cell[:1] not in set("=+-@\t\r\n'#")
    assert cell
    assert all(char.isprintable() or char in "\n\u00a0" for char in cell)
    assert cell.strip() == cell


@settings(max_examples=200)
@given(st.lists(st.one_of(ALL_TEXTS, st.sampled_from(NASTY)), min_size=1, max_size=4))
def test_several_texts_in_a_cell_stay_apart(texts) -> None:
    cell = "; ".join(spell_text(MODEL, text, in_list=True) for text in texts)
    assert [unquoted(item) for item in split_cell(cell)] == texts


@pytest.mark.parametrize("text", ["Loonadministratie", "art. 6 lid 1 sub a", "a=b", "7 jaar na vertrek",
                                  "Régie, c.q. x", "eerste\ntweede", "december is druk"])  # fmt: skip
def test_a_plain_text_stays_as_it_is(text) -> None:
    assert is_safe(text)


@pytest.mark.parametrize("text", NASTY[:14])
def test_what_a_program_could_run_stands_between_quotes(text) -> None:
    assert not is_safe(text) or text.startswith("a\n")


def test_names_of_sheets_fit_every_program_and_no_field_is_called_as_an_id() -> None:
    for language in LANGUAGES:
        tables = tables_of(MODEL)
        names = [table.name(language) for table in tables]
        assert len({name.casefold() for name in names}) == len(names)
        assert all(len(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\") for name in names)
        for table in tables:
            headings = table.headings(language)
            assert len(set(headings)) == len(headings)
            assert table.is_record or headings[table.ids - 1] == ID


def test_letters_of_columns() -> None:
    found = [column_letters(number) for number in (0, 25, 26, 51, 52, 701, 702)]
    assert found == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_other_sheets_are_not_ours() -> None:
    assert not is_own(())
    assert not is_own((Sheet("grondslag", (("a", "b"),)),))
    assert not is_own((Sheet("Blad1", (("format", "grondslag/sheets-v1"),)),))
    with pytest.raises(ValueError, match="not our own"):
        read_own((), MODEL)


FACTS = {
    "organisation": {"name": "Acme"},
    "processing": {"mail": {"name": "Mail", "purposes": {"news": {"basis": "consent"}}}},
}


def edited(name: str, row: int, column: str | int, text: str, language: str = "nl") -> list[str]:
    """What is said after a cell of a sheet was changed."""
    sheets = list(fact_sheets(FACTS, MODEL, language))
    number = next(i for i, sheet in enumerate(sheets) if sheet.name == name)
    rows = [list(cells) for cells in sheets[number].rows]
    at = rows[0].index(column) if isinstance(column, str) else column
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (at + 1 - len(rows[row]))
    rows[row][at] = text
    sheets[number] = Sheet(name, tuple(map(tuple, rows)))
    problems = read_own(sheets, MODEL).problems
    assert all(problem.text("nl").startswith(f"{problem.place()}: ") for problem in problems)
    return [f"{problem.place()} {problem.message.id}" for problem in problems]


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (("verwerkingen", 2, "status"), "actif", "verwerkingen!D3 own-sheet-code-near"),
        (("verwerkingen", 2, "naam"), "n.v.t.", "verwerkingen!B3 own-sheet-placeholder"),
        (("verwerkingen", 2, "naam"), "Geen", "verwerkingen!B3 own-sheet-placeholder"),
        (("verwerkingen", 2, "naam"), "geen", "verwerkingen!B3 own-sheet-none"),
        (("verwerkingen", 2, "naam"), '"x', "verwerkingen!B3 own-sheet-quotes"),
        (("verwerkingen", 2, "begonnen_op"), "1-2-2024", "verwerkingen!J3 own-sheet-no-date"),
        (("verwerkingen", 2, "doelen"), "geen", "verwerkingen!M3 own-sheet-none"),
        (("verwerkingen", 2, "doelen"), "onbekend", "verwerkingen.doelen!B3 own-sheet-contradiction"),
        (("verwerkingen", 2, "informeren_binnen"), "1 year", "verwerkingen!S3 own-sheet-no-duration"),
        (("verwerkingen", 3, "id"), "mail", "verwerkingen!A4 own-sheet-id-twice"),
        (("verwerkingen", 3, "id"), "geen", "verwerkingen!A4 own-sheet-contradiction"),
        (("verwerkingen", 3, "id"), "Mijn Post", "verwerkingen!A4 own-sheet-wrong-id"),
        (("verwerkingen", 3, "naam"), "Los", "verwerkingen!A4 own-sheet-no-id"),
        (("verwerkingen", 0, "naam"), "name", "verwerkingen!B1 own-sheet-heading-near"),
        (("verwerkingen", 0, "naam"), "opmerking van Jan", "verwerkingen!B1 own-sheet-heading-unknown"),
        (("verwerkingen", 0, "naam"), "status", "verwerkingen!D1 own-sheet-heading-twice"),
        (("verwerkingen", 0, "id"), "x", "verwerkingen!A1 own-sheet-no-column"),
        (("verwerkingen.doelen", 2, "verwerkingen"), "post", "verwerkingen.doelen!A3 own-sheet-no-holder"),
        (("organisatie", 1, 0), "naan", "organisatie!A2 own-sheet-heading-near"),
        (("organisatie", 8, 2), "veel", "organisatie!C9 own-sheet-no-integer"),
        (("verwerkers", 2, "id"), "alle", "verwerkers!A3 own-sheet-group"),
        (("verwerkingen", 2, 200), "x", "verwerkingen!GS3 own-sheet-no-heading"),
        (("grondslag", 0, 1), "grondslag/sheets-v9", "grondslag!B1 own-sheet-format"),
        (("grondslag", 1, 1), "fr", "grondslag!B2 own-sheet-language"),
    ],
)  # fmt: skip
def test_what_was_written_wrongly_is_told_at_its_place(place, text, said) -> None:
    assert said in edited(*place, text)


def test_a_row_of_meanings_that_was_removed_costs_no_entry() -> None:
    sheets = [
        Sheet(sheet.name, sheet.rows[:1] + sheet.rows[2:])
        if sheet.name == "verwerkingen"
        else sheet
        for sheet in fact_sheets(FACTS, MODEL, "nl")
    ]
    found = read_own(sheets, MODEL)
    assert (found.problems, found.collections) == ((), FACTS)


def test_a_sheet_more_or_less_is_told() -> None:
    sheets = fact_sheets(FACTS, MODEL, "nl")
    renamed = [
        replace(each, name="Blad 1") if each.name == "verwerkers" else each for each in sheets
    ]
    problems = [problem.text("nl") for problem in read_own(renamed, MODEL).problems]
    assert problems == [
        "grondslag!A1: het blad `verwerkers` ontbreekt: daarvan is niets gelezen",
        "Blad 1!A1: dit blad hoort niet bij een export en is niet gelezen",
    ]
    readable = [Sheet(name, (("x",),)) for name in ("Art. 30 lid 1", "art-30-lid-2", "Art. 30(2)")]
    assert read_own([*readable, *sheets, Sheet("Leeg", ())], MODEL).problems == ()
    twice = read_own([*sheets, replace(sheets[3], name="VERWERKINGEN")], MODEL)
    assert [problem.place() for problem in twice.problems] == ["VERWERKINGEN!A1"]


def test_a_record_without_its_headings_loses_nothing_and_more_columns_are_told() -> None:
    sheets = [
        Sheet(sheet.name, sheet.rows[1:]) if sheet.name == "organisatie" else sheet
        for sheet in fact_sheets(FACTS, MODEL, "nl")
    ]
    found = read_own(sheets, MODEL)
    assert (found.problems, found.collections) == ((), FACTS)
    assert "organisatie!D2 own-sheet-no-heading" in edited("organisatie", 1, 3, "een vierde kolom")


def test_words_and_the_absence_of_words_are_told_apart() -> None:
    facts = {
        "processing": {
            "a": {"transfers": NONE, "purposes": {}, "data": None, "measures": (), "processors": NONE, "dpia": {}},
            "b": {},
        },
        "breaches": NONE, "requests": {}, "campaigns": None,
    }  # fmt: skip
    found = read_own(fact_sheets(facts, MODEL, "en"), MODEL)
    assert (found.problems, found.collections) == ((), facts)


REGISTER = """\
voor_alle_verwerkingen: {frequentie: doorlopend, grootschalig: nee, juistheid: {werkwijze: %s}}
verwerkingen:
  post: {naam: Post, grootschalig: nee, doelen: {nieuws: {toestemming: inschrijving}}}
  werk: {naam: Werk, frequentie: onbekend, verwerkers: alle, gegevens: {a: {bijzonder_soort: gezondheid}}}
verwerkers:
  host: {naam: Host}
  mail: {naam: Mail, rol: onbekend, subverwerkers: geen}
maatregelen: {slot: {onderwerp: schermvergrendeling}}
toestemmingen: {inschrijving: {bewijs: alle}}
privacyverklaringen: {site: {geldt_voor: alle, vindplaats: https://x.example, publicatiedatum: 2026-01-01}}
campagnes: {brief: {strekking: commercieel, toestemming: inschrijving}}
datalekken: geen
verzoeken: {2026-03: {soort: inzage}}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_written_is_not_written_and_holds_again_when_it_is_read(language) -> None:
    code = next(iter(MODEL.enums["accuracy_method"].codes.values())).nl
    text = "taal: nl\nmodel: 1\n" + REGISTER % code
    register, problems = read(text)
    assert told(problems) == []
    facts = facts_as_written(register, MODEL)
    assert facts["processing"]["post"] == {
        "name": "Post", "large_scale": False, "purposes": {"nieuws": {"consent": "inschrijving"}},
    }  # fmt: skip
    assert facts["processing"]["werk"] == {
        "name": "Werk", "frequency": None, "data": {"a": {"special_kind": ("health",)}}, "processors": ALL,
    }  # fmt: skip
    assert facts["measures"] == {"slot": {"topic": "screen_lock"}}
    assert facts["notices"]["site"]["covers"] is ALL
    assert "processing" not in facts["campaigns"]["brief"]
    found = read_own(fact_sheets(facts, MODEL, language), MODEL)
    assert (found.problems, found.collections) == ((), facts)
    parts = [
        write_collection(MODEL, name, entries, language)
        for name, entries in found.collections.items()
    ]
    again, problems = read(file_keys(MODEL, language) + "\n".join(parts))
    assert told(problems) == []
    assert again.collections == register.collections
    assert again.questions == register.questions
    assert facts_as_written(again, MODEL) == facts


@settings(max_examples=100, deadline=None)
@given(written(), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_files_to_sheets_to_files(collection, language, other) -> None:
    name, facts = collection
    unread = ["another.yaml"]
    register, _ = read(text_of(name, facts, language), unread=unread)
    found = read_own(fact_sheets(facts_as_written(register, MODEL), MODEL, other), MODEL)
    assert found.problems == ()
    again, _ = read(text_of(name, found.collections[name], other), unread=unread)
    assert again.collections == register.collections
    assert again.questions == register.questions


def test_what_cannot_be_read_is_shown_and_not_read_back_as_a_fact() -> None:
    activity = dict.fromkeys(("name", "dpia", "measures", "started_on"), UNREADABLE)
    facts = {"processing": {"a": activity}, "breaches": UNREADABLE}
    sheets = fact_sheets(facts, MODEL, "nl")
    assert sum(row.count("[onleesbaar]") for sheet in sheets for row in sheet.rows) == 5
    found = read_own(sheets, MODEL)
    assert len(found.problems) == 5
    assert found.collections["processing"] == {"a": {}}


@settings(max_examples=100, deadline=None)
@given(registers(), st.integers(0, 10**6), st.text(max_size=8), st.sampled_from(LANGUAGES))
def test_any_edit_is_read_or_told_and_never_fails(facts, choice, text, language) -> None:
    sheets = list(fact_sheets(facts, MODEL, language))
    number = 1 + choice % (len(sheets) - 1)
    rows = [list(row) for row in sheets[number].rows]
    row = rows[choice % len(rows)]
    row[choice % len(row)] = text
    sheets[number] = Sheet(sheets[number].name, tuple(map(tuple, rows)))
    for problem in read_own(sheets, MODEL).problems:
        assert problem.text(language)


CELLS = st.one_of(
    st.text(max_size=6), st.sampled_from(["id", "geen", "alle", "{}", "[]", '"', "a", "naam"])
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=5), st.sampled_from(LANGUAGES))
def test_any_sheet_is_read_or_told_and_never_fails(rows, language) -> None:
    about, *sheets = fact_sheets({}, MODEL, language)
    found = read_own([about, *(replace(sheet, rows=tuple(rows)) for sheet in sheets)], MODEL)
    assert all(problem.text(language) for problem in found.problems)
