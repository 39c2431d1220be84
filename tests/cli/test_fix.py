"""`grondslag fix`: what is shown, what is written, and what is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

WRONG = """\
taal: nl
model: 1
organisatie:
  name: Acme: de winkel
  aantal_medewerkers: "12"  # geteld
  fg: "geen"
"""
RIGHT = """\
taal: nl
model: 1
organisatie:
  naam: "Acme: de winkel"
  aantal_medewerkers: 12  # geteld
  fg: geen
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    found = tmp_path / "register" / "a.yaml"
    found.write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    (tmp_path / "docker-compose.yaml").write_text(
        "services:\n  web: {name: none}\n", encoding="utf-8"
    )
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_diff_is_shown_first_and_nothing_written(grondslag, file, snapshot, language) -> None:
    before = file.read_bytes()
    ran = grondslag("fix", "--diff", "--lang", language)
    assert (ran.status, ran.err) == (1, "")
    snapshot(f"fix-diff.{language}", ran.out)
    assert file.read_bytes() == before
    assert grondslag("fix", "--check").status == 1
    assert file.read_bytes() == before


def test_the_repairs_are_written_and_told(grondslag, file, snapshot) -> None:
    ran = grondslag("fix", "--lang", "nl")
    assert (ran.status, ran.err) == (0, "")
    snapshot("fix.nl", ran.out)
    assert file.read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()
    again = grondslag("fix", "--diff", "--lang", "nl")
    assert again.status == 0
    assert "niets" in again.out
    assert (file.parents[1] / "docker-compose.yaml").read_text(
        "utf-8"
    ) == "services:\n  web: {name: none}\n"


def test_order_is_only_put_right_when_asked(grondslag, tmp_path: Path) -> None:
    text = "organisatie:\n  fg: geen\n  naam: A\n"
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    grondslag("fix")
    assert file.read_text(encoding="utf-8") == text
    grondslag("fix", "--order")
    assert file.read_text(encoding="utf-8") == "organisatie:\n  naam: A\n  fg: geen\n"


def test_links_and_files_outside_are_left_alone(
    grondslag, tmp_path: Path, tmp_path_factory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "b.yaml"
    outside.write_text("organisatie:\n  name: B\n", encoding="utf-8")
    (tmp_path / "b.yaml").symlink_to(outside)
    assert grondslag("fix").status == 0
    assert outside.read_text(encoding="utf-8") == "organisatie:\n  name: B\n"
    assert grondslag("fix", "weg.yaml").status == 2


def test_a_file_that_is_no_text_is_left_alone(grondslag, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"organisatie:\n  naam: caf\xe9\n")
    assert grondslag("fix").status == 0
    assert (tmp_path / "a.yaml").read_bytes() == b"organisatie:\n  naam: caf\xe9\n"


def test_copies_of_schemas_are_renewed_when_asked_and_none_is_made(
    grondslag, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("taal: nl\norganisatie:\n  naam: A\n", encoding="utf-8")
    assert grondslag("fix", "--schemas", "--lang", "nl").status == 0
    assert not (tmp_path / ".grondslag").exists()
    old = tmp_path / ".grondslag" / "register.schema.json"
    old.parent.mkdir()
    old.write_text("{}", encoding="utf-8")
    assert grondslag("fix", "--lang", "nl").status == 0
    assert old.read_text(encoding="utf-8") == "{}"
    ran = grondslag("fix", "--schemas", "--lang", "nl")
    assert ".grondslag/register.schema.json" in ran.out
    assert old.read_text(encoding="utf-8").startswith('{"$schema"')
    assert not (old.parent / "settings.schema.json").exists()


def test_keys_and_codes_of_the_other_language_are_put_right_all_the_way_down(
    grondslag, tmp_path
) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(
        "taal: nl\norganisatie: {naam: A}\nprocessing:\n  a:\n    name: A\n    purposes:\n      b:\n"
        "        description: B\n        basis: consent\n",
        encoding="utf-8",
    )
    assert grondslag("fix", "--lang", "nl").status == 0
    text = file.read_text(encoding="utf-8")
    assert "verwerkingen:\n  a:\n    naam: A\n    doelen:\n" in text
    assert "        omschrijving: B\n        grondslag: toestemming\n" in text


def test_a_file_that_cannot_be_read_is_named(grondslag, tmp_path) -> None:
    (tmp_path / "r.yaml").write_text("taal: nl\norganisatie:\n\tnaam: A\n", encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes("taal: nl\norganisatie: {naam: Café}\n".encode("cp1252"))
    ran = grondslag("fix", "--lang", "nl")
    assert "r.yaml is zo niet te lezen; `grondslag check` zegt" in ran.out
    assert "latin.yaml is zo niet te lezen" in ran.out
