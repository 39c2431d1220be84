"""The page of an activity: which data, why, how long, and with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from grondslag.findings.addresses import record_address
from grondslag.publish.blocks import Block, Cell, Items, Link, Page, Paragraph, Section, Text
from grondslag.publish.public.facts import Entry, Told, as_tuple
from grondslag.publish.public.home import purposes_of, subjects_of
from grondslag.publish.public.receivers import receiver_blocks
from grondslag.publish.public.why import why_blocks
from grondslag.publish.public.your_rights import notices_of, rights_blocks
from grondslag.values import Duration


def activity_page(told: Told, key: str) -> Page:
    """The page of the activity with a public id."""
    entry = told.entries("processing")[key]
    name = entry.get("name")
    title = name if isinstance(name, str) else key
    sections = (
        ("public-whose-data", "whose", _whose(told, entry)),
        ("public-why", "why", why_blocks(told, entry)),
        ("public-which-data", "data", _data(told, entry)),
        ("public-from-where", "from", _from_where(told, entry)),
        ("public-with-whom", "with", receiver_blocks(told, entry, title)),
        ("public-decisions", "decisions", _decisions(told, entry)),
        ("public-your-rights", "rights", (*rights_blocks(told, entry), *notices_of(told, key))),
    )
    blocks = [*_lead(told, entry)]
    for heading, anchor, inside in sections:
        found = tuple(inside)
        if found:
            blocks.append(Section(told.text(heading), anchor, found))
    looked = entry.get("reviewed_on")
    if isinstance(looked, date):
        reviewed = told.text("public-reviewed", day=told.day_in_words(looked))
        blocks.append(Paragraph((Text(reviewed),), "quiet"))
    return Page(
        record_address(told.model, ("processing", key)),
        title,
        tuple(blocks),
        trail=(Link(told.text("public-home"), ""),),
        found_by=f"{subjects_of(told, entry)}\n{_found_by(entry)}",
        sort=told.text("public-sort-activity"),
        title_language=told.other_language,
    )


def _found_by(entry: Entry) -> str:
    """What else an activity is looked for by: its purposes and its data."""
    data = entry.get("data")
    entries = [*purposes_of(entry), *(data.values() if isinstance(data, Mapping) else ())]
    words = (one.get("description") for one in entries)
    return "\n".join(" ".join(word.split()) for word in words if isinstance(word, str))


def _lead(told: Told, entry: Entry) -> Iterator[Block]:
    yield from told.untranslated()
    if isinstance(entry.get("description"), str):
        yield Paragraph((told.own(entry["description"]),), "lead")
    if entry.get("status") == "ended":
        yield Paragraph((Text(told.text("public-ended")),), "note")
    if entry.get("role") == "processor":
        yield Paragraph((Text(told.text("public-as-processor")),), "note")


def _data(told: Told, entry: Entry) -> Iterator[Block]:
    data = entry.get("data")
    entries = list(data.values()) if isinstance(data, Mapping) else []
    rows = tuple((_kind(told, one), _class(told, one), how_long(told, one)) for one in entries)
    if entry.get("role") == "processor":
        by_client = Text(told.text("public-client-decides"))
        unknown = (told.missing(),)
        rows = tuple((*row[:2], (by_client,) if row[2] == unknown else row[2]) for row in rows)
    names = ("public-column-data", "public-column-kind", "public-column-how-long")
    columns = tuple(told.text(name) for name in names)
    yield told.table("data", columns, rows, empty=told.text("public-not-yet"))


def _kind(told: Told, one: Entry) -> Cell:
    words = one.get("description")
    return (told.own(words),) if isinstance(words, str) else (told.missing(),)


def _class(told: Told, one: Entry) -> Cell:
    law = one.get("law")
    rests = (Text(f", {told.text('public-law-prescribes')} "), told.own(law))
    rest: Cell = rests if isinstance(law, str) else ()
    kinds = as_tuple(one.get("special_kind"))
    if kinds:
        named = "; ".join(told.in_a_sentence("special_kind", kind) for kind in kinds)
        return (Text(f"{told.text('public-class-special')}: {named}"), *rest)
    if isinstance(one.get("class"), str):
        return (Text(told.text(f"public-class-{one['class']}")), *rest)
    return (told.missing(),)


def how_long(told: Told, one: Entry) -> Cell:
    """How long data are kept and why: the term and when it starts, or the criterion; what is not known yet."""
    line = told.first(one.get("retention"))
    term, criterion = line.get("term"), line.get("criterion")
    if isinstance(term, Duration):
        return (*_term(told, told.value(term), line), *_because(told, line))
    if isinstance(criterion, str):
        return (told.own(criterion), *_because(told, line))
    return (told.missing(),)


def _term(told: Told, words: str, line: Entry) -> Cell:
    start, note = line.get("starts_at"), line.get("starts_at_note")
    if isinstance(note, str):
        return (Text(f"{told.text('public-after', term=words)} "), told.own(note))
    if isinstance(start, str) and start != "other":
        event = told.in_a_sentence("start_event", start)
        return (Text(f"{told.text('public-after', term=words)} {event}"),)
    return (Text(told.text("public-start-not-yet", term=words)),)


def _because(told: Told, line: Entry) -> Cell:
    """The law that prescribes a term, or else the reason for it."""
    for name in ("law", "reason"):
        if isinstance(line.get(name), str):
            return (Text("."), *told.sentence(f"public-{name}", line[name]))
    return ()


def _from_where(told: Told, entry: Entry) -> Iterator[Block]:
    codes = as_tuple(entry.get("sources"))
    if not codes:
        yield Paragraph((told.missing(),))
        return
    yield Items(tuple((Text(told.text(f"public-source-{code}")),) for code in codes))


def _whose(told: Told, entry: Entry) -> Iterator[Block]:
    cell = [Text(subjects_of(told, entry))]
    if isinstance(entry.get("other_data_subjects"), str):
        cell += [*([Text("; ")] if cell[0].text else []), told.own(entry["other_data_subjects"])]
    yield Paragraph(tuple(cell))


def _decisions(told: Told, entry: Entry) -> Iterator[Block]:
    if entry.get("profiling") is True:
        yield Paragraph((Text(told.text("public-profiling")),))
    decision = entry.get("automated_decision")
    if not isinstance(decision, Mapping) or decision.get("solely_automated") is not True:
        return
    words = [told.text("public-automated")]
    for name in ("effect", "exception"):
        if isinstance(decision.get(name), str):
            words.append(told.text(f"public-decision-{name}-{decision[name]}"))
    yield Paragraph((Text(" ".join(words)),))
    safeguards = as_tuple(decision.get("safeguards"))
    if safeguards:
        yield Paragraph((Text(told.text("public-safeguards")),))
        yield Items(tuple((Text(told.text(f"public-safeguard-{one}")),) for one in safeguards))
