"""The file of a paper: never overwritten unasked, never written through a link, never followed out of the root."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grondslag.cli.named_file import read_named
from grondslag.cli.problems import WrongUse
from grondslag.cli.written_out import refuse_links, write_file
from grondslag.diagnostics import Message
from grondslag.interchange.papers.drift import is_edited
from grondslag.interchange.papers.stamp import Stamp, read_stamp

MOST_BYTES: Final = 20_000_000


def write_paper(path: Path, root: Path, content: bytes, *, force: bool) -> None:
    """Writes a file. Raises `WrongUse` for one that is in the way, says whether work would be lost, or goes
    through a link."""
    refuse_links(path, root)
    if path.exists() and not force:
        raise WrongUse(Message("document-in-the-way", {"path": str(path)}), _what_is_lost(path))
    write_file(path, content, root, force=force)


def read_paper(path: Path) -> tuple[str, Stamp] | None:
    """The text of a paper and its stamp; None if it was not made here. Raises `WrongUse` if it cannot be read."""
    try:
        text = read_named(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    stamp = read_stamp(text)
    return None if stamp is None else (text, stamp)


def _what_is_lost(path: Path) -> Message:
    found = read_paper(path) if path.is_file() else None
    if found is None:
        return Message("document-is-yours")
    return Message("document-is-edited" if is_edited(*found) else "document-is-ours")
