"""What the command line itself has to say, on standard error: wrong use, and mistakes of ours."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from grondslag.diagnostics import Message
from grondslag.reporters.escape import no_command, visible
from grondslag.words.catalogue import text_of
from grondslag.words.phrases import did_you_mean


class WrongUse(Exception):
    """The command line cannot be carried out as it was given (exit 2); holds the message and what
    to do."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(message.id)
        self.message = message
        self.help = help_


class WrongSettings(Exception):
    """The settings are not in order (exit 2); what is wrong has been said on standard error."""


def unknown(kind: str, found: str, known: Collection[str], name: str = "") -> WrongUse:
    """An unknown name of a *kind* (`format`, `rule`, `pack`, `record`, `option`, `command`, or a `value` of
    the option *name*): the nearest, or all."""
    known = [one for one in known if one]
    bare = {one.lstrip("-"): one for one in sorted(known, reverse=True)}
    near = bare.get(did_you_mean(found.lstrip("-"), bare) or "")
    if near is not None:
        help_ = Message("cli-near", {"near": near})
    elif kind in {"rule", "record"}:
        help_ = Message(f"cli-list-{kind}")
    elif kind == "option":
        help_ = Message("cli-see-help")
    else:
        help_ = Message("cli-choose", {"choices": tuple(sorted(known))})
    params = {"found": found, "name": name} if name else {"found": found}
    named = "value-of" if name else kind
    return WrongUse(Message(f"cli-unknown-{named}", params), help_)


def no_file(path: Path, shown: str = "") -> WrongUse:
    """There is no file at a path: nothing, or a folder. *shown*: as the user knows it, else as given."""
    name = "cli-folder-no-file" if path.is_dir() else "cli-no-file"
    return WrongUse(Message(name, {"path": shown or str(path)}))


def tell(problem: WrongUse, language: str) -> None:
    """Says on standard error what is wrong with the command line."""
    say(text_of(problem.message.id, problem.message.params, language))
    if problem.help is not None:
        sys.stderr.write(f"  {visible(text_of(problem.help.id, problem.help.params, language))}\n")


def say(text: str) -> None:
    """A line on standard error, harmless whatever is in it."""
    sys.stderr.write(no_command(f"grondslag: {visible(text)}") + "\n")


def not_written(error: OSError, language: str) -> None:
    """One line: the output is not whole, and why."""
    say(text_of("cli-not-written", {"reason": error.strerror or ""}, language))


def internal_error(error: Exception, language: str) -> None:
    """One line: what kind of mistake of ours, and how to see the rest."""
    say(text_of("cli-internal-error", {"kind": type(error).__name__}, language))
