"""Pages in parts: what is too long for one page goes on at `deel/2/`, with the way on and back on each.

A page of a record keeps every finding: only tables, and lists that nothing points at, are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeGuard

from grondslag.publish.addressing import linker
from grondslag.publish.blocks import (
    Block,
    Cell,
    Folded,
    Grid,
    Items,
    Link,
    Listing,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.html import render
from grondslag.publish.rendering import Writer
from grondslag.words.catalogue import text_of

LIMIT: Final = 30_000
"""Bytes of a page."""
FRAME: Final = 4_500
"""Bytes of what the theme puts around a page: head, menu, foot."""
ROOM: Final = LIMIT - FRAME
PART_FRAME: Final = 3_000
"""Bytes of a part besides its rows: trail, title, head of the table, the ways on."""
FEWEST: Final = 5
PART: Final = "deel/"
Long = Table | Grid | Items | Listing


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that is written out: what the site needs to know of it, and its HTML."""

    address: str
    title: str
    html: bytes
    """UTF-8: as text, with the signs of verdicts in it, it would take up to twice the memory."""
    found_by: str
    sort: str
    in_menu: bool


def size_of(page: Page, language: str) -> int:
    """Bytes of the inside of a page."""
    return len(render(page, language, linker("", page.address)).encode())


def leaves(page: Page, language: str, root: str) -> Iterator[Leaf]:
    """The page written out, in as many parts as it needs."""
    written = _leaf(page, language, root)
    if len(written.html) > ROOM:
        first, *rest = _parts(page, language, len(written.html) - ROOM)
        if rest:
            for part in (first, *rest):
                yield _leaf(part, language, root)
            return
    yield written


def _leaf(page: Page, language: str, root: str) -> Leaf:
    html = render(page, language, linker(root, page.address)).encode()
    return Leaf(page.address, page.title, html, page.found_by, page.sort, page.in_menu)


def _parts(page: Page, language: str, over: int) -> list[Page]:
    """The page with its longest tables cut until it fits, and the pages with what was cut off."""
    writer = Writer(language, linker("", page.address))
    cuts: dict[int, int] = {}
    found = sorted(
        ((sum(weights), block, weights) for block, weights in _long(page.blocks, writer)),
        key=lambda one: -one[0],
    )
    rest: list[tuple[Long, str]] = []
    for _, block, weights in found:
        if over <= 0:
            break
        kept = len(weights)
        while kept > FEWEST and over > 0:
            kept -= 1
            over -= weights[kept]
        cuts[id(block)] = kept
        rest += [(part, _caption(block)) for part in _chunks(block, weights, kept)]
    if not rest:
        return [page]
    count = len(rest) + 1
    numbers: dict[str, int] = {}
    for number, (_, caption) in enumerate(rest, 2):
        numbers.setdefault(caption, number)
    first = replace(page, blocks=tuple(_cut(page, page.blocks, cuts, numbers, language)))
    return [
        first,
        *(
            _part(page, block, (number, count), language)
            for number, (block, _) in enumerate(rest, 2)
        ),
    ]


def _long(blocks: tuple[Block, ...], writer: Writer) -> Iterator[tuple[Long, list[int]]]:
    """Blocks that can be cut, with the bytes of each row."""
    for block in blocks:
        if isinstance(block, Section | Folded):
            yield from _long(block.blocks, writer)
        elif _can_be_cut(block):
            alone = [_size(writer, _slice(block, i, i + 1)) for i in range(len(block.rows))]
            frame = alone[0] + alone[1] - _size(writer, _slice(block, 0, 2))
            yield block, [size - frame for size in alone]


def _can_be_cut(block: Block) -> TypeGuard[Long]:
    if isinstance(block, Items) and block.anchors:
        return False
    return isinstance(block, Table | Grid | Items | Listing) and len(block.rows) > FEWEST


def _size(writer: Writer, block: Block) -> int:
    return len(writer.all((block,)).encode())


def _chunks(block: Long, weights: list[int], start: int) -> Iterator[Long]:
    """The rows from *start* on, as many together as fit on a page."""
    begun, filled = start, 0
    for place in range(start, len(weights)):
        if filled + weights[place] > ROOM - PART_FRAME and place > begun:
            yield _slice(block, begun, place)
            begun, filled = place, 0
        filled += weights[place]
    if begun < len(weights):
        yield _slice(block, begun, len(weights))


def _slice(block: Long, start: int, end: int) -> Long:
    if isinstance(block, Items):
        return replace(block, rows=block.rows[start:end], depths=block.depths[start:end])
    if isinstance(block, Listing):
        marked = frozenset(line - start for line in block.marked if start <= line < end)
        return replace(block, rows=block.rows[start:end], marked=marked)
    # The two are written alike, but a type checker takes them one at a time.
    if isinstance(block, Grid):
        return replace(block, rows=block.rows[start:end], is_part=True)
    return replace(block, rows=block.rows[start:end], is_part=True)


def _caption(block: Long) -> str:
    return "" if isinstance(block, Items) else block.caption


def _cut(
    page: Page,
    blocks: tuple[Block, ...],
    cuts: dict[int, int],
    numbers: dict[str, int],
    language: str,
) -> Iterator[Block]:
    for block in blocks:
        kept = cuts.get(id(block))
        if isinstance(block, Section | Folded):
            yield replace(block, blocks=tuple(_cut(page, block.blocks, cuts, numbers, language)))
        elif kept is None or not isinstance(block, Table | Grid | Items | Listing):
            yield block
        else:
            yield _slice(block, 0, kept)
            params = {"shown": kept, "count": len(block.rows)}
            on = Link(
                text_of("site-part-more", params, language),
                _address(page, numbers[_caption(block)]),
            )
            yield Paragraph((on,), "note")


def _part(page: Page, block: Long, number: tuple[int, int], language: str) -> Page:
    place, count = number
    addresses = [page.address, *(_address(page, one) for one in range(2, count + 1))]
    title = text_of("site-part", {"title": page.title, "number": place, "count": count}, language)
    told = Paragraph((Text(text_of("site-part-told", {}, language)),), "quiet")
    return Page(
        _address(page, place),
        title,
        (told, block, *ways_between(addresses, place, language)),
        trail=(*page.trail, Link(page.title, page.address, language=page.title_language)),
        found_by="",
        sort="",
    )


def ways_between(addresses: Sequence[str], place: int, language: str) -> tuple[Block, ...]:
    """The ways from the part at *place* (from 1) to the first, the one before and the next."""
    ways: list[Cell] = []
    for name, there in (("first", 1), ("before", place - 1), ("next", place + 1)):
        is_other = 1 <= there <= len(addresses) and there != place
        if is_other and (name != "before" or there > 1):
            ways.append((Link(text_of(f"site-part-{name}", {}, language), addresses[there - 1]),))
    return (Items(tuple(ways), style="ways"),) if ways else ()


def _address(page: Page, number: int) -> str:
    return f"{page.address}{PART}{number}/"
