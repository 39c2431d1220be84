"""Any answers give a first register that loads, and of which nothing is recorded that was not said."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.cli.main import main
from grondslag.interchange.starting.entries import starting_register
from grondslag.interchange.starting.files import REGISTER, ci_files, starting_files
from grondslag.interchange.starting.questions import (
    Question,
    Supplier,
    WrongAnswer,
    accept,
    kept,
    plain_answer,
    questions,
    starting_data,
)
from grondslag.model.readers import read_text
from grondslag.model.vocabulary import load_model
from grondslag.values import UNITS, Duration, duration
from model.written import read, told

MODEL = load_model()
TODAY = date(2026, 11, 24)
NAMES = st.one_of(
    st.sampled_from(
        ["Fietswinkel De Ketting", "=1+1", "A: b #c", "::error::x", "Bv {x}", "'t Hoekje"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
).filter(lambda text: read_text(text) is not None and text.isprintable())


def raw_answer(draw: st.DrawFn, question: Question, answers: dict[str, Any]) -> Any:
    if draw(st.integers(0, 4)) == 0:
        return None
    several = [option.id for option in question.options if not option.alone]
    alone = [[option.id] for option in question.options if option.alone]
    some = st.lists(st.sampled_from(several), min_size=1, unique=True) if several else st.nothing()
    match question.kind:
        case "text":
            return draw(NAMES)
        case "number":
            return draw(st.integers(0, 2000))
        case "one":
            return draw(st.sampled_from([option.id for option in question.options]))
        case "several":
            return draw(st.one_of(some, *map(st.just, alone)))
        case "suppliers":
            names = draw(st.one_of(some, st.just([])))
            supplier = st.fixed_dictionaries(
                {"name": st.none() | NAMES, "agreement": st.sampled_from(["yes", "no", None])}
            )
            return {name: draw(supplier) for name in names} or "none"
    return {name: f"{draw(st.integers(1, 20))} years" for name in kept(answers)}


@st.composite
def all_answers(draw: st.DrawFn) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in questions():
        if question.is_asked(answers):
            answers[question.id] = accept(question, raw_answer(draw, question, answers), answers)
    return answers


@settings(max_examples=150, deadline=None)
@given(all_answers(), st.sampled_from(["nl", "en"]))
def test_any_answers_give_files_of_which_nothing_is_to_be_said(answers, language) -> None:
    files = starting_files(MODEL, answers, language, TODAY)
    texts = {item.path: item.text for item in files if item.path.startswith(REGISTER)}
    register, problems = read(texts)
    assert told(problems) == []
    assert len(texts) == 6
    assert {item.path for item in files} >= {"grondslag.yaml", ".vscode/settings.json"}
    assert register.collections["organisation"].get("name") == answers["name"]


@settings(max_examples=100, deadline=None)
@given(all_answers())
def test_both_languages_record_the_same_but_for_names(answers) -> None:
    found = []
    for language in ("nl", "en"):
        start = starting_register(MODEL, answers, language, TODAY)
        found.append(sorted(shape(start.collections)))
    assert found[0] == found[1]


def shape(value: Any, path: tuple[str, ...] = ()) -> list[str]:
    """Which fields hold a value, are open or say none; ids and texts left out."""
    if isinstance(value, dict):
        return [item for name, inner in value.items() for item in shape(inner, (*path, name))]
    names = [
        step for step in path if "_" in step or step in {"name", "basis", "term", "cookies", "role"}
    ]
    return [".".join(names) + ("?" if value is None else "=")]


@settings(max_examples=100, deadline=None)
@given(all_answers(), st.sampled_from(["nl", "en"]))
def test_answers_that_are_kept_are_read_back(answers, language) -> None:
    again: dict[str, Any] = {}
    for question in questions():
        if question.is_asked(again):
            again[question.id] = accept(
                question, plain_answer(answers[question.id], language), again
            )
    assert again == answers


def test_who_knows_nothing_records_nothing() -> None:
    start = starting_register(MODEL, {}, "nl", TODAY)
    said = [item for item in shape(start.collections) if item.endswith("=")]
    assert said == ["for_all_processing="]  # That its activities are active: there are none.


def test_what_is_likely_is_an_example_and_not_recorded() -> None:
    answers = {"keep": ("orders",), "newsletter": ("none",), "leaks": "yes"}
    start = starting_register(MODEL, answers, "nl", TODAY)
    (purpose,) = start.collections["processing"]["bestellingen"]["purposes"].values()
    assert purpose == {"description": "Leveren wat klanten kopen", "basis": None}
    path = ("processing", "bestellingen", "purposes", "levering", "basis")
    assert start.beside[path] == "voorbeeld: overeenkomst"
    assert start.collections["breaches"] is None


def test_every_part_of_the_starting_data_belongs_to_an_option() -> None:
    data = starting_data()
    by_id = {question.id: {option.id for option in question.options} for question in questions()}
    assert set(data["suppliers"]) == by_id["suppliers"] - {"none"}
    assert set(data["others"]) == by_id["others"] - {"none"}
    assert set(data["cookies"]) == by_id["cookies"] - {"none"}
    assert by_id["keep"] <= set(data["activities"])
    assert by_id["customer_data"] | by_id["staff_data"] == set(data["data"])
    for kind in (*data["suppliers"].values(), *data["others"].values()):
        assert set(kind["for"]) <= set(data["activities"])


def test_a_run_asks_fifteen_questions_at_most() -> None:
    assert len(questions()) == 15
    assert all(set(question.text) == set(question.why) == {"nl", "en"} for question in questions())


WRONG = [
    ("name", "n.v.t."), ("name", "x" * 300), ("name", ["a"]), ("name", "a\x1b[31m"),
    ("staff", -1), ("staff", 6.5), ("staff", "zes"), ("staff", True), ("staff", "99999999999"),
    ("keep", "klanten"), ("keep", []), ("keep", [["orders"]]), ("keep", {"orders": 1}),
    ("website", ["form"]), ("website", 1), ("newsletter", ["none", "customers"]),
    ("suppliers", {"host": {}}), ("suppliers", {"office": {"naam": "x"}}), ("suppliers", {"office": 3}),
    ("suppliers", {"office": {"agreement": ["yes"]}}), ("suppliers", {"office": {"name": "TODO"}}),
    ("how_long", "2 jaar"), ("how_long", {"orders": "lang"}), ("how_long", {"orders": "0 jaar"}),
    ("how_long", {"members": "2 jaar"}), ("how_long", {"orders": "3 uur"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw"), WRONG)
def test_an_answer_that_does_not_fit_is_refused(name, raw) -> None:
    question = next(item for item in questions() if item.id == name)
    with pytest.raises(WrongAnswer):
        accept(question, raw, {"keep": ("orders",)})


@given(st.integers(1, 999), st.sampled_from(sorted(set(UNITS) - {"hour", "minute"})))
def test_terms_are_read_in_either_language(amount, unit) -> None:
    question = questions()[-3]
    assert question.kind == "terms"
    answers = {"keep": ("orders",)}
    for language in ("nl", "en"):
        raw = plain_answer({"orders": duration(amount, unit)}, language)
        found = accept(question, raw, answers)
        assert found == {"orders": duration(amount, unit)}
        assert isinstance(found["orders"], Duration)


def test_a_supplier_may_be_a_name_alone() -> None:
    question = next(item for item in questions() if item.id == "suppliers")
    assert accept(question, {"office": "Kantoor BV"}, {}) == {"office": Supplier("Kantoor BV")}
    assert accept(question, ["office"], {}) == {"office": Supplier()}
    assert accept(question, {"$word": "geen"}, {}) == {}


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_ci_names_who_must_approve_only_if_it_is_known(host) -> None:
    texts = {item.path: item.text for item in ci_files(host, "nl", "0.1.0", None)}
    owners = next(text for path, text in texts.items() if path.endswith("CODEOWNERS"))
    assert all(row.startswith("#") for row in owners.splitlines())
    named = {item.path: item.text for item in ci_files(host, "nl", "0.1.0", "@acme/privacy")}
    owners = next(text for path, text in named.items() if path.endswith("CODEOWNERS"))
    assert "\n/waivers.yaml" in owners
    assert "@acme/privacy" in owners
    assert not any("@VERSION@" in text for text in texts.values())


@settings(max_examples=15, deadline=None)
@given(all_answers(), st.sampled_from(["nl", "en"]))
def test_after_any_answers_a_check_is_green_and_the_next_day_too(answers, language) -> None:
    with TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as out:
        plain = {name: plain_answer(answer, language) for name, answer in answers.items()}
        file = Path(folder, "answers.json")
        file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        root = ["--root", str(Path(folder, "project"))]
        Path(folder, "project").mkdir()
        given_day = "--as-of=2026-11-24"
        assert main(["init", "--answers", str(file), "--lang", language, given_day, *root]) == 0
        for day in ("2026-11-24", "2026-11-25", "2027-11-25"):
            assert main(["check", f"--as-of={day}", *root]) == 0, out.getvalue()
