"""The registers in examples/: the verdicts a reader expects of them, by rule and subject, and nothing unread."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking import Report

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
V, U, C, N = "violation", "undetermined", "compliant", "not_applicable"

EXPECTED: dict[str, list[tuple[str, str | None, str]]] = {
    "stem": [
        ("dpo-missing-above-threshold", None, U),
        ("dpo-missing", None, U),
        ("processor-without-agreement", "processors.webbouwer", U),
        ("processor-agreement-lacks-clause", "processors.webbouwer", U),
        ("purpose-without-lawful-basis", "processing.relatiebeheer.purposes.berichten-op-maat", U),
        ("retention-term-missing", "processing.relatiebeheer.data.naam-en-adres", U),
        ("criminal-data-present", "processing.relatiebeheer.purposes.berichten-op-maat", N),
        ("notice-incomplete", "processing.relatiebeheer", U),
        ("newsletter-without-consent", "campaigns.nieuwsbericht", U),
        ("breach-record-incomplete", "breaches", U),
        ("register-entry-incomplete", "processing.relatiebeheer", U),
    ],
    "zzp": [
        ("dpo-missing-above-threshold", None, N),
        ("dpo-missing", None, N),
        ("processor-without-agreement", "processors.boekhouder", C),
        ("processor-without-agreement", "processors.mailer", V),
        ("register-exemption-undecided", "processing.facturen", C),
        ("electronic-mailing-without-consent", "campaigns.maandbrief", C),
        ("newsletter-without-consent", "campaigns.maandbrief", C),
        ("retention-shorter-than-statutory-minimum", "processing.facturen.data.facturen", C),
        ("breach-record-incomplete", "breaches", N),
        ("request-answered-late", "requests", N),
        ("workplace-left-unlocked", None, C),
        ("transfer-without-safeguard", "processing.nieuwsbrief.transfers.naar-mailer", C),
    ],
    "manufacturer": [
        ("dpo-missing-above-threshold", None, V),
        ("dpo-missing", None, N),
        ("register-exemption-undecided", "processing.customers", C),
        ("processor-without-agreement", "processors.web-builder", V),
        ("processor-without-agreement", "processors.camera-installer", U),
        ("processor-without-agreement", "processors.payroll-office", C),
        ("processor-without-agreement", "processors.mail-service", C),
        ("processor-without-agreement", "processors.hosting", C),
        ("processor-without-agreement", "processors.cloud-us", N),
        ("processor-agreement-lacks-clause", "processors.mail-service", V),
        ("processor-agreement-lacks-clause", "processors.payroll-office", C),
        ("processor-agreement-lacks-clause", "processors.web-builder", N),
        ("processor-agreement-lacks-clause", "processors.camera-installer", U),
        ("subprocessor-without-authorisation", "processors.mail-service", C),
        ("subprocessor-without-authorisation", "processors.web-builder", U),
        (
            "legitimate-interests-without-balancing-test",
            "processing.customers.purposes.market-research",
            V,
        ),
        ("legitimate-interests-without-balancing-test", "processing.cameras.purposes.safety", C),
        ("purpose-without-lawful-basis", "processing.customers.purposes.orders", C),
        ("purpose-without-lawful-basis", "processing.visitors.purposes.reception", U),
        ("national-id-without-law", "processing.personnel.data.bsn", C),
        ("retention-shorter-than-statutory-minimum", "processing.customers.data.invoices", V),
        ("retention-longer-than-guideline", "processing.recruitment.data.cvs", V),
        ("retention-longer-than-guideline", "processing.cameras.data.footage", C),
        ("old-cvs-kept", "processing.recruitment.data.cvs", V),
        ("breach-reported-late", "breaches.2026-07", V),
        ("breach-reported-late", "breaches.2026-08", N),
        ("late-breach-report-without-reason", "breaches.2026-07", C),
        ("breach-record-incomplete", "breaches.2026-07", C),
        ("breach-record-incomplete", "breaches.2026-08", C),
        ("request-answered-late", "requests.2026-01", C),
        ("request-answered-late", "requests.2026-02", V),
        ("request-answered-late", "requests.2026-03", C),
        ("refusal-without-reasons", "requests.2026-02", V),
        ("electronic-mailing-without-consent", "campaigns.newsletter", C),
        ("electronic-mailing-without-consent", "campaigns.offer", V),
        ("electronic-mailing-without-consent", "campaigns.call-round", N),
        ("customer-exception-not-met", "campaigns.offer", V),
        ("newsletter-without-consent", "campaigns.offer", V),
        (
            "collection-point-without-notice",
            "processing.recruitment.collection_points.interview",
            V,
        ),
    ],
}
CASES = [(name, *case) for name, cases in EXPECTED.items() for case in cases]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    import json

    from grondslag.cli.main import main

    found = {}
    for name in EXPECTED:
        out = tmp_path_factory.mktemp(name) / "report.json"
        status = main(
            [
                "check",
                "--root",
                str(EXAMPLES / name),
                f"--format=json={out}",
                "--as-of",
                "2026-11-24",
            ]
        )
        found[name] = Report(status, json.loads(out.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize(("name", "rule", "path", "outcome"), CASES)
def test_an_example_has_the_verdict_a_reader_expects(
    reports: dict[str, Report], name: str, rule: str, path: str | None, outcome: str
) -> None:
    assert reports[name].outcome(rule, path) == outcome


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_is_read_whole(reports: dict[str, Report], name: str) -> None:
    assert reports[name].data["diagnostics"] == []
    assert reports[name].data["rules_not_judged"] == []


def test_an_open_request_shows_its_last_day(reports: dict[str, Report]) -> None:
    verdict = reports["manufacturer"].verdict("request-answered-late", "requests.2026-03")
    assert verdict["open_until"] == "2026-12-21"
