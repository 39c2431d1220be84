"""Rule text: parsing, checking and reading from the cache against lexing alone, alternating in one process.

`python benchmarks/rules.py [--lines 5000]`: the packs that ship, repeated by file until there are that many lines.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from grondslag.language.grammar import parser
from grondslag.language.parse import parse_file
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.kept import from_bytes, to_bytes
from grondslag.rulebook.load import load_rulebook
from grondslag.text import Source


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def scan(text: str) -> int:
    """Every token, found by the lexer alone: all terminals are tried at each place. Returns how many there are."""
    return sum(1 for _ in parser("en").lex(text))


def main() -> None:
    """Prints the ratios."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--lines", type=int, default=5_000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    files = sorted(builtin_policies().rglob("*.rule"), key=Path.as_posix)
    texts, lines = [], 0
    while lines < given.lines:
        for file in files:
            texts.append(file.read_text(encoding="utf-8"))
            lines += texts[-1].count("\n")
    model = load_model()
    book = load_rulebook([builtin_policies()], model)
    shipped = sum(file.read_text(encoding="utf-8").count("\n") for file in files)
    kept = to_bytes(book)
    tokens = sum(map(scan, texts))
    works: dict[str, Callable[[], object]] = {
        "scan": lambda: [scan(text) for text in texts],
        "parse": lambda: [parse_file(Source("x.rule", text)) for text in texts],
        "load": lambda: load_rulebook([builtin_policies()], model),
        "cache": lambda: from_bytes(kept),
    }
    seen: dict[str, list[float]] = {name: [] for name in works}
    for number in range(given.rounds + 1):
        for name, work in works.items():
            found = seconds(work)
            if number:
                seen[name].append(found)
    cost = {name: statistics.median(found) for name, found in seen.items()}
    share = lines / shipped
    print(f"{lines} lines, {tokens} tokens; the packs that ship have {shipped} lines")
    print(f"lexing alone               {cost['scan'] * 1000:8.1f} ms")
    print(f"parsing                    {cost['parse'] / cost['scan']:8.2f} x")
    print(f"parsing, checking, tables  {cost['load'] * share / cost['scan']:8.2f} x")
    print(f"from the cache             {cost['cache'] / cost['load']:8.3f} x of that")


if __name__ == "__main__":
    main()
