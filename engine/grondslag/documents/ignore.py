"""Which files a project leaves out: patterns as in .gitignore.

Understood are `*`, `?`, `[a-z]`, `**`, a `/` at the beginning or in the middle (the pattern holds from
the root only), a `/` at the end (folders only) and `!` (take it in again). As in git, what lies in a
folder that is left out cannot be taken in again. Source: https://git-scm.com/docs/gitignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MOST_PATTERNS: Final = 2_000
LONGEST_PATTERN: Final = 1_000
"""Characters. Patterns may come from anyone, and each is held against every file and folder."""

_ANY: Final = re.compile(".+", re.DOTALL)
_STEPS: Final = None
"""In the place of a matcher: any number of steps."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    steps: tuple[re.Pattern[str] | None, ...]
    takes_in: bool
    folders_only: bool

    def matches(self, path: Sequence[str]) -> bool:
        """Whether it matches a path, given as its steps. The work is at most their product."""
        reached = {0}
        for step in self.steps:
            if step is _STEPS:
                reached = set(range(min(reached), len(path) + 1))
            else:
                reached = {
                    at + 1
                    for at in reached
                    if at < len(path) and step.fullmatch(path[at]) is not None
                }
            if not reached:
                return False
        return len(path) in reached


class Ignore:
    """The patterns of a project, the last that matches decides.

    With more patterns than `MOST_PATTERNS`, or one longer than `LONGEST_PATTERN`, there are none: `is_refused`.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        lines = [line for line in patterns if line.strip() and not line.startswith("#")]
        self.is_refused = len(lines) > MOST_PATTERNS or any(
            len(line) > LONGEST_PATTERN for line in lines
        )
        kept = [] if self.is_refused else lines
        self._patterns = [found for line in kept if (found := _read(line)) is not None]

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out; *path* is from the root, with `/` between folders."""
        steps = path.split("/")
        for pattern in reversed(self._patterns):
            if pattern.folders_only and not is_folder:
                continue
            if pattern.matches(steps):
                return not pattern.takes_in
        return False

    def __bool__(self) -> bool:
        return bool(self._patterns)


def _read(line: str) -> _Pattern | None:
    text = line.rstrip("\r\n")
    text = text.rstrip(" ") if not text.endswith("\\ ") else text
    if not text or text.startswith("#"):
        return None
    takes_in = text.startswith("!")
    text = text[1:] if takes_in else text
    folders_only = text.endswith("/")
    text = text.rstrip("/")
    is_rooted = "/" in text
    text = text.lstrip("/")
    if not text:
        return None
    try:
        steps = _steps(text) if is_rooted else (_STEPS, _step(text))
    except re.error:
        return None
    return _Pattern(steps, takes_in, folders_only)


def _steps(text: str) -> tuple[re.Pattern[str] | None, ...]:
    *before, last = text.split("/")
    steps = [_STEPS if step == "**" else _step(step) for step in before]
    # At the end `**` is all that lies inside: at least one step.
    return (*steps, _STEPS, _ANY) if last == "**" else (*steps, _step(last))


_PIECES: Final = re.compile(r"\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|.", re.DOTALL)


def _step(text: str) -> re.Pattern[str]:
    """The matcher of one name. What stands behind a `*` is looked for once, from the left: nothing is tried again."""
    parts: list[list[str]] = [[]]
    for found in _PIECES.finditer(text):
        if found[0].startswith("*"):
            parts.append([])
        else:
            parts[-1].append(_piece(found[0]))
    first, *rest = map("".join, parts)
    if not rest:
        return re.compile(first, re.DOTALL)
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL)


def _piece(piece: str) -> str:
    if piece == "?":
        return "."
    if piece.startswith("[") and len(piece) > 1:
        head = "^" if piece[1] in "!^" else ""
        inside = piece[1 + len(head) : -1]
        inside = re.sub(
            r"[\\\[&|~]", r"\\\g<0>", inside
        )  # What has a meaning in a class of `re` only.
        return f"[{head}{inside}]"
    return re.escape(piece[1:] if piece.startswith("\\") and len(piece) > 1 else piece)
