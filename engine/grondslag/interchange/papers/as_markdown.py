"""A paper as Markdown: every text is escaped, so that what a register holds is shown and never becomes markup.

Signs that only some readers let a backslash escape (`<`, `&`, `|`, `~`, `$`) are written as character references.
Source: CommonMark 0.31, GitHub Flavored Markdown, and the package `markdown` of Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

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
)
from grondslag.text import visible

_BACKSLASH: Final = re.compile(r"([\\`*_{}\[\]])")
_REFERENCE: Final = re.compile(
    r"[<>&|~$^]"
    r"|(?<![\w`])[@#!%](?=\w)"  # mentions, numbers of issues
    r"|:(?=[^\s\d])"  # addresses that become links, and pictures by name
    r"|(?<=www)\.(?=\w)"
    r"|(?<=-)-"  # a dash that becomes a rule
    r"|(?<==)="
)
_AT_START: Final = re.compile(r"^([#+\-=:!]|\d+(?=[.)]))")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]#+\-.!()])")


def markdown_of(paper: Paper) -> str:
    """The text of a paper, without its stamp; ends with a line end."""
    blocks = [f"# {_cell(paper.title)}", *(_block(block) for block in paper.blocks)]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_cell(block.cell)}"
        case Paragraph():
            return _cell(block.cell)
        case Items():
            return "\n".join(f"- {_cell(row)}" for row in block.rows)
        case Table():
            return "\n".join(_table(block))
        case Rule():
            return "---"


def _table(block: Table) -> Iterator[str]:
    yield f"| {' | '.join(escaped(name) for name in block.columns)} |"
    yield f"|{' --- |' * len(block.columns)}"
    for row in block.rows:
        yield f"| {' | '.join(_cell(cell, first=False) for cell in row)} |"


def _cell(cell: Cell, *, first: bool = True) -> str:
    found = "".join(_inline(part, first=first and number == 0) for number, part in enumerate(cell))
    return found.strip()


def _inline(part: Inline, *, first: bool) -> str:
    text = escaped(part.text, first=first)
    if isinstance(part, Strong | Gap) and text.strip():
        return f"**{text.strip()}**"
    return text


def escaped(text: str, *, first: bool = True) -> str:
    """A text on one line that every reader of Markdown shows as it is; *first* if it may begin a line."""
    found = _BACKSLASH.sub(r"\\\1", visible(text))
    found = _REFERENCE.sub(lambda sign: f"&#{ord(sign[0])};", found)
    return _AT_START.sub(_harmless_start, found.lstrip()) if first else found


def _harmless_start(found: re.Match[str]) -> str:
    sign = found[1]
    return f"{sign}&#8203;" if sign.isdigit() else f"&#{ord(sign)};"


def read_back(line: str) -> str:
    """A line of Markdown as a reader sees it, about: without escapes and bold."""
    bare = line.replace("**", "")
    return unescape(_ESCAPED.sub(r"\1", bare)).replace("\u200b", "")
