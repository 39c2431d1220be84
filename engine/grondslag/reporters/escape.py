"""Text from registers, rules and file names made harmless: what is shown is what is there."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (direction marks among them), lone surrogates, line and paragraph separators.
"""

# The runner of GitHub Actions takes `::name ...::` at the start of a line (after blanks) as a
# command, and `##[name]` anywhere in a line; that of Azure Pipelines `##vso[`. A third colon makes
# the first harmless.
_COMMAND_AT_START: Final = re.compile(r"^(\s*)::(?!:)")
_COMMAND_ANYWHERE: Final = re.compile(r"##(?=\[|vso\[)", re.IGNORECASE)


def visible(text: str) -> str:
    """*text* on one line, with every character that has no form of its own shown as `\\x1b` or
    `\\u202e`."""
    if text.isprintable():
        return text
    return "".join(_shown(char) if category(char) in HIDDEN else char for char in text)


def no_command(line: str) -> str:
    """A line that no runner of a CI system takes for a command: the signs are kept, with a blank
    between."""
    return _COMMAND_ANYWHERE.sub("# #", _COMMAND_AT_START.sub(r"\1: :", line))


def _shown(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
