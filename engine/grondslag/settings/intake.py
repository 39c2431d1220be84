"""The files that a run reads: those named, those that the settings call the register, or given texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.documents.find import find_files, read_documents, read_texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read: *paths* in *root*, or *texts* by name instead.

    With `all_register` a file in these folders that no collection recognises is an error; else it is only
    listed. A file that is itself among the paths must always be register. `ignore` holds patterns as in
    .gitignore, seen from the root.
    """

    root: Path
    paths: tuple[str, ...] = ()
    texts: tuple[tuple[str, bytes], ...] = ()
    ignore: tuple[str, ...] = ()
    all_register: bool = False
    looked_for: tuple[str, ...] = ()
    """What is told to have been searched if nothing was found; the paths if it is empty."""
    ignored_by: Path | None = None
    """The folder whose `.gitignore` holds; the root if it is None."""

    def must_be_register(self, path: str) -> bool:
        """Whether a file that is not recognised is an error."""
        return self.all_register or path in self.paths or bool(self.texts)


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read. `unread` and `left_out` are paths as shown: what failed, what a pattern passed over."""

    documents: tuple[Document, ...]
    problems: tuple[Diagnostic, ...]
    unread: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def take_in(wanted: Wanted, words: Mapping[str, str]) -> Intake:
    """Reads everything wanted; *words* are the plain words of the register (see `documents.parse`)."""
    if wanted.texts:
        documents, problems, missed = read_texts(wanted.texts, words)
        return Intake(tuple(documents), tuple(problems), tuple(sorted(missed)))
    found = find_files(wanted.paths, wanted.root, wanted.ignore, wanted.ignored_by)
    documents, problems, missed = read_documents(found.files, words)
    unread = {
        *missed,
        *(item.span.source.path for item in found.diagnostics if item.kind == "read"),
    }
    return Intake(
        tuple(documents), (*found.diagnostics, *problems), tuple(sorted(unread)), found.others
    )
