"""The base that a command compares with: the commit that was named, and the rules as they were there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project
from grondslag.model.kinds import Model
from grondslag.revisions.git import Repository, RevisionProblem
from grondslag.revisions.revision import Revision, branched_from, find_revision
from grondslag.revisions.tree import write_tree
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.load import FILE_NAME, read_settings
from grondslag.settings.settings import Settings
from grondslag.text import Source


@dataclass(frozen=True, slots=True)
class Base:
    """The commit a branch started from, and the folder that holds the project as it was there."""

    revision: Revision
    folder: Path

    def settings(self) -> Settings:
        """The settings of then; the defaults where there were none. What is wrong in them was said then."""
        file = self.folder / FILE_NAME
        if not file.is_file():
            return Settings()
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        return read_settings(Source(FILE_NAME, text))[0]


@contextmanager
def base_of(project: Project, name: str, variables: Mapping[str, str]) -> Iterator[Base]:
    """The base *name* of a project, in a folder that is gone afterwards. Raises `WrongUse` where it cannot be read."""
    with TemporaryDirectory(prefix="grondslag-") as place:
        folder = Path(place)
        try:
            revision = branched_from(find_revision(Repository(project.root, variables), name))
            write_tree(revision, folder)
        except RevisionProblem as problem:
            raise WrongUse(problem.message, problem.help) from None
        yield Base(revision, folder)


@contextmanager
def rulebook_then(base: Base, model: Model, variables: Mapping[str, str]) -> Iterator[RuleBook]:
    """The rulebook of then: the packs of the project, and ours as they were if the project is where they are made."""
    from grondslag.rulebook.load import load_rulebook

    with TemporaryDirectory(prefix="grondslag-") as place:
        ours = _ours_then(base, Path(place) / builtin_policies().name, variables)
        own = [base.folder / folder for folder in base.settings().policies]
        yield load_rulebook([ours, *(folder for folder in own if folder.is_dir())], model)


def _ours_then(base: Base, into: Path, variables: Mapping[str, str]) -> Path:
    """The packs that ship with the program as they were in the commit; as they are where git does not hold them."""
    try:
        there = find_revision(Repository(builtin_policies(), variables), base.revision.commit)
        into.mkdir()
        return into if write_tree(there, into).files else builtin_policies()
    except RevisionProblem:
        return builtin_policies()
