"""`grondslag doctor`: each thing that can be the matter is found, named by its place, with what to do."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from real_git import git

MODELINE = "# yaml-language-server: $schema=../.grondslag/register.schema.json\n"
BSN, IBAN, MAIL = "111222333", "NL91 ABNA 0417 1643 00", "jan.jansen@bedrijf.example"


@pytest.fixture
def project(grondslag, tmp_path: Path) -> Path:
    """A project as `init` leaves it, in git, with CI."""
    ran = grondslag("init", "--defaults", "--lang", "nl", "--ci", "github", "--as-of", "2026-11-24")
    assert ran.status == 0
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def doctor(grondslag, *arguments: str):
    ran = grondslag("doctor", "--format", "json", "--as-of", "2026-11-24", *arguments)
    report = json.loads(ran.out)
    assert report["exit_status"] == ran.status
    assert sum(report["summary"].values()) == len(report["remarks"])
    return (
        ran.status,
        {item["code"]: item for item in report["remarks"] if item["status"] != "ok"},
        report,
    )


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_a_project_that_was_just_started_is_in_order(grondslag, project) -> None:
    status, found, _ = doctor(grondslag)
    assert (status, found) == (0, {})


def test_an_empty_folder(grondslag, tmp_path) -> None:
    status, found, _ = doctor(grondslag)
    assert status == 1
    assert set(found) == {"git-no-repository", "settings-none", "files-none", "ci-none"}
    assert all(item["help"]["nl"] for item in found.values())


@pytest.mark.parametrize("secret", [BSN, IBAN, MAIL, "piet@gmail.com"])
def test_personal_data_are_named_by_place_and_never_shown(grondslag, project, secret) -> None:
    write(
        project,
        "register/x.yaml",
        f'{MODELINE}partijen:\n  een: {{naam: Jan, toelichting: "x {secret}"}}\n',
    )
    status, found, report = doctor(grondslag)
    (item,) = found.values()
    assert item["code"].startswith("personal-")
    assert item["place"] == {"path": "register/x.yaml", "line": 3, "column": 36}
    assert status == (item["status"] == "error") == (secret == BSN)
    shown = grondslag("doctor", "-v").out + json.dumps(report)
    assert secret not in shown
    assert secret.split("@")[0] not in shown


@pytest.mark.parametrize(
    "text",
    ["privacy@bedrijf.example", "data.protection@bedrijf.example", "123456789", "000000000", "12345678",
     "NL91ABNA0417164301", "XX91ABNA0417164300", "+31 20 1234567", "https://x.example/111222334"],
)  # fmt: skip
def test_what_is_no_personal_data_is_not_named(grondslag, project, text) -> None:
    write(
        project,
        "register/x.yaml",
        f'{MODELINE}partijen:\n  een: {{naam: Jan, toelichting: "x {text}"}}\n',
    )
    assert doctor(grondslag)[1] == {}


FILES = [
    ("registr/verwerkers.yaml", "verwerkers: geen\n", "file-stray", 0),
    ("register/verwerker.yaml", MODELINE + "verwerker: {a: {naam: A}}\n", "file-other", 1),
    ("register/kapot.yaml", "verwerkers: [\n", "file-unread", 1),
    ("register/x.yaml", "partijen: geen\n", "modeline-none", 0),
    ("register/x.yaml", "# Kop\n" + MODELINE + "partijen: geen\n", "modeline-late", 0),
    ("register/x.yaml", MODELINE.replace("../", "") + "partijen: geen\n", "schema-missing", 0),
    ("register/x.yaml", MODELINE.replace("..", "../../..") + "partijen: geen\n", "schema-missing", 0),
    ("register/x.yaml", MODELINE.replace("../", "https://x.example/") + "partijen: geen\n", "schema-elsewhere", 0),
    ("register/x.yaml", MODELINE.replace("register.schema", "settings.schema") + "partijen: geen\n", "schema-old", 0),
    (".grondslag-answers.yaml", "{}", "answers-left", 0),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "code", "status"), FILES)
def test_files(grondslag, project, path, text, code, status) -> None:
    write(project, path, text)
    got, found, _ = doctor(grondslag)
    assert set(found) == {code}
    assert found[code]["place"]["path"] == path
    assert got == status


def test_a_folder_of_the_settings_that_is_misspelt(grondslag, project) -> None:
    text = (project / "grondslag.yaml").read_text(encoding="utf-8")
    write(project, "grondslag.yaml", text.replace("[register/]", "[registr/]"))
    status, found, _ = doctor(grondslag)
    assert status == 1
    assert "`register`" in found["folder-missing-near"]["message"]["nl"]
    assert found["folder-missing-near"]["place"]["line"] == 6
    assert {"files-none", "file-stray"} <= set(found)


def test_a_mistake_in_the_settings_has_its_place(grondslag, project) -> None:
    write(project, "grondslag.yaml", "version: 1\nlanguage: nl\nregistr: [register/]\n")
    status, found, _ = doctor(grondslag)
    assert status == 1
    assert any(item["place"] and item["place"]["line"] == 3 for item in found.values())


WORKFLOW = ".github/workflows/grondslag.yml"
CI = [
    ("actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2", "actions/checkout@v4", "ci-not-pinned"),
    ("fetch-depth: 0", "fetch-depth: 1", "ci-fetch-depth"),
    ("permissions: {}\n", "", "ci-permissions"),
    ("schedule:", "workflow_dispatch:", "ci-no-schedule"),
    ("  pull_request:\n", "  pull_request_target:\n", "ci-pull-request-target"),
    ("\"grondslag==0.1.0\"", "grondslag", "ci-version-open"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), CI)
def test_ci(grondslag, project, old, new, code) -> None:
    text = (project / WORKFLOW).read_text(encoding="utf-8")
    assert old in text
    write(project, WORKFLOW, text.replace(old, new))
    status, found, _ = doctor(grondslag)
    assert set(found) == {code}
    assert found[code]["place"]["path"] == WORKFLOW
    assert status == (code == "ci-pull-request-target")


def test_a_pipeline_of_gitlab(grondslag, project) -> None:
    (project / WORKFLOW).unlink()
    assert set(doctor(grondslag)[1]) == {"ci-none"}
    assert grondslag("init", "--ci", "gitlab").status == 0
    assert doctor(grondslag)[1] == {}
    text = (project / ".gitlab" / "grondslag.yml").read_text(encoding="utf-8")
    write(project, ".gitlab/grondslag.yml", text.replace('    GIT_DEPTH: "0"\n', ""))
    assert set(doctor(grondslag)[1]) == {"ci-gitlab-depth"}


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-11-24", "waiver-over"), ("2026-12-20", "waiver-soon"), ("2027-01-31", "")],
)
def test_waivers(grondslag, project, day, code) -> None:
    waiver = (
        "aanvaardingen:\n  ar-1:\n    regel: retention-term-missing\n    over: verwerkingen.x\n"
        "    reden: Het systeem kan pas na de vernieuwing in januari wissen.\n    eigenaar: hoofd personeel\n"
        f"    geldig_tot: {day}\n    goedgekeurd_door: directeur\n"
    )
    write(project, "waivers.yaml", waiver)
    status, found, _ = doctor(grondslag)
    assert set(found) == ({code} if code else set())
    assert status == (code == "waiver-over")


def test_it_reads_well(grondslag, project, snapshot) -> None:
    write(project, "register/x.yaml", f"partijen:\n  een: {{naam: Jan, toelichting: {BSN}}}\n")
    write(project, "registr/verwerkers.yaml", "verwerkers: geen\n")
    shown = []
    for language in ("nl", "en"):
        ran = grondslag("doctor", "--lang", language, "--as-of", "2026-11-24")
        # What is in order names the root and the versions of this machine.
        blocks = re.split(r"\n(?=\S|$)", ran.out)
        shown.append("\n".join(it for it in blocks if not it.startswith(("goed", "ok"))) + "\n")
    snapshot("doctor", "=====\n".join(shown))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_outside_the_root_is_read(grondslag, project) -> None:
    outside = project.parent / f"{project.name}-outside.yml"
    outside.write_text("uses: grondslag/x@v1 # secret\n", encoding="utf-8")
    (project / ".github" / "workflows" / "x.yml").symlink_to(outside)
    assert doctor(grondslag)[1] == {}


def test_hostile_names_are_shown_harmless(grondslag, project) -> None:
    write(project, "register/\x1b[31m::error::.yaml", "partijen: geen\n")
    ran = grondslag("doctor")
    assert "\x1b" not in ran.out
    assert not any(row.lstrip().startswith("::") for row in ran.out.splitlines())
