"""Text of a cell made fit for a register: nothing that cannot be seen, nothing lost."""

from __future__ import annotations

import unicodedata
from typing import Final

_BREAKS: Final = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_BREAKS_LATER: Final = {"\u2028": "\n", "\u2029": "\n"}
_SPACES: Final = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\ufeff": ""}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_KEPT: Final = frozenset({"\n", "\t", "\u200d"})
"""A joiner of emoji is part of what is seen."""


def clean(text: str) -> str:
    """The text in NFC with line feeds, without spaces around it; what cannot be seen as `\\u0007`."""
    for found, instead in (_BREAKS | _BREAKS_LATER | _SPACES).items():
        text = text.replace(found, instead)
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return "\n".join(row.rstrip() for row in text.strip().split("\n"))


def _visible(char: str) -> str:
    if char in _KEPT or unicodedata.category(char) not in _UNSEEN:
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
