"""The facts of a breach that article 33(3) wants in a notification, with the moment at which 72 hours have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from grondslag.interchange.papers.activity import people_of
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.measures import data_of
from grondslag.interchange.papers.tree import Block, Cell, Heading, Items, Paragraph, Text
from grondslag.interchange.papers.who import officer, responsible
from grondslag.language.calendar import add_minutes, instants
from grondslag.values import NONE, Between

BREACH: Final = {
    "nature": ("33(3)(a)",),
    "contact": ("33(3)(b)",),
    "consequences": ("33(3)(c)",),
    "measures": ("33(3)(d)",),
    "moments": ("33(1)",),
    "people_told": ("34(1)",),
}
"""Source: AVG article 33(1) and (3), and 34(1)."""
NOT_HIGH: Final = frozenset({"unlikely", "likely"})
TERM: Final = 72 * 60
"""Minutes: AVG article 33(1)."""


def breach_facts(facts: Facts, key: str, day: date) -> tuple[Cell, list[Block]]:
    """Title and blocks on the breach with this id."""
    title = facts.sentence("paper-breach", key=Text(key))
    return title, list(_blocks(facts, key, day))


def _blocks(facts: Facts, key: str, day: date) -> Iterator[Block]:
    about = ("breaches", key)
    yield Paragraph((Text(facts.say("paper-as-of", day=day)),))
    yield Heading(2, (Text(facts.section("paper-breach-moments")),))
    with facts.item("moments"):
        yield Items(tuple(_moments(facts, about)))
    yield Heading(2, (Text(facts.section("paper-breach-nature")),))
    with facts.item("nature"):
        yield Paragraph(facts.told(*about, "facts"))
        yield Items(tuple(_nature(facts, about)))
        yield from _activities(facts, about)
    yield Heading(2, (Text(facts.section("paper-breach-contact")),))
    with facts.item("contact"):
        yield Items((*responsible(facts), officer(facts)))
    yield Heading(2, (Text(facts.section("paper-breach-effects")),))
    with facts.item("consequences"):
        yield Paragraph(facts.told(*about, "effects"))
        yield Paragraph(facts.label(*about, "risk"))
        reason = facts.text(*about, "risk_because")
        if reason is not None:
            yield Paragraph((facts.own(reason),))
    yield Heading(2, (Text(facts.section("paper-breach-remedy")),))
    with facts.item("measures"):
        yield Paragraph(facts.told(*about, "remedy"))
    if facts.get(*about, "people_told_at") is None and facts.get(*about, "risk") in NOT_HIGH:
        facts.remark("people_told", "paper-item-no-high-risk")
        return
    yield Heading(2, (Text(facts.section("paper-breach-people-told")),))
    with facts.item("people_told"):
        yield Paragraph(_people_told(facts, about))


def _moments(facts: Facts, about: tuple[str, ...]) -> Iterator[Cell]:
    aware = facts.get(*about, "aware_at")
    yield facts.sentence("paper-breach-aware", moment=facts.told(*about, "aware_at"))
    if isinstance(aware, date | Between):
        yield _end_of_term(facts, aware)
    notified = facts.get(*about, "notified_at")
    if notified is NONE:
        reason = facts.told(*about, "not_notified_because")
        yield facts.sentence("paper-breach-not-notified", reason=reason)
    else:
        yield facts.sentence("paper-breach-notified", moment=facts.told(*about, "notified_at"))
        if _is_late(aware, notified):
            reason = facts.told(*about, "late_because")
            yield facts.sentence("paper-breach-late", reason=reason)
    at = facts.text(*about, "at_processor")
    if at is not None:
        yield facts.sentence(
            "paper-breach-processor",
            name=facts.name("processors", at),
            moment=facts.told(*about, "processor_told_us_at"),
        )


def _end_of_term(facts: Facts, aware: Any) -> Cell:
    first, last = (add_minutes(one, TERM) for one in instants(aware))
    if first == last:
        return facts.sentence("paper-breach-term", moment=facts.value(first))
    return facts.sentence(
        "paper-breach-term-between", first=facts.value(first), last=facts.value(last)
    )


def _is_late(aware: Any, notified: Any) -> bool:
    """Whether the notification came after 72 hours for certain."""
    moments = (datetime, date, Between)
    if not isinstance(aware, moments) or not isinstance(notified, moments):
        return False
    return instants(notified)[0] > add_minutes(instants(aware)[1], TERM)


def _nature(facts: Facts, about: tuple[str, ...]) -> Iterator[Cell]:
    yield facts.sentence("paper-breach-kind", kind=facts.told(*about, "nature"))
    yield facts.sentence("paper-breach-people", count=facts.told(*about, "people"))
    yield (facts.to_write("paper-write-records"),)


def _activities(facts: Facts, about: tuple[str, ...]) -> Iterator[Block]:
    keys = facts.several(*about, "processing")
    if not keys:
        none = facts.get(*about, "processing") is NONE
        text = facts.sentence("paper-breach-no-activity")
        yield Paragraph(text if none else (facts.gap(*about, "processing"),))
    for key in keys:
        yield Heading(3, (facts.name("processing", key),))
        yield Items(
            (
                facts.sentence("paper-breach-whose", people=people_of(facts, key)),
                facts.sentence("paper-breach-data", data=data_of(facts, key)),
            )
        )


def _people_told(facts: Facts, about: tuple[str, ...]) -> Cell:
    told = facts.get(*about, "people_told_at")
    if told is not None and told is not NONE:
        moment = facts.told(*about, "people_told_at")
        return facts.sentence("paper-breach-told", moment=moment)
    reason = facts.text(*about, "people_not_told_because")
    if reason is not None:
        named = facts.code("not_told_reason", reason)
        return facts.sentence("paper-breach-not-told-because", reason=named)
    if told is NONE:
        return facts.sentence("paper-breach-not-told")
    return (facts.gap(*about, "people_told_at"),)
