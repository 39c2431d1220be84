"""Earlier commits are read from git's objects with real git, also from repositories that were made to harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grondslag.revisions.git import Repository, RevisionProblem
from grondslag.revisions.revision import branched_from, find_revision
from grondslag.revisions.tree import write_tree
from real_git import git

VARIABLES = {"PATH": os.environ["PATH"]}


def commit(folder: Path, message: str = "change") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "register").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / "register" / "a.yaml").write_text("organisation: {name: Old}\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    commit(folder)
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    return folder


def written(project: Path, into: Path, name: str = "HEAD"):
    return write_tree(find_revision(Repository(project, VARIABLES), name), into)


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def problem_of(project: Path, name: str) -> str:
    with pytest.raises(RevisionProblem) as caught:
        find_revision(Repository(project, VARIABLES), name)
    return caught.value.message.id


def test_the_files_of_a_commit_are_written_elsewhere_and_the_work_tree_stays(project, into) -> None:
    file = project / "register" / "a.yaml"
    file.write_text("organisation: {name: New}\n", encoding="utf-8")
    status = git(project, "status", "--porcelain")
    assert written(project, into).files == 1
    assert files(into) == ["register/a.yaml"]
    assert "Old" in (into / "register" / "a.yaml").read_text(encoding="utf-8")
    assert "New" in file.read_text(encoding="utf-8")
    assert git(project, "status", "--porcelain") == status


def test_a_project_in_a_folder_of_the_repository_is_only_that_folder(project, into) -> None:
    assert written(project / "register", into).files == 1
    assert files(into) == ["a.yaml"]


def test_a_branch_is_compared_with_where_it_started(project) -> None:
    start = git(project, "rev-parse", "HEAD")
    git(project, "checkout", "--quiet", "-b", "work")
    commit(project, "on the branch")
    git(project, "checkout", "--quiet", "main")
    commit(project, "on main")
    git(project, "checkout", "--quiet", "work")
    base = find_revision(Repository(project, VARIABLES), "main")
    assert base.commit != start
    assert branched_from(base).commit == start


def test_a_shallow_clone_says_what_to_fetch(project, tmp_path) -> None:
    commit(project, "second")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project}", str(clone))
    assert problem_of(clone, "HEAD~1") == "history-cut-off"
    assert problem_of(project, "nowhere") == "unknown-revision"


@pytest.mark.parametrize(
    "name",
    ["--upload-pack=touch x", "-n", "", " ", "a\0b", "HEAD; touch x", "$(touch x)", "main\n--help"],
)
def test_a_hostile_name_is_refused_and_does_nothing(project, name) -> None:
    assert problem_of(project, name) in {"no-revision-name", "unknown-revision"}
    assert not (project / "x").exists()


def test_names_with_newlines_and_bytes_that_are_no_text_survive(project, into) -> None:
    odd = os.fsdecode(b"register/caf\xe9.yaml")
    (project / odd).write_text("a: 1\n", encoding="utf-8")
    (project / "register" / "two\nlines.yaml").write_text("a: 1\n", encoding="utf-8")
    commit(project)
    assert written(project, into).files == 3
    assert (into / odd).is_file()
    assert (into / "register" / "two\nlines.yaml").is_file()


def test_links_submodules_and_stand_ins_of_large_files_are_left_out_and_named(
    project, into
) -> None:
    (project / "register" / "link.yaml").symlink_to("/etc/passwd")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    (project / "register" / "large.yaml").write_text(pointer, encoding="utf-8")
    git(project, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},other")
    commit(project)
    git(project, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},other")
    git(project, "commit", "--quiet", "--amend", "--message", "all")
    found = written(project, into)
    assert [(item.path, item.why) for item in found.left_out] == [
        ("other", "module"),
        ("register/large.yaml", "stand_in"),
        ("register/link.yaml", "link"),
    ]
    assert files(into) == ["register/a.yaml"]


@pytest.mark.parametrize("name", [b"..", b".git"])
def test_a_tree_made_to_climb_out_writes_nothing_outside(project, into, name) -> None:
    blob = git(project, "hash-object", "-w", "--stdin", given=b"a: 1\n")
    inner = git(project, "mktree", given=f"100644 blob {blob}\tout.yaml\n".encode())
    raw = b"40000 " + name + b"\0" + bytes.fromhex(inner)
    outer = git(project, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", given=raw)
    made = git(project, "commit-tree", outer, "-m", "climb")
    found = written(project, into, made)
    assert [(item.path, item.why) for item in found.left_out] == [
        (f"{name.decode()}/out.yaml", "name")
    ]
    assert files(into.parent / "base") == []
    assert not (into.parent / "out.yaml").exists()


@pytest.mark.parametrize("path", ["n" * 300 + ".yaml", "a/" * 150 + "x.yaml"])
def test_a_path_that_no_file_system_holds_is_left_out_and_named(project, into, path) -> None:
    blob = git(project, "hash-object", "-w", "--stdin", given=b"a: b\n")
    *folders, name = path.split("/")
    tree = git(project, "mktree", given=f"100644 blob {blob}\t{name}\n".encode())
    for folder in folders:
        tree = git(project, "mktree", given=f"040000 tree {tree}\t{folder}\n".encode())
    made = written(project, into, git(project, "commit-tree", tree, "-m", "odd"))
    assert (made.files, [(item.path, item.why) for item in made.left_out]) == (0, [(path, "name")])


def test_an_object_that_was_not_fetched_is_told_and_nothing_is_fetched(
    project, into, tmp_path
) -> None:
    """As in a partial clone, whose settings say from where to fetch what is missing: with any program."""
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f'ext::sh -c "touch {tmp_path}/caught"',
        "protocol.ext.allow": "always",
    }.items():
        git(project, "config", name, value)
    blob = git(project, "rev-parse", "HEAD:register/a.yaml")
    (project / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RevisionProblem) as caught:
        written(project, into)
    assert caught.value.message.id == "objects-missing"
    assert not (tmp_path / "caught").exists()


def test_files_are_those_that_a_check_reads_whatever_the_case_of_their_names(project, into) -> None:
    (project / "register" / "B.YAML").write_text("a: b\n", encoding="utf-8")
    commit(project)
    assert written(project, into).files == 2


def test_settings_and_hooks_of_the_repository_are_not_carried_out(project, into, tmp_path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/caught\n", encoding="utf-8")
    trap.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        git(project, "config", setting, str(trap))
    written(project, into)
    assert not (tmp_path / "caught").exists()


def test_filters_that_the_settings_of_a_repository_name_are_not_run(project, tmp_path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/caught\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (project / ".gitattributes").write_text("*.yaml filter=x.y\n", encoding="utf-8")
    commit(project)
    assert not Repository(project, VARIABLES).is_changed()
    for setting in ("filter.x.y.clean", "filter.x.y.process", "filter.x.y.smudge"):
        git(project, "config", setting, str(trap))
    git(project, "config", "filter.x.y.required", "true")
    (project / "register" / "a.yaml").write_text("organisation: {name: New}\n", encoding="utf-8")
    assert Repository(project, VARIABLES).is_changed()
    assert not (tmp_path / "caught").exists()


def test_a_checkout_cannot_bring_a_repository_of_its_own(project, tmp_path) -> None:
    """A folder with `HEAD`, `objects` and `refs` is a repository to git, with settings and commits of its own."""
    inside = project / "avg"
    inside.mkdir()
    git(inside, "init", "--quiet", "--initial-branch", "main")
    (inside / "forged.yaml").write_text("a: b\n", encoding="utf-8")
    forged = commit(inside, "forged")
    git(inside, "config", "core.worktree", "..")
    for name in (inside / ".git").iterdir():
        name.rename(inside / name.name)
    (inside / ".git").rmdir()
    assert git(inside, "rev-parse", "--git-dir") == str(inside), "git itself takes it"
    found = find_revision(Repository(inside, VARIABLES), "main")
    assert found.commit == git(project, "rev-parse", "main") != forged
    assert found.prefix == "avg/"
    assert problem_of(inside, forged) == "unknown-revision"


def test_the_variables_of_a_hook_lead_nowhere_else(project, into, tmp_path) -> None:
    variables = {**VARIABLES, "GIT_DIR": str(tmp_path / "elsewhere"), "GIT_INDEX_FILE": "/nowhere"}
    revision = find_revision(Repository(project, variables), "HEAD")
    assert write_tree(revision, into).files == 1


def test_without_a_repository_or_without_git_that_is_said(project, tmp_path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    assert problem_of(alone, "HEAD") == "no-repository"
    bare = tmp_path / "bare.git"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    assert problem_of(bare, "HEAD") == "no-repository"
    with pytest.raises(RevisionProblem) as caught:
        find_revision(Repository(project, {"PATH": str(tmp_path)}), "HEAD")
    assert caught.value.message.id == "no-git"


def test_a_second_work_tree_of_a_repository_works_too(project, into, tmp_path) -> None:
    second = tmp_path / "second"
    git(project, "worktree", "add", "--quiet", str(second), "-b", "other")
    assert written(second, into).files == 1
