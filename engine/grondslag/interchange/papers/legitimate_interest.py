"""The record of assessments of legitimate interests (art. 6(1)(f)): interest, necessity, and the balance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.activity import labelled, people_of
from grondslag.interchange.papers.chosen import our_activities, purposes_for
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.measures import data_of
from grondslag.interchange.papers.tree import Block, Cell, Heading, Paragraph, Text
from grondslag.values import NONE

INTEREST: Final = {
    "step_interest": ("6(1)(f)", "13(1)(d)"),
    "step_necessity": ("6(1)(f)",),
    "step_balancing": ("6(1)(f)",),
    "step_outcome": ("5(2)",),
}
"""Source: AVG article 6(1)(f) and recital 47; the three steps: HvJ EU C-13/16 (Rigas), point 28."""


def legitimate_interest(facts: Facts, which: str | None, day: date) -> tuple[Cell, list[Block]]:
    """Title and blocks, for the purposes of one activity or of all."""
    name = facts.told("organisation", "name")
    return facts.sentence("paper-lia", name=name), list(_blocks(facts, which, day))


def _blocks(facts: Facts, which: str | None, day: date) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-as-of", day=day)),))
    yield Paragraph((Text(facts.say("paper-lia-lead")),))
    keys = our_activities(facts) if which is None else (which,)
    found = [
        ("processing", key, "purposes", one)
        for key, one in purposes_for(facts, keys)
        if facts.text("processing", key, "purposes", one, "basis") == "legitimate_interests"
    ]
    if not found:
        yield Paragraph((Text(facts.say("paper-lia-none")),))
    for path in found:
        yield Heading(2, facts.told(*path, "description"))
        yield from _purpose(facts, path)
    unknown = [
        (facts.gap("processing", key, "purposes", one, "basis"),)
        for key, one in purposes_for(facts, keys)
        if facts.text("processing", key, "purposes", one, "basis") is None
    ]
    if unknown:
        yield Heading(2, (Text(facts.section("paper-lia-unknown")),))
        yield Paragraph(facts.joined(unknown))


def _purpose(facts: Facts, path: tuple[str, ...]) -> Iterator[Block]:
    key, test = path[1], (*path, "balancing_test")
    facts.section("paper-lia-steps")
    yield from labelled(facts, "paper-lia-activity", [(facts.name("processing", key),)])
    yield from labelled(facts, "paper-whose", [people_of(facts, key)])
    yield from labelled(facts, "paper-data", [data_of(facts, key)])
    for step in ("interest", "necessity", "balancing"):
        yield Heading(3, (Text(facts.say(f"paper-lia-{step}")),))
        with facts.item(f"step_{step}"):
            yield Paragraph(facts.told(*test, step))
            if step == "balancing" and facts.get(*test, "children") is not None:
                children = facts.answered(*test, "children")
                yield from labelled(facts, "paper-lia-children", [children])
    yield Heading(3, (Text(facts.say("paper-lia-outcome")),))
    with facts.item("step_outcome"):
        outcome, done = facts.label(*test, "outcome"), facts.told(*test, "done_on")
        yield Paragraph(facts.sentence("paper-lia-result", outcome=outcome, day=done))
        place = facts.get(*test, "document")
        if place is not None and place is not NONE:
            yield Paragraph(facts.sentence("paper-lia-document", place=facts.own(place)))
