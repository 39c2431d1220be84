"""The register itself: a page for every collection, and for every record in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from grondslag.findings.addresses import collection_address, record_address
from grondslag.model.kinds import CollectionKind
from grondslag.publish.blocks import Block, Cell, Page, Paragraph, Section, Table, Text
from grondslag.publish.paging import ROOM, size_of
from grondslag.publish.study import Study, as_label
from grondslag.publish.views.collection_tables import EXTRA
from grondslag.publish.views.content import cell, record_blocks
from grondslag.publish.views.verdicts import explained

COLUMNS: Final = {
    "processing": ("status", "role", "owner"),
    "processors": ("role", "service", "country"),
    "parties": ("role", "country"),
    "retention": ("term", "starts_at", "method"),
    "measures": ("kind", "topic", "tested_on"),
    "notices": ("status", "published_on"),
    "consents": ("per_purpose", "explicit"),
    "breaches": ("aware_at", "risk", "notified_at"),
    "requests": ("kind", "received_on", "answered_on"),
    "campaigns": ("channel", "basis", "sent_on"),
    "websites": ("notice", "owner"),
}
"""The fields that a list of a collection shows beside the name and the verdicts."""


def record_pages(study: Study) -> Iterator[Callable[[], Iterator[Page]]]:
    """What makes the pages of each collection and of each record."""
    for collection, kind in study.model.collections.items():
        yield partial(_collection, study, collection, kind)
        if not kind.single:
            for entry in study.entries(collection):
                yield partial(_record, study, collection, entry, kind)


def _record(study: Study, collection: str, entry: str, kind: CollectionKind) -> Iterator[Page]:
    path = (collection, entry)
    address = record_address(study.model, path)
    page = Page(
        address,
        study.name(path),
        (),
        (study.collection_link(collection),),
        found_by=entry,
        sort=study.collection_name(collection),
        title_language=study.own_language(),
    )
    yield from _judged(study, page, tuple(_where(study, path)), content(study, path, kind))


def content(study: Study, path: tuple[str, ...], kind: CollectionKind) -> tuple[Block, ...]:
    """What is recorded, as a section."""
    blocks = tuple(record_blocks(study, path, kind.entry))
    return (Section(study.text("site-content"), "inhoud", blocks),)


def _judged(
    study: Study, page: Page, head: tuple[Block, ...], inside: tuple[Block, ...]
) -> Iterator[Page]:
    """The page with its verdicts: what wants attention comes first, for a reader was sent here for it."""
    findings = study.by_page.get(page.address, ())
    wants = any(one.verdict.outcome in {"violation", "undetermined"} for one in findings)
    # How much room there is matters only where something is explained.
    taken = size_of(replace(page, blocks=(*head, *inside)), study.language) if wants else 0
    found = explained(study, page, findings, ROOM - taken)
    yield replace(page, blocks=(*head, *found.wanted, *inside, *found.others))
    yield from found.pages


def _where(study: Study, path: tuple[str, ...]) -> Iterator[Block]:
    counts = summary(study, record_address(study.model, path))
    spans = study.register.locate(path)[:1]
    place = tuple(study.place(span) for span in spans)
    yield Paragraph((*counts, Text(" "), *place))


def summary(study: Study, address: str) -> Cell:
    """The numbers of violations and open questions on a page, as badges; that there are none."""
    found = [one for one in study.by_page.get(address, ()) if one.level != "none"]
    parts: list[Any] = []
    for name in ("violation", "undetermined"):
        number = sum(one.verdict.outcome == name for one in found)
        if number:
            badge = study.badge(name)
            parts += [Text(" ")] if parts else []
            parts += [
                type(badge)(
                    badge.tone, badge.symbol, study.text(f"site-count-{name}", count=number)
                )
            ]
    if parts:
        return tuple(parts)
    return (Text(study.text("site-no-findings")),)


def _collection(study: Study, collection: str, kind: CollectionKind) -> Iterator[Page]:
    help_text = kind.help_nl if study.language == "nl" else kind.help_en
    lead = Paragraph((Text(help_text + "."),), "lead")
    page = Page(
        collection_address(study.model, collection),
        study.collection_name(collection),
        (),
        sort=study.text("site-register"),
        in_menu=True,
    )
    if kind.single:
        head = (lead, *_where(study, (collection,)))
        yield from _judged(study, page, head, content(study, (collection,), kind))
        return
    extra = EXTRA.get(collection)
    head = (lead, collection_table(study, collection, kind), *(extra(study) if extra else ()))
    yield from _judged(study, page, head, ())


def collection_table(study: Study, collection: str, kind: CollectionKind) -> Table:
    """The records of a collection, a line each."""
    fields = [
        kind.entry.fields[name] for name in COLUMNS.get(collection, ()) if name in kind.entry.fields
    ]
    rows = []
    for entry, record in study.entries(collection).items():
        path = (collection, entry)
        values = tuple(
            cell(study, one, record[one.name])
            if one.name in record
            else (Text(study.value(None), style="quiet"),)
            for one in fields
        )
        rows.append(
            ((study.record_link(path),), summary(study, record_address(study.model, path)), *values)
        )
    columns = (
        study.text("site-record"),
        study.text("site-findings"),
        *(as_label(one.spelled(study.language)) for one in fields),
    )
    name = study.collection_name(collection)
    return Table(
        study.text("site-collection-table", name=name, count=len(rows)),
        columns,
        tuple(rows),
        filter=len(rows) > 8,
        empty=study.state(collection),
    )
