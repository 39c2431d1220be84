"""Repositories for tests, made with real git: one author, one moment, no settings of the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "A"),
        ("EMAIL", "a@example.org"),
        ("DATE", "2026-11-24T12:00:00+01:00"),
    )
}


def git(folder: Path, *arguments: str, given: bytes | None = None, day: str | None = None) -> str:
    """What git says, at noon of a *day* where one is given. Raises `CalledProcessError` if it fails."""
    dates = {name: f"{day}T12:00:00+01:00" for name in _WHO if name.endswith("DATE") and day}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **_WHO, **dates, "GIT_CONFIG_GLOBAL": os.devnull},
        input=given,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def start_work(folder: Path) -> None:
    """A repository with all files committed on `main`, and a branch `work` that starts there."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "base")
    git(folder, "checkout", "--quiet", "-b", "work")
