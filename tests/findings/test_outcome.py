"""Counts, exit status, fingerprints, citations and what to record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import blake2b

import pytest

from findings.judged import compliant, outcome, rule, undetermined, violation
from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.findings.citations import citation_text, standing
from grondslag.findings.finding import fingerprint
from grondslag.findings.outcome import Coverage
from grondslag.findings.todo import to_do
from grondslag.language.tree import Citation
from grondslag.rulebook.rule import NotJudged
from grondslag.settings.settings import Settings
from grondslag.text import Source, Span


def problem(kind: str, severity: str = "error") -> Diagnostic:
    label = Label(Span(Source("a.yaml", "x"), 0, 1))
    return Diagnostic("x", severity, kind, Message("setting-near", {"near": "x"}), (label,))  # type: ignore[arg-type]


LAW = rule()
LOW = rule("low", severity="low")
HOUSE = rule(
    "house", legal_status="house_rule", pack="stem-2018", certainty="convention", severity="medium"
)
DRAFT = rule("draft", legal_status="draft", pack="drafts")


# ------------------------------------------------------------------------------------- exit status


def test_nothing_wrong_is_0() -> None:
    assert outcome([LAW], [compliant("agreement-missing", "processors.web")]).exit_status == 0


@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        ([violation("agreement-missing", "processors.web")], "error", 1),
        ([violation("agreement-missing", "processors.web")], "never", 0),
        ([undetermined("agreement-missing", "processors.web", "processors")], "error", 1),
        ([violation("house", "organisation")], "error", 1),
        ([undetermined("house", "organisation", "organisation.staff")], "error", 0),
        ([undetermined("house", "organisation", "organisation.staff")], "warning", 0),
        ([violation("low", "processors.web")], "error", 0),
        ([violation("low", "processors.web")], "warning", 1),
        ([violation("draft", "processors.web")], "warning", 0),
    ],
)
def test_findings_fail_at_the_level_asked_for(found, fail_on, status) -> None:
    assert outcome([LAW, LOW, HOUSE, DRAFT], found, fail_on=fail_on).exit_status == status


@pytest.mark.parametrize("kind", ["schema", "reference"])
def test_an_error_of_schema_or_reference_is_1_also_when_findings_never_fail(kind) -> None:
    assert outcome([LAW], [], diagnostics=(problem(kind),)).exit_status == 1
    assert outcome([LAW], [], diagnostics=(problem(kind),), fail_on="never").exit_status == 1


def test_a_warning_of_the_schema_fails_only_when_asked() -> None:
    assert outcome([LAW], [], diagnostics=(problem("schema", "warning"),)).exit_status == 0
    assert (
        outcome(
            [LAW], [], diagnostics=(problem("schema", "warning"),), fail_on="warning"
        ).exit_status
        == 1
    )


@pytest.mark.parametrize("kind", ["read", "rule"])
def test_what_could_not_be_read_or_judged_is_4_and_wins(kind) -> None:
    found = [violation("agreement-missing", "processors.web")]
    assert outcome([LAW], found, diagnostics=(problem(kind),)).exit_status == 4
    assert outcome([LAW], found, diagnostics=(problem(kind),), fail_on="never").exit_status == 4


def test_a_rule_that_was_not_judged_is_4() -> None:
    assert outcome([LAW], [], not_judged=(NotJudged("x", "avg", ()),)).exit_status == 4
    assert outcome([LAW], [], spent=("agreement-missing",)).exit_status == 4


def test_no_register_or_no_rule_is_3() -> None:
    assert outcome([LAW], [], coverage=Coverage(rules=3)).exit_status == 3
    assert outcome([], [], coverage=Coverage(files=("a.yaml",))).exit_status == 3
    assert outcome([], [], coverage=Coverage(), diagnostics=(problem("schema"),)).exit_status == 3
    assert outcome([], [], coverage=Coverage(), diagnostics=(problem("read"),)).exit_status == 4


# ------------------------------------------------------------------------------------------ counts


def test_verdicts_are_counted_by_outcome_level_and_legal_status_and_drafts_apart() -> None:
    counts = outcome(
        [LAW, LOW, HOUSE, DRAFT],
        [
            violation("agreement-missing", "processors.web"),
            undetermined("agreement-missing", "processors.mail", "processors.mail.agreement"),
            violation("low", "processors.web"),
            undetermined("house", "organisation", "organisation.staff"),
            compliant("low", "processors.mail"),
            violation("draft", "organisation"),
        ],
    ).counts
    assert counts.by_outcome == {
        "compliant": 1,
        "violation": 2,
        "undetermined": 2,
        "not_applicable": 0,
    }
    assert counts.by_level == {"error": 2, "warning": 1, "todo": 1}
    assert counts.by_legal_status["draft"]["violation"] == 1
    assert counts.by_legal_status["house_rule"]["undetermined"] == 1
    assert counts.waived == 0


def test_versions_of_a_rule_that_weigh_differently_are_counted_one_by_one() -> None:
    old = rule("changed", severity="low", valid_from=date(2018, 5, 25))
    new = rule("changed", severity="high", valid_from=date(2026, 1, 1))
    found = [
        replace(violation("changed", "breaches.old"), version=date(2018, 5, 25)),
        replace(violation("changed", "breaches.new"), version=date(2026, 1, 1)),
    ]
    assert outcome([old, new], found).counts.by_level == {"error": 1, "warning": 1, "todo": 0}


# ------------------------------------------------------------------------------------ fingerprints


def test_a_fingerprint_is_the_hash_of_rule_and_subject_and_of_nothing_else() -> None:
    data = b"agreement-missing\0processing.mailing.purposes.sell"
    expected = "g1:" + blake2b(data, digest_size=16).hexdigest()
    assert (
        fingerprint("agreement-missing", ("processing", "mailing", "purposes", "sell")) == expected
    )


def test_fingerprints_of_other_rules_and_subjects_differ() -> None:
    found = {fingerprint(name, path) for name in ("a", "b") for path in (("x",), ("x", "y"))}
    assert len(found) == 4
    assert fingerprint("a", ("\udce9",)) != fingerprint("a", ("\udcea",))


# --------------------------------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("citation", "nl", "en"),
    [
        (
            Citation("AVG", article="28", paragraph="3", sub="a"),
            "AVG art. 28 lid 3 onder a",
            "GDPR art. 28(3)(a)",
        ),
        (Citation("AVG", article="4", sub="11"), "AVG art. 4 punt 11", "GDPR art. 4(11)"),
        (Citation("AVG", kind="recital", article="47"), "AVG overweging 47", "GDPR recital 47"),
        (Citation("Tw", article="11.7", paragraph="1"), "Tw art. 11.7 lid 1", "Tw art. 11.7(1)"),
        (Citation("STEM"), "STEM", "STEM"),
        (Citation("SCC", kind="clause", article="14"), "SCC clausule 14", "SCC clause 14"),
        (
            Citation("RICHTSNOER", kind="section", article="3.2"),
            "RICHTSNOER paragraaf 3.2",
            "RICHTSNOER section 3.2",
        ),
        (
            Citation("AVG", article="33", paragraph="1", part="second sentence"),
            "AVG art. 33 lid 1, tweede zin",
            "GDPR art. 33(1), second sentence",
        ),
        (
            Citation("AVG", article="28", paragraph="3", part="opening words"),
            "AVG art. 28 lid 3, aanhef",
            "GDPR art. 28(3), opening words",
        ),
    ],
)
def test_a_citation_reads_as_lawyers_write_it(citation, nl, en) -> None:
    assert (citation_text(citation, "nl"), citation_text(citation, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("changes", "nl", "en"),
    [
        ({}, "wet", "law"),
        (
            {"legal_status": "house_rule", "certainty": "convention"},
            "HUISREGEL (geen wet)",
            "HOUSE RULE (not law)",
        ),
        ({"legal_status": "guidance", "certainty": "guidance"}, "richtsnoer", "guidance"),
        ({"source_status": "part"}, "wet, tekst deels gelezen", "law, text read in part"),
        (
            {"certainty": "convention"},
            "gewoonte, staat niet in de wettekst",
            "custom, not in the text of the law",
        ),
    ],
)
def test_the_standing_of_a_rule_is_said_and_a_house_rule_is_never_law(changes, nl, en) -> None:
    assert (standing(rule(**changes), "nl"), standing(rule(**changes), "en")) == (nl, en)


# ----------------------------------------------------------------------------------- what to record


def test_facts_of_failing_verdicts_come_first_then_those_that_settle_most() -> None:
    found = outcome(
        [LAW, LOW, HOUSE, rule("medium", severity="medium")],
        [
            undetermined("house", "organisation", "organisation.staff"),
            undetermined("low", "organisation", "organisation.staff", "organisation.dpo"),
            undetermined("medium", "organisation", "organisation.dpo"),
            undetermined("medium", "processors.web", "organisation.staff"),
            undetermined("agreement-missing", "processors.web", "processors.web.agreement"),
        ],
    )
    everything = to_do(found, None)
    assert [item.spelled for item in everything.items] == [
        "processors.web.agreement",
        "organisation.staff",
        "organisation.dpo",
    ]
    first, staff, dpo = everything.items
    assert (first.is_error, first.settles) == (True, ("agreement-missing",))
    assert (staff.settles, staff.helps, len(staff.findings)) == (("house", "medium"), ("low",), 3)
    assert (dpo.settles, dpo.helps) == (("medium",), ("low",))
    assert (everything.facts, everything.verdicts, everything.blocked) == (3, 5, 0)
    assert [item.reason for item in to_do(found, 1).items] == [first.reason]
    assert to_do(found, 1).facts == 3


def test_what_recording_cannot_settle_is_counted_apart_and_drafts_are_left_out() -> None:
    found = outcome(
        [LAW, DRAFT],
        [
            undetermined(
                "agreement-missing", "breaches.a", "breach_deadline", kind="no_value_on_day"
            ),
            undetermined("draft", "organisation", "organisation.staff"),
        ],
    )
    listed = to_do(found, None)
    assert (listed.items, listed.facts, listed.verdicts, listed.blocked) == ((), 0, 1, 1)


def test_settings_change_what_the_list_calls_an_error() -> None:
    verdicts = [undetermined("agreement-missing", "processors.web", "processors.web.agreement")]
    eased = outcome([LAW], verdicts, settings=Settings(packs={"avg": "warn"}))
    assert [item.is_error for item in to_do(eased, None).items] == [False]
    assert eased.exit_status == 0
