"""Who receives the data of an activity, in which role, and whether the data leave the EEA."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.publish.blocks import Block, Cell, Paragraph, Picture, Table, Text
from grondslag.publish.pictures.flow import Edge, Flow, Node, draw_flow, flow_table
from grondslag.publish.public.facts import Entry, Told, as_tuple
from grondslag.values import NONE


def receiver_blocks(told: Told, entry: Entry, title: str) -> Iterator[Block]:
    """The receivers as a table and as a drawing, what is not known of them, and transfers out of the EEA."""
    rows = tuple(_receivers(told, entry))
    said_none = all(entry.get(key) is NONE for key in ("recipients", "processors"))
    empty = told.text("public-with-nobody" if said_none else "public-not-yet")
    names = ("public-column-receiver", "public-column-what-for", "public-column-country")
    yield told.table("with", tuple(told.text(name) for name in names), rows, empty=empty)
    if rows:
        for name in _not_told(entry):
            yield Paragraph((Text(told.text(name), style="quiet"),))
    yield from _together(told, entry)
    yield from _outside(told, entry)
    if rows:
        yield _picture(told, entry, title)


def _not_told(entry: Entry) -> Iterator[str]:
    """A kind of receiver of which the register says nothing is no kind that is not there."""
    if "processors" not in entry:
        yield "public-suppliers-not-yet"
    if not {"recipients", "recipient_categories"} & entry.keys():
        yield "public-recipients-not-yet"


def _references(entry: Entry, *names: str) -> tuple[Any, ...]:
    """References of these fields, each once."""
    found = [one for name in names for one in as_tuple(entry.get(name))]
    return tuple(dict.fromkeys(found))


def _receivers(told: Told, entry: Entry) -> Iterator[tuple[Cell, ...]]:
    for reference in _references(entry, "processors"):
        one = told.follow(reference)
        role = one.get("role")
        words = (
            Text(told.text(f"public-supplier-{role}")) if isinstance(role, str) else told.missing()
        )
        yield (_supplier(told, one), (words,), _place(told, one))
    for reference in _references(entry, "joint_with", "recipients"):
        one = told.follow(reference)
        role = one.get("role")
        words = Text(told.text(f"public-party-{role}")) if isinstance(role, str) else told.missing()
        yield (_party(told, reference), (words,), _place(told, one))
    for category in as_tuple(entry.get("recipient_categories")):
        told_not = Text(told.text("public-not-told"), style="quiet")
        yield ((told.own(category),), (Text(told.text("public-party-category")),), (told_not,))


def _supplier(told: Told, one: Entry) -> Cell:
    """A supplier by what it does: its name is not public."""
    service = one.get("service")
    if not isinstance(service, str):
        return (Text(told.text("public-a-supplier")),)
    return (Text(f"{told.text('public-supplier-for')} "), told.own(service))


def _party(told: Told, reference: object) -> Cell:
    named = told.who(reference)
    return (told.own(named) if named == told.follow(reference).get("name") else Text(named),)


def _place(told: Told, one: Entry) -> Cell:
    country = one.get("country")
    return (Text(told.country(country)),) if isinstance(country, str) else (told.missing(),)


def _together(told: Told, entry: Entry) -> Iterator[Block]:
    """With whom the organisation decides, and what the two agreed on. Source: AVG art. 26(2)."""
    for reference in _references(entry, "joint_with"):
        arrangement = told.follow(reference).get("arrangement")
        if not isinstance(arrangement, Mapping):
            continue
        who = _party(told, reference)
        asked = arrangement.get("rights_handled_by")
        if isinstance(asked, str):
            together = (Text(f"{told.text('public-joint')} "), *who, Text("."))
            yield Paragraph((*together, *told.sentence("public-joint-rights", asked)))
        essence = arrangement.get("essence_published_at")
        if isinstance(essence, str):
            label = Text(f"{told.text('public-joint-essence')} ")
            yield Paragraph((label, told.away(essence)))


def _outside(told: Told, entry: Entry) -> Iterator[Block]:
    """Whether data leave the EEA, as the register says; that it says nothing, where it does not."""
    written = entry.get("transfers")
    if written is NONE:
        yield Paragraph((Text(told.text("public-no-transfers")),))
        return
    rows = tuple(_transfer(told, one) for one in as_map(written))
    if not rows:
        yield Paragraph((Text(told.text("public-transfers-not-yet"), style="quiet"),))
        return
    names = ("public-column-receiver", "public-column-country", "public-column-protected")
    yield told.table("transfers", tuple(told.text(name) for name in names), rows)


def _transfer(told: Told, transfer: Entry) -> tuple[Cell, ...]:
    references = as_tuple(transfer.get("to"))
    reference = references[0] if references else None
    is_party = "name" in told.follow(reference)
    who = _party(told, reference) if is_party else _supplier(told, told.follow(reference))
    mechanism, derogation = transfer.get("mechanism"), transfer.get("derogation")
    how = told.missing()
    if isinstance(mechanism, str):
        how = Text(told.text(f"public-mechanism-{mechanism}"))
        if mechanism == "derogation" and isinstance(derogation, str):
            named = told.in_a_sentence("derogation", derogation)
            how = Text(f"{how.text} {told.text('public-derogation', which=named)}")
    return (who, _place(told, transfer), (how,))


def as_map(value: object) -> tuple[Any, ...]:
    """The entries of a map; none where there are none."""
    return tuple(value.values()) if isinstance(value, Mapping) else ()


def _picture(told: Told, entry: Entry, title: str) -> Picture:
    """A small map: from the organisation through the activity to who receives data, and where they are."""
    nodes = [Node("us", told.organisation_name, 0), Node("it", title, 1)]
    edges = [Edge("us", "it")]
    for reference in _references(entry, "processors", "recipients", "joint_with"):
        key, country = "/".join(reference), told.follow(reference).get("country")
        nodes.append(Node(key, told.who(reference), 2))
        edges.append(Edge("it", key))
        if isinstance(country, str):
            nodes.append(Node(f"in {country}", told.country(country), 3))
            edges.append(Edge(key, f"in {country}"))
    for number, category in enumerate(as_tuple(entry.get("recipient_categories"))):
        nodes.append(Node(f"category {number}", str(category), 2))
        edges.append(Edge("it", f"category {number}"))
    names = ("organisation", "activity", "receiver", "country")
    heads = tuple(told.text(f"public-column-{name}") for name in names)
    shown = told.text("public-picture", name=title)
    unique = tuple({node.id: node for node in nodes}.values())
    flow = Flow(shown, heads, unique, tuple(dict.fromkeys(edges)))
    told_again = flow_table(flow, told.language)
    cells = tuple(tuple((Text(cell),) for cell in row[:2]) for row in told_again.rows)
    return Picture(
        shown, draw_flow(flow, told.language), Table(shown, told_again.header[:2], cells)
    )
