"""The examples of a rule, run: each is a small register, a day and the outcome it must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.evaluation.run import evaluate
from grondslag.evaluation.verdict import OUTCOMES, Verdict
from grondslag.language.calendar import amsterdam, noon
from grondslag.language.tree import Example, Expected
from grondslag.model.build import build_register
from grondslag.model.kinds import Model
from grondslag.rulebook.examples import ExampleDocument
from grondslag.rulebook.load import RuleBook
from grondslag.rulebook.rule import Rule
from grondslag.text import Span

DEFAULT_DAY: Final = date(2026, 6, 1)
WORST_FIRST: Final = ("violation", "undetermined", "compliant", "not_applicable")


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example that was run; without problems it gave what it expects."""

    rule: Rule
    example: Example
    problems: tuple[Diagnostic, ...]


def run_examples(
    rulebook: RuleBook, model: Model, only: frozenset[str] | None = None
) -> Iterator[ExampleResult]:
    """Every example of every rule (of *only* these ids), in order of rule and file."""
    for rule_id, versions in sorted(rulebook.rules.items()):
        if only is not None and rule_id not in only:
            continue
        for rule in versions:
            alone = rulebook.only({rule_id: versions})
            for example in rule.checked.examples:
                yield ExampleResult(rule, example, tuple(_run(alone, model, rule, example)))


def moment(on: date | datetime | None) -> datetime:
    """The as-of moment of an example: noon in Amsterdam of its day."""
    if isinstance(on, datetime):
        return on if on.tzinfo else on.replace(tzinfo=amsterdam())
    return noon(on or DEFAULT_DAY)


def _run(rulebook: RuleBook, model: Model, rule: Rule, example: Example) -> Iterator[Diagnostic]:
    document = ExampleDocument(rule.source, example.given)
    register, problems = build_register([document], model, examples=True)
    serious = [problem for problem in problems if problem.severity == "error"]
    if serious:
        yield from serious
        return
    verdicts = list(evaluate(rulebook, register, moment(example.on)))
    yield from _compare(rule, example, verdicts)


def _compare(rule: Rule, example: Example, verdicts: list[Verdict]) -> Iterator[Diagnostic]:
    expected = example.expected
    found = worst(verdicts)
    if found != expected.outcome:
        yield _problem(
            rule, example, "example-fails", found=_described(verdicts), expected=expected.outcome
        )
        return
    deciding = [verdict for verdict in verdicts if verdict.outcome == found]
    reasons = sorted({reason.path for verdict in deciding for reason in verdict.reasons})
    if found == "undetermined" and reasons != sorted(expected.reasons):
        shown = ", ".join(".".join(path) for path in reasons)
        yield _problem(rule, example, "example-other-reasons", found=shown)
    items = {verdict.item for verdict in deciding}
    if expected.item is not None and expected.item not in items:
        shown = ", ".join(f"({item})" for item in sorted(filter(None, items))) or "-"
        yield _problem(
            rule, example, "example-other-item", found=shown, expected=f"({expected.item})"
        )
    yield from _compare_term(rule, example, expected, deciding)


def _compare_term(
    rule: Rule, example: Example, expected: Expected, deciding: list[Verdict]
) -> Iterator[Diagnostic]:
    ends = [verdict.open_until for verdict in deciding if verdict.open_until is not None]
    if expected.outcome != "compliant":
        return
    if not _same_end(min(ends, key=str) if ends else None, expected.open_until):
        shown = ", ".join(sorted(end.isoformat() for end in ends)) or "-"
        yield _problem(
            rule,
            example,
            "example-other-term",
            found=shown,
            expected=expected.open_until.isoformat() if expected.open_until else "-",
        )


def _same_end(found: date | datetime | None, expected: date | datetime | None) -> bool:
    if isinstance(found, datetime) and isinstance(expected, datetime):
        return found == moment(expected)
    return found == expected and type(found) is type(expected)


def worst(verdicts: list[Verdict]) -> str:
    """The worst outcome: violation, undetermined, compliant, not applicable."""
    outcomes = {verdict.outcome for verdict in verdicts}
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), "not_applicable")


def _described(verdicts: list[Verdict]) -> str:
    parts = []
    for verdict in verdicts:
        reasons = ", ".join(".".join(reason.path) for reason in verdict.reasons)
        item = f" ({verdict.item})" if verdict.item else ""
        because = f" because {reasons}" if reasons else ""
        parts.append(f"{'.'.join(verdict.subject.path)} {verdict.outcome}{item}{because}")
    return "; ".join(parts) or "no verdict"


def _problem(rule: Rule, example: Example, name: str, **params: object) -> Diagnostic:
    span = Span(rule.source, *example.where)
    shown: Mapping[str, object] = {"example": example.name, "rule": rule.id, **params}
    return Diagnostic(name, "error", "rule", Message(name, shown), (Label(span),))


assert set(WORST_FIRST) == set(OUTCOMES)
