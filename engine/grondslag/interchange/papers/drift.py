"""How a paper that was made here differs from what would be made now: by the register, or by hand."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Final, Literal

from grondslag.interchange.papers.as_markdown import read_back
from grondslag.interchange.papers.stamp import Stamp, body, line_hash, text_hash
from grondslag.text import visible

_TAG: Final = re.compile(r"<[^<>]*>")  # Stops at the next sign: no line takes long.
_HEADING: Final = re.compile(r"#{1,3} |<h[1-3][ >]")
_NOISE: Final = re.compile(
    r"^</?(?:!doctype|html|head|meta|style|title|body|main|ul|div|table|thead|tbody|tr)\b", re.I
)

What = Literal["new", "gone", "added-by-hand", "taken-by-hand"]

MOST_COMPARED: Final = 1_000_000
"""Pairs of lines that are looked at to find which is which."""
ORDER: Final[tuple[What, ...]] = ("gone", "new", "taken-by-hand", "added-by-hand")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: what happened to it, under which heading, and the line as it is read."""

    what: What
    heading: str
    line: str


@dataclass(frozen=True, slots=True)
class Drift:
    """All that differs. `edited`: the text was changed by hand; `facts_changed`: the register was; `texts_changed`:
    neither was, and the program has other words now."""

    edited: bool
    facts_changed: bool
    texts_changed: bool
    differences: tuple[Difference, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything differs that a reader would see."""
        return self.edited or bool(self.differences) or self.texts_changed


def is_edited(text: str, stamp: Stamp) -> bool:
    """Whether a file differs from what was made, above its closing line."""
    return text_hash(body(text)) != stamp.text


def drift_between(text: str, stamp: Stamp, made_now: str, facts_now: str) -> Drift:
    """What differs between a file with its stamp and the same paper made now."""
    there, now = _Lines(body(text)), _Lines(body(made_now))
    changed = text_hash(now.lines) != stamp.text
    edited = is_edited(text, stamp)
    found = _differences(there, now, stamp.lines) if changed or edited else ()
    order = {heading: number for number, heading in enumerate(["", *now.names, *there.names])}
    differences = tuple(sorted(found, key=lambda one: (order[one.heading], ORDER.index(one.what))))
    facts_changed = stamp.facts != facts_now and changed
    return Drift(edited, facts_changed, changed and not facts_changed, differences)


class _Lines:
    """Lines with their hashes, and the heading that each stands under."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.hashes = [line_hash(line) for line in lines]
        self.headings: list[str] = []
        heading = ""
        for line in lines:
            if _HEADING.match(line):
                heading = readable(line)
            self.headings.append(heading)
        self.names = dict.fromkeys(self.headings)

    def difference(self, what: What, number: int) -> Iterator[Difference]:
        """The line with this number as a difference; nothing for one that only gives form."""
        shown = readable(self.lines[number])
        if shown:
            yield Difference(what, self.headings[number], shown)


def _differences(there: _Lines, now: _Lines, stamped: Sequence[str]) -> Iterator[Difference]:
    """What the register changed, and what was changed by hand: both are seen from what the stamp knows.

    A line of the stamp that is not made now is gone; its words are those of the file. One that is not in the file
    was taken out by hand; its words are those made now.
    """
    in_file, in_now = dict(_matched(stamped, there.hashes)), dict(_matched(stamped, now.hashes))
    old_in_file, old_in_now = set(in_file.values()), set(in_now.values())
    for number in range(len(there.lines)):
        if number not in old_in_file:
            yield from there.difference("added-by-hand", number)
    for number in range(len(now.lines)):
        if number not in old_in_now:
            yield from now.difference("new", number)
    for number in range(len(stamped)):
        if number in in_file and number not in in_now:
            yield from there.difference("gone", in_file[number])
        if number in in_now and number not in in_file:
            yield from now.difference("taken-by-hand", in_now[number])


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the same lines in two texts, in order; of very long ones those that both hold, in whatever order."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        yield start, start
        start += 1
    ends = (len(old), len(new))
    while min(ends) > start and old[ends[0] - 1] == new[ends[1] - 1]:
        ends = (ends[0] - 1, ends[1] - 1)
        yield ends
    if (ends[0] - start) * (ends[1] - start) <= MOST_COMPARED:
        matcher = SequenceMatcher(None, old[start : ends[0]], new[start : ends[1]], autojunk=False)
        for left, right, size in matcher.get_matching_blocks():
            yield from ((start + left + at, start + right + at) for at in range(size))
        return
    places: dict[str, deque[int]] = defaultdict(deque)
    for number in range(start, ends[1]):
        places[new[number]].append(number)
    for number in range(start, ends[0]):
        if places[old[number]]:
            yield number, places[old[number]].popleft()


def readable(line: str) -> str:
    """A line of Markdown or HTML as people read it, with nothing hidden; empty for what only gives form."""
    if line.startswith("<"):
        bare = "" if _NOISE.match(line) else unescape(_TAG.sub(" ", line))
    else:
        bare = read_back(re.sub(r"^(?:#{1,3} |- )", "", line))
    return visible(" ".join(bare.split()))
