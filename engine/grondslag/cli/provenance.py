"""Where what is judged comes from: commit, repository on the web, and links to lines of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from grondslag.cli.project import Project
from grondslag.findings.outcome import Outcome
from grondslag.publish.study import Provenance
from grondslag.revisions.git import GitFailed, Repository, RevisionProblem
from grondslag.revisions.revision import Revision, find_revision

FORMS: Final = {
    "github": "{repository}/blob/{commit}/{path}#L{line}",
    "gitlab": "{repository}/-/blob/{commit}/{path}#L{line}",
    "gitea": "{repository}/src/commit/{commit}/{path}#L{line}",
    "bitbucket": "{repository}/src/{commit}/{path}#lines-{line}",
}
"""The address of a line of a file at a commit, by the program that serves the repository."""


def provenance_of(project: Project, outcome: Outcome, variables: Mapping[str, str]) -> Provenance:
    """What git and the settings say; a project that is in no repository has no commit and no links."""
    root = project.root
    inputs = _hash_of(outcome, root)
    shown = _shown(root)
    try:
        revision = find_revision(Repository(root, variables), "HEAD")
        is_changed = revision.repository.is_changed()
    except (RevisionProblem, GitFailed):
        return Provenance(shown=shown, inputs=inputs)
    repository = project.settings.site_repository
    return Provenance(
        commit=revision.commit,
        is_changed=is_changed,
        repository=repository,
        permalink=_permalink(revision, root, repository, is_changed=is_changed),
        shown=shown,
        inputs=inputs,
    )


def _permalink(
    revision: Revision, root: Path, repository: str | None, *, is_changed: bool
) -> Callable[[str, int], str | None]:
    form = FORMS.get(_forge(repository)) if repository else None

    @cache
    def quoted(path: str) -> str | None:
        file = Path(path).resolve()
        if not file.is_relative_to(root):
            return None
        return quote(os.fsencode(revision.prefix + file.relative_to(root).as_posix()))

    def link(path: str, line: int) -> str | None:
        # A line of a file that was changed since is another line at the commit.
        if form is None or repository is None or is_changed:
            return None
        inside = quoted(path)
        if inside is None:
            return None
        return form.format(
            repository=repository.rstrip("/"), commit=revision.commit, path=inside, line=line
        )

    return link


def _forge(repository: str) -> str:
    """The program that serves a repository, by the name of its host; that of GitHub where it does not tell."""
    host = urlsplit(repository).hostname or ""
    if "gitlab" in host:
        return "gitlab"
    if "bitbucket" in host:
        return "bitbucket"
    if "gitea" in host or "forgejo" in host or "codeberg" in host:
        return "gitea"
    return "github"


def _shown(root: Path) -> Callable[[str], str]:
    @cache
    def shown(path: str) -> str:
        file = Path(path).resolve()
        return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name

    return shown


def _hash_of(outcome: Outcome, root: Path) -> str:
    """A hash of the files of the register, by name and content."""
    made, shown = sha256(), _shown(root)
    for path in sorted(outcome.coverage.files, key=shown):
        made.update(os.fsencode(shown(path)) + b"\0" + sha256(Path(path).read_bytes()).digest())
    return made.hexdigest()[:16]
