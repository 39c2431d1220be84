"""The JSON of a register fits its schema, and says what holds, what was filled in, and what is open."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from grondslag.interchange.exporting.register_json import register_json
from grondslag.interchange.exporting.register_schema import register_schema
from grondslag.model.facts import Register
from grondslag.model.readers import ALL
from interchange.registers import MODEL, registers
from model.written import read

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "schemas" / "register-v1.schema.json"
DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
SCHEMA = json.loads(register_schema(MODEL))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_in_the_repository_is_that_of_the_model(request) -> None:
    if request.config.getoption("--accept"):
        FILE.write_text(register_schema(MODEL), encoding="utf-8", newline="\n")
    assert FILE.read_text(encoding="utf-8") == register_schema(MODEL)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def plain(facts: object) -> object:
    """Facts as they are in a register: what is open is absent, all is a list."""
    if isinstance(facts, dict):
        return {name: plain(fact) for name, fact in facts.items() if fact is not None}
    return ("a", "b") if facts is ALL else facts


@settings(max_examples=150, deadline=None)
@given(registers())
def test_any_register_fits_the_schema(facts) -> None:
    text = register_json(Register(plain(facts)), MODEL, DAY)
    VALIDATOR.validate(json.loads(text))
    assert text.isascii()


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").iterdir()))
def test_the_examples_fit_the_schema_and_keep_the_order_of_the_model(name) -> None:
    files = sorted((ROOT / "examples" / name).glob("register/*.yaml"))
    if not files:
        pytest.skip("no register")
    register, _ = read({path.name: path.read_text(encoding="utf-8") for path in files})
    found = json.loads(register_json(register, MODEL, DAY))
    VALIDATOR.validate(found)
    order = list(MODEL.collections)
    assert sorted(found["collections"], key=order.index) == list(found["collections"])
    for activity in found["collections"]["processing"].values():
        fields = list(MODEL.collections["processing"].entry.fields)
        assert sorted(activity, key=fields.index) == list(activity)


def test_what_was_filled_in_and_what_is_open_is_named() -> None:
    register, _ = read(
        "voor_alle_verwerkingen: {frequentie: doorlopend}\n"
        "verwerkingen:\n"
        "  a: {naam: A, begonnen_op: onbekend, doorgiften: geen}\n"
        "maatregelen:\n"
        "  slot: {onderwerp: schermvergrendeling, na: 10 minuten}\n"
        "datalekken: geen\n"
        "verzoeken:\n"
        "  r-1: {vergoeding: 2.5}\n"
    )
    found = json.loads(register_json(register, MODEL, DAY))
    assert found["collections"]["processing"]["a"] == {
        "name": "A", "frequency": "continuous", "transfers": {"$word": "none"},
    }  # fmt: skip
    assert found["collections"]["measures"]["slot"]["after"] == "PT10M"
    assert found["collections"]["breaches"] == {"$word": "none"}
    assert found["collections"]["requests"]["r-1"] == {"fee": 2.5}
    assert found["filled_in"] == [["measures", "slot", "kind"], ["processing", "a", "frequency"]]
    assert found["open_questions"] == [["processing", "a", "started_on"]]


def test_moments_are_in_utc_and_one_that_comes_twice_is_two() -> None:
    register, _ = read(
        "datalekken:\n"
        "  a: {ontdekt_op: 2026-10-25T02:30, gemeld_bij_ap_op: 2026-10-26T10:00+01:00}\n"
        "  b: {ontdekt_op: 2026-10-25, gemeld_bij_ap_op: morgen}\n"
    )
    report = json.loads(register_json(register, MODEL, DAY))
    VALIDATOR.validate(report)
    assert report["collections"]["breaches"] == {
        "a": {
            "aware_at": {"first": "2026-10-25T00:30:00Z", "last": "2026-10-25T01:30:00Z"},
            "notified_at": "2026-10-26T09:00:00Z",
        },
        "b": {"aware_at": "2026-10-25", "notified_at": {"$word": "unreadable"}},
    }
