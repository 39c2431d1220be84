"""Repairs: what has one meaning is put right, everything else stays as it is, to the byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondslag.documents.find import read_texts
from grondslag.documents.parse import parse
from grondslag.interchange.mending.order import ordered
from grondslag.interchange.mending.repair import mend
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.text import Source

MODEL = load_model()
ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*/register/**/*.yaml"))
HEAD = "taal: nl\nmodel: 1\norganisatie:\n  naam: Acme\n"
ACTIVITY = "verwerkingen:\n  post:\n    naam: Post\n"


def mended(text: str) -> str:
    return mend(MODEL, {"a.yaml": text})[0]["a.yaml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Keys: another language, or misspelt with one clear candidate.
        ("    name: Post\n", "    naam: Post\n"),
        ("    naam: P\n    betrokkenn: leden\n", "    naam: P\n    betrokkenen: leden\n"),
        # Codes: another language, capitals, spaces.
        ("    naam: P\n    rol: controller\n", "    naam: P\n    rol: verwerkingsverantwoordelijke\n"),
        ("    naam: P\n    rol: Verwerker\n", "    naam: P\n    rol: verwerker\n"),
        # The plain words in quotes, capitals or the other language.
        ('    naam: P\n    doorgiften: "geen"\n', "    naam: P\n    doorgiften: geen\n"),
        ("    naam: P\n    doorgiften: None\n", "    naam: P\n    doorgiften: geen\n"),
        ("    naam: P\n    doorgiften: none  # echt\n", "    naam: P\n    doorgiften: geen  # echt\n"),
        # Notation.
        ("    naam: P\n    herzien_op: 24-11-2026\n", "    naam: P\n    herzien_op: 2026-11-24\n"),
        ("    naam: P\n    herzien_op: 2026/11/04\n", "    naam: P\n    herzien_op: 2026-11-04\n"),
        ("    naam: P\n    informeren_binnen: 1month\n", "    naam: P\n    informeren_binnen: 1 maand\n"),
        ("    naam: P\n    profilering: yes\n", "    naam: P\n    profilering: ja\n"),
        ("    naam: P\n    betrokkenen: klanten, leden\n", "    naam: P\n    betrokkenen: [klanten, leden]\n"),
        # YAML.
        ("    naam: Post: in en uit\n", '    naam: "Post: in en uit"\n'),
        ("    naam: @post\n", '    naam: "@post"\n'),
        ("    naam: “Post: in”\n", '    naam: "Post: in"\n'),
        ("    naam: 't Winkeltje\n", "    naam: \"'t Winkeltje\"\n"),
        (
            "    naam: P\n    betrokkenen:\n    -\u00a0klanten\n    rol: verwerker\n",
            "    naam: P\n    betrokkenen:\n    - klanten\n    rol: verwerker\n",
        ),
    ],
)  # fmt: skip
def test_what_has_one_meaning_is_written_that_way(before: str, after: str) -> None:
    start = f"{HEAD}verwerkingen:\n  post:\n"
    assert mended(start + before) == start + after


@pytest.mark.parametrize(
    "text",
    [
        "    naam: P\n    herzien_op: 03-04-2026\n",  # The third of April, or the fourth of March?
        "    naam: P\n    herzien_op: 31-02-2026\n",
        "    naam: P\n    betrokkenen: vrienden\n",
        "    naam: P\n    rol: verwerkr\n",  # A code that is misspelt is a fact that is guessed.
        "    naam: P\n    iets_heel_anders: x\n",
        "    naam: n.v.t.\n",
        "    naam: P\n    rol:\n",
        "    naam: P\n    name: Q\n",  # Both would be the same key.
        "    naam: P\n    rol: [\n",
        "    naam: P: Q # en: R\n",
    ],
)
def test_what_could_mean_two_things_is_left_to_a_person(text: str) -> None:
    whole = f"{HEAD}verwerkingen:\n  post:\n{text}"
    assert mended(whole) == whole


def test_a_number_among_words_keeps_its_words() -> None:
    whole = HEAD + '  aantal_medewerkers: "251 medewerkers"\n'
    assert mended(whole) == whole
    assert (
        mended(HEAD + '  aantal_medewerkers: "251"  # koppen\n')
        == HEAD + "  aantal_medewerkers: 251  # koppen\n"
    )


def test_what_a_yaml_mistake_hides_is_put_right_in_the_next_round() -> None:
    text = f"{HEAD}verwerkingen:\n  a:\n    name: A: B\n    rol: processor\n  b:\n    naam: @b\n"
    new, made = mend(MODEL, {"a.yaml": text})
    assert new["a.yaml"] == (
        f'{HEAD}verwerkingen:\n  a:\n    naam: "A: B"\n    rol: verwerker\n  b:\n    naam: "@b"\n'
    )
    assert [(one.line, one.problem) for one in made] == [
        (7, "unquoted-colon"),
        (10, "reserved-character"),
        (7, "unknown-key") if made[2].problem == "unknown-key" else (7, "mixed-language"),
        (8, "unknown-value"),
    ]


def test_line_ends_stay_as_they_are() -> None:
    text = (HEAD + "verwerkingen:\n  post:\n    name: Post\n    rol: processor\n").replace(
        "\n", "\r\n"
    )
    assert mended(text) == text.replace("name:", "naam:").replace("processor", "verwerker")


def test_a_file_that_is_no_register_is_left_alone() -> None:
    other = "services:\n  web:\n    name: none\n    ports: yes\n"
    assert mended(other) == other
    assert mended("name: a: b\n") == "name: a: b\n"


def facts(text: str) -> tuple[dict, int]:
    documents, problems, _ = read_texts([("a.yaml", text.encode())], plain_words(MODEL))
    register, wrong = build_register(documents, MODEL)
    return dict(register.collections), len([*problems, *wrong])


SWAPS = [
    ("naam:", "name:"), ("rol:", "role:"), ("ja\n", "yes\n"), ("geen\n", '"geen"\n'), ("onbekend\n", "Onbekend\n"),
    ("verwerker\n", "processor\n"), ("klanten", "customers"), ("doelen:", "doeleinden:"),
    ("soort: gewoon", "soort: ordinary"),
    ("2026-0", "2026/0"), (" jaar\n", " years\n"), ("omschrijving:", "omschrijvng:"), ("land: NL", "land: nl"),
]  # fmt: skip


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parents[1].name}/{file.stem}")
def test_a_sound_file_is_not_touched_and_keeps_its_facts_in_order(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    new, made = mend(MODEL, {"a.yaml": text}, file.parent)
    assert (new["a.yaml"], made) == (text, [])
    document, _ = parse(Source("a.yaml", text), plain_words(MODEL))
    assert document is not None
    sorted_ = ordered(MODEL, document)
    assert facts(sorted_) == facts(text)
    again, _ = parse(Source("a.yaml", sorted_), plain_words(MODEL))
    assert again is not None
    assert ordered(MODEL, again) == sorted_
    assert sorted(sorted_.splitlines()) == sorted(text.splitlines())


@given(st.sampled_from(EXAMPLES), st.sets(st.sampled_from(SWAPS), max_size=5))
def test_mending_never_changes_a_fact_that_was_there_and_is_done_in_one_go(
    file: Path, swaps: set[tuple[str, str]]
) -> None:
    text = file.read_text(encoding="utf-8")
    for before, after in sorted(swaps):
        text = text.replace(before, after)
    before_facts, before_count = facts(text)
    new = mended(text)
    after_facts, after_count = facts(new)
    assert after_count <= before_count
    assert mended(new) == new
    assert_kept(before_facts, after_facts)


def assert_kept(before: object, after: object) -> None:
    """Every fact that could be read before is still there."""
    if isinstance(before, dict):
        assert isinstance(after, dict)
        for key, value in before.items():
            if repr(value) == "UNREADABLE":
                continue
            assert key in after
            assert_kept(value, after[key])
    else:
        assert before == after


def shuffled(text: str, seed: int) -> str:
    """The fields of each entry in another order, in block style, comments with their field."""
    rng = random.Random(seed)
    blocks = [
        "    naam: A\n",
        "    # waarom\n    doelen:\n      a:\n        grondslag: toestemming\n        omschrijving: x\n",
        "    rol: verwerker  # ja\n",
        "    toelichting: |\n      twee\n\n      regels\n",
        "    status: actief\n",
    ]
    rng.shuffle(blocks)
    return f"{text}verwerkingen:\n  a:\n{''.join(blocks)}  b:\n    naam: B\n"


@pytest.mark.parametrize("seed", range(20))
def test_order_moves_whole_fields_with_their_comments(seed: int) -> None:
    text = shuffled(HEAD, seed)
    document, _ = parse(Source("a.yaml", text), plain_words(MODEL))
    assert document is not None
    assert ordered(MODEL, document) == (
        f"{HEAD}verwerkingen:\n  a:\n    naam: A\n    status: actief\n    rol: verwerker  # ja\n"
        "    # waarom\n    doelen:\n      a:\n        omschrijving: x\n        grondslag: toestemming\n"
        "    toelichting: |\n      twee\n\n      regels\n  b:\n    naam: B\n"
    )
