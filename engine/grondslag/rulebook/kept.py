"""A rulebook as bytes, so that a run need not parse, check and compile the packs again.

What is kept is found by its content: the rules, the tables, the register model and the engine itself. The
tree of a rule is read only when something asks for it; most runs need a few of them.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from stat import S_IFMT, S_ISLNK, S_ISREG
from typing import Any, Final

from grondslag.language.compile import GENERATOR, Programs
from grondslag.language.tree import CheckedRule
from grondslag.rulebook.folders import MOST_TABLE_BYTES
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook

FORMAT: Final = b"grondslag-rulebook/1"
PROTOCOL: Final = 5
EVERY: Final = sys.maxsize
"""Entries enough for any rule to be worth compiling."""
ENGINE: Final = ("language", "rulebook", "model", "values.py", "text.py", "diagnostics.py")
"""The parts of the engine on which it depends what a rule becomes."""

HEAD: Final = (
    "id",
    "title",
    "citations",
    "severity",
    "certainty",
    "source_status",
    "valid_from",
    "valid_until",
    "earlier_unread",
    "review_by",
    "waivable",
    "event",
    "scope",
    "where",
)
"""What every run asks of every rule; the rest stands apart."""


class KeptRule(CheckedRule):
    """A checked rule whose conditions, texts and examples are read when first asked for."""

    __slots__ = ("_rest",)

    _rest: bytes

    @classmethod
    def of(cls, head: Mapping[str, Any], rest: bytes) -> KeptRule:
        """The rule with these fields, and the others in *rest*."""
        rule = object.__new__(cls)
        for name, value in head.items():
            object.__setattr__(rule, name, value)
        object.__setattr__(rule, "_rest", rest)
        return rule

    def __getattr__(self, name: str) -> Any:
        """Called for a field that has not been read yet."""
        if name not in _FIELDS:
            raise AttributeError(name)
        for other, value in pickle.loads(self._rest).items():
            object.__setattr__(self, other, value)
        return object.__getattribute__(self, name)


_FIELDS: Final = frozenset(field.name for field in fields(CheckedRule))


def to_bytes(rulebook: RuleBook) -> bytes:
    """The rulebook with the compiled form of each rule, for this version of Python only."""
    programs = rulebook.programs
    rules = [_parts(rule) for versions in rulebook.rules.values() for rule in versions]
    for versions in rulebook.rules.values():
        for rule in versions:
            programs.judge(rule.checked, rulebook.law.definitions, rulebook.vocabulary, EVERY)
    beside = (
        rulebook.packs,
        rulebook.law,
        rulebook.vocabulary,
        rulebook.not_judged,
        rulebook.diagnostics,
    )
    code = {(rule, day.toordinal()): found for (rule, day), found in programs.code.items()}
    return marshal.dumps(
        (FORMAT, pickle.dumps(rules, PROTOCOL), pickle.dumps(beside, PROTOCOL), marshal.dumps(code))
    )


def from_bytes(data: bytes) -> RuleBook | None:
    """What `to_bytes` kept; None for anything else. The bytes must come from a place that is trusted."""
    try:
        form, rules, beside, code = marshal.loads(data)
        if form != FORMAT:
            return None
        packs, law, vocabulary, not_judged, diagnostics = pickle.loads(beside)
        programs = Programs()
        for (rule, day), found in marshal.loads(code).items():
            programs.keep(rule, day, found)
        versions = _versions(pickle.loads(rules))
    except (EOFError, ValueError, TypeError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    return RuleBook(versions, packs, law, vocabulary, not_judged, diagnostics, programs)


def _parts(rule: Rule) -> tuple[Any, ...]:
    checked = rule.checked
    head = {name: getattr(checked, name) for name in HEAD}
    rest = {name: getattr(checked, name) for name in sorted(_FIELDS - set(HEAD))}
    return (
        (rule.id, rule.pack, rule.theme, rule.legal_status, rule.source),
        head,
        pickle.dumps(rest, PROTOCOL),
    )


def _versions(parts: Sequence[tuple[Any, ...]]) -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for names, head, rest in parts:
        rule_id, pack, theme, status, source = names
        rule = Rule(rule_id, pack, theme, status, source, KeptRule.of(head, rest))
        rules[rule.id] = (*rules.get(rule.id, ()), rule)
    return rules


def digest_of(folders: Sequence[Path], python: str) -> str:
    """What the content of a rulebook hangs on, as a short text: packs, model, engine, version of Python."""
    engine = Path(__file__).resolve().parents[1]
    total = blake2b(f"{FORMAT!r} {GENERATOR} {python}".encode(), digest_size=16)
    for folder in folders:
        # Diagnostics are kept too: they name the folder, and files that do not belong in it.
        total.update(f"\0\0{folder.resolve().name}\0".encode("utf-8", "surrogateescape"))
        for name, content in _contents(folder):
            total.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            total.update(content)
    for part in ENGINE:
        for file in _files(engine / part, (".py", ".json", ".toml", ".lark")):
            status = file.stat()
            total.update(f"\0{file}\0{status.st_size}\0{status.st_mtime_ns}".encode())
    return total.hexdigest()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All that lies in a folder, by name; no content of what is too large to be read or what a link takes elsewhere."""
    place = folder.resolve()
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in (*folders, *sorted(files)):
            path = Path(root, name)
            shown, status = str(path.relative_to(folder)), path.lstat()
            is_file = S_ISREG(status.st_mode)
            if S_ISLNK(status.st_mode) and path.resolve().is_relative_to(place):
                is_file, status = path.is_file(), path.stat() if path.exists() else status
            content = _content(path) if is_file and status.st_size <= MOST_TABLE_BYTES else None
            if content is not None:
                yield shown, content
            else:
                size = status.st_size if is_file else 0
                yield f"{shown}\0not read", b"%o %d" % (S_IFMT(status.st_mode), size)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _files(place: Path, endings: tuple[str, ...]) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(file for file in place.rglob("*") if file.suffix in endings and file.is_file())
