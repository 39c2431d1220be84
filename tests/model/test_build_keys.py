"""Keys: misspelt at every level, out of place, missing; files that are no register."""

from __future__ import annotations

import pytest

from grondslag.model.recognise import not_recognised, recognise
from grondslag.model.vocabulary import load_model
from grondslag.values import UNREADABLE
from model.written import document, marked, read, said, told


@pytest.mark.parametrize(
    ("text", "mark", "near", "path"),
    [
        ("verwerkes: {}\npartijen: {}\n", "verwerkes", "verwerkers", ("processors",)),
        (
            "organisatie: {naam: X, aantal_medewerker: 3}\n",
            "aantal_medewerker",
            "aantal_medewerkers",
            ("organisation", "staff"),
        ),
        (
            "organisatie: {naam: X, fg: {contct: y}}\n",
            "contct",
            "contact",
            ("organisation", "dpo", "contact"),
        ),
        ("verwerkers: {a: {naam: A, lnd: NL}}\n", "lnd", "land", ("processors", "a", "country")),
        (
            "verwerkingen: {a: {naam: A, doelen: {b: {grondslg: toestemming}}}}\n",
            "grondslg",
            "grondslag",
            ("processing", "a", "purposes", "b", "basis"),
        ),
        ("procesors: {}\nparties: {}\n", "procesors", "processors", ("processors",)),
        (
            "organisatie: {naam: X, staf: 3}\n",
            "staf",
            "aantal_medewerkers",
            ("organisation", "staff"),
        ),
    ],
)
def test_a_misspelt_key_is_an_error_with_the_nearest_name(text, mark, near, path) -> None:
    register, problems = read(text)
    assert [item.id for item in problems] == ["unknown-key"]
    assert marked(problems[0]) == mark
    assert f"`{near}`" in said(problems[0])
    assert problems[0].path == path
    assert register.fact(path) is UNREADABLE


def test_an_unknown_key_never_becomes_a_fact() -> None:
    register, problems = read("organisation: {name: X, qqqqqq: 3}\n")
    assert [item.id for item in problems] == ["unknown-key"]
    assert register.collections == {"organisation": {"name": "X"}}


def test_a_key_that_belongs_elsewhere_is_told_where() -> None:
    _, problems = read("organisatie: {naam: X}\nverwerkersovereenkomst: geen\n")
    assert [item.id for item in problems] == ["unknown-key"]
    assert "`verwerkersovereenkomst` hoort onder `verwerkers`" in said(problems[0])


def test_a_misspelt_field_is_not_also_missing() -> None:
    assert told(read("processors: {a: {nme: A}}\n")[1]) == ["unknown-key register.yaml:1:18"]
    assert told(read("organisation: {nme: A}\n")[1]) == ["unknown-key register.yaml:1:16"]


def test_a_misspelt_field_is_not_filled_by_the_defaults() -> None:
    text = "for_all_processing: {role: controller}\nprocessing: {a: {name: A, rolle: processor}}\n"
    register, problems = read(text)
    assert [item.id for item in problems] == ["unknown-key"]
    assert register.collections["processing"]["a"]["role"] is UNREADABLE


def test_references_into_a_misspelt_collection_are_not_reported_as_well() -> None:
    text = "procesors: {host: {name: H}}\nprocessing: {a: {name: A, processors: [host]}}\n"
    assert [item.id for item in read(text)[1]] == ["unknown-key"]


def test_an_id_is_kebab_case() -> None:
    register, problems = read(
        "processors: {Web_Host: {name: H}, all: {name: A}, '2026': {name: B}}\n"
    )
    assert [(item.id, marked(item)) for item in problems] == [
        ("invalid-id", "Web_Host"),
        ("invalid-id", "all"),
    ]
    assert set(register.collections["processors"]) == {"Web_Host", "all", "2026"}


def test_many_unknown_keys_take_bounded_work() -> None:
    keys = "".join(f"  quite-long-unknown-key-number-{n}: 1\n" for n in range(3000))
    _, problems = read(f"organisation:\n  name: X\n{keys}")
    assert len(problems) == 3000


@pytest.mark.parametrize(
    ("text", "kind", "suggestion"),
    [
        ("verwerkingen: {}\n", "register", None),
        ("processing: {}\nother: 1\n", "register", None),
        ("verwerkingn: {}\n", "near", "verwerkingen"),
        ("taal: nl\nmodel: 1\n", "other", None),
        ("services: {}\nversion: 3\n", "other", None),
        ("process: {}\n", "near", "processing"),
    ],
)
def test_a_register_file_is_recognised_by_its_keys(text, kind, suggestion) -> None:
    found = recognise(document(text), load_model())
    assert (found.kind, found.suggestion) == (kind, suggestion)


def test_a_file_that_is_nearly_a_register_is_told_so_at_the_key() -> None:
    problem = not_recognised(document("# notes\nverwerkingn: {}\n"), load_model())
    assert problem is not None
    assert told([problem]) == ["file-not-recognised register.yaml:2:1"]
    assert "bedoelde u `verwerkingen`?" in said(problem)
    assert not_recognised(document("verwerkingen: {}\n"), load_model()) is None
    other = not_recognised(document("services: {}\n"), load_model())
    assert other is not None
    assert told([other]) == ["file-not-recognised register.yaml:1:1"]
