"""What a verdict does to a run: the table of levels, and the two settings that change it."""

from __future__ import annotations

import pytest

from findings.judged import rule
from grondslag.findings.level import level_of
from grondslag.settings.settings import Settings

PLAIN = Settings()


@pytest.mark.parametrize(
    ("severity", "violation", "undetermined"),
    [
        ("critical", "error", "error"),
        ("high", "error", "error"),
        ("medium", "error", "todo"),
        ("low", "warning", "todo"),
        ("info", "warning", "todo"),
    ],
)
def test_the_law_fails_from_medium_on_and_the_unknown_from_high_on(
    severity, violation, undetermined
) -> None:
    found = rule(severity=severity)
    assert level_of(found, "violation", PLAIN) == violation
    assert level_of(found, "undetermined", PLAIN) == undetermined


@pytest.mark.parametrize(
    ("severity", "level"), [("critical", "error"), ("medium", "error"), ("low", "warning")]
)
def test_a_house_rule_may_fail_but_its_unknowns_are_to_do(severity, level) -> None:
    found = rule(legal_status="house_rule", certainty="convention", severity=severity)
    assert level_of(found, "violation", PLAIN) == level
    assert level_of(found, "undetermined", PLAIN) == "todo"


@pytest.mark.parametrize("certainty", ["guidance", "convention"])
def test_guidance_and_custom_only_warn(certainty) -> None:
    found = rule(certainty=certainty, severity="critical")
    assert level_of(found, "violation", PLAIN) == "warning"
    assert level_of(found, "undetermined", PLAIN) == "todo"


def test_a_rule_of_a_guidance_pack_only_warns() -> None:
    found = rule(legal_status="guidance", certainty="guidance", severity="critical")
    assert level_of(found, "violation", PLAIN) == "warning"


@pytest.mark.parametrize("legal_status", ["law", "house_rule"])
def test_a_source_that_was_not_read_never_fails(legal_status) -> None:
    found = rule(legal_status=legal_status, severity="critical", source_status="unread")
    assert level_of(found, "violation", PLAIN) == "warning"
    assert level_of(found, "undetermined", PLAIN) == "todo"
    lifted = Settings(rules={found.id: "error"})
    assert level_of(found, "violation", lifted) == "warning"


def test_a_source_read_in_part_stays_law() -> None:
    assert level_of(rule(source_status="part"), "violation", PLAIN) == "error"


def test_a_draft_never_counts() -> None:
    found = rule(legal_status="draft", pack="drafts", severity="critical")
    for settings in (PLAIN, Settings(rules={found.id: "error"}, packs={"drafts": "on"})):
        assert level_of(found, "violation", settings) == "none"
        assert level_of(found, "undetermined", settings) == "none"


@pytest.mark.parametrize("outcome", ["compliant", "not_applicable"])
def test_what_needs_no_attention_has_no_level(outcome) -> None:
    assert level_of(rule(), outcome, PLAIN) == "none"


def test_a_pack_that_warns_has_nothing_above_a_warning() -> None:
    settings = Settings(packs={"avg": "warn"})
    assert level_of(rule(), "violation", settings) == "warning"
    assert level_of(rule(), "undetermined", settings) == "warning"
    assert level_of(rule(severity="low"), "undetermined", settings) == "todo"
    both = Settings(packs={"avg": "warn"}, rules={"agreement-missing": "error"})
    assert level_of(rule(), "violation", both) == "warning"


def test_the_level_of_a_rule_is_that_of_its_violations_and_bounds_its_unknowns() -> None:
    lowered = Settings(rules={"agreement-missing": "warning"})
    assert level_of(rule(), "violation", lowered) == "warning"
    assert level_of(rule(), "undetermined", lowered) == "warning"
    raised = Settings(rules={"agreement-missing": "error"})
    assert level_of(rule(severity="low"), "violation", raised) == "error"
    assert level_of(rule(severity="low"), "undetermined", raised) == "todo"
    assert level_of(rule(certainty="convention"), "violation", raised) == "error"


@pytest.mark.parametrize("changes", [{"certainty": "guidance"}, {"legal_status": "guidance"}])
def test_no_setting_lifts_guidance_to_an_error(changes) -> None:
    raised = Settings(rules={"agreement-missing": "error"})
    assert level_of(rule(**changes), "violation", raised) == "warning"
