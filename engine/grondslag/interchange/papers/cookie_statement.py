"""The cookie statement: what each website places or reads, for what, how long, and who else. Public facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.tree import Block, Cell, Heading, Paragraph, Table, Text, words_of
from grondslag.values import NONE

COOKIES: Final = {
    "cookie_purposes": ("Tw 11.7a(1)(a)",),
    "cookie_consent": ("Tw 11.7a(1)(b)",),
    "cookie_lifetimes": ("13(2)(a)",),
    "cookie_receivers": ("13(1)(e)",),
    "cookie_withdrawal": ("13(2)(c)",),
}
"""Source: Telecommunicatiewet article 11.7a(1) and (3), AVG article 13."""


def cookie_statement(facts: Facts, which: str | None, day: date) -> tuple[Cell, list[Block]]:
    """Title and blocks, for one website or for all."""
    name = facts.told("organisation", "name")
    return facts.sentence("paper-cookies", name=name), list(_blocks(facts, which, day))


def _blocks(facts: Facts, which: str | None, day: date) -> Iterator[Block]:
    yield Paragraph((Text(facts.say("paper-cookies-lead", day=day)),))
    keys = facts.ids("websites") if which is None else (which,)
    if not keys:
        none = facts.get("websites") is NONE
        yield Paragraph((Text(facts.say("paper-no-websites")) if none else facts.gap("websites"),))
    for key in keys:
        facts.section("paper-cookies-site")
        yield Heading(2, facts.told("websites", key, "url"))
        yield from _website(facts, key)
    contact = facts.told("organisation", "contact")
    yield Heading(2, (Text(facts.section("paper-questions")),))
    yield Paragraph(facts.sentence("paper-cookies-contact", contact=contact))


def _website(facts: Facts, key: str) -> Iterator[Block]:
    path = ("websites", key, "cookies")
    with facts.item("cookie_purposes"):
        found = facts.get(*path)
        if found is NONE or (found is not None and not found):
            yield Paragraph((Text(facts.say("public-no-cookies")),))
            return
        if found is None:
            yield Paragraph((facts.gap(*path),))
            return
    names = ("for", "technique", "consent", "lifetime", "receiver")
    columns = tuple(facts.say(f"paper-cookie-{name}") for name in names)
    rows = tuple(_row(facts, (*path, one)) for one in found)
    where = words_of(facts.told("websites", key, "url"))
    yield Table(facts.say("paper-cookies-table", site=where), columns, rows)
    if any(facts.get(*path, one, "exempt") is not True for one in found):
        with facts.item("cookie_withdrawal"):
            yield Paragraph(facts.sentence("paper-cookie-withdraw", how=_withdrawal(facts, key)))


def _row(facts: Facts, path: tuple[str, ...]) -> tuple[Cell, ...]:
    with facts.item("cookie_purposes"):
        what, technique = facts.told(*path, "purpose"), facts.told(*path, "technique")
    with facts.item("cookie_consent"):
        exempt = facts.get(*path, "exempt")
        name = "paper-cookie-exempt" if exempt else "paper-cookie-asked"
        asked = (facts.gap(*path, "exempt") if exempt is None else Text(facts.say(name)),)
    with facts.item("cookie_lifetimes"):
        lifetime = facts.answered(*path, "lifetime")
    with facts.item("cookie_receivers"):
        receiver = _receiver(facts, path)
    return (what, technique, asked, lifetime, receiver)


def _receiver(facts: Facts, path: tuple[str, ...]) -> Cell:
    key = facts.text(*path, "third_party")
    if key is None:
        return facts.answered(*path, "third_party")
    if key in facts.ids("parties"):
        return (facts.name("parties", key),)
    return facts.sentence("paper-a-supplier", service=facts.told("processors", key, "service"))


def _withdrawal(facts: Facts, key: str) -> Cell:
    """How consent is withdrawn; the banner itself is internal, and only says which consent it asks."""
    consent = facts.internal("websites", key, "banner", "consent")
    if isinstance(consent, str):
        return facts.told("consents", consent, "withdraw_via")
    return (facts.to_write("paper-write-cookie-withdraw", key),)
