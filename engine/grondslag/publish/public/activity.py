"""The page of an activity: which data, why, how long, and with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.findings.addresses import record_address
from grondslag.publish.blocks import (
    Block,
    Cell,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
)
from grondslag.publish.pictures.flow import Edge, Flow, Node, draw_flow, flow_table
from grondslag.publish.public.facts import Entry, Told, as_tuple
from grondslag.publish.public.home import purposes_of, subjects_of
from grondslag.values import NONE, Duration


def activity_page(told: Told, key: str) -> Page:
    """The page of the activity with a public id."""
    entry = told.entries("processing")[key]
    name = entry.get("name")
    title = name if isinstance(name, str) else key
    sections = (
        ("public-why", "why", _why(told, entry)),
        ("public-which-data", "data", _data(told, entry)),
        ("public-from-where", "from", _from_where(told, entry)),
        ("public-whose-data", "whose", _whose(told, entry)),
        ("public-with-whom", "with", _with_whom(told, entry, title)),
        ("public-decisions", "decisions", _decisions(told, entry)),
        ("public-your-rights", "rights", _rights(told, entry)),
    )
    blocks = [*_lead(told, entry)]
    for heading, anchor, inside in sections:
        found = tuple(inside)
        if found:
            blocks.append(Section(told.text(heading), anchor, found))
    other = told.written_in if told.written_in != told.language else None
    return Page(
        record_address(told.model, ("processing", key)),
        title,
        tuple(blocks),
        trail=(Link(told.text("public-home"), ""),),
        found_by=f"{subjects_of(told, entry)}\n{_found_by(entry)}",
        sort=told.text("public-sort-activity"),
        title_language=other,
    )


def _found_by(entry: Entry) -> str:
    """What else an activity is looked for by: its purposes and its data."""
    data = entry.get("data")
    entries = [*purposes_of(entry), *(data.values() if isinstance(data, Mapping) else ())]
    words = (one.get("description") for one in entries)
    return "\n".join(" ".join(word.split()) for word in words if isinstance(word, str))


def _lead(told: Told, entry: Entry) -> Iterator[Block]:
    if isinstance(entry.get("description"), str):
        yield Paragraph((told.own(entry["description"]),), "lead")
    if entry.get("status") == "ended":
        yield Paragraph((Text(told.text("public-ended")),), "note")
    if entry.get("role") == "processor":
        yield Paragraph((Text(told.text("public-as-processor")),), "note")


def _why(told: Told, entry: Entry) -> Iterator[Block]:
    rows = []
    for purpose in purposes_of(entry):
        wanted = purpose.get("description")
        what: Cell = (told.own(wanted),) if isinstance(wanted, str) else (told.missing(),)
        rows.append((what, _basis(told, purpose)))
    columns = (told.text("public-column-why"), told.text("public-column-allowed"))
    yield told.table("why", columns, tuple(rows), empty=told.text("public-not-yet"))


def _basis(told: Told, purpose: Entry) -> Cell:
    """The lawful basis in plain words, with the law or the interest it rests on."""
    basis = purpose.get("basis")
    if not isinstance(basis, str):
        return (told.missing(),)
    cell: Cell = (Text(told.text(f"public-basis-{basis}")),)
    balancing = purpose.get("balancing_test")
    interest = balancing.get("interest") if isinstance(balancing, Mapping) else None
    if isinstance(interest, str):
        cell = (*cell, Text(" "), told.own(interest))
    if isinstance(purpose.get("law"), str):
        cell = (*cell, Text(" ("), told.own(purpose["law"]), Text(")"))
    special = purpose.get("special_exception")
    if isinstance(special, Mapping) and isinstance(special.get("exception"), str):
        named = told.code("special_exception", special["exception"])
        cell = (*cell, Text(" · " + told.text("public-special", exception=named)))
    if purpose.get("direct_marketing") is True:
        cell = (*cell, Text(" · " + told.text("public-marketing")))
    return cell


def _data(told: Told, entry: Entry) -> Iterator[Block]:
    data = entry.get("data")
    entries = list(data.values()) if isinstance(data, Mapping) else []
    rows = tuple((_kind(told, one), _class(told, one), how_long(told, one)) for one in entries)
    names = ("public-column-data", "public-column-kind", "public-column-how-long")
    columns = tuple(told.text(name) for name in names)
    yield told.table("data", columns, rows, empty=told.text("public-not-yet"))


def _kind(told: Told, one: Entry) -> Cell:
    words = one.get("description")
    return (told.own(words),) if isinstance(words, str) else (told.missing(),)


def _class(told: Told, one: Entry) -> Cell:
    if one.get("special_kind") and one["special_kind"] is not NONE:
        return (Text(told.codes("special_kind", one["special_kind"])),)
    if isinstance(one.get("class"), str):
        return (Text(told.text(f"public-class-{one['class']}")),)
    return (told.missing(),)


def how_long(told: Told, one: Entry) -> Cell:
    """How long data are kept: the term and when it starts, the criterion, or that it is not known yet."""
    lines = [told.follow(reference) for reference in as_tuple(one.get("retention"))]
    line = lines[0] if lines else {}
    term, criterion = line.get("term"), line.get("criterion")
    if isinstance(term, Duration):
        words = told.value(term)
        start = line.get("starts_at")
        if isinstance(line.get("starts_at_note"), str):
            return (
                Text(told.text("public-after", term=words)),
                Text(" "),
                told.own(line["starts_at_note"]),
            )
        if isinstance(start, str) and start != "other":
            label = told.code("start_event", start)
            return (
                Text(told.text("public-from", term=words, event=label[:1].lower() + label[1:])),
            )
        return (Text(words),)
    if isinstance(criterion, str):
        return (told.own(criterion),)
    return (told.missing(),)


def _from_where(told: Told, entry: Entry) -> Iterator[Block]:
    codes = as_tuple(entry.get("sources"))
    if not codes:
        yield Paragraph((told.missing(),))
        return
    yield Items(tuple((Text(told.text(f"public-source-{code}")),) for code in codes))


def _whose(told: Told, entry: Entry) -> Iterator[Block]:
    cell: list[Inline] = [Text(subjects_of(told, entry))]
    if isinstance(entry.get("other_data_subjects"), str):
        cell += [Text(" "), told.own(entry["other_data_subjects"])]
    yield Paragraph(tuple(cell))


def _with_whom(told: Told, entry: Entry, title: str) -> Iterator[Block]:
    rows = [*_receivers(told, entry)]
    said_none = all(entry.get(key) is NONE for key in ("recipients", "processors"))
    empty = told.text("public-with-nobody" if said_none else "public-not-yet")
    names = ("public-column-receiver", "public-column-what-for", "public-column-country")
    columns = tuple(told.text(name) for name in names)
    yield told.table("with", columns, tuple(rows), empty=empty)
    for transfer in as_map(entry.get("transfers")):
        yield Paragraph((Text(_transfer(told, transfer)),))
    if rows:
        yield _picture(told, entry, title)


def _receivers(told: Told, entry: Entry) -> Iterator[tuple[Cell, ...]]:
    for reference in as_tuple(entry.get("processors")):
        one = told.follow(reference)
        yield (_named(told, reference), (Text(told.text("public-for-us")),), _place(told, one))
    for reference in (*as_tuple(entry.get("recipients")), *as_tuple(entry.get("joint_with"))):
        one = told.follow(reference)
        role = one.get("role")
        words = (
            told.code("party_role", role) if isinstance(role, str) else told.text("public-not-yet")
        )
        yield (_named(told, reference), (Text(words),), _place(told, one))
    for category in as_tuple(entry.get("recipient_categories")):
        yield ((told.own(category),), (Text(""),), (Text(""),))


def _named(told: Told, reference: object) -> Cell:
    return (told.own(told.who(reference)),)


def _place(told: Told, one: Entry) -> Cell:
    return (
        (Text(told.country(one["country"])),)
        if isinstance(one.get("country"), str)
        else (told.missing(),)
    )


def as_map(value: object) -> tuple[Any, ...]:
    """The entries of a map; none where there are none."""
    return tuple(value.values()) if isinstance(value, Mapping) else ()


def _transfer(told: Told, transfer: Entry) -> str:
    references = as_tuple(transfer.get("to"))
    who = told.who(references[0]) if references else told.text("public-a-supplier")
    country = transfer.get("country")
    where = told.country(country) if isinstance(country, str) else told.text("public-not-yet")
    mechanism = transfer.get("mechanism")
    if isinstance(mechanism, str):
        by = told.code("transfer_mechanism", mechanism)
        return told.text("public-transfer", who=who, country=where, mechanism=by)
    return told.text("public-transfer-unknown", who=who, country=where)


def _picture(told: Told, entry: Entry, title: str) -> Picture:
    """A small map: from the organisation through the activity to who receives data, and where they are."""
    references = [
        reference
        for name in ("processors", "recipients", "joint_with")
        for reference in as_tuple(entry.get(name))
    ]
    nodes = [Node("us", told.organisation_name, 0), Node("it", title, 1)]
    edges = [Edge("us", "it")]
    for reference in dict.fromkeys(references):
        key, country = "/".join(reference), told.follow(reference).get("country")
        nodes.append(Node(key, told.who(reference), 2))
        edges.append(Edge("it", key))
        if isinstance(country, str):
            nodes.append(Node(f"in {country}", told.country(country), 3))
            edges.append(Edge(key, f"in {country}"))
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


def _decisions(told: Told, entry: Entry) -> Iterator[Block]:
    if entry.get("profiling") is True:
        yield Paragraph((Text(told.text("public-profiling")),))
    decision = entry.get("automated_decision")
    if not isinstance(decision, Mapping) or decision.get("solely_automated") is not True:
        return
    yield Paragraph((Text(told.text("public-automated")),))
    safeguards = as_tuple(decision.get("safeguards"))
    if safeguards:
        yield Items(tuple((Text(told.code("decision_safeguard", one)),) for one in safeguards))


def _rights(told: Told, entry: Entry) -> Iterator[Block]:
    bases = {purpose.get("basis") for purpose in purposes_of(entry)}
    if "consent" in bases:
        yield Paragraph((Text(told.text("public-may-withdraw")),))
    if bases & {"legitimate_interests", "public_task"}:
        yield Paragraph((Text(told.text("public-may-object")),))
    yield Paragraph((Link(told.text("public-rights-link"), "rechten/"),))
