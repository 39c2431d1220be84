"""`grondslag completion`: the script is one for the shell, and knows every command and option."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from grondslag.cli.arguments import COMMANDS, OPTIONS


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_script_names_every_command_and_option(grondslag, tmp_path: Path, shell: str) -> None:
    ran = grondslag("completion", shell)
    assert ran.status == 0
    assert all(name in ran.out for name in COMMANDS)
    if shell != "tcsh":
        assert all(option.names[-1] in ran.out for option in OPTIONS["check"])
    program = shutil.which(shell)
    if program is not None:
        file = tmp_path / "script"
        file.write_text(ran.out, encoding="utf-8")
        checked = subprocess.run([program, "-n", file], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["grondslag", "ini"], {"init"}),
        (["grondslag", "rules", "co"], {"coverage"}),
        (["grondslag", "check", "--fail-on", "w"], {"warning"}),
        (["grondslag", "init", "--a"], {"--answers", "--as-of"}),
    ],
)
def test_bash_completes(grondslag, tmp_path, words, wanted) -> None:
    script = grondslag("completion", "bash").out
    function = script.rpartition("-F ")[2].split()[0]
    lines = [
        script,
        f"COMP_WORDS=({' '.join(words)})",
        f"COMP_CWORD={len(words) - 1}",
        function,
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    ran = subprocess.run(
        ["bash", "-c", "\n".join(lines)], capture_output=True, text=True, check=False
    )
    assert set(ran.stdout.split()) == wanted, ran.stderr


@pytest.mark.parametrize("words", [[], ["bas"], ["bash", "zsh"]])
def test_wrong_use_is_told(grondslag, words) -> None:
    assert grondslag("completion", *words).status == 2
