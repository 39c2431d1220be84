"""The same input gives the same bytes: twice, and with the files named in another order."""

from __future__ import annotations

from pathlib import Path

import pytest

from grondslag.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FORMATS = ("terminal", "json", "concise")


def report(files: list[Path], form: str, out: Path, root: Path) -> bytes:
    main(
        [
            "check",
            "--root",
            str(root),
            *map(str, files),
            f"--format={form}={out}",
            "--as-of",
            "2026-11-24",
        ]
    )
    return out.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["zzp", "manufacturer", "stem"])
def test_two_runs_and_another_order_of_files_give_the_same_bytes(
    tmp_path: Path, name: str, form: str
) -> None:
    root = EXAMPLES / name
    files = sorted((root / "register").glob("*.yaml"))
    first = report(files, form, tmp_path / "first", root)
    assert first
    assert report(files, form, tmp_path / "again", root) == first
    assert report(files[::-1], form, tmp_path / "turned", root) == first
