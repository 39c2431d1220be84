"""What the texts of registers say: read where it is certain, left alone where it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from grondslag.interchange.importing.bases import bases_in
from grondslag.interchange.importing.cells import OPEN, Cells
from grondslag.interchange.importing.countries import country_in
from grondslag.interchange.importing.dates import day_in, length_in, moment_in
from grondslag.interchange.importing.parts import parts_of, words_of
from grondslag.interchange.importing.terms import kept_in
from grondslag.model.vocabulary import load_model
from grondslag.values import NONE, duration

CELLS = Cells(load_model())


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Toestemming (art. 6 lid 1 sub a)", "a"),
        ("toestemming", "a"),
        ("Consent", "a"),
        ("art. 6 lid 1 sub b AVG", "b"),
        ("artikel 6, eerste lid, onder e, AVG", "e"),
        ("Artikel 6 lid 1 onderdeel f", "f"),
        ("art. 6 lid 1 onder c en e AVG", "ce"),
        ("Art. 6(1)(f) GDPR", "f"),
        ("Article 6.1(b)", "b"),
        ("Art. 6 Abs. 1 lit. e", "e"),
        ("Art. 6 Abs. 1 S. 1 lit. c DSGVO", "c"),
        ("Art. 6 Abs. 1 lit. c) und lit. e) DSGVO, § 3 NDSG", "ce"),
        ("Art. 6 Abs. 1 lit. b) bei Verträgen; Art. 6 Abs. 1 lit. c) sonst", "bc"),
        ("Art. 6, paragraphe 1, point c", "c"),
        ("Toestemming; wettelijke verplichting", "ac"),
        ("uitvoering overeenkomst, gerechtvaardigd belang", "bf"),
        ("Art. 6 Abs. 1 lit. e) DSGVO, § 3 NDSG; Einwilligung", "ae"),
    ],
)
def test_a_basis_is_read_by_word_or_letter(text: str, letters: str) -> None:
    found = bases_in(CELLS, text)
    assert found is not None
    codes = {
        "a": "consent",
        "b": "contract",
        "c": "legal_obligation",
        "d": "vital_interests",
        "e": "public_task",
        "f": "legitimate_interests",
    }
    assert found.codes == tuple(codes[letter] for letter in letters)


@pytest.mark.parametrize(
    "text",
    [
        "Toestemming (art. 6 lid 1 sub b)",  # The word says one thing and the letter another.
        "art. 6 AVG",
        "Art. 9 Abs. 2 lit. a",
        "art. 16 lid 1 sub a",
        "art. 6 lid 4",
        "zie beleid",
        "omdat het moet",
    ],
)
def test_what_names_no_basis_for_certain_is_left_to_a_person(text: str) -> None:
    assert bases_in(CELLS, text) is None


def test_a_law_beside_the_letter_is_more_than_the_basis() -> None:
    assert bases_in(CELLS, "Art. 6 Abs. 1 lit. c, § 3 NDSG").rest
    assert not bases_in(CELLS, "art. 6 lid 1 sub c AVG").rest


def test_the_police_directive_is_not_the_gdpr() -> None:
    found = bases_in(CELLS, "§§ 23 ff. NDSG (Umsetzung der Richtlinie (EU) 2016/680)")
    assert (found.codes, found.law_enforcement) == ((), True)
    assert not bases_in(CELLS, "Art. 6 Abs. 1 lit. e; Richtlinie (EU) 2016/680").law_enforcement


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("7 jaar", {"term": duration(7, "year")}),
        ("zes maanden", {"term": duration(6, "month")}),
        ("max. 4 weken", {"term": duration(4, "week")}),
        ("10 Jahre", {"term": duration(10, "year")}),
        (
            "7 jaar na einde dienstverband",
            {"term": duration(7, "year"), "starts_at": "end_of_employment"},
        ),
        (
            "2 jaar na laatste contact",
            {
                "term": duration(2, "year"),
                "starts_at": "other",
                "starts_at_note": "2 jaar na laatste contact",
            },
        ),
        ("7 jaar (fiscaal)", {"term": duration(7, "year")}),
        ("minimaal 5 jaar", {"criterion": "minimaal 5 jaar"}),
        ("7-10 jaar", {"criterion": "7-10 jaar"}),
        (
            "30 dagen camera, 1 jaar toegangslogs",
            {"criterion": "30 dagen camera, 1 jaar toegangslogs"},
        ),
        ("Permanent", {"criterion": "Permanent"}),
        ("zolang de klant klant is", {"criterion": "zolang de klant klant is"}),
    ],
)
def test_one_term_is_a_term_and_all_else_a_criterion(text: str, facts: dict) -> None:
    assert kept_in(CELLS, text).facts == facts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("1 maart 2026", date(2026, 3, 1)),
        ("1. März 2026", date(2026, 3, 1)),
        ("3 février 2026", date(2026, 2, 3)),
        ("31-02-2026", None),
        ("11/24/2026", None),
        ("24-11-26", None),
        ("vorig jaar", None),
    ],
)
def test_a_day_is_read_as_it_is_written_here(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_a_moment_is_local_time() -> None:
    assert moment_in("24-11-2026 09:30") == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert moment_in("24-11-2026 om 9.30 uur") == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert moment_in("2026-11-24") == date(2026, 11, 24)
    assert moment_in("24-11-2026 25:30") is None


@pytest.mark.parametrize("text", ["P7Y", "7 jaar", "7 years", "zeven jaar", "7 Jahre", "7 ans"])
def test_a_length_of_time(text: str) -> None:
    assert length_in(text) == duration(7, "year")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nederland", "NL"),
        ("The Netherlands", "NL"),
        ("Niederlande", "NL"),
        ("Pays-Bas", "NL"),
        ("Verenigde Staten", "US"),
        ("VS", "US"),
        ("USA", "US"),
        ("België", "BE"),
        ("GB", "GB"),
        ("in", None),
        ("Europa", None),
        ("EU", None),
    ],
)
def test_a_country_by_its_name(text: str, code: str | None) -> None:
    assert country_in(text) == code


def field(collection: str, name: str):
    return load_model().collections[collection].entry.fields[name]


@pytest.mark.parametrize("text", ["onbekend", "Unknown", "?", "n.v.t.", "TODO", ".", "[invullen]"])
def test_a_cell_that_does_not_answer_leaves_the_question_open(text: str) -> None:
    assert CELLS.read(field("processing", "risk"), text) == OPEN
    assert CELLS.read(field("processing", "description"), text) == OPEN


def test_none_is_an_answer_only_where_it_can_be_one() -> None:
    assert CELLS.read(field("processing", "owner"), "geen").fact is NONE
    assert CELLS.read(field("processing", "name"), "geen") == OPEN


def test_a_path_is_not_taken_for_a_file_that_is_there() -> None:
    assert CELLS.read(field("notices", "published_at"), "S:\\beleid\\privacy.docx") is None
    assert (
        CELLS.read(field("notices", "published_at"), "https://a.example/p").fact
        == "https://a.example/p"
    )


def test_a_list_is_cut_at_what_divides_it_and_not_inside_brackets() -> None:
    assert parts_of("Bank, boekhouder") == ["Bank", "boekhouder"]
    assert parts_of("- Bank (ING, Rabo)\n- Belastingdienst") == [
        "Bank (ING, Rabo)",
        "Belastingdienst",
    ]
    assert parts_of("Intern: HR, salaris; Extern: UWV") == ["Intern: HR, salaris", "Extern: UWV"]
    assert words_of("klanten en medewerkers") == ["klanten", "medewerkers"]
