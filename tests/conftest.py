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

import pytest

AS_OF = "2026-11-24"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the expected outputs of snapshot tests"
    )
    parser.addoption(
        "--nightly", action="store_true", help="many more seeded cases, where a test counts them"
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


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of compiled rules for this session alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("GRONDSLAG_NO_CACHE", raising=False)
        yield


@pytest.fixture
def grondslag(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Iterator[Callable[..., Ran]]:
    """Runs the command line in `tmp_path`, in a bare environment, as of 24 November 2026."""
    from grondslag.cli.main import main

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
