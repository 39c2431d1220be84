"""The files of packs: which folder is a pack, which file a rule, and what does not belong there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.text import Source, Span

CALENDARS: Final = "calendars"
TABLES: Final = "tables"
MOST_BYTES: Final = 200_000
MOST_TABLE_BYTES: Final = 2_000_000
MOST_FILES: Final = 5_000
MOST_BYTES_IN_ALL: Final = 20_000_000
"""Of the rule files in one folder of policies: it may come from anyone, and all of it is parsed."""


_HERE: Final = Path(__file__).resolve()


def builtin_policies() -> Path:
    """The folder of the packs that ship with the program: in the wheel, else in the checkout."""
    packaged = _HERE.parents[1] / "_data" / "policies"
    return packaged if packaged.is_dir() else _HERE.parents[3] / "policies"


@dataclass(slots=True)
class PackFolder:
    """A folder of a pack: its `pack.rule` (None if there is none), its rule files by theme, its tables by path."""

    id: str
    folder: Path
    shown: str
    declaration: Source | None = None
    rules: list[tuple[str, Source]] = field(default_factory=list)
    """Theme and source of each rule file."""
    problems: list[Diagnostic] = field(default_factory=list)

    def table(self, name: str) -> Source | None:
        """A file of the pack by its path in it; None if there is none or it lies outside the pack."""
        path = self.folder / name
        if not _inside(path, self.folder) or not path.is_file():
            return None
        if path.stat().st_size > MOST_TABLE_BYTES:
            return None
        try:
            return Source(f"{self.shown}/{name}", path.read_bytes().decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return None


def pack_folders(policies: Path, shown: str) -> list[PackFolder]:
    """The packs in a folder of policies, sorted by id; *shown* is how its path is shown."""
    found, budget = [], _Budget()
    for entry in sorted(os.scandir(policies), key=lambda item: item.name):
        if not entry.is_dir() or entry.name == CALENDARS or entry.name.startswith("."):
            continue
        folder, place = Path(entry.path), f"{shown}/{entry.name}"
        if _inside(folder, policies):
            found.append(_read_pack(folder, entry.name, place, budget))
        else:
            said = _problem(Source(place, ""), "file-leaves-pack", file=entry.name)
            found.append(PackFolder(entry.name, folder, place, problems=[said]))
    return found


@dataclass(slots=True)
class _Budget:
    """What may still be read of a folder of policies."""

    files: int = MOST_FILES
    size: int = MOST_BYTES_IN_ALL

    def take(self, path: Path) -> bool:
        """Whether a file may still be read."""
        self.files -= 1
        self.size -= path.lstat().st_size
        return self.files >= 0 and self.size >= 0


def _read_pack(folder: Path, name: str, shown: str, budget: _Budget) -> PackFolder:
    pack = PackFolder(name, folder, shown)
    for path, parts in _files(folder):
        if not budget.take(path):
            limits = {"most": MOST_FILES, "megabytes": MOST_BYTES_IN_ALL // 1_000_000}
            pack.problems.append(_problem(Source(shown, ""), "too-many-rule-files", **limits))
            break
        place = f"{shown}/{'/'.join(parts)}"
        if parts[0] == TABLES or path.suffix == ".md":
            continue
        if path.suffix != ".rule":
            pack.problems.append(_problem(Source(place, ""), "not-a-rule-file", file=parts[-1]))
        else:
            _take(pack, path, parts, place)
    if pack.declaration is None:
        pack.problems.append(_problem(Source(shown, ""), "pack-file-missing", pack=name))
    return pack


def _take(pack: PackFolder, path: Path, parts: tuple[str, ...], place: str) -> None:
    if not _inside(path, pack.folder):
        pack.problems.append(_problem(Source(place, ""), "file-leaves-pack", file=parts[-1]))
        return
    try:
        if path.stat().st_size > MOST_BYTES:
            pack.problems.append(
                _problem(Source(place, ""), "rule-file-too-large", most=MOST_BYTES)
            )
            return
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        pack.problems.append(_problem(Source(place, ""), "file-not-read-rule", file=parts[-1]))
        return
    source = Source(place, text)
    if parts == ("pack.rule",):
        pack.declaration = source
    else:
        pack.rules.append((parts[0] if len(parts) > 1 else "", source))


def _files(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every file below *folder* with its path in it; hidden ones left out, links to folders not followed."""
    for root, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(root) / name
                yield path, path.relative_to(folder).parts


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _problem(source: Source, name: str, **params: object) -> Diagnostic:
    return Diagnostic(name, "error", "rule", Message(name, params), (Label(Span(source, 0, 0)),))
