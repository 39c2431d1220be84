"""`grondslag rules format`, run whole."""

from __future__ import annotations

from pathlib import Path

import pytest

UGLY = 'rule officer-wanted severity medium # how bad\ntitle nl "FG" en "Officer" require x>1\n'
FORMED = (
    'rule officer-wanted\n  title nl "FG" en "Officer"\n  severity medium  # how bad\n'
    "  require x is more than 1\n"
)
BROKEN = "rule broken\n  sverity high\n"
PACK = (
    'pack house version 1.0.0\n  title nl "Huis" en "House"\n  status house rule\n'
    '  schema "register/1"\n\nuse avg\n'
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    pack = tmp_path / "own" / "house"
    (pack / "dpo").mkdir(parents=True)
    (pack / "pack.rule").write_text(PACK, encoding="utf-8")
    (pack / "dpo" / "officer-wanted.rule").write_text(UGLY, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text("policies: [own]\n", encoding="utf-8")
    return pack


@pytest.fixture
def ugly(house: Path) -> Path:
    return house / "dpo" / "officer-wanted.rule"


def test_the_packs_of_the_project_are_written_and_it_says_what_it_did(grondslag, ugly) -> None:
    ran = grondslag("rules", "format")
    assert (ran.status, ran.out, ran.err) == (
        0,
        "formatted own/house/dpo/officer-wanted.rule\n1 file formatted, 1 unchanged, 0 left alone\n",
        "",
    )
    assert ugly.read_bytes() == FORMED.encode()
    assert grondslag("rules", "format").out == "0 files formatted, 2 unchanged, 0 left alone\n"


def test_only_files_that_change_are_written_and_keep_their_mode(grondslag, house, ugly) -> None:
    ugly.chmod(0o640)
    before = (house / "pack.rule").stat()
    assert grondslag("rules", "format", "-q").out == "1 file formatted, 1 unchanged, 0 left alone\n"
    assert (house / "pack.rule").stat().st_mtime_ns == before.st_mtime_ns
    assert (house / "pack.rule").stat().st_ino == before.st_ino
    assert ugly.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in ugly.parent.iterdir()] == ["officer-wanted.rule"]


def test_check_writes_nothing_names_what_would_change_and_is_1(grondslag, ugly) -> None:
    ran = grondslag("rules", "format", "own", "--check", "--lang", "nl")
    assert (ran.status, ran.out) == (
        1,
        "zou wijzigen: own/house/dpo/officer-wanted.rule\n"
        "1 bestand zou wijzigen, 1 ongewijzigd, 0 overgeslagen\n",
    )
    assert ugly.read_text(encoding="utf-8") == UGLY
    grondslag("rules", "format")
    assert grondslag("rules", "format", "--check").status == 0


def test_diff_shows_the_change_alone_on_standard_output(grondslag, ugly) -> None:
    ran = grondslag("rules", "format", "--diff", str(ugly))
    assert (ran.status, ran.out) == (
        0,
        "--- own/house/dpo/officer-wanted.rule\n"
        "+++ own/house/dpo/officer-wanted.rule\n"
        "@@ -1,2 +1,4 @@\n"
        "-rule officer-wanted severity medium # how bad\n"
        '-title nl "FG" en "Officer" require x>1\n'
        "+rule officer-wanted\n"
        '+  title nl "FG" en "Officer"\n'
        "+  severity medium  # how bad\n"
        "+  require x is more than 1\n",
    )
    assert ran.err.endswith("1 file would change, 0 unchanged, 0 left alone\n")
    assert ugly.read_text(encoding="utf-8") == UGLY
    assert grondslag("rules", "format", "--diff", "--check").status == 1


def test_a_file_that_does_not_parse_is_left_alone_and_the_others_are_written(
    grondslag, house, ugly
) -> None:
    broken = house / "broken.rule"
    broken.write_text(BROKEN, encoding="utf-8")
    (house / "latin.rule").write_bytes(b"rule caf\xe9\n")
    ran = grondslag("rules", "format")
    assert ran.status == 4
    assert "unexpected `sverity`" in ran.out
    assert "own/house/broken.rule:2:3" in ran.out
    assert "`latin.rule` cannot be read as UTF-8" in ran.out
    assert ran.out.endswith("1 file formatted, 1 unchanged, 2 left alone\n")
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert ugly.read_text(encoding="utf-8") == FORMED


def test_the_other_keyword_language_is_written(grondslag, house, ugly) -> None:
    assert grondslag("rules", "format", "--keywords", "nl").status == 0
    assert ugly.read_text(encoding="utf-8").startswith("regel officer-wanted\n  titel nl")
    assert (house / "pack.rule").read_text(encoding="utf-8").startswith("pakket house versie")
    grondslag("rules", "format", "--keywords", "en")
    assert ugly.read_text(encoding="utf-8") == FORMED


def test_a_number_in_brackets_is_read_with_the_articles_the_pack_can_cite(grondslag, ugly) -> None:
    ugly.write_text(
        "rule officer-wanted\n  under AVG art. 28(3), AVG art. 4(7)\n", encoding="utf-8"
    )
    assert grondslag("rules", "format").status == 0
    assert ugly.read_text(encoding="utf-8") == (
        "rule officer-wanted\n  under AVG art. 28 lid 3, AVG art. 4 point 7\n"
    )


def test_a_link_that_leaves_the_root_is_never_written(grondslag, tmp_path, house) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.rule"
    outside.write_text(UGLY, encoding="utf-8")
    (house / "link.rule").symlink_to(outside)
    ran = grondslag("rules", "format")
    assert ran.status == 4
    assert "`link.rule` is a link that leaves the root" in ran.out
    ran = grondslag("rules", "format", "own/house/link.rule")
    assert ran.status == 2
    assert "outside" in ran.err
    assert outside.read_text(encoding="utf-8") == UGLY


def test_a_link_inside_the_root_stays_a_link(grondslag, house, ugly) -> None:
    link = house / "link.rule"
    link.symlink_to(ugly)
    assert grondslag("rules", "format", "own/house/link.rule").status == 0
    assert link.is_symlink()
    assert ugly.read_text(encoding="utf-8") == FORMED


def test_without_rule_files_it_says_so_and_is_3(grondslag) -> None:
    ran = grondslag("rules", "format")
    assert ran.status == 3
    assert ran.out.replace("\n", " ") == (
        "there are no rule files; name a file or folder, or set `policies` in grondslag.yaml "
    )


def test_a_path_that_is_not_there_is_2(grondslag, house) -> None:
    ran = grondslag("rules", "format", "nowhere")
    assert ran.status == 2
    assert ran.err == "grondslag: there is no file or folder `nowhere`\n"


def test_windows_line_ends_stay(grondslag, ugly) -> None:
    ugly.write_bytes(UGLY.replace("\n", "\r\n").encode())
    assert "\r" not in grondslag("rules", "format", "--diff").out
    grondslag("rules", "format")
    assert ugly.read_bytes() == FORMED.replace("\n", "\r\n").encode()


def test_what_a_file_holds_cannot_command_the_terminal(grondslag, ugly) -> None:
    ugly.write_text("rule officer-wanted # \x1b[31m\n severity high\n", encoding="utf-8")
    assert "\x1b" not in grondslag("rules", "format", "--diff").out
    grondslag("rules", "format")
    assert "# \x1b[31m" in ugly.read_text(encoding="utf-8")
