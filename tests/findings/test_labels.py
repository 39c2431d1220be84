"""Codes as the files of a register spell them."""

from __future__ import annotations

import pytest

from grondslag.findings.labels import codes_of
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model
from grondslag.text import Source, Span

FILES = {"processing": "register/verwerkingen.yaml", "processors": "register/processors.yaml"}


def place(path: tuple[str, ...]) -> tuple[Span, ...]:
    return (Span(Source(FILES[path[0]], "rol: x\n"), 0, 3),) if path[0] in FILES else ()


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        (("processing", "a", "out_of_scope"), "huishoudelijk"),
        (("processors", "a", "out_of_scope"), "household"),
        (("nowhere",), "huishoudelijk"),
        (None, "huishoudelijk"),
    ],
)
def test_a_code_takes_the_language_of_its_file_else_that_of_the_register(
    path: tuple[str, ...] | None, spelled: str
) -> None:
    model = load_model()
    name = model.collections["processing"].entry.fields["out_of_scope"].enum or ""
    register = Register({}, language="nl", locate=place)
    languages = {FILES["processing"]: "nl", FILES["processors"]: "en"}

    assert codes_of(model, register, languages)(name, "household", path) == spelled


def test_what_is_no_code_is_left_as_it_is() -> None:
    spell = codes_of(load_model(), Register({}, language="nl"), {})

    assert spell("no_list", "household", None) == "household"
