"""The file of a paper: never overwritten unasked, never written through a link, never followed out of the root."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from grondslag.cli.problems import WrongUse
from grondslag.diagnostics import Message
from grondslag.interchange.papers.drift import is_edited
from grondslag.interchange.papers.stamp import Stamp, read_stamp

MOST_BYTES: Final = 20_000_000


def write_paper(path: Path, root: Path, content: bytes, *, force: bool) -> None:
    """Writes a file. Raises `WrongUse` for one that is in the way, says whether work would be lost, or goes
    through a link."""
    shown = str(path)
    if _through_link(path, root):
        raise WrongUse(Message("document-through-link", {"path": shown}))
    if path.exists() and not force:
        raise WrongUse(Message("document-in-the-way", {"path": shown}), _what_is_lost(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if force else "xb") as out:
            out.write(content)
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": shown})) from None


def read_paper(path: Path) -> tuple[str, Stamp] | None:
    """The text of a paper and its stamp; None if it was not made here. Raises `WrongUse` if it cannot be read."""
    if not path.is_file():
        raise WrongUse(Message("cli-no-file", {"path": str(path)}))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WrongUse(Message("cli-file-too-large", {"path": str(path)}))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    except OSError:
        raise WrongUse(Message("cli-file-not-read", {"path": str(path)})) from None
    stamp = read_stamp(text)
    return None if stamp is None else (text, stamp)


def _what_is_lost(path: Path) -> Message:
    found = read_paper(path) if path.is_file() else None
    if found is None:
        return Message("document-is-yours")
    return Message("document-is-edited" if is_edited(*found) else "document-is-ours")


def _through_link(path: Path, root: Path) -> bool:
    """Whether the file is a link, or a folder on the way to it leads out of the root."""
    if path.is_symlink():
        return True
    written = Path(os.path.normpath(Path.cwd() / path))
    inside = written.is_relative_to(root)
    return inside and not path.parent.resolve().is_relative_to(root)
