"""The register for the supervisory authority: article 30(1), and 30(2) for what is done on behalf of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.activity import labelled, people_of
from grondslag.interchange.papers.chosen import is_avg, our_activities
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.measures import data_of, measures, purposes_of, terms_of
from grondslag.interchange.papers.recipients import recipients, transfers
from grondslag.interchange.papers.tree import Block, Cell, Heading, Items, Paragraph, Text
from grondslag.interchange.papers.who import officer, responsible
from grondslag.values import NONE

RECORD: Final = {
    "controller": ("30(1)(a)", "30(2)(a)"),
    "dpo": ("30(1)(a)", "30(2)(a)"),
    "purposes": ("30(1)(b)",),
    "people_and_data": ("30(1)(c)",),
    "recipients": ("30(1)(d)",),
    "transfers": ("30(1)(e)", "30(2)(c)"),
    "retention": ("30(1)(f)",),
    "measures": ("30(1)(g)", "30(2)(d)"),
    "clients": ("30(2)(a)",),
    "kinds_of_processing": ("30(2)(b)",),
}
"""Source: AVG article 30(1)(a)-(g) and 30(2)(a)-(d)."""


def record_of_processing(facts: Facts, day: date) -> tuple[Cell, list[Block]]:
    """Title and blocks of the register."""
    title = facts.sentence("paper-record", name=facts.told("organisation", "name"))
    return title, list(_blocks(facts, day))


def _blocks(facts: Facts, day: date) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-as-of", day=day)),))
    yield Heading(2, (Text(facts.section("paper-record-a")),))
    yield Items((*responsible(facts), officer(facts)))
    ours = our_activities(facts)
    others = tuple(
        key
        for key in facts.ids("processing")
        if facts.get("processing", key, "role") == "processor" and is_avg(facts, key)
    )
    yield Heading(2, (Text(facts.section("paper-record-ours")),))
    if not ours:
        with facts.item("purposes"):
            yield Paragraph(_none(facts, told=bool(others)))
    for key in ours:
        yield Heading(3, (facts.name("processing", key),))
        yield from _as_controller(facts, key)
    if others:
        yield Heading(2, (Text(facts.section("paper-record-for-others")),))
        for key in others:
            yield Heading(3, (facts.name("processing", key),))
            yield from _as_processor(facts, key)
        return
    for item in ("clients", "kinds_of_processing"):
        facts.remark(item, "paper-item-no-processor")


def _none(facts: Facts, *, told: bool) -> Cell:
    if told or facts.get("processing") is NONE or facts.ids("processing"):
        return (Text(facts.say("paper-no-activities")),)
    return (facts.gap("processing"),)


def _as_controller(facts: Facts, key: str) -> Iterator[Block]:
    about = ("processing", key)
    joint = [(facts.name("parties", one),) for one in facts.several(*about, "joint_with")]
    with facts.item("controller"):
        if joint or facts.get(*about, "role") == "joint_controller":
            found = facts.joined(joint) or (facts.gap(*about, "joint_with"),)
            yield from labelled(facts, "paper-row-joint", [found])
    with facts.item("purposes"):
        yield from labelled(facts, "paper-row-b", [purposes_of(facts, key)])
    with facts.item("people_and_data"):
        yield from labelled(facts, "paper-row-c-people", [people_of(facts, key)])
        yield from labelled(facts, "paper-row-c-data", [data_of(facts, key)])
    yield from labelled(facts, "paper-row-d", list(recipients(facts, key)))
    yield from labelled(facts, "paper-row-e", list(transfers(facts, key)))
    with facts.item("retention"):
        yield from labelled(facts, "paper-row-f", list(terms_of(facts, key)))
    with facts.item("measures"):
        yield from labelled(facts, "paper-row-g", [measures(facts, key)])


def _as_processor(facts: Facts, key: str) -> Iterator[Block]:
    about = ("processing", key)
    with facts.item("clients"):
        rows = [_client(facts, one) for one in facts.several(*about, "on_behalf_of")]
        rows = rows or [(facts.gap(*about, "on_behalf_of"),)]
        yield from labelled(facts, "paper-row-client", rows)
    with facts.item("kinds_of_processing"):
        yield from labelled(facts, "paper-row-kind", [facts.told(*about, "description")])
    yield from labelled(facts, "paper-row-2c", list(transfers(facts, key)))
    with facts.item("measures"):
        yield from labelled(facts, "paper-row-2d", [measures(facts, key)])


def _client(facts: Facts, key: str) -> Cell:
    cell = facts.sentence(
        "paper-client",
        name=facts.name("parties", key),
        contact=facts.answered("parties", key, "contact"),
    )
    represented = facts.text("parties", key, "representative")
    if represented is None:
        return cell
    own = facts.own(represented)
    return (*cell, Text(" "), *facts.sentence("paper-represented", name=own))
