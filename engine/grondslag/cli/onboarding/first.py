"""Three things to do first in a new register: what weighs most, and of that what takes least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.findings.todo import ToDo, to_do
from grondslag.model.vocabulary import field_at, load_model
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.rule import Rule
from grondslag.text import Span
from grondslag.words.catalogue import text_of

MOST: Final = 3
SEVERITIES: Final = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to do: how much is at risk (0 is most), how much work it is, and its texts."""

    risk: int
    work: int
    settles: int
    order: str
    text: str
    where: str


def things_to_do(outcome: Outcome, language: str) -> list[Thing]:
    """All there is to do, in order."""
    return sorted(
        [*_violations(outcome, language), *_questions(outcome, language)],
        key=lambda thing: (thing.risk, thing.work, -thing.settles, thing.order),
    )


def first_lines(things: Sequence[Thing], language: str, width: int) -> Iterator[Line]:
    """The first three, numbered; nothing where there is nothing to do."""
    if not things:
        return
    yield line(Piece(text_of("init-first", {}, language), "strong"))
    for number, thing in enumerate(things[:MOST], 1):
        yield from hanging((Piece(f"  {number}. ", "strong"),), thing.text, width)
        yield from hanging((Piece("     "),), thing.where, width, "dim")
    yield EMPTY


def _severity(rule: Rule) -> int:
    return SEVERITIES.index(rule.checked.severity)


def _violations(outcome: Outcome, language: str) -> Iterator[Thing]:
    """One thing for each rule that is broken."""
    seen: set[str] = set()
    for finding in outcome.violations():
        if finding.rule.id in seen or finding.level != "error":
            continue
        seen.add(finding.rule.id)
        subject = finding.verdict.subject.path
        where = _where(outcome.judged.register.spell(subject), finding.spans(), language)
        text = f"{finding.message(language)} {_remedy(finding, language)}".strip()
        yield Thing(_severity(finding.rule), 0, 0, finding.rule.id, text, where)


def _remedy(finding: Finding, language: str) -> str:
    return " ".join(finding.fix(language).split())


def _where(path: str, spans: Sequence[Span], language: str) -> str:
    file = spans[0].source.path if spans else "-"
    return text_of("init-where", {"file": file, "path": path}, language)


def _questions(outcome: Outcome, language: str) -> Iterator[Thing]:
    """One thing for each fact to record."""
    for item in to_do(outcome, None).items:
        risk = min(_severity(finding.rule) for finding in item.findings)
        alone = bool(item.settles)
        rules = len(set(item.settles) | set(item.helps))
        where = _where(item.once or item.spelled, item.spans, language)
        yield Thing(risk, 1 if alone else 2, rules, item.spelled, _question(item, language), where)


def _question(item: ToDo, language: str) -> str:
    count = len(set(item.settles) | set(item.helps))
    return text_of("init-record", {"about": _about(item, language), "count": count}, language)


def _about(item: ToDo, language: str) -> str:
    """The help text of the field or collection; its path where there is none."""
    path, model = item.reason.path, load_model()
    kind = field_at(model, path) or model.collections.get(path[0])
    if kind is None:
        return item.spelled
    return kind.help_nl if language == "nl" else kind.help_en
