"""`grondslag check`, run whole: exit status, what goes where, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporters.runner_commands import commands

GOOD = """\
organisatie:
  naam: Voorbeeld BV
  aantal_medewerkers: 12
  fg: geen
"""
LARGE = GOOD.replace("12", "251")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "organisatie.yaml").write_text(LARGE, encoding="utf-8")
    return tmp_path


# ------------------------------------------------------------------------------------- exit status


def test_a_violation_is_1_and_only_of_one_rule_when_asked(grondslag, folder) -> None:
    ran = grondslag("check", "--only", "dpo-missing-above-threshold")
    assert ran.status == 1
    assert "dpo-missing-above-threshold" in ran.out
    assert "HUISREGEL (geen wet)" in ran.out
    assert "register/organisatie.yaml:4:7" in ran.out
    assert "1 overtreding, 0 niet te bepalen" in ran.out
    assert ran.err == ""


def test_nothing_wrong_is_0(grondslag, folder) -> None:
    (folder / "register" / "organisatie.yaml").write_text(GOOD, encoding="utf-8")
    ran = grondslag("check", "--only=dpo-missing-above-threshold")
    assert ran.status == 0
    assert "0 overtredingen" in ran.out


def test_exit_zero_turns_1_into_0_and_nothing_else(grondslag, folder) -> None:
    assert grondslag("check", "--exit-zero").status == 0
    (folder / "register" / "stuk.yaml").write_text("verwerkers: [\n", encoding="utf-8")
    assert grondslag("check", "--exit-zero").status == 4
    assert grondslag("check", "--fail-on", "never").status == 4


def test_fail_on_never_quiets_findings(grondslag, folder) -> None:
    assert grondslag("check", "--fail-on", "never").status == 0


def test_a_warning_fails_only_when_asked(grondslag, folder) -> None:
    (folder / "grondslag.yaml").write_text("packs: {stem-2018: warn}\n", encoding="utf-8")
    only = ("--only", "dpo-missing-above-threshold")
    assert grondslag("check", *only).status == 0
    assert grondslag("check", *only, "--fail-on", "warning").status == 1


def test_a_folder_without_register_is_3_and_told_why(grondslag, tmp_path) -> None:
    (tmp_path / "docker.yml").write_text("services: {web: {image: x}}\n", encoding="utf-8")
    ran = grondslag("check")
    assert ran.status == 3
    assert "no register file was found" in ran.out
    assert "looked in `.`" in ran.out
    (tmp_path / "grondslag.yaml").write_text("language: nl\n", encoding="utf-8")
    ran = grondslag("check")
    assert ran.status == 3
    assert "gezocht in `register`" in ran.out


def test_an_empty_file_is_3_if_it_is_all_and_4_beside_others(grondslag, folder) -> None:
    (folder / "register" / "leeg.yaml").write_text("# later\n", encoding="utf-8")
    assert grondslag("check").status == 4
    (folder / "register" / "organisatie.yaml").unlink()
    ran = grondslag("check")
    assert ran.status == 3
    assert "empty-document" in ran.out
    assert "no register file was found" in ran.out


def test_a_register_that_cannot_be_read_is_not_called_absent(grondslag, tmp_path) -> None:
    (tmp_path / "register.yaml").write_text("taal: nl\norganisatie:\n\tnaam: A\n", encoding="utf-8")
    ran = grondslag("check", "--lang", "nl")
    assert ran.status == 4
    assert "geen bestand van het register was te lezen" in ran.out
    assert "geen registerbestand gevonden" not in ran.out


def test_where_there_is_no_register_other_files_are_named_and_how_to_begin(
    grondslag, tmp_path
) -> None:
    (tmp_path / "mijn.yaml").write_text("bedrijf: x\n", encoding="utf-8")
    ran = grondslag("check", "--lang", "nl")
    assert ran.status == 3
    assert "`grondslag init`" in ran.out
    assert "niet herkend als register (1): mijn.yaml" in ran.out


def test_no_rule_in_force_is_3(grondslag, folder) -> None:
    ran = grondslag("check", "--only", "dpo-missing-above-threshold", "--as-of", "2017-01-01")
    assert ran.status == 3
    assert "geen regel van kracht" in ran.out


def test_a_file_that_cannot_be_read_is_4_and_the_rest_is_judged(grondslag, folder) -> None:
    (folder / "register" / "stuk.yaml").write_bytes(b"verwerkers:\n  a: \xff\n")
    ran = grondslag("check")
    assert ran.status == 4
    assert "dpo-missing-above-threshold" in ran.out
    assert "niet gecontroleerd, niet te lezen (1): register/stuk.yaml" in ran.out


def test_an_error_of_the_schema_is_1(grondslag, folder) -> None:
    (folder / "register" / "organisatie.yaml").write_text(GOOD + "  staf: 3\n", encoding="utf-8")
    assert grondslag("check", "--only=dpo-missing-above-threshold", "--fail-on=never").status == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--format", "jsn"), "unknown format `jsn`"),
        (("check", "--only", "dpo-mising"), "unknown rule or pack `dpo-mising`"),
        (("check", "--with", "draft"), "unknown pack `draft`"),
        (("rules", "list", "--with", "draft"), "unknown pack `draft`"),
        (("check", "--as-of", "tomorrow"), "`tomorrow` is no date and no moment"),
        (("check", "elsewhere"), "there is no file or folder `elsewhere`"),
        (("check", "--root", "elsewhere"), "there is no folder `elsewhere`"),
        (("check", "--config", "x.yaml"), "there is no file `x.yaml`"),
        (("check", "-", "register"), "`-` stands by itself"),
        (("check", "--format", "json", "--format", "terminal"), "two reports cannot both go"),
        (("check", "--format", "json=no/such/folder/x"), "cannot be written"),
        (("check", "--nonsense"), "unknown option `--nonsense`"),
        (("verify",), "unknown command `verify`"),
    ],
)
def test_wrong_use_is_2_and_told_on_standard_error(grondslag, folder, arguments, said) -> None:
    ran = grondslag(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pakcs: {}\n", "did you mean `packs`?"),
        ("packs: {agv: on}\n", "did you mean `avg`?"),
        ("rules: {dpo-mising: {level: error}}\n", "did you mean `dpo-missing`?"),
        ("register: [nowhere/]\n", "a path of setting `register` does not exist"),
        ("register: [\n", "grondslag.yaml:"),
    ],
)
def test_wrong_settings_are_2_with_their_place(grondslag, folder, text, said) -> None:
    (folder / "grondslag.yaml").write_text(text, encoding="utf-8")
    ran = grondslag("check", "--lang", "en")
    assert ran.status == 2
    assert said in ran.err
    assert "--> grondslag.yaml:1:" in ran.err or "--> grondslag.yaml:2:" in ran.err
    assert ran.out == ""


# -------------------------------------------------------------------------- what is read, and where


def test_a_file_and_standard_input_need_no_settings(grondslag, folder) -> None:
    only = ("--only", "dpo-missing-above-threshold")
    by_file = grondslag("check", "register/organisatie.yaml", *only)
    by_input = grondslag(
        "check", "-", "--stdin-filename", "register/organisatie.yaml", *only, stdin=LARGE.encode()
    )
    assert by_file.status == by_input.status == 1
    assert by_file.out == by_input.out
    assert "-:4:7" in grondslag("check", "-", *only, stdin=LARGE.encode()).out


def test_standard_input_that_is_no_register_is_never_green(grondslag) -> None:
    assert grondslag("check", "-", stdin=b"").status in {3, 4}
    assert grondslag("check", "-", stdin=b"services: {}\n").status == 3
    assert grondslag("check", "-", stdin=b"\xff\xfe").status == 4


def test_the_root_is_found_upwards_and_not_beyond_git(grondslag, folder, monkeypatch) -> None:
    (folder / "grondslag.yaml").write_text("packs: {stem-2018: off}\n", encoding="utf-8")
    below = folder / "docs" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert "stem-2018" in grondslag("check").out
    assert "../../register/organisatie.yaml" in grondslag("check", "--format", "concise").out
    (folder / "docs" / ".git").mkdir()
    assert grondslag("check").status == 3


def test_the_project_of_the_paths_is_taken_where_the_working_directory_has_none(
    grondslag, folder, monkeypatch
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "grondslag.yaml").write_text("packs: {stem-2018: off}\n", encoding="utf-8")
    (folder / "register").rename(folder / "sub" / "register")
    ran = grondslag("check", "sub/register")
    assert "pakket staat uit (2): drafts, stem-2018" in ran.out
    monkeypatch.chdir(folder / "sub" / "register")
    (folder / "sub" / "grondslag.yaml").unlink()
    assert "stem-2018" in {
        item["pack"] for item in json.loads(grondslag("check", "--format", "json").out)["verdicts"]
    }


def test_a_path_outside_the_root_is_refused(grondslag, folder) -> None:
    (folder / "grondslag.yaml").write_text("language: nl\n", encoding="utf-8")
    (folder / "sub").mkdir()
    ran = grondslag("check", "register", "--root", "sub")
    assert ran.status == 2
    assert "lies outside" in ran.err


def test_in_the_folders_of_the_register_every_yaml_file_must_be_register(grondslag, folder) -> None:
    (folder / "register" / "other.yml").write_text("services: {}\n", encoding="utf-8")
    assert "file-not-recognised" not in grondslag("check", "register").out
    (folder / "grondslag.yaml").write_text("register: [register/]\n", encoding="utf-8")
    ran = grondslag("check")
    assert "file-not-recognised" in ran.out
    assert "register/other.yml:1:1" in ran.out


def test_a_file_that_is_nearly_register_is_told_everywhere(grondslag, folder) -> None:
    (folder / "register" / "b.yaml").write_text("verwerkrs: {a: {naam: A}}\n", encoding="utf-8")
    ran = grondslag("check", "register")
    assert "file-not-recognised" in ran.out
    assert "`verwerkers`" in ran.out


def test_what_is_ignored_is_not_read(grondslag, folder) -> None:
    (folder / "register" / "archief").mkdir()
    (folder / "register" / "archief" / "oud.yaml").write_text("verwerkers: [\n", encoding="utf-8")
    assert grondslag("check").status == 4
    (folder / "grondslag.yaml").write_text("ignore: [register/archief/]\n", encoding="utf-8")
    assert grondslag("check").status == 1


def test_what_git_ignores_is_not_read_unless_it_is_named(grondslag, folder) -> None:
    (folder / ".gitignore").write_text("# own\nbuild/\n", encoding="utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "oud.yaml").write_text("verwerkers: [\n", encoding="utf-8")
    assert grondslag("check").status == 1
    assert grondslag("check", "build/oud.yaml").status == 4


def test_show_files_lists_what_is_register_and_what_is_not(grondslag, folder) -> None:
    (folder / "compose.yml").write_text("services: {}\n", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("services: {}\n", encoding="utf-8")
    ran = grondslag("check", "--show-files")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "register (1)",
        "  register/organisatie.yaml",
        "",
        "could not be read (0)",
        "",
        "not recognised as register (1)",
        "  compose.yml",
        "",
        "left out (1)",
        "  .hidden.yaml",
        "",
    ]


def test_show_settings_prints_what_is_applied(grondslag, folder) -> None:
    (folder / "grondslag.yaml").write_text(
        "language: nl\npacks: {guidance: warn}\n", encoding="utf-8"
    )
    ran = grondslag("check", "--show-settings", "--with", "drafts")
    assert ran.status == 0
    assert "register: [register/]" in ran.out
    assert "packs: {drafts: on, guidance: warn}" in ran.out


def test_a_pack_that_is_off_is_named_in_every_report(grondslag, folder) -> None:
    (folder / "grondslag.yaml").write_text("packs: {stem-2018: off}\n", encoding="utf-8")
    ran = grondslag("check", "--format", "json=r.json", "--format", "terminal")
    assert "niet beoordeeld, pakket staat uit (2): drafts, stem-2018" in ran.out
    report = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    assert report["coverage"]["packs_off"] == ["drafts", "stem-2018"]
    assert report["settings"]["packs"]["stem-2018"] == "off"
    assert "stem-2018" not in {verdict["pack"] for verdict in report["verdicts"]}


def test_an_own_pack_is_judged_and_cannot_take_the_id_of_one_of_ours(grondslag, folder) -> None:
    (folder / "grondslag.yaml").write_text("policies: [own/]\n", encoding="utf-8")
    pack = folder / "own" / "house"
    pack.mkdir(parents=True)
    (pack / "pack.rule").write_text(
        'pack house version 1.0.0\n  title nl "Huis" en "House"\n  status house rule\n'
        '  schema "register/1"\nsource HOUSE\n  title nl "Huis" en "House"\n',
        encoding="utf-8",
    )
    rule = (
        'rule {id}\n  title nl "Te klein" en "Too small"\n  under HOUSE\n  severity medium\n'
        "  certainty convention\n  source read\n  valid from 2018-05-25\n  applies at check\n"
        "  for the organisation\n  require organisation.dpo exists\n"
        '  otherwise nl "Geen FG." en "No officer."\n  fix nl "Wijs aan." en "Designate."\n'
        '  example "a" gives violation\n    given {{organisation: {{name: "A", dpo: none}}}}\n'
        '  example "b" gives compliant\n    given {{organisation: {{name: "A", dpo: {{name: "F"}}}}}}\n'
        '  example "c" gives undetermined because organisation.dpo\n    given {{organisation: {{name: "A"}}}}\n'
    )
    (pack / "officer-wanted.rule").write_text(rule.format(id="officer-wanted"), encoding="utf-8")
    ran = grondslag("check", "--only", "house")
    assert ran.status == 1
    assert "officer-wanted" in ran.out
    assert "HUISREGEL (geen wet)" in ran.out
    (pack / "dpo-missing.rule").write_text(rule.format(id="dpo-missing"), encoding="utf-8")
    ran = grondslag("check", "--only", "house")
    assert ran.status == 4
    assert "duplicate-rule" in ran.out


# --------------------------------------------------------------------------------- language, quiet


def test_messages_are_in_the_language_asked_for_else_of_the_register(grondslag, folder) -> None:
    assert "regels bekeken" in grondslag("check").out
    assert "rules looked at" in grondslag("check", "--lang", "en").out
    (folder / "register" / "organisatie.yaml").write_text(
        "organisation: {name: X}\n", encoding="utf-8"
    )
    assert "rules looked at" in grondslag("check").out
    assert "regels bekeken" in grondslag("check", "--lang=nl").out


def test_quiet_is_the_summary_and_statistics_are_a_table(grondslag, folder) -> None:
    ran = grondslag("check", "-q")
    assert "dpo-missing-above-threshold" not in ran.out
    assert "regels bekeken" in ran.out
    ran = grondslag("check", "--statistics", "--only", "dpo-missing-above-threshold")
    assert (
        "             0             1             0             0  dpo-missing-above-threshold"
        in ran.out
    )


def test_the_same_text_with_and_without_colour(grondslag, folder) -> None:
    import re

    without = grondslag("check").out
    coloured = grondslag("check", "--color", "always").out
    assert "\x1b[" in coloured
    assert "\x1b" not in without
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == without


def test_no_line_is_wider_than_80_columns(grondslag, folder) -> None:
    from grondslag.reporters.layout import cells

    for arguments in (("-v",), ("--lang", "en"), ()):
        for row in grondslag("check", *arguments).out.splitlines():
            assert cells(row) <= 80, row


# --------------------------------------------------------------------- several reports, the same bytes


def test_one_run_writes_many_reports(grondslag, folder) -> None:
    ran = grondslag(
        "check", "--format=json=a.json", "--format=concise=b.txt", "--format=terminal=c.txt"
    )
    assert ran.out == ""
    assert (
        json.loads((folder / "a.json").read_text(encoding="utf-8"))["exit_status"]
        == ran.status
        == 1
    )
    assert "[dpo-missing-above-threshold]" in (folder / "b.txt").read_text(encoding="utf-8")
    assert "regels bekeken" in (folder / "c.txt").read_text(encoding="utf-8")


def test_two_runs_give_the_same_bytes_in_any_order_of_files(grondslag, folder) -> None:
    (folder / "register" / "z.yaml").write_text(
        "verwerkers: {b: {naam: B}, a: {naam: A}}\n", encoding="utf-8"
    )
    first = [grondslag("check", "--format", name).out for name in ("json", "terminal", "concise")]
    names = ("register/z.yaml", "register/organisatie.yaml")
    for paths in (names, names[::-1]):
        again = [
            grondslag("check", *paths, "--format", name).out
            for name in ("json", "terminal", "concise")
        ]
        assert again == first


def test_the_clock_is_read_once_and_printed(grondslag, folder, monkeypatch) -> None:
    from grondslag.cli import environment

    moment = environment.moment("2026-12-01T09:30")
    monkeypatch.setattr(environment, "moment", lambda written: moment)
    assert "peildatum 01-12-2026 09:30 (Europe/Amsterdam)" in grondslag("check").out


# ------------------------------------------------------------------------------------------ hostile


HOSTILE = [
    "\n::error file=x::boo",
    "::set-output name=a::b",
    "##[error]boo",
    "##vso[task.setvariable]x",
    "\x1b]0;title\x07\x1b[2J",
    "\u202egnp.exe",
    "[bold]x[/] [/]",
    "]]> <script>",
    "\\N{BELL}",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["terminal", "concise", "json"])
def test_text_of_a_register_is_shown_and_never_obeyed(
    grondslag, folder, monkeypatch, text, name
) -> None:
    written = json.dumps(text)
    register = (
        f"organisatie:\n  naam: {written}\n  aantal_medewerkers: 251\n  fg: geen\n  {written}: 1\n"
    )
    (folder / "register" / "organisatie.yaml").write_text(register, encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = grondslag("check", "-v", "--format", name)
    assert ran.status in {1, 4}
    assert commands(ran.out) == commands(ran.err) == []
    for sign in ("\x1b", "\x07", "\u202e"):
        assert sign not in ran.out


@pytest.mark.parametrize(
    "name", ["::error::x.yaml", "a##[error]b.yaml", "a\x1b[2Jb.yaml", "a\nb.yaml", "a[bold]b.yaml"]
)
@pytest.mark.parametrize("wanted", ["terminal", "concise", "json"])
def test_names_of_files_are_shown_and_never_obeyed(
    grondslag, tmp_path, monkeypatch, name, wanted
) -> None:
    (tmp_path / name).write_text(LARGE, encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    ran = grondslag("check", "--format", wanted)
    assert ran.status == 1
    assert commands(ran.out) == []
    assert "\x1b" not in ran.out


def test_a_file_name_that_is_no_text_does_not_stop_the_report(grondslag, tmp_path) -> None:
    import os

    with open(os.fsencode(str(tmp_path)) + b"/a\xe9.yaml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(LARGE)
    for name in ("terminal", "concise", "json"):
        ran = grondslag("check", "--format", name)
        assert ran.status == 1
        assert "a\\udce9.yaml" in ran.out.replace("\\\\", "\\")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.binary(max_size=80)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_end_in_a_traceback_and_every_place_lies_in_the_file(grondslag, content) -> None:
    ran = grondslag(
        "check", "-", "--format", "json", "--only", "dpo-missing-above-threshold", stdin=content
    )
    assert ran.status in {1, 3, 4}
    report = json.loads(ran.out)
    lines = content.decode("utf-8", "replace").count("\n") + 1
    assert all(1 <= problem["place"]["line"] <= lines for problem in report["diagnostics"])


def test_form_alone_judges_no_rule_and_misses_no_other_file(grondslag, folder) -> None:
    (folder / "register" / "werk.yaml").write_text(
        "verwerkingen:\n  werk: {naam: Werk, verwerkers: [elders]}\n", encoding="utf-8"
    )
    assert grondslag("check").status == 1
    ran = grondslag("check", "--form", "register/werk.yaml")
    assert ran.status == 0
    assert "geen enkele regel" in ran.out
    (folder / "register" / "werk.yaml").write_text(
        "verwerkingen:\n  werk: {naam: Werk, rol: baas}\n", encoding="utf-8"
    )
    ran = grondslag("check", "--form", "register/werk.yaml", "--format", "concise")
    assert ran.status == 1
    assert ran.out.startswith("register/werk.yaml:2:27: [unknown-value]")
    report = json.loads(grondslag("check", "--form", "--format", "json").out)
    assert (report["coverage"]["form_only"], report["verdicts"]) == (True, [])


@pytest.mark.parametrize(
    ("variables", "start"),
    [({"GITHUB_ACTIONS": "true"}, "::error file="), ({"GITLAB_CI": "true"}, "fout[")],
)
def test_auto_is_what_the_place_reads(grondslag, folder, monkeypatch, variables, start) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    ran = grondslag("check", "--only", "dpo-missing-above-threshold", "--format", "auto")
    assert ran.out.startswith(start)
