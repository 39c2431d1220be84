"""How a report ends: three things first, what was checked and found, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from grondslag.diagnostics import Diagnostic
from grondslag.evaluation.verdict import OUTCOMES
from grondslag.findings.finding import Finding
from grondslag.findings.naming import finding_name, rule_name, to_do_text
from grondslag.findings.outcome import LEGAL_STATUSES, Outcome
from grondslag.findings.todo import ToDoList
from grondslag.reporters.diagnostics import heading, said
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging, line
from grondslag.reporters.snippet import where
from grondslag.values import ZONE
from grondslag.words.catalogue import text_of

SEVERITIES = ("critical", "high", "medium", "low", "info")
MOST_NAMED = 5


def three_things(
    problems: Sequence[Diagnostic],
    violations: Sequence[Finding],
    to_do: ToDoList,
    language: str,
    width: int,
) -> Iterator[Line]:
    """What to do first: files that cannot be read, then the gravest violations, then what settles
    most."""
    errors = [problem for problem in problems if problem.severity == "error"]
    failing = [finding for finding in violations if finding.level == "error"]
    if len(errors) + len(failing) + len(to_do.items) <= 3:
        return
    yield heading(text_of("report-first", {}, language))
    for number, text in enumerate(_first(errors, failing, to_do, language)[:3], 1):
        yield from hanging((Piece(f"  {number}. ", "strong"),), text, width)
    yield EMPTY


def _first(
    errors: list[Diagnostic], failing: list[Finding], to_do: ToDoList, language: str
) -> list[str]:
    unread = [problem for problem in errors if problem.kind in {"read", "rule"}]
    gravest = sorted(failing, key=lambda item: SEVERITIES.index(item.rule.checked.severity))
    return [
        *(_diagnostic(problem, language) for problem in unread),
        *(finding_name(finding, language) for finding in _one_a_rule(gravest)),
        *(to_do_text(item, language) for item in to_do.items if item.is_error),
        *(_diagnostic(problem, language) for problem in errors if problem not in unread),
        *(to_do_text(item, language) for item in to_do.items if not item.is_error),
    ]


def _one_a_rule(findings: list[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for finding in findings:
        if finding.rule.id not in seen:
            seen.add(finding.rule.id)
            yield finding


def _diagnostic(problem: Diagnostic, language: str) -> str:
    return f"{where(problem.span.place())}: {said(problem.message, language)}"


def summary_lines(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """What was looked at and what came of it, by legal status; never more than was checked."""
    yield from hanging((), _closing(outcome, language), width, _style(outcome))
    repairs = sum(len(problem.repairs) for problem in outcome.diagnostics)
    if repairs:
        told = text_of("report-repairs", {"count": repairs}, language)
        yield from hanging((Piece("  "),), told, width)
    yield from _by_status(outcome, language, width)
    yield from _apart(outcome, language, width)
    yield from hanging((Piece("  "),), as_of_text(outcome, language), width, "dim")
    yield from not_checked_lines(outcome, language, width)


def as_of_text(outcome: Outcome, language: str) -> str:
    """The moment that was judged for, in the time of Amsterdam."""
    moment = outcome.as_of.astimezone(ZoneInfo(ZONE))
    params = {"day": moment.date(), "time": moment.strftime("%H:%M"), "zone": ZONE}
    return text_of("report-as-of", params, language)


def _closing(outcome: Outcome, language: str) -> str:
    counts, coverage = outcome.counts.by_outcome, outcome.coverage
    errors = sum(problem.severity == "error" for problem in outcome.diagnostics)
    if coverage.form_only:
        files = text_of("report-files", {"count": len(coverage.files)}, language)
        told = text_of("report-errors", {"count": errors}, language)
        return text_of("report-closing-form", {"files": files, "errors": told}, language)
    params: dict[str, object] = {
        "rules": text_of("report-rules", {"count": coverage.rules}, language),
        "records": text_of("report-records", {"count": coverage.records}, language),
        "violations": text_of("report-violations", {"count": counts["violation"]}, language),
        "undetermined": text_of("report-undetermined", {"count": counts["undetermined"]}, language),
        "compliant": text_of("report-compliant", {"count": counts["compliant"]}, language),
        "not_applicable": text_of(
            "report-not-applicable", {"count": counts["not_applicable"]}, language
        ),
        "errors": text_of("report-errors", {"count": errors}, language),
    }
    return text_of("report-closing", params, language)


def _style(outcome: Outcome) -> Style:
    if outcome.exit_status == 0:
        return "strong"
    return "error"


def _by_status(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """Violations and undetermined verdicts by legal status, so that a house rule is never read as
    law."""
    parts = []
    for status in LEGAL_STATUSES:
        numbers = outcome.counts.by_legal_status[status]
        if numbers["violation"] or numbers["undetermined"]:
            params = {
                "status": text_of(f"finding-status-{status.replace('_', '-')}", {}, language),
                "violations": text_of(
                    "report-violations", {"count": numbers["violation"]}, language
                ),
                "undetermined": text_of(
                    "report-undetermined", {"count": numbers["undetermined"]}, language
                ),
            }
            parts.append(text_of("report-by-status", params, language))
    if parts:
        yield from hanging((Piece("  "),), "; ".join(parts), width, "plain")


def _apart(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """How many findings do not count, and why: never among what is compliant."""
    counts = outcome.counts
    parts = [
        text_of(f"report-apart-{name}", {"count": number}, language)
        for name, number in (
            ("waived", counts.waived),
            ("accepted-unknown", counts.accepted_unknown),
            ("known", counts.known),
        )
        if number
    ]
    if parts:
        yield from hanging((Piece("  "),), "; ".join(parts), width, "warning")


def not_checked_lines(outcome: Outcome, language: str, width: int) -> Iterator[Line]:
    """The files that were not read, not recognised or left out, the rules not judged, the packs that are off."""
    for text in not_checked_texts(outcome, language):
        yield from hanging((Piece("  "),), text, width, "warning")
    off = outcome.coverage.packs_off
    if off:
        yield from hanging((Piece("  "),), _named("report-packs-off", off, language), width)


def not_checked_texts(outcome: Outcome, language: str) -> Iterator[str]:
    """A sentence for each kind of thing that was there and was not checked, packs that are off left out."""
    coverage = outcome.coverage
    rules = sorted({item.rule for item in outcome.not_judged} | set(outcome.verdicts.spent))
    # Without a folder that is called the register, what is hidden or ignored is mostly of other programs.
    left_out = coverage.left_out if outcome.settings.register else ()
    rows = (
        ("report-not-read", coverage.unread),
        ("report-not-recognised", coverage.not_recognised),
        ("report-left-out", left_out),
        ("report-not-judged", tuple(rules)),
    )
    for name, names in rows:
        if names:
            yield _named(name, names, language)


def _named(name: str, names: Sequence[str], language: str) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown = text_of(
            "report-and-more", {"names": shown, "count": len(names) - MOST_NAMED}, language
        )
    return text_of(name, {"count": len(names), "names": shown}, language)


def statistics_lines(outcome: Outcome, language: str) -> Iterator[Line]:
    """Verdicts of each rule in numbers, the rules with most violations first."""
    numbers = outcome.verdicts.counts()
    order = sorted(
        numbers,
        key=lambda rule: (*(-numbers[rule].get(answer, 0) for answer in OUTCOMES[1:3]), rule),
    )
    heads = [
        text_of(f"report-column-{answer.replace('_', '-')}", {}, language) for answer in OUTCOMES
    ]
    yield line(Piece("".join(f"{head:>14}" for head in heads), "strong"))
    for rule in order:
        name = rule_name(outcome.judged.rulebook.rules[rule][-1], language)
        yield line(
            "".join(f"{numbers[rule].get(answer, 0):>14}" for answer in OUTCOMES), f"  {name}"
        )
    yield EMPTY
