"""What a check of a small register does not load: each of these would cost a good part of a start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "zzp" / "register"
HEAVY = {
    "difflib",
    "grondslag.documents.mistakes",
    "grondslag.language.check",
    "grondslag.language.parse",
    "grondslag.rulebook.load",
    "jsonschema",
    "lark",
    "rich",
    "tomllib",
}
"""`tomllib` and the language are loaded from a checkout, which has no packed catalogue and rulebook."""
PROGRAM = """
import sys
from grondslag.cli.main import main
main(["check", sys.argv[1], "--as-of", "2026-11-24"])
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def _loaded_by_check(cache: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(EXAMPLE)],
        capture_output=True,
        text=True,
        check=True,
        env={"XDG_CACHE_HOME": str(cache), "PATH": "", "HOME": str(cache)},
    )
    return set(done.stderr.split())


def test_the_second_check_of_a_small_register_loads_no_parser_no_schema_library_and_no_terminal(
    tmp_path: Path,
) -> None:
    _loaded_by_check(tmp_path)

    assert _loaded_by_check(tmp_path) & HEAVY <= {"tomllib"}
