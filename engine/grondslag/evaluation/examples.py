"""The examples of a rule, run: each is a small register, a day and the outcome it must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.evaluation.run import evaluate
from grondslag.evaluation.verdict import OUTCOMES, Verdict
from grondslag.evaluation.verdicts import Verdicts
from grondslag.language.calendar import amsterdam, noon
from grondslag.language.compile import Programs
from grondslag.language.tree import Example, Expected
from grondslag.model.build import build_register
from grondslag.model.facts import Register
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


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An example with its register, built once; `register` is None if its data do not fit, for `problems`."""

    rule: Rule
    example: Example
    register: Register | None
    problems: tuple[Diagnostic, ...] = ()

    def verdicts(self, rulebook: RuleBook, programs: Programs | None = None) -> Verdicts:
        """What the rules of *rulebook* say of the example. Needs a register."""
        assert self.register is not None
        return evaluate(rulebook, self.register, moment(self.example.on), programs)

    def holds(self, verdicts: Verdicts) -> bool:
        """Whether these verdicts are what the example expects."""
        return next(_compare(self.rule, self.example, list(verdicts)), None) is None


def run_examples(
    rulebook: RuleBook, model: Model, only: frozenset[str] | None = None
) -> Iterator[ExampleResult]:
    """Every example of every rule (of *only* these ids), in order of rule and file."""
    for rule_id, versions in sorted(rulebook.rules.items()):
        if only is not None and rule_id not in only:
            continue
        alone = rulebook.only({rule_id: versions})
        for prepared in prepare_examples(model, versions):
            problems = prepared.problems
            if prepared.register is not None:
                verdicts = list(prepared.verdicts(alone))
                problems = tuple(_compare(prepared.rule, prepared.example, verdicts))
            yield ExampleResult(prepared.rule, prepared.example, problems)


def prepare_examples(model: Model, versions: tuple[Rule, ...]) -> Iterator[Prepared]:
    """The examples of all versions of a rule, oldest version first, each with its register."""
    for rule in versions:
        for example in rule.checked.examples:
            document = ExampleDocument(rule.source, example.given)
            register, problems = build_register([document], model, examples=True)
            serious = tuple(problem for problem in problems if problem.severity == "error")
            yield Prepared(rule, example, None if serious else register, serious)


def moment(on: date | datetime | None) -> datetime:
    """The as-of moment of an example: noon in Amsterdam of its day."""
    if isinstance(on, datetime):
        return on if on.tzinfo else on.replace(tzinfo=amsterdam())
    return noon(on or DEFAULT_DAY)


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
