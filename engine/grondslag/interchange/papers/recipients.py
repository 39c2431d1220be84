"""Who receives the data of an activity, and in which countries outside the EEA."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.tree import Cell, Text
from grondslag.values import NONE

WITHOUT_SAFEGUARDS: Final = frozenset({"adequacy", "derogation"})
"""Mechanisms without safeguards of which a copy could be asked (art. 13(1)(f))."""


def recipients(facts: Facts, key: str) -> Iterator[Cell]:
    """A receiver a row; that there are none, where the register says so; else the gap."""
    about = ("processing", key)
    with facts.item("recipients"):
        rows = [
            *((facts.name("parties", one),) for one in facts.several(*about, "recipients")),
            *((facts.own(one),) for one in facts.several(*about, "recipient_categories")),
        ]
        hired = [
            _hired(facts, one)
            for one in facts.several(*about, "processors")
            if facts.get("processors", one, "role") != "no_access"
        ]
        yield from rows
        yield from hired
        open_rows = list(_not_answered(facts, about))
        yield from open_rows
        if not rows and not hired and not open_rows:
            yield (Text(facts.say("paper-with-nobody")),)


def _not_answered(facts: Facts, about: tuple[str, ...]) -> Iterator[Cell]:
    """Gaps for a question on receivers that was not answered: parties or their categories, and processors."""
    parties = [facts.get(*about, name) for name in ("recipients", "recipient_categories")]
    if all(one is None for one in parties):
        yield (facts.gap(*about, "recipients"),)
    if facts.get(*about, "processors") is None:
        yield (facts.gap(*about, "processors"),)


def _hired(facts: Facts, key: str) -> Cell:
    """A supplier: for everyone by what it does, else by name; and in which role."""
    about = ("processors", key)
    role = facts.told(*about, "role")
    known = facts.text(*about, "role")
    if known is not None:
        role = (Text(facts.say(f"paper-role-{known}")),)
    if facts.public:
        service = facts.told(*about, "service")
        return facts.sentence("paper-hired", service=service, role=role)
    written = facts.text(*about, "service")
    name = facts.name(*about)
    if written is None:
        return facts.sentence("paper-hired-name", name=name, role=role)
    return facts.sentence("paper-hired-both", name=name, service=facts.own(written), role=role)


def transfers(facts: Facts, key: str) -> Iterator[Cell]:
    """A transfer out of the EEA a row; that there are none, where the register says so; else the gap."""
    path = ("processing", key, "transfers")
    with facts.item("transfers"):
        found = facts.get(*path)
        if found is None:
            yield (facts.gap(*path),)
        elif found is NONE or not found:
            yield (Text(facts.say("paper-no-transfer")),)
        else:
            for one in found:
                yield _transfer(facts, (*path, one))


def _transfer(facts: Facts, path: tuple[str, ...]) -> Cell:
    cell = facts.sentence(
        "paper-transfer", who=_receiver(facts, path), country=facts.told(*path, "country")
    )
    mechanism = facts.text(*path, "mechanism")
    if mechanism is None:
        return (*cell, Text(" "), facts.gap(*path, "mechanism"))
    if mechanism == "adequacy":
        return (*cell, Text(" "), Text(facts.say("paper-adequacy")))
    if mechanism == "derogation":
        derogation = facts.told(*path, "derogation")
        return (*cell, Text(" "), *facts.sentence("paper-derogation", which=derogation))
    named = facts.code("transfer_mechanism", mechanism)
    return (*cell, Text(" "), *facts.sentence("paper-mechanism", mechanism=named))


def has_safeguards(facts: Facts, path: tuple[str, ...]) -> bool:
    """Whether there are safeguards of which people may ask a copy: of articles 46 and 47, and of 49(1), second part."""
    mechanism = facts.text(*path, "mechanism")
    if mechanism == "derogation":
        return facts.text(*path, "derogation") == "compelling_interests"
    return mechanism is not None and mechanism not in WITHOUT_SAFEGUARDS


def _receiver(facts: Facts, path: tuple[str, ...]) -> Cell:
    key = facts.text(*path, "to")
    if key is None:
        return (facts.gap(*path, "to"),)
    if key in facts.ids("parties"):
        return (facts.name("parties", key),)
    if facts.public:
        service = facts.told("processors", key, "service")
        return facts.sentence("paper-a-supplier", service=service)
    return (facts.name("processors", key),)
