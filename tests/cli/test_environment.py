"""What is taken from the surroundings, and in which order."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from grondslag.cli import environment
from grondslag.cli.problems import WrongUse


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("wanted", "variables", "is_terminal", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_decided_by_option_then_variables_then_terminal(
    wanted, variables, is_terminal, coloured
) -> None:
    stream = Terminal() if is_terminal else io.StringIO()
    assert environment.colour(wanted, variables, stream) is coloured


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "nl_BE", "LANG": "en_GB"}, "nl"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(variables, language) -> None:
    assert environment.language(variables) == language


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-24", "2026-11-24T12:00:00+01:00"),
        ("2026-07-01", "2026-07-01T12:00:00+02:00"),
        ("2026-11-24T10:00Z", "2026-11-24T11:00:00+01:00"),
        ("2026-11-24T10:00", "2026-11-24T10:00:00+01:00"),
        ("2026-11-24T10:00+05:00", "2026-11-24T06:00:00+01:00"),
    ],
)
def test_a_day_means_noon_in_amsterdam_and_a_moment_itself(written, moment) -> None:
    assert environment.moment(written).isoformat() == moment


@pytest.mark.parametrize(
    "written",
    [
        "24-11-2026",
        "2026-11",
        "2026-13-01",
        "tomorrow",
        "2026-11-24T25:00",
        "9999-12-31",
        "9999-12-31T23:59-10:00",
        "0001-01-01T00:00+10:00",
    ],
)
def test_what_is_no_moment_is_refused(written) -> None:
    with pytest.raises(WrongUse):
        environment.moment(written)


def test_a_pipe_is_80_columns_wide() -> None:
    assert environment.width(io.StringIO()) == 80


@pytest.mark.parametrize("name", ["CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI"])
def test_a_runner_may_read_along_where_one_says_so(name) -> None:
    assert environment.in_ci({name: "true"})
    assert not environment.in_ci({name: ""})


def test_compiled_rules_are_kept_nowhere_a_repository_could_bring_them(tmp_path: Path) -> None:
    """What is kept runs as code; CI often has its caches in the checkout, and the project in a folder of it."""
    checkout, elsewhere = tmp_path / "checkout", tmp_path / "home"
    project = checkout / "avg"
    for folder in (checkout / ".git", project, elsewhere):
        folder.mkdir(parents=True)
    (elsewhere / "link").symlink_to(checkout)
    for place in (project, checkout / ".cache", elsewhere / "link"):
        assert environment.cache_folder({"XDG_CACHE_HOME": str(place)}, project) is None
        assert environment.cache_folder({"HOME": str(place)}, project) is None
    found = environment.cache_folder({"XDG_CACHE_HOME": str(elsewhere)}, project)
    assert found == elsewhere / "grondslag"
