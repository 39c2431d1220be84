"""Formats of others, read by the programs of others."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from sarif_kit.validate import validation_errors

from npm_tools import npm_tool

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(
    folder.name for folder in (ROOT / "examples").glob("*/") if (folder / "register").is_dir()
)
MULTITOOL = "@microsoft/sarif-multitool-linux"


@pytest.fixture(params=EXAMPLES)
def report(request: pytest.FixtureRequest, grondslag, tmp_path: Path):
    """Writes the report of an example in a format, and returns its file."""
    shutil.copytree(ROOT / "examples" / request.param, tmp_path, dirs_exist_ok=True)

    def written(name: str) -> Path:
        file = tmp_path / f"report.{name}"
        ran = grondslag("check", "--format", f"{name}={file}", "--exit-zero")
        assert (ran.status, ran.err) == (0, "")
        return file

    return written


def test_sarif_fits_the_schema_of_oasis(report) -> None:
    assert validation_errors(json.loads(report("sarif").read_text(encoding="utf-8"))) == []


def test_sarif_breaks_no_rule_of_microsoft_or_github(report, tmp_path: Path) -> None:
    program = npm_tool(MULTITOOL, "**/Sarif.Multitool")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    out = tmp_path / "validated.sarif"
    subprocess.run(
        [program, "validate", "--rule-kind", "Sarif;Ghas", "-o", out, report("sarif")],
        check=True,
        capture_output=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    found = json.loads(out.read_text(encoding="utf-8-sig"))  # it exits 0, whatever it found
    (run,) = found["runs"]
    assert [
        (result["ruleId"], result["locations"])
        for result in run["results"]
        if result.get("level", "warning") == "error"
    ] == []


def test_junit_is_read_with_every_verdict(report) -> None:
    read = JUnitXml.fromfile(str(report("junit")))
    results = Counter(type(each) for suite in read for case in suite for each in case.result)
    assert read.tests == sum(1 for suite in read for _ in suite) > 0
    assert (read.failures, read.errors, read.skipped) == (
        results[Failure],
        results[Error],
        results[Skipped],
    )


def test_rdjson_has_what_reviewdog_asks(report) -> None:
    found = json.loads(report("rdjson").read_text(encoding="utf-8"))
    assert found["source"]["name"] == "grondslag"
    assert found["diagnostics"]
    for each in found["diagnostics"]:
        assert each["severity"] in {"ERROR", "WARNING", "INFO"}
        assert each["message"]
        assert each["code"]["value"]
        span = each["location"]["range"]
        assert not Path(each["location"]["path"]).is_absolute()
        assert span["start"]["line"] >= 1
        assert (span["end"]["line"], span["end"]["column"]) >= (
            span["start"]["line"],
            span["start"]["column"],
        )
