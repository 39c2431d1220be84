"""`grondslag baseline create|prune`: what is known when a register is taken up, and what of it is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from grondslag.cli.arguments import Given
from grondslag.cli.decided import baseline_file, decisions_in
from grondslag.cli.judging import outcome_of
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse, no_file
from grondslag.cli.project import find_project, shown_path
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.reporters.layout import hanging
from grondslag.settings.baseline import KnownEntry, read_baseline, write_baseline
from grondslag.text import Source
from grondslag.words.catalogue import text_of


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the baseline and says what is in it; 2 where one is there already, 0 else."""
    project, view = find_project(given, ()), view_of(given, variables)
    file = baseline_file(project, given)
    there = _entries(file)
    extend, create = given.flag("extend"), given.command == "baseline create"
    if create and there is not None and not extend:
        params = {"path": shown_path(file)}
        raise WrongUse(Message("cli-baseline-there", params), Message("cli-baseline-there-help"))
    if not create and there is None:
        raise no_file(file, shown_path(file))
    decisions = replace(decisions_in(project, Given(given.command, {}, ())), known=())
    outcome = outcome_of(given, variables, project, decisions)
    old = {(entry.rule, entry.subject): entry for entry in there or ()}
    now = {(entry.rule, entry.subject): entry for entry in known_now(outcome)}
    kept = _created(old, now) if create else _pruned(old, now, outcome)
    _write(file, write_baseline(kept.values()))
    language = view.language or outcome.language
    counts: dict[str, object] = {
        "path": shown_path(file),
        "violations": sum(entry.verdict == "violation" for entry in kept.values()),
        "questions": sum(entry.verdict == "undetermined" for entry in kept.values()),
        "added": len(kept.keys() - old.keys()),
        "removed": len(old.keys() - kept.keys()),
    }
    name = "cli-baseline-created" if create else "cli-baseline-pruned"
    show_lines(hanging((), text_of(name, counts, language), view.width), view)
    return 0


def _created(
    old: Mapping[tuple[str, str], KnownEntry], now: Mapping[tuple[str, str], KnownEntry]
) -> dict[tuple[str, str], KnownEntry]:
    """Everything there is now; what was known keeps its day."""
    return {
        name: replace(entry, since=old[name].since) if name in old else entry
        for name, entry in now.items()
    }


def _pruned(
    old: Mapping[tuple[str, str], KnownEntry],
    now: Mapping[tuple[str, str], KnownEntry],
    outcome: Outcome,
) -> dict[tuple[str, str], KnownEntry]:
    """What was known and is still there: a baseline only shrinks. Rules that were not judged say nothing."""
    judged = set(outcome.judged.rulebook.rules)
    return {
        name: replace(entry, verdict=now[name].verdict)
        if name in now and entry.covers(now[name].verdict)
        else entry
        for name, entry in old.items()
        if name in now or name[0] not in judged
    }


def known_now(outcome: Outcome) -> Iterator[KnownEntry]:
    """Everything that is found now, as entries of a baseline."""
    day = day_of(outcome.as_of)
    for finding in outcome.findings():
        verdict = finding.verdict
        if verdict.outcome != "compliant" and finding.level != "none" and not finding.waiver:
            path = ".".join(verdict.subject.path)
            yield KnownEntry(verdict.rule, path, verdict.outcome, day, finding.fingerprint)


def _entries(file: Path) -> tuple[KnownEntry, ...] | None:
    if not file.is_file():
        return None
    return read_baseline(Source(file.name, file.read_text(encoding="utf-8", errors="replace")))[0]


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": shown_path(file)})) from None
