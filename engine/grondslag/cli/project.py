"""The project that a command is about: its root, settings and rulebook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.problems import WrongUse, no_file, unknown
from grondslag.diagnostics import Diagnostic, Message
from grondslag.documents.walk import GIT, is_below
from grondslag.language.calendar import day_of
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.keep import rulebook_from
from grondslag.rulebook.overrides import with_own_values, wrong_values
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.intake import Wanted
from grondslag.settings.load import FILE_NAME, read_settings, unknown_names
from grondslag.settings.settings import PackMode, Settings
from grondslag.text import Source

MOST_BYTES: Final = 1_000_000

__all__ = [
    "Project",
    "check_packs",
    "chosen",
    "default_settings",
    "find_project",
    "load_model",
    "names_that_do_not_exist",
    "rulebook_of",
    "shown_path",
    "wanted_of",
    "with_parameters",
]


@dataclass(frozen=True, slots=True)
class Project:
    """Root, settings as applied, and what is wrong with them."""

    root: Path
    settings: Settings
    problems: tuple[Diagnostic, ...]


def find_project(given: Given, paths: Sequence[Path]) -> Project:
    """The project of the working directory; if it is none, that of the paths.

    The root is the nearest folder upwards that holds `grondslag.yaml`; a search ends at the folder that
    holds `.git`. Without such a file the root is the working directory, or the folder that holds all paths
    if these lie elsewhere.
    """
    config, root = given.one("config"), given.one("root")
    if root is not None and not Path(root).is_dir():
        raise WrongUse(Message("cli-no-folder", {"path": root}))
    if config is not None and not Path(config).is_file():
        raise no_file(Path(config))
    start = _start(paths)
    if config is not None:
        file: Path | None = Path(config)
    elif root is not None:
        file = Path(root) / FILE_NAME
    else:
        file = _settings_above(start) or (_settings_above(_shared(paths)) if paths else None)
    folder = Path(root) if root is not None else file.parent if file is not None else start
    if file is not None and file.is_symlink():
        check_below([file], file.parent)
    settings, problems = (
        _read(file) if file is not None and file.is_file() else (default_settings(), [])
    )
    return Project(folder.resolve(), _with_packs(settings, given.many("with")), tuple(problems))


def rulebook_of(project: Project, model: Model, others: Sequence[str] = ()) -> RuleBook:
    """All packs that the engine has and those of the project or in *others*, whatever their mode."""
    own = [Path(folder) for folder in others]
    if not others:
        own = [project.root / folder for folder in project.settings.policies]
        check_below(own, project.root)
    for folder in own:
        if not folder.is_dir():
            raise WrongUse(Message("cli-no-folder", {"path": shown_path(folder)}))
    builtin = builtin_policies()
    folders = [builtin, *(folder for folder in own if folder.resolve() != builtin.resolve())]
    keep_in = environment.cache_folder(environment.variables(), project.root)
    return rulebook_from(folders, model, keep_in)


def check_below(files: Sequence[Path], root: Path) -> None:
    """Refuses what a link takes out of a project. Raises `WrongUse`."""
    for file in files:
        if not is_below(os.path.realpath(file), os.path.realpath(root)):
            params = {"path": shown_path(file), "root": str(root)}
            raise WrongUse(Message("cli-outside-root", params))


def wanted_of(project: Project) -> Wanted:
    """What the settings call the register; without settings, whatever is register below the root."""
    root, ignore = project.root, project.settings.ignore
    register = project.settings.register
    if not register:
        return Wanted(root, paths=(shown_path(root),), ignore=ignore)
    folders = tuple(shown_path(root / folder) for folder in register)
    there = tuple(folder for folder in folders if Path(folder).exists())
    return Wanted(root, paths=there, ignore=ignore, all_register=True, looked_for=folders)


def names_that_do_not_exist(project: Project, rulebook: RuleBook) -> list[Diagnostic]:
    """Packs, rules and parameters in the settings that the rulebook does not have, and values that do not fit."""
    known = {*rulebook.rules, *(item.rule for item in rulebook.not_judged)}
    names = unknown_names(project.settings, list(rulebook.packs), known)
    return [*names, *wrong_values(project.settings, rulebook.law)]


def chosen(rulebook: RuleBook, settings: Settings, only: Sequence[str] = ()) -> RuleBook:
    """The rules of packs that are not off; of those the rules and packs named by *only*, if any are.

    What is wrong with a pack that is off is left out as well.
    """
    known = {*rulebook.rules, *rulebook.packs, *(item.rule for item in rulebook.not_judged)}
    for name in only:
        if name not in known:
            raise unknown("rule", name, known)
    wanted = set(only)
    off = {name for name in rulebook.packs if settings.mode(name) == "off"}
    folders = tuple(rulebook.packs[name].source.path.rpartition("/")[0] + "/" for name in off)
    rules = {
        rule_id: versions
        for rule_id, versions in rulebook.rules.items()
        if versions[-1].pack not in off and (not wanted or {rule_id, versions[-1].pack} & wanted)
    }
    return replace(
        rulebook.only(rules),
        not_judged=tuple(item for item in rulebook.not_judged if item.pack not in off),
        diagnostics=tuple(
            problem
            for problem in rulebook.diagnostics
            if not problem.span.source.path.startswith(folders)
        ),
    )


def with_parameters(rulebook: RuleBook, project: Project, as_of: datetime) -> RuleBook:
    """The rulebook with the own values of the project for parameters, as far as these may be used."""
    return with_own_values(rulebook, project.settings, day_of(as_of))


def check_packs(names: Sequence[str], rulebook: RuleBook) -> None:
    """Refuses names of packs that do not exist."""
    for name in names:
        if name not in rulebook.packs:
            raise unknown("pack", name, list(rulebook.packs))


def default_settings() -> Settings:
    """Without a file of settings the register is whatever the folder holds of it."""
    return Settings(register=())


def _with_packs(settings: Settings, names: Sequence[str]) -> Settings:
    """The settings with these packs judged, also if they are off."""
    modes: dict[str, PackMode] = {name: "on" for name in names if settings.mode(name) == "off"}
    return replace(settings, packs={**settings.packs, **modes}) if modes else settings


def _read(file: Path) -> tuple[Settings, list[Diagnostic]]:
    shown = shown_path(file)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WrongUse(Message("cli-file-too-large", {"path": shown}))
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise WrongUse(Message("cli-file-not-read", {"path": shown})) from None
    return read_settings(Source(shown, text))


def shown_path(file: Path) -> str:
    """A path as the user would type it from the working directory."""
    try:
        return os.path.relpath(file).replace(os.sep, "/")
    except ValueError:
        return str(file)


def _start(paths: Sequence[Path]) -> Path:
    """The working directory if all paths lie in it, else the folder that holds them all."""
    here = Path.cwd()
    return here if all(path.resolve().is_relative_to(here) for path in paths) else _shared(paths)


def _shared(paths: Sequence[Path]) -> Path:
    """The innermost folder that holds all paths."""
    shared = Path(os.path.commonpath([path.resolve() for path in paths]))
    return shared if shared.is_dir() else shared.parent


def _settings_above(start: Path) -> Path | None:
    """The nearest file of settings, from a folder upwards to that which holds `.git`."""
    for place in (start, *start.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
        if (place / GIT).exists():
            return None
    return None
