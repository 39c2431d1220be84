"""Which files a project leaves out: patterns as in .gitignore.

Understood are `*`, `?`, `[a-z]`, `**`, a `/` at the beginning or in the middle (the pattern holds from
the root only), a `/` at the end (folders only) and `!` (take it in again). As in git, what lies in a
folder that is left out cannot be taken in again. Source: https://git-scm.com/docs/gitignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Pattern:
    matcher: re.Pattern[str]
    takes_in: bool
    folders_only: bool


class Ignore:
    """The patterns of a project, the last that matches decides."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [found for line in patterns if (found := _read(line)) is not None]

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out; *path* is from the root, with `/` between folders."""
        for pattern in reversed(self._patterns):
            if pattern.folders_only and not is_folder:
                continue
            if pattern.matcher.fullmatch(path):
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
    head = "" if is_rooted else "(?:.*/)?"
    try:
        matcher = re.compile(head + _expression(text), re.DOTALL)
    except re.error:
        return None
    return _Pattern(matcher, takes_in, folders_only)


_PIECES = re.compile(r"/\*\*/|\*\*/|/\*\*|\*+|\?|\[[!^]?\]?[^\]]*\]|\\.|.", re.DOTALL)


def _expression(text: str) -> str:
    return "".join(_piece(found[0]) for found in _PIECES.finditer(text))


def _piece(piece: str) -> str:
    if piece in {"/**/", "**/"}:
        return f"{piece[:-3]}(?:.*/)?"
    if piece == "/**":
        return "/.*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("*"):
        return "[^/]*"
    if piece.startswith("[") and len(piece) > 1:
        inside = piece[1:-1].replace("\\", "\\\\")
        inside = f"^{inside[1:]}" if inside[:1] in {"!", "^"} else inside
        return f"(?!/)[{inside}]"
    return re.escape(piece[1:] if piece.startswith("\\") and len(piece) > 1 else piece)
