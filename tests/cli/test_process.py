"""The program as a process of its own: start-up, encodings, pipes, interrupts, mistakes of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import grondslag
from grondslag.cli import main as entrance

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine"
REGISTER = "organisatie: {naam: Café Zoë, aantal_medewerkers: 251, fg: geen}\n"


def environment(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "HOME"}
    }
    return {**kept, "PYTHONPATH": str(ENGINE), **more}


def program(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "grondslag", *arguments],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        check=False,
        timeout=60,
    )


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a run loads."""
    code = (
        "import sys\nfrom grondslag.cli.main import main\n"
        f"main({list(arguments)!r})\nprint('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.decode().rpartition("LOADED ")[2].split())


def test_the_version_is_that_of_the_package_and_loads_next_to_nothing(tmp_path: Path) -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert grondslag.__version__ == project["version"]
    done = program("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"grondslag {project['version']}\n".encode(),
        b"",
    )
    loaded = loaded_by("--version", cwd=tmp_path)
    assert not loaded & {
        "argparse",
        "tomllib",
        "yaml",
        "rich",
        "lark",
        "jsonschema",
        "datetime",
        "json",
    }
    assert {name for name in loaded if name.startswith("grondslag")} == {
        "grondslag",
        "grondslag.cli",
        "grondslag.cli.main",
    }


def test_help_needs_neither_yaml_nor_rules(tmp_path: Path) -> None:
    done = program("--help", cwd=tmp_path, LC_ALL="nl_NL.UTF-8")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("grondslag: policy as code voor de AVG\n")
    assert not loaded_by("check", "--help", cwd=tmp_path) & {"yaml", "rich", "lark", "jsonschema"}


def test_a_check_without_colour_does_not_load_rich(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(REGISTER, encoding="utf-8")
    loaded = loaded_by("check", "--only", "dpo-missing-above-threshold", cwd=tmp_path)
    assert "rich" not in loaded
    assert "jsonschema" not in loaded


def test_output_is_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    (tmp_path / "café.yaml").write_text(REGISTER, encoding="utf-8")
    done = program(
        "check",
        "--format",
        "concise",
        cwd=tmp_path,
        LC_ALL="C",
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
    )
    assert done.returncode == 1
    assert "Café Zoë" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_a_reader_that_closes_the_pipe_gets_silence(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(REGISTER, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "grondslag", "check", "-v"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait(timeout=60) == 141
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["--version", "check --exit-zero", "rules list"])
def test_output_that_cannot_be_written_is_told_and_is_no_success(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "grondslag", *command.split()],
            cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    said = done.stderr.decode()
    assert said.startswith("grondslag: the output could not be written:")
    assert said.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_change_no_status(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    for closed in (">&-", ">&- 2>&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"{sys.executable}" -m grondslag check {closed}'],
            cwd=tmp_path, env=environment(), capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_an_interrupt_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import grondslag.cli.run

    def interrupted(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(grondslag.cli.run, "run", interrupted)
    assert entrance.main(["check"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_mistake_of_ours_is_one_line_and_a_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import grondslag.cli.run

    def broken(arguments: object) -> int:
        raise ValueError("a secret of the register")

    monkeypatch.setattr(grondslag.cli.run, "run", broken)
    monkeypatch.setenv("LC_ALL", "C")
    assert entrance.main(["check"]) == 70
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("grondslag: internal error (ValueError)")
    assert "secret" not in said
    assert entrance.main(["check", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_the_public_names_are_loaded_when_they_are_asked_for() -> None:
    for name in grondslag.__all__:
        assert getattr(grondslag, name)
    with pytest.raises(AttributeError):
        grondslag.nonsense  # noqa: B018
