"""`grondslag.yaml` to settings: read as the register is, so that a mistake has its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.document import Document
from grondslag.documents.parse import parse
from grondslag.documents.scalars import UNREADABLE
from grondslag.settings.settings import (
    BASELINE_BY_DEFAULT,
    PACK_MODES,
    REGISTER_BY_DEFAULT,
    RULE_LEVELS,
    WAIVERS_BY_DEFAULT,
    PackMode,
    RuleLevel,
    Settings,
)
from grondslag.text import Source, Span
from grondslag.words.phrases import did_you_mean

FILE_NAME: Final = "grondslag.yaml"
KEYS: Final = (
    "version",
    "language",
    "register",
    "ignore",
    "policies",
    "packs",
    "rules",
    "parameters",
    "waivers",
    "baseline",
    "site",
)
WAIVERS_KEYS: Final = ("file", "max_days")
BASELINE_KEYS: Final = ("file", "ends")
SITE_KEYS: Final = ("url", "repository")
SEVERITIES: Final = ("critical", "high", "medium", "low", "info")
RULE_KEYS: Final = ("level",)
LANGUAGES: Final = ("nl", "en")
VERSION: Final = 1
_WEB: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
"""An address without a name, a question or an anchor: what is put behind it must stay where it is."""

Problems = list[Diagnostic]
Choice = TypeVar("Choice", bound=str)


def read_settings(source: Source) -> tuple[Settings, Problems]:
    """The settings in a text, and what is wrong with it; what is wrong keeps its default.

    All diagnostics have kind `settings`, those of the YAML included: a project that is not
    configured as written is not judged.
    """
    document, problems = parse(source, {})
    problems = [replace(problem, kind="settings") for problem in problems]
    if document is None:
        return Settings(), problems
    return _settings(document, problems), problems


def unknown_names(
    settings: Settings, packs: Collection[str], rules: Collection[str]
) -> list[Diagnostic]:
    """Packs and rules that the settings name and that do not exist."""
    if settings.document is None:
        return []
    return [
        *_unknown_names(settings.document, "packs", settings.packs, packs),
        *_unknown_names(settings.document, "rules", settings.rules, rules),
    ]


def missing_folders(settings: Settings, root: Path) -> list[Diagnostic]:
    """Folders and files that the settings name and that are not there, seen from *root*."""
    if settings.document is None:
        return []
    found = []
    for key, paths in (("register", settings.register), ("policies", settings.policies)):
        for number, path in enumerate(paths):
            if key in settings.document.value and not (root / path).exists():
                span = settings.document.value_span((key, number))
                found.append(_problem("setting-path-missing", span, setting=key))
    return found


def _unknown_names(
    document: Document, key: str, written: Mapping[str, object], known: Collection[str]
) -> Iterator[Diagnostic]:
    message = {"packs": "setting-unknown-pack", "rules": "setting-unknown-rule"}[key]
    for name in written:
        if name not in known:
            near = did_you_mean(name, known)
            label = Message("setting-near", {"near": near}) if near else None
            helps = () if near or key == "rules" else _choose(known)
            span = document.key_span((key, name))
            yield _problem(message, span, label, helps, found=name)


def _settings(document: Document, problems: Problems) -> Settings:
    written = document.value
    for key in written:
        if key not in KEYS:
            problems.append(_unknown_key(document, (key,), KEYS))
    _check_version(document, problems)
    modes, rules = _modes(document, problems), _rules(document, problems)
    return Settings(
        language=_choice(document, ("language",), LANGUAGES, problems),
        register=_paths(document, "register", problems) or REGISTER_BY_DEFAULT,
        ignore=_texts(document, "ignore", problems),
        policies=_paths(document, "policies", problems),
        packs=modes,
        rules=rules,
        parameters=_map(document, "parameters", problems),
        waivers=_file(document, "waivers", WAIVERS_KEYS, problems) or WAIVERS_BY_DEFAULT,
        waiver_days=_days(document, problems),
        baseline=_file(document, "baseline", BASELINE_KEYS, problems) or BASELINE_BY_DEFAULT,
        baseline_ends=_date(document, ("baseline", "ends"), problems),
        site_url=_address(document, "url", problems),
        site_repository=_address(document, "repository", problems),
        document=document,
    )


def _address(document: Document, key: str, problems: Problems) -> str | None:
    """An address on the web under `site`; what is unknown there is told once, with the first."""
    for name in _map(document, "site", problems) if key == SITE_KEYS[0] else ():
        if name not in SITE_KEYS:
            problems.append(_unknown_key(document, ("site", name), SITE_KEYS))
    present, value = _value(document, ("site", key))
    if not present:
        return None
    if isinstance(value, str) and _WEB.fullmatch(value):
        return value
    problems.append(
        _problem("setting-web-address", document.value_span(("site", key)), setting=key)
    )
    return None


def _file(document: Document, key: str, known: tuple[str, ...], problems: Problems) -> str | None:
    """The path under `file` of a group of settings, below the folder of the settings."""
    for name in _map(document, key, problems):
        if name not in known:
            problems.append(_unknown_key(document, (key, name), known))
    present, path = _value(document, (key, "file"))
    if not present:
        return None
    if not isinstance(path, str) or not path or _leaves(path):
        span = document.value_span((key, "file"))
        problems.append(_problem("setting-path-outside", span, setting=key))
        return None
    return path


def _days(document: Document, problems: Problems) -> dict[str, int]:
    """The longest terms of waivers by severity."""
    present, written = _value(document, ("waivers", "max_days"))
    if not present:
        return {}
    days: dict[str, int] = {}
    for name, value in written.items() if isinstance(written, dict) else ():
        path = ("waivers", "max_days", name)
        if name not in SEVERITIES:
            problems.append(_unknown_key(document, path, SEVERITIES))
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            span = document.value_span(path)
            problems.append(_problem("setting-days-form", span, setting=name))
        else:
            days[name] = value
    if not isinstance(written, dict):
        span = document.value_span(("waivers", "max_days"))
        problems.append(_problem("setting-map-form", span, setting="max_days"))
    return days


def _date(document: Document, path: tuple[str, ...], problems: Problems) -> date | None:
    present, value = _value(document, path)
    if not present:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        span = document.value_span(path)
        problems.append(_problem("setting-date-form", span, setting=path[-1]))
        return None


def _check_version(document: Document, problems: Problems) -> None:
    version = document.value.get("version", VERSION)
    if version != VERSION or isinstance(version, bool):
        span = document.value_span(("version",))
        problems.append(_problem("setting-unknown-version", span, known=VERSION))


def _modes(document: Document, problems: Problems) -> dict[str, PackMode]:
    modes: dict[str, PackMode] = {}
    for name in _map(document, "packs", problems):
        mode = _choice(document, ("packs", name), PACK_MODES, problems)
        if mode is not None:
            modes[name] = mode
    return modes


def _rules(document: Document, problems: Problems) -> dict[str, RuleLevel]:
    rules: dict[str, RuleLevel] = {}
    for name, written in _map(document, "rules", problems).items():
        if not isinstance(written, dict) or not written:
            span = document.value_span(("rules", name))
            problems.append(_problem("setting-rule-form", span, setting=name))
            continue
        for key in written:
            if key not in RULE_KEYS:
                problems.append(_unknown_key(document, ("rules", name, key), RULE_KEYS))
        level = _choice(document, ("rules", name, "level"), RULE_LEVELS, problems)
        if level is not None:
            rules[name] = level
    return rules


def _choice(
    document: Document, path: tuple[str, ...], choices: tuple[Choice, ...], problems: Problems
) -> Choice | None:
    present, value = _value(document, path)
    if not present:
        return None
    for choice in choices:
        if value == choice:
            return choice
    near = did_you_mean(value, choices) if isinstance(value, str) else None
    label = Message("setting-near", {"near": near}) if near else None
    span = document.value_span(path)
    problems.append(
        _problem("setting-unknown-value", span, label, _choose(choices), setting=path[-1])
    )
    return None


def _map(document: Document, key: str, problems: Problems) -> Mapping[str, Any]:
    present, value = _value(document, (key,))
    if not present:
        return {}
    if not isinstance(value, dict):
        problems.append(_problem("setting-map-form", document.value_span((key,)), setting=key))
        return {}
    return value


def _texts(document: Document, key: str, problems: Problems) -> tuple[str, ...]:
    present, value = _value(document, (key,))
    if not present:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    problems.append(_problem("setting-list-form", document.value_span((key,)), setting=key))
    return ()


def _paths(document: Document, key: str, problems: Problems) -> tuple[str, ...]:
    """Paths below the folder of the settings; one that leaves it is an error and left out."""
    paths = []
    for number, path in enumerate(_texts(document, key, problems)):
        if _leaves(path):
            span = document.value_span((key, number))
            problems.append(_problem("setting-path-outside", span, setting=key))
        else:
            paths.append(path)
    return tuple(paths)


def _leaves(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/"))
    depth = 0
    for part in parts.parts:
        depth += -1 if part == ".." else 0 if part == "." else 1
        if depth < 0:
            return True
    return parts.is_absolute() or ":" in path[:2] or "\0" in path


def _value(document: Document, path: tuple[str, ...]) -> tuple[bool, Any]:
    value: Any = document.value
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return False, None
        value = value[step]
    # What the reader has reported already is not reported again.
    return value is not UNREADABLE, value


def _unknown_key(document: Document, path: tuple[str, ...], known: tuple[str, ...]) -> Diagnostic:
    near = did_you_mean(path[-1], known)
    label = Message("setting-near", {"near": near}) if near else None
    helps = () if near else _choose(known)
    return _problem("setting-unknown-key", document.key_span(path), label, helps, found=path[-1])


def _choose(choices: Iterable[str]) -> tuple[Message, ...]:
    return (Message("setting-choose", {"choices": tuple(sorted(choices))}),)


def _problem(
    message: str,
    span: Span,
    label: Message | None = None,
    helps: tuple[Message, ...] = (),
    **params: object,
) -> Diagnostic:
    return Diagnostic(
        message, "error", "settings", Message(message, params), (Label(span, label),), helps
    )
