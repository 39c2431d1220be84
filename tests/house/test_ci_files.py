"""The action, workflows, hooks and template: sound by the tools of others, and run for real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from npm_tools import npm_tool
from real_git import git, start_work

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run(
    *command: object, folder: Path = ROOT, **variables: str
) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **variables}
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=600
    )


def quiet(*command: object, **more) -> None:
    ran = run(*command, **more)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_workflows_are_sound() -> None:
    quiet(BIN / "actionlint", *WORKFLOWS)


def test_workflows_action_and_hooks_hold_no_known_weakness() -> None:
    quiet(BIN / "zizmor", "--offline", "--no-progress", ".")


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", WORKFLOWS), ("github-actions", [ROOT / "action.yml"])],
    ids=lambda each: each if isinstance(each, str) else None,
)
def test_files_fit_the_schema_of_their_host(schema: str, files: list[Path]) -> None:
    quiet(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


def test_hooks_are_sound_and_run(tmp_path: Path) -> None:
    quiet(BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    project = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "zzp", project)
    shutil.copytree(ROOT / "policies" / "stem-2018", project / "own" / "stem-2018")
    for hook in hooks:
        program, *words = hook["entry"].split()
        paths = (
            []
            if hook.get("pass_filenames", True) is False
            else sorted(
                str(file.relative_to(project))
                for file in project.rglob("*.rule" if "format" in hook["id"] else "register/*.yaml")
            )
        )
        ran = run(BIN / program, *words, *paths, folder=project)
        expected = 1 if hook["id"] == "grondslag-check" else 0  # the example has a violation
        assert ran.returncode == expected, ran.stdout + ran.stderr


def test_every_hook_and_action_of_others_is_pinned_by_its_whole_commit() -> None:
    for file in [*WORKFLOWS, ROOT / "action.yml"]:
        for line in file.read_text(encoding="utf-8").splitlines():
            _, found, name = line.partition("uses: ")
            if found and not line.lstrip().startswith("#") and not name.startswith("./"):
                assert len(name.split("@")[1].split()[0]) == 40, line


# -------------------------------------------------------------------------------------- the action, run


@pytest.fixture(scope="module")
def step() -> tuple[dict[str, str], str]:
    """What the last step of the action passes on, and runs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    last = action["runs"]["steps"][-1]
    given = {f"inputs.{name}": each.get("default", "") for name, each in action["inputs"].items()}
    given |= {"github.action_path": str(ROOT), "github.event.pull_request.base.sha": ""}
    env = {
        name: given[value.removeprefix("${{ ").removesuffix(" }}")]
        for name, value in last["env"].items()
    }
    return {**env, "GRONDSLAG_AS_OF": "2026-11-24"}, last["run"]


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """A folder of the runner in which grondslag is installed."""
    place = tmp_path / "runner" / "grondslag" / "bin"
    place.mkdir(parents=True)
    for name in ("grondslag", "python"):
        (place / name).symlink_to(BIN / name)
    return {
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_ACTIONS": "true",
    }


def outputs(runner: dict[str, str]) -> dict[str, str]:
    lines = Path(runner["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_the_action_checks_annotates_and_tells_what_it_found(tmp_path, step, runner) -> None:
    env, command = step
    project = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "zzp", project)
    ran = run("bash", "-c", command, folder=project, **runner, **env)
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.startswith("::error file=register/")
    told = outputs(runner)
    assert (told["exit-code"], told["violations"], told["undetermined"]) == ("1", "1", "4")
    assert (
        Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8").startswith("<!-- grondslag")
    )
    assert json.loads((project / told["sarif-file"]).read_text(encoding="utf-8"))["runs"]


def test_the_action_fails_a_pull_request_on_what_is_new_only(tmp_path, step, runner) -> None:
    env, command = step
    project = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "zzp", project)
    start_work(project)
    base = git(project, "rev-parse", "HEAD").strip()
    on_base = {**env, "GRONDSLAG_EVENT_BASE": base}
    ran = run("bash", "-c", command, folder=project, **runner, **on_base)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert outputs(runner)["new"] == "0"


@pytest.mark.parametrize("paths", ["--version", "register; touch hacked", "$(touch hacked)"])
def test_the_inputs_of_the_action_are_words_and_never_commands(
    tmp_path, step, runner, paths
) -> None:
    env, command = step
    ran = run("bash", "-c", command, folder=tmp_path, **runner, **{**env, "GRONDSLAG_PATHS": paths})
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert not (tmp_path / "hacked").exists()


def test_no_module_of_the_checkout_is_imported_by_the_action(tmp_path, step, runner) -> None:
    env, command = step
    project = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "zzp", project)
    trap = f"open({str(tmp_path / 'hacked')!r}, 'w')\n"
    for name in ("json", "sys", "os", "site", "venv", "pip", "grondslag", "yaml"):
        (project / f"{name}.py").write_text(trap, encoding="utf-8")
    ran = run("bash", "-c", command, folder=project, **runner, **env)
    assert (ran.returncode, outputs(runner)["violations"]) == (1, "1")
    assert not (tmp_path / "hacked").exists()


def test_no_module_of_the_checkout_is_imported_while_installing(tmp_path) -> None:
    trap = f"open({str(tmp_path / 'hacked')!r}, 'w')\n"
    for name in ("venv", "pip", "ensurepip"):
        (tmp_path / f"{name}.py").write_text(trap, encoding="utf-8")
    runs = [ROOT / "ci" / "install.sh", ROOT / ".github" / "workflows" / "register.yml"]
    for line in "\n".join(file.read_text(encoding="utf-8") for file in runs).splitlines():
        assert " -m " not in line or " -I -m " in line
    variables = {"RUNNER_TEMP": str(tmp_path / "runner"), "GRONDSLAG_VERSION": "1.0; touch hacked"}
    ran = run("bash", ROOT / "ci" / "install.sh", folder=tmp_path, **variables)
    assert (ran.returncode, ran.stderr) == (
        2,
        "grondslag: version is three numbers such as 0.1.0\n",
    )
    assert not (tmp_path / "hacked").exists()


def test_a_link_in_the_checkout_leads_no_report_elsewhere_and_shows_no_file(
    tmp_path, step, runner
) -> None:
    env, command = step
    secret = tmp_path / "secret"
    secret.write_text("not yours", encoding="utf-8")
    project = tmp_path / "project"
    shutil.copytree(ROOT / "examples" / "zzp", project)
    for name in ("grondslag.md", "grondslag.sarif"):
        (project / name).symlink_to(secret)
    run("bash", "-c", command, folder=project, **runner, **env)
    assert secret.read_text(encoding="utf-8") == "not yours"
    (project / "grondslag.md").unlink()
    (project / "grondslag.md").symlink_to(secret)
    summary = Path(runner["GITHUB_STEP_SUMMARY"])
    summary.unlink()
    stopped = run(
        "bash", "-c", command, folder=project, **runner, **{**env, "GRONDSLAG_PATHS": "--x"}
    )
    assert stopped.returncode == 2
    assert not summary.exists()


@pytest.mark.parametrize("name", ["a.md\nexit-code=0", "a\r.md"])
def test_the_name_of_a_report_writes_no_output_of_its_own(tmp_path, step, runner, name) -> None:
    env, command = step
    ran = run("bash", "-c", command, folder=tmp_path, **runner, **{**env, "GRONDSLAG_REPORT": name})
    assert ran.returncode == 2
    assert not Path(runner["GITHUB_OUTPUT"]).exists()


# ------------------------------------------------------------------------------------------------ gitlab


def test_the_gitlab_template_is_merged_as_it_is_meant(tmp_path: Path) -> None:
    program = npm_tool("gitlab-ci-local", "package.json").parent
    (tmp_path / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "grondslag.yml", tmp_path / "templates")
    (tmp_path / ".gitlab-ci.yml").write_text(
        "include:\n  - local: templates/grondslag.yml\n    inputs: {fail-on: never}\n",
        encoding="utf-8",
    )
    start_work(tmp_path)
    git(tmp_path, "remote", "add", "origin", "git@gitlab.example:group/project.git")
    entry = json.loads((program / "package.json").read_text(encoding="utf-8"))["bin"]
    script = entry if isinstance(entry, str) else entry["gitlab-ci-local"]
    ran = run("node", program / script, "--preview", folder=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    merged = yaml.safe_load(ran.stdout[ran.stdout.index("---") :])
    job = merged["grondslag"]
    assert job["variables"] == {"GIT_DEPTH": "0", "GRONDSLAG_FAIL_ON": "never"}
    assert job["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
    assert any("schedule" in rule["if"] for rule in job["rules"])


@pytest.mark.parametrize(
    "name", sorted(folder.parent.name for folder in (ROOT / "examples").glob("*/register"))
)
def test_the_hook_for_the_form_of_a_file_needs_no_other_file(
    name: str, grondslag, tmp_path: Path
) -> None:
    """pre-commit passes only the files of a change: of each file of a sound register alone, nothing is wrong."""
    register = ROOT / "examples" / name / "register"
    shutil.copytree(ROOT / "examples" / name, tmp_path, dirs_exist_ok=True)
    for file in sorted(register.glob("*.yaml")):
        ran = grondslag("check", "--form", "--format", "concise", f"register/{file.name}")
        assert (ran.status, ran.out) == (0, ""), file.name
