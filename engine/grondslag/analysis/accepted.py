"""Survivors that a rule explains itself: `# mutant: why`, on the line of the place or above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from grondslag.text import Source

_MARK: Final = re.compile(r"#\s*mutant:\s*(.*)")
_COMMENT: Final = re.compile(r'(?:"(?:\\.|[^"\\])*"|[^"#])*(#.*)')


@dataclass(frozen=True, slots=True)
class Accepted:
    """A comment that accepts the survivors at one line: its own line, the line it speaks of (from 1), and why."""

    line: int
    speaks_of: int
    reason: str


def accepted_in(source: Source) -> Mapping[int, Accepted]:
    """The comments of a rule file that accept survivors, by the line they speak of.

    A comment behind something speaks of its own line. One on a line by itself speaks of the next line that is no
    comment; comments right under it go on with the reason.
    """
    found: dict[int, Accepted] = {}
    lines = source.text.split("\n")
    for number, text in enumerate(lines, 1):
        comment = _COMMENT.fullmatch(text.rstrip("\r"))
        mark = _MARK.match(comment[1]) if comment else None
        if comment is None or mark is None:
            continue
        reason, speaks_of = mark[1].strip(), number
        if text.lstrip().startswith("#"):
            speaks_of += 1
            while speaks_of <= len(lines) and _goes_on(lines[speaks_of - 1]):
                reason = f"{reason} {lines[speaks_of - 1].strip().lstrip('#').strip()}"
                speaks_of += 1
            while speaks_of <= len(lines) and lines[speaks_of - 1].lstrip().startswith("#"):
                speaks_of += 1
        earlier = found.get(speaks_of)
        if earlier is not None:
            reason = f"{earlier.reason}; {reason}"
        found[speaks_of] = Accepted(number if earlier is None else earlier.line, speaks_of, reason)
    return found


def _goes_on(text: str) -> bool:
    """Whether a line is a comment that goes on with the one above it."""
    bare = text.strip()
    return bare.startswith("#") and _MARK.match(bare) is None
