"""The site for everyone: its own pages, its own menu and its own search, in a tree of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.publish.paging import Leaf, leaves
from grondslag.publish.public.facts import Told
from grondslag.publish.public.pages import Change, public_pages
from grondslag.publish.site import Edition, Site, search_index
from grondslag.words.catalogue import text_of

MENU: Final = ("", "rechten/", "cookies/", "wijzigingen/", "toegankelijkheid/")


def public_site(
    register: Register,
    model: Model,
    languages: Sequence[str],
    day: date,
    changes: tuple[Change, ...] | None,
    files: Mapping[str, bytes],
) -> Site:
    """The site in these languages, the first at the root. *files* stand beside the pages.

    Search engines may come: it is there to be found.
    """
    beside = dict(files)
    editions = []
    for number, language in enumerate(languages):
        root = "" if number == 0 else f"{language}/"
        made = public_pages(register, model, language, day, changes)
        pages = [leaf for page in made for leaf in leaves(page, language, root)]
        written = register.fact(("organisation", "name"))
        unnamed = text_of("public-the-organisation", {}, language)
        name = written if isinstance(written, str) else unnamed
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
