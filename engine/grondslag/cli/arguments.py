"""The arguments of the command line: which commands and options there are, and what was given."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from grondslag.cli.problems import WrongUse, unknown
from grondslag.diagnostics import Message

COMMANDS: Final = (
    "baseline",
    "check",
    "completion",
    "doctor",
    "document",
    "drift",
    "due",
    "explain",
    "export",
    "fix",
    "import",
    "init",
    "rules",
    "site",
    "waivers",
)
RULES_COMMANDS: Final = (
    "check",
    "coverage",
    "format",
    "impact",
    "list",
    "mutate",
    "new",
    "test",
)
WAIVERS_COMMANDS: Final = ("add", "audit", "list", "prune")
BASELINE_COMMANDS: Final = ("create", "prune")
SITE_COMMANDS: Final = ("build", "serve", "verify")
AUDIENCES: Final = ("internal", "public")
DOWNLOADS: Final = ("json", "csv", "xlsx", "sarif", "pdf")
LANGUAGES: Final = ("nl", "en")
COLOURS: Final = ("auto", "always", "never")
VERDICTS: Final = ("all", "findings")
TABLES: Final = ("table", "json")
EXPORTS: Final = ("csv", "dpv", "ics", "json", "xlsx")
REPORTS_OF_DOCTOR: Final = ("terminal", "json")
HOSTS: Final = ("github", "gitlab")
PAPERS: Final = ("md", "html", "pdf")
END: Final = "--"
"""What follows it is never an option."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, and how it takes a value: `flag`, `one`, `many` (repeatable, or with
    commas).

    `choices` are the values there are; empty where any may be given.
    """

    names: tuple[str, ...]
    takes: str = "flag"
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name under which what was given is kept."""
        return self.names[-1].removeprefix("--").replace("-", "_")


EVERYWHERE: Final = (
    Option(("-h", "--help")),
    Option(("--lang",), "one", LANGUAGES),
    Option(("--color",), "one", COLOURS),
    Option(("-v", "--verbose")),
    Option(("-q", "--quiet")),
    Option(("--debug",)),
)
PLACE: Final = (Option(("--config",), "one"), Option(("--root",), "one"))
PROJECT: Final = (*PLACE, Option(("--as-of",), "one"), Option(("--with",), "many"))
CHECK: Final = (
    *EVERYWHERE,
    *PROJECT,
    Option(("--format",), "many"),
    Option(("--stdin-filename",), "one"),
    Option(("--fail-on",), "one", ("error", "warning", "never")),
    Option(("--exit-zero",)),
    Option(("--only",), "many"),
    Option(("--form",)),
    Option(("--base",), "one"),
    Option(("--no-waivers",)),
    Option(("--baseline",), "one"),
    Option(("--strict-baseline",)),
    Option(("--verdicts",), "one", VERDICTS),
    Option(("--settle",)),
    Option(("--statistics",)),
    Option(("--show-files",)),
    Option(("--show-settings",)),
)
SITE: Final = (
    *(option for option in EVERYWHERE if option.key != "lang"),
    *PROJECT,
    Option(("--lang",), "one"),  # Several languages may be named, with commas between.
    Option(("--audience",), "one", AUDIENCES),
    Option(("--downloads",), "one"),  # Several kinds may be named, with commas between.
    Option(("--out",), "one"),
    Option(("--base",), "one"),
    Option(("--no-waivers",)),
    Option(("--baseline",), "one"),
    Option(("--strict-baseline",)),
)
OPTIONS: Final[Mapping[str, tuple[Option, ...]]] = {
    "": (*EVERYWHERE, Option(("-V", "--version"))),
    "check": CHECK,
    "completion": EVERYWHERE,
    "doctor": (
        *EVERYWHERE,
        *PLACE,
        Option(("--as-of",), "one"),
        Option(("--format",), "one", REPORTS_OF_DOCTOR),
    ),
    "document": (
        *EVERYWHERE,
        *PLACE,
        Option(("--as-of",), "one"),
        Option(("--for",), "many"),
        Option(("--format",), "one", PAPERS),
        Option(("--out",), "one"),
        Option(("--force",)),
        Option(("--list-gaps",)),
    ),
    "drift": (*EVERYWHERE, *PLACE),
    "explain": (*EVERYWHERE, *PROJECT),
    "export": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--format",), "one", EXPORTS),
        Option(("--out",), "one"),
        Option(("--within",), "one"),
        Option(("--force",)),
    ),
    "init": (
        *EVERYWHERE,
        Option(("--root",), "one"),
        Option(("--as-of",), "one"),
        Option(("--answers",), "one"),
        Option(("--defaults",)),
        Option(("--questions",)),
        Option(("--dry-run",)),
        Option(("--ci",), "one", HOSTS),
        Option(("--owner",), "one"),
    ),
    "fix": (
        *EVERYWHERE,
        *PLACE,
        Option(("--diff",)),
        Option(("--check",)),
        Option(("--order",)),
        Option(("--schemas",)),
    ),
    "import": (
        *EVERYWHERE,
        *PLACE,
        Option(("--mapping",), "one"),
        Option(("--write-mapping",), "one"),
        Option(("--out",), "one"),
        Option(("--update",)),
        Option(("--dry-run",)),
        Option(("--format",), "one", REPORTS_OF_DOCTOR),
    ),
    "due": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--within",), "one"),
        Option(("--format",), "one", TABLES),
    ),
    "waivers": EVERYWHERE,
    "waivers list": (*EVERYWHERE, *PROJECT, Option(("--format",), "one", TABLES)),
    "waivers audit": (*EVERYWHERE, *PROJECT),
    "waivers add": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--id",), "one"),
        Option(("--reason",), "one"),
        Option(("--owner",), "one"),
        Option(("--until",), "one"),
        Option(("--approved-by",), "one"),
        Option(("--dry-run",)),
    ),
    "waivers prune": (*EVERYWHERE, *PROJECT, Option(("--dry-run",))),
    "baseline": EVERYWHERE,
    "baseline create": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--baseline",), "one"),
        Option(("--extend",)),
    ),
    "baseline prune": (*EVERYWHERE, *PROJECT, Option(("--baseline",), "one")),
    "rules": EVERYWHERE,
    "rules check": (*EVERYWHERE, *PLACE),
    "rules list": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--format",), "one", TABLES),
        Option(("--pack",), "many"),
        Option(("--theme",), "many"),
        Option(("--article",), "many"),
        Option(("--certainty",), "many"),
        Option(("--review",)),
    ),
    "rules new": (*EVERYWHERE, *PLACE, Option(("--keywords",), "one", LANGUAGES)),
    "rules format": (
        *EVERYWHERE,
        *PLACE,
        Option(("--check",)),
        Option(("--diff",)),
        Option(("--keywords",), "one", LANGUAGES),
    ),
    "rules coverage": (
        *EVERYWHERE,
        *PLACE,
        Option(("--only",), "many"),
        Option(("--format",), "one", TABLES),
    ),
    "rules mutate": (
        *EVERYWHERE,
        *PLACE,
        Option(("--only",), "many"),
        Option(("--format",), "one", TABLES),
    ),
    "rules impact": (
        *EVERYWHERE,
        *PROJECT,
        Option(("--base",), "one"),
        Option(("--format",), "one", TABLES),
    ),
    "site": EVERYWHERE,
    "site build": SITE,
    "site serve": (*SITE, Option(("--port",), "one")),
    "site verify": (*EVERYWHERE, *PLACE),
    "rules test": (*EVERYWHERE, *PLACE, Option(("--only",), "many")),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What was given: the command (`check`, `rules list`; empty for none), its options, and the
    rest in order."""

    command: str
    options: Mapping[str, object]
    rest: tuple[str, ...]

    def flag(self, key: str) -> bool:
        """Whether a flag was given."""
        return bool(self.options.get(key))

    def one(self, key: str) -> str | None:
        """The value of an option; None where it was not given."""
        value = self.options.get(key)
        return value if isinstance(value, str) else None

    def many(self, key: str) -> tuple[str, ...]:
        """The values of an option that may be repeated, in order."""
        value = self.options.get(key)
        return tuple(value) if isinstance(value, list) else ()


def read_arguments(arguments: Sequence[str]) -> Given:
    """What was given; raises `WrongUse` for what no command or option is called, and for values
    that do not exist."""
    words = list(arguments)
    cut = words.index(END) if END in words else len(words)
    command, rest = _command(words[:cut])
    options, positional = _options(command, rest)
    return Given(command, options, (*positional, *words[cut + 1 :]))


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "baseline": BASELINE_COMMANDS,
    "rules": RULES_COMMANDS,
    "site": SITE_COMMANDS,
    "waivers": WAIVERS_COMMANDS,
}
"""Commands that have commands of their own."""
VALUED: Final = frozenset(
    name
    for known in OPTIONS.values()
    for option in known
    if option.takes != "flag"
    for name in option.names
)
"""Options after which a word is their value, and no command."""


def _command(arguments: list[str]) -> tuple[str, list[str]]:
    """The command, and what is left without its words. Options may stand before it."""
    for number, word in enumerate(arguments):
        if word.startswith("-"):
            continue
        if number and arguments[number - 1] in VALUED:
            continue
        rest = arguments[:number] + arguments[number + 1 :]
        if word in GROUPS:
            return _inner_command(word, rest, number)
        if word not in COMMANDS:
            raise unknown("command", word, COMMANDS)
        return word, rest
    return "", arguments


def _inner_command(group: str, rest: list[str], start: int) -> tuple[str, list[str]]:
    for number in range(start, len(rest)):
        word = rest[number]
        if word.startswith("-") or (number and rest[number - 1] in VALUED):
            continue
        if word not in GROUPS[group]:
            raise unknown("command", word, GROUPS[group])
        return f"{group} {word}", rest[:number] + rest[number + 1 :]
    return group, rest


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse(Message("cli-wrong-use", {"detail": message}), Message("cli-see-help"))


def _options(command: str, arguments: list[str]) -> tuple[dict[str, object], tuple[str, ...]]:
    parser = _Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
    known = OPTIONS[command]
    for option in known:
        action = {"flag": "store_true", "one": "store", "many": "append"}[option.takes]
        parser.add_argument(*option.names, dest=option.key, action=action, default=None)
    parser.add_argument("rest", nargs="*", default=[])
    try:
        found, extra = parser.parse_known_intermixed_args(arguments)
    except argparse.ArgumentError as wrong:
        raise _wrong_value(known, wrong.argument_name or "") from None
    for word in extra:
        if word.startswith("-") and word != "-":
            names = [name for option in known for name in option.names]
            raise unknown("option", word.partition("=")[0], names)
    given: dict[str, object] = {
        key: value for key, value in vars(found).items() if value is not None
    }
    _check_choices(known, given)
    rest = given.pop("rest", [])
    return given, tuple(rest) if isinstance(rest, list) else ()


def _wrong_value(known: tuple[Option, ...], names: str) -> WrongUse:
    """An option without the value that it needs, or with one that it does not take; *names* as in `-v/--verbose`."""
    for option in known:
        if option.takes != "flag" and option.names[-1] in names.split("/"):
            choices = Message("cli-choose", {"choices": option.choices}) if option.choices else None
            return WrongUse(
                Message("cli-value-missing", {"name": names}), choices or Message("cli-see-help")
            )
    return WrongUse(Message("cli-value-not-taken", {"name": names}), Message("cli-see-help"))


def _check_choices(known: tuple[Option, ...], given: dict[str, object]) -> None:
    for option in known:
        value = given.get(option.key)
        if option.choices and isinstance(value, str) and value not in option.choices:
            raise unknown("value", value, option.choices, name=option.names[-1])
        if option.takes == "many" and isinstance(value, list) and option.key != "format":
            given[option.key] = [part for item in value for part in item.split(",") if part]
