"""Running git on a repository that may come from anyone: read only, no hooks, no network, no settings of the user.

Source of the options: git(1), git-rev-parse(1), git-ls-tree(1), git-cat-file(1).
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

    def _run(self, arguments: Sequence[str], given: bytes) -> bytes:
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
                env={**kept, **_ENVIRONMENT},
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
