"""Pages to HTML: one environment of templates that escapes every text, and the links between pages.

The one place where jinja2 is used. Nothing is marked as safe here but what templates made themselves.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from unicodedata import category
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grondslag.publish.blocks import Page
from grondslag.text import HIDDEN, visible
from grondslag.words.catalogue import text_of

SCHEMES: Final = frozenset({"https", "http", "mailto"})
INDEX: Final = "index.html"


@cache
def environment() -> Environment:
    """The environment of the templates of pages."""
    made = Environment(
        loader=PackageLoader("grondslag.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["lines"] = text_lines
    made.filters["followed"] = may_be_followed
    made.globals["told"] = text_of
    return made


def render(page: Page, language: str, link: Callable[[str], str]) -> str:
    """The inside of a page. *link* turns an address into one that is relative to the page."""
    template = environment().get_template("page.html")
    return template.render(page=page, language=language, link=link)


def relative(address: str, start: str) -> str:
    """The way from the page at *start* to *address* (both from the root), also for a browser that reads files."""
    path, _, anchor = address.partition("#")
    target = path + INDEX if path.endswith("/") or not path else path
    way = posixpath.relpath(target, start or ".")
    return f"{way}#{anchor}" if anchor else way


def may_be_followed(url: str) -> bool:
    """Whether a link of a register may be followed: https, http or mail, a plain host, no name and password in it."""
    if any(category(char) in HIDDEN or char in ' \\"<>`' for char in url):
        return False
    try:
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES:
            return False
        return parts.scheme == "mailto" or bool(parts.hostname and parts.username is None)
    except ValueError:
        return False


def text_lines(text: str) -> list[str]:
    """The lines of a text."""
    return text.splitlines() or [""]


def _shown(value: Any) -> Any:
    """What stands between braces: what templates made is kept; of any other text nothing stays hidden."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)
