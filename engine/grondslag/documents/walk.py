"""The walk through the folders of a user: which files are there to read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.ignore import LONGEST_PATTERN, MOST_PATTERNS, Ignore
from grondslag.documents.unread import not_read, point, unread

MOST_FILES: Final = 20_000
"""Twice the largest register that is measured; more is a folder that was not meant."""

SUFFIXES: Final = (".yaml", ".yml")
_LIKE_YAML: Final = re.compile(r"\.(?:y[aml]{1,4}|ja?ml|json5?)(?:[.~-]|$)", re.IGNORECASE)
GIT: Final = ".git"
NEVER_ENTERED: Final = frozenset({"node_modules", "__pycache__"})
"""Folders of programs, besides the hidden ones (`.git`, `.venv`)."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, sorted by path as shown; what could not be looked at; what was passed over.

    `others` holds the YAML files that are hidden or left out by a pattern, and files that were perhaps meant to
    be YAML by their names (`a.yaml.txt`, `a.ymal`, `a.json`).
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """What a walk has found so far. *root* is a real path; nothing outside it is taken."""

    root: str
    ignore: Ignore
    files: dict[str, str] = field(default_factory=dict)
    """Real path to the path as shown: a file counts once, however many ways lead to it."""
    folders: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    others: set[str] = field(default_factory=set)

    def start(self, path: str) -> None:
        """Take a path that was asked for."""
        if not os.path.lexists(path):
            self._problem("path-not-found", path)
            return
        real = os.path.realpath(path)
        if not self._is_inside(real):
            self._problem("path-outside-root", path)
        elif _is_folder(real):
            self._enter(path, real)
        elif _is_file(real):
            self._take(path, real)
        else:
            self._problem("path-not-file", path)

    def follow_links(self) -> None:
        """Follow the links that were met, last: a file is shown by its own path if it has one."""
        while self.links:
            links, self.links = sorted(self.links), []
            for shown, path in links:
                real = os.path.realpath(path)
                if not self._is_inside(real):
                    self.problems.append(not_read(shown, "link-outside-root"))
                elif _is_folder(real):
                    self._enter(shown, real)
                elif _is_yaml(shown):
                    if _is_file(real):
                        self._take(shown, real)
                    else:
                        self.problems.append(not_read(shown, "link-broken"))

    def found(self) -> Found:
        """What was found, in order."""
        if self.ignore.is_refused:
            most = {"most": MOST_PATTERNS, "longest": LONGEST_PATTERN}
            self.problems.append(
                unread("file-not-read", point(".gitignore"), "too-many-patterns", **most)
            )
        files = sorted(self.files.values())
        if len(files) > MOST_FILES:
            problem = unread(
                "file-not-read", point(files[MOST_FILES]), "too-many-files", most=MOST_FILES
            )
            self.problems.append(problem)
        problems = sorted(self.problems, key=lambda problem: problem.sort_key)
        others = self.others.difference(files)
        return Found(tuple(files[:MOST_FILES]), tuple(problems), tuple(sorted(others)))

    def _enter(self, shown: str, real: str) -> None:
        """Walk through a folder and what is in it, without recursion."""
        waiting = [(shown, real)]
        while waiting and len(self.files) <= MOST_FILES:
            shown, real = waiting.pop()
            if real in self.folders:
                continue
            self.folders.add(real)
            try:
                with os.scandir(real) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                self.problems.append(not_read(shown, "folder-not-readable"))
                continue
            folders = [
                (path, entry.path) for entry in inside if (path := self._visit(entry, shown))
            ]
            waiting.extend(reversed(folders))

    def _visit(self, entry: os.DirEntry[str], holder: str) -> str | None:
        """Take or pass over what is in a folder; the shown path of a folder that is to be entered."""
        shown = entry.name if holder == "." else f"{holder.rstrip('/')}/{entry.name}"
        is_link = entry.is_symlink()
        is_folder = _is_folder(entry.path) if is_link else entry.is_dir(follow_symlinks=False)
        if not is_folder and not _is_yaml(entry.name):
            if _LIKE_YAML.search(entry.name):
                self.others.add(shown)
            return None
        if self._passes_over(entry, is_folder):
            if not is_folder:
                self.others.add(shown)
            return None
        if is_link:
            self.links.append((shown, entry.path))
        elif is_folder:
            return shown
        elif entry.is_file(follow_symlinks=False):
            self._take(shown, entry.path)
        else:
            self.problems.append(not_read(shown, "file-not-readable"))
        return None

    def _passes_over(self, entry: os.DirEntry[str], is_folder: bool) -> bool:
        if entry.name.startswith(".") or (is_folder and entry.name in NEVER_ENTERED):
            return True
        if not self.ignore or not self._is_inside(entry.path):
            return False
        path = entry.path[len(self.root) :].lstrip(os.sep).replace(os.sep, "/")
        return self.ignore.leaves_out(path, is_folder=is_folder)

    def _take(self, shown: str, real: str) -> None:
        self.files.setdefault(real, shown)

    def _is_inside(self, real: str) -> bool:
        return is_below(real, self.root)

    def _problem(self, name: str, path: str) -> None:
        self.problems.append(
            Diagnostic(
                name,
                "error",
                "settings",
                Message(name, {"path": path}),
                (Label(point(path)),),
                (Message(f"{name}-help"),),
            )
        )


def is_below(real: str, root: str) -> bool:
    """Whether a real path is a project's to read: it lies below its root, and not in the folder of git.

    That one may hold passwords; a link that a checkout brings must not show them.
    """
    if real == root:
        return True
    inside = real.removeprefix(root.rstrip(os.sep) + os.sep)
    return inside != real and f"{os.sep}{GIT}{os.sep}" not in f"{os.sep}{inside.lower()}{os.sep}"


def _is_yaml(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:
        return False
