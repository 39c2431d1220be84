"""Blocks to HTML. Every text of a block goes through `said`: escaped, and with nothing left hidden in it.

Pages hold thousands of cells, so this is plain Python and not a template; it writes no markup but what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from grondslag.publish import blocks as b
from grondslag.publish.addressing import may_be_followed
from grondslag.text import visible
from grondslag.words.catalogue import text_of

VERDICTS: Final = {
    "compliant": "c",
    "violation": "v",
    "undetermined": "u",
    "not-applicable": "n",
    "house": "h",
    "plain": "p",
}
"""The class of each tone; the style sheet gives the first four their symbol."""
WITH_SIGN: Final = frozenset("cvun")
DEEPEST: Final = 8
LONG: Final = 18
"""Characters of a path that fit on a line of a narrow column."""
_SIGNS: Final = re.compile(r"[./_](?=[^./_])")


@lru_cache(maxsize=20_000)
def said(text: str) -> str:
    """A text as HTML, also as a value between double quotes."""
    return str(escape(visible(text)))


@lru_cache(maxsize=20_000)
def _broken(text: str) -> str:
    """A path or id for a narrow column: a long one may be broken after its signs."""
    return said(text) if len(text) <= LONG else _SIGNS.sub(r"\g<0><wbr>", said(text))


class Writer:
    """Writes blocks of one page. *link* turns an address of the site into one that is relative to the page."""

    def __init__(self, language: str, link: Callable[[str], str]) -> None:
        self._language, self._link = language, link
        self._code = said
        self._inline: dict[str, Callable[[Any], str]] = {
            "text": _text,
            "code": self._code_of,
            "link": self._link_to,
            "away": _away,
            "badge": self._badge,
            "named": _named,
        }
        self._blocks: dict[str, Callable[[Any, int], str]] = {
            "section": self._section,
            "paragraph": self._paragraph,
            "items": self._items,
            "table": lambda block, _level: self._table(block),
            "grid": lambda block, _level: self._grid(block),
            "facts": lambda block, _level: self._facts(block.rows),
            "cards": self._cards,
            "listing": self._listing,
            "picture": self._picture,
            "folded": self._folded,
            "verdict": self._verdict,
        }

    def _told(self, name: str, **params: object) -> str:
        return said(text_of(name, params, self._language))

    # ---------------------------------------------------------------------------------------- inline

    def cell(self, parts: Iterable[b.Inline]) -> str:
        """What stands in a line."""
        return "".join([self._inline[part.kind](part) for part in parts])

    def _code_of(self, part: b.Code) -> str:
        return f"<code>{self._code(part.text)}</code>"

    def _link_to(self, link: b.Link) -> str:
        inside = f"<code>{self._code(link.text)}</code>" if link.as_code else said(link.text)
        return f'<a href="{said(self._link(link.address))}"{_lang(link.language)}>{inside}</a>'

    def _badge(self, badge: b.Badge) -> str:
        tone = VERDICTS[badge.tone]
        sign = "" if tone in WITH_SIGN else f'<i aria-hidden="true">{said(badge.symbol)}</i> '
        made = f'<b class="{tone}">{sign}{said(badge.word)}</b>'
        if badge.address is None:
            return made
        return f'<a href="{said(self._link(badge.address))}">{made}</a>'

    # ---------------------------------------------------------------------------------------- blocks

    def all(self, found: Iterable[b.Block], level: int = 2) -> str:
        """Blocks one below the other; headings in them are of this level."""
        return "".join([self._blocks[block.kind](block, level) for block in found])

    def _section(self, block: b.Section, level: int) -> str:
        name = said(block.anchor)
        head = f'<h{level} id="{name}">{said(block.title)}</h{level}>'
        inside = self.all(block.blocks, level + 1)
        return f'<section aria-labelledby="{name}">{head}\n{inside}</section>\n'

    def _paragraph(self, block: b.Paragraph, _level: int) -> str:
        return f"<p{_class(block.style)}>{self.cell(block.cell)}</p>\n"

    def _items(self, block: b.Items, _level: int) -> str:
        rows = []
        for number, row in enumerate(block.rows):
            anchor = block.anchors[number] if block.anchors else ""
            name = f' id="{said(anchor)}"' if anchor else ""
            depth = f"depth-{min(block.depths[number], DEEPEST)}" if block.depths else ""
            rows.append(f"<li{name}{_class(depth)}>{self.cell(row)}</li>\n")
        kind = "ol" if block.ordered else "ul"
        return f'<{kind} class="{said(block.style or "items")}">{"".join(rows)}</{kind}>\n'

    def _cards(self, block: b.Cards, _level: int) -> str:
        rows = []
        for card in block.cards:
            sign = self._badge(card.badge)
            if card.address is not None:
                sign = f'<a href="{said(self._link(card.address))}">{sign}</a>'
            note = f'<span class="quiet">{said(card.note)}</span>' if card.note else ""
            number = f'<span class="number">{said(card.number)}</span>'
            rows.append(f'<li class="card">{sign}{number}{note}</li>\n')
        return f'<ul class="cards">{"".join(rows)}</ul>\n'

    def _listing(self, block: b.Listing, _level: int) -> str:
        rows = [
            f"<mark>{said(row)}</mark>\n" if number in block.marked else f"{said(row)}\n"
            for number, row in enumerate(block.rows)
        ]
        caption = said(block.caption)
        if block.name is not None:
            caption += f" {_text(block.name)}"
        return (
            f'<figure class="listing"><figcaption>{caption}</figcaption>'
            f'<pre tabindex="0">{"".join(rows)}</pre></figure>\n'
        )

    def _picture(self, block: b.Picture, _level: int) -> str:
        title = said(block.title)
        # The drawing is the only markup that a block holds; it was made by `pictures`, which escapes by itself.
        assert isinstance(block.svg, Markup)
        table = ""
        if block.table is not None:
            head = self._told("site-as-table")
            table = f"<details><summary>{head}</summary>{self._table(block.table, head)}</details>"
        return (
            f'<figure class="picture"><figcaption>{title}</figcaption>'
            f'<div class="drawing" tabindex="0" role="group" aria-label="{title}">{block.svg}</div>'
            f"{table}</figure>\n"
        )

    def _folded(self, block: b.Folded, level: int) -> str:
        head = f"<summary>{said(block.title)}</summary>"
        return f'<details class="folded">{head}\n{self.all(block.blocks, level)}</details>\n'

    # ---------------------------------------------------------------------------------------- tables

    def _table(self, block: b.Table, before: str = "") -> str:
        """The table; its region is named by its caption, after what stands *before* it as HTML."""
        if not block.rows:
            empty = said(block.empty) if block.empty else self._told("site-nothing")
            return f'<p class="quiet">{empty}</p>\n'
        names = [said(column) for column in block.columns]
        labels = block.style == b.CARDS_WHEN_NARROW
        rows = []
        self._code = _broken
        for row in block.rows:
            cells = [f'<th scope="row">{self.cell(row[0])}</th>']
            for name, part in zip(names[1:], row[1:], strict=True):
                label = f' data-label="{name}"' if labels else ""
                cells.append(f"<td{label}>{self.cell(part)}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        self._code = said
        return self._framed(block, names, rows, before)

    def _grid(self, block: b.Grid) -> str:
        """A verdict a cell: its symbol, with the word where it wants attention and is a link."""
        rows = []
        for head, cells in block.rows:
            written = [f'<th scope="row">{self.cell(head)}</th>']
            for badge in cells:
                if badge is None:
                    written.append("<td></td>")
                    continue
                inside = said(badge.symbol)
                if badge.address is not None:
                    href, word = said(self._link(badge.address)), said(badge.word)
                    inside = f'<a href="{href}" aria-label="{word}">{inside}</a>'
                written.append(f'<td class="{VERDICTS[badge.tone]}">{inside}</td>')
            rows.append(f"<tr>{''.join(written)}</tr>\n")
        names = [said(block.corner), *(self.cell(column) for column in block.columns)]
        return self._framed(block, names, rows)

    def _framed(
        self, block: b.Table | b.Grid, names: list[str], rows: list[str], before: str = ""
    ) -> str:
        head = "".join([f'<th scope="col">{name}</th>' for name in names])
        caption = said(block.caption)
        name = f"{before}: {caption}" if before else caption
        return (
            f"{self._filters(block) if block.filter else ''}"
            f'<section class="scroll" tabindex="0" aria-label="{name}">'
            f"<table{_class(block.style)}><caption>{caption}</caption>"
            f"<thead><tr>{head}</tr></thead>\n<tbody>{''.join(rows)}</tbody></table></section>\n"
        )

    def _filters(self, block: b.Table | b.Grid) -> str:
        words = self._told("site-filter")
        boxes = "".join(
            f'<label><input type="checkbox" data-filter-tone="{VERDICTS[tone]}" checked> {said(word)}</label>\n'
            for tone, word in block.tones
        )
        legend = self._told("site-filter-verdict")
        group = f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>" if block.tones else ""
        told = f'<p class="quiet">{self._told("site-filter-part")}</p>' if block.is_part else ""
        count = self._told("site-filter-count", shown="%1", all="%2")
        return (
            f'<div class="filters" hidden data-filters><label>{words} '
            f'<input type="search" data-filter-text autocomplete="off"></label>{group}'
            f'<p class="quiet" role="status" data-filter-count data-text="{count}"></p>{told}</div>\n'
        )

    def _facts(self, rows: Iterable[b.Fact]) -> str:
        written = []
        for row in rows:
            hint = f' <span class="hint">{said(row.hint)}</span>' if row.hint else ""
            inside = self.cell(row.cell)
            if row.inner:
                inside = (f"<p>{inside}</p>" if row.cell else "") + self._facts(row.inner)
            written.append(f"<div><dt>{said(row.label)}{hint}</dt><dd>{inside}</dd></div>\n")
        return f'<dl class="facts">{"".join(written)}</dl>\n'

    # -------------------------------------------------------------------------------------- verdicts

    def _verdict(self, block: b.VerdictBlock, level: int) -> str:
        name = said(block.anchor)
        parts = [
            f'<article class="verdict {VERDICTS[block.badge.tone]}" id="{name}">'
            f"<h{level}>{self._badge(block.badge)} {self.cell(block.title)}</h{level}>"
        ]
        if block.marks:
            parts.append(f"<p>{' '.join(map(self._badge, block.marks))}</p>")
        if block.subject:
            parts.append(f'<p class="quiet">{self.cell(block.subject)}</p>')
        if block.message:
            parts.append(f'<p class="message">{self.cell(block.message)}</p>')
        parts.append(self.all(block.blocks, level + 1))
        if block.steps or block.more:
            steps = self._steps(block.steps) if block.steps else ""
            parts.append(
                f'<details class="folded"><summary>{said(block.steps_title)}</summary>'
                f"{steps}{self.all(block.more, level + 1)}</details>"
            )
        if block.source:
            parts.append(f'<p class="quiet">{self.cell(block.source)}</p>')
        return "\n".join(parts) + "</article>\n"

    def _steps(self, steps: Iterable[b.Step]) -> str:
        rows = []
        for step in steps:
            sign = "X" if step.fails else step.truth
            kind = f"{sign} clause" if step.is_clause else sign
            name = f' id="{said(step.anchor)}"' if step.anchor else ""
            place = f" <small>{self.cell((step.place,))}</small>" if step.place else ""
            inside = self._steps(step.children) if step.children else ""
            rows.append(
                f'<li{name} class="{said(kind)}">{self.cell(step.cell)}{place}{inside}</li>\n'
            )
        return f'<ul class="steps">{"".join(rows)}</ul>'


def _away(part: b.Away) -> str:
    if not may_be_followed(part.url):
        return said(part.text)
    return f'<a href="{said(part.url)}" rel="noopener noreferrer nofollow">{said(part.text)}</a>'


def _named(part: b.Named) -> str:
    return f'<span id="{said(part.anchor)}">{said(part.text)}</span>'


def _text(part: b.Text) -> str:
    if part.lines:
        lines = part.text.splitlines() or [""]
        return "<br>".join(f"<span{_lang(part.language)}>{said(line)}</span>" for line in lines)
    if part.language or part.style:
        return f"<span{_lang(part.language)}{_class(part.style)}>{said(part.text)}</span>"
    return said(part.text)


def _lang(language: str | None) -> str:
    return f' lang="{said(language)}"' if language else ""


def _class(style: str) -> str:
    return f' class="{said(style)}"' if style else ""
