"""A page to HTML: its trail, its title and its blocks. The frame around it is the theme's."""

from __future__ import annotations

from collections.abc import Callable

from grondslag.publish.blocks import Page
from grondslag.publish.rendering import Writer, said
from grondslag.words.catalogue import text_of


def render(page: Page, language: str, link: Callable[[str], str]) -> str:
    """The inside of a page. *link* turns an address into one that is relative to the page."""
    writer = Writer(language, link)
    trail = ""
    if page.trail:
        steps = "".join(f"<li>{writer.cell((step,))}</li>" for step in page.trail)
        name = said(text_of("site-trail", {}, language))
        trail = f'<nav class="trail" aria-label="{name}"><ol>{steps}</ol></nav>\n'
    own = f' lang="{said(page.title_language)}"' if page.title_language else ""
    return f"{trail}<h1{own}>{said(page.title)}</h1>\n{writer.all(page.blocks)}"


def not_found(language: str, home: str, *, is_first: bool) -> str:
    """What the page for what is not there says in a language: the first is that of the page."""
    head = said(text_of("site-not-found", {}, language))
    told = said(text_of("site-not-found-told", {}, language))
    way = said(text_of("site-not-found-home", {}, language))
    level = "h1" if is_first else "h2"
    return (
        f'<div lang="{said(language)}"><{level}>{head}</{level}>\n<p>{told}</p>\n'
        f'<p><a href="{said(home)}">{way}</a></p></div>\n'
    )
