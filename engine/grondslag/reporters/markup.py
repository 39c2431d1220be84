"""Text from outside as Markdown that shows what is there: no markup, link, image, mention or HTML comes out of it.

Source: CommonMark 0.31, GitHub Flavored Markdown, and what code hosts add to it: `@name`, `#1`, `!1`, `$math$`.
"""

from __future__ import annotations

import re
from typing import Final

from grondslag.reporters.escape import visible

_PUNCTUATION: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:\"'=^/])")
_MENTION: Final = re.compile(r"(?<![\w`])([@#!$~%&])(?=\w)")
_ALWAYS: Final = re.compile(r"([\\`*_\[\]<>|~$&])")
_AT_START: Final = re.compile(r"^(\s*)([#>+\-=]|\d+(?=[.)]))")
_LINK: Final = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data)(?=:)|\b(www)(?=\.)")
_ZERO_WIDTH: Final = "\u200b"


def plain(text: str) -> str:
    """A text on one line that every Markdown reader shows as it is written."""
    shown = _ALWAYS.sub(r"\\\1", visible(text))
    shown = _AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else found[0] + "\\",
        shown,
    )
    shown = _MENTION.sub(rf"\1{_ZERO_WIDTH}", shown)
    return _LINK.sub(lambda found: f"{found[0]}{_ZERO_WIDTH}", shown)


def prose(text: str) -> str:
    """A sentence of ours with texts from outside in it: what stands between backticks is code, the rest is plain."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(
        (code(part) if part else "``") if number % 2 else _inside(part, first=number == 0)
        for number, part in enumerate(parts)
    )


def _inside(part: str, *, first: bool) -> str:
    """A plain part; only at the start of a line can a sign begin a list."""
    return plain(part) if first else plain(f"x{part}")[1:]


def code(text: str) -> str:
    """A text as code on one line, in a fence longer than any run of backticks in it."""
    shown = visible(text).replace("|", "\\|") if "|" in text else visible(text)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{space}{shown}{space}{fence}"
