"""The wheel holds policies and schemas, and works outside the checkout in a clean environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTER = """\
language: nl
organisatie:
  naam: Voorbeeld BV
  aantal_medewerkers: 251
  fg: geen
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_policies_schemas_and_the_model(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "grondslag/_data/policies/avg/pack.rule" in names
    assert "grondslag/_data/schemas/nl/register.schema.json" in names
    assert "grondslag/model/register.json" in names
    assert "grondslag/language/grammar.lark" in names
    assert "grondslag/py.typed" in names


def test_the_wheel_checks_a_register_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)],
        check=True,
        capture_output=True,
    )
    register = tmp_path / "register"
    register.mkdir()
    (register / "organisatie.yaml").write_text(REGISTER, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG"}}
    done = subprocess.run(
        [
            str(place / "bin" / "grondslag"),
            "check",
            "register",
            "--format",
            "json",
            "--as-of",
            "2026-11-24",
        ],
        cwd=tmp_path,
        env={**kept, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    house = [
        verdict
        for verdict in report["verdicts"]
        if verdict["rule"] == "dpo-missing-above-threshold"
    ]
    assert [(verdict["verdict"], verdict["legal_status"]) for verdict in house] == [
        ("violation", "house_rule")
    ]
