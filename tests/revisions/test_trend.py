"""The trend over the history of a register, with real git."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grondslag.evaluation.run import evaluate
from grondslag.language.calendar import amsterdam
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.revisions.git import Repository
from grondslag.revisions.trend import trend_of
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.settings.intake import Wanted, take_in
from grondslag.settings.settings import Settings
from real_git import git

VARIABLES = {"PATH": os.environ["PATH"]}
AS_OF = datetime(2026, 11, 24, 12, tzinfo=amsterdam())


@pytest.fixture(scope="module")
def rulebook():
    return load_rulebook([builtin_policies()], load_model())


def commit(folder: Path, when: str) -> str:
    git(folder, "add", "--all")
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org",
         "commit", "--quiet", "--allow-empty", "--message", "change"],
        env={**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when,
             "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
    )  # fmt: skip
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, "README.md", "soon")
    commit(folder, "2026-06-10T12:00:00+02:00")
    write(folder, "register/a.yaml", "organisation: {name: Old, staff: 260}\n")
    commit(folder, "2026-07-10T12:00:00+02:00")
    write(folder, "register/b.yaml", "processing: {mail: {name: Mail}}\n")
    commit(folder, "2026-09-30T23:59:59+02:00")
    write(folder, "register/b.yaml", "processing: {mail: {name: Mail}, pay: {name: Pay}}\n")
    commit(folder, "2026-10-01T00:00:00+02:00")
    return folder


def trend(folder: Path, rulebook, settings: Settings | None = None, **more):
    return trend_of(
        Repository(folder, VARIABLES), settings or Settings(), load_model(), rulebook, AS_OF, **more
    )


def days(history) -> list[str]:
    return [point.day.isoformat() for point in history.points]


def fresh(folder: Path, rulebook, moment: datetime) -> dict[str, int]:
    """The numbers as a check of the work tree counts them."""
    model = load_model()
    wanted = Wanted(folder, paths=(str(folder / "register"),), all_register=True)
    register, _ = build_register(take_in(wanted, plain_words(model)).documents, model)
    numbers: dict[str, int] = {}
    for rule_id, counted in evaluate(rulebook, register, moment).counts().items():
        if rulebook.rules[rule_id][-1].legal_status != "draft":
            for outcome, number in counted.items():
                numbers[outcome] = numbers.get(outcome, 0) + number
    return numbers


def test_there_is_a_point_for_each_month_end_since_the_first_register_and_for_now(
    project, rulebook
) -> None:
    history = trend(project, rulebook)
    assert days(history) == [
        "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-24",
    ]  # fmt: skip
    assert not history.cut_off
    assert history.points[0].commit == history.points[1].commit != history.points[2].commit


def test_every_point_counts_what_a_check_of_that_commit_counts(project, rulebook) -> None:
    history = trend(project, rulebook)
    for point in history.points:
        git(project, "checkout", "--quiet", point.commit)
        day = point.day
        last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=amsterdam())
        moment = AS_OF if point is history.points[-1] else last
        assert dict(point.numbers) == fresh(project, rulebook, moment)
        assert sum(point.numbers.values()) > 0


def test_only_the_last_months_are_judged(project, rulebook) -> None:
    assert days(trend(project, rulebook, months=2)) == ["2026-10-31", "2026-11-24"]


def test_a_shallow_clone_has_no_points_and_says_so(project, rulebook, tmp_path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), str(clone))
    history = trend(clone, rulebook)
    assert history.cut_off
    assert history.points == ()


def test_a_month_without_a_register_has_no_numbers_and_is_not_left_out(project, rulebook) -> None:
    git(project, "rm", "--quiet", "-r", "register")
    commit(project, "2026-10-20T12:00:00+02:00")
    write(project, "register/a.yaml", "organisation: {name: New}\n")
    commit(project, "2026-11-02T12:00:00+01:00")
    numbers = {p.day.isoformat(): p.numbers for p in trend(project, rulebook).points}
    assert numbers["2026-10-31"] is None
    assert numbers["2026-11-24"]


def test_a_file_that_cannot_be_read_is_counted(project, rulebook) -> None:
    write(project, "register/b.yaml", "processing: {mail: {name: [}\n")
    commit(project, "2026-10-20T12:00:00+02:00")
    assert [point.unread for point in trend(project, rulebook).points] == [0, 0, 0, 1, 1]


def test_a_register_that_moved_is_found_where_the_settings_of_then_say(project, rulebook) -> None:
    git(project, "mv", "register", "avg")
    write(project, "grondslag.yaml", "version: 1\nregister: [avg/]\n")
    commit(project, "2026-11-02T12:00:00+01:00")
    assert all(point.numbers for point in trend(project, rulebook).points)


def test_what_is_ignored_hidden_or_elsewhere_is_not_read(project, rulebook) -> None:
    before = trend(project, rulebook).points[-1].numbers
    more = "processing: {x: {name: X}}\n"
    write(project, "grondslag.yaml", "version: 1\nignore: [register/old/]\n")
    for name in ("register/.x.yaml", "register/.h/x.yaml", "register/old/x.yaml", "x.yaml",
                 "register/node_modules/x.yaml", "register/x.json"):  # fmt: skip
        write(project, name, more)
    commit(project, "2026-11-02T12:00:00+01:00")
    assert trend(project, rulebook).points[-1].numbers == before


def test_a_commit_of_a_wrong_clock_does_not_hide_the_history(project, rulebook) -> None:
    write(project, "register/c.yaml", "processors: {host: {name: Host}}\n")
    commit(project, "2031-01-01T12:00:00+01:00")
    commit(project, "2026-11-20T12:00:00+01:00")
    assert len(trend(project, rulebook).points) == 5


def test_a_project_in_a_folder_is_found_there(project, rulebook, tmp_path) -> None:
    outer = tmp_path / "outer"
    (outer / "docs").mkdir(parents=True)
    git(outer, "init", "--quiet", "--initial-branch", "main")
    write(outer, "docs/register/a.yaml", "organisation: {name: Inner, staff: 3}\n")
    commit(outer, "2026-09-10T12:00:00+02:00")
    assert len(trend(outer / "docs", rulebook).points) == 3
    assert trend(outer, rulebook).points == ()


def test_a_moment_before_the_first_commit_has_one_point_at_most(project, rulebook) -> None:
    history = trend_of(
        Repository(project, VARIABLES), Settings(), load_model(), rulebook,
        datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert len(history.points) == 1


def test_a_commit_of_a_moment_that_no_calendar_has_is_one_of_now(project, rulebook) -> None:
    tree = git(project, "rev-parse", "HEAD^{tree}")
    who = "A <a@example.org> 99999999999999 +0000"
    made = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nlater\n".encode()
    head = git(project, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=made)
    git(project, "reset", "--quiet", "--hard", head)
    found = trend_of(Repository(project, VARIABLES), Settings(), load_model(), rulebook, AS_OF)
    assert [(point.day.isoformat(), point.commit) for point in found.points] == [
        ("2026-11-24", head)
    ]
