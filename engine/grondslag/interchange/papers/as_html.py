"""A paper as one file of HTML: made as a tree of elements, so that a text can never become markup.

Nothing is asked of other places: the style stands inside, and the policy admits that style alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from grondslag.interchange.papers.tree import (
    Block,
    Cell,
    Gap,
    Heading,
    Inline,
    Items,
    Paper,
    Paragraph,
    Rule,
    Strong,
    Table,
    words_of,
)
from grondslag.text import visible

_STYLE: Final = "paper.css"


@cache
def style() -> str:
    """The style of papers."""
    return Path(__file__).with_name(_STYLE).read_text(encoding="utf-8").strip()


def policy() -> str:
    """The policy of a paper: this one style, and nothing else."""
    digest = hashlib.sha256(style().encode()).digest()
    allowed = base64.b64encode(digest).decode()
    return f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def html_of(paper: Paper) -> str:
    """The file of a paper, without its stamp."""
    page = Element("html", lang=paper.language)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy()})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    SubElement(head, "title").text = visible(words_of(paper.title))
    SubElement(head, "style").text = style()
    main = SubElement(SubElement(page, "body"), "main")
    _fill(SubElement(main, "h1"), paper.title)
    for block in paper.blocks:
        _put(main, block)
    _name_regions(main)
    for element in main.iter():
        if element.tag in _ON_A_LINE:
            element.tail = "\n"
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


_ON_A_LINE: Final = frozenset(
    {"h1", "h2", "h3", "p", "ul", "li", "div", "table", "tr", "td", "th", "hr", "caption"}
)


def _put(main: Element, block: Block) -> None:
    match block:
        case Heading():
            _fill(SubElement(main, f"h{block.level}"), block.cell)
        case Paragraph():
            _fill(SubElement(main, "p"), block.cell)
        case Items():
            rows = SubElement(main, "ul")
            for row in block.rows:
                _fill(SubElement(rows, "li"), row)
        case Table():
            _put_table(main, block)
        case Rule():
            SubElement(main, "hr")


def _put_table(main: Element, block: Table) -> None:
    around = SubElement(
        main,
        "div",
        {"class": "wide", "tabindex": "0", "role": "region", "aria-label": visible(block.caption)},
    )
    table = SubElement(around, "table")
    SubElement(table, "caption").text = visible(block.caption)
    head = SubElement(SubElement(table, "thead"), "tr")
    for name in block.columns:
        SubElement(head, "th", scope="col").text = visible(name)
    body = SubElement(table, "tbody")
    for row in block.rows:
        line = SubElement(body, "tr")
        for number, cell in enumerate(row):
            where = SubElement(line, "td") if number else SubElement(line, "th", scope="row")
            _fill(where, cell)


def _name_regions(main: Element) -> None:
    """No two regions of a page have the same name: those who hear the page choose by it."""
    seen: Counter[str] = Counter()
    for region in main.iter("div"):
        name = region.get("aria-label", "")
        seen[name] += 1
        if seen[name] > 1:
            region.set("aria-label", f"{name} ({seen[name]})")


def _fill(element: Element, cell: Cell) -> None:
    last: Element | None = None
    for part in cell:
        made = _inline(part)
        if made is not None:
            element.append(made)
            last = made
        elif last is None:
            element.text = (element.text or "") + visible(part.text)
        else:
            last.tail = (last.tail or "") + visible(part.text)


def _inline(part: Inline) -> Element | None:
    """An element for what is more than bare words."""
    if isinstance(part, Gap):
        made = Element("mark", {"class": "gap"})
    elif isinstance(part, Strong):
        made = Element("strong")
    elif part.language is not None:
        made = Element("span")
    else:
        return None
    if not isinstance(part, Gap) and part.language is not None:
        made.set("lang", part.language)
    made.text = visible(part.text)
    return made
