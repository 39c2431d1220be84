"""What would settle a finding, in words and as a piece of YAML in the spelling of the file it goes in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grondslag.evaluation.candidates import PLACEHOLDER
from grondslag.evaluation.changes import Change, Path, kind_at, place_of
from grondslag.evaluation.settle import Settle, Way
from grondslag.evaluation.shown import shown
from grondslag.findings.finding import Finding
from grondslag.language.types import Code, Entries, ListOf, RecordOf, Reference, Scalar, Type
from grondslag.values import NONE, Duration
from grondslag.words.catalogue import text_of
from grondslag.words.phrases import listed

MOST_NAMED: Final = 4
Fragment = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as its file spells it, and what its values give: pairs of values in words and an outcome."""

    path: str
    answers: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """`a.b`: `yes` → compliant; `no` → violation."""
        told = "; ".join(f"{values} → {outcome}" for values, outcome in self.answers)
        return f"`{self.path}`: {told}"


def fact_lines(finding: Finding, found: Settle, language: str) -> Iterator[FactLine]:
    """The facts to record, each with what its values give while the others have their first value."""
    first, *others = found.ways
    for change in first.changes:
        ways = [Way(first.outcome, (change,))]
        ways += [way for way in others if way.changes[-1].path == change.path]
        given: dict[str, list[str]] = {}
        for way in ways:
            told = given.setdefault(value_text(finding, way.changes[-1], language), [])
            outcome = outcome_text(finding, way.outcome, language)
            told += [] if outcome in told else [outcome]
        values: dict[str, list[str]] = {}
        for value, outcomes in given.items():
            values.setdefault(_either(outcomes, language), []).append(value)
        path = finding.judged.register.spell(change.path)
        yield FactLine(
            path, tuple((_listed(told, language), name) for name, told in values.items())
        )


def _either(outcomes: list[str], language: str) -> str:
    if len(outcomes) == 1:
        return outcomes[0]
    joint = "of" if language == "nl" else "or"
    return text_of("settle-it-depends", {"outcomes": listed(outcomes, joint)}, language)


def outcome_text(finding: Finding, outcome: str | None, language: str) -> str:
    """An outcome in words; None where the entries of a collection are judged, or none is left to judge."""
    if outcome is None:
        apart = finding.verdict.version is None
        return text_of("settle-judged-apart" if apart else "settle-no-verdict", {}, language)
    return text_of(f"report-verdict-{outcome.replace('_', '-')}", {}, language)


def value_text(finding: Finding, change: Change, language: str) -> str:
    """A value as its file spells it; of what has to be filled in, what kind of thing it is."""
    kind = kind_at(finding.judged.rulebook.vocabulary, change.path)
    type_ = None if kind is None else kind.type
    if not change.exact and not isinstance(type_, Code):
        return text_of(f"settle-{_kind_name(type_, change.value)}", {}, language)
    return f"`{_token(finding, change, type_)}`"


def _kind_name(type_: Type | None, value: Any) -> str:
    match type_:
        case Scalar(name="date" | "datetime"):
            return "a-date" if isinstance(value, date) else "a-text"
        case Reference() | ListOf(item=Reference()):
            return "a-reference"
        case ListOf():
            return "a-list"
        case Entries():
            return "entries"
        case Scalar():
            return "a-text"
    return "an-entry"


def _listed(values: list[str], language: str) -> str:
    """The first values, and how many more there are."""
    told = ", ".join(values[:MOST_NAMED])
    if len(values) <= MOST_NAMED:
        return told
    more = {"names": told, "count": len(values) - MOST_NAMED}
    return text_of("finding-and-more", more, language)


# ------------------------------------------------------------------------------------------ as YAML


def fragment(finding: Finding, found: Settle) -> tuple[str, ...]:
    """The lines of YAML that make a violation comply, in the spelling of the files; empty if there are none.

    What somebody has to fill in is `…`.
    """
    if found.outcome != "violation" or not found.ways:
        return ()
    whole: Fragment = {}
    vocabulary = finding.judged.rulebook.vocabulary
    for change in sorted(found.ways[0].changes, key=lambda each: place_of(vocabulary, each.path)):
        *steps, last = finding.judged.register.spell(change.path).split(".")
        holder = whole
        for step in steps:
            holder = holder.setdefault(step, {})
        holder[last] = _written(finding, change)
    return tuple(_rows(whole, 0))


def _rows(part: Fragment, depth: int) -> Iterator[str]:
    for key, value in part.items():
        if isinstance(value, dict):
            yield f"{'  ' * depth}{key}:"
            yield from _rows(value, depth + 1)
        else:
            yield f"{'  ' * depth}{key}: {value}"


def _written(finding: Finding, change: Change) -> str:
    kind = kind_at(finding.judged.rulebook.vocabulary, change.path)
    is_list = kind is not None and isinstance(kind.type, ListOf)
    if not change.exact:
        return f"[{PLACEHOLDER}]" if is_list else PLACEHOLDER
    return _token(finding, change, None if kind is None else kind.type)


def _token(finding: Finding, change: Change, type_: Type | None) -> str:
    """A value as YAML has it, in the language of the file."""
    value, path = change.value, change.path
    if isinstance(value, tuple):
        item = type_.item if isinstance(type_, ListOf) else None
        return f"[{', '.join(_scalar(finding, each, path, item) for each in value)}]"
    if isinstance(value, dict) or isinstance(type_, RecordOf | Entries):
        return shown(NONE, file_language(finding, path)) if value is NONE else PLACEHOLDER
    return _scalar(finding, value, path, type_)


def _scalar(finding: Finding, value: Any, path: Path, type_: Type | None) -> str:
    codes = finding.judged.codes
    if isinstance(type_, Code) and isinstance(value, str):
        return value if codes is None else codes(type_.list, value, path)
    if isinstance(value, str):
        plain = isinstance(type_, Reference) or value == PLACEHOLDER
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return shown(value, file_language(finding, path))


def file_language(finding: Finding, path: Path) -> str:
    """The language of the file in which a fact stands or belongs, by how it spells the path."""
    register = finding.judged.register
    if register.spell(path) != ".".join(path):
        return "nl"
    return "en" if path[:1] != ("websites",) else register.language or "en"


# ------------------------------------------------------------------------------------------ as data


def as_data(finding: Finding, found: Settle) -> dict[str, Any]:
    """What would settle it as plain data: paths are canonical, values as in JSON; null is to be filled in."""
    rows = fragment(finding, found)
    return {
        "found": found.found,
        "complete": not found.spent,
        "facts": [".".join(path) for path in found.facts],
        "ways": [
            {
                "verdict": way.outcome,
                "facts": [
                    {"path": ".".join(change.path), "value": _plain(change)}
                    for change in way.changes
                ],
            }
            for way in found.ways
        ],
        "world": [".".join(path) for path in found.world],
        "fragment": "\n".join(rows) + "\n" if rows else None,
    }


def _plain(change: Change) -> Any:
    value = change.value
    if value is NONE:
        return {"word": "none"}
    if isinstance(value, Duration):
        return shown(value, "en")
    if isinstance(value, str) and value != PLACEHOLDER:
        return value
    if not change.exact:
        return None
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | int | float) else None
