"""From files to facts: the states of a fact, languages, merging, the version of the model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grondslag.model.vocabulary import load_model
from grondslag.values import NONE, UNREADABLE
from model.written import facts, marked, read, said, told

STATES_NL = """\
taal: nl
organisatie:
  naam: Voorbeeld
  {field}
"""


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("contact: ja", {"contact": "ja"}),
        ("fg: geen", {"dpo": NONE}),
        ("fg: onbekend", {}),
        ("fg: {}", {"dpo": {}}),
        ("fg: {naam: onbekend}", {"dpo": {}}),
        ("fg: {naam: Jo, deskundigheid: geen}", {"dpo": {"name": "Jo", "expertise": NONE}}),
        ("werkplekken: []", {"workplaces": ()}),
        ("aantal_medewerkers: 0", {"staff": 0}),
    ],
)
def test_each_row_of_the_table_of_states_is_read(field: str, expected: dict) -> None:
    organisation = facts(STATES_NL.format(field=field))["organisation"]
    assert organisation == {"name": "Voorbeeld", **expected}


@pytest.mark.parametrize(
    ("field", "problem", "place"),
    [
        ("fg:", "empty-value", ""),
        ("fg: null", "empty-value", "null"),
        ("fg: ~", "empty-value", "~"),
        ('fg: "geen"', "placeholder-value", '"geen"'),
        ("fg: Geen", "placeholder-value", "Geen"),
        ("fg: none", "placeholder-value", "none"),
        ("fg: =", "placeholder-value", "="),
        ("aantal_medewerkers:", "empty-value", ""),
        ('aantal_medewerkers: "300"', "wrong-kind", '"300"'),
        ("aantal_medewerkers: 300 medewerkers", "wrong-kind", "300 medewerkers"),
        ("aantal_medewerkers: -3", "wrong-kind", "-3"),
        ("aantal_medewerkers: tweehonderd", "wrong-kind", "tweehonderd"),
        ("aantal_medewerkers: geen", "word-not-allowed", "geen"),
        ("werkplekken: [thuis, onbekend]", "word-not-allowed", "onbekend"),
        ("fg: [Jo]", "wrong-kind", "[Jo]"),
        ("contact: {naam: Jo}", "wrong-kind", "{naam: Jo}"),
    ],
)
def test_what_is_no_answer_is_a_diagnostic_at_its_place_and_never_a_fact(
    field: str, problem: str, place: str
) -> None:
    register, problems = read(STATES_NL.format(field=field))
    assert [item.id for item in problems] == [problem]
    assert marked(problems[0]) == place
    assert problems[0].severity == "error"
    (other,) = set(register.collections["organisation"]) - {"name"}
    assert register.collections["organisation"][other] is UNREADABLE
    assert problems[0].path == ("organisation", other)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("geen", {"breaches": NONE}), ("onbekend", {}), ("{}", {"breaches": {}})],
)
def test_a_whole_collection_has_the_same_states(written: str, expected: dict) -> None:
    register, problems = read(f"taal: nl\ndatalekken: {written}\n")
    assert problems == []
    assert register.collections == expected
    assert register.questions == (
        frozenset({("breaches",)}) if written == "onbekend" else frozenset()
    )


def test_unknown_is_remembered_as_an_open_question() -> None:
    text = "processing:\n  mail: {name: Mail, role: unknown, risk: likely}\n"
    register, problems = read(text)
    assert problems == []
    assert register.questions == {("processing", "mail", "role")}
    assert register.collections["processing"]["mail"] == {"name": "Mail", "risk": "likely"}


def test_an_implied_value_holds_when_nothing_is_written_and_only_then() -> None:
    text = "processors:\n  a: {name: A}\n  b: {name: B, role: unknown}\n  c: {name: C, role: no_access}\n"
    processors = facts(text)["processors"]
    assert [processors[name].get("role") for name in "abc"] == ["processor", None, "no_access"]


def test_a_misspelt_key_does_not_leave_room_for_an_implied_value() -> None:
    register, problems = read("processors:\n  a: {name: A, rol: no_access}\n")
    assert told(problems) == ["mixed-language register.yaml:2:16"]
    assert register.collections["processors"]["a"]["role"] is UNREADABLE


def test_an_unread_entry_exists_and_nothing_of_it_is_recorded() -> None:
    register, problems = read("processors:\n  a:\n  b: unknown\n")
    assert [item.id for item in problems] == ["empty-value", "wrong-kind"]
    assert register.collections["processors"] == {
        "a": {"role": "processor"},
        "b": {"role": "processor"},
    }


# --- languages -----------------------------------------------------------------------------------

DUTCH = """\
model: 1
organisatie: {naam: X, aantal_medewerkers: 12, overheidsinstantie: nee, fg: geen, werkplekken: alle}
voor_alle_verwerkingen: {rol: verwerkingsverantwoordelijke, large_scale_because: geen}
verwerkingen:
  post:
    naam: Post
    frequentie: onbekend
    doelen: {een: {omschrijving: Post, grondslag: toestemming, toestemming: aanmelding}}
    gegevens: {adres: {soort: gewoon, nodig_voor: een, bewaartermijn: kort}}
    informeren_binnen: 2 weken
    begonnen_op: 2020-01-31
toestemmingen: {aanmelding: {naam: Aanmelding, per_doel: ja}}
bewaartermijnen: {kort: {termijn: 1 jaar}}
datalekken: geen
""".replace("large_scale_because", "grootschalig_omdat")
ENGLISH = """\
model: 1
organisation: {name: X, staff: 12, public_authority: no, dpo: none, workplaces: all}
for_all_processing: {role: controller, large_scale_because: none}
processing:
  post:
    name: Post
    frequency: unknown
    purposes: {een: {description: Post, basis: consent, consent: aanmelding}}
    data: {adres: {class: ordinary, needed_for: een, retention: kort}}
    informed_within: P2W
    started_on: 2020-01-31
consents: {aanmelding: {name: Aanmelding, per_purpose: true}}
retention: {kort: {term: 1 year}}
breaches: none
"""


def test_a_register_gives_the_same_facts_in_both_languages() -> None:
    dutch, english = read(DUTCH), read(ENGLISH)
    assert (told(dutch[1]), told(english[1])) == ([], [])
    assert dutch[0].collections == english[0].collections
    assert dutch[0].questions == english[0].questions
    assert (dutch[0].language, english[0].language) == ("nl", "en")
    assert dutch[0].collections["processing"]["post"]["started_on"] == date(2020, 1, 31)


def test_two_files_in_two_languages_describe_one_register() -> None:
    files = {
        "a.yaml": "organisatie: {naam: X}\nverwerkers: {host: {naam: Host}}\n",
        "b.yaml": "processing: {mail: {name: Mail, processors: [host]}}\n",
        "c.yaml": "websites: geen\n",
    }
    found = facts(files)
    assert found["processing"]["mail"]["processors"] == ("host",)
    assert found["websites"] is NONE


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.yaml": "websites: geen\n"}, ["nl"]),
        ({"a.yaml": "websites: none\n"}, ["en"]),
        ({"a.yaml": "websites: {main: {url: https://x.example}}\n"}, ["en"]),
        ({"a.yaml": "taal: en\nwebsites: {}\n"}, ["en"]),
        ({"a.yaml": "language: nl\nwebsites: {}\n"}, ["nl"]),
        ({"a.yaml": "organisation: {name: X}\n", "b.yaml": "websites: none\n"}, ["en", "en"]),
        ({"a.yaml": "verwerkers: {}\npartijen: {}\nprocessing: {}\n"}, ["nl"]),
        ({"a.yaml": "verwerkers: {}\nprocessing: {a: {name: A, role: controller}}\n"}, ["en"]),
    ],
)
def test_the_language_of_a_file_is_that_of_its_keys(files: dict, expected: list[str]) -> None:
    from grondslag.model.build import build_register
    from model.written import document

    documents = [document(text, path) for path, text in files.items()]
    build_register(documents, load_model())
    assert [item.language for item in documents] == expected


@pytest.mark.parametrize(
    ("text", "place", "right"),
    [
        ("verwerkers: {}\npartijen: {}\nprocessing: {}\n", "processing", "verwerkingen"),
        ("taal: nl\norganisation: {name: X}\n", "organisation", "organisatie"),
        ("organisatie: {naam: X, staff: 3}\n", "staff", "aantal_medewerkers"),
        (
            "language: en\norganisation: {name: X, aantal_medewerkers: 3}\n",
            "aantal_medewerkers",
            "staff",
        ),
    ],
)
def test_a_key_of_the_other_language_names_the_right_spelling(
    text: str, place: str, right: str
) -> None:
    _, problems = read(text)
    assert [item.id for item in problems] == ["mixed-language"]
    assert marked(problems[0]) == place
    assert f"`{right}`" in said(problems[0])


def test_a_language_that_is_not_known_is_an_error() -> None:
    assert told(read("taal: fr\norganisatie: {naam: X}\n")[1]) == [
        "unknown-value register.yaml:1:7"
    ]


# --- merging -------------------------------------------------------------------------------------


def test_the_same_id_in_two_files_is_an_error_with_both_places_and_the_first_stays() -> None:
    files = {
        "b.yaml": "processors: {host: {name: B}}\n",
        "a.yaml": "processors: {host: {name: A}, other: {name: O}}\n",
    }
    register, problems = read(files)
    assert told(problems) == ["duplicate-id b.yaml:1:14"]
    assert [label.span.place().path for label in problems[0].labels] == ["b.yaml", "a.yaml"]
    assert register.collections["processors"]["host"]["name"] == "A"


def test_the_organisation_may_be_spread_over_files_but_no_field_twice() -> None:
    files = {
        "a.yaml": "organisation: {name: X}\n",
        "b.yaml": "organisation: {staff: 3}\nfor_all_processing: {status: active}\n",
        "c.yaml": "for_all_processing: {role: controller}\n",
    }
    assert facts(files)["organisation"] == {"name": "X", "staff": 3}
    assert facts(files)["for_all_processing"] == {"status": "active", "role": "controller"}
    files["c.yaml"] = "organisation: {staff: 4}\n"
    register, problems = read(files)
    assert told(problems) == ["duplicate-field c.yaml:1:16"]
    assert register.collections["organisation"]["staff"] == 3


def test_a_collection_cannot_be_none_and_have_entries() -> None:
    files = {"a.yaml": "breaches: none\n", "b.yaml": "breaches: {b-1: {people: 3}}\n"}
    register, problems = read(files)
    assert told(problems) == ["contradiction a.yaml:1:11"]
    assert register.collections["breaches"] == {"b-1": {"people": 3}}
    assert facts({"a.yaml": "breaches: none\n", "b.yaml": "breaches: none\n"}) == {"breaches": NONE}


def test_the_order_of_files_does_not_matter() -> None:
    files = {
        "a.yaml": DUTCH,
        "b.yaml": "organisatie: {naam: Y}\nverwerkers: {host: {naam: Host, rool: x}}\n",
        "c.yaml": "verwerkers: {host: {naam: Ander}, b: {naam: B, verwerkersovereenkomst: Geen}}\n",
    }
    register, problems = read(files)
    other, others = read(dict(reversed(files.items())))
    assert register.collections == other.collections
    assert [item.sort_key for item in problems] == [item.sort_key for item in others]
    assert told(problems) == told(others)
    assert len(problems) == 4


def test_a_required_field_is_asked_once_where_it_would_stand() -> None:
    _, problems = read(
        {"a.yaml": "organisation: {staff: 3}\n", "b.yaml": "organisation: {dpo: none}\n"}
    )
    assert told(problems) == ["missing-key a.yaml:1:1"]
    assert problems[0].path == ("organisation", "name")
    assert read({"a.yaml": "organisation: {staff: 3}\n"}, unread=["b.yaml"])[1] == []
    _, problems = read("processing: {mail: {role: controller}}\n")
    assert told(problems) == ["missing-key register.yaml:1:14"]
    assert problems[0].path == ("processing", "mail", "name")


# --- the version of the model --------------------------------------------------------------------

ALL = "organisation: {name: X, workplaces: all}\n"


def test_all_stands_for_the_list_of_the_version_that_is_named() -> None:
    found = facts("model: 1\n" + ALL)["organisation"]["workplaces"]
    assert found == tuple(load_model().enums["workplace"].codes)


def test_without_a_version_the_loader_asks_for_it_once_and_all_is_no_fact() -> None:
    files = {"a.yaml": ALL, "b.yaml": "notices: {site: {name: S, items: all}}\n"}
    register, problems = read(files)
    assert told(problems) == ["model-version-missing a.yaml:1:1"]
    assert len(problems[0].labels) == 3
    assert "model: 1" in said(problems[0])
    assert register.collections["organisation"]["workplaces"] is UNREADABLE
    assert register.collections["notices"]["site"]["items"] is UNREADABLE


def test_a_list_that_has_grown_is_reported_and_all_is_no_fact() -> None:
    model = load_model()
    codes = model.enums["workplace"]
    code = next(iter(codes.codes.values()))
    grown = replace(
        codes, codes={**codes.codes, "moon": replace(code, en="moon", nl="maan", since=2)}
    )
    newer = replace(model, version=2, enums={**model.enums, "workplace": grown})
    register, problems = read("model: 1\n" + ALL, model=newer)
    assert told(problems) == ["list-has-grown register.yaml:2:37"]
    assert register.collections["organisation"]["workplaces"] is UNREADABLE
    assert "moon" in facts("model: 2\n" + ALL, model=newer)["organisation"]["workplaces"]


@pytest.mark.parametrize(
    ("written", "problem"), [('"1"', "wrong-kind"), ("99", "unknown-value"), ("0", "wrong-kind")]
)
def test_a_version_that_cannot_be_is_one_error(written: str, problem: str) -> None:
    _, problems = read(f"model: {written}\n{ALL}")
    assert told(problems) == [f"{problem} register.yaml:1:8"]


def test_two_versions_contradict() -> None:
    model = replace(load_model(), version=2)
    files = {"a.yaml": "model: 1\n" + ALL, "b.yaml": "model: 2\nbreaches: none\n"}
    assert told(read(files, model=model)[1]) == ["contradiction b.yaml:1:8"]


def test_the_small_registers_of_examples_may_leave_things_out() -> None:
    text = "processing: {mail: {processors: [host], documents: missing.pdf, data: {a: {needed_for: b}}}}\n"
    register, problems = read(text, examples=True)
    assert problems == []
    assert register.collections["processing"]["mail"]["processors"] == ("host",)
    _, problems = read("processing: {mail: {nam: X, role: controler}}\n", examples=True)
    assert [item.id for item in problems] == ["unknown-key", "unknown-value"]


def test_what_was_reported_while_reading_is_not_said_again() -> None:
    register, problems = read("organisation: {name: X, staff: 0x1F}\n")
    assert problems == []
    assert register.collections["organisation"]["staff"] is UNREADABLE


def test_no_files_give_an_empty_register() -> None:
    register, problems = read({})
    assert (register.collections, problems, register.locate(("organisation", "staff"))) == (
        {},
        [],
        (),
    )
