"""The register that a paper is made of: read as `check` reads it, and not judged."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grondslag.cli.arguments import Given
from grondslag.cli.judging import outcome_of
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, find_project, load_model
from grondslag.diagnostics import Message
from grondslag.interchange.papers.kinds import Kind, Made, Wish, make
from grondslag.model.facts import Path as FactPath
from grondslag.model.facts import Register
from grondslag.settings.decisions import Decisions


@dataclass(frozen=True, slots=True)
class PaperSource:
    """A project with its register, the language to speak, and how many mistakes its files hold."""

    project: Project
    register: Register
    language: str
    mistakes: int

    def make(self, kind: Kind, wish: Wish, language: str | None = None) -> Made:
        """The paper of a kind, in this language or in that of the project."""
        return make(kind, self.register, load_model(), language or self.language, wish, self._place)

    def _place(self, path: FactPath) -> str:
        """The file of a fact, seen from the root; where nothing was written yet, the folder of the register."""
        spans = self.register.locate(path)
        if not spans:
            folders = self.project.settings.register
            return folders[0] if folders else "./"
        return Path(os.path.relpath(spans[0].source.path, self.project.root)).as_posix()


def read_source(given: Given, variables: Mapping[str, str]) -> PaperSource:
    """The register of the project. Raises `WrongUse` where there is none, `WrongSettings` for wrong settings."""
    project = find_project(given, ())
    outcome = outcome_of(given, variables, project, Decisions(), judged=False)
    if not outcome.coverage.files:
        raise WrongUse(Message("document-no-register"), Message("cli-see-help"))
    mistakes = sum(one.severity == "error" for one in outcome.diagnostics)
    return PaperSource(project, outcome.judged.register, outcome.language, mistakes)
