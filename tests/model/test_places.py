"""Where facts were written, and how a path is spelled there."""

from __future__ import annotations

import pytest

from model.written import read

FILES = {
    "organisatie.yaml": """\
# het register
organisatie:
  naam: Voorbeeld
  fg:
    naam: Jo
""",
    "processors.yaml": """\
processors:
  host:
    name: Host
    agreement: {in_writing: yes}
    data_locations: [NL, DE]
  other: {name: Other, country: NL}
""",
    "extra.yaml": "organisation:\n  staff: 3\nbreaches: none\n",
}


@pytest.fixture(scope="module")
def register():
    found, problems = read(FILES)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        ("processors.host.name", ("processors.yaml", 3), "Host"),
        ("processors.host.agreement.in_writing", ("processors.yaml", 4), "yes"),
        ("processors.host.agreement.signed_on", ("processors.yaml", 4), "agreement"),
        ("processors.host.country", ("processors.yaml", 2), "host"),
        ("processors.host", ("processors.yaml", 2), "host"),
        ("processors.ghost", ("processors.yaml", 1), "processors"),
        ("processors", ("processors.yaml", 1), "processors"),
        ("processors.host.data_locations", ("processors.yaml", 5), "[NL, DE]"),
        ("organisation.dpo.name", ("organisatie.yaml", 5), "Jo"),
        ("organisation.dpo.contact", ("organisatie.yaml", 4), "fg"),
        ("organisation.staff", ("extra.yaml", 2), "3"),
        ("organisation.court", ("extra.yaml", 1), "organisation"),
        ("breaches.b-1.people", ("extra.yaml", 3), "breaches"),
        ("measures", ("extra.yaml", 1), "organisation:"),
        ("no.such.thing", ("extra.yaml", 1), "organisation:"),
        ("processors.host.no_such_field.x", ("processors.yaml", 2), "host"),
    ],
)
def test_a_path_is_shown_where_it_stands_or_would_stand(register, path, place, text) -> None:
    (span,) = register.locate(tuple(path.split(".")))
    found = span.place()
    assert ((found.path, found.line), span.source.text[span.start : span.end]) == (place, text)


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        ("organisation.dpo.contact", "organisatie.fg.contact"),
        ("organisation.name", "organisatie.naam"),
        ("processors.host.agreement.signed_on", "processors.host.agreement.signed_on"),
        ("breaches.b-1.people", "breaches.b-1.people"),
        ("processing", "processing"),
        ("no.such.thing", "no.such.thing"),
    ],
)
def test_a_path_is_spelled_in_the_language_of_its_file(register, path, spelled) -> None:
    assert register.spell(tuple(path.split("."))) == spelled


def test_a_missing_collection_is_spelled_in_the_language_of_the_organisation() -> None:
    found, _ = read("organisatie: {naam: X}\n")
    assert (
        found.spell(("processing", "a", "purposes", "p", "basis"))
        == "verwerkingen.a.doelen.p.grondslag"
    )


def test_places_never_raise(register) -> None:
    for path in (
        (),
        ("organisation",),
        ("for_all_processing", "role"),
        ("processing", "a", "b", "c", "d"),
    ):
        for span in register.locate(path):
            assert 0 <= span.start <= span.end <= len(span.source.text)
        assert isinstance(register.spell(path), str)


def test_places_do_not_need_the_data_of_the_documents() -> None:
    from grondslag.model.build import build_register
    from grondslag.model.vocabulary import load_model
    from model.written import document

    documents = [document(text, path) for path, text in FILES.items()]
    found, _ = build_register(documents, load_model())
    for item in documents:
        item.value = {}
    (span,) = found.locate(("processors", "host", "name"))
    assert span.place().line == 3
