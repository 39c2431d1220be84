"""A check of what a change does: now against where the branch started, both judged by what held there.

Rules, waivers, baseline and settings are those of the base, so that a change cannot excuse itself; that it touches
them is said, with what it would make of the findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.base_revision import Base, base_of
from grondslag.cli.decided import decisions_in
from grondslag.cli.project import (
    Project,
    chosen,
    default_settings,
    rulebook_of,
    shown_path,
    wanted_of,
    with_parameters,
)
from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.find import IGNORE_FILE
from grondslag.findings.delta import compare
from grondslag.findings.outcome import FailOn, Outcome
from grondslag.findings.selection import select
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import plain_words
from grondslag.pipeline import check
from grondslag.settings.intake import take_in
from grondslag.settings.load import FILE_NAME
from grondslag.text import Source, Span

NO_DECISIONS = Given("check", {}, ())


def change_of(
    given: Given,
    variables: Mapping[str, str],
    project: Project,
    model: Model,
    as_of: datetime,
    fail_on: FailOn,
) -> Outcome:
    """The outcome of now, compared with the base that was named. Raises `WrongUse` where that cannot be read."""
    name = given.one("base") or ""
    with base_of(project, name, variables) as base:
        before = _then(base, project, model)
        run = _Run(given, variables, model, as_of, fail_on)
        now = run.judge(replace(project, settings=before.settings), before)
        then = run.judge(before, before)
        touched = _touched(project, before)
        outcome = compare(now, then, base.revision.commit, touched)
        if not touched:
            return outcome
        own = compare(run.judge(project, project), then, base.revision.commit, touched)
        return _told(outcome, own, touched, project.root)


class _Run:
    """What all judgements of one comparison share."""

    def __init__(
        self,
        given: Given,
        variables: Mapping[str, str],
        model: Model,
        as_of: datetime,
        fail_on: FailOn,
    ) -> None:
        self.given, self.variables, self.model = given, variables, model
        self.as_of, self.fail_on = as_of, fail_on

    def judge(self, project: Project, held_by: Project) -> Outcome:
        """The register of a project, judged by the rules and decisions of another."""
        rulebook = with_parameters(rulebook_of(held_by, self.model), held_by, self.as_of)
        return check(
            replace(wanted_of(project), ignored_by=held_by.root),
            as_of=self.as_of,
            model=self.model,
            rulebook=chosen(rulebook, held_by.settings, self.given.many("only")),
            settings=held_by.settings,
            language=self.given.one("lang"),
            fallback=environment.language(self.variables),
            fail_on=self.fail_on,
            decisions=decisions_in(held_by, NO_DECISIONS),
        )


def _then(base: Base, project: Project, model: Model) -> Project:
    """The project as it was; by the settings of now only where there were none, and no register either."""
    root = base.folder.resolve()
    without = Project(root, default_settings(), ())
    if (base.folder / FILE_NAME).is_file():
        settings = base.settings()
    elif _has_register(without, model):
        return without
    else:
        settings = project.settings
    there = tuple(path for path in settings.policies if (base.folder / path).is_dir())
    return Project(root, replace(settings, policies=there), ())


def _has_register(project: Project, model: Model) -> bool:
    wanted = wanted_of(project)
    found = select(take_in(wanted, plain_words(model)), wanted, model)
    return bool(found.documents or found.unread)


def _touched(project: Project, before: Project) -> tuple[str, ...]:
    """The paths of what a register is judged by that differ from the base, relative to the root."""
    names = {FILE_NAME, IGNORE_FILE, before.settings.waivers, before.settings.baseline}
    names |= {project.settings.waivers, project.settings.baseline}
    for folder in {*project.settings.policies, *before.settings.policies}:
        for root in (project.root, before.root):
            names |= {
                path.relative_to(root).as_posix()
                for path in sorted((root / folder).rglob("*"))
                if path.suffix in {".rule", ".csv", ".yaml", ".yml"} and path.is_file()
            }
    return tuple(
        sorted(name for name in names if _bytes(project.root / name) != _bytes(before.root / name))
    )


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _told(outcome: Outcome, own: Outcome, touched: tuple[str, ...], root: Path) -> Outcome:
    """The outcome with a warning for each thing it is judged by that the change touches, and what that would do."""
    effect = {
        "new": _new(outcome),
        "own": _new(own),
        "set_apart": sum(1 for _ in own.set_apart()) - sum(1 for _ in outcome.set_apart()),
    }
    said = []
    for path in touched:
        shown = shown_path(root / path)
        message = Message("judged-by-changed", {"path": path, **effect})
        span = Span(Source(shown, ""), 0, 0)
        helps = (Message("judged-by-changed-help"),)
        said.append(
            Diagnostic("judged-by-changed", "warning", "settings", message, (Label(span),), helps)
        )
    problems = sorted([*outcome.diagnostics, *said], key=lambda problem: problem.sort_key)
    return replace(outcome, diagnostics=tuple(problems))


def _new(outcome: Outcome) -> int:
    delta = outcome.delta
    if delta is None:
        return 0
    return sum(delta.counts(one) and not one.is_set_apart for one in outcome.findings())
