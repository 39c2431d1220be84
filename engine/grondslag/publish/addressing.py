"""Links: from a page of the site to another, also for a browser that reads files, and which may leave it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final
from unicodedata import category
from urllib.parse import urlsplit

from grondslag.text import HIDDEN

SCHEMES: Final = frozenset({"https", "http", "mailto"})
INDEX: Final = "index.html"


def linker(root: str, address: str) -> Callable[[str], str]:
    """What turns an address into one relative to the page at *address* of the language at *root*.

    What is beside the pages, such as downloads, is there once for all languages.
    """
    up = "../" * address.count("/")
    top = up + "../" * root.count("/")
    here = len(address)

    @lru_cache(maxsize=4096)
    def link(wanted: str) -> str:
        path, sign, anchor = wanted.partition("#")
        if path == address and sign:
            return f"#{anchor}"
        if path and not path.endswith("/"):
            return f"{top}{wanted}"
        # What is below the page itself needs no way up.
        way = path[here:] if here and path.startswith(address) else up + path
        return f"{way}{INDEX}{sign}{anchor}"

    return link


def relative(address: str, start: str) -> str:
    """The way from the page at *start* to *address*, both from the same root."""
    return linker("", start)(address)


@lru_cache(maxsize=4096)
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
