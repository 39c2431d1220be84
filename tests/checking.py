"""Checking a register the way a user does, for tests: files in a folder, the command, the JSON report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grondslag.cli.main import main

AS_OF = "2026-11-24"


@dataclass(frozen=True)
class Report:
    """What `check --format json` said, and its exit status."""

    status: int
    data: dict[str, Any]

    def verdict(self, rule: str, path: str | None = None) -> dict[str, Any]:
        """The one verdict of a rule (on the subject at *path*)."""
        found = [
            verdict
            for verdict in self.data["verdicts"]
            if verdict["rule"] == rule and (path is None or verdict["subject"]["path"] == path)
        ]
        assert len(found) == 1, [verdict["subject"]["path"] for verdict in found]
        return found[0]  # type: ignore[no-any-return]

    def outcome(self, rule: str, path: str | None = None) -> str:
        """The outcome of that one verdict."""
        return str(self.verdict(rule, path)["verdict"])

    def codes(self) -> list[str]:
        """The codes of all diagnostics, sorted."""
        return sorted(diagnostic["code"] for diagnostic in self.data["diagnostics"])


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def check(folder: Path, *arguments: str, as_of: str = AS_OF) -> Report:
    """Run `grondslag check` on a folder and read its JSON report."""
    out = folder.parent / f"{folder.name}.report.json"
    status = main(["check", str(folder), f"--format=json={out}", "--as-of", as_of, *arguments])
    return Report(status, json.loads(out.read_text(encoding="utf-8")))


def check_files(
    folder: Path, files: Mapping[str, str | bytes], *arguments: str, as_of: str = AS_OF
) -> Report:
    """Write the files into an own folder below *folder* and check it."""
    place = folder / "register"
    place.mkdir(exist_ok=True)
    write(place, files)
    return check(place, *arguments, as_of=as_of)
