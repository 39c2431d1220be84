"""Why an activity is allowed: its purposes, and the lawful basis of each in plain words beside those of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from grondslag.findings.addresses import record_address
from grondslag.publish.blocks import Block, Cell, Inline, Link, Paragraph, Text
from grondslag.publish.public.facts import Entry, Told, as_tuple
from grondslag.publish.public.home import purposes_of
from grondslag.values import NONE

RESTS_ON_LAW: Final = frozenset({"legal_obligation", "public_task"})
"""Bases that a law must give: where none is named, the page says so. Source: AVG art. 6(3)."""


def why_blocks(told: Told, entry: Entry) -> Iterator[Block]:
    """Each purpose with its basis. What is done for another organisation is for that one to explain."""
    purposes = purposes_of(entry)
    if not purposes and entry.get("role") == "processor":
        return
    rows = []
    for purpose in purposes:
        wanted = purpose.get("description")
        what: Cell = (told.own(wanted),) if isinstance(wanted, str) else (told.missing(),)
        rows.append((what, basis(told, purpose)))
    columns = (told.text("public-column-why"), told.text("public-column-allowed"))
    yield told.table("why", columns, tuple(rows), empty=told.text("public-not-yet"))
    if _is_special(entry) and not any("special_exception" in purpose for purpose in purposes):
        yield Paragraph((Text(told.text("public-special-not-yet"), style="quiet"),))


def _is_special(entry: Entry) -> bool:
    """Whether any of the data are of a special category. Source: AVG art. 9(1)."""
    data = entry.get("data")
    entries = data.values() if isinstance(data, Mapping) else ()
    return any(one.get("class") == "special" for one in entries)


def basis(told: Told, purpose: Entry) -> Cell:
    """The lawful basis, what it rests on, and the exceptions that the purpose needs."""
    code = purpose.get("basis")
    parts: list[Inline] = (
        [Text(told.text(f"public-basis-{code}")), *_rests_on(told, purpose, code)]
        if isinstance(code, str)
        else [told.missing()]
    )
    for sentence in _exceptions(told, purpose):
        parts += [Text(" "), *sentence]
    if purpose.get("direct_marketing") is True:
        parts += [Text(" "), Text(told.text("public-marketing"))]
    return tuple(parts)


def _rests_on(told: Told, purpose: Entry, code: str) -> Cell:
    law = purpose.get("law")
    cell: Cell = ()
    if isinstance(law, str):
        cell = told.sentence("public-law", law)
    elif code in RESTS_ON_LAW and law is not NONE:
        cell = (Text(" "), Text(told.text("public-law-not-yet"), style="quiet"))
    if code == "legitimate_interests":
        balancing = purpose.get("balancing_test")
        interest = balancing.get("interest") if isinstance(balancing, Mapping) else None
        if isinstance(interest, str):
            return (*told.sentence("public-interest", interest), *cell)
        return (Text(" "), Text(told.text("public-interest-not-yet"), style="quiet"), *cell)
    return cell


def _exceptions(told: Told, purpose: Entry) -> Iterator[Cell]:
    special = purpose.get("special_exception")
    if isinstance(special, Mapping) and isinstance(special.get("exception"), str):
        named = told.in_a_sentence("special_exception", special["exception"])
        law = special.get("law")
        rest = told.sentence("public-law", law) if isinstance(law, str) else ()
        yield (Text(told.text("public-special", exception=named)), *rest)
    criminal = purpose.get("criminal_ground")
    if isinstance(criminal, Mapping) and isinstance(criminal.get("ground"), str):
        named = told.in_a_sentence("criminal_ground", criminal["ground"])
        yield (Text(told.text("public-criminal", ground=named)),)
    further = purpose.get("further_use")
    if isinstance(further, Mapping):
        for reference in as_tuple(further.get("from")):
            name = told.follow(reference).get("name")
            if not isinstance(name, str):
                continue
            address = record_address(told.model, reference)
            link = Link(name, address, language=told.other_language)
            yield (Text(f"{told.text('public-further-use')} "), link, Text("."))
