"""The lines of a text, by the offset of any character in them; a line ends with `\\n`."""

from __future__ import annotations

from typing import Final

DASHES: Final = r"[ \t]*(?:-[ \t]+)*"
"""Pattern of what may come before the first word of a line."""

LONGEST_SHOWN: Final = 60
LONGEST_READ: Final = 2_000
"""Characters of a line that are looked at; mistakes further on are explained less well."""


def line_start(text: str, offset: int) -> int:
    """Where the line begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line ends, before its line end."""
    found = text.find("\n", offset)
    end = len(text) if found < 0 else found
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_text(text: str, offset: int) -> str:
    """The line without its line end, or the beginning of a long one."""
    start = line_start(text, offset)
    return text[start : min(line_end(text, offset), start + LONGEST_READ)]


def previous_line(text: str, offset: int) -> str | None:
    """The nearest line above that is not blank."""
    start = line_start(text, offset)
    while start > 0:
        line = line_text(text, start - 1)
        if line.strip():
            return line
        start = line_start(text, start - 1)
    return None


def width_of_indent(line: str) -> int:
    """The number of spaces with which a line begins."""
    return len(line) - len(line.lstrip(" "))


def shortened(words: str) -> str:
    """A piece of a line that is fit to be shown in a message."""
    plain = " ".join(words[: 2 * LONGEST_SHOWN].split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
