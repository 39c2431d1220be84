"""A text about how long data are kept: a term and when it starts, or a criterion in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from grondslag.interchange.importing.cells import Cells
from grondslag.interchange.importing.dates import lengths_in
from grondslag.interchange.importing.spelled import plain

_BEFORE: Final = frozenset(
    "tot max maximaal maximum uiterlijk hoogstens bis up to maximal hochstens au plus jusqu a".split()  # noqa: SIM905
) | {""}
"""Words before a term that leave it the longest that data are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts of a line of the retention schedule; `whole` where they say all of the text."""

    facts: dict[str, Any]
    whole: bool


def kept_in(cells: Cells, text: str) -> Kept:
    """What a text says: one term at its beginning is a term, all else a criterion in its own words.

    Two terms in one text are two lines of a schedule: which holds for which data, a person must say.
    """
    bare = plain(text)
    lengths = lengths_in(bare)
    if len(lengths) != 1:
        return Kept({"criterion": text}, whole=True)
    length, start, end = lengths[0]
    before = bare[:start].split()
    ranged = re.search(r"\d\s*[-–]\s*\d", text) is not None
    if ranged or not set(before) <= _BEFORE:
        return Kept({"criterion": text}, whole=True)
    facts: dict[str, Any] = {"term": length}
    rest = bare[end:].strip()
    if not rest:
        return Kept(facts, whole=not before)
    code = cells.code("start_event", rest)
    if code is not None:
        return Kept(facts | {"starts_at": code}, whole=not before)
    if rest.split()[0] in {"na", "vanaf", "after", "from", "nach", "ab", "seit", "apres", "since"}:
        return Kept(facts | {"starts_at": "other", "starts_at_note": text}, whole=True)
    return Kept(facts, whole=False)
