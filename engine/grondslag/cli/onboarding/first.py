"""Three things to do first in a new register: what weighs most, and of that what takes least."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.findings.todo import ToDo, to_do
from grondslag.model.vocabulary import field_at, load_model
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.rule import Rule
from grondslag.words.catalogue import text_of

MOST: Final = 3
SEVERITIES: Final = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something to do: how much is at risk (0 is most), how much work it is, and its texts."""

    risk: int
    work: int
    settles: int
    order: str
    text: str
    where: str


def first_lines(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """The three, numbered; nothing where there is nothing to do."""
    things = sorted(
        [*_violations(outcome, language), *_questions(outcome, language)],
        key=lambda thing: (thing.risk, thing.work, -thing.settles, thing.order),
    )
    if not things:
        return
    yield line(Piece(text_of("init-first", {}, language), "strong"))
    for number, thing in enumerate(things[:MOST], 1):
        yield from hanging((Piece(f"  {number}. ", "strong"),), thing.text, width)
        yield from hanging((Piece("     "),), thing.where, width, "dim")
    yield EMPTY


def _severity(rule: Rule) -> int:
    return SEVERITIES.index(rule.checked.severity)


def _violations(outcome: Outcome, language: str) -> Iterator[_Thing]:
    """One thing for each rule that is broken."""
    seen: set[str] = set()
    for finding in outcome.violations():
        if finding.rule.id in seen or finding.level != "error":
            continue
        seen.add(finding.rule.id)
        subject = finding.verdict.subject.path
        where = text_of("init-where", {"path": outcome.judged.register.spell(subject)}, language)
        text = f"{finding.message(language)} {_remedy(finding, language)}".strip()
        yield _Thing(_severity(finding.rule), 0, 0, finding.rule.id, text, where)


def _remedy(finding: Finding, language: str) -> str:
    return " ".join(finding.fix(language).split())


def _questions(outcome: Outcome, language: str) -> Iterator[_Thing]:
    """One thing for each fact to record."""
    for item in to_do(outcome, None).items:
        risk = min(_severity(finding.rule) for finding in item.findings)
        alone = bool(item.settles)
        rules = len(item.settles) + len(item.helps)
        where = text_of("init-where", {"path": item.once or item.spelled}, language)
        yield _Thing(risk, 1 if alone else 2, rules, item.spelled, _question(item, language), where)


def _question(item: ToDo, language: str) -> str:
    kind = field_at(load_model(), item.reason.path)
    count = len(item.settles) + len(item.helps)
    about = item.spelled if kind is None else kind.help_nl if language == "nl" else kind.help_en
    return text_of("init-record", {"about": about, "count": count}, language)
