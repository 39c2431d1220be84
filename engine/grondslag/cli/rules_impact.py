"""`grondslag rules impact --base REF`: which verdicts on the register of now a change of the rules changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from grondslag.analysis.impact import Change, RuleChanges, Said, changed_rules, changed_verdicts
from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.base_revision import Base, base_of, rulebook_then
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import (
    Project,
    check_packs,
    chosen,
    find_project,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
    wanted_of,
    with_parameters,
)
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.outcome import Outcome
from grondslag.model.kinds import Model
from grondslag.pipeline import check
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of

MOST_SHOWN: Final = 20
SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class _Impact:
    base: Base
    rules: RuleChanges
    verdicts: list[Change]
    now: Outcome
    not_judged: bool


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the verdicts that differ; 4 if a rule cannot be judged, 2 without a base, else 0."""
    name = given.one("base")
    if name is None:
        raise WrongUse(Message("cli-base-needed"), Message("cli-base-help"))
    project, view = find_project(given, ()), view_of(given, variables)
    fallback = environment.language(variables)
    model = load_model()
    everything = rulebook_of(project, model)
    check_packs(given.many("with"), everything)
    wrong = [*project.problems, *names_that_do_not_exist(project, everything)]
    stop_for_settings(wrong, view.language or project.settings.language or fallback)
    moment = environment.moment(given.one("as_of"))
    with base_of(project, name, variables) as base, rulebook_then(base, model, variables) as then:
        before = _judged(project, model, then, moment, fallback)
        now = _judged(project, model, everything, moment, fallback)
        verdicts = changed_verdicts(before.verdicts, now.verdicts)
    not_judged = bool(now.not_judged or now.verdicts.spent)
    found = _Impact(base, changed_rules(then, everything), verdicts, now, not_judged)
    if given.one("format") == "json":
        print(json.dumps(_json(found), ensure_ascii=True, indent=1))
    else:
        language = view.language or now.language
        show_lines(_lines(found, language, view.width, in_full=view.verbose), view)
    return 4 if not_judged else 0


def _judged(
    project: Project, model: Model, book: RuleBook, moment: datetime, fallback: str
) -> Outcome:
    return check(
        wanted_of(project),
        as_of=moment,
        model=model,
        rulebook=with_parameters(chosen(book, project.settings), project, moment),
        settings=project.settings,
        fallback=fallback,
    )


def _lines(found: _Impact, language: str, width: int, *, in_full: bool) -> Iterator[Line]:
    for rule, changes in groupby(found.verdicts, key=lambda change: change.rule):
        every = list(changes)
        shown = every if in_full else every[:MOST_SHOWN]
        yield line(Piece(visible(rule), "strong"))
        for change in shown:
            yield from _change(found.now, change, language, width)
        if len(every) > len(shown):
            yield line("  " + text_of("cli-and-more", {"count": len(every) - len(shown)}, language))
        yield EMPTY
    yield from hanging((), _summary(found, language), width, "strong")


def _change(now: Outcome, change: Change, language: str, width: int) -> Iterator[Line]:
    params = {
        "before": _outcome(change.before, language),
        "now": _outcome(change.now, language),
    }
    subject = now.judged.register.spell(change.path)
    text = text_of("cli-impact-change", params, language)
    yield from hanging((Piece(f"  {visible(subject)}: "),), text, width, indent=4)


def _outcome(said: Said | None, language: str) -> str:
    if said is None:
        return text_of("cli-no-verdict", {}, language)
    name = text_of(f"report-verdict-{said.outcome.replace('_', '-')}", {}, language)
    if said.item:
        return f"{name} ({said.item})"
    missing = ", ".join(".".join(reason.path) for reason in said.reasons)
    return f"{name} [{missing}]" if missing else name


def _summary(found: _Impact, language: str) -> str:
    rules = found.rules
    return text_of(
        "cli-impact-summary",
        {
            "commit": found.base.revision.commit[:SHORT],
            "new": len(rules.new),
            "gone": len(rules.gone),
            "edited": len(rules.edited),
            "count": len(found.verdicts),
        },
        language,
    )


def _json(found: _Impact) -> dict[str, Any]:
    return {
        "base": found.base.revision.commit,
        "as_of": found.now.as_of.isoformat(),
        "rules": {
            "new": list(found.rules.new),
            "gone": list(found.rules.gone),
            "edited": list(found.rules.edited),
        },
        "verdicts": [
            {
                "rule": change.rule,
                "subject": ".".join(change.path),
                "before": _said_json(change.before),
                "now": _said_json(change.now),
            }
            for change in found.verdicts
        ],
    }


def _said_json(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    missing = [".".join(reason.path) for reason in said.reasons]
    return {"verdict": said.outcome, "item": said.item, "missing": missing}
