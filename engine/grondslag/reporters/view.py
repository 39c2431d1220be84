"""How a report is to be shown: decided once by the command line, obeyed by every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdicts = Literal["all", "findings"]


@dataclass(frozen=True, slots=True)
class View:
    """`language` is None where nobody asked for one: a message then takes that of the file it is
    about.

    `width` is in cells. `in_ci` breaks what a runner would take for a command. `verdicts` is None
    where the number of verdicts decides.
    """

    language: str | None = None
    width: int = 80
    color: bool = False
    in_ci: bool = False
    verbose: bool = False
    quiet: bool = False
    statistics: bool = False
    verdicts: Verdicts | None = None
    settle: bool = False
    """Whether the JSON says of each finding what would settle it: that takes time."""


PLAIN = View()
