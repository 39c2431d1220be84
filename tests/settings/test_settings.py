"""What grondslag.yaml may say, and what is said of the rest, at its place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from grondslag.diagnostics import Diagnostic
from grondslag.settings.load import read_settings, unknown_names
from grondslag.settings.settings import Settings
from grondslag.text import Source
from grondslag.words.catalogue import text_of

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "settings.schema.json").read_text(encoding="utf-8")
)
WHOLE = """\
version: 1
language: nl
register: [register/, extra.yaml]
ignore: register/archief/
policies: [policies/own/]
packs: {guidance: warn, stem-2018: "off", drafts: on}
rules: {entry-not-reviewed: {level: error}}
"""


def read(text: str) -> tuple[Settings, list[Diagnostic]]:
    return read_settings(Source("grondslag.yaml", text))


def said(problem: Diagnostic) -> tuple[str, str, str]:
    """Place, message, and the label or first help, in English."""
    place = problem.span.place()
    label = problem.labels[0].message or next(iter(problem.helps), None)
    return (
        f"{place.line}:{place.column}",
        text_of(problem.message.id, problem.message.params, "en"),
        text_of(label.id, label.params, "en") if label else "",
    )


def test_everything_that_may_be_set_is_read() -> None:
    settings, problems = read(WHOLE)
    assert problems == []
    assert settings.language == "nl"
    assert settings.register == ("register/", "extra.yaml")
    assert settings.ignore == ("register/archief/",)
    assert settings.policies == ("policies/own/",)
    assert [settings.mode(pack) for pack in ("guidance", "stem-2018", "drafts", "avg")] == [
        "warn",
        "off",
        "on",
        "on",
    ]
    assert settings.level("entry-not-reviewed") == "error"
    assert settings.level("dpo-missing") is None


def test_without_a_file_every_pack_is_on_but_drafts() -> None:
    assert Settings().mode("stem-2018") == "on"
    assert Settings().mode("drafts") == "off"


def test_the_word_off_is_text_and_needs_no_quotes() -> None:
    settings, problems = read("packs: {stem-2018: off, avg: on}\n")
    assert problems == []
    assert settings.mode("stem-2018") == "off"


@pytest.mark.parametrize(
    ("text", "place", "message", "more"),
    [
        ("pakcs: {}\n", "1:1", "unknown setting `pakcs`", "did you mean `packs`?"),
        (
            "version: 2\n",
            "1:10",
            "this version of the settings is not known; known is version 1",
            "",
        ),
        ("language: nel\n", "1:11", "unknown value of setting `language`", "did you mean `nl`?"),
        ("register: {a: b}\n", "1:11", "setting `register` is a list of texts", ""),
        ("register: [1]\n", "1:11", "setting `register` is a list of texts", ""),
        (
            "register: [../elsewhere]\n",
            "1:12",
            "a path of setting `register` leaves the folder of grondslag.yaml",
            "",
        ),
        (
            "policies: [/etc]\n",
            "1:12",
            "a path of setting `policies` leaves the folder of grondslag.yaml",
            "",
        ),
        ("packs: avg\n", "1:8", "setting `packs` has names with a value each", ""),
        ("packs: {avg: of}\n", "1:14", "unknown value of setting `avg`", "did you mean `off`?"),
        (
            "packs: {avg: true}\n",
            "1:14",
            "unknown value of setting `avg`",
            "choose `off`, `on` or `warn`",
        ),
        (
            "rules: {x-y: warning}\n",
            "1:14",
            "the setting of rule `x-y` is a level: {level: warning}",
            "",
        ),
        (
            "rules: {x-y: {levl: error}}\n",
            "1:15",
            "unknown setting `levl`",
            "did you mean `level`?",
        ),
        (
            "rules: {x-y: {level: off}}\n",
            "1:22",
            "unknown value of setting `level`",
            "choose `error` or `warning`",
        ),
    ],
)
def test_a_mistake_is_an_error_of_the_settings_at_its_place(text, place, message, more) -> None:
    _, problems = read(text)
    assert [said(problem) for problem in problems] == [(place, message, more)]
    assert {(problem.kind, problem.severity) for problem in problems} == {("settings", "error")}


@pytest.mark.parametrize("text", ["packs: {avg: on\n", "packs:\n", "a: 1\na: 2\n", "", "- a\n"])
def test_what_is_no_yaml_or_says_nothing_is_an_error_of_the_settings(text: str) -> None:
    _, problems = read(text)
    assert "error" in {problem.severity for problem in problems}
    assert {problem.kind for problem in problems} == {"settings"}


def test_packs_and_rules_that_do_not_exist_are_errors_with_the_nearest_name() -> None:
    settings, problems = read(
        "packs: {agv: on}\nrules: {dpo-mising: {level: error}, x: {level: error}}\n"
    )
    assert problems == []
    found = unknown_names(settings, ["avg", "tw"], ["dpo-missing"])
    assert [said(problem) for problem in found] == [
        ("1:9", "unknown pack `agv`", "did you mean `avg`?"),
        ("2:9", "unknown rule `dpo-mising`", "did you mean `dpo-missing`?"),
        ("2:37", "unknown rule `x`", ""),
    ]
    assert unknown_names(Settings(), [], []) == []


def test_the_schema_for_editors_and_the_reader_agree() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    settings, _ = read(WHOLE)
    assert settings.document is not None
    jsonschema.validate(settings.document.value, SCHEMA)
    for text in ("pakcs: {}\n", "version: 2\n", "packs: {avg: of}\n", "rules: {x: {level: off}}\n"):
        wrong, problems = read(text)
        assert problems
        assert wrong.document is not None
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong.document.value, SCHEMA)


@hypothesis_settings(max_examples=150)
@given(st.text(max_size=80))
def test_no_text_as_settings_raises_and_every_problem_has_a_place_in_it(text: str) -> None:
    _, problems = read(text)
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
