"""The same site under ProperDocs, the continuation of MkDocs: the same plugin and theme give the same tree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CONFIG = """\
site_name: grondslag
site_url: https://privacy.example.nl/avg/
docs_dir: docs
site_dir: {out}
theme: {{name: grondslag}}
use_directory_urls: true
markdown_extensions: []
plugins:
  - grondslag: {{project: "{project}", as_of: "2026-11-24", languages: [nl, en]}}
"""


def tree(program: str, folder: Path) -> dict[str, bytes]:
    """What a program builds from the same settings in a process of its own: both take the name `mkdocs`."""
    pytest.importorskip(program, reason=f"needs {program}")
    (folder / "docs").mkdir(parents=True)
    out = folder / "out"
    file = folder / "mkdocs.yml"
    file.write_text(CONFIG.format(out=out, project=EXAMPLES / "zzp"), encoding="utf-8")
    command = [sys.executable, "-m", program, "build", "--quiet", "--config-file", str(file)]
    environment = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "0"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stderr
    files = [one for one in out.rglob("*") if one.is_file()]
    return {one.relative_to(out).as_posix(): one.read_bytes() for one in files}


def test_properdocs_builds_the_same_tree(tmp_path: Path) -> None:
    properdocs = tree("properdocs", tmp_path / "properdocs")
    mkdocs = tree("mkdocs", tmp_path / "mkdocs")
    assert properdocs.keys() == mkdocs.keys()
    assert [name for name in mkdocs if mkdocs[name] != properdocs[name]] == []
    assert "verwerkingen/index.html" in mkdocs
    assert len(mkdocs) > 100
