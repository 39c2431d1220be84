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
