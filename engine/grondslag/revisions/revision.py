"""Which commit a name stands for, and from which commit a branch started."""

from __future__ import annotations

import os
from dataclasses import dataclass

from grondslag.diagnostics import Message
from grondslag.revisions.git import GitFailed, Repository, RevisionProblem


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and the folder of it that a project is: `prefix` is its path in the repository, with `/` at its end."""

    commit: str
    repository: Repository
    prefix: str


def find_revision(repository: Repository, name: str) -> Revision:
    """The commit that *name* stands for. Raises `RevisionProblem`."""
    prefix = _prefix(repository)
    if name.startswith("-") or "\0" in name or not name.strip():
        raise RevisionProblem(Message("no-revision-name", {"name": name}))
    return Revision(_commit(repository, name), repository, prefix)


def branched_from(base: Revision) -> Revision:
    """The newest commit that the base and the commit that is checked out have in common.

    That is what a branch is compared with: what the base got since is no change of the branch.
    Raises `RevisionProblem` where the history that was fetched does not reach that far.
    """
    head = _commit(base.repository, "HEAD")
    try:
        common = base.repository.ask("merge-base", base.commit, head)
    except GitFailed:
        raise _cut_off(base.repository, base.commit) from None
    return Revision(common.decode("ascii").split()[0], base.repository, base.prefix)


def is_cut_off(repository: Repository) -> bool:
    """Whether only a part of the history was fetched: what came before it is not known here."""
    try:
        return repository.ask("rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitFailed:
        return False


def _prefix(repository: Repository) -> str:
    try:
        shown = repository.ask("rev-parse", "--show-prefix")
    except GitFailed:
        raise RevisionProblem(Message("no-repository"), Message("no-repository-help")) from None
    return os.fsdecode(shown.removesuffix(b"\n"))


def _commit(repository: Repository, name: str) -> str:
    try:
        asked = ("--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        found = repository.ask("rev-parse", *asked)
    except GitFailed:
        raise _cut_off(repository, name) from None
    return found.decode("ascii").strip()


def _cut_off(repository: Repository, name: str) -> RevisionProblem:
    """Why a commit is not there: a history that was fetched in part is the usual reason."""
    params = {"name": name}
    if is_cut_off(repository):
        return RevisionProblem(Message("history-cut-off", params), Message("history-cut-off-help"))
    return RevisionProblem(Message("unknown-revision", params), Message("unknown-revision-help"))
