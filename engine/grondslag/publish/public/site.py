"""The site for everyone: its own pages, its own menu and its own search, in a tree of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.publish.paging import Leaf
from grondslag.publish.public.facts import Told
from grondslag.publish.public.pages import Change, page_makers
from grondslag.publish.site import Edition, Site, roots_of, search_index, written
from grondslag.words.catalogue import text_of

MENU: Final = ("", "rechten/", "cookies/", "wijzigingen/", "toegankelijkheid/")


def public_site(
    register: Register,
    model: Model,
    languages: Sequence[str],
    day: date,
    changes: tuple[Change, ...] | None,
    files: Mapping[str, bytes],
    workers: int = 1,
) -> Site:
    """The site in these languages, the first at the root. *files* stand beside the pages.

    Search engines may come: it is there to be found. See `site.written` for *workers*.
    """
    beside = dict(files)
    editions = []
    roots = roots_of(languages)
    made = written(
        [
            (language, root, tuple(page_makers(register, model, language, day, changes)))
            for language, root in zip(languages, roots, strict=True)
        ],
        workers,
    )
    for language, root, pages in zip(languages, roots, made, strict=True):
        own = register.fact(("organisation", "name"))
        unnamed = text_of("public-the-organisation", {}, language)
        name = own if isinstance(own, str) else unnamed
        edition = _edition(pages, root, model, language, day, name)
        beside[f"assets/index-{language}.js"] = search_index(edition)
        editions.append(edition)
    return Site(tuple(editions), beside, hidden=False)


def _edition(
    pages: Sequence[Leaf], root: str, model: Model, language: str, day: date, organisation: str
) -> Edition:
    by_address = {page.address: page for page in pages}
    menu = ((text_of("public-menu", {}, language), tuple(by_address[address] for address in MENU)),)
    name = text_of("public-site-name", {"name": organisation}, language)
    written = Told({}, model, language, day).day_in_words(day)
    foot = text_of("public-foot", {"day": written}, language)
    return Edition(language, root, name, tuple(pages), menu, foot)
