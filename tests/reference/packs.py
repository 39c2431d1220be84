"""The packs we ship, and random registers about what one of their rules mentions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from grondslag.evaluation.examples import moment
from grondslag.language.tree import Expected
from grondslag.model.build import build_register
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.examples import ExampleDocument
from grondslag.rulebook.load import builtin_policies, load_rulebook
from reference.mentions import all_nodes, pool_of, window_near
from reference.registers import WINDOWS, Draw, Pool, RegisterWriter, pick, write_register
from reference.rules import draw_as_of
from reference.toy import Book

POLICIES = Path(__file__).resolve().parents[2] / "policies"


@cache
def packs() -> Any:
    """The rulebook of the packs that ship with the program."""
    return load_rulebook([builtin_policies()], load_model())


def shipped_rules() -> list[str]:
    """The ids of the rules in `policies/`, by the names of their files."""
    return sorted({file.stem.partition("@")[0] for file in POLICIES.glob("*/*/*.rule")})


@cache
def book_of_one(rule: str) -> Book:
    """The rulebook with only this rule."""
    return Book({rule: packs().rules[rule]}, packs().law, packs().vocabulary)


@cache
def mentioned(rule: str) -> list[object]:
    return all_nodes([version.checked for version in packs().rules[rule]], packs().law)


def random_register(rule: str, seed: int) -> tuple[Register, datetime, Pool, Draw]:
    """A register that says something, in any state, of each fact that the rule mentions."""
    draw = Random(f"{rule} {seed}").randrange
    window = pick(draw, WINDOWS)
    weight, nones = pick(draw, ((1, 1), (6, 2), (40, 4), (40, 12)))
    pool = pool_of(mentioned(rule), packs().law, window, weight, nones)
    register = write_register(packs().vocabulary, pool, draw)
    return register, draw_as_of(draw, window), pool, draw


def examples(rule: str) -> Iterator[tuple[Register, datetime, Expected]]:
    """The registers of the examples of a rule, the moment of each, and what it expects."""
    for version in packs().rules[rule]:
        for example in version.checked.examples:
            document = ExampleDocument(version.source, example.given)
            register, _ = build_register([document], load_model(), examples=True)
            yield register, moment(example.on), example.expected


def beside(rule: str, register: Register, day: date, seed: int) -> Register:
    """The register of an example with a few facts that the rule mentions in another state."""
    draw = Random(f"{rule} {seed}").randrange
    pool = pool_of(mentioned(rule), packs().law, window_near(day), 2, 1)
    writer = RegisterWriter(packs().vocabulary, pool, draw, described_ids(register))
    return writer.altered(register)


def described_ids(register: Register) -> dict[str, tuple[str, ...]]:
    """The ids that the register describes."""
    found = {name: register.collections.get(name) for name in packs().vocabulary.collections}
    return {name: tuple(each) if isinstance(each, dict) else () for name, each in found.items()}
