"""The files of a register: which there are, and what is in them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Final

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.documents.ignore import Ignore
from grondslag.documents.parse import MOST_CHARACTERS, Memory, parse_with
from grondslag.documents.unread import not_read, point, too_large, unread
from grondslag.documents.walk import Found, Walk
from grondslag.text import Source, Span

MOST_BYTES: Final = 512 * 1024 * 1024
"""Of all files together: what is read is kept, so that it can be shown."""

MOST_BYTES_OF_FILE: Final = MOST_CHARACTERS
OTHER_FILES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How files of Word and Excel (also the old ones), zip files, PDF and RTF begin."""
PIECE: Final = 64 * 1024
"""Bytes that are read at a time."""

_READ_ONLY: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting: a pipe in the place of a file must not hold up the program."""

IGNORE_FILE: Final = ".gitignore"

AnyPath = str | os.PathLike[str]
Sources = Iterable[tuple[Source, Diagnostic | None]]
Documents = tuple[list[Document], list[Diagnostic], tuple[str, ...]]


def find_files(
    paths: Iterable[AnyPath],
    root: AnyPath,
    ignore: Sequence[str] = (),
    ignored_by: AnyPath | None = None,
) -> Found:
    """The YAML files in *paths*: folders with all that is in them, files whatever their name.

    Paths are shown as given. Passed over are hidden files and folders, and what the patterns of
    `.gitignore` in *root* (or in *ignored_by* instead) and of *ignore* leave out; a path that is itself
    in *paths* is taken all the same. A path that is not there or not below *root* is a diagnostic of kind
    `settings`, a link that leaves it or a folder that cannot be read one of kind `read`.
    """
    said = _ignored_by_git(root if ignored_by is None else ignored_by)
    walk = Walk(os.path.realpath(root), Ignore((*said, *ignore)))
    for path in sorted({_shown(path) for path in paths}):
        walk.start(path)
    walk.follow_links()
    return walk.found()


def _ignored_by_git(root: AnyPath) -> list[str]:
    data = _content(Path(root, IGNORE_FILE), IGNORE_FILE, MOST_BYTES)
    return [] if isinstance(data, Diagnostic) else data.decode("utf-8", "replace").splitlines()


def read_documents(files: Iterable[AnyPath], words: Mapping[str, str]) -> Documents:
    """The documents in files, what is wrong with them, and the paths of those that were not read.

    *words*: see `parse`. Files come in the order given; a bad one hides no other.
    """
    return _load(read_sources(files), words)


def read_texts(texts: Iterable[tuple[str, bytes]], words: Mapping[str, str]) -> Documents:
    """As `read_documents`, of texts with the name under which each is shown (`-`)."""
    return _load((decode(name, data) for name, data in texts), words)


def _load(sources: Sources, words: Mapping[str, str]) -> Documents:
    """Cyclic garbage collection is off meanwhile: all that is made stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _load_all(sources, Memory(words))
    finally:
        if was_enabled:
            gc.enable()


def _load_all(sources: Sources, memory: Memory) -> Documents:
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    missed: list[str] = []
    for source, problem in sources:
        if problem is not None:
            problems.append(problem)
            missed.append(source.path)
            continue
        document, found = parse_with(memory, source)
        problems += found
        if document is None:
            missed.append(source.path)
        else:
            documents.append(document)
    return documents, problems, tuple(missed)


def read_sources(files: Iterable[AnyPath]) -> Iterator[tuple[Source, Diagnostic | None]]:
    """The text of each file, or why it has none."""
    left = MOST_BYTES
    for file in files:
        path = _shown(file)
        data = _content(file, path, left)
        if isinstance(data, Diagnostic):
            yield data.span.source, data
        else:
            left -= len(data)
            yield decode(path, data)


def _content(file: AnyPath, path: str, left: int) -> bytes | Diagnostic:
    """What is in a file: most fit into one piece, and then that is all there is to do."""
    try:
        opened = os.open(file, _READ_ONLY)
        try:
            first = os.read(opened, PIECE)
            data = first if len(first) < PIECE else _content_of_large(opened, path, first)
        finally:
            os.close(opened)
    except (OSError, ValueError):
        return not_read(path, "file-not-readable")
    if isinstance(data, bytes) and len(data) > left:
        most = MOST_BYTES // 1024**2
        return unread("file-not-read", point(path), "files-too-large", most=most)
    return data


def _content_of_large(opened: int, path: str, first: bytes) -> bytes | Diagnostic:
    """The rest of a file after its first piece."""
    if not S_ISREG(os.fstat(opened).st_mode):
        return not_read(path, "file-not-readable")
    pieces = [first]
    size = len(first)
    while size <= MOST_BYTES_OF_FILE and (piece := os.read(opened, PIECE)):
        pieces.append(piece)
        size += len(piece)
    if size > MOST_BYTES_OF_FILE:
        return too_large(Source(path, ""), MOST_BYTES_OF_FILE)
    return b"".join(pieces)


def decode(path: str, data: bytes) -> tuple[Source, Diagnostic | None]:
    """The text in *data*, which must be UTF-8 (a byte order mark is taken off).

    Else also a diagnostic at the first byte that is not; the text then shows what can be shown.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(path, data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)


def _not_utf8(path: str, data: bytes, at: int) -> tuple[Source, Diagnostic]:
    for name, mark in (("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            source = Source(path, data.decode(name, "replace"))
            return source, unread("file-not-read", Span(source, 0, 0), "file-utf-16")
    if data.startswith(OTHER_FILES):
        return Source(path, ""), not_read(path, "file-of-office")
    source = Source(path, data.decode("utf-8", "replace"))
    start = len(data[:at].decode("utf-8"))
    return source, unread("file-not-read", Span(source, start, start + 1), "file-not-utf-8")


def _shown(path: AnyPath) -> str:
    return os.fspath(path).replace(os.sep, "/")
