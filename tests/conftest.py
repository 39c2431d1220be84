"""What all tests share: snapshots of whole outputs, and the command line run in this process.

`pytest --accept` rewrites what snapshots expect, and `git diff` is the review.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

AS_OF = "2026-11-24"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the expected outputs of snapshot tests"
    )


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `NAME.expected.txt` beside the test file, or rewrites that with --accept."""
    folder = Path(str(request.node.path)).parent

    def compare(name: str, found: str) -> None:
        file = folder / f"{name}.expected.txt"
        if request.config.getoption("--accept"):
            file.write_text(found, encoding="utf-8", newline="\n")
        expected = file.read_text(encoding="utf-8") if file.is_file() else ""
        assert expected == found, f"{file.name} differs; review with: pytest --accept, git diff"

    return compare


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def loaded_rulebook() -> Callable[..., Any]:
    """`load_rulebook` that loads the same folders once a session."""
    from grondslag.rulebook.load import load_rulebook

    kept: dict[tuple[str, ...], Any] = {}

    def load(folders: Any, model: Any, **options: Any) -> Any:
        key = tuple(str(folder) for folder in folders)
        if key not in kept or len(key) > 1:
            kept[key] = load_rulebook(folders, model, **options)
        return kept[key]

    return load


@pytest.fixture
def grondslag(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    loaded_rulebook: Callable[..., Any],
) -> Iterator[Callable[..., Ran]]:
    """Runs the command line in `tmp_path`, in a bare environment, as of 24 November 2026."""
    from grondslag.cli import project
    from grondslag.cli.main import main

    monkeypatch.setattr(project, "load_rulebook", loaded_rulebook)
    for name in ("CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        words = list(arguments)
        if words[:1] == ["check"] and not any(word.startswith("--as-of") for word in words):
            words.insert(1, f"--as-of={AS_OF}")
        capsys.readouterr()
        status = main(words)
        shown = capsys.readouterr()
        return Ran(status, shown.out, shown.err)

    yield run
    gc.enable()
