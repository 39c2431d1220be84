"""`grondslag init`: a few plain questions, and a register to begin with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from grondslag import __version__
from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.baseline import known_now
from grondslag.cli.judging import outcome_of
from grondslag.cli.onboarding.answers import KEPT_IN, keep_answers, read_answers
from grondslag.cli.onboarding.ask import Asker, Stopped
from grondslag.cli.onboarding.first import first_lines, things_to_do
from grondslag.cli.onboarding.write import in_the_way, left_alone, tree_lines, write_new
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import find_project, load_model, shown_path
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.interchange.starting.blank import blank_answers
from grondslag.interchange.starting.files import (
    EDITOR,
    SETTINGS,
    StartingFile,
    ci_files,
    starting_files,
)
from grondslag.language.calendar import day_of
from grondslag.reporters.layout import EMPTY, Line, hanging, line
from grondslag.reporters.view import View
from grondslag.settings.baseline import write_baseline
from grondslag.settings.decisions import Decisions
from grondslag.settings.settings import BASELINE_BY_DEFAULT
from grondslag.words.catalogue import text_of

STOPPED: Final = 130
_OWNER: Final = re.compile(r"@[\w.-]+(?:/[\w.-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Init:
    """What holds for this run."""

    given: Given
    variables: Mapping[str, str]
    root: Path
    view: View
    as_of: datetime
    at_terminal: bool

    def say(self, name: str, language: str, **params: object) -> None:
        self.show(hanging((), text_of(name, params, language), self.view.width))

    def show(self, lines: Iterable[Line]) -> None:
        show_lines(lines, self.view)
        sys.stdout.flush()


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Asks, shows what will be written, and writes it; 0, 2 where something is in the way, 130 if stopped."""
    if given.rest:
        raise WrongUse(
            Message("init-no-arguments", {"found": given.rest[0]}), Message("cli-see-help")
        )
    root = Path(given.one("root") or ".")
    if not root.is_dir():
        raise WrongUse(Message("cli-no-folder", {"path": str(root)}))
    terminal = all(getattr(it, "isatty", lambda: False)() for it in (sys.stdin, sys.stdout))
    as_of = environment.moment(given.one("as_of"))
    init = _Init(given, variables, root.resolve(), view_of(given, variables), as_of, terminal)
    language = given.one("lang") or environment.language(variables)
    if given.flag("questions"):
        init.show(line(row) for row in blank_answers(load_model(), language).splitlines())
        return 0
    if given.one("ci") is not None and (init.root / SETTINGS).is_file():
        return _only_ci(init, language)
    try:
        return _start(init, language)
    except Stopped:
        return STOPPED


def _only_ci(init: _Init, language: str) -> int:
    """The files for CI of a project that has a register already."""
    files = _ci(init, language)
    _refuse(in_the_way(files, init.root, register=False))
    init.show(tree_lines(files, init.root, language, init.view.width))
    if init.given.flag("dry_run"):
        init.say("init-dry-run", language)
        return 0
    spared = left_alone(files, init.root)
    write_new(files, init.root)
    _say_of_files(init, language, spared)
    return 0


def _say_of_files(init: _Init, language: str, spared: Sequence[StartingFile]) -> None:
    """What was left as it was and what to add to it, and what the host does from now on."""
    for item in spared:
        init.say("init-left-alone", language, path=item.path)
        if not item.path.startswith(EDITOR):
            init.say("init-add-lines", language)
            init.show(line(f"  {row}") for row in item.text.splitlines())
    host = init.given.one("ci")
    if host is not None:
        init.say(f"init-ci-written-{host}", language)


def _ci(init: _Init, language: str) -> list[StartingFile]:
    host = init.given.one("ci")
    owner = init.given.one("owner")
    if owner is not None and not _OWNER.fullmatch(owner):
        raise WrongUse(Message("init-wrong-owner", {"found": owner}))
    return ci_files(host, language, __version__, owner) if host is not None else []


def _start(init: _Init, language: str) -> int:
    kept_in = init.root / KEPT_IN
    if not kept_in.is_file():
        _refuse([SETTINGS] if (init.root / SETTINGS).exists() else [])
    answers, language, asker = _answers(init, language, kept_in)
    while True:
        files = starting_files(load_model(), answers, language, day_of(init.as_of))
        files += _ci(init, language)
        _refuse(in_the_way(files, init.root, register=True))
        init.show([EMPTY])
        place = shown_path(init.root)
        init.say("init-tree-here" if place == "." else "init-tree", language, root=place)
        init.show(tree_lines(files, init.root, language, init.view.width))
        if init.given.flag("dry_run"):
            init.say("init-dry-run", language)
            return 0
        agreed = _agreed(init, language, asker)
        if agreed is None:
            break
        answers = agreed
    spared = left_alone(files, init.root)
    write_new(files, init.root)
    _finish(init, language, spared)
    if asker is not None:
        kept_in.unlink(missing_ok=True)  # All that was answered is in the register now.
    return 0


def _agreed(init: _Init, language: str, asker: Asker | None) -> Mapping[str, Any] | None:
    """None if the files may be written; other answers where the user went back. Raises `Stopped`."""
    if asker is None:
        return None
    try:
        agreed = asker.confirm("init-confirm")
        if agreed is None:
            return asker.ask_last()
    except Stopped:
        agreed = False
    if not agreed:
        init.say("init-not-written", language)
        raise Stopped
    return None


def _refuse(paths: Sequence[str]) -> None:
    if paths:
        raise WrongUse(
            Message("init-in-the-way", {"paths": ", ".join(paths)}), Message("init-in-the-way-help")
        )


def _answers(
    init: _Init, language: str, kept_in: Path
) -> tuple[Mapping[str, Any], str, Asker | None]:
    """The answers, the language of the register, and who asked them; None if nobody did."""
    named = init.given.one("answers")
    if named is not None:
        answers, chosen = read_answers(Path(named), language)
        return answers, init.given.one("lang") or chosen or language, None
    if init.given.flag("defaults"):
        return {}, language, None
    if not init.at_terminal:
        raise WrongUse(Message("init-no-terminal"), Message("init-no-terminal-help"))
    earlier: dict[str, Any] = {}
    if kept_in.is_file():
        earlier, chosen = read_answers(kept_in, language)
        language = init.given.one("lang") or chosen or language
    elif init.given.one("lang") is None:
        language = _ask_language(init, language)
    asker = Asker(
        language,
        init.view.width,
        _read_line,
        init.show,
        lambda answers: keep_answers(kept_in, answers, language),
        earlier,
    )
    try:
        init.say("init-resumed" if earlier else "init-welcome", language)
        init.say("init-keys", language)
        return asker.ask_all(), language, asker
    except Stopped:
        init.say("init-stopped", language)
        raise


def _ask_language(init: _Init, language: str) -> str:
    init.show([line(f"Nederlands (nl) / English (en) [{language}]")])
    while True:
        read = _read_line()
        if read is None:
            raise Stopped
        written = read.strip().casefold()
        if not written:
            return language
        if written[:2] in {"nl", "ne"}:
            return "nl"
        if written[:2] == "en":
            return "en"
        init.show([line("nl / en?")])


def _read_line() -> str | None:
    """A line typed by the user; None at the end of input, and for Ctrl-C."""
    try:
        return input("> ")
    except (EOFError, KeyboardInterrupt):
        print()
        return None
    except UnicodeDecodeError:
        return ""


def _finish(init: _Init, language: str, spared: Sequence[StartingFile]) -> None:
    """The baseline of what is open, and what to do first."""
    place = Given(
        "check", {"root": str(init.root), "as_of": init.as_of.isoformat(), "lang": language}, ()
    )
    project = find_project(place, ())
    outcome = outcome_of(place, init.variables, project, Decisions())
    things = things_to_do(outcome, language)
    write_new(
        [
            StartingFile(
                BASELINE_BY_DEFAULT, write_baseline(known_now(outcome)), "starting-file-settings"
            )
        ],
        init.root,
    )
    init.show([EMPTY])
    _say_of_files(init, language, spared)
    init.say("init-written", language, count=len(things), path=BASELINE_BY_DEFAULT)
    init.show([EMPTY, *first_lines(things, language, init.view.width)])
    init.say("init-next", language)
