"""Verdicts as tests, in the XML that CI servers read as JUnit.

A compliant verdict is a test that passed. At level error a violation is a failure and an undetermined verdict an
error; below that both are skipped, with what they say. Not applicable is no test, and neither is a draft. Jenkins
reads the package of a class before its last dot, so dots in ids are written as `_`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TextIO, cast
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from grondslag.evaluation.verdict import Verdict
from grondslag.findings.outcome import Outcome
from grondslag.reporters.alerts import alerts
from grondslag.reporters.escape import visible
from grondslag.reporters.view import View

MOST_PASSED: Final = 20_000
"""From so many verdicts on, those that passed are counted only: servers refuse reports of 30 MB."""
TAGS: Final = {"violation": "failure", "undetermined": "error", "diagnostic": "error"}


@dataclass(frozen=True, slots=True)
class _Test:
    group: str
    name: str
    tag: str | None = None
    kind: str = ""
    message: str = ""
    details: str = ""


def write(outcome: Outcome, out: TextIO, view: View) -> None:
    """Writes one test suite."""
    tests = [*_told(outcome, view), *_passed(outcome)]
    counts = {
        "tests": len(tests),
        "failures": sum(test.tag == "failure" for test in tests),
        "errors": sum(test.tag == "error" for test in tests),
        "skipped": sum(test.tag == "skipped" for test in tests),
    }
    xml = XMLGenerator(cast(Any, out), "utf-8", short_empty_elements=True)
    xml.startDocument()
    attributes = {
        "name": "grondslag",
        "timestamp": outcome.as_of.strftime("%Y-%m-%dT%H:%M:%S"),
        "time": "0",
        **counts,
    }
    xml.startElement("testsuites", _attributes(counts))
    xml.startElement("testsuite", _attributes(attributes))
    for test in sorted(tests, key=lambda test: (test.group, test.name)):
        xml.characters("\n")
        _write_test(xml, test)
    xml.characters("\n")
    xml.endElement("testsuite")
    xml.endElement("testsuites")
    xml.endDocument()
    out.write("\n")


def _write_test(xml: XMLGenerator, test: _Test) -> None:
    xml.startElement(
        "testcase", _attributes({"classname": test.group, "name": test.name, "time": "0"})
    )
    if test.tag is not None:
        attributes = {"message": test.message}
        if test.tag != "skipped":
            attributes["type"] = test.kind
        xml.startElement(test.tag, _attributes(attributes))
        if test.details:
            xml.characters(test.details)
        xml.endElement(test.tag)
    xml.endElement("testcase")


def _attributes(values: Mapping[str, object]) -> AttributesImpl[str]:
    return AttributesImpl({name: str(value) for name, value in values.items()})


def _told(outcome: Outcome, view: View) -> Iterator[_Test]:
    for alert in alerts(outcome, view.language):
        fails = alert.level == "error" and not alert.is_set_apart
        tag = TAGS[alert.kind] if fails else "skipped"
        place = alert.span.place() if alert.span else None
        where = f"{place.path}:{place.line}:{place.column}" if place else ""
        lines = [visible(line) for line in (where, alert.message, alert.fix) if line]
        about = alert.subject or (place.path if place else "")
        kind = "undetermined" if alert.kind == "undetermined" else alert.id
        name = f"{alert.id} {visible(about)}"
        if alert.kind == "diagnostic":
            name += f" {visible(where)}"
        yield _Test(
            _group(alert.subject, alert.kind), name, tag, kind, alert.message, "\n".join(lines)
        )


def _passed(outcome: Outcome) -> Iterator[_Test]:
    if len(outcome.verdicts) > MOST_PASSED:
        return
    rules = outcome.judged.rulebook.rules
    for verdict in outcome.verdicts:
        if verdict.outcome == "compliant" and rules[verdict.rule][-1].legal_status != "draft":
            yield _Test(
                _group(_path(verdict), "verdict"), f"{verdict.rule} {visible(_path(verdict))}"
            )


def _path(verdict: Verdict) -> str:
    return ".".join(verdict.subject.path)


def _group(path: str, kind: str) -> str:
    if kind == "diagnostic":
        return "grondslag.files"
    collection, _, rest = path.partition(".")
    entry = visible(rest.partition(".")[0]).replace(".", "_")
    return ".".join(filter(None, ("grondslag", collection, entry)))
