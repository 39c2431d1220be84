"""`grondslag rules mutate`: changes of the rules that no example notices."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.analysis.mutation import Mutated, Mutation, Outcome
from grondslag.analysis.subjects import subjects_of
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines
from grondslag.cli.rules_studied import Studied, shortened, studied
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints survivors; 4 if a rule cannot be judged, 1 if one survives without explanation, 3 without mutants."""
    rules = studied(given, variables, facts=True)
    mutation = Mutation(rules.rulebook, rules.model)
    subjects = subjects_of(rules.rulebook, rules.only, rules.names)
    found = [mutation.of(subject) for subject in subjects]
    if given.one("format") == "json":
        print(json.dumps(_json(found), ensure_ascii=True, indent=1))
    else:
        rules.show(list(rules.broken))
        show_lines(_lines(found, rules), rules.view)
    if not rules.is_whole:
        return 4
    outcomes = [outcome for each in found for outcome in each.outcomes]
    if not outcomes:
        return 3
    failing = any(each.failing or each.stale for each in found)
    return 1 if failing or any(outcome.survived for outcome in outcomes) else 0


def _lines(found: list[Mutated], rules: Studied) -> Iterator[Line]:
    language = rules.language
    for each in found:
        block = list(_of_subject(each, language, killed=rules.view.verbose))
        if block:
            yield from (*block, EMPTY)
    for each in found:
        for stale in each.stale:
            text = text_of("mutant-stale", {"reason": stale.reason}, language)
            yield line(Piece(f"{visible(stale.path)}:{stale.line}: ", "path"), visible(text))
    yield from rules.failing((each.subject, each.failing) for each in found)
    outcomes = [outcome for each in found for outcome in each.outcomes]
    params = {
        "count": len(outcomes),
        "subjects": rules.counted(each.subject for each in found),
        "killed": sum(outcome.killed_by is not None for outcome in outcomes),
        "explained": sum(outcome.accepted is not None for outcome in outcomes),
        "survived": sum(outcome.survived for outcome in outcomes),
    }
    text = text_of("mutant-summary", params, language)
    yield from hanging((), text, rules.view.width, "strong")


def _of_subject(each: Mutated, language: str, *, killed: bool) -> Iterator[Line]:
    """What survived, then what is explained, and with *killed* what an example noticed."""
    for outcome in each.outcomes:
        if outcome.survived:
            yield _line(outcome, "mutant-survives", {}, language)
    for outcome in each.outcomes:
        if outcome.accepted is not None:
            params = {"reason": outcome.accepted}
            yield _line(outcome, "mutant-explained", params, language)
    for outcome in each.outcomes if killed else ():
        if outcome.killed_by is not None:
            params = {"example": outcome.killed_by}
            yield _line(outcome, "mutant-killed", params, language)


def _line(outcome: Outcome, name: str, params: Mapping[str, object], language: str) -> Line:
    place = f"{visible(outcome.path)}:{outcome.line}:{outcome.column}: "
    change = f"`{shortened(outcome.original)}`"
    if outcome.changed:
        change = f"{change} → `{shortened(outcome.changed)}`"
    else:
        change = text_of("mutant-left-out", {"part": change}, language)
    text = text_of(name, {"change": change, **params}, language)
    return line(Piece(place, "path"), Piece(f"{visible(outcome.owner)}: "), visible(text))


def _json(found: list[Mutated]) -> dict[str, Any]:
    return {
        "mutated": [
            {
                "kind": each.subject.kind,
                "name": each.subject.name,
                "examples": each.examples,
                "examples_failing": each.failing,
                "mutants": len(each.outcomes),
                "killed": sum(outcome.killed_by is not None for outcome in each.outcomes),
                "survivors": [_of(outcome) for outcome in each.outcomes if outcome.survived],
                "explained": [
                    {**_of(outcome), "reason": outcome.accepted}
                    for outcome in each.outcomes
                    if outcome.accepted is not None
                ],
                "stale": [
                    {"path": stale.path, "line": stale.line, "reason": stale.reason}
                    for stale in each.stale
                ],
            }
            for each in found
        ]
    }


def _of(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": outcome.path,
        "line": outcome.line,
        "column": outcome.column,
        "kind": outcome.kind,
        "original": outcome.original,
        "changed": outcome.changed,
    }
