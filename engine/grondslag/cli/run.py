"""From arguments to a command, its language and its exit status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from grondslag.cli import environment
from grondslag.cli.arguments import LANGUAGES, Given, read_arguments
from grondslag.cli.problems import WrongSettings, WrongUse, tell
from grondslag.words.catalogue import text_of

WRONG_USE = 2
COMMANDS: Mapping[str, str] = {
    "baseline create": "grondslag.cli.baseline",
    "baseline prune": "grondslag.cli.baseline",
    "check": "grondslag.cli.check",
    "completion": "grondslag.cli.completion",
    "doctor": "grondslag.cli.doctor",
    "document": "grondslag.cli.document",
    "drift": "grondslag.cli.drift",
    "due": "grondslag.cli.due",
    "explain": "grondslag.cli.explain",
    "export": "grondslag.cli.export",
    "fix": "grondslag.cli.fix",
    "import": "grondslag.cli.bring",
    "init": "grondslag.cli.init",
    "rules check": "grondslag.cli.rules_check",
    "rules coverage": "grondslag.cli.rules_coverage",
    "rules format": "grondslag.cli.rules_format",
    "rules impact": "grondslag.cli.rules_impact",
    "rules list": "grondslag.cli.rules_list",
    "rules mutate": "grondslag.cli.rules_mutate",
    "rules new": "grondslag.cli.rules_new",
    "rules test": "grondslag.cli.rules_test",
    "site build": "grondslag.cli.site",
    "site serve": "grondslag.cli.site",
    "site verify": "grondslag.cli.site",
    "waivers add": "grondslag.cli.waivers_change",
    "waivers audit": "grondslag.cli.waivers_list",
    "waivers list": "grondslag.cli.waivers_list",
    "waivers prune": "grondslag.cli.waivers_change",
}

Command = Callable[[Given, Mapping[str, str]], int]


def run(arguments: Sequence[str]) -> int:
    """Carries out a command; what is wrong with how it was given goes to standard error, with
    status 2."""
    environment.make_streams_utf8()
    variables = environment.variables()
    try:
        given = read_arguments(arguments)
        return _carry_out(given, variables)
    except WrongUse as problem:
        tell(problem, _language(arguments, variables))
        return WRONG_USE
    except WrongSettings:
        return WRONG_USE


def _carry_out(given: Given, variables: Mapping[str, str]) -> int:
    if given.flag("version"):
        import grondslag

        print(f"grondslag {grondslag.__version__}")
        return 0
    if given.flag("help") or given.command not in COMMANDS:
        name = given.command.replace(" ", "-") or "grondslag"
        print(
            text_of(
                f"cli-help-{name}", {}, given.one("lang") or environment.language(variables)
            ).strip()
        )
        return 0 if given.flag("help") else WRONG_USE
    command: Command = import_module(COMMANDS[given.command]).run
    return command(given, variables)


def _language(arguments: Sequence[str], variables: Mapping[str, str]) -> str:
    """The language asked for, also when the rest of the command line could not be read."""
    words = list(arguments)
    for number, word in enumerate(words):
        value = (
            words[number + 1]
            if word == "--lang" and number + 1 < len(words)
            else word.removeprefix("--lang=")
        )
        if value in LANGUAGES and word.startswith("--lang"):
            return value
    return environment.language(variables)
