"""Who is responsible: the organisation, its representative and its data protection officer."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.tree import Cell
from grondslag.values import NONE

ORGANISATION = "organisation"


def responsible(facts: Facts) -> Iterator[Cell]:
    """Name, number, address, and the representative if there is one, a row each."""
    with facts.item("controller"):
        yield facts.sentence("paper-name", name=facts.told(ORGANISATION, "name"))
        number = facts.text(ORGANISATION, "registration_number")
        if number is not None:
            yield facts.sentence("paper-number", number=facts.own(number))
        yield facts.sentence("paper-contact", contact=facts.told(ORGANISATION, "contact"))
        path = (ORGANISATION, "eu_representative")
        if facts.get(*path) not in (None, NONE):
            yield facts.sentence(
                "paper-representative",
                name=facts.told(*path, "name"),
                contact=facts.told(*path, "contact"),
            )


def officer(facts: Facts) -> Cell:
    """The contact of the officer; that there is none, where the register says so; else the gap."""
    path = (ORGANISATION, "dpo")
    with facts.item("dpo"):
        found = facts.get(*path)
        if found is NONE:
            return facts.sentence("paper-no-dpo")
        if found is None:
            return facts.sentence("paper-dpo", contact=facts.gap(*path))
        return facts.sentence("paper-dpo", contact=facts.told(*path, "contact"))
