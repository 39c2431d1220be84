"""The reply to a request for access: what article 15(1) and (2) want told. The copy of the data is for the writer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.activity import told_activity
from grondslag.interchange.papers.chosen import activities_about
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.rights import rights
from grondslag.interchange.papers.tree import Block, Cell, Heading, Items, Paragraph, Text
from grondslag.interchange.papers.who import officer, responsible

ACCESS: Final = {
    "copy": ("15(1)", "15(3)"),
    "purposes_and_bases": ("15(1)(a)",),
    "data_categories": ("15(1)(b)",),
    "recipients": ("15(1)(c)",),
    "retention": ("15(1)(d)",),
    "rights": ("15(1)(e)",),
    "complaint": ("15(1)(f)",),
    "source": ("15(1)(g)",),
    "automated_decisions": ("15(1)(h)",),
    "transfers": ("15(2)",),
}
"""Source: AVG article 15(1)(a)-(h), (2) and (3)."""


def access_reply(
    facts: Facts, people: tuple[str, ...], day: date, *, whole: bool = False
) -> tuple[Cell, list[Block]]:
    """Title and blocks of the reply, for who is of one of these categories of people."""
    chosen = activities_about(facts, people, whole=whole or not people)
    return facts.sentence("paper-reply"), list(_blocks(facts, people, day, chosen.told))


def _blocks(
    facts: Facts, people: tuple[str, ...], day: date, keys: tuple[str, ...]
) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-reply-lead")),))
    yield Paragraph((Text(facts.say("paper-as-of", day=day)),))
    if people:
        named = facts.codes("data_subject", people)
        yield Paragraph(facts.sentence("paper-reply-for", people=named))
    yield Heading(2, (Text(facts.section("paper-reply-copy")),))
    with facts.item("copy"):
        yield Paragraph((facts.to_write("paper-write-whether"),))
        yield Paragraph((facts.to_write("paper-write-copy"),))
    yield Heading(2, (Text(facts.section("paper-what-we-do")),))
    if not keys:
        found = bool(facts.ids("processing"))
        yield Paragraph(
            (Text(facts.say("paper-no-such-activity")) if found else facts.gap("processing"),)
        )
    for key in keys:
        yield Heading(3, (facts.name("processing", key),))
        yield from told_activity(facts, key, people)
    yield from rights(facts, keys)
    yield Heading(2, (Text(facts.section("paper-who")),))
    yield Items((*responsible(facts), officer(facts)))
