"""What the program takes from its surroundings: clock, language, terminal, CI. Read here and
nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final, TextIO

from grondslag.cli.problems import WrongUse
from grondslag.diagnostics import Message
from grondslag.language.calendar import amsterdam, noon

WIDTH_ON_PIPE: Final = 80
WIDEST: Final = 120
NARROWEST: Final = 40
MOST_PROCESSORS: Final = 4
YEARS: Final = range(1000, 9000)
"""Of the moment of a check: around it, terms are counted, which the calendar must be able to hold."""
CI_VARIABLES: Final = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI")


def moment(written: str | None) -> datetime:
    """The as-of moment: noon in Amsterdam of a date, a moment as it is, or the clock, read once."""
    zone = amsterdam()
    if written is None:
        return datetime.now(zone).replace(second=0, microsecond=0)
    try:
        found = datetime.fromisoformat(written)
        if found.year not in YEARS:
            raise ValueError(written)
        if len(written) == len("2026-11-24"):
            return noon(date.fromisoformat(written))
    except ValueError:
        raise WrongUse(
            Message("cli-not-a-moment", {"found": written}), Message("cli-moment-help")
        ) from None
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)


def language(environ: Mapping[str, str]) -> str:
    """`nl` for a Dutch locale, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def colour(wanted: str, environ: Mapping[str, str], stream: TextIO) -> bool:
    """Whether to colour: --color, NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, a terminal that can."""
    if wanted != "auto":
        return wanted == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "") not in {"", "0"}:
        return True
    if environ.get("CLICOLOR_FORCE", "") not in {"", "0"}:
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Columns of the terminal, within reason; 80 on a pipe."""
    if not stream.isatty():
        return WIDTH_ON_PIPE
    import shutil

    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def in_ci(environ: Mapping[str, str]) -> bool:
    """Whether a CI runner may read along."""
    return any(environ.get(name) for name in CI_VARIABLES)


def processors() -> int:
    """How many processes may work side by side: each holds memory of its own, so a few at most."""
    usable = getattr(os, "sched_getaffinity", None)
    found = len(usable(0)) if usable is not None else os.cpu_count() or 1
    return min(found, MOST_PROCESSORS)


def make_streams_utf8() -> None:
    """Output is UTF-8 whatever the locale says; what cannot be written is shown, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def cache_folder(environ: Mapping[str, str], root: Path) -> Path | None:
    """Where compiled rules are kept between runs: a folder of the user, outside the project.

    None if GRONDSLAG_NO_CACHE is set, or if there is no such folder: what is kept runs as code, so a
    repository must not be able to bring it. A project may be a folder of a repository: what lies beside it
    in the checkout (a cache of CI often does) comes from the same hands.
    """
    if environ.get("GRONDSLAG_NO_CACHE"):
        return None
    caches = environ.get("XDG_CACHE_HOME") or ""
    home = environ.get("HOME") or environ.get("LOCALAPPDATA") or ""
    folder = Path(caches) if caches else Path(home) / ".cache" if home else None
    if folder is None or not folder.is_absolute():
        return None
    folder = folder / "grondslag"
    real = folder.resolve()
    is_brought = real.is_relative_to(root.resolve()) or any(
        os.path.lexists(place / ".git") for place in (real, *real.parents)
    )
    return None if is_brought else folder


def variables() -> Mapping[str, str]:
    """The environment as it is now."""
    return dict(os.environ)
