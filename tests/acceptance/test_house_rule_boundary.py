"""The house rule on the DPO above 250 staff, at its boundary, in Dutch and English registers."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking import Report, check_files

RULE = "dpo-missing-above-threshold"
SPELLING = {
    "nl": ("organisatie", "naam", "aantal_medewerkers", "fg", "geen"),
    "en": ("organisation", "name", "staff", "dpo", "none"),
}


def register(language: str, staff: str | None, dpo: str | None) -> str:
    organisation, name, staff_key, dpo_key, none = SPELLING[language]
    lines = [f"{organisation}:", f"  {name}: Voorbeeld BV"]
    if staff is not None:
        lines.append(f"  {staff_key}: {staff}")
    if dpo is not None:
        shown = {"none": none, "a name": f"{{{name}: Officer}}"}[dpo]
        lines.append(f"  {dpo_key}: {shown}")
    return "\n".join(lines) + "\n"


def judge(folder: Path, language: str, staff: str | None, dpo: str | None) -> Report:
    return check_files(folder, {"register.yaml": register(language, staff, dpo)})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("staff", "dpo", "outcome", "missing"),
    [
        ("249", "none", "not_applicable", []),
        ("250", "none", "not_applicable", []),
        ("251", "none", "violation", []),
        ("251", "a name", "compliant", []),
        ("251", None, "undetermined", ["organisation.dpo"]),
        (None, "none", "undetermined", ["organisation.staff"]),
    ],
)
def test_the_house_rule_begins_at_251(
    tmp_path: Path,
    language: str,
    staff: str | None,
    dpo: str | None,
    outcome: str,
    missing: list[str],
) -> None:
    verdict = judge(tmp_path, language, staff, dpo).verdict(RULE)
    assert (verdict["verdict"], verdict["missing"]) == (outcome, missing)
    assert verdict["legal_status"] == "house_rule"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_house_rule_is_labelled_in_the_terminal(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from grondslag.cli.main import main

    (tmp_path / "register.yaml").write_text(register(language, "251", "none"), encoding="utf-8")
    main(["check", str(tmp_path), "--as-of", "2026-11-24"])
    label = {"nl": "HUISREGEL (geen wet)", "en": "HOUSE RULE (not law)"}[language]
    assert label in capsys.readouterr().out


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "staff", ['"251"', "251.0", "-3", "tweehonderd", "251 medewerkers", "1e3", "0o12", ""]
)
def test_staff_that_is_no_whole_number_is_a_diagnostic_and_never_a_pass(
    tmp_path: Path, language: str, staff: str
) -> None:
    report = judge(tmp_path, language, staff, "none")
    assert report.status in {1, 4}
    assert report.data["diagnostics"]
    for diagnostic in report.data["diagnostics"]:
        assert diagnostic["place"]["line"] >= 1
    assert report.verdict(RULE)["verdict"] == "undetermined"
