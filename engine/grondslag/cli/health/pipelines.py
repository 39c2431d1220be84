"""How the register is checked by a host: versions pinned, history fetched, least permissions, weekly."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from grondslag.cli.health.remark import Place, Remark, place_in, remark
from grondslag.text import Source

GITHUB: Final = ".github/workflows"
GITLAB: Final = ".gitlab-ci.yml"
OTHERS: Final = ("azure-pipelines.yml", ".pre-commit-config.yaml")
MOST_BYTES: Final = 1_000_000
MOST_FILES: Final = 200
_USES: Final = re.compile(r"^[ \t]*(?:-[ \t]+)?uses:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_PINNED: Final = re.compile(r"@[0-9a-f]{40}$")
_DEPTH: Final = re.compile(r"^[ \t]*fetch-depth:[ \t]*[\"']?0[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_PERMISSIONS: Final = re.compile(r"^permissions:", re.MULTILINE)
_TARGET: Final = re.compile(r"^[ \t]*-?[ \t]*pull_request_target\b", re.MULTILINE)
_VERSION: Final = re.compile(r"(?:pip|uv|pipx|uvx)\b[^\n]*?\bgrondslag(?![=\w./-])[^\n]*")
_GIT_DEPTH: Final = re.compile(r"^[ \t]*GIT_DEPTH:[ \t]*[\"']?0[\"']?", re.MULTILINE)


def pipelines(root: Path) -> Iterator[Remark]:
    """Remarks on the files of CI that speak of grondslag."""
    found = [source for source in _sources(root) if "grondslag" in source.text]
    if not found:
        yield remark("ci", "note", name="ci-none")
        return
    said = [item for source in found for item in _remarks(source)]
    yield from said or [remark("ci", "ok", {"count": len(found)})]


def _sources(root: Path) -> Iterator[Source]:
    for path in _files(root)[:MOST_FILES]:
        inside = Path(os.path.realpath(path)).is_relative_to(root)
        try:
            if inside and path.is_file() and path.stat().st_size <= MOST_BYTES:
                yield Source(
                    path.relative_to(root).as_posix(), path.read_bytes().decode("utf-8", "replace")
                )
        except OSError:
            continue


def _files(root: Path) -> list[Path]:
    found = [root / name for name in (GITLAB, *OTHERS)]
    for folder in (GITHUB, ".gitlab"):
        found += sorted([*(root / folder).glob("*.yml"), *(root / folder).glob("*.yaml")])
    return found


def _remarks(source: Source) -> Iterator[Remark]:
    if source.path.startswith(GITHUB):
        yield from _workflow(source)
    elif _lacks_history(source):
        yield remark("ci", "warning", name="ci-gitlab-depth", place=Place(source.path))
    for match in _VERSION.finditer(source.text):
        if not source.text[: match.start()].rpartition("\n")[2].lstrip().startswith("#"):
            place = place_in(source, match.start())
            yield remark("ci", "warning", name="ci-version-open", place=place)


def _lacks_history(source: Source) -> bool:
    """Whether a pipeline of GitLab compares with a base that GitLab does not fetch."""
    compares = source.path.startswith(".gitlab") and "--base" in source.text
    return compares and _GIT_DEPTH.search(source.text) is None


def _workflow(source: Source) -> Iterator[Remark]:
    for match in _USES.finditer(source.text):
        action = match[1]
        if not action.startswith("./") and not _PINNED.search(action):
            params = {"action": action}
            place = place_in(source, match.start(1))
            yield remark("ci", "warning", params, name="ci-not-pinned", place=place)
    for match in _TARGET.finditer(source.text):
        place = place_in(source, match.start())
        yield remark("ci", "error", name="ci-pull-request-target", place=place)
    compares = "--base" in source.text or "grondslag/grondslag@" in source.text
    if compares and "actions/checkout@" in source.text and not _DEPTH.search(source.text):
        yield remark("ci", "warning", name="ci-fetch-depth", place=Place(source.path))
    if not _PERMISSIONS.search(source.text):
        yield remark("ci", "warning", name="ci-permissions", place=Place(source.path))
    if "schedule:" not in source.text:
        yield remark("ci", "note", name="ci-no-schedule", place=Place(source.path))
