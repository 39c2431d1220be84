"""The rule files that a command on files is about: which there are, and how they are read and written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, shown_path
from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.rulebook.folders import MOST_BYTES, MOST_FILES
from grondslag.text import Source, Span

SUFFIX = ".rule"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file below the root; `shown` is its path as the user would type it."""

    path: Path
    shown: str

    def read(self) -> Source | Diagnostic:
        """Its text, or why it cannot be read."""
        try:
            if not self.path.is_file():
                return self.problem("file-not-read-rule", file=self.path.name)
            if self.path.stat().st_size > MOST_BYTES:
                return self.problem("rule-file-too-large", most=MOST_BYTES)
            return Source(self.shown, self.path.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError):
            return self.problem("file-not-read-rule", file=self.path.name)

    def problem(self, name: str, **params: object) -> Diagnostic:
        """Something said of the file as a whole."""
        label = Label(Span(Source(self.shown, ""), 0, 0))
        return Diagnostic(name, "error", "rule", Message(name, params), (label,))

    def write(self, text: str) -> None:
        """Puts *text* in its place, whole or not at all; a link stays one. Raises `WrongUse` where that fails."""
        target = self.path.resolve()
        try:
            handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(text.encode("utf-8"))
                Path(name).chmod(target.stat().st_mode)
                Path(name).replace(target)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError:
            raise WrongUse(Message("cli-file-not-written", {"path": self.shown})) from None


def rule_files(paths: Sequence[Path], project: Project) -> tuple[list[RuleFile], list[Diagnostic]]:
    """The rule files that *paths* are or hold, each once, and what cannot be followed.

    Without paths those of the packs of the project. Raises `WrongUse` for what is not there or not in the root.
    """
    root = project.root.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(root):
            raise WrongUse(
                Message("cli-outside-root", {"path": str(path), "root": str(root)}),
                Message("cli-outside-root-help"),
            )
    wanted = list(paths) or [root / folder for folder in project.settings.policies]
    for path in wanted:
        if not path.exists():
            raise WrongUse(Message("cli-no-folder", {"path": shown_path(path)}))
    files: dict[Path, RuleFile] = {}
    problems: list[Diagnostic] = []
    for path in (each for one in wanted for each in _below(one)):
        file = RuleFile(path, shown_path(path))
        place = path.resolve()
        if not place.is_relative_to(root):
            problems.append(file.problem("file-leaves-root", file=path.name))
        elif len(files) < MOST_FILES:
            files.setdefault(place, file)
        else:
            problems.append(file.problem("too-many-files-to-format", most=MOST_FILES))
            break
    return list(files.values()), problems


def _below(path: Path) -> Iterator[Path]:
    """A file itself; of a folder every rule file, hidden ones left out, links to folders not followed."""
    if not path.is_dir():
        yield path
        return
    for root, names, found in os.walk(path):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(found):
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Path(root) / name
