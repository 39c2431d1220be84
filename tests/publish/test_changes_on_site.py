"""The page of changes on built sites, with real git: against the last month, a commit, nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from real_git import git

FIRST = """\
verwerkers:
  mailer: {naam: Mailer Inc., land: NL, eigenaar: ik, herzien_op: 2026-09-01, verwerkersovereenkomst: geen}
  drukker: {naam: Drukkerij, land: NL, eigenaar: ik, herzien_op: 2026-09-01}
"""
SECOND = """\
verwerkers:
  mailer:
    naam: Mailer Inc.
    land: NL
    eigenaar: ik
    herzien_op: 2026-10-01
    verwerkersovereenkomst: {document: overeenkomst.md, getekend_op: 2026-10-02}
  hoster: {naam: "<b>Hoster</b>", land: NL}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for day, text in (("2026-09-05", FIRST), ("2026-11-03", SECOND)):
        (folder / "register.yaml").write_text(text, encoding="utf-8")
        (folder / "overeenkomst.md").write_text("x", encoding="utf-8")
        git(folder, "add", "--all", day=day)
        git(folder, "commit", "--quiet", "--message", day, day=day)
    return folder


def told(grondslag, folder: Path, *more: str) -> str:
    """The page of changes as text, a line for each row and paragraph."""
    out = folder.parent / "out"
    asked = ("--as-of", "2026-11-24", "--lang", "nl", "--downloads=")
    ran = grondslag("site", "build", "--root", str(folder), "--out", str(out), *asked, *more)
    assert ran.status == 0, ran.err
    assert grondslag("site", "verify", str(out)).status == 0
    page = (out / "wijzigingen" / "index.html").read_text(encoding="utf-8")
    page = page[page.index("<main") : page.index("</main>")]
    lines = re.sub(r"</(tr|p|h2|caption)>", "\n", page.replace("\n", " ").replace("<wbr>", ""))
    return "\n".join(
        " ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines.split("\n")
    )


def test_facts_and_verdicts_since_the_last_month(grondslag, project) -> None:
    said = told(grondslag, project)
    assert "(31-10-2026) en commit" in said
    rows = said.split("\n")
    assert "Mailer Inc. herzien_op 01-09-2026 01-10-2026" in rows
    assert "Mailer Inc. verwerkersovereenkomst geen vastgelegd, zie de gegevens daaronder" in rows
    assert "Mailer Inc. verwerkersovereenkomst.getekend_op (niet vastgelegd) 02-10-2026" in rows
    assert "<b>Hoster</b> het hele onderdeel was er niet is er" in rows
    assert "drukker het hele onderdeel is er is er niet meer" in rows
    assert "Wijzigingen in het register: 6" in rows
    worse = said[said.index("Slechter of nieuw: ") : said.index("Beter: ")]
    assert "<b>Hoster</b>" in worse
    assert "was er niet niet te bepalen" in worse
    # There is an agreement now, of which not all is recorded.
    turned = (
        "Verwerkersovereenkomst mist een verplichte bepaling niet van toepassing niet te bepalen"
    )
    assert f"Mailer Inc. {turned}" in worse


def test_against_a_commit_and_the_same_state_nothing_changed(grondslag, project) -> None:
    said = told(grondslag, project, "--base", "HEAD")
    assert "Niets is slechter geworden." in said
    assert "Niets is beter geworden." in said
    assert "Niets is vastgelegd, gewijzigd of weggehaald." in said
    assert "Wijzigingen in het register: 6" in told(grondslag, project, "--base", "HEAD~1")


def test_what_is_not_committed_counts_as_now(grondslag, project) -> None:
    (project / "register.yaml").write_text(FIRST, encoding="utf-8")
    said = told(grondslag, project, "--base", "HEAD")
    assert "en de bestanden zoals ze nu zijn" in said
    assert "drukker het hele onderdeel" not in said
    assert "Drukkerij het hele onderdeel was er niet is er" in said


def test_a_commit_that_is_not_there_is_wrong_use(grondslag, project) -> None:
    places = ("--root", str(project), "--out", str(project.parent / "out"))
    ran = grondslag("site", "build", *places, "--base", "nope")
    assert ran.status == 2
    assert "nope" in ran.err
    assert not (project.parent / "out").exists()


def test_without_an_earlier_state_it_says_so(grondslag, project, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), str(clone))
    assert "Er is geen eerdere stand om mee te vergelijken" in told(grondslag, clone)
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "register.yaml").write_text(FIRST, encoding="utf-8")
    assert "Er is geen eerdere stand om mee te vergelijken" in told(grondslag, bare)
