"""Characters that have no place in a register, and what is said of them."""

from __future__ import annotations

import re
from typing import Final

from grondslag.diagnostics import Diagnostic
from grondslag.documents.unread import unread
from grondslag.text import Source, Span

_REFUSED: Final = (
    "[^\t\n\r -~\xa0-\ud7ff\ue000-\U0010ffff]|[\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""Compiled when first needed: most files hold nothing of the kind."""
ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
"""Spaces (and what is not seen at all) that are none to YAML, as a class of a pattern."""
_ODD_EDGE: Final = re.compile(rf"\A[{ODD_SPACES}]|[{ODD_SPACES}]\Z")
_TIGHT_COMMENT: Final = re.compile(r" #\w")
_ENOUGH: Final = 64
"""Characters that show that a text is UTF-16 without its mark: every second one is NUL."""
_LINE_BREAKS: Final = frozenset("\r\x85\u2028\u2029")


def has_unwanted_breaks(text: str) -> bool:
    """Whether the text has line breaks that some readers see and others do not, or a mark inside.

    YAML 1.1 breaks lines at them, YAML 1.2 and most editors do not: a field could hide behind one.
    Other control characters are found by the parser itself.
    """
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return True
    if text.isascii():
        return False
    return "\x85" in text or "\u2028" in text or "\u2029" in text or "\ufeff" in text


def has_tight_comment(text: str) -> bool:
    """Whether ` #1` may stand in it: to YAML a comment, to its writer perhaps part of a value."""
    return " #" in text and _TIGHT_COMMENT.search(text) is not None


def tight_comment(text: str, end: int) -> bool:
    """Whether such a comment follows a value that ends at *end*."""
    return _TIGHT_COMMENT.match(text, end) is not None


def refused_character(source: Source) -> Diagnostic | None:
    """What is to be said of the first character that is refused, if there is one."""
    found = re.search(_REFUSED, source.text)
    if found is None:
        return None
    character = found[0][0]
    if character == "\0" and source.text[:_ENOUGH].count("\0") > _ENOUGH // 4:
        return unread("file-not-read", Span(source, 0, 0), "file-utf-16")
    name = "unusual-line-break" if character in _LINE_BREAKS else "control-character"
    span = Span(source, found.start(), found.start() + 1)
    return unread(name, span, code=code_of(character))


def odd_edge(words: str) -> str | None:
    """The code (`U+00A0`) of a space that is none to YAML, at the beginning or end of *words*."""
    if words.isascii():
        return None
    found = _ODD_EDGE.search(words)
    return code_of(found[0]) if found else None


def code_of(character: str) -> str:
    """A character as Unicode names it: `U+00A0`."""
    return f"U+{ord(character):04X}"
