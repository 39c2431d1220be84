"""A comment under a pull request, and the summary of a job, in Markdown.

Source: GitHub takes 65,536 characters in a comment and 1 MiB in a summary; GitLab more. The first line is a marker
by which the comment is found again. Nothing from a register becomes markup (`markup`); sections are cut whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TextIO

from grondslag.findings.finding import Finding
from grondslag.findings.level import LEVELS
from grondslag.findings.naming import finding_name, source_text, to_do_text
from grondslag.findings.outcome import Outcome
from grondslag.findings.todo import to_do
from grondslag.findings.why import why
from grondslag.reporters.change import is_told, numbers
from grondslag.reporters.diagnostics import said
from grondslag.reporters.findings import why_text
from grondslag.reporters.markup import code, plain, prose
from grondslag.reporters.set_apart import waived_text
from grondslag.reporters.snippet import where
from grondslag.reporters.summary import as_of_text, not_checked_texts
from grondslag.reporters.view import View
from grondslag.settings.settings import OFF_BY_DEFAULT
from grondslag.words.catalogue import text_of

MARKER: Final = "<!-- grondslag:report v1 -->"
MOST_CHARACTERS: Final = 60_000
MOST_TO_DO: Final = 15
MOST_WHY: Final = 10

_ENDS: Final = {0: "comment-ends-well", 1: "comment-ends-failing", 3: "comment-ends-empty"}


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the comment; sections that do not fit are counted instead."""
    language = view.language or outcome.language
    left = MOST_CHARACTERS
    skipped = 0
    for section in _sections(outcome, language):
        if len(section) + 1 > left:
            skipped += 1
            continue
        out.write(f"{section}\n")
        left -= len(section) + 1
    if skipped:
        out.write(f"\n{_say('comment-cut', language, count=skipped)}\n")


def _sections(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"{MARKER}\n## {_headline(outcome, language)}\n"
    yield f"{_say(_ENDS.get(outcome.exit_status, 'comment-ends-unread'), language)}\n"
    yield _table(outcome, language)
    yield from _judged_by(outcome, language)
    yield from _problems(outcome, language)
    violations = [
        item
        for item in outcome.violations()
        if item.level != "none" and not item.is_set_apart and is_told(outcome, item)
    ]
    for finding in sorted(violations, key=lambda item: LEVELS.index(item.level)):
        yield _violation(finding, language)
    yield from _questions(outcome, language)
    yield from _mended(outcome, language)
    yield from _waived(outcome, language)
    yield from _not_checked(outcome, language)
    yield f"<sub>{plain(as_of_text(outcome, language))}. {_say('comment-no-advice', language)}</sub>"


def _not_checked(outcome: Outcome, language: str) -> Iterator[str]:
    """What was there and was not checked; of packs that are off, those that are on unless settings say so."""
    off = [pack for pack in outcome.coverage.packs_off if pack not in OFF_BY_DEFAULT]
    told = [*not_checked_texts(outcome, language)]
    if off:
        told.append(
            text_of("report-packs-off", {"count": len(off), "names": ", ".join(off)}, language)
        )
    if told:
        yield "\n".join(f"- {plain(text)}" for text in told) + "\n"


def _headline(outcome: Outcome, language: str) -> str:
    delta = outcome.delta
    if delta is None:
        name = "comment-fails" if outcome.exit_status else "comment-passes"
        return _say(name, language)
    found = numbers(outcome, delta)
    if outcome.exit_status == 0 and not found.new_violations and not found.new_questions:
        return _say("comment-nothing-new", language)
    return _say(
        "comment-new", language, violations=found.new_violations, questions=found.new_questions
    )


def _table(outcome: Outcome, language: str) -> str:
    counts, delta = outcome.counts, outcome.delta
    rows: list[tuple[str, int]] = []
    if delta is not None:
        found = numbers(outcome, delta)
        rows += [
            ("comment-row-new", found.new_violations),
            ("comment-row-new-questions", found.new_questions),
            ("comment-row-mended", found.fixed),
            ("comment-row-was-there", found.changed + found.unchanged),
        ]
    rows += [
        ("comment-row-violations", counts.by_outcome["violation"]),
        ("comment-row-questions", counts.by_outcome["undetermined"]),
        ("comment-row-waived", counts.waived + counts.accepted_unknown),
        ("comment-row-known", counts.known),
    ]
    lines = [f"| {_say(name, language)} | {number} |" for name, number in rows if number]
    if not lines:
        return ""
    head = f"| {_say('comment-what', language)} | {_say('comment-number', language)} |"
    return "\n".join([head, "| --- | ---: |", *lines]) + "\n"


def _judged_by(outcome: Outcome, language: str) -> Iterator[str]:
    said_here = [one for one in outcome.diagnostics if one.id == "judged-by-changed"]
    for problem in said_here:
        helped = "".join(f"\n>\n> {prose(said(each, language))}" for each in problem.helps)
        yield f"> [!IMPORTANT]\n> {prose(said(problem.message, language))}{helped}\n"


def _problems(outcome: Outcome, language: str) -> Iterator[str]:
    """What is wrong in files; with a base only what was not so before."""
    delta = outcome.delta
    for problem in outcome.diagnostics:
        is_old = delta is not None and not delta.is_new(problem)
        if problem.id == "judged-by-changed" or problem.severity == "note" or is_old:
            continue
        place = where(problem.span.place())
        text = said(problem.message, problem.language or language)
        helps = "".join(
            f"\n  {prose(said(one, problem.language or language))}" for one in problem.helps
        )
        yield f"- {code(place)} **{problem.id}**: {prose(text)}{helps}\n"


def _violation(finding: Finding, language: str) -> str:
    spans = finding.spans()
    place = f"{code(where(spans[0].place()))}\n\n" if spans else ""
    rows = list(dict.fromkeys(why_text(finding, step, language) for step in why(finding)))
    reasons = "\n".join(f"- {prose(row)}" for row in rows[:MOST_WHY])
    house = finding.rule.legal_status == "house_rule"
    label = f"**{_say('finding-status-house-rule', language)}** " if house else ""
    word = _say(f"report-{finding.level}", language)
    # Settings admit plain addresses only, and what is put behind one is plain too.
    page = f"[{_say('report-page', language)}]({finding.page})\n\n" if finding.page else ""
    return (
        f"<details open><summary>{word}: {label_html(finding, language)}</summary>\n\n"
        f"{place}{label}{prose(finding.message(language))}\n\n"
        f"{_say('report-help', language)}: {prose(finding.fix(language))}\n\n"
        f"{_say('report-why', language)}:\n{reasons}\n\n"
        f"{_say('report-source', language)}: {prose(source_text(finding, language))}\n\n"
        f"{code(f'grondslag explain {finding.rule.id} {finding.verdict.subject.id}')}\n\n"
        f"{page}"
        "</details>\n"
    )


def label_html(finding: Finding, language: str) -> str:
    """Rule and record inside a summary, which is HTML and not Markdown."""
    text = finding_name(finding, language)
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")
    )


def _questions(outcome: Outcome, language: str) -> Iterator[str]:
    listed = to_do(outcome, MOST_TO_DO)
    if not listed.items:
        return
    rows = [
        f"{number}. {prose(to_do_text(item, language))}"
        for number, item in enumerate(listed.items, 1)
    ]
    if listed.kinds > len(listed.items):
        rows.append("")
        rows.append(
            prose(_say("comment-more-to-do", language, count=listed.kinds - len(listed.items)))
        )
    title = _say("comment-to-record", language, count=listed.verdicts)
    yield f"### {title}\n\n" + "\n".join(rows) + "\n"


def _mended(outcome: Outcome, language: str) -> Iterator[str]:
    delta = outcome.delta
    if delta is None or not delta.fixed:
        return
    rows = [f"- {prose(finding_name(finding, language))}" for finding in delta.fixed]
    title = _say("report-mended", language, count=len(rows))
    yield f"<details><summary>{title}</summary>\n\n" + "\n".join(rows) + "\n\n</details>\n"


def _waived(outcome: Outcome, language: str) -> Iterator[str]:
    waived = [item for item in outcome.set_apart() if item.waiver is not None]
    if not waived:
        return
    rows = [f"- {prose(waived_text(outcome, finding, language))}" for finding in waived]
    title = _say("report-waived", language, count=len(rows))
    yield f"<details><summary>{title}</summary>\n\n" + "\n".join(rows) + "\n\n</details>\n"


def _say(name: str, language: str, **params: object) -> str:
    return text_of(name, params, language)
