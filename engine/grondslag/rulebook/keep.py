"""Where a rulebook is kept between runs: a folder of the user, never one of the project.

What is kept runs as code when it is read. So it is written and read only in a folder that the user owns and
that nobody else may write to; whoever calls sees to it that it lies outside the repository.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from grondslag.model.kinds import Model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.kept import digest_of, from_bytes, to_bytes
from grondslag.rulebook.rulebook import RuleBook

ENDING: Final = ".rulebook"
MOST_KEPT: Final = 8
"""Rulebooks in the folder; the oldest go first."""


def rulebook_from(folders: Sequence[Path], model: Model, keep_in: Path | None) -> RuleBook:
    """The rulebook of these folders with its compiled rules: one that was kept, else made and kept.

    With None nothing is kept. A folder that cannot be used, or a file that cannot be read, costs time only.
    """
    shipped = _shipped(folders)
    if shipped is not None:
        return shipped
    if keep_in is None:
        return _made(folders, model)
    file = keep_in / f"{digest_of(folders, _python())}{ENDING}"
    kept = _read(file)
    if kept is not None:
        return kept
    made = _made(folders, model)
    _write(file, to_bytes(made))
    return made


def _made(folders: Sequence[Path], model: Model) -> RuleBook:
    # The parser and the checker are needed only here: most runs never load them.
    from grondslag.rulebook.load import load_rulebook

    return load_rulebook(folders, model)


def shipped_name() -> str:
    """The name of the file in the package that holds the rulebook of its own packs for this Python."""
    return f"{_python()}{ENDING}"


def _shipped(folders: Sequence[Path]) -> RuleBook | None:
    """The rulebook of the program's own packs as the wheel brings it; None for other packs, or without one."""
    if [*folders] != [builtin_policies()]:
        return None
    file = builtin_policies().parent / shipped_name()
    if not file.is_file():
        return None
    return from_bytes(file.read_bytes())


def _python() -> str:
    return sys.implementation.cache_tag or "python"


def _read(file: Path) -> RuleBook | None:
    try:
        if not _is_private(file.parent) or not _is_private(file):
            return None
        return from_bytes(file.read_bytes())
    except OSError:
        return None


def _write(file: Path, data: bytes) -> None:
    import tempfile

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(file.parent):
            return
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(file)
        kept = sorted(file.parent.glob(f"*{ENDING}"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _is_private(place: Path) -> bool:
    """Whether the user owns it and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True
    status = place.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
