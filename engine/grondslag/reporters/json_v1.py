"""Everything a run found, for programs: `grondslag/json-v1`, described by
`schemas/json-v1.schema.json`.

One entry a line, written as it is made, so that a large register does not have to fit in memory
twice. Keys are added within v1, never renamed. Every string is valid UTF-8; what has no form of its
own is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TextIO
from unicodedata import category

import grondslag
from grondslag.diagnostics import Diagnostic, Message
from grondslag.evaluation.sentences import condition_text
from grondslag.evaluation.verdict import Verdict
from grondslag.findings.citations import citation_data
from grondslag.findings.finding import Finding
from grondslag.findings.outcome import LEGAL_STATUSES, Outcome
from grondslag.findings.why import item_citations, why
from grondslag.reporters.escape import HIDDEN
from grondslag.reporters.view import View
from grondslag.text import Span
from grondslag.words.catalogue import LANGUAGES, text_of

FORMAT: Final = "grondslag/json-v1"
ANSWERS: Final = {"T": "yes", "F": "no", "U": "unknown"}
MOST_VERDICTS: Final = 100_000
"""From so many verdicts on, those that need no attention are left out unless they are asked for."""


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the whole document; `view.verdicts` says which verdicts are in it."""
    chosen = view.verdicts or ("all" if len(outcome.verdicts) < MOST_VERDICTS else "findings")
    out.write("{\n")
    for key, value in _head(outcome, view).items():
        out.write(f"{encoded(key)}: {encoded(value)},\n")
    verdicts = outcome.verdicts if chosen == "all" else outcome.verdicts.attention()
    _array(out, "verdicts", (_verdict(outcome, verdict, view) for verdict in verdicts))
    not_judged = sorted(outcome.not_judged, key=lambda item: (item.rule, item.pack))
    _array(out, "rules_not_judged", _not_judged(outcome, not_judged))
    problems = sorted(outcome.diagnostics, key=lambda problem: problem.sort_key)
    _array(out, "diagnostics", map(_diagnostic, problems))
    out.write(f'"coverage": {encoded({**_coverage(outcome), "verdicts": chosen})},\n')
    out.write(f'"exit_status": {outcome.exit_status}\n}}\n')


def encoded(value: Any) -> str:
    """*value* as JSON on one line, safe in any log: no controls, direction marks, lone surrogates
    or `##[`."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not text.isprintable():
        text = "".join(_escape(char) if category(char) in HIDDEN else char for char in text)
    return text.replace("##", "#\\u0023")


def _escape(char: str) -> str:
    """A JSON escape; a lone surrogate, which many readers refuse even escaped, as the text of its
    escape."""
    if category(char) == "Cs":
        return f"\\\\u{ord(char):04x}"
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


def _array(out: TextIO, key: str, values: Iterable[Any]) -> None:
    out.write(f"{encoded(key)}: [")
    separator = "\n"
    for value in values:
        out.write(f"{separator}{encoded(value)}")
        separator = ",\n"
    out.write("],\n" if separator == "\n" else "\n],\n")


def _head(outcome: Outcome, view: View) -> dict[str, Any]:
    rulebook = outcome.judged.rulebook
    return {
        "format": FORMAT,
        "tool": {"name": "grondslag", "version": grondslag.__version__},
        "as_of": outcome.as_of.isoformat(timespec="seconds"),
        "language": view.language or outcome.language,
        "settings": {
            "packs": {pack: outcome.settings.mode(pack) for pack in sorted(rulebook.packs)},
            "rules": {
                rule: {"level": level} for rule, level in sorted(outcome.settings.rules.items())
            },
            "parameters": {value.name: value.as_data() for value in outcome.own_values()},
            "fail_on": outcome.fail_on,
        },
        "summary": _summary(outcome),
        "base": _base(outcome),
    }


def _base(outcome: Outcome) -> dict[str, Any] | None:
    delta = outcome.delta
    if delta is None:
        return None
    return {
        "commit": delta.commit,
        "fixed": [
            {"rule": finding.rule.id, "subject": ".".join(finding.verdict.subject.path)}
            for finding in delta.fixed
        ],
        "judged_by_changed": list(delta.judged_by),
    }


def _summary(outcome: Outcome) -> dict[str, Any]:
    counts = outcome.counts
    return {
        **{answer: counts.by_outcome[answer] for answer in sorted(counts.by_outcome)},
        "waived": counts.waived,
        "accepted_unknown": counts.accepted_unknown,
        "known": counts.known,
        "by_level": dict(sorted(counts.by_level.items())),
        "by_legal_status": {
            status: dict(sorted(counts.by_legal_status[status].items()))
            for status in LEGAL_STATUSES
        },
    }


def _verdict(outcome: Outcome, verdict: Verdict, view: View) -> dict[str, Any]:
    finding = outcome.finding(verdict)
    subject, checked = verdict.subject, finding.rule.checked
    terse: dict[str, Any] = {
        "rule": verdict.rule,
        "pack": finding.rule.pack,
        "legal_status": finding.rule.legal_status,
        "certainty": checked.certainty,
        "source_status": checked.source_status,
        "severity": checked.severity,
        "subject": {
            "collection": subject.collection,
            "id": subject.id,
            "path": ".".join(subject.path),
        },
        "verdict": verdict.outcome,
        "level": finding.level,
        "missing": list(finding.missing),
        "open_until": verdict.open_until.isoformat() if verdict.open_until else None,
    }
    if verdict.outcome in {"violation", "undetermined"}:
        terse.update(_attention(outcome, finding))
        if view.settle:
            terse["settle"] = _settle(finding)
    return terse


def _settle(finding: Finding) -> dict[str, Any]:
    from grondslag.findings.settling import as_data

    found = finding.settle()
    assert found is not None
    return as_data(finding, found)


def _attention(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    spans = finding.spans()
    citations = item_citations(finding) or finding.rule.checked.citations
    return {
        "item": finding.verdict.item,
        "reasons": [
            {"path": ".".join(reason.path), "kind": reason.kind}
            for reason in finding.verdict.reasons
        ],
        "title": {language: finding.title(language) for language in LANGUAGES},
        "message": {language: finding.message(language) for language in LANGUAGES},
        "fix": {language: finding.fix(language) for language in LANGUAGES},
        "citations": [citation_data(citation) for citation in citations],
        "place": _place(spans[0]) if spans else None,
        "related": [_place(span) for span in spans[1:]],
        "trace": list(_trace(finding)),
        "fingerprint": finding.fingerprint,
        "waiver": _waiver(finding),
        "delta": _delta(outcome, finding),
        "known_since": finding.known_since.isoformat() if finding.known_since else None,
    }


def _delta(outcome: Outcome, finding: Finding) -> str | None:
    return None if outcome.delta is None else outcome.delta.change_of(finding)


def _waiver(finding: Finding) -> dict[str, Any] | None:
    entry = finding.waiver
    if entry is None:
        return None
    return {
        "id": entry.id,
        "kind": entry.kind,
        "reason": entry.reason,
        "owner": entry.owner,
        "approved_by": entry.approved_by,
        "valid_until": entry.valid_until.isoformat(),
        "renewal": entry.renewal,
    }


def _trace(finding: Finding) -> Iterator[dict[str, Any]]:
    judged = finding.judged
    wordings = {language: judged.wording(language) for language in LANGUAGES}
    for step in why(finding):
        spans = judged.register.locate(step.path) if step.path is not None else ()
        yield {
            "condition": {
                language: condition_text(step, wording) for language, wording in wordings.items()
            },
            "answer": ANSWERS[step.truth],
            "facts": [".".join(path) for path in step.paths],
            "place": _place(spans[0]) if spans else None,
        }


def _place(span: Span) -> dict[str, Any]:
    place = span.place()
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _diagnostic(problem: Diagnostic) -> dict[str, Any]:
    return {
        "code": problem.id,
        "severity": problem.severity,
        "kind": problem.kind,
        "message": _spoken(problem.message),
        "path": ".".join(problem.path) or None,
        "place": _place(problem.span),
        "related": [
            {**_place(label.span), "message": _spoken(label.message) if label.message else None}
            for label in problem.labels[1:]
        ],
        "helps": [_spoken(message) for message in problem.helps],
        "notes": [_spoken(message) for message in problem.notes],
    }


def _spoken(message: Message) -> Mapping[str, str]:
    return {language: text_of(message.id, message.params, language) for language in LANGUAGES}


def _not_judged(outcome: Outcome, not_judged: list[Any]) -> Iterator[dict[str, Any]]:
    for item in not_judged:
        yield {"rule": item.rule, "pack": item.pack, "diagnostics": sorted(item.diagnostics)}
    for rule in sorted(outcome.verdicts.spent):
        pack = outcome.judged.rulebook.rules[rule][-1].pack
        yield {"rule": rule, "pack": pack, "diagnostics": ["step-budget-spent"]}


def _coverage(outcome: Outcome) -> dict[str, Any]:
    coverage = outcome.coverage
    return {
        "files": list(coverage.files),
        "unread": list(coverage.unread),
        "not_recognised": list(coverage.not_recognised),
        "left_out": list(coverage.left_out),
        "rules": coverage.rules,
        "records": coverage.records,
        "packs_off": list(coverage.packs_off),
        "form_only": coverage.form_only,
    }
