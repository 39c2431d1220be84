"""`grondslag document` and `grondslag drift`: where the text goes, what is told, and what is refused."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = "--as-of=2026-11-24"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "zzp", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_text_goes_to_standard_output_and_the_gaps_are_counted(grondslag, project) -> None:
    ran = grondslag("document", "privacyverklaring", DAY)
    assert ran.status == 0
    assert ran.out.startswith("# Privacyverklaring van Tekstbureau Voorbeeld\n")
    assert "3 gaten" in ran.err
    again = grondslag("document", "privacy-statement", DAY, "--lang", "nl", "-q")
    assert (again.out, again.err) == (ran.out, "")


@pytest.mark.parametrize(
    "words",
    [
        ("cookieverklaring",), ("cookieverklaring", "site"), ("register",),
        ("verwerkersbijlage",), ("verwerkersbijlage", "mailer"), ("gerechtvaardigd-belang",),
        ("inzageantwoord", "--for", "abonnees"), ("privacyverklaring", "--for", "subscribers,klanten"),
        ("privacyverklaring", "--for", "alle"),
    ],
)  # fmt: skip
def test_every_kind_is_made_and_made_the_same_again(grondslag, project, words) -> None:
    first = grondslag("document", *words, DAY, "--format", "html")
    assert first.status == 0
    assert first.out.startswith('<!doctype html>\n<html lang="nl">')
    assert grondslag("document", *words, DAY, "--format", "html").out == first.out


def test_the_list_of_gaps_names_file_and_field(grondslag, project) -> None:
    ran = grondslag("document", "privacyverklaring", DAY, "--list-gaps")
    told = " ".join(ran.out.split())
    assert "Leg dit vast in register/verwerkers.yaml, bij verwerkers.mailer.dienst." in told
    assert "# Privacyverklaring" not in ran.out


def test_places_are_seen_from_the_root_wherever_one_stands(
    grondslag, project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = grondslag("document", "privacyverklaring", DAY).out
    inside = project / "documenten"
    monkeypatch.chdir(inside)
    assert grondslag("document", "privacyverklaring", DAY, "--root", "..").out == here


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "noem het soort document"),
        (("privacyverklarring",), "bedoelde u `privacyverklaring`"),
        (("register", "a", "b"), "is te veel"),
        (("register", "a"), "gaat niet over één onderdeel"),
        (("register", "--for", "klanten"), "--for past niet"),
        (("privacyverklaring", "--for", "klantten"), "bedoelde u `klanten`"),
        (("verwerkersbijlage", "mailr"), "bedoelde u `mailer`"),
        (("datalekfeiten",), "noem waarover"),
        (("datalekfeiten", "2026-1"), "`datalekken` heeft geen `2026-1`"),
        (("register", "--format", "pdf"), "geef --out"),
        (("register", "--format", "docx"), "docx"),
    ],
)
def test_wrong_use_says_what_to_do(grondslag, project, words, said) -> None:
    ran = grondslag("document", *words, "--lang", "nl")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_without_a_register_there_is_nothing_to_make(grondslag, tmp_path) -> None:
    ran = grondslag("document", "register", "--lang", "nl")
    assert ran.status == 2
    assert "geen register" in ran.err


def test_mistakes_in_the_files_are_told_and_what_cannot_be_read_is_a_gap(
    grondslag, project
) -> None:
    file = project / "register" / "verwerkers.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("land: US", "land: us"), "utf-8")
    ran = grondslag("document", "register", DAY)
    assert ran.status == 0
    assert "fout" in ran.err


# --- files ---------------------------------------------------------------------------------------


def test_a_file_is_written_once_and_again_only_with_force(grondslag, project) -> None:
    assert (
        grondslag("document", "register", DAY, "--out", "uit/register.html", "--lang", "nl").status
        == 0
    )
    file = project / "uit" / "register.html"
    first = file.read_bytes()
    assert first.startswith(b"<!doctype html>")
    ran = grondslag("document", "register", DAY, "--out", "uit/register.html", "--lang", "nl")
    assert ran.status == 2
    assert "niet met de hand" in ran.err
    file.write_bytes(first.replace(b"Voorbeeld", b"Iemand anders"))
    ran = grondslag("document", "register", DAY, "--out", "uit/register.html", "--lang", "nl")
    assert "gaat verloren" in ran.err
    assert b"Iemand anders" in file.read_bytes()
    assert (
        grondslag("document", "register", DAY, "--out", "uit/register.html", "--force").status == 0
    )
    assert file.read_bytes() == first


def test_a_file_of_someone_else_is_said_to_be_that(grondslag, project) -> None:
    (project / "mijn.md").write_text("# Van mij\n", encoding="utf-8")
    ran = grondslag("document", "register", DAY, "--out", "mijn.md", "--lang", "nl")
    assert (ran.status, (project / "mijn.md").read_text(encoding="utf-8")) == (2, "# Van mij\n")
    assert "niet door deze opdracht gemaakt" in ran.err


def test_nothing_is_written_through_a_link(grondslag, project, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("buiten")
    (outside / "doel.md").write_text("blijft", encoding="utf-8")
    (project / "koppeling.md").symlink_to(outside / "doel.md")
    (project / "map").symlink_to(outside)
    for name in ("koppeling.md", "map/nieuw.md"):
        ran = grondslag("document", "register", DAY, "--out", name, "--force", "--lang", "nl")
        assert ran.status == 2
        assert "koppeling" in ran.err
    assert [file.name for file in outside.iterdir()] == ["doel.md"]
    assert (outside / "doel.md").read_text(encoding="utf-8") == "blijft"


def test_a_pdf_is_made_without_asking_anything_of_the_net(grondslag, project) -> None:
    pytest.importorskip("weasyprint", reason="needs weasyprint")
    ran = grondslag("document", "register", DAY, "--out", "register.pdf")
    assert ran.status == 0, ran.err
    assert (project / "register.pdf").read_bytes().startswith(b"%PDF-")


def test_without_weasyprint_it_is_said_how_to_get_it(
    grondslag, project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = grondslag("document", "register", DAY, "--out", "register.pdf")
    assert ran.status == 2
    assert "pip install 'grondslag[pdf]'" in ran.err
    assert not (project / "register.pdf").exists()


def test_nothing_is_fetched_for_a_pdf() -> None:
    pytest.importorskip("weasyprint", reason="needs weasyprint")
    from grondslag.interchange.papers.as_pdf import Fetching, pdf_of

    for page in (
        "<img src='file:///etc/hostname'>",
        "<link rel=stylesheet href='https://x.example'>",
    ):
        with pytest.raises(Fetching):
            pdf_of(page)


# --- drift ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["p.md", "p.html"])
def test_drift_tells_what_changed_in_sentences(grondslag, project, name) -> None:
    grondslag("document", "privacyverklaring", DAY, "--out", name)
    ran = grondslag("drift", name)
    assert (ran.status, ran.out) == (0, f"{name}: ongewijzigd\n")
    file = project / "register" / "verwerkingen.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("termijn: 1 maand", "termijn: 2 maanden"), encoding="utf-8")
    ran = grondslag("drift", name)
    told = " ".join(ran.out.split())
    assert ran.status == 1
    assert "het register is veranderd" in told
    assert "Nieuwsbrief niet meer: Welke gegevens:" in told
    assert "te rekenen vanaf: intrekking van de toestemming. nu erbij: Welke gegevens:" in told
    assert "met de hand" not in told


def test_drift_of_an_edited_text(grondslag, project) -> None:
    grondslag("document", "privacyverklaring", DAY, "--out", "p.md")
    file = project / "p.md"
    file.write_text(
        file.read_text("utf-8").replace("## Een klacht", "## Klagen\n\nErbij."), "utf-8"
    )
    ran = grondslag("drift", "p.md", "--lang", "en")
    assert ran.status == 1
    assert "edited by hand" in ran.out
    assert "added by hand: Erbij." in ran.out
    assert "taken out by hand: Een klacht" in ran.out


def test_drift_of_what_was_not_made_here_or_is_not_there(grondslag, project) -> None:
    (project / "eigen.md").write_text("# Eigen\n", encoding="utf-8")
    (project / "beeld.md").write_bytes(b"\xff\xfe\x00")
    for name in ("eigen.md", "beeld.md"):
        ran = grondslag("drift", name)
        assert ran.status == 2
        assert "not made here" in ran.err
    assert grondslag("drift", "weg.md").status == 2
    assert grondslag("drift").status == 2


def test_drift_of_an_entry_that_is_gone(grondslag, project) -> None:
    grondslag("document", "verwerkersbijlage", "mailer", DAY, "--out", "b.md")
    file = project / "register" / "verwerkers.yaml"
    file.write_text(file.read_text("utf-8").replace("  mailer:", "  verzender:"), "utf-8")
    ran = grondslag("drift", "b.md")
    assert ran.status == 1
    assert "`mailer` staat niet meer in het register" in ran.out


def test_a_forged_stamp_cannot_do_harm(grondslag, project) -> None:
    stamp = {
        "kind": "privacy-statement", "language": "nl", "format": "md", "which": None,
        "people": ["onzin"], "whole": False, "as_of": "ooit", "facts": "", "text": "", "lines": "",
    }  # fmt: skip
    (project / "p.md").write_text(
        f"# A\n<!-- grondslag:paper v1 {json.dumps(stamp)} -->\n", "utf-8"
    )
    assert grondslag("drift", "p.md").status == 2
    stamp["as_of"] = "2026-11-24"
    stamp["people"] = ["\x1b[31m"]
    (project / "p.md").write_text(
        f"# A\x1b[31m\n<!-- grondslag:paper v1 {json.dumps(stamp)} -->\n", "utf-8"
    )
    ran = grondslag("drift", "p.md")
    assert ran.status == 1
    assert "\x1b" not in ran.out
