"""What may be asked of the command line, and what it says of what may not."""

from __future__ import annotations

import re

import pytest

from grondslag.cli.arguments import COMMANDS, OPTIONS, read_arguments
from grondslag.cli.problems import WrongUse
from grondslag.words.catalogue import text_of


def refused(*arguments: str) -> tuple[str, str]:
    with pytest.raises(WrongUse) as caught:
        read_arguments(arguments)
    problem = caught.value
    assert problem.help is not None
    return (
        text_of(problem.message.id, problem.message.params, "en"),
        text_of(problem.help.id, problem.help.params, "en"),
    )


def test_options_may_stand_before_and_after_the_command_and_paths_between() -> None:
    given = read_arguments(
        ["--lang", "nl", "check", "a", "--format", "json", "b", "--format=terminal=x", "-v"]
    )
    assert given.command == "check"
    assert given.rest == ("a", "b")
    assert given.many("format") == ("json", "terminal=x")
    assert given.one("lang") == "nl"
    assert given.flag("verbose")
    assert not given.flag("quiet")


def test_a_dash_is_standard_input_and_what_follows_two_dashes_is_a_path() -> None:
    assert read_arguments(["check", "-"]).rest == ("-",)
    assert read_arguments(["check", "--", "-odd.yaml"]).rest == ("-odd.yaml",)


def test_names_may_be_repeated_or_joined_by_commas() -> None:
    given = read_arguments(["check", "--only", "a,b", "--only", "c"])
    assert given.many("only") == ("a", "b", "c")


@pytest.mark.parametrize("command", ["list", "check", "test"])
def test_rules_has_commands_of_its_own(command: str) -> None:
    assert read_arguments(["rules", command, "--lang", "en"]).command == f"rules {command}"


@pytest.mark.parametrize(
    ("arguments", "message", "help_"),
    [
        (["chekc"], "unknown command `chekc`", "did you mean `check`?"),
        (["rules", "lst"], "unknown command `lst`", "did you mean `list`?"),
        (["check", "--formt", "x"], "unknown option `--formt`", "did you mean `--format`?"),
        (
            ["check", "--fail-on", "eror"],
            "`eror` is no value of `--fail-on`",
            "did you mean `error`?",
        ),
        (["check", "--lang=de"], "`de` is no value of `--lang`", "choose `en` or `nl`"),
        (
            ["check", "--verdicts", "x"],
            "`x` is no value of `--verdicts`",
            "choose `all` or `findings`",
        ),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest_name_or_the_list(
    arguments, message, help_
) -> None:
    assert refused(*arguments) == (message, help_)


def test_an_option_without_its_value_is_refused() -> None:
    assert refused("check", "--format")[0] == "`--format` needs a value"
    missing = ("`--lang` needs a value", "choose `nl` or `en`")
    assert refused("check", "--lang") == missing
    assert refused("check", "--exit-zero=1")[0] == "`--exit-zero` takes no value"
    assert refused("check", "-v=3")[0] == "`-v/--verbose` takes no value"


def test_an_option_that_is_like_no_other_gets_no_odd_suggestion() -> None:
    assert refused("check", "--bogus")[1] == "`--help` lists commands and options"


def test_the_value_of_an_option_is_no_command() -> None:
    assert read_arguments(["waivers", "--help", "--lang", "nl"]).command == "waivers"
    given = read_arguments(["--root", "check", "rules", "--config", "test", "list"])
    assert (given.command, given.one("root"), given.one("config")) == (
        "rules list",
        "check",
        "test",
    )


def test_abbreviations_are_refused() -> None:
    assert refused("check", "--stat")[0] == "unknown option `--stat`"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", list(OPTIONS))
def test_help_names_every_option_and_no_other(command: str, language: str) -> None:
    text = text_of(f"cli-help-{command.replace(' ', '-') or 'grondslag'}", {}, language)
    named = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*|-[vqhV])\b", text))
    known = {name for option in OPTIONS[command] for name in option.names} - {"-V"}
    assert known <= named
    assert {name for name in named if name not in known} <= {"--version"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_names_every_command(language: str) -> None:
    text = text_of("cli-help-grondslag", {}, language)
    assert all(f"grondslag {command}" in text for command in COMMANDS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", list(OPTIONS))
def test_help_fits_80_columns(command: str, language: str) -> None:
    text = text_of(f"cli-help-{command.replace(' ', '-') or 'grondslag'}", {}, language)
    assert [row for row in text.splitlines() if len(row) > 80] == []
