"""Texts that fill a field without answering it."""

from __future__ import annotations

import pytest

from grondslag.model.placeholders import is_disguised_word, is_placeholder

FILL_INS = [
    *(
        "n.v.t.",
        "nvt",
        "N.V.T.",
        "n.v.t",
        "NVT",
        "N/A",
        "n/a",
        "NA",
        "n.b.",
        "p.m.",
        "?",
        "???",
        ".",
        "...",
        "=",
        "-",
    ),
    *(
        "—",
        "*",
        "_",
        "TODO",
        "todo:",
        "TODO: vragen aan Jo",
        "tbd",
        "T.B.D.",
        "xxx",
        "XXXX",
        "nader in te vullen",
    ),
    *(
        "nog in te vullen",
        "Niet van toepassing",
        "[INVULLEN]",
        "[INVUL]",
        "INVUL",
        "[naam van de organisatie hier invullen]",
    ),
    *(
        "<naam>",
        "{{naam}}",
        "zie boven",
        "Zie hierboven.",
        "Not specified",
        "not applicable",
        "to be determined",
    ),
    *(
        "null",
        "geen",
        "Geen",
        "GEEN.",
        "none",
        "Onbekend",
        "unknown",
        "ALLE",
        "all",
        "niet  bekend",
        "volgt nog",
    ),
]
ANSWERS = [
    *(
        "Jo",
        "NL",
        "a",
        "1",
        "ja",
        "nee",
        "geen van beide",
        "alle medewerkers",
        "Stichting Geen Honger",
        "AWR art. 52",
    ),
    *(
        "Todo-lijst van het team",
        "[1] en [2]",
        "x",
        "xx",
        "C#",
        "C++",
        "per e-mail",
        "zie boven in het contract",
        "n-acties",
    ),
    *(
        "nationaal",
        "naar behoefte",
        "nb-nummer",
        "€ 5",
        "🙂 blij",
        "Not specified in the contract",
        "é",
    ),
]


@pytest.mark.parametrize("text", FILL_INS)
def test_a_fill_in_is_no_answer(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_no_fill_in(text: str) -> None:
    assert not is_placeholder(text)


def test_words_of_ours_are_known_in_any_letter_case() -> None:
    assert [is_disguised_word(text) for text in ("Geen", "NONE", " alle ", "geen idee")] == [
        True
    ] * 3 + [False]
