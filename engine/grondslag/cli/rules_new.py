"""`grondslag rules new`: a rule to start from, in a folder of the project's own policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import (
    Project,
    find_project,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
    shown_path,
)
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.language.keywords import KEYWORD_LANGUAGES, KeywordLanguage
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.rulebook.folders import CALENDARS, TABLES, builtin_policies
from grondslag.rulebook.rulebook import RuleBook
from grondslag.rulebook.scaffold import OWN_SOURCE, new_pack, new_rule
from grondslag.words.catalogue import text_of

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rule asked for, and the folder of policies it goes into."""

    pack: str
    theme: str
    rule: str
    policies: Path

    @property
    def folder(self) -> Path:
        """The folder of its pack."""
        return self.policies / self.pack

    @property
    def file(self) -> Path:
        """The file of the rule."""
        return self.folder / self.theme / f"{self.rule}.rule"


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the rule, and the pack if it is new, and says what to do next; always 0."""
    pack, theme, rule = _names(given)
    project, view = find_project(given, ()), view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    stop_for_settings(project.problems, language)
    wanted = Wanted(pack, theme, rule, _policies(project, pack))
    missing = not wanted.policies.is_dir()
    rulebook = rulebook_of(project, load_model(), (str(builtin_policies()),) if missing else ())
    if not missing:
        stop_for_settings(names_that_do_not_exist(project, rulebook), language)
    _check_names(wanted, rulebook)
    _check_place(wanted, project)
    keywords = _keywords(given, project)
    files = {wanted.file: new_rule(rule, _source(wanted, rulebook), keywords)}
    if not (wanted.folder / "pack.rule").is_file():
        files = {wanted.folder / "pack.rule": new_pack(pack, keywords), **files}
    for file, text in files.items():
        _write(file, text)
    show_lines(_next(list(files), wanted, language, view.width), view)
    return 0


def _names(given: Given) -> tuple[str, str, str]:
    parts = given.rest[0].split("/") if len(given.rest) == 1 else []
    if len(parts) != 3:
        raise WrongUse(Message("cli-new-needs-a-name"), Message("cli-new-name-help"))
    for part in parts:
        if not _NAME.fullmatch(part) or len(part) > LONGEST:
            raise WrongUse(Message("cli-new-name-form", {"found": part}), Message("cli-new-form"))
    pack, theme, rule = parts
    if theme == TABLES or pack == CALENDARS:
        found = theme if theme == TABLES else pack
        raise WrongUse(Message("cli-new-name-taken", {"found": found}))
    return pack, theme, rule


def _policies(project: Project, pack: str) -> Path:
    """The folder of the settings that has the pack already, else the first."""
    folders = [project.root / folder for folder in project.settings.policies]
    if not folders:
        raise WrongUse(Message("cli-new-no-policies"), Message("cli-new-policies-help"))
    return next((folder for folder in folders if (folder / pack).is_dir()), folders[0])


def _check_names(wanted: Wanted, rulebook: RuleBook) -> None:
    """Refuses a pack of the program and the id of a rule that exists."""
    ours = {path.name for path in builtin_policies().iterdir() if path.is_dir()}
    if wanted.pack in ours:
        params = {"pack": wanted.pack}
        raise WrongUse(Message("cli-new-pack-of-ours", params), Message("cli-new-pack-help"))
    taken = {*rulebook.rules, *(item.rule for item in rulebook.not_judged)}
    if wanted.rule in taken:
        raise WrongUse(Message("cli-new-rule-taken", {"rule": wanted.rule}))


def _check_place(wanted: Wanted, project: Project) -> None:
    """Refuses a place that links lead out of the project, and a file that is there."""
    for place in (wanted.file, wanted.folder / "pack.rule"):
        if not place.resolve().is_relative_to(project.root.resolve()):
            params = {"path": shown_path(place), "root": str(project.root)}
            raise WrongUse(Message("cli-outside-root", params))
    if wanted.file.exists() or wanted.file.is_symlink():
        raise WrongUse(Message("cli-new-file-exists", {"path": shown_path(wanted.file)}))


def _keywords(given: Given, project: Project) -> KeywordLanguage:
    wanted = given.one("keywords") or project.settings.language
    return next((each for each in KEYWORD_LANGUAGES if each == wanted), "en")


def _source(wanted: Wanted, rulebook: RuleBook) -> str:
    """What the new rule cites: the first source of its own pack."""
    pack = rulebook.packs.get(wanted.pack)
    if pack is None:
        return OWN_SOURCE
    names = [source.name for source in pack.checked.sources]
    return (names or sorted(pack.sources) or [OWN_SOURCE])[0]


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": shown_path(file)})) from None


def _next(files: list[Path], wanted: Wanted, language: str, width: int) -> Iterator[Line]:
    yield line(Piece(text_of("cli-new-written", {}, language), "strong"))
    for file in files:
        yield line("  ", Piece(visible(shown_path(file)), "path"))
    yield EMPTY
    yield line(Piece(text_of("cli-new-next", {}, language), "strong"))
    for number in range(1, 5):
        text = text_of(f"cli-new-step-{number}", {"rule": wanted.rule}, language)
        yield from hanging((Piece(f"  {number}. ", "strong"),), text, width)
