"""Which pages a site has, in which languages, and what stands beside them. Nothing here knows MkDocs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from grondslag.publish.blocks import Page
from grondslag.publish.paging import Leaf, leaves
from grondslag.publish.shares import done
from grondslag.publish.study import Study
from grondslag.publish.views.about import downloads, method, set_apart, verdicts
from grondslag.publish.views.changes import changes
from grondslag.publish.views.drawings import flows
from grondslag.publish.views.matrix import matrix
from grondslag.publish.views.open_questions import open_questions
from grondslag.publish.views.overview import overview
from grondslag.publish.views.records import record_pages
from grondslag.publish.views.requirements import requirements, rule_page
from grondslag.publish.views.topics import cookies, dpias, dpo, marketing, transfers

Group = tuple[str, tuple[str, ...]]
REST: Final = "site-menu-register"
MENU: Final[tuple[Group, ...]] = (
    (
        "site-menu-state",
        ("", "oordelen/", "open-vragen/", "matrix/", "uitzonderingen/", "wijzigingen/"),
    ),
    (
        REST,
        (
            "organisatie/",
            "verwerkingen/",
            "voor-alle-verwerkingen/",
            "bewaartermijnen/",
            "maatregelen/",
            "dpia/",
            "fg/",
        ),
    ),
    ("site-menu-others", ("verwerkers/", "partijen/", "stromen/", "doorgiften/")),
    ("site-menu-people", ("privacyverklaringen/", "toestemmingen/", "verzoeken/", "datalekken/")),
    ("site-menu-marketing", ("websites/", "cookies/", "marketing/", "campagnes/")),
    ("site-menu-about", ("eisen/", "over/", "downloads/")),
)
"""The menu: groups of addresses, the first always open; what is in no group is in that of the register."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The pages in one language. `root` is where they stand: empty for the first language, else `en/`."""

    language: str
    root: str
    name: str
    pages: tuple[Leaf, ...]
    menu: tuple[tuple[str, tuple[Leaf, ...]], ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is to be built. `files` stand beside the pages, by address from the root of the site."""

    editions: tuple[Edition, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    hidden: bool = True
    """Whether search engines are asked to stay away."""


Maker = Callable[[], Iterable[Page]]
"""Makes a page, and those that belong to it."""


def internal_pages(study: Study) -> Iterator[Maker]:
    """The pages for who works on the register or is accountable for it."""
    yield partial(_alone, overview, study)
    yield partial(verdicts, study)
    yield partial(_alone, open_questions, study)
    yield partial(matrix, study)
    for one in (set_apart, changes, flows, transfers, dpias, dpo, marketing, cookies):
        yield partial(_alone, one, study)
    yield from record_pages(study)
    yield partial(_alone, requirements, study)
    for versions in study.outcome.judged.rulebook.rules.values():
        yield partial(_alone, partial(rule_page, versions=versions), study)
    yield partial(_alone, method, study)
    yield partial(_alone, downloads, study)


def _alone(make: Callable[[Study], Page], study: Study) -> tuple[Page]:
    return (make(study),)


def site_of(studies: Sequence[Study], files: Mapping[str, bytes], workers: int = 1) -> Site:
    """The site of a register: an edition for each study, the first at the root. See `written` for *workers*."""
    for study in studies:
        study.look()
    roots = roots_of([study.language for study in studies])
    made = written(
        [
            (study.language, root, tuple(internal_pages(study)))
            for study, root in zip(studies, roots, strict=True)
        ],
        workers,
    )
    editions = []
    beside = dict(files)
    for study, root, pages in zip(studies, roots, made, strict=True):
        edition = edition_of(study, root, pages)
        beside[f"assets/index-{study.language}.js"] = search_index(edition)
        editions.append(edition)
    return Site(tuple(editions), beside)


def roots_of(languages: Sequence[str]) -> tuple[str, ...]:
    """Where the pages of each language stand: the first at the root."""
    return tuple("" if number == 0 else f"{name}/" for number, name in enumerate(languages))


def written(
    editions: Sequence[tuple[str, str, Sequence[Maker]]], workers: int
) -> list[tuple[Leaf, ...]]:
    """The pages of each edition (its language, its root, its makers), written out by at most *workers* processes.

    A page is written out as soon as it is made: the blocks of thousands would fill the memory.
    """
    jobs = [
        (place, partial(_written, maker, language, root))
        for language, root, makers in editions
        for place, maker in enumerate(makers)
    ]
    # The same page in another language goes to the same process: what was worked out for it is known there.
    order = sorted(range(len(jobs)), key=lambda number: jobs[number][0])
    made = dict(zip(order, done([jobs[number][1] for number in order], workers), strict=True))
    found, begun = [], 0
    for _, _, makers in editions:
        parts = [made[number] for number in range(begun, begun + len(makers))]
        found.append(tuple(leaf for part in parts for leaf in part))
        begun += len(makers)
    return found


def _written(maker: Maker, language: str, root: str) -> tuple[Leaf, ...]:
    return tuple(leaf for page in maker() for leaf in leaves(page, language, root))


def edition_of(study: Study, root: str, pages: tuple[Leaf, ...]) -> Edition:
    """Pages with the menu that leads to them."""
    by_address = {page.address: page for page in pages}
    grouped = {address for _, addresses in MENU for address in addresses}
    menu = []
    for title, addresses in MENU:
        listed = tuple(by_address[address] for address in addresses if address in by_address)
        if title == REST:
            listed += tuple(page for page in pages if page.in_menu and page.address not in grouped)
        if listed:
            menu.append((study.text(title), listed))
    organisation = study.register.fact(("organisation", "name"))
    name = (
        study.text("site-title", name=organisation)
        if isinstance(organisation, str) and organisation.strip()
        else study.text("site-name-unknown")
    )
    foot = study.text("site-foot", day=study.today)
    return Edition(study.language, root, name, pages, tuple(menu), foot)


def search_index(edition: Edition) -> bytes:
    """What a search looks in, as a script: a file can load no other data.

    `words`: phrases, each once. `folders`: the folder of pages, the kinds of pages in it, and for each page its last
    step, its title, the number of its kind, and the numbers of the phrases that it is found by as well. Parts of a
    page are found by their first part.
    """
    words: dict[str, int] = {}
    folders: dict[str, tuple[dict[str, int], list[list[str | int]]]] = {}
    for page in edition.pages:
        if page.address and not page.sort and not page.in_menu:
            continue
        folder, _, step = page.address.rstrip("/").rpartition("/")
        sorts, rows = folders.setdefault(edition.root + (f"{folder}/" if folder else ""), ({}, []))
        known = f"{page.title} {step}".lower()
        more = [
            words.setdefault(phrase, len(words))
            for phrase in page.found_by.split("\n")
            if phrase.lower() not in known
        ]
        rows.append([step, page.title, sorts.setdefault(page.sort, len(sorts)), *more])
    listed = ",\n".join(
        _packed([folder, list(sorts), rows]) for folder, (sorts, rows) in folders.items()
    )
    told = f'{{"words":{_packed(list(words))},"folders":[\n{listed}\n]}}'
    return f"window.grondslagIndex = {told};\n".encode()


def _packed(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
