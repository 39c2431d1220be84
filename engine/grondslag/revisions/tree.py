"""The files of a project in an earlier commit, written into a folder of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from grondslag.diagnostics import Message
from grondslag.revisions.git import GitFailed, RevisionProblem
from grondslag.revisions.revision import Revision

SUFFIXES: Final = frozenset({".yaml", ".yml", ".rule", ".csv", ".json", ".gitignore"})
MOST_FILES: Final = 100_000
MOST_BYTES: Final = 200_000_000
_DEEPEST: Final = 100
"""Steps of a path."""
_LONGEST: Final = 255
"""Bytes in a step of a path: file systems hold no more."""
_FILE: Final = frozenset({b"100644", b"100755"})
_LINK: Final = b"120000"
_MODULE: Final = b"160000"
_STAND_IN: Final = b"version https://git-lfs.github.com/spec/"

Why = Literal["link", "module", "stand_in", "name"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A path that was not written, and why: a link, a submodule, a stand-in of LFS, a name no folder may have."""

    path: str
    why: Why


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files, and what was left out."""

    files: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a tree: its path in the project, the id of its content and its size in bytes."""

    path: str
    object_id: str
    size: int


def write_tree(revision: Revision, into: Path) -> Written:
    """Writes what a check reads of a project (`SUFFIXES`) as it was in a commit; *into* is an empty folder.

    Only plain files are written, under their own names below *into*. Raises `RevisionProblem` where the
    objects are not there, or are too many or too large.
    """
    found, left_out = files_of(revision)
    files = 0
    try:
        contents = revision.repository.blobs([blob.object_id for blob in found])
        for blob, content in zip(found, contents, strict=True):
            if content.startswith(_STAND_IN):
                left_out.append(LeftOut(blob.path, "stand_in"))
                continue
            target = into / blob.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            files += 1
    except GitFailed as problem:
        raise RevisionProblem(Message("objects-missing", {"said": problem.said[:200]})) from None
    return Written(files, tuple(sorted(left_out, key=lambda item: item.path)))


def files_of(revision: Revision) -> tuple[list[Blob], list[LeftOut]]:
    """What a check reads of a project as it was in a commit, and what is left out.

    Raises `RevisionProblem` where the objects are not there, or are too many or too large.
    """
    try:
        listing = revision.repository.ask(
            "ls-tree", "-r", "-z", "--long", "--full-tree", revision.commit
        )
    except GitFailed as problem:
        raise RevisionProblem(Message("objects-missing", {"said": problem.said[:200]})) from None
    found: list[Blob] = []
    left_out: list[LeftOut] = []
    for mode, object_id, size, path in _entries(listing):
        if not path.startswith(revision.prefix):
            continue
        inside = path.removeprefix(revision.prefix)
        why = _why_not(mode, inside)
        if why is not None:
            left_out.append(LeftOut(inside, why))
        elif _is_read(inside):
            found.append(Blob(inside, object_id, size))
    if len(found) > MOST_FILES or sum(blob.size for blob in found) > MOST_BYTES:
        raise RevisionProblem(
            Message("tree-too-large", {"files": MOST_FILES, "megabytes": MOST_BYTES // 1_000_000})
        )
    return found, left_out


def _entries(listing: bytes) -> Iterator[tuple[bytes, str, int, str]]:
    """Mode, object, size and path of each entry of `ls-tree -z --long`."""
    for row in listing.split(b"\0"):
        if row:
            head, _, name = row.partition(b"\t")
            mode, _, object_id, size = head.split()
            yield (
                mode,
                object_id.decode("ascii"),
                # A module has none (`-`), nor has an object that was not fetched (`BAD`): reading that will fail.
                int(size) if size.isdigit() else 0,
                os.fsdecode(name),
            )


def _why_not(mode: bytes, path: str) -> Why | None:
    if mode == _LINK:
        return "link"
    if mode == _MODULE:
        return "module"
    parts = path.split("/")
    usual = (
        mode in _FILE
        and len(parts) <= _DEEPEST
        and not any(
            part in {"", ".", ".."} or part.lower() == ".git" or len(os.fsencode(part)) > _LONGEST
            for part in parts
        )
    )
    return None if usual and "\\" not in path else "name"


def _is_read(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.lower().endswith(tuple(SUFFIXES))
