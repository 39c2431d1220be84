"""Time and peak memory as ratios, measured in one run: `python benchmarks/run.py [--rounds 5] [--spectral PROGRAM]`.

Every figure is the processor time (user and system) of a whole process, the median of the rounds; the
processes that are compared alternate, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402

AS_OF = "2026-11-24"


@dataclass(frozen=True)
class Cost:
    """Processor seconds and peak memory in KiB of one finished process."""

    seconds: float
    peak: int


def cost(command: list[str]) -> Cost:
    """Run a command to its end and say what it cost; its output is thrown away."""
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss)


def alternate(commands: dict[str, list[str]], rounds: int) -> dict[str, Cost]:
    """The median cost of each command; one uncounted round first."""
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            found = cost(command)
            if number:
                seen[name].append(found)
    return {
        name: Cost(
            statistics.median(item.seconds for item in costs),
            int(statistics.median(item.peak for item in costs)),
        )
        for name, costs in seen.items()
    }


def check(folder: Path) -> list[str]:
    """The command that checks a folder."""
    return [sys.executable, "-m", "grondslag", "check", str(folder), "--as-of", AS_OF]


def start_up(folder: Path, rounds: int) -> None:
    """Starting: against a bare `python -c pass`."""
    found = alternate(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "--version": [sys.executable, "-m", "grondslag", "--version"],
            "check, 100 activities": check(folder),
            "check, small register": check(HERE.parent / "examples" / "zzp" / "register"),
        },
        rounds,
    )
    bare = found.pop("python -c pass").seconds
    for name, item in found.items():
        print(f"{name:34} {item.seconds / bare:6.1f} x bare python")


def scale(folders: dict[int, Path], rounds: int) -> None:
    """Checking: against the floor, and how it grows."""
    times: dict[int, Cost] = {}
    for size, folder in folders.items():
        floor = [sys.executable, str(HERE / "floor.py"), str(folder)]
        found = alternate({"floor": floor, "check": check(folder)}, rounds)
        times[size] = found["check"]
        print(
            f"check, {size:6} activities            {found['check'].seconds / found['floor'].seconds:6.2f} x floor"
            f"   ({found['check'].seconds:.2f} s, peak {found['check'].peak / 1024:.0f} MiB)"
        )
    small, large = sorted(times)[-2:]
    print(
        f"growth {small} -> {large}               {times[large].seconds / times[small].seconds:6.1f} x"
    )
    memory = (times[large].peak - times[small].peak) / (large - small)
    print(f"memory an activity                 {memory:6.1f} KiB")


def loading(folder: Path) -> None:
    """Loading alone: against libyaml's bare event scan."""
    done = subprocess.run(
        [sys.executable, str(HERE / "loading.py"), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"loading, 10000 files               {float(done.stdout):6.2f} x raw")


def spectral_ruleset(folder: Path, *, with_schema: bool) -> Path:
    """The ten rules, and the generated schema as one more, as Spectral reads them."""
    rules = yaml.safe_load((HERE / "spectral.yaml").read_text(encoding="utf-8"))
    if with_schema:
        schema = json.loads((HERE.parent / "schemas/en/register.schema.json").read_bytes())
        options = {"dialect": "draft2020-12", "allErrors": True, "schema": schema}
        rules["rules"]["register-follows-schema"] = {
            "given": "$",
            "severity": "error",
            "then": {"function": "schema", "functionOptions": options},
        }
    out = folder / f"ruleset-{with_schema}.json"
    out.write_text(json.dumps(rules), encoding="utf-8")
    return out


def spectral(folder: Path, place: Path, program: str) -> None:
    """Against Spectral on 1,000 files: ten rules, and ten rules with the schema (we check 49 rules and the schema)."""
    for with_schema in (False, True):
        ruleset = spectral_ruleset(place, with_schema=with_schema)
        command = [program, "lint", "--quiet", "--ruleset", str(ruleset), f"{folder}/*.yaml"]
        found = alternate({"spectral": command, "check": check(folder)}, 1)
        what = "10 rules and schema" if with_schema else "10 rules"
        ratio = found["spectral"].seconds / found["check"].seconds
        print(f"{f'spectral, 1000 files, {what}':43} {ratio:6.1f} x ours")


def main() -> None:
    """Generate the registers and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--spectral", help="the program of @stoplight/spectral-cli 6")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = {size: Path(place) / str(size) for size in (100, 1_000, 10_000)}
        for size, folder in folders.items():
            generate.write(folder, size)
        start_up(folders[100], options.rounds)
        loading(folders[10_000])
        scale(folders, options.rounds)
        if options.spectral:
            spectral(folders[1_000], Path(place), options.spectral)


if __name__ == "__main__":
    main()
