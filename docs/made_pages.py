"""Pages that are made by the program: written, or with `--check` only compared."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_or_check(pages: Iterable[tuple[Path, str]], arguments: Sequence[str]) -> int:
    """Writes each file that is not up to date; with `--check` names those instead. The exit status."""
    stale = []
    for file, text in pages:
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            stale.append(file.name)
            if "--check" not in arguments:
                file.write_text(text, encoding="utf-8", newline="\n")
    if "--check" in arguments and stale:
        sys.stderr.write(f"not up to date: {', '.join(stale)}; run: make generate\n")
        return 1
    return 0
