"""The rights that someone has over the data of one activity, as its bases give them."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.publish.blocks import Block, Cell, Items, Link, Paragraph, Text
from grondslag.publish.public.facts import Entry, Told
from grondslag.publish.public.home import purposes_of


def rights_blocks(told: Told, entry: Entry) -> Iterator[Block]:
    """What someone may ask here, where the notice is, and the way to all rights.

    Source: AVG art. 7(3), 15-18, 20, 21. Of what is done for another organisation, that one answers.
    """
    if entry.get("role") == "processor":
        yield Paragraph((Text(told.text("public-ask-them")),))
    else:
        yield Items(tuple(_rights(told, entry)))
    yield Paragraph((Link(told.text("public-rights-link"), "rechten/"),))


def _rights(told: Told, entry: Entry) -> Iterator[Cell]:
    purposes = purposes_of(entry)
    bases = {purpose.get("basis") for purpose in purposes}
    yield (Text(told.text("public-may-see")),)
    if "consent" in bases:
        yield (Text(told.text("public-may-withdraw")), *_withdraw_via(told, purposes))
    if bases & {"consent", "contract"}:
        yield (Text(told.text("public-may-take")),)
    if bases & {"legitimate_interests", "public_task"}:
        yield (Text(told.text("public-may-object")),)
    if any(purpose.get("direct_marketing") is True for purpose in purposes):
        yield (Text(told.text("public-may-stop-marketing")),)


def _withdraw_via(told: Told, purposes: list[Entry]) -> Cell:
    """How consent is withdrawn, where the register says so."""
    ways = [told.first(purpose.get("consent")).get("withdraw_via") for purpose in purposes]
    unique = dict.fromkeys(way for way in ways if isinstance(way, str))
    cell: Cell = ()
    for way in unique:
        cell = (*cell, Text(f" {told.text('public-withdraw-via')} "), told.own(way), Text("."))
    return cell


def notices_of(told: Told, key: str) -> Iterator[Block]:
    """The published notices about an activity."""
    for notice in told.entries("notices").values():
        covers = notice.get("covers") or ()
        at = notice.get("published_at")
        is_about = isinstance(covers, tuple) and ("processing", key) in covers
        if is_about and notice.get("status") == "published" and isinstance(at, str):
            yield Paragraph((Text(f"{told.text('public-notice-about')} "), told.away(at)))
