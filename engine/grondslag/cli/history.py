"""What the site says of the past: the trend of verdicts, and what changed for who reads the public pages."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.cli.project import Project, load_model
from grondslag.findings.outcome import Outcome
from grondslag.publish.pictures.trend import Moment
from grondslag.publish.public.pages import Change, changes_over
from grondslag.revisions.git import Repository, RevisionProblem
from grondslag.revisions.trend import registers_of, trend_of


def moments_of(
    project: Project, outcome: Outcome, variables: Mapping[str, str]
) -> tuple[Moment, ...] | None:
    """The numbers at the ends of months; None where there is no history, or only a part of it."""
    repository = Repository(project.root, variables)
    rulebook, as_of = outcome.judged.rulebook, outcome.as_of
    try:
        found = trend_of(repository, project.settings, load_model(), rulebook, as_of)
    except RevisionProblem:
        return None
    if found.cut_off or not found.points:
        return None
    return tuple(Moment(point.day, point.numbers, point.commit) for point in found.points)


def changes_of(
    project: Project, outcome: Outcome, variables: Mapping[str, str]
) -> tuple[Change, ...] | None:
    """What changed in the public facts, by month; None where there is no history, or only a part of it."""
    repository, model = Repository(project.root, variables), load_model()
    try:
        states = registers_of(repository, project.settings, model, outcome.as_of)
        if states is None:
            return None
        found = [(state.stop.day, state.register) for state in states]
    except RevisionProblem:
        return None
    # What is not committed yet belongs to the last stop as well: pages show the files as they are.
    return changes_over([*found, (found[-1][0], outcome.judged.register)], model) if found else None
