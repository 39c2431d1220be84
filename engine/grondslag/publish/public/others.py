"""The pages beside the activities: rights, cookies, changes, accessibility."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from grondslag.findings.addresses import record_address
from grondslag.publish.blocks import (
    Block,
    Cell,
    Items,
    Link,
    Page,
    Paragraph,
    Section,
    Text,
)
from grondslag.publish.public.facts import Entry, Told, as_tuple, joined, shown_url
from grondslag.publish.public.home import who_blocks
from grondslag.publish.public.receivers import as_map
from grondslag.values import Duration

if TYPE_CHECKING:
    from grondslag.publish.public.pages import Change

RIGHTS: Final = (
    ("access", "15"),
    ("rectification", "16"),
    ("erasure", "17"),
    ("restriction", "18"),
    ("portability", "20"),
    ("objection", "21"),
    ("automated_decision", "22"),
    ("withdraw_consent", "7"),
)
"""The rights of the AVG, by code of the model, and their article."""
COOKIE_COLUMNS: Final = ("purpose", "technique", "lifetime", "consent", "third")
AUTHORITY: Final = "https://autoriteitpersoonsgegevens.nl/"


def rights_page(told: Told) -> Page:
    """What someone may ask, how, and where to complain. Source: AVG art. 7(3), 12, 15-18, 20-22, 77."""
    rows = tuple(
        (
            (Text(told.text(f"public-right-{name}-short")),),
            (Text(told.text(f"public-right-{name}")),),
            (Text(told.text("public-article", article=article)),),
        )
        for name, article in RIGHTS
    )
    names = ("public-column-right", "public-column-means", "public-column-law")
    table = told.table("rights", tuple(told.text(name) for name in names), rows)
    blocks = (
        Paragraph((Text(told.text("public-rights-lead")),), "lead"),
        Section(told.text("public-how-to-ask"), "how", tuple(_how_to_ask(told))),
        Section(told.text("public-answer"), "answer", tuple(_answer(told))),
        Section(told.text("public-which-rights"), "which", (table,)),
        Section(told.text("public-complaint"), "complaint", tuple(_complaint(told))),
    )
    looked_for = [told.text("public-rights-words")]
    looked_for += [told.text(f"public-right-{name}-short") for name, _ in RIGHTS]
    return _page(told, "rechten/", "public-rights", blocks, " ".join(looked_for))


def _how_to_ask(told: Told) -> Iterator[Block]:
    channels = as_tuple(_rights_of(told).get("channels"))
    if channels:
        yield Paragraph((Text(told.text("public-channels")),))
        yield Items(tuple((told.own(channel),) for channel in channels))
    else:
        yield Paragraph((Text(told.text("public-channels-not-yet"), style="quiet"),))
    yield from who_blocks(told)
    check = _rights_of(told).get("identity_check")
    if isinstance(check, str):
        yield Paragraph((Text(told.text(f"public-identity-{check}")),))


def _rights_of(told: Told) -> Entry:
    rights = told.organisation.get("rights")
    return rights if isinstance(rights, dict) else {}


def _answer(told: Told) -> Iterator[Block]:
    """When an answer comes, and what it says. Source: AVG art. 12(3) and (4), 20."""
    yield Paragraph((Text(told.text("public-term")),))
    yield Paragraph((Text(told.text("public-refusal")),))
    formats = as_tuple(_rights_of(told).get("export_formats"))
    if formats:
        named = told.listed(told.code("export_format", one) for one in formats)
        yield Paragraph((Text(told.text("public-formats", formats=named)),))


def _complaint(told: Told) -> Iterator[Block]:
    """To whom someone can go who disagrees. Source: AVG art. 38(4), 77, 79; UAVG art. 34, 35."""
    rows: list[Cell] = []
    if isinstance(told.organisation.get("dpo"), dict):
        rows.append((Text(told.text("public-complaint-dpo")),))
    authority = told.away(AUTHORITY)
    rows.append((Text(f"{told.text('public-complaint-authority')} "), authority))
    is_public = told.organisation.get("public_authority")
    if isinstance(is_public, bool):
        kind = "objection" if is_public else "court"
        rows.append((Text(told.text(f"public-complaint-{kind}")),))
    else:
        rows.append((Text(told.text("public-complaint-judge")),))
    yield Paragraph((Text(told.text("public-complaint-lead")),))
    yield Items(tuple(rows))


def cookies_page(told: Told) -> Page:
    """What websites leave or read on a device, and the privacy notices."""
    blocks: list[Block] = [Paragraph((Text(told.text("public-cookies-lead")),), "lead")]
    sites = told.entries("websites").values()
    for number, site in enumerate(sites, 1):
        rows = tuple(_cookie(told, cookie) for cookie in as_map(site.get("cookies")))
        url = site.get("url")
        title = (
            shown_url(url) if isinstance(url, str) else told.text("public-website", number=number)
        )
        none = "public-no-cookies" if "cookies" in site else "public-not-yet"
        columns = tuple(told.text(f"public-cookie-{name}") for name in COOKIE_COLUMNS)
        table = told.table("cookies", columns, rows, empty=told.text(none), name=title)
        blocks.append(Section(title, f"website-{number}", (table,)))
    if not sites:
        blocks.append(Paragraph((Text(told.text("public-websites-not-yet"), style="quiet"),)))
    notices = tuple(_notices(told))
    if notices:
        blocks.append(Section(told.text("public-notices"), "notices", (Items(notices),)))
    return _page(told, "cookies/", "public-cookies", tuple(blocks))


def _cookie(told: Told, cookie: Entry) -> tuple[Cell, ...]:
    def words(kind: str, key: str) -> Cell:
        value = cookie.get(key)
        known = isinstance(value, str | bool)
        return (Text(told.text(f"public-{kind}-{value}".lower())) if known else told.missing(),)

    lifetime = cookie.get("lifetime")
    third = as_tuple(cookie.get("third_party"))
    return (
        words("cookie-for", "purpose"),
        words("cookie-is", "technique"),
        (Text(told.value(lifetime)) if isinstance(lifetime, Duration) else told.missing(),),
        words("cookie-exempt", "exempt"),
        joined([told.own(told.who(one)) for one in third]) or (Text(told.text("public-nobody")),)
        if "third_party" in cookie
        else (told.missing(),),
    )


def _notices(told: Told) -> Iterator[Cell]:
    for notice in told.entries("notices").values():
        if notice.get("status") == "published" and isinstance(notice.get("published_at"), str):
            name = notice.get("name")
            link = told.away(notice["published_at"])
            yield (told.own(name), Text(": "), link) if isinstance(name, str) else (link,)


def changes_page(told: Told, changes: Sequence[Change] | None) -> Page:
    """What changed for who reads this site, the newest first; that the history is not known, where it is not."""
    if changes is None:
        blocks: tuple[Block, ...] = (Paragraph((Text(told.text("public-no-history")),)),)
    else:
        shown = told.entries("processing")
        rows = tuple(
            (
                (Text(told.month(change.day)),),
                (Text(told.text(f"public-change-{change.kind}")),),
                (_changed(told, change, change.activity in shown),),
            )
            for change in sorted(changes, key=lambda one: (one.day, one.activity), reverse=True)
        )
        columns = tuple(
            told.text(name)
            for name in ("public-column-month", "public-column-what", "public-column-activity")
        )
        table = told.table("changes", columns, rows, empty=told.text("public-no-changes"))
        blocks = (Paragraph((Text(told.text("public-changes-lead")),)), table)
    return _page(told, "wijzigingen/", "public-changes", blocks)


def _changed(told: Told, change: Change, is_shown: bool) -> Link | Text:
    if is_shown:
        return Link(change.name, record_address(told.model, ("processing", change.activity)))
    return told.own(change.name)


def accessibility_page(told: Told) -> Page:
    """How this site was made accessible and how that is tested; what to do when something does not work."""
    items = tuple(
        (Text(told.text(f"public-access-{name}")),)
        for name in ("keyboard", "signs", "narrow", "private")
    )
    contact = told.organisation.get("contact")
    blocks = (
        Paragraph((Text(told.text("public-access-lead")),), "lead"),
        Items(items),
        Paragraph((Text(told.text("public-access-tested")),)),
        Section(
            told.text("public-access-report"),
            "report",
            (
                Paragraph((Text(told.text("public-access-report-text")),)),
                Paragraph((told.contact(contact) if isinstance(contact, str) else told.missing(),)),
            ),
        ),
    )
    return _page(told, "toegankelijkheid/", "public-access", (*blocks, *_statement(told)))


def _statement(told: Told) -> Iterator[Block]:
    """What a public body has to state. What the register does not hold is left open, and marked as a gap."""
    organisation = told.organisation
    is_public = organisation.get("public_authority") is True
    if not is_public and organisation.get("legal_form") != "public_body":
        return
    gap = Text(told.text("public-statement-gap"), style="gap")
    rows = tuple(
        (Text(told.text(f"public-statement-{name}")), Text(" "), gap)
        for name in ("status", "audit", "faults", "planned", "signed", "register")
    )
    lead = told.text("public-statement-lead", name=told.organisation_name)
    yield Section(
        told.text("public-statement"),
        "statement",
        (
            Paragraph((Text(lead),)),
            Items(rows),
            Paragraph((Text(told.text("public-statement-complaint")),)),
        ),
    )


def _page(
    told: Told, address: str, title: str, blocks: tuple[Block, ...], found_by: str = ""
) -> Page:
    return Page(
        address,
        told.text(title),
        blocks,
        trail=(Link(told.text("public-home"), ""),),
        sort=told.text("public-sort-page"),
        found_by=found_by,
        in_menu=True,
    )
