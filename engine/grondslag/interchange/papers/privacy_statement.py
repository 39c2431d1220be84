"""The privacy statement: what articles 13 and 14 want people to be told. Made of public facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.activity import labelled, told_activity
from grondslag.interchange.papers.chosen import activities_about
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.recipients import has_safeguards
from grondslag.interchange.papers.rights import open_bases, rights
from grondslag.interchange.papers.tree import Block, Cell, Heading, Items, Paragraph, Text
from grondslag.interchange.papers.who import officer, responsible

BY_BASIS: Final = frozenset({"legitimate_interests", "withdraw_consent"})
"""Items that depend on the basis of a purpose."""


def privacy_statement(
    facts: Facts, people: tuple[str, ...], day: date, *, whole: bool = False
) -> tuple[Cell, list[Block]]:
    """Title and blocks; for people outside the organisation, for some categories, or (whole) for all."""
    chosen = activities_about(facts, people, whole=whole)
    return _title(facts, people), list(_blocks(facts, people, day, chosen.told))


def _title(facts: Facts, people: tuple[str, ...]) -> Cell:
    name = facts.told("organisation", "name")
    if people:
        named = facts.codes("data_subject", people)
        return facts.sentence("paper-statement-for", name=name, people=named)
    return facts.sentence("paper-statement", name=name)


def _blocks(
    facts: Facts, people: tuple[str, ...], day: date, keys: tuple[str, ...]
) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-statement-lead", day=day)),))
    yield Heading(2, (Text(facts.section("paper-who")),))
    yield Items(tuple(responsible(facts)))
    yield Paragraph(officer(facts))
    yield Heading(2, (Text(facts.section("paper-what-we-do")),))
    if not keys:
        with facts.item("purposes_and_bases", "data_categories", "retention", "recipients"):
            yield Paragraph(_no_activity(facts, people))
    for key in keys:
        yield Heading(3, (facts.name("processing", key),))
        yield from told_activity(facts, key, people)
        with facts.item("obligation_to_provide"):
            yield from labelled(facts, "paper-obliged", list(_obliged(facts, key)))
    yield from _copies(facts, keys)
    yield from rights(facts, keys)
    _remarks(facts, keys)


def _no_activity(facts: Facts, people: tuple[str, ...]) -> Cell:
    if facts.ids("processing"):
        return (Text(facts.say("paper-no-such-activity")),)
    return (facts.gap("processing"),)


def _obliged(facts: Facts, key: str) -> Iterator[Cell]:
    """Whether people must give the data: not for consent, which is free; for the rest the register has no field."""
    sources = facts.several("processing", key, "sources")
    if sources and "data_subject" not in sources:
        return
    path = ("processing", key, "purposes")
    bases = {facts.text(*path, one, "basis") for one in facts.ids(*path)}
    if "consent" in bases:
        yield (Text(facts.say("paper-not-obliged")),)
    if bases != {"consent"}:
        name = facts.called("processing", key)
        yield (facts.to_write("paper-write-obliged", key, name=name),)


def _copies(facts: Facts, keys: tuple[str, ...]) -> Iterator[Block]:
    """Where to get a copy of safeguards for transfers (art. 13(1)(f))."""
    if any(
        has_safeguards(facts, ("processing", key, "transfers", one))
        for key in keys
        for one in facts.ids("processing", key, "transfers")
    ):
        with facts.item("transfers"):
            contact = facts.told("organisation", "contact")
            yield Paragraph(facts.sentence("paper-copy", contact=contact))


def _remarks(facts: Facts, keys: tuple[str, ...]) -> None:
    """Items that nothing was said of, because no purpose asks for them."""
    facts.end_of_sections()
    for item, remark in (
        ("legitimate_interests", "paper-item-no-interest"),
        ("withdraw_consent", "paper-item-no-consent"),
        ("obligation_to_provide", "paper-item-not-from-people"),
    ):
        notes = facts.items.get(item)
        if notes is not None and (notes.fields or notes.gaps):
            continue
        with facts.item(item):
            still_open = list(open_bases(facts, keys)) if item in BY_BASIS else []
        facts.remark(item, "paper-item-depends" if still_open else remark)
