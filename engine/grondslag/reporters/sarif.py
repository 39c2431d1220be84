"""SARIF 2.1.0, as GitHub code scanning reads it.

Sources: the OASIS standard, and "SARIF support for code scanning" (docs.github.com): a file over one of its limits
is rejected whole, so results and their places are cut by weight and a notification says what was left out. Lines
and columns count from 1, columns in code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, TextIO
from urllib.parse import quote

import grondslag
from grondslag.diagnostics import Repair
from grondslag.evaluation.sentences import sentence
from grondslag.findings.addresses import rule_address, web_address
from grondslag.findings.citations import citation_texts, standing
from grondslag.findings.finding import Finding, in_language
from grondslag.findings.outcome import Outcome
from grondslag.findings.why import why
from grondslag.reporters.alerts import Alert, alerts, is_in_repository
from grondslag.reporters.escape import visible
from grondslag.reporters.json_v1 import encoded
from grondslag.reporters.markup import code, plain
from grondslag.reporters.view import View
from grondslag.rulebook.rule import Rule
from grondslag.settings.load import FILE_NAME
from grondslag.text import Span
from grondslag.words.catalogue import text_of

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS: Final = 5_000
"""Of 25,000 that are taken, 5,000 are shown."""
MOST_CHARACTERS: Final = 1_000
MOST_STEPS: Final = 50
MOST_RELATED: Final = 20
LEVELS: Final = {"error": "error", "warning": "warning", "todo": "note"}
PRECISION: Final = {"law": "very-high", "guidance": "high", "convention": "medium"}


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes the whole log, one result a line."""
    language = view.language or outcome.language
    told = list(alerts(outcome, view.language))
    shown = told[:MOST_RESULTS]
    ids = sorted({alert.id for alert in shown})
    numbers = {name: number for number, name in enumerate(ids)}
    rules = outcome.judged.rulebook.rules
    driver = {
        "name": "grondslag",
        "semanticVersion": grondslag.__version__,
        "informationUri": "https://github.com/grondslag/grondslag",
        "rules": [
            _rule(rules[name][-1], outcome.settings.site_url, language)
            if name in rules
            else _diagnostic_rule(name)
            for name in ids
        ],
    }
    out.write(f'{{"$schema": {encoded(SCHEMA)}, "version": "2.1.0", "runs": [{{\n')
    out.write(f'"tool": {{"driver": {encoded(driver)}}},\n')
    out.write('"columnKind": "unicodeCodePoints",\n')
    out.write(
        f'"invocations": [{encoded(_invocation(outcome, len(told) - len(shown), language))}],\n'
    )
    out.write('"results": [')
    separator = "\n"
    for alert in shown:
        out.write(f"{separator}{encoded(_result(alert, numbers[alert.id], language))}")
        separator = ",\n"
    out.write("\n]\n}]}\n")


# ------------------------------------------------------------------------------------------------- rules


def _rule(rule: Rule, site: str | None, language: str) -> dict[str, Any]:
    checked = rule.checked
    title = in_language(checked.title, language)
    status = rule.legal_status.replace("_", " ")
    failing = checked.severity in {"critical", "high", "medium"}
    page = {} if site is None else {"helpUri": web_address(site, rule_address(rule.id))}
    return {
        **page,
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-"))[:255],
        "shortDescription": {"text": visible(title)[:MOST_CHARACTERS]},
        "fullDescription": {"text": _full(rule, language)[:MOST_CHARACTERS]},
        "help": {"text": _full(rule, language), "markdown": _help(rule, language)},
        "defaultConfiguration": {"level": "error" if failing else "warning"},
        "properties": {
            "tags": sorted({"gdpr", rule.pack, rule.theme, status}),
            "precision": PRECISION[checked.certainty],
            "problem.severity": "error" if checked.severity in {"critical", "high"} else "warning",
        },
    }


def _full(rule: Rule, language: str) -> str:
    """Title, source and standing in a sentence."""
    params = {
        "citations": ", ".join(citation_texts(rule.checked.citations, language)),
        "standing": standing(rule, language),
        "severity": text_of(f"report-severity-{rule.checked.severity}", {}, language),
    }
    title = in_language(rule.checked.title, language)
    return visible(f"{title}. {text_of('report-source-line', params, language)}")


def _help(rule: Rule, language: str) -> str:
    """What the rule asks, why, and what to do, as Markdown; values of a register are not in it."""
    parts = [
        f"**{plain(in_language(rule.checked.title, language))}**",
        plain(_full(rule, language)),
    ]
    for name, message in (("report-help", rule.checked.fix), ("report-note", rule.checked.note)):
        pieces = getattr(message, language) if message is not None else ()
        text = "".join(piece if isinstance(piece, str) else "…" for piece in pieces)
        if text:
            parts.append(f"{text_of(name, {}, language)}: {plain(text)}")
    parts.append(code(f"grondslag explain {rule.id}"))
    return "\n\n".join(parts)


def _diagnostic_rule(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": name},
        "fullDescription": {"text": name},
        "help": {"text": name, "markdown": code(name)},
        "properties": {"tags": ["yaml"], "precision": "very-high", "problem.severity": "error"},
    }


# ----------------------------------------------------------------------------------------------- results


def _result(alert: Alert, number: int, language: str) -> dict[str, Any]:
    text = f"{alert.message} {alert.fix}" if alert.fix else alert.message
    result: dict[str, Any] = {
        "ruleId": alert.id,
        "ruleIndex": number,
        "level": LEVELS[alert.level],
        "message": {"text": text},
        "locations": [_location(alert.span)],
        "partialFingerprints": {
            "primaryLocationLineHash": alert.fingerprint,
            "grondslagFinding/v1": alert.fingerprint,
        },
    }
    fixes = [
        _fix(repair, alert.fix or alert.message)
        for repair in alert.repairs
        if is_in_repository(repair.span.source.path) and repair.text.isprintable()
    ]
    if fixes:
        result["fixes"] = fixes
    if alert.finding is not None:
        result.update(_explained(alert.finding, language))
        if alert.finding.page is not None:
            result["hostedViewerUri"] = alert.finding.page
        waiver = alert.finding.waiver
        if waiver is not None:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": visible(waiver.reason)}
            ]
        if alert.finding.known_since is not None:
            result["baselineState"] = "unchanged"
    return result


def _fix(repair: Repair, text: str) -> dict[str, Any]:
    """A change that an editor can make: SARIF 2.1.0, 3.55."""
    place = _location(repair.span)["physicalLocation"]
    replacement = {
        "deletedRegion": place["region"],
        "insertedContent": {"text": repair.text},
    }
    change = {"artifactLocation": place["artifactLocation"], "replacements": [replacement]}
    return {"description": {"text": text}, "artifactChanges": [change]}


def _explained(finding: Finding, language: str) -> dict[str, Any]:
    spans = [span for span in finding.spans()[1:] if is_in_repository(span.source.path)]
    found: dict[str, Any] = {}
    if spans:
        found["relatedLocations"] = [
            {"id": number, **_location(span)} for number, span in enumerate(spans[:MOST_RELATED], 1)
        ]
    steps = list(islice(_steps(finding, language), MOST_STEPS))
    if steps:
        found["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    return found


def _steps(finding: Finding, language: str) -> Iterator[dict[str, Any]]:
    """The conditions that decided, each at the fact it looked at; then the place of the finding."""
    wording = finding.judged.wording(language)
    for step in why(finding):
        spans = finding.judged.register.locate(step.path) if step.path is not None else ()
        if spans and is_in_repository(spans[0].source.path):
            text = visible(sentence(step, wording))[:MOST_CHARACTERS]
            yield {"location": {**_location(spans[0]), "message": {"text": text}}}


def _location(span: Span | None) -> dict[str, Any]:
    if span is None or not is_in_repository(span.source.path):
        return {
            "physicalLocation": {"artifactLocation": {"uri": FILE_NAME}, "region": {"startLine": 1}}
        }
    place = span.place()
    uri = quote(place.path.encode("utf-8", "surrogateescape"), safe="/")
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": max(place.end_column, place.column + (place.line == place.end_line)),
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _invocation(outcome: Outcome, left_out: int, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "executionSuccessful": outcome.exit_status in {0, 1},
        "exitCode": outcome.exit_status,
    }
    if left_out:
        text = text_of("report-results-left", {"count": left_out}, language)
        found["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return found
