"""Quantifiers and `onwards`, row by row of the language page, for both engines."""

from __future__ import annotations

from typing import Any

import pytest

from grondslag.language import tree
from grondslag.language.types import EntryOf, ListOf, Reference, Scalar
from grondslag.model.facts import Register
from grondslag.values import NONE
from reference.engines import NOON, OUTCOMES, Engine, field, one, reasons, rule
from reference.rules import book_of

TEXT = Scalar("text")


def text(value: str) -> tree.Literal_:
    return tree.Literal_(value, TEXT)


SUPPLIERS = field("processing.processors")
SUPPLIER = tree.Variable("s", Reference(("processors",)))
NAMED = tree.Compare("is", tree.Field(SUPPLIER, "name", TEXT), text("a"))
ABROAD = tree.Compare("is", tree.Field(SUPPLIER, "country", TEXT), text("a"))
QUANTIFIERS = [
    # name and country of each item ("a" is T, "b" F, "?" U); then every, some, no; so with `where`
    ((), "TFT", "TFT"),
    (("aa",), "TTF", "TTF"),
    (("ba",), "FFT", "FFT"),
    (("ab",), "TTF", "TFT"),
    (("bb",), "FFT", "TFT"),
    (("?a",), "UUU", "UUU"),
    (("a?",), "TTF", "TUU"),
    (("b?",), "FFT", "UFT"),
    (("aa", "?a"), "UTF", "UTF"),
    (("ba", "?a"), "FUU", "FUU"),
    (("aa", "ba"), "FTF", "FTF"),
    (("aa", "-"), "UTF", "UTF"),
    (("ba", "-"), "FUU", "FUU"),
    (("ab", "-"), "UTF", "UUU"),
]


@pytest.mark.parametrize(("items", "plain", "filtered"), QUANTIFIERS)
def test_quantifiers_are_and_and_or_over_their_items(
    engine: Engine, items: tuple[str, ...], plain: str, filtered: str
) -> None:
    processors = {}
    for number, letters in enumerate(items):
        if letters != "-":
            entry = {"name": letters[0], "country": letters[1]}
            processors[f"p{number}"] = {k: v for k, v in entry.items() if v != "?"}
    listed = tuple(f"p{number}" for number in range(len(items)))
    collections = {"processing": {"one": {"processors": listed}}, "processors": processors}
    for where, expected in ((None, plain), (ABROAD, filtered)):
        for quantifier, outcome in zip(("every", "some", "no"), expected, strict=True):
            condition = tree.Quantified(
                quantifier,  # type: ignore[arg-type]
                "s",
                SUPPLIER.type,
                SUPPLIERS,
                False,
                where,
                NAMED,
            )
            verdict = one(engine, rule(condition, over="processing"), collections)
            assert OUTCOMES[outcome] == verdict.outcome, (quantifier, where is not None)


@pytest.mark.parametrize(("state", "expected"), [("U", "UUU"), (NONE, "TFT"), ((), "TFT")])
def test_quantifiers_over_what_is_not_recorded_or_none(
    engine: Engine, state: Any, expected: str
) -> None:
    entry = {} if state == "U" else {"processors": state}
    for quantifier, outcome in zip(("every", "some", "no"), expected, strict=True):
        condition = tree.Quantified(
            quantifier,  # type: ignore[arg-type]
            "s",
            SUPPLIER.type,
            SUPPLIERS,
            False,
            None,
            NAMED,
        )
        verdict = one(engine, rule(condition, over="processing"), {"processing": {"one": entry}})
        assert OUTCOMES[outcome] == verdict.outcome
        why = {"processing.one.processors": "not_recorded"} if outcome == "U" else {}
        assert why == reasons(verdict)


CHAIN = tree.Field(
    tree.Variable("x", EntryOf(("processors",))),
    "subprocessors",
    ListOf(Reference(("processors",))),
)


def chain(engine: Engine, processors: dict[str, Any]) -> dict[str, Any]:
    condition = tree.Quantified("every", "s", SUPPLIER.type, CHAIN, True, None, NAMED)
    checked = rule(condition, over="processors")
    verdicts = engine(book_of({"rule": (checked,)}), Register({"processors": processors}), NOON)
    return {verdict.subject.path[-1]: (verdict.outcome, reasons(verdict)) for verdict in verdicts}


def test_onwards_goes_round_a_circle_once_and_comes_back_to_its_start(engine: Engine) -> None:
    found = chain(
        engine,
        {
            "one": {"name": "b", "subprocessors": ("two",)},
            "two": {"name": "a", "subprocessors": ("one",)},
            "end": {"name": "b", "subprocessors": ("last",)},
            "last": {"name": "a", "subprocessors": ()},
        },
    )
    assert found["one"][0] == found["two"][0] == "violation"
    assert found["end"][0] == found["last"][0] == "compliant"


def test_onwards_adds_one_unknown_for_what_is_not_recorded_or_not_described(engine: Engine) -> None:
    found = chain(
        engine,
        {
            "one": {"name": "a", "subprocessors": ("two", "nowhere")},
            "two": {"name": "a"},
            "none": {"name": "a", "subprocessors": NONE},
        },
    )
    assert found["one"] == (
        "undetermined",
        {"processors.nowhere": "not_described", "processors.two.subprocessors": "not_recorded"},
    )
    assert found["two"] == ("undetermined", {"processors.two.subprocessors": "not_recorded"})
    assert found["none"] == ("compliant", {})
