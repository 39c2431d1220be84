"""What a comparison costs: `check --base main` against a plain check, on a branch that changes one file.

python benchmarks/delta.py [--activities 1000] [--rounds 5]

Both are whole processes, in turn; the figure is the median of the processor times of each.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import generate

CHECK = [sys.executable, "-m", "grondslag", "check", "--as-of", "2026-11-24", "--exit-zero"]
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]


def repository(folder: Path, activities: int) -> None:
    """A register on `main`, and a branch that takes the owner from one activity."""
    generate.write(folder, activities)
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-qm", "base"],
        ["checkout", "-qb", "work"],
    ):
        subprocess.run([*GIT, *command], cwd=folder, check=True)
    file = folder / "activity-00000.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join("    owner: none" if "owner:" in line else line for line in lines) + "\n",
        encoding="utf-8",
    )
    subprocess.run([*GIT, "commit", "-qam", "work"], cwd=folder, check=True)


def seconds(folder: Path, *more: str) -> float:
    """Processor time, user and system, of one check."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*CHECK, *more], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Prints both figures and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repository(folder, options.activities)
        seconds(folder)
        rounds = [
            (seconds(folder), seconds(folder, "--base", "main")) for _ in range(options.rounds)
        ]
    plain, compared = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(
        f"{options.activities} files: plain {plain:.2f} s, compared {compared:.2f} s, {compared / plain:.2f} x (goal: at most 2.2)"
    )


if __name__ == "__main__":
    main()
