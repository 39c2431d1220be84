"""The rights of people in sentences: those that the bases give, how to use them, and where to complain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from grondslag.interchange.papers.activity import labelled
from grondslag.interchange.papers.chosen import bases_of, purposes_for
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.tree import Block, Cell, Gap, Heading, Items, Paragraph, Text
from grondslag.values import NONE

ALWAYS: Final = ("access", "rectification", "erasure", "restriction")
PORTABLE: Final = frozenset({"consent", "contract"})
WITH_SAFEGUARDS: Final = frozenset({"contract", "explicit_consent"})
"""Exceptions under which people may ask for a person, give their view and contest (art. 22(3))."""
OPEN_TO_OBJECTION: Final = frozenset({"legitimate_interests", "public_task"})


def rights(facts: Facts, keys: tuple[str, ...]) -> Iterator[Block]:
    """The rights that people have in these activities."""
    bases = bases_of(facts, keys)
    marketing = _marketing(facts, keys)
    yield Heading(2, (Text(facts.section("paper-rights")),))
    with facts.item("rights"):
        yield Paragraph((Text(facts.say("paper-you-may")),))
        yield Items(tuple(_rights(facts, keys, bases)))
        yield from _depends(facts, keys, bases)
        yield from _how(facts)
    if bases & OPEN_TO_OBJECTION or marketing is not None:
        yield Heading(2, (Text(facts.section("paper-objection")),))
        with facts.item("rights"):
            if bases & OPEN_TO_OBJECTION:
                yield Paragraph((Text(facts.say("paper-object")),))
            if marketing is not None:
                yield Paragraph((Text(facts.say(marketing)),))
    yield Heading(2, (Text(facts.section("paper-complaint")),))
    with facts.item("complaint"):
        yield Paragraph((Text(facts.say("paper-complain")),))


def _rights(facts: Facts, keys: tuple[str, ...], bases: frozenset[str | None]) -> Iterator[Cell]:
    for code in ALWAYS:
        yield (Text(facts.say(f"public-right-{code}")),)
    if bases & PORTABLE:
        yield (Text(facts.say("public-right-portability")),)
    if "consent" in bases:
        with facts.item("withdraw_consent"):
            yield (Text(facts.say("paper-right-withdraw")),)
    exceptions = {_exception(facts, key) for key in keys if _decides(facts, key)}
    if exceptions & WITH_SAFEGUARDS:
        yield (Text(facts.say("paper-right-decision")),)
    if exceptions - WITH_SAFEGUARDS:
        yield (Text(facts.say("paper-right-decision-other")),)


def _decides(facts: Facts, key: str) -> bool:
    decision = facts.get("processing", key, "automated_decision")
    if decision is None or decision is NONE:
        return False
    return facts.get("processing", key, "automated_decision", "solely_automated") is True


def _exception(facts: Facts, key: str) -> str | None:
    return facts.text("processing", key, "automated_decision", "exception")


def _marketing(facts: Facts, keys: tuple[str, ...]) -> str | None:
    """What to say of direct marketing: that it is done, or may be where no purpose says that it is not."""
    said = {
        facts.get("processing", key, "purposes", one, "direct_marketing")
        for key, one in purposes_for(facts, keys)
    }
    if True in said:
        return "paper-object-marketing"
    return "paper-object-if-marketing" if None in said else None


def _depends(facts: Facts, keys: tuple[str, ...], bases: frozenset[str | None]) -> Iterator[Block]:
    """Which rights cannot be told, because a basis is not known."""
    if None not in bases:
        return
    gaps = facts.joined([(gap,) for gap in open_bases(facts, keys)])
    yield Paragraph(facts.sentence("paper-depends", gaps=gaps))


def open_bases(facts: Facts, keys: tuple[str, ...]) -> Iterator[Gap]:
    """The gaps for purposes of which the basis is not known, and for activities without purposes."""
    for key, one in purposes_for(facts, keys):
        if facts.text("processing", key, "purposes", one, "basis") is None:
            yield facts.gap("processing", key, "purposes", one, "basis")
    for key in keys:
        if not facts.ids("processing", key, "purposes"):
            yield facts.gap("processing", key, "purposes")


def _how(facts: Facts) -> Iterator[Block]:
    path = ("organisation", "rights", "channels")
    channels = facts.several(*path)
    rows: list[Cell] = [(facts.own(one),) for one in channels]
    rows = rows or [(facts.gap(*path),)]
    yield from labelled(facts, "paper-channels", rows)
    check = facts.text("organisation", "rights", "identity_check")
    if check is not None:
        named = facts.code("identity_check", check, low=True)
        yield Paragraph((Text(facts.say("paper-identity", how=named)),))
    yield Paragraph((Text(facts.say("public-term")),))
