"""Waivers and baseline, run whole: what people decide sets findings apart, and nothing more."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest

REGISTER = """\
organisatie: {naam: Acme, aantal_medewerkers: 20}
verwerkingen:
  werk:
    naam: Werk
    rol: verwerkingsverantwoordelijke
    buiten_de_avg: geen
    gegevens:
      item: {omschrijving: Namen, soort: gewoon, bewaartermijn: lijn}
bewaartermijnen:
  lijn: {naam: Lijn, termijn: geen, criterium: geen}
"""
RULE = "retention-term-missing"
ABOUT = "verwerkingen.werk.gegevens.item"
REASON = "Het systeem kan pas na de vernieuwing in januari per persoon wissen."


def waiver(**changes: str) -> str:
    fields = {
        "regel": RULE,
        "over": ABOUT,
        "reden": REASON,
        "eigenaar": "hoofd personeel",
        "geldig_tot": "2027-02-01",
        "goedgekeurd_door": "directeur",
        **changes,
    }
    lines = [f"    {key}: {value}" for key, value in fields.items() if value]
    return "aanvaardingen:\n  ar-1:\n" + "\n".join(lines) + "\n"


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text("version: 1\nlanguage: nl\n", encoding="utf-8")

    def decide(text: str) -> None:
        (tmp_path / "waivers.yaml").write_text(text, encoding="utf-8")

    return decide


def check(grondslag, *arguments: str):
    ran = grondslag("check", "--only", RULE, "--format", "json", *arguments)
    return ran.status, json.loads(ran.out)


def codes(report) -> list[str]:
    return sorted(one["code"] for one in report["diagnostics"] if one["kind"] == "waiver")


def test_an_accepted_finding_fails_no_more_and_is_never_compliant(grondslag, project) -> None:
    assert check(grondslag)[0] == 1
    project(waiver())
    status, report = check(grondslag)
    assert status == 0
    assert report["summary"]["compliant"] == 0
    assert (report["summary"]["violation"], report["summary"]["waived"]) == (1, 1)
    assert report["summary"]["by_level"]["error"] == 0
    (verdict,) = report["verdicts"]
    assert (verdict["verdict"], verdict["waiver"]["owner"]) == ("violation", "hoofd personeel")


def test_every_format_shows_it_apart(grondslag, project) -> None:
    project(waiver())
    shown = grondslag("check", "--only", RULE).out
    assert "aanvaard (1): telt nu niet mee, is niet in orde" in shown
    assert "eigenaar hoofd personeel, goedgekeurd door directeur" in shown
    assert "1 overtreding aanvaard" in shown
    log = json.loads(grondslag("check", "--only", RULE, "--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == REASON
    assert grondslag("check", "--only", RULE, "--format", "github").out == ""
    assert json.loads(grondslag("check", "--only", RULE, "--format", "gitlab").out) == []
    assert "<skipped" in grondslag("check", "--only", RULE, "--format", "junit").out
    assert check(grondslag, "--no-waivers")[0] == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"regel": "retention-term-mising"}, "waiver-unknown-rule"),
        ({"over": "verwerkingen.werk.gegevens.ander"}, "waiver-unknown-subject"),
        ({"reden": "Later."}, "waiver-reason-too-short"),
        ({"geldig_tot": "2026-11-24"}, "waiver-expired"),
        ({"geldig_tot": "2027-08-01"}, "waiver-too-long"),
        ({"goedgekeurd_op": "2027-01-01", "geldig_tot": "2027-02-01"}, "waiver-approved-later"),
        ({"goedgekeurd_op": "9999-12-31", "geldig_tot": "9999-12-31"}, "waiver-approved-later"),
        ({"goedgekeurd_op": "2026-01-01", "geldig_tot": "9999-12-31"}, "waiver-too-long"),
        ({"reden": '"Later.' + "\\u200b" * 40 + '"'}, "waiver-reason-too-short"),
        ({"goedgekeurd_door": '"Hoofd\\u200b  Personeel"'}, "waiver-approved-by-owner"),
        ({"goedgekeurd_door": ""}, "waiver-approver-missing"),
        ({"goedgekeurd_door": "Hoofd Personeel"}, "waiver-approved-by-owner"),
        ({"verlenging": "3"}, "waiver-renewed-too-often"),
        ({"feiten": "0000000000000000"}, "waiver-facts-changed"),
        ({"regel": "processor-without-agreement"}, "waiver-unknown-rule"),
        ({"eigenaar": ""}, "waiver-lacks"),
        ({"geldig_tot": "volgend jaar"}, "waiver-date"),
        ({"eigenar": "x"}, "waiver-unknown-key"),
        ({"soort": "zomaar"}, "waiver-unknown-key"),
    ],
)
def test_a_waiver_that_may_not_hold_sets_nothing_apart_and_says_why(
    grondslag, project, changes, code
) -> None:
    project(waiver(**changes))
    status, report = check(grondslag)
    assert status == 1
    assert code in codes(report)
    assert report["summary"]["waived"] == 0


def test_many_waivers_about_nothing_do_not_hold_up_the_run(grondslag, project, tmp_path) -> None:
    items = "".join(
        f"      item-{number:04d}: {{bewaartermijn: lijn}}\n" for number in range(2_000)
    )
    text = REGISTER.replace("    gegevens:\n", f"    gegevens:\n{items}")
    (tmp_path / "register" / "a.yaml").write_text(text, encoding="utf-8")
    one = waiver(over="verwerkingen.werk.gegevens.itemm-NUMBER").partition("  ar-1:\n")[2]
    numbers = [f"{number:04d}" for number in range(2_000)]
    waivers = "".join(f"  ar-{each}:\n{one.replace('NUMBER', each)}" for each in numbers)
    project(f"aanvaardingen:\n{waivers}")
    start = perf_counter()
    status, report = check(grondslag)
    assert perf_counter() - start < 60
    assert status == 1
    assert codes(report) == ["waiver-unknown-subject"] * 2_000


def test_a_longest_term_of_any_length_can_be_set(grondslag, project, tmp_path) -> None:
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nwaivers: {max_days: {high: 999999999999999999}}\n", encoding="utf-8"
    )
    project(waiver(geldig_tot="9999-12-31"))
    assert check(grondslag)[0] == 0


def test_the_last_day_and_the_first_day_after(grondslag, project) -> None:
    project(waiver())
    assert check(grondslag, "--as-of", "2027-01-31")[0] == 0
    assert "waiver-ends-soon" in codes(check(grondslag, "--as-of", "2027-01-31")[1])
    assert check(grondslag, "--as-of", "2027-02-01")[0] == 1


def test_below_ten_staff_owner_and_approver_may_be_one(grondslag, project, tmp_path) -> None:
    small = REGISTER.replace("aantal_medewerkers: 20", "aantal_medewerkers: 9")
    (tmp_path / "register" / "a.yaml").write_text(small, encoding="utf-8")
    project(waiver(goedgekeurd_door="hoofd personeel"))
    assert check(grondslag)[0] == 0
    assert "eigen besluit van hoofd personeel" in grondslag("check", "--only", RULE).out


def test_a_rule_that_says_so_takes_no_waiver(grondslag, project, tmp_path) -> None:
    text = REGISTER + "verwerkers: {drukker: {naam: D, verwerkersovereenkomst: geen}}\n"
    text = text.replace(
        "    buiten_de_avg: geen\n", "    buiten_de_avg: geen\n    verwerkers: [drukker]\n"
    )
    (tmp_path / "register" / "a.yaml").write_text(text, encoding="utf-8")
    project(waiver(regel="processor-without-agreement", over="verwerkers.drukker"))
    ran = grondslag("check", "--only", "processor-without-agreement")
    assert ran.status == 1
    assert "waiver-not-allowed" in ran.out


def test_what_is_mended_makes_a_waiver_unused_and_prune_takes_it_out(
    grondslag, project, tmp_path
) -> None:
    project("# Besluiten\n" + waiver() + "  # bewaren\n  ar-2:\n    regel: x\n")
    mended = REGISTER.replace("termijn: geen", "termijn: 2 jaar, vanaf: einde_overeenkomst")
    (tmp_path / "register" / "a.yaml").write_text(mended, encoding="utf-8")
    assert "waiver-unused" in codes(check(grondslag)[1])
    assert grondslag("waivers", "prune", "--as-of", "2026-11-24", "--dry-run").status == 0
    assert "ar-1" in (tmp_path / "waivers.yaml").read_text(encoding="utf-8")
    ran = grondslag("waivers", "prune", "--as-of", "2026-11-24")
    assert "1 aanvaardingen niet meer nodig: ar-1" in ran.out
    left = (tmp_path / "waivers.yaml").read_text(encoding="utf-8")
    assert left == "# Besluiten\naanvaardingen:\n  # bewaren\n  ar-2:\n    regel: x\n"


def test_a_waiver_is_written_with_the_facts_it_is_based_on(grondslag, project, tmp_path) -> None:
    given = (
        "waivers", "add", RULE, ABOUT, "--reason", REASON, "--owner", "hoofd personeel",
        "--approved-by", "directeur", "--until", "2027-02-01", "--as-of", "2026-11-24",
    )  # fmt: skip
    assert grondslag(*given).status == 0
    text = (tmp_path / "waivers.yaml").read_text(encoding="utf-8")
    assert text.startswith("aanvaardingen:\n  ar-2027-001:\n    regel: retention-term-missing\n")
    assert check(grondslag)[0] == 0
    changed = REGISTER.replace("criterium: geen", "criterium: onbekend")
    (tmp_path / "register" / "a.yaml").write_text(changed, encoding="utf-8")
    assert "waiver-facts-changed" in codes(check(grondslag)[1])
    listed = grondslag("waivers", "list", "--as-of", "2026-11-24", "--format", "json")
    assert listed.status == 1
    assert json.loads(listed.out)[0]["holds"] is False


def test_one_that_would_not_hold_is_not_written(grondslag, project, tmp_path) -> None:
    ran = grondslag(
        "waivers", "add", RULE, ABOUT, "--reason", "Later.", "--owner", "x",
        "--until", "2027-02-01", "--as-of", "2026-11-24",
    )  # fmt: skip
    assert ran.status == 1
    assert "waiver-reason-too-short" in ran.out
    assert not (tmp_path / "waivers.yaml").exists()


# ------------------------------------------------------------------------------------------------ baseline


def baseline(grondslag, command: str, *arguments: str):
    return grondslag("baseline", command, "--as-of", "2026-11-24", *arguments)


def test_the_first_check_after_a_baseline_is_green_and_shows_everything(grondslag, project) -> None:
    assert grondslag("check").status == 1
    assert baseline(grondslag, "create").status == 0
    ran = grondslag("check")
    assert ran.status == 0
    assert "bekend uit de nulmeting" in ran.out
    assert "nog doen:" in ran.out, "open questions stay on the list"
    report = json.loads(grondslag("check", "--format", "json").out)
    assert report["summary"]["known"] > 10
    assert report["summary"]["by_level"] == {"error": 0, "todo": 0, "warning": 0}
    assert {one["known_since"] for one in report["verdicts"] if "known_since" in one} == {
        "2026-11-24"
    }


def test_what_is_new_fails_and_a_question_that_turns_out_wrong_is_new(
    grondslag, project, tmp_path
) -> None:
    open_question = REGISTER.replace("termijn: geen, criterium: geen", "criterium: onbekend")
    (tmp_path / "register" / "a.yaml").write_text(open_question, encoding="utf-8")
    baseline(grondslag, "create")
    assert grondslag("check").status == 0
    (tmp_path / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
    status, report = check(grondslag)
    assert (status, report["summary"]["known"]) == (1, 0)


def test_it_survives_moves_and_new_layout(grondslag, project, tmp_path) -> None:
    baseline(grondslag, "create")
    (tmp_path / "register" / "a.yaml").unlink()
    moved = "# verplaatst\n\n" + REGISTER
    (tmp_path / "register" / "b.yaml").write_text(moved, encoding="utf-8")
    assert grondslag("check").status == 0


def test_it_only_shrinks(grondslag, project, tmp_path) -> None:
    baseline(grondslag, "create")
    assert baseline(grondslag, "create").status == 2
    before = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))["known"]
    mended = REGISTER.replace("criterium: geen", "criterium: tot de klant weggaat")
    (tmp_path / "register" / "a.yaml").write_text(mended, encoding="utf-8")
    assert grondslag("check", "--strict-baseline").status == 1
    assert baseline(grondslag, "prune").status == 0
    after = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))["known"]
    assert len(after) < len(before)
    assert grondslag("check", "--strict-baseline").status == 0


def test_from_its_end_on_everything_counts(grondslag, project, tmp_path) -> None:
    baseline(grondslag, "create")
    settings = "version: 1\nlanguage: nl\nbaseline: {ends: 2027-01-01}\n"
    (tmp_path / "grondslag.yaml").write_text(settings, encoding="utf-8")
    assert grondslag("check", "--as-of", "2026-12-31").status == 0
    ran = grondslag("check", "--as-of", "2027-01-01")
    assert ran.status == 1
    assert "baseline-ended" in ran.out


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "grondslag/baseline-v1", "known": [1]}', "[" * 100_000]
)
def test_a_baseline_that_is_none_knows_nothing(grondslag, project, tmp_path, text) -> None:
    (tmp_path / "baseline.json").write_text(text, encoding="utf-8")
    ran = grondslag("check", "--only", RULE)
    assert ran.status == 1
    assert "baseline-form" in ran.out
