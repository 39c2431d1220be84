"""From sheet to register: headings in four languages, and an account in which every cell stands once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondslag.documents.find import read_texts
from grondslag.interchange.importing.account import Fate
from grondslag.interchange.importing.blocks import blocks_of, file_of
from grondslag.interchange.importing.bring_in import BroughtIn, bring_in
from grondslag.interchange.importing.clean import clean
from grondslag.interchange.importing.draft import Draft
from grondslag.interchange.importing.propose import propose
from grondslag.interchange.sheets import Sheet
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words

MODEL = load_model()


def sheet(*rows: tuple[str, ...], name: str = "register") -> Sheet:
    return Sheet(name, tuple(tuple(map(clean, row)) for row in rows))


def brought(*sheets: Sheet, language: str = "nl") -> BroughtIn:
    tables, mappings = propose(MODEL, sheets, language)
    return bring_in(MODEL, tables, mappings, Draft(MODEL, language))


def yaml_of(found: BroughtIn) -> dict[str, str]:
    blocks = [*blocks_of(found.draft)]
    names = dict.fromkeys(block.collection for block in blocks)
    return {
        f"{name}.yaml": file_of(
            MODEL,
            name,
            [block for block in blocks if block.collection == name],
            found.draft.language,
            leading=number == 0,
            up="../",
        )
        for number, name in enumerate(names)
    }


def facts(found: BroughtIn) -> dict:
    """What the YAML that is written says, read back without any diagnostic."""
    texts = [(name, text.encode()) for name, text in yaml_of(found).items()]
    documents, problems, _ = read_texts(texts, plain_words(MODEL))
    register, unresolved = build_register(documents, MODEL)
    assert [*problems, *unresolved] == [], yaml_of(found)
    return dict(register.collections)


@pytest.mark.parametrize(
    "headings",
    [
        ("Verwerking", "Doel", "Grondslag", "Bewaartermijn", "Categorieën betrokkenen"),
        ("Processing activity", "Purpose", "Legal basis", "Retention period", "Data subjects"),
        ("Verarbeitungstätigkeit", "Zweck", "Rechtsgrundlage", "Löschfrist", "Betroffene"),
        ("Verarbeitung", "Zweck", "Rechtsgrundlage", "Loeschfrist", "Betroffene Personen"),
        (
            "Nom du traitement",
            "Finalité",
            "Base légale",
            "Durée de conservation",
            "Personnes concernées",
        ),
        (
            "1. Naam verwerking",
            "2. Doeleinden",
            "3. Rechtsgrond",
            "4. Bewaartermijnen",
            "5. Betrokkenen",
        ),
        ("naam", "doelen.omschrijving", "grondslag", "bewaartermijn", "betrokkenen"),
    ],
)
def test_headings_are_known_in_four_languages(headings: tuple[str, ...]) -> None:
    found = facts(
        brought(sheet(headings, ("Salaris", "loon betalen", "contract", "7 jaar", "medewerkers")))
    )
    assert found["processing"]["salaris"]["purposes"]["doel"] == {
        "description": "loon betalen",
        "basis": "contract",
    }
    assert found["processing"]["salaris"]["data_subjects"] == ("employees",)
    assert found["retention"]["salaris"]["term"].amount == 7


def test_a_title_above_the_headings_and_headings_again_are_named() -> None:
    rows = (
        ("Register van Acme", "", ""),
        ("", "", ""),
        ("Naam", "Doel", "Iets"),
        ("A", "x", "y"),
        ("Naam", "Doel", "Iets"),
        ("B", "z", ""),
    )
    found = brought(sheet(*rows))
    named = [(cell.row, cell.text, cell.reason) for cell in found.account.named()]
    assert named == [
        (1, "Register van Acme", "import-above-headings"),
        *((5, text, "import-headings-again") for text in ("Naam", "Doel", "Iets")),
    ]
    assert set(facts(found)["processing"]) == {"a", "b"}


def test_a_row_without_a_name_goes_on_with_the_row_above() -> None:
    rows = (
        ("Naam", "Doel", "Grondslag", "Bewaartermijn"),
        ("Personeel", "loon betalen", "overeenkomst", "7 jaar"),
        ("", "verzuim begeleiden", "wettelijke verplichting", "2 jaar"),
    )
    found = facts(brought(sheet(*rows)))
    purposes = found["processing"]["personeel"]["purposes"]
    assert [(one["description"], one["basis"]) for one in purposes.values()] == [
        ("loon betalen", "contract"),
        ("verzuim begeleiden", "legal_obligation"),
    ]
    assert len(found["processing"]["personeel"]["data"]) == 2


def test_two_rows_of_one_name_are_two_entries() -> None:
    found = facts(brought(sheet(("Naam", "Doel"), ("A", "x"), ("A", "y"))))
    assert set(found["processing"]) == {"a", "a-2"}


def test_processors_are_told_apart_from_recipients() -> None:
    rows = (
        ("Naam", "Doel", "Ontvangers"),
        ("A", "x", "Belastingdienst; Loonbureau Jansen (als verwerker)"),
        ("B", "y", "Loonbureau Jansen (verwerker)"),
    )
    found = facts(brought(sheet(*rows)))
    assert found["processing"]["a"]["recipient_categories"] == ("Belastingdienst",)
    assert found["processing"]["a"]["processors"] == ("loonbureau-jansen",)
    assert found["processing"]["b"]["processors"] == ("loonbureau-jansen",)
    assert len(found["processors"]) == 1


def test_a_recipient_that_is_a_processor_in_another_table_is_one() -> None:
    activities = sheet(("Naam", "Doel", "Ontvangers"), ("A", "x", "Politie; MailChimp"))
    processors = sheet(("Verwerker", "Dienst"), ("Mailchimp", "mail"), name="verwerkers")
    found = facts(brought(activities, processors))
    assert found["processing"]["a"]["recipient_categories"] == ("Politie",)
    assert found["processing"]["a"]["processors"] == ("mailchimp",)
    assert set(found["processors"]) == {"mailchimp"}


def test_a_title_over_merged_cells_is_told_once() -> None:
    merged = frozenset({(0, 1), (0, 2)})
    rows = (("Titel",) * 3, ("Naam", "Doel", "Rol"), ("A", "x", "verwerker"))
    found = brought(Sheet("register", rows, merged))
    assert [cell.text for cell in found.account.named()] == ["Titel"]


def test_a_table_that_is_no_register_is_named_cell_by_cell() -> None:
    found = brought(sheet(("foo", "bar"), ("1", "2")))
    assert {cell.fate for cell in found.account.cells} == {Fate.NAMED}
    assert len(found.account.cells) == 2
    assert found.draft.collections == {}


def test_a_breach_does_not_take_over_who_it_was_about() -> None:
    rows = (
        ("Omschrijving incident", "Ontdekt op", "Aard", "Melder"),
        ("verkeerde mail", "2026-03-01", "vertrouwelijkheid", "jan.jansen@gmail.com"),
    )
    found = brought(sheet(*rows))
    (named,) = found.account.named()
    assert (named.heading, named.reason) == ("Melder", "import-personal")
    assert "jansen" not in "".join(yaml_of(found).values())
    assert len(facts(found)["breaches"]) == 1


def test_rows_that_point_at_another_table_say_more_of_its_entries() -> None:
    first = sheet(("id", "Naam", "Doel"), ("17", "A", "x"), ("18", "B", "y"))
    second = sheet(
        ("id", "record_id", "toelichting"), ("1", "18", "meer"), ("2", "", "wees"), name="dpia"
    )
    found = brought(first, second)
    assert "toelichting: meer" in facts(found)["processing"]["b"]["note"]
    orphan = [cell.text for cell in found.account.named() if cell.reason == "import-no-parent"]
    assert orphan == ["2", "wees"]


WORDS = st.sampled_from(
    [
        "", "", "geen", "onbekend", "n.v.t.", ".", "ja", "nee", "7 jaar", "contract", "hoog", "Nederland",
        "klanten", "klanten, boekhouder", "2026-01-01", "=1+1", "@SUM(A1)", "-", "a: b", "# geen commentaar", "- x",
        "{x: 1}", "[x]", "&a", "*a", "!tag", "'", '"', "|", ">", "%", "```", "---", "...", "\u2028", "\x07", "\t",
        "regel\nregel", "https://x.example", "jan@gmail.com", "Art. 6 Abs. 1 lit. c) und e)", "é" * 300, "ja (soms)",
    ]
)  # fmt: skip
HEADINGS = (
    "naam", "doel", "grondslag", "persoonsgegevens", "betrokkenen", "ontvangers", "verwerkers", "doorgifte",
    "bewaartermijn", "risico", "technische maatregelen", "organisatorische maatregelen", "maatregelen", "status", "rol",
    "eigenaar", "herzien op", "naam verwerkingsverantwoordelijke", "gerechtvaardigd belang", "kolom zonder veld",
)  # fmt: skip


@given(
    st.lists(
        st.lists(WORDS | st.text(max_size=30), min_size=len(HEADINGS), max_size=len(HEADINGS)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["nl", "en"]),
)
def test_whatever_is_in_the_cells_the_register_loads_and_every_cell_is_told_once(
    rows: list[list[str]], language: str
) -> None:
    table = sheet(HEADINGS, *map(tuple, rows))
    found = brought(table, language=language)
    told = [(cell.row, cell.column) for cell in found.account.cells]
    there = [
        (number, column)
        for number, row in enumerate(table.rows[1:], start=2)
        for column, text in enumerate(row, start=1)
        if text
    ]
    assert sorted(told) == there
    written = facts(found)
    notes = {
        entry: " ".join(record["note"].split())
        for entries in written.values()
        if isinstance(entries, dict)
        for entry, record in entries.items()
        if isinstance(record, dict) and "note" in record
    }
    for cell in found.account.cells:
        if cell.fate is Fate.NOTE or cell.kept:
            assert " ".join(cell.text.split()) in notes[cell.entry]
        if cell.fate is Fate.SAME:
            same = [one for one in found.account.cells if one.row == cell.row and one is not cell]
            assert cell.text.split() in [
                one.text.split() for one in same if one.fate is not Fate.SAME
            ]
