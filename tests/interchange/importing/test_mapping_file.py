"""The mapping file: written, edited, read back; a mistake in it is told at its place."""

from __future__ import annotations

import pytest

from grondslag.documents.parse import parse
from grondslag.interchange.importing.mapping import read_target, spell_target, targets_of
from grondslag.interchange.importing.mapping_file import read_mapping, write_mapping
from grondslag.interchange.importing.propose import propose
from grondslag.interchange.sheets import Sheet
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.text import Source

MODEL = load_model()
SHEETS = [
    Sheet(
        'blad "één": x',
        (
            ("id", "Naam", "Doel", "We are processor", "Risico", "Anders", "#kop: ja"),
            ("1", "A", "x", "No", "low", "", ""),
            ("2", "B", "y", "Yes", "middel", "", ""),
        ),
    ),
    Sheet("dpia", (("record_id", "tekst"), ("1", "a"))),
    Sheet("niets", (("foo",), ("bar",))),
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_written_is_read_back_as_the_same_mapping(language: str) -> None:
    _, proposed = propose(MODEL, SHEETS, language)
    text = write_mapping(MODEL, proposed, language)
    document, problems = parse(Source("mapping.yaml", text), plain_words(MODEL))
    assert document is not None
    assert problems == []
    read, wrong = read_mapping(MODEL, document)
    assert wrong == []
    assert {one.table: one.columns for one in read} == {one.table: one.columns for one in proposed}
    assert [(one.collection, one.parent, one.id) for one in read] == [
        (one.collection, one.parent, one.id) for one in proposed
    ]
    assert proposed[0].columns["Risico"].values["low"] == (
        "onwaarschijnlijk" if language == "nl" else "unlikely"
    )


def test_every_target_is_found_again_in_both_languages() -> None:
    for collection in MODEL.collections:
        for target in targets_of(MODEL, collection):
            assert read_target(MODEL, collection, target) == target
            dutch = spell_target(MODEL, collection, target, "nl")
            assert read_target(MODEL, collection, dutch) == target, (collection, target, dutch)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("tabellen:\n  a:\n    verzameling: verwerkinge\n", "import-mapping-collection", 3),
        ("tabellen:\n  a:\n    verzamelin: verwerkingen\n", "import-mapping-key", 3),
        (
            "tabellen:\n  a:\n    verzameling: verwerkingen\n    kolommen: {Naam: naem}\n",
            "import-mapping-target",
            4,
        ),
        ("tabellen:\n  a:\n    rij_met_koppen: nul\n", "import-mapping-row", 3),
        ("tabellen:\n  a: [b]\n", "import-mapping-shape", 2),
        ("tabellen: 3\n", "import-mapping-shape", 1),
        (
            "tabellen:\n  a:\n    kolommen: {Naam: {waarden: {a: b}}}\n",
            "import-mapping-no-target",
            3,
        ),
        ("tabellen:\n  a:\n    hoort_bij: {kolom: x}\n", "import-mapping-shape", 3),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, message: str, line: int) -> None:
    document, _ = parse(Source("mapping.yaml", text), plain_words(MODEL))
    assert document is not None
    _, wrong = read_mapping(MODEL, document)
    assert [one.message.id for one in wrong][:1] == [message]
    assert wrong[0].span.source.line_column(wrong[0].span.start)[0] == line


def test_a_misspelt_field_gets_the_nearest() -> None:
    text = (
        "tabellen:\n  a:\n    verzameling: verwerkingen\n    kolommen: {Doel: doelen.omschrijvin}\n"
    )
    document, _ = parse(Source("mapping.yaml", text), plain_words(MODEL))
    assert document is not None
    _, (wrong,) = read_mapping(MODEL, document)
    assert wrong.helps[0].params["name"] == "doelen.omschrijving"
