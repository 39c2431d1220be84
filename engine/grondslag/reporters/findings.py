"""Findings for a terminal: violations in full, what to record as a numbered list, terms that still
run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from grondslag.evaluation.sentences import sentence
from grondslag.evaluation.trace import Step
from grondslag.evaluation.verdict import Reason
from grondslag.findings.finding import Finding
from grondslag.findings.naming import finding_name, rule_name, source_text, to_do_text
from grondslag.findings.todo import ToDo, ToDoList
from grondslag.findings.why import why
from grondslag.reporters.diagnostics import heading, trailer
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging, line
from grondslag.reporters.snippet import Mark, gutter_of, snippet, where
from grondslag.words.catalogue import text_of

MOST_OF_ONE = 5
MOST_TO_DO = 20
MOST_WHY = 8
MOST_RULES = 3
LEVEL_STYLES: dict[str, Style] = {
    "error": "error",
    "warning": "warning",
    "todo": "todo",
    "none": "dim",
}
LEVEL_WORDS = {"error": "error", "warning": "warning", "todo": "todo", "none": "draft"}


def violation_blocks(
    findings: Sequence[Finding], language: str, width: int, most: int | None
) -> Iterator[Line]:
    """Violations in the order given; at most *most* of one rule, then how many more."""
    shown: Counter[str] = Counter()
    for finding in findings:
        shown[finding.rule.id] += 1
        if most is None or shown[finding.rule.id] <= most:
            yield from violation_block(finding, language, width, in_full=most is None)
            yield EMPTY
    for name, number in sorted(shown.items()):
        if most is not None and number > most:
            text = text_of("report-more-of-one", {"count": number - most, "id": name}, language)
            yield from hanging((), text, width, "dim")
            yield EMPTY


def violation_block(
    finding: Finding, language: str, width: int, *, in_full: bool
) -> Iterator[Line]:
    """One violation: rule, title, what is wrong, place, why, source, what to do."""
    word = text_of(f"report-{LEVEL_WORDS[finding.level]}", {}, language)
    head = (Piece(f"{word}[{finding.rule.id}]", LEVEL_STYLES[finding.level]), Piece(": "))
    yield from hanging(head, finding.title(language), width, "strong", indent=2)
    yield from hanging((Piece("  "),), finding.message(language), width)
    spans = finding.spans()
    marks = [Mark(span, "", number == 0) for number, span in enumerate(spans)]
    yield from snippet(marks, width) if marks else ()
    gutter = gutter_of(marks)
    yield from _why_lines(finding, gutter, language, width, None if in_full else MOST_WHY)
    is_house_rule = finding.rule.legal_status == "house_rule"
    name = "report-source-house-rule" if is_house_rule else "report-source"
    yield from trailer(name, source_text(finding, language), gutter, language, width)
    if text := finding.fix(language):
        yield from trailer("report-help", text, gutter, language, width)
    if finding.page is not None:
        yield from trailer("report-page", finding.page, gutter, language, width)
    if in_full and (text := finding.note(language)):
        yield from trailer("report-note", text, gutter, language, width)


def _why_lines(
    finding: Finding, gutter: int, language: str, width: int, most: int | None
) -> Iterator[Line]:
    """The conditions that decided, each with its answer and where its fact was written."""
    rows = list(dict.fromkeys(why_text(finding, step, language) for step in why(finding)))
    cut = rows if most is None else rows[:most]
    margin = gutter + 3 + len(text_of("report-why", {}, language)) + 2
    for number, row in enumerate(cut):
        if number == 0:
            yield from trailer("report-why", row, gutter, language, width)
        else:
            yield from hanging((Piece(" " * margin),), row, width)
    if len(rows) > len(cut):
        text = text_of("report-more-why", {"count": len(rows) - len(cut)}, language)
        yield from hanging((Piece(" " * margin),), text, width, "dim")


def why_text(finding: Finding, step: Step, language: str) -> str:
    """A condition with its answer, and the line where its first fact was written or would be."""
    judged = finding.judged
    text = sentence(step, judged.wording(language))
    spans = judged.register.locate(step.path) if step.path is not None else ()
    if not spans:
        return text
    place = spans[0].place()
    return f"{text} ({place.path}:{place.line})"


def to_do_lines(to_do: ToDoList, language: str, width: int, *, in_full: bool) -> Iterator[Line]:
    """The facts to record, numbered: how much each settles, where it belongs, the rules that wait."""
    if not to_do.verdicts:
        return
    facts = text_of("report-facts", {"count": to_do.facts}, language)
    yield heading(text_of("report-to-do", {"facts": facts, "count": to_do.verdicts}, language))
    mixed = len({item.is_error for item in to_do.items}) == 2
    for number, item in enumerate(to_do.items, 1):
        if number == 1 and item.is_error:
            yield line(Piece(f"  {text_of('report-to-do-failing', {}, language)}", "error"))
        elif mixed and not item.is_error and to_do.items[number - 2].is_error:
            yield line(Piece(f"  {text_of('report-to-do-rest', {}, language)}", "todo"))
        yield from _to_do_item(item, number, len(to_do.items), language, width, in_full=in_full)
    if to_do.kinds > len(to_do.items):
        text = text_of("report-more-to-do", {"count": to_do.kinds - len(to_do.items)}, language)
        yield from hanging((Piece("  "),), text, width, "dim")
    if to_do.blocked:
        text = text_of("report-blocked", {"count": to_do.blocked}, language)
        yield from hanging((Piece("  "),), text, width, "dim")
    yield EMPTY


def _to_do_item(
    item: ToDo, number: int, last: int, language: str, width: int, *, in_full: bool
) -> Iterator[Line]:
    size = len(str(last))
    head = (Piece(f"  {number:>{size}}. ", "error" if item.is_error else "todo"),)
    yield from hanging(head, to_do_text(item, language), width)
    margin = Piece(" " * (size + 4))
    if item.spans:
        place = where(item.spans[0].place())
        text = text_of(_place_id(item.reason), {"place": place}, language)
        if len(item.reasons) > 1:
            params = {"place": place, "count": len(item.reasons) - 1}
            text = text_of("report-places", params, language)
        yield line(margin, Piece(text, "dim"))
    if item.once is not None:
        yield from hanging((margin,), text_of("report-once", {"path": item.once}, language), width)
    yield from _waiting(item, margin, language, width, in_full=in_full)


def _waiting(
    item: ToDo, margin: Piece, language: str, width: int, *, in_full: bool
) -> Iterator[Line]:
    """The rules that wait for a fact: their ids, or in full each with its record, source and severity."""
    if in_full:
        for finding in item.findings:
            text = f"{finding_name(finding, language)} ({source_text(finding, language)})"
            yield from hanging((margin, Piece("- ")), text, width)
        return
    rules = {finding.rule.id: finding.rule for finding in item.findings}
    shown = [rule_name(rules[rule_id], language) for rule_id in sorted(rules)[:MOST_RULES]]
    text = ", ".join(shown)
    if len(rules) > len(shown):
        params = {"names": text, "count": len(rules) - len(shown)}
        text = text_of("report-and-more", params, language)
    yield from hanging((margin,), text, width, "dim")


def _place_id(reason: Reason) -> str:
    return "report-add-here" if reason.kind in {"not_recorded", "not_described"} else "report-at"


def open_lines(
    findings: Iterable[Finding], language: str, width: int, most: int | None
) -> Iterator[Line]:
    """Terms that are not over yet, the earliest end first."""
    found = sorted(
        findings,
        key=lambda item: (str(item.verdict.open_until), item.rule.id, item.verdict.subject),
    )
    if not found:
        return
    yield heading(text_of("report-open", {"count": len(found)}, language))
    for finding in found[:most]:
        params = {"day": finding.verdict.open_until, "what": finding_name(finding, language)}
        yield from hanging((Piece("  "),), text_of("report-open-until", params, language), width)
    if most is not None and len(found) > most:
        text = text_of("report-more-open", {"count": len(found) - most}, language)
        yield from hanging((Piece("  "),), text, width, "dim")
    yield EMPTY
