"""`grondslag rules coverage`: conditions and outcomes of rules that no example shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from grondslag.analysis.coverage import Coverage, Covered, Gap
from grondslag.analysis.subjects import subjects_of
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines
from grondslag.cli.rules_studied import Studied, shortened, studied
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints gaps; 4 if a rule cannot be judged, 1 if there is a gap, 3 if there is no rule."""
    rules = studied(given, variables, facts=True)
    subjects = subjects_of(rules.rulebook, rules.only, rules.names)
    found = Coverage(rules.rulebook, rules.model).of(subjects)
    if given.one("format") == "json":
        print(json.dumps(_json(found), ensure_ascii=True, indent=1))
    else:
        rules.show(list(rules.broken))
        show_lines(_lines(found, rules), rules.view)
    if not rules.is_whole:
        return 4
    if not found:
        return 3
    return 1 if any(each.gaps or each.failing for each in found) else 0


def _lines(found: tuple[Covered, ...], rules: Studied) -> Iterator[Line]:
    language, verbose = rules.language, rules.view.verbose
    for each in found:
        gaps = [*each.gaps, *(each.unknown if verbose else ())]
        for gap in sorted(gaps, key=lambda gap: (gap.path, gap.line, gap.column)):
            yield _line(gap, language)
        if gaps or verbose:
            params = {"name": each.subject.name, **_numbers(each.shown, each.possible)}
            yield line(Piece(visible(text_of("coverage-of", params, language)), "dim"))
            yield EMPTY
    yield from rules.failing((each.subject, each.failing) for each in found)
    shown, possible = sum(each.shown for each in found), sum(each.possible for each in found)
    params = {
        "subjects": rules.counted(each.subject for each in found),
        "unknown": sum(len(each.unknown) for each in found),
        **_numbers(shown, possible),
    }
    text = text_of("coverage-summary", params, language)
    yield from hanging((), text, rules.view.width, "strong")


def _line(gap: Gap, language: str) -> Line:
    place = f"{visible(gap.path)}:{gap.line}:{gap.column}: "
    part = gap.part
    if gap.kind == "outcome":
        part = text_of(f"coverage-outcome-{part.replace('_', '-')}", {}, language)
    text = text_of(f"coverage-{gap.kind}", {"part": shortened(part)}, language)
    return line(Piece(place, "path"), Piece(f"{visible(gap.owner)}: "), visible(text))


def _numbers(shown: int, possible: int) -> dict[str, object]:
    return {"shown": shown, "possible": possible, "percent": _percent(shown, possible)}


def _percent(shown: int, possible: int) -> int:
    """Rounded down: only what is whole is 100."""
    return 100 * shown // possible if possible else 100


def _json(found: tuple[Covered, ...]) -> dict[str, Any]:
    shown, possible = sum(each.shown for each in found), sum(each.possible for each in found)
    return {
        **_numbers(shown, possible),
        "covered": [
            {
                "kind": each.subject.kind,
                "name": each.subject.name,
                "examples": each.examples,
                "examples_failing": each.failing,
                **_numbers(each.shown, each.possible),
                "gaps": [_of(gap) for gap in each.gaps],
                "never_unknown": [_of(gap) for gap in each.unknown],
            }
            for each in found
        ],
    }


def _of(gap: Gap) -> dict[str, Any]:
    return {
        "path": gap.path,
        "line": gap.line,
        "column": gap.column,
        "kind": gap.kind.replace("-", "_"),
        "part": gap.part,
    }
