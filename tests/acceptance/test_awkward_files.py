"""Files that other tools pass in silence: each gives a non-zero exit status and a diagnostic with a place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checking import check_files

HEAD = "organisatie:\n  naam: Voorbeeld BV\n"
AWKWARD: dict[str, tuple[str, set[str]]] = {
    "an empty file": ("", {"empty-document"}),
    "only a comment": ("# niets\n", {"empty-document"}),
    "a number as text": (HEAD + '  aantal_medewerkers: "300"\n', {"wrong-kind"}),
    "a number with a word": (HEAD + "  aantal_medewerkers: 300 medewerkers\n", {"wrong-kind"}),
    "an empty value": (HEAD + "  aantal_medewerkers:\n", {"empty-value"}),
    "null": (HEAD + "  aantal_medewerkers: null\n", {"empty-value"}),
    "a tilde": (HEAD + "  fg: ~\n", {"empty-value"}),
    "a misspelt key at the top": (
        "organisatei:\n  naam: X\n",
        {"unknown-key", "file-not-recognised"},
    ),
    "a misspelt key of a field": (HEAD + "  aantal_medewerker: 300\n", {"unknown-key"}),
    "a misspelt key deep inside": (HEAD + "  fg: {naam: F, contakt: x}\n", {"unknown-key"}),
    "a misspelt collection beside a good one": (
        HEAD + "verwerker: {a: {naam: A}}\n",
        {"unknown-key"},
    ),
    "a duplicate key": (
        HEAD + "  aantal_medewerkers: 300\n  aantal_medewerkers: 10\n",
        {"duplicate-key"},
    ),
    "a lone equals sign": (HEAD + "  aantal_medewerkers: =\n", {"placeholder-value"}),
    "a placeholder": (HEAD + "  contact: n.v.t.\n", {"placeholder-value"}),
    "none in quotes": (HEAD + '  fg: "geen"\n', {"placeholder-value"}),
    "none in another letter case": (HEAD + "  fg: Geen\n", {"placeholder-value"}),
    "none in the other language": (HEAD + "  fg: none\n", {"placeholder-value"}),
    "a key of the other language": (HEAD + "  staff: 300\n", {"mixed-language"}),
    "broken YAML": (HEAD + "  fg: [a\n", set()),
    "an unquoted colon": (HEAD + "  contact: Jansen: Web & Co\n", {"unquoted-colon"}),
    "a tab": ("organisatie:\n\tnaam: X\n", {"tab-indentation"}),
    "an anchor and an alias": (HEAD + "  fg: &a {naam: F}\n  contact: *a\n", {"alias-not-allowed"}),
    "a merge key": ("organisatie:\n  <<: {naam: X}\n", {"alias-not-allowed", "unknown-key"}),
    "wrong nesting": ("organisatie:\nnaam: X\n", set()),
    "a list where fields are wanted": ("organisatie: [naam]\n", {"wrong-kind"}),
    "a text where fields are wanted": (HEAD + "  fg: Jansen\n", {"wrong-kind"}),
    "a list as the whole file": ("- organisatie\n", set()),
    "two documents": (HEAD + "---\n" + HEAD, set()),
    "an unknown code": (HEAD + "  rechtsvorm: bvv\n", {"unknown-value"}),
    "an unknown reference": (
        HEAD + "  standaardmaatregelen: [slot]\nmaatregelen: {slt: {naam: x}}\n",
        {"unknown-reference"},
    ),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_file_is_never_green(tmp_path: Path, name: str) -> None:
    text, expected = AWKWARD[name]
    report = check_files(tmp_path, {"register.yaml": text})
    assert report.status in {1, 3, 4}
    assert report.data["diagnostics"], "a diagnostic says what is wrong"
    lines = max(1, text.count("\n") + 1)
    for diagnostic in report.data["diagnostics"]:
        place = diagnostic["place"]
        assert place["path"].endswith("register.yaml")
        assert 1 <= place["line"] <= lines
    if expected:
        assert set(report.codes()) & expected, report.codes()


def test_braces_with_nothing_in_them_are_no_answer(tmp_path: Path) -> None:
    report = check_files(
        tmp_path,
        {"register.yaml": "organisatie:\n  naam: X\n  aantal_medewerkers: 251\n  fg: {}\n"},
    )
    assert report.status != 0
    assert report.outcome("dpo-missing-above-threshold") == "undetermined"


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    report = check_files(
        tmp_path,
        {
            "a.yaml": "organisatie: {naam: X, aantal_medewerkers: 251, fg: geen}\n",
            "b.yaml": "verwerkers:\n  een: {naam: [\n",
        },
    )
    assert report.status == 4
    assert report.outcome("dpo-missing-above-threshold") == "violation"


def test_an_empty_folder_is_not_green(tmp_path: Path) -> None:
    assert check_files(tmp_path, {}).status == 3


def test_a_folder_with_other_yaml_only_is_not_green(tmp_path: Path) -> None:
    assert check_files(tmp_path, {"docker.yml": "services: {web: {image: x}}\n"}).status == 3


def test_yaml_of_other_tools_does_not_stand_in_the_way(tmp_path: Path) -> None:
    report = check_files(
        tmp_path,
        {
            "register.yaml": "organisatie: {naam: X, aantal_medewerkers: 3, fg: geen}\n",
            "chart/templates/service.yaml": "kind: Service\nmetadata:\n  name: {{ .Values.name }}\n",
            "manifests.yaml": "kind: Service\n---\nkind: Deployment\n",
            "compose.yml": "services:\n  web: &web {image: x}\n  other: *web\n",
        },
    )
    assert report.data["diagnostics"] == []
    assert len(report.data["coverage"]["not_recognised"]) == 3


def test_a_register_file_that_cannot_be_read_is_never_taken_for_another(tmp_path: Path) -> None:
    report = check_files(
        tmp_path,
        {
            "register.yaml": "organisatie: {naam: X}\n",
            "broken.yaml": "verwerkers:\n  een: {naam: [\n",
            "nearly.yaml": "verwerkerss:\n  een: {naam: [\n",
        },
    )
    assert report.status == 4
    assert len(report.data["coverage"]["unread"]) == 2


@pytest.mark.parametrize(
    "name",
    [".b.yaml", "b.yaml.txt", "b.json", "b.ymal", "b.jaml", "B.YML~", "b.yaml-old", "weg.yaml"],
)
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_what_was_perhaps_meant_to_be_register_is_told(
    grondslag, tmp_path: Path, name: str, form: str
) -> None:
    (tmp_path / "grondslag.yaml").write_text("version: 1\nignore: [weg.yaml]\n", encoding="utf-8")
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "register" / "README.md").touch()
    (tmp_path / "register" / "overeenkomst.pdf").touch()
    assert "not checked" not in grondslag("check", "--format", form, "--lang", "en").out
    (tmp_path / "register" / name).write_text("verwerkers: {a: {naam: A}}\n", encoding="utf-8")
    ran = grondslag("check", "--format", form, "--lang", "en")
    told = " ".join(ran.out.replace("\\", "").split())
    assert f"(1): register/{name}" in told


def test_a_pipe_in_the_place_of_a_file_is_never_green(tmp_path: Path) -> None:
    place = tmp_path / "register"
    place.mkdir()
    os.mkfifo(place / "b.yaml")
    assert check_files(tmp_path, {"a.yaml": HEAD}).status == 4


def test_a_pack_that_is_off_is_told_in_a_comment(grondslag, tmp_path: Path) -> None:
    (tmp_path / "grondslag.yaml").write_text("version: 1\npacks: {uavg: 'off'}\n", encoding="utf-8")
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(HEAD, encoding="utf-8")
    assert "(1): uavg" in grondslag("check", "--format", "markdown").out
