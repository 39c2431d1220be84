"""SVG elements whose every text and attribute is escaped, and what all pictures share.

Colours stand in presentation attributes, so that a picture is right without any style sheet (print, PDF, saved apart);
the style sheet of the theme changes them by class for a dark screen. No `style` attribute, so that a strict CSP holds.
Source: SVG 1.1, section 6.4 (presentation attributes); XML 1.0, section 2.2 (characters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final
from unicodedata import combining, east_asian_width
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from grondslag.words.catalogue import text_of

INK: Final = "#1b1b1f"
QUIET: Final = "#5a6070"
LINE: Final = "#8a90a0"
FILL: Final = "#eef0f4"
PAPER: Final = "#ffffff"
ACCENT: Final = "#154273"
ALERT: Final = "#a3001f"
ALERT_FILL: Final = "#fde7ea"

_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS_TEXT: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Attribute = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a picture in rows: `header` names the columns, the first cell of a row names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def clean(text: str) -> str:
    """*text* with every character that XML does not allow, or that turns the direction of text, made visible."""
    return _TURNS_TEXT.sub("\ufffd", _NOT_XML.sub("\ufffd", text))


def element(name: str, attributes: dict[str, Attribute], *inside: Markup | str) -> Markup:
    """An element; strings inside are text. An attribute that is None is left out, `_` in a name is `-`."""
    written = "".join(
        [
            f' {key.replace("_", "-")}="{_attribute(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    body = "".join([part if isinstance(part, Markup) else _words(part) for part in inside if part])
    if not body:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{body}</{name}>")


def _attribute(value: str | int | float) -> str:
    return _words(value) if isinstance(value, str) else _number(value)


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    return str(escape(clean(text)))


def text(x: Attribute, y: Attribute, words: str, **more: Attribute) -> Markup:
    """Text at a place, in the ink of the page unless *more* says otherwise."""
    given: dict[str, Attribute] = {"x": x, "y": y, "fill": INK, "class": "pic-ink", **more}
    return element("text", given, words)


def group(*inside: Markup, **attributes: Attribute) -> Markup:
    """A group of elements."""
    return element("g", dict(attributes), *inside)


def titled(words: str) -> Markup:
    """What a pointer that rests on an element shows, and what is read out of it."""
    return element("title", {}, words)


def link(href: str | None, *inside: Markup) -> Markup:
    """The elements as a link; as they are where the address is none of the site or the web."""
    if href is None or not is_safe(href):
        return Markup("").join(inside)
    return element("a", {"href": href}, *inside)


def is_safe(href: str) -> bool:
    """Whether an address is a relative one, or one of http(s)."""
    if clean(href) != href or "\\" in href or href.startswith("//"):
        return False
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in {"http", "https"} and bool(parts.netloc)
    return not parts.netloc and ":" not in href.partition("/")[0].partition("#")[0]


def picture(
    title: str, description: str, size: tuple[int | None, int], *inside: Markup, links: bool = False
) -> Markup:
    """The whole picture. *size* is in pixels; without a width it takes that of the page.

    A picture with links is a group: as an image it would hide them from who cannot see it.
    """
    width, height = size
    name = (
        "pic-"
        + sha256("\0".join((title, description, str(size))).encode("utf-8", "replace")).hexdigest()[
            :10
        ]
    )
    fixed: dict[str, Attribute] = (
        {"width": "100%", "class": "pic pic-fluid"}
        if width is None
        else {"width": width, "viewBox": f"0 0 {width} {height}", "class": "pic pic-fixed"}
    )
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            **fixed,
            "height": height,
            "role": "group" if links else "img",
            "aria_labelledby": f"{name}-t {name}-d",
            "font_family": "system-ui, sans-serif",
            "font_size": 14,
        },
        element("title", {"id": f"{name}-t"}, title),
        element("desc", {"id": f"{name}-d"}, description),
        *inside,
    )


def fitted(words: str, room: float, size: float = 14) -> str:
    """The words as far as they fit in so many pixels, with `…` where something was cut off."""
    words = " ".join(words.split())
    if width_of(words, size) <= room:
        return words
    left = room - size * 0.6
    kept = []
    for char in words:
        left -= width_of(char, size)
        if left < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


@lru_cache(maxsize=20_000)
def in_lines(words: str, room: float, most: int, size: float = 14) -> tuple[str, ...]:
    """The words in at most so many lines of so many pixels; the last is cut off where they do not fit."""
    left = words.split()
    lines: list[str] = []
    while left and len(lines) < most - 1:
        line = left.pop(0)
        while left and width_of(f"{line} {left[0]}", size) <= room:
            line = f"{line} {left.pop(0)}"
        lines.append(fitted(line, room, size))
    if left:
        lines.append(fitted(" ".join(left), room, size))
    return tuple(lines) or ("",)


@lru_cache(maxsize=20_000)
def width_of(words: str, size: float = 14) -> float:
    """About how many pixels the words take: wide letters count double, narrow ones half."""
    return size * sum(map(_share, words))


@lru_cache(maxsize=20_000)
def _share(char: str) -> float:
    if combining(char):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.05
    if char in "iljtfrI.,:;|'!()[] ":
        return 0.36
    return 0.82 if char in "mwMW@%" or char.isupper() else 0.58


def percent(share: float) -> str:
    """A share of the width as a coordinate."""
    return f"{_number(share * 100)}%"


def nice_top(highest: int) -> int:
    """The end of an axis that holds the number: 1, 2 or 5 times a power of ten, at least 4."""
    top = 4
    power = 1
    while top < highest:
        for factor in (1, 2, 5):
            if factor * power >= max(highest, 4):
                return factor * power
        power *= 10
    return top


def say(message_id: str, language: str, **params: object) -> str:
    """A text of the catalogue."""
    return text_of(message_id, params, language)


def _number(value: int | float) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"
    return str(value)
