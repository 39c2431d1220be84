"""What the site says of the past: the trend of verdicts, and what changed for who reads the public pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, load_model
from grondslag.findings.outcome import Outcome
from grondslag.findings.since import Since, since
from grondslag.language.calendar import day_of
from grondslag.publish.pictures.trend import Moment
from grondslag.publish.public.pages import Change, changes_over
from grondslag.revisions.git import Repository, RevisionProblem
from grondslag.revisions.revision import find_revision
from grondslag.revisions.trend import register_at, registers_of, trend_of


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


def since_of(
    project: Project,
    outcome: Outcome,
    variables: Mapping[str, str],
    moments: Sequence[Moment] | None,
    name: str | None,
) -> Since | None:
    """What changed since the commit *name*, or since the end of the last month; None where there was no register then.

    Raises `WrongUse` for a commit that was named and cannot be read.
    """
    day = None
    if name is None:
        earlier = [one for one in moments or () if one.day < day_of(outcome.as_of)]
        if not earlier:
            return None
        name, day = earlier[-1].commit, earlier[-1].day
    try:
        revision = find_revision(Repository(project.root, variables), name)
        then, unread = register_at(revision, project.settings, load_model())
    except RevisionProblem as problem:
        raise WrongUse(problem.message, problem.help) from None
    return None if then is None else since(outcome, then, revision.commit, day, unread)


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
