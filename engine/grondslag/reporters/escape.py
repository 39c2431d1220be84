"""Text from registers, rules and file names made harmless: what is shown is what is there."""

from __future__ import annotations

import re
from typing import Final

from grondslag.text import HIDDEN, visible

__all__ = ["HIDDEN", "no_command", "visible"]

# The runner of GitHub Actions takes `::name ...::` at the start of a line (after blanks) as a
# command, and `##[name]` anywhere in a line; that of Azure Pipelines `##vso[`. A third colon makes
# the first harmless.
_COMMAND_AT_START: Final = re.compile(r"^(\s*)::(?!:)")
_COMMAND_ANYWHERE: Final = re.compile(r"##(?=\[|vso\[)", re.IGNORECASE)


def no_command(line: str) -> str:
    """A line that no runner of a CI system takes for a command: the signs are kept, with a blank
    between."""
    return _COMMAND_ANYWHERE.sub("# #", _COMMAND_AT_START.sub(r"\1: :", line))
