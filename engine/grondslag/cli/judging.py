"""A project judged whole, for commands that need its findings and no report."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import stop_for_settings
from grondslag.cli.project import (
    Project,
    check_packs,
    chosen,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
    wanted_of,
    with_parameters,
)
from grondslag.findings.outcome import Outcome
from grondslag.pipeline import check
from grondslag.settings.decisions import Decisions


def outcome_of(
    given: Given,
    variables: Mapping[str, str],
    project: Project,
    decisions: Decisions,
    *,
    judge: bool = True,
) -> Outcome:
    """What a check of the project finds, with these decisions. Raises `WrongSettings` for what is wrong there.

    Without *judge* the register is read and no rule is judged: for who shows only what is recorded.
    """
    model, fallback = load_model(), environment.language(variables)
    rulebook = rulebook_of(project, model)
    check_packs(given.many("with"), rulebook)
    language = given.one("lang") or project.settings.language or fallback
    stop_for_settings([*project.problems, *names_that_do_not_exist(project, rulebook)], language)
    as_of = environment.moment(given.one("as_of"))
    rules = chosen(with_parameters(rulebook, project, as_of), project.settings)
    return check(
        wanted_of(project),
        as_of=as_of,
        model=model,
        rulebook=rules if judge else rules.only({}),
        settings=project.settings,
        language=given.one("lang"),
        fallback=fallback,
        decisions=decisions,
    )
