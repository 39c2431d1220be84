"""Slips of people who write YAML by hand: what is said, and what to write instead."""

from __future__ import annotations

import pytest

from grondslag.diagnostics import Diagnostic
from grondslag.documents.parse import parse
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.text import Source
from grondslag.words.catalogue import text_of

PURPOSE = "taal: nl\nverwerkingen:\n  loon:\n    naam: Loon\n"
SLIPS = {
    f"{PURPOSE}    gegevens:\n      a: {{omschrijving: Loon, soort: gewoon}}\n      betrokkenen: klanten\n": (
        "begin `betrokkenen` recht onder `gegevens`"
    ),
    f"{PURPOSE}    betrokkenen:\n      – klanten\n      – personeel\n": "schrijf een lijst: `betrokkenen: [",
    f"{PURPOSE}    betrokkenen:\n      – klanten\n      – leden\n": "schrijf `[klanten, leden]`",
    f"{PURPOSE}    betrokkenen:\n      -klanten\n      -leden\n": "schrijf `[klanten, leden]`",
    f"{PURPOSE}    betrokkenen: klanten, personeel\n": "schrijf een lijst: `betrokkenen: [",
    "taal: nl\norganisatie: {naam: A, fg: nee}\n": "onder `fg:`, zoals `naam:`",
    "taal: nl\nverwerkingen:\n  - naam: Loon\n": "zonder streepje ervoor: onder `verwerkingen:`",
    "taal: nl\nverwerkers:\n  Café Noord:\n    naam: N\n": "schrijf `cafe-noord`",
    "taal: nl\nmodel: 99\norganisatie: {naam: A}\n": "versie 99 van het model is nieuwer",
    "taal: nl\norganisatie: {naam: A, overheidsinstantie: onbekent}\n": "schrijf `onbekend`",
    "taal: nl\ndatalekken:\n  a: {ontdekt_op: 3 april 2026}\n": "schrijf `2026-04-03`",
    "taal: nl\ndatalekken:\n  a: {ontdekt_op: 31-04-2026}\n": "deze dag bestaat niet",
    "taal: nl\ndatalekken:\n  a: {ontdekt_op: 2026-04-31T14:00}\n": "deze dag bestaat niet",
}


def said(problem: Diagnostic) -> str:
    return "\n".join(
        text_of(message.id, message.params, "nl") for message in (problem.message, *problem.helps)
    )


@pytest.mark.parametrize(("text", "expected"), SLIPS.items())
def test_a_slip_is_told_with_what_to_write(text: str, expected: str) -> None:
    model = load_model()
    document, problems = parse(Source("r.yaml", text), plain_words(model))
    assert document is not None
    problems += build_register([document], model)[1]
    assert expected in "\n".join(map(said, problems))


def test_an_entry_with_a_wrong_id_is_not_offered_as_the_one_that_was_meant() -> None:
    model = load_model()
    text = f"{PURPOSE}    verwerkers: bureau\nverwerkers:\n  Bureau: {{naam: B}}\n"
    document, _ = parse(Source("r.yaml", text), plain_words(model))
    assert document is not None
    _, problems = build_register([document], model)
    found = {problem.id: problem for problem in problems}
    assert found["unknown-reference"].labels[0].message is None
    assert "schrijf `bureau`" in said(found["invalid-id"])
