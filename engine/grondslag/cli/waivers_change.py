"""`grondslag waivers add|prune`: writes a decision to accept a finding, and takes out those of no more use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from grondslag.cli.arguments import Given
from grondslag.cli.decided import decisions_in, waivers_file
from grondslag.cli.judging import outcome_of
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse, unknown
from grondslag.cli.project import Project, find_project, shown_path
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.acceptance import facts_hash
from grondslag.findings.decide import with_decisions
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import Outcome
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.layout import Line, hanging, line
from grondslag.reporters.view import View
from grondslag.settings.decisions import Decisions, decisions_of
from grondslag.settings.waivers import KEYS, TOP, WaiverEntry
from grondslag.text import Source
from grondslag.words.catalogue import text_of

NEEDED = ("reason", "owner", "until")


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Carries out the change; 2 where it cannot be, 1 if the waiver would not hold (nothing is written), else 0."""
    project, view = find_project(given, ()), view_of(given, variables)
    if given.command == "waivers add":
        return _add(given, variables, project, view)
    return _prune(given, variables, project, view)


def _add(given: Given, variables: Mapping[str, str], project: Project, view: View) -> int:
    if len(given.rest) != 2 or any(given.one(name) is None for name in NEEDED):
        raise WrongUse(Message("cli-waiver-needs"), Message("cli-see-help"))
    rule, about = given.rest
    outcome = outcome_of(given, variables, project, decisions_in(project, given))
    finding = _finding(outcome, rule, about)
    file = waivers_file(project)
    text = _text(file)
    added = _with_entry(given, outcome, finding, text)
    source = Source(shown_path(file), added)
    tried = with_decisions(_bare(outcome), decisions_of(source, None))
    problems = [
        one for one in tried.diagnostics if one.kind == "waiver" and one.severity == "error"
    ]
    language = view.language or outcome.language
    if (rule, finding.verdict.subject.path) not in tried.waived:
        show_lines(diagnostic_blocks(problems, language, view.language, view.width, None), view)
        return 1
    show_lines(_new_lines(text, added), view)
    if not given.flag("dry_run"):
        _write(file, added)
        params = {"path": shown_path(file)}
        show_lines(hanging((), text_of("cli-waiver-added", params, language), view.width), view)
    return 0


def _bare(outcome: Outcome) -> Outcome:
    """The outcome as if nothing had been decided."""
    from dataclasses import replace

    said = tuple(one for one in outcome.diagnostics if one.kind != "waiver")
    return replace(outcome, waived={}, known={}, diagnostics=said)


def _finding(outcome: Outcome, rule: str, about: str) -> Finding:
    rules = outcome.judged.rulebook.rules
    if rule not in rules:
        raise unknown("rule", rule, list(rules))
    findings = [outcome.finding(verdict) for verdict in outcome.verdicts.of_rule(rule)]
    spell = outcome.judged.register.spell
    for finding in findings:
        path = finding.verdict.subject.path
        if about in {".".join(path), spell(path)}:
            return finding
    raise unknown("record", about, [spell(finding.verdict.subject.path) for finding in findings])


def _with_entry(given: Given, outcome: Outcome, finding: Finding, text: str) -> str:
    """The text of the file with the new waiver at its end."""
    found = next((TOP[word] for word in TOP if f"\n{word}:" in f"\n{text}"), None)
    language = found or ("nl" if outcome.language == "nl" else "en")
    spelled = {key: KEYS[key] if language == "nl" else key for key in KEYS}
    name = given.one("id") or _free_id(text, given.one("until") or "")
    about = outcome.judged.register.spell(finding.verdict.subject.path)
    values = {
        "rule": finding.rule.id,
        "about": json.dumps(about, ensure_ascii=False),
        "reason": json.dumps(given.one("reason"), ensure_ascii=False),
        "owner": json.dumps(given.one("owner"), ensure_ascii=False),
        "valid_until": _date(given.one("until") or ""),
        "facts": json.dumps(facts_hash(finding)),
    }
    if given.one("approved_by"):
        values["approved_by"] = json.dumps(given.one("approved_by"), ensure_ascii=False)
    lines = [f"  {name}:", *(f"    {spelled[key]}: {value}" for key, value in values.items())]
    head = "" if found else f"{next(word for word, its in TOP.items() if its == language)}:\n"
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return f"{start}{head}" + "\n".join(lines) + "\n"


def _date(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise WrongUse(Message("cli-not-a-moment", {"found": written})) from None


def _free_id(text: str, until: str) -> str:
    year = until[:4]
    number = 1
    while f"ar-{year}-{number:03}:" in text:
        number += 1
    return f"ar-{year}-{number:03}"


def _prune(given: Given, variables: Mapping[str, str], project: Project, view: View) -> int:
    decisions = decisions_in(project, given)
    outcome = outcome_of(given, variables, project, decisions)
    gone = {
        one.message.params["waiver"] for one in outcome.diagnostics if one.id == "waiver-unused"
    }
    file = waivers_file(project)
    text = _text(file)
    left = _without(text, [entry for entry in decisions.waivers if entry.id in gone], decisions)
    language = view.language or outcome.language
    params = {"count": len(gone), "names": ", ".join(sorted(map(str, gone))) or "-"}
    show_lines(hanging((), text_of("cli-waivers-pruned", params, language), view.width), view)
    if gone and not given.flag("dry_run"):
        _write(file, left)
    return 0


def _without(text: str, entries: list[WaiverEntry], decisions: Decisions) -> str:
    """The text without the lines of these waivers; comments and all others stay."""
    starts = sorted(entry.span.place().line for entry in decisions.waivers)
    lines = text.splitlines(keepends=True)
    drop: set[int] = set()
    for entry in entries:
        place = entry.span.place()
        drop.add(place.line)
        following = next((line for line in starts if line > place.line), len(lines) + 1)
        for number in range(place.line + 1, following):
            row = lines[number - 1]
            if row.strip() and len(row) - len(row.lstrip()) < place.column:
                break
            drop.add(number)
    return "".join(row for number, row in enumerate(lines, 1) if number not in drop)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _new_lines(before: str, after: str) -> Iterator[Line]:
    for row in after[len(before) :].splitlines():
        if row:
            yield line(row)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": shown_path(file)})) from None
