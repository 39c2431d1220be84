"""The annex to an agreement with a processor: what article 28(3) wants described."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.activity import labelled, people_of
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.measures import data_of, measures, purposes_of
from grondslag.interchange.papers.tree import Block, Cell, Heading, Paragraph, Text
from grondslag.values import NONE

ANNEX: Final = {
    "subject_matter": ("28(3)",),
    "duration": ("28(3)",),
    "nature": ("28(3)",),
    "purpose": ("28(3)",),
    "data_types": ("28(3)",),
    "data_subjects": ("28(3)",),
    "subprocessors": ("28(2)", "28(4)"),
    "measures": ("28(3)(c)", "32"),
}
"""Source: AVG article 28(3), first sentence, 28(2), (4) and 32. The names are those of `agreement_subject`."""


def processor_annex(facts: Facts, which: str | None, day: date) -> tuple[Cell, list[Block]]:
    """Title and blocks, for one processor or for each that an activity uses."""
    name = facts.told("organisation", "name")
    return facts.sentence("paper-annex", name=name), list(_blocks(facts, which, day))


def _blocks(facts: Facts, which: str | None, day: date) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-as-of", day=day)),))
    yield Paragraph((Text(facts.say("paper-annex-lead")),))
    used = dict.fromkeys(
        one
        for key in facts.ids("processing")
        for one in facts.several("processing", key, "processors")
    )
    keys = (which,) if which is not None else tuple(used)
    if not keys:
        yield Paragraph((Text(facts.say("paper-annex-nobody")),))
    for key in keys:
        facts.section("paper-annex-processor")
        yield Heading(2, (facts.name("processors", key),))
        yield from _processor(facts, key)


def _processor(facts: Facts, key: str) -> Iterator[Block]:
    about = ("processors", key)
    with facts.item("subject_matter"):
        yield from labelled(facts, "paper-annex-subject", [facts.told(*about, "service")])
    with facts.item("duration"):
        yield from labelled(facts, "paper-annex-duration", [_duration(facts, about)])
    activities = [
        one
        for one in facts.ids("processing")
        if key in facts.several("processing", one, "processors")
    ]
    if not activities:
        with facts.item("nature", "purpose", "data_types", "data_subjects"):
            yield Paragraph((Text(facts.say("paper-annex-no-activity")),))
    for one in activities:
        yield Heading(3, (facts.name("processing", one),))
        with facts.item("nature"):
            nature = facts.told("processing", one, "description")
            yield from labelled(facts, "paper-annex-nature", [nature])
        with facts.item("purpose"):
            yield from labelled(facts, "paper-annex-purpose", [purposes_of(facts, one)])
        with facts.item("data_types"):
            yield from labelled(facts, "paper-annex-data", [data_of(facts, one)])
        with facts.item("data_subjects"):
            yield from labelled(facts, "paper-annex-people", [people_of(facts, one)])
        with facts.item("measures"):
            yield from labelled(facts, "paper-annex-measures", [measures(facts, one)])
    name = facts.called("processors", key)
    yield Heading(3, (Text(facts.say("paper-annex-of-processor")),))
    with facts.item("measures"):
        theirs: Cell = (facts.to_write("paper-write-measures", key, name=name),)
        yield from labelled(facts, "paper-annex-their-measures", [theirs])
    places = facts.told(*about, "data_locations")
    yield from labelled(facts, "paper-annex-places", [places])
    with facts.item("subprocessors"):
        yield from labelled(facts, "paper-annex-subprocessors", list(_others(facts, about)))


def _duration(facts: Facts, about: tuple[str, ...]) -> Cell:
    path = (*about, "agreement")
    if facts.get(*path) in (None, NONE):
        return (facts.gap(*path),)
    start = facts.get(*path, "starts_on")
    begins = facts.told(*path, "starts_on" if start is not None else "signed_on")
    if facts.get(*path, "ends_on") is NONE:
        return facts.sentence("paper-annex-without-end", start=begins)
    return facts.sentence("paper-annex-until", start=begins, end=facts.told(*path, "ends_on"))


def _others(facts: Facts, about: tuple[str, ...]) -> Iterator[Cell]:
    keys = facts.several(*about, "subprocessors")
    for key in keys:
        yield facts.sentence(
            "paper-annex-subprocessor",
            name=facts.name("processors", key),
            service=facts.told("processors", key, "service"),
            country=facts.told("processors", key, "country"),
        )
    if not keys:
        yield facts.answered(*about, "subprocessors")
    with_leave = facts.text(*about, "agreement", "subprocessing")
    if with_leave is not None:
        yield (Text(facts.code("subprocessor_permission", with_leave)),)
