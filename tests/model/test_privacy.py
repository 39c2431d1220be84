"""Breaches and requests hold no personal data."""

from __future__ import annotations

import pytest

from grondslag.model.privacy import personal_data_in
from grondslag.values import UNREADABLE
from model.written import marked, read, said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Mail aan jan.jansen@voorbeeld.nl", "email"),
        ("<a@b.example>", "email"),
        ("bsn 123456782", "bsn"),
        ("1234.56.782", "bsn"),
        ("123 456 782", "bsn"),
        (123456782, "bsn"),
        ("123456789", None),
        ("000000000", None),
        ("0612345678", None),
        ("2026-10-24T10:00+02:00", None),
        ("zaak 2026-00001", None),
        ("@channel", None),
        ("NL91ABNA0417164300", None),
        (True, None),
        (None, None),
    ],
)
def test_an_address_or_a_number_that_passes_the_test_is_found(
    value: object, expected: str | None
) -> None:
    assert personal_data_in(value) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (
            "datalekken: {l-1: {feiten: jan@voorbeeld.example belde}}\n",
            "jan@voorbeeld.example belde",
        ),
        ("verzoeken: {v-1: {toelichting: van 123456782}}\n", "van 123456782"),
        (
            "verzoeken: {v-1: {documenten: [a.pdf, post/jan@x.example.pdf]}}\n",
            "post/jan@x.example.pdf",
        ),
        ("verzoeken: {123456782: {soort: inzage}}\n", "123456782"),
        (
            "verzoeken: {v-1: {afwijzing: {reden: vraag het a@b.example}}}\n",
            "vraag het a@b.example",
        ),
    ],
)
def test_personal_data_are_refused_and_not_repeated(text: str, mark: str) -> None:
    register, problems = read(text)
    assert [item.id for item in problems] == ["personal-data-in-register"]
    assert marked(problems[0]) == mark
    assert mark not in said(problems[0])
    if "123456782: {" not in text:
        assert register.fact(problems[0].path) is UNREADABLE


def test_other_collections_may_hold_an_address() -> None:
    assert read("organisatie: {naam: X, contact: privacy@x.example}\n")[1] == []
