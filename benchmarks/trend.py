"""The trend over a scripted repository: 300 commits of a register of 200 files, judged at the ends of 36 months.

python benchmarks/trend.py [--commits 300] [--files 200] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from generate import write
from grondslag.language.calendar import amsterdam
from grondslag.model.vocabulary import load_model
from grondslag.revisions.git import Repository
from grondslag.revisions.trend import trend_of
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.settings.settings import Settings

AS_OF = datetime(2026, 11, 24, 12, tzinfo=amsterdam())


def scripted(folder: Path, commits: int, files: int) -> None:
    """A repository of that many commits, spread over three years; each changes one to four files."""
    source = folder / "source"
    write(source, files)
    texts = {
        p.relative_to(source).as_posix(): p.read_bytes() for p in sorted(source.rglob("*.yaml"))
    }
    rng = random.Random(7)
    stream: list[bytes] = []
    for number in range(commits):
        when = AS_OF - timedelta(days=3 * 365 * (commits - number) / commits)
        stamp = f"A <a@example.org> {int(when.timestamp())} +0000"
        stream.append(f"commit refs/heads/main\ncommitter {stamp}\ndata 6\nchange\n".encode())
        chosen = texts if number == 0 else rng.sample(sorted(texts), rng.randint(1, 4))
        for name in chosen:
            text = texts[name] + f"# change {number}\n".encode()
            stream.append(
                f"M 100644 inline register/{name}\ndata {len(text)}\n".encode() + text + b"\n"
            )
    repository = folder / "repository"
    subprocess.run(["git", "init", "-q", "-b", "main", str(repository)], check=True)
    subprocess.run(
        ["git", "-C", str(repository), "fast-import", "--quiet"], input=b"".join(stream), check=True
    )


def main() -> None:
    """Makes the repository and prints time and memory of each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=300)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    model = load_model()
    rulebook = load_rulebook([builtin_policies()], model)
    with tempfile.TemporaryDirectory() as place:
        scripted(Path(place), given.commits, given.files)
        repository = Repository(Path(place) / "repository", dict(os.environ))
        for _ in range(given.rounds):
            start = time.perf_counter()
            history = trend_of(repository, Settings(), model, rulebook, AS_OF)
            spent = time.perf_counter() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{len(history.points)} points in {spent:.2f} s, {memory:.0f} MiB")


if __name__ == "__main__":
    main()
