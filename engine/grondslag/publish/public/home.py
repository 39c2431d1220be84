"""The first page: who the organisation is, whom to ask, and what it does with personal data."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.findings.addresses import record_address
from grondslag.publish.blocks import Block, Cell, Fact, Facts, Link, Page, Paragraph, Section, Text
from grondslag.publish.public.facts import Entry, Told, as_tuple, joined
from grondslag.values import NONE
from grondslag.words.phrases import inside_a_sentence


def home_page(told: Told) -> Page:
    """The page: what the site is, who the organisation is, and its activities."""
    title = told.text("public-home-title")
    blocks: tuple[Block, ...] = (
        Paragraph((Text(told.text("public-home-lead", name=told.organisation_name)),), "lead"),
        *told.untranslated(),
        Paragraph(
            (
                Text(f"{told.text('public-home-ask')} "),
                Link(told.text("public-rights-link"), "rechten/"),
            )
        ),
        _activities(told),
        _who(told),
        Paragraph((Text(told.text("public-as-of", day=told.day_in_words(told.day))),), "quiet"),
    )
    return Page("", title, blocks, in_menu=True, sort=told.text("public-sort-page"))


def activity_link(told: Told, key: str, entry: Entry) -> Link:
    """A link to the page of an activity."""
    name = entry.get("name")
    shown = name if isinstance(name, str) else key
    address = record_address(told.model, ("processing", key))
    return Link(shown, address, language=told.other_language)


def purposes_of(entry: Entry) -> list[Entry]:
    """The purposes of an activity."""
    found = entry.get("purposes")
    return list(found.values()) if isinstance(found, dict) else []


def subjects_of(told: Told, entry: Entry) -> str:
    """Whose data an activity is about, in words."""
    codes = as_tuple(entry.get("data_subjects"))
    named = [told.text(f"public-subject-{code}") for code in codes if code != "others"]
    unnamed = "" if entry.get("other_data_subjects") else told.text("public-not-yet")
    return "; ".join([*named[:1], *map(inside_a_sentence, named[1:])]) or unnamed


def _why_not_told(told: Told, entry: Entry) -> Text:
    """What is done for another organisation has the purposes of that one."""
    on_behalf = entry.get("role") == "processor"
    return Text(told.text("public-on-behalf")) if on_behalf else told.missing()


def _wanted(entry: Entry) -> list[str]:
    words = (purpose.get("description") for purpose in purposes_of(entry))
    return [one for one in words if isinstance(one, str)]


def _activities(told: Told) -> Section:
    activities = told.entries("processing")
    rows = tuple(
        (
            (activity_link(told, key, entry),),
            joined(
                [told.own(words.rstrip(" .")) for words in _wanted(entry)],
                ". ",
            )
            or (_why_not_told(told, entry),),
            (Text(subjects_of(told, entry)),),
        )
        for key, entry in activities.items()
    )
    columns = ("public-column-activity", "public-column-why", "public-column-who")
    table = told.table(
        "activities",
        tuple(told.text(column) for column in columns),
        rows,
        filter=len(rows) > 5,
        empty=told.text("public-not-yet"),
    )
    return Section(told.text("public-activities"), "activities", (table,))


def _who(told: Told) -> Section:
    return Section(told.text("public-who-we-are"), "who", tuple(who_blocks(told)))


def who_blocks(told: Told) -> Iterator[Block]:
    """Name, number and contact of the organisation, its data protection officer and its representative."""
    organisation = told.organisation
    name = organisation.get("name")
    named = (told.own(name),) if isinstance(name, str) else (told.missing(),)
    rows = [Fact(told.text("public-name"), named)]
    if isinstance(organisation.get("registration_number"), str):
        number = (Text(organisation["registration_number"]),)
        rows.append(Fact(told.text("public-number"), number))
    contact = organisation.get("contact")
    contact_cell = (told.contact(contact),) if isinstance(contact, str) else (told.missing(),)
    rows.append(Fact(told.text("public-contact"), contact_cell))
    officer = organisation.get("dpo")
    if isinstance(officer, dict):
        rows.append(Fact(told.text("public-dpo"), _officer(told, officer)))
    elif officer is NONE:
        rows.append(Fact(told.text("public-dpo"), (Text(told.text("public-no-dpo")),)))
    else:
        rows.append(Fact(told.text("public-dpo"), (told.missing(),)))
    other = organisation.get("eu_representative")
    if isinstance(other, dict):
        words = [
            told.own(other[key]) for key in ("name", "contact") if isinstance(other.get(key), str)
        ]
        rows.append(Fact(told.text("public-representative"), joined(words)))
    yield Facts(tuple(rows))


def _officer(told: Told, officer: Entry) -> Cell:
    contact, at = officer.get("contact"), officer.get("published_at")
    told_at = (told.away(at),) if isinstance(at, str) else ()
    reached = (told.contact(contact),) if isinstance(contact, str) else ()
    return joined((*reached, *told_at)) or (told.missing(),)
