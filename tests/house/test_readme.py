"""What the README shows is run: its register, its settings, its commands and its links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checking import check_files
from grondslag.settings.load import read_settings
from grondslag.text import Source

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


def test_the_register_of_the_readme_gets_the_answer_that_the_readme_gives(tmp_path: Path) -> None:
    report = check_files(tmp_path, {"register.yaml": BLOCKS[0]})
    assert report.data["diagnostics"] == []
    house = report.verdict("dpo-missing-above-threshold")
    assert (house["verdict"], house["legal_status"]) == ("violation", "house_rule")
    law = report.verdict("dpo-missing")
    assert (law["verdict"], law["legal_status"]) == ("undetermined", "law")
    assert law["missing"]


def test_the_settings_of_the_readme_are_read_without_a_word() -> None:
    settings, problems = read_settings(Source("grondslag.yaml", BLOCKS[1]))
    assert problems == []
    assert settings.mode("stem-2018") == "off"
    assert settings.mode("guidance") == "warn"


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "policies/README.md"])
def test_links_to_files_lead_somewhere(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text)]
    missing = [
        link
        for link in links
        if link and "://" not in link and not (ROOT / file).parent.joinpath(link).exists()
    ]
    assert missing == []


def test_the_targets_of_the_readme_are_in_the_makefile() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"^make ([a-z]+)$", README, re.MULTILINE)) <= targets
    assert "make check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_output_in_the_readme_is_what_the_program_prints(grondslag, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```text\n\$ grondslag ([^\n]*)\n(.*?)```", README, re.DOTALL)
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "organisatie.yaml").write_text(BLOCKS[0], encoding="utf-8")
    printed = grondslag(*shown[0].split()).out
    assert printed.startswith(shown[1].rstrip())
