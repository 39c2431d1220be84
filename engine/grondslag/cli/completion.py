"""`grondslag completion SHELL`: a script with which a shell completes commands and options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, Final

import shtab

from grondslag.cli.arguments import COMMANDS, GROUPS, OPTIONS, Given, Option
from grondslag.cli.problems import WrongUse, unknown
from grondslag.diagnostics import Message

SHELLS: Final = ("bash", "zsh", "tcsh")
_FILES: Final = frozenset({"config", "baseline", "answers", "root", "out"})
"""Options that take a path."""
_WITH_PATHS: Final = frozenset({"check", "drift", "rules format"})


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the script; 2 for a shell that there is none for."""
    if len(given.rest) != 1:
        raise WrongUse(Message("cli-choose", {"choices": SHELLS}), Message("cli-see-help"))
    if given.rest[0] not in SHELLS:
        raise unknown("shell", given.rest[0], SHELLS)
    print(shtab.complete(_parser(), shell=given.rest[0]))
    return 0


def _parser() -> argparse.ArgumentParser:
    """All commands as argparse knows them, only to be completed."""
    parser = argparse.ArgumentParser(prog="grondslag", add_help=False)
    _add(parser, OPTIONS[""], "")
    commands = parser.add_subparsers()
    for name in COMMANDS:
        command = _command(commands, name, name)
        if name in GROUPS:
            inner = command.add_subparsers()
            for word in GROUPS[name]:
                _command(inner, word, f"{name} {word}")
    return parser


def _command(commands: Any, word: str, name: str) -> argparse.ArgumentParser:
    # NOTE: shtab passes over a command without help.
    command: argparse.ArgumentParser = commands.add_parser(
        word, add_help=False, help=f"grondslag {name}"
    )
    _add(command, OPTIONS.get(name, ()), name)
    return command


def _add(parser: argparse.ArgumentParser, options: tuple[Option, ...], command: str) -> None:
    for option in options:
        if option.takes == "flag":
            parser.add_argument(*option.names, dest=option.key, action="store_true")
            continue
        added: Any = parser.add_argument(
            *option.names, dest=option.key, choices=option.choices or None
        )
        if option.key in _FILES:
            added.complete = shtab.FILE
    if command == "completion":
        parser.add_argument("shell", choices=SHELLS)
    if command in _WITH_PATHS:
        paths: Any = parser.add_argument("paths", nargs="*")
        paths.complete = shtab.FILE
