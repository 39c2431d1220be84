"""Python, git, the root of the project and its settings."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from pathlib import Path

from grondslag import __version__
from grondslag.cli.health.remark import Place, Remark, Status, place_in, remark
from grondslag.cli.onboarding.answers import KEPT_IN
from grondslag.cli.project import Project, shown_path
from grondslag.diagnostics import Diagnostic
from grondslag.revisions.git import GitFailed, Repository, RevisionProblem
from grondslag.settings.load import FILE_NAME, missing_folders
from grondslag.words.phrases import did_you_mean


def surroundings(project: Project, variables: Mapping[str, str]) -> Iterator[Remark]:
    """Remarks on what the program runs in."""
    version = {"version": __version__, "python": platform.python_version()}
    yield remark("program", "ok", version)
    yield from _git(project.root, variables)
    yield from _settings(project)
    if (project.root / KEPT_IN).is_file():
        yield remark("answers-left", "note", {"file": KEPT_IN}, place=Place(KEPT_IN))


def _git(root: Path, variables: Mapping[str, str]) -> Iterator[Remark]:
    repository = Repository(root, variables)
    try:
        version = repository.ask("--version").decode("utf-8", "replace").strip()
    except (RevisionProblem, GitFailed):
        yield remark("git", "warning", name="git-missing")
        return
    try:
        inside = repository.ask("rev-parse", "--is-inside-work-tree").strip() == b"true"
        shallow = repository.ask("rev-parse", "--is-shallow-repository").strip() == b"true"
    except (RevisionProblem, GitFailed):
        inside = shallow = False
    if not inside:
        yield remark("git", "note", {"version": version}, name="git-no-repository")
    elif shallow:
        yield remark("git", "warning", name="git-shallow")
    else:
        yield remark("git", "ok", {"version": version})


def _settings(project: Project) -> Iterator[Remark]:
    document = project.settings.document
    root = str(project.root)
    if document is None and not project.problems:
        yield remark("settings", "note", {"root": root, "file": FILE_NAME}, name="settings-none")
        return
    origin = document.source.path if document is not None else shown_path(project.root / FILE_NAME)
    missing = missing_folders(project.settings, project.root)
    for problem in project.problems:
        yield _said(problem)
    for problem in missing:
        near = _near_folder(project.root, problem)
        params = {"near": near or ""}
        name = "folder-missing-near" if near else "folder-missing"
        span = problem.span
        yield remark(
            "settings", "error", params, name=name, place=place_in(span.source, span.start)
        )
    if not project.problems and not missing:
        yield remark("settings", "ok", {"root": root, "file": origin})


def _said(problem: Diagnostic) -> Remark:
    """A mistake in the settings, as `check` would say it."""
    span = problem.span
    help_ = problem.helps[0] if problem.helps else None
    status: Status = "error" if problem.severity == "error" else "warning"
    return Remark("settings", status, problem.message, help_, place_in(span.source, span.start))


def _near_folder(root: Path, problem: Diagnostic) -> str | None:
    """The folder of the root that was probably meant by one that is not there."""
    span = problem.span
    written = span.source.text[span.start : span.end].strip("\"' /")
    try:
        folders = [item.name for item in root.iterdir() if item.is_dir() and item.name[0] != "."]
    except OSError:
        return None
    return did_you_mean(written, folders)
