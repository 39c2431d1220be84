"""The drawings and the history on built sites, with real git: whole, cut off, and none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from real_git import git

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ASKED = ("--as-of", "2026-11-24", "--lang", "nl")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "municipality", tmp_path / "town")
    git(tmp_path / "town", "init", "--quiet", "--initial-branch", "main")
    git(tmp_path / "town", "add", "--all")
    git(tmp_path / "town", "commit", "--quiet", "--message", "begin")
    return tmp_path / "town"


def built(grondslag, folder: Path, *more: str) -> Path:
    out = folder.parent / f"out-{folder.name}"
    ran = grondslag("site", "build", "--root", str(folder), "--out", str(out), *ASKED, *more)
    assert ran.status == 0, ran.err
    return out


def page(out: Path, address: str = "") -> str:
    return (out / address / "index.html").read_text(encoding="utf-8")


def test_the_first_page_draws_the_bars_and_the_trend(grondslag, project) -> None:
    said = page(built(grondslag, project))
    assert "HUISREGEL (geen wet)</text>" in said
    # The commit of the fixture is of the 24th itself: one point, of the moment that was asked for.
    assert said.count("<circle") == 2
    assert "Punten met het aantal uitslagen op één moment" in said


def test_the_flow_map_leads_to_the_pages_of_records_and_tells_every_flow(
    grondslag, project
) -> None:
    out = built(grondslag, project)
    said = page(out, "stromen/")
    links = set(re.findall(r'<a href="(\.\./[^"#]+)"><g>', said))
    assert len(links) > 20
    for link in links:
        assert (project.parent / "out-town" / "stromen" / link).is_file()
    lines = said.count("<path")
    more = (out / "stromen").glob("deel/*/index.html")
    parts = [said, *(file.read_text(encoding="utf-8") for file in more)]
    tables = [part[part.index("<tbody>") : part.index("</tbody>")] for part in parts]
    assert lines == sum(table.count("<tr>") for table in tables)
    assert "Subverwerker zonder toestemming" in said


def test_a_history_that_was_cut_off_is_said_and_not_drawn(grondslag, project) -> None:
    git(project, "commit", "--quiet", "--allow-empty", "--message", "more")
    clone = project.parent / "clone"
    git(project.parent, "clone", "--quiet", "--depth", "1", project.as_uri(), str(clone))
    said = page(built(grondslag, clone))
    assert "<circle" not in said
    assert "De geschiedenis is niet beschikbaar" in said
    shutil.rmtree(project.parent / "out-clone")
    public = page(built(grondslag, clone, "--audience", "public"), "wijzigingen/")
    assert "De geschiedenis van dit register is hier niet beschikbaar." in public


def test_a_project_without_git_has_no_trend_and_builds(grondslag, tmp_path) -> None:
    shutil.copytree(EXAMPLES / "stem", tmp_path / "stem")
    assert "De geschiedenis is niet beschikbaar" in page(built(grondslag, tmp_path / "stem"))


def test_the_public_tree_has_no_verdict_rule_or_download(grondslag, project) -> None:
    out = built(grondslag, project, "--audience", "public")
    files = [file for file in out.rglob("*") if file.is_file()]
    assert not {file.suffix for file in files} & {".json", ".sarif", ".csv", ".xlsx"} - {""}
    for file in files:
        if file.suffix in {".html", ".js"} and file.name != "grondslag.js":
            said = file.read_text(encoding="utf-8")
            for word in (
                "overtreding",
                "niet te bepalen",
                "dpia-missing",
                "restrisico",
                "Drukkerij Voorbeeld",
            ):
                assert word not in said, (file, word)
    assert "Salarissen en loonaangifte" in page(out, "verwerkingen/personeel/")
