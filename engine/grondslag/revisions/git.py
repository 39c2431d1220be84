"""Running git on a repository that may come from anyone: read only, no hooks, no network, no settings of the user.

Which repository it is, is not left to git: that takes any folder that looks like one from inside, and a checkout can
bring such a folder, with settings and commits of its own. A `.git` it cannot bring.

Source of the options: git(1), git-rev-parse(1), git-ls-tree(1), git-cat-file(1), git-config(1).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.diagnostics import Message

_ALWAYS: Final = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
_CONFIG: Final = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "safe.directory=*",
)
_ENVIRONMENT: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_KEPT: Final = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_MOST_SECONDS: Final = 120
_GIT: Final = ".git"
_FILTERS: Final = r"^filter\..*\.(clean|smudge|process|required)$"


class RevisionProblem(Exception):
    """A revision cannot be read; says what is wrong and what to do."""

    def __init__(self, message: Message, help: Message | None = None) -> None:
        super().__init__(message.id)
        self.message = message
        self.help = help


class GitFailed(Exception):
    """A git command did not succeed; `said` is what it wrote to standard error."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a folder lies in. `variables` are those of the process: only where programs are is used."""

    folder: Path
    variables: Mapping[str, str]

    def ask(self, *arguments: str) -> bytes:
        """What git prints. Raises `GitFailed`, or `RevisionProblem` where there is no git."""
        return self._run(arguments, b"")

    def is_changed(self) -> bool:
        """Whether a file in the folder differs from the commit that is checked out. Raises as `ask` does.

        No filter is run, whatever the settings of the repository name: a file that needs one may count as changed.
        """
        asked = ("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=dirty")
        return bool(self._run((*asked, "--", "."), b"", self._without_filters()).strip())

    def _without_filters(self) -> dict[str, str]:
        """Settings, as variables of git, that make nothing of each filter of the repository."""
        try:
            listing = self.ask("config", "--null", "--name-only", "--get-regexp", _FILTERS)
        except GitFailed:  # There is none.
            return {}
        names = {os.fsdecode(name) for name in listing.split(b"\0") if name}
        said = {"GIT_CONFIG_COUNT": str(len(names))}
        for number, name in enumerate(sorted(names)):
            said[f"GIT_CONFIG_KEY_{number}"] = name
            said[f"GIT_CONFIG_VALUE_{number}"] = "false" if name.endswith(".required") else ""
        return said

    def blobs(self, ids: Sequence[str]) -> Iterator[bytes]:
        """The contents of objects, in order. Raises `GitFailed` for one that is not there."""
        if not ids:
            return
        printed = self._run(("cat-file", "--batch"), "".join(f"{one}\n" for one in ids).encode())
        start = 0
        for _ in ids:
            end = printed.index(b"\n", start)
            head = printed[start:end].split(b" ")
            if len(head) != 3 or head[1] != b"blob":
                raise GitFailed(os.fsdecode(printed[start:end]))
            size = int(head[2])
            yield printed[end + 1 : end + 1 + size]
            start = end + 2 + size

    def _place(self) -> dict[str, str]:
        """The repository and its work tree, as variables of git: the nearest folder upwards that holds `.git`."""
        start = Path(os.path.realpath(self.folder))
        for folder in (start, *start.parents):
            if os.path.lexists(folder / _GIT):
                return {"GIT_DIR": str(folder / _GIT), "GIT_WORK_TREE": str(folder)}
        return {"GIT_DIR": os.devnull}

    def _run(
        self, arguments: Sequence[str], given: bytes, settings: Mapping[str, str] | None = None
    ) -> bytes:
        command = ["git", *_ALWAYS]
        for setting in _CONFIG:
            command += ["-c", setting]
        # Nothing of the caller's but where programs are: a hook sets GIT_DIR, which would lead elsewhere.
        kept = {name: self.variables[name] for name in _KEPT if name in self.variables}
        try:
            done = subprocess.run(
                [*command, "-C", str(self.folder), *arguments],
                input=given,
                capture_output=True,
                env={**kept, **_ENVIRONMENT, **self._place(), **(settings or {})},
                timeout=_MOST_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise RevisionProblem(Message("no-git"), Message("no-git-help")) from None
        except subprocess.TimeoutExpired:
            raise RevisionProblem(Message("git-too-slow")) from None
        if done.returncode:
            raise GitFailed(os.fsdecode(done.stderr).strip())
        return done.stdout
