"""Errors of a JSON Schema: the same from both libraries, with names and never a value."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.documents import schema as schema_module
from grondslag.documents.schema import SchemaError, Validator

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "name": {"$ref": "#/$defs/text"},
        "staff": {"type": ["integer", "object"], "minimum": 0, "maximum": 1000},
        "law": {"enum": ["a", "b", True, {"$word": "none"}]},
        "kind": {"const": 1},
        "entries": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3},
            "additionalProperties": {"$ref": "#/$defs/entry"},
        },
        "codes": {
            "if": {"type": "array"},
            "then": {"items": {"enum": ["p", "q"]}, "uniqueItems": True, "minItems": 1},
            "else": {"enum": ["p", "q"]},
        },
        "any": {"anyOf": [{"type": "string", "minLength": 2}, {"$ref": "#/$defs/entry"}]},
        "one": {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 3}]},
        "not": {"not": {"type": "string"}},
    },
    "required": ["name", "law"],
    "additionalProperties": False,
    "$defs": {
        "text": {"type": "string", "pattern": "^\\S+$", "maxLength": 4},
        "entry": {
            "type": "object",
            "properties": {"of": {"$ref": "#/$defs/text"}, "in": {"$ref": "#/$defs/entry"}},
            "required": ["of"],
            "additionalProperties": False,
        },
    },
}
VALIDATOR = Validator(SCHEMA)

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 1002)
    | st.sampled_from([1.0, 1.5, 10**30, -(10**400), 1e300])
    | st.sampled_from(["", "a", "p", "q", "ab c", "abcdef", "a\n", "\ud800", "É", "none"])
)
KEYS = st.sampled_from([*SCHEMA["properties"], "of", "in", "$word", "x", "Y1", "abcd", "\ud800"])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def only(value: object) -> SchemaError:
    (error,) = VALIDATOR.errors(value)
    return error


GOOD = {"name": "x", "law": "a"}


@pytest.mark.parametrize(
    ("value", "path", "keyword", "params"),
    [
        ({**GOOD, "zz": 1, "yy": 2}, (), "additionalProperties", {"names": ("yy", "zz")}),
        ({}, (), "required", {"names": ("law", "name")}),
        ({**GOOD, "staff": "x"}, ("staff",), "type", {"expected": ("integer", "object")}),
        ({**GOOD, "staff": 1.5}, ("staff",), "type", {"expected": ("integer", "object")}),
        ({**GOOD, "staff": -1}, ("staff",), "minimum", {"expected": 0}),
        ({**GOOD, "law": "c"}, ("law",), "enum", {"expected": ("a", "b", True, {"$word": "none"})}),
        ({**GOOD, "law": 1}, ("law",), "enum", {"expected": ("a", "b", True, {"$word": "none"})}),
        ({**GOOD, "kind": True}, ("kind",), "const", {"expected": 1}),
        ({**GOOD, "name": " "}, ("name",), "pattern", {"expected": "^\\S+$"}),
        ({**GOOD, "name": "a\n"}, ("name",), "pattern", {"expected": "^\\S+$"}),
        ({**GOOD, "entries": {"A": {"of": "x"}}}, ("entries",), "propertyNames", {"names": ("A",)}),
        ({**GOOD, "entries": {"a": {}}}, ("entries", "a"), "required", {"names": ("of",)}),
        ({**GOOD, "codes": ["p", "p"]}, ("codes",), "uniqueItems", {"expected": True}),
        ({**GOOD, "codes": []}, ("codes",), "minItems", {"expected": 1}),
        ({**GOOD, "codes": ["p", "z"]}, ("codes", 1), "enum", {"expected": ("p", "q")}),
        ({**GOOD, "not": "x"}, ("not",), "not", {}),
    ],
)
def test_an_error_has_a_path_a_keyword_and_names(
    value: object, path: tuple[str | int, ...], keyword: str, params: dict[str, object]
) -> None:
    error = only(value)
    assert (error.path, error.keyword, dict(error.params)) == (path, keyword, params)
    assert not VALIDATOR.is_valid(value)


def test_of_alternatives_the_errors_of_each_branch_are_kept() -> None:
    error = only({**GOOD, "any": "x"})
    assert (error.path, error.keyword) == (("any",), "anyOf")
    assert [[inner.keyword for inner in branch] for branch in error.branches] == (
        [["minLength"], ["type"]]
    )


def test_the_path_in_the_schema_goes_through_references() -> None:
    error = only({**GOOD, "entries": {"a": {"of": "x", "in": {"of": "abcdef"}}}})
    assert error.schema_path == (
        *("properties", "entries", "additionalProperties"),
        *("properties", "in", "properties", "of", "maxLength"),
    )


def test_a_good_value_has_no_errors() -> None:
    value = {**GOOD, "entries": {"a": {"of": "x"}}, "codes": "p", "any": "xy", "one": 1}
    assert VALIDATOR.is_valid(value)
    assert VALIDATOR.errors(value) == []


@given(VALUES | st.fixed_dictionaries({"name": LEAVES, "law": LEAVES, "entries": VALUES}))
@settings(max_examples=200, deadline=None)
def test_both_libraries_find_the_same(value: Any) -> None:
    found, expected = VALIDATOR.errors(value), VALIDATOR.errors_by_jsonschema(value)
    assert [bare(error) for error in expected] == [bare(error) for error in found]
    assert VALIDATOR.is_valid(value) is (expected == [])


def bare(error: SchemaError) -> tuple[object, ...]:
    names = error.params.get("names")
    return (error.path, error.keyword, error.schema_path, names)


@given(VALUES)
@settings(max_examples=50, deadline=None)
def test_an_error_of_a_leaf_holds_nothing_that_was_written(value: Any) -> None:
    for error in VALIDATOR.errors({**GOOD, "staff": "geheim", "codes": value}):
        assert "geheim" not in repr(error)


def test_deep_values_are_no_trouble() -> None:
    value: Any = "x"
    for _ in range(64):
        value = {"of": "x", "in": value}
    error = only({**GOOD, "entries": {"a": value}})
    assert len(error.path) == 66


def test_without_jsonschema_rs_the_other_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_module, "_jsonschema_rs", lambda: None)
    validator = Validator(SCHEMA)
    assert validator.is_valid(GOOD)
    assert validator.errors({}) == VALIDATOR.errors({})


def test_nothing_is_imported_before_the_first_value() -> None:
    code = (
        "import sys, json; from grondslag.documents.schema import Validator; v = Validator({});"
        "a = [m for m in ('jsonschema', 'jsonschema_rs') if m in sys.modules];"
        "v.is_valid({}); b = [m for m in ('jsonschema', 'jsonschema_rs') if m in sys.modules];"
        "print(json.dumps([a, b]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[], ["jsonschema_rs"]]
