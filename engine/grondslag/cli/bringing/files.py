"""The files that an import writes or changes: planned first, then written in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grondslag.cli.bringing.register import STATE
from grondslag.cli.problems import WrongUse
from grondslag.cli.written_out import write_file
from grondslag.diagnostics import Message
from grondslag.interchange.importing.again import (
    Compared,
    Earlier,
    appended,
    replaced,
    write_state,
)
from grondslag.interchange.importing.blocks import Block, file_of
from grondslag.interchange.starting.files import (
    REGISTER,
    SETTINGS,
    StartingFile,
    project_files,
)
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_collection


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be written: whole texts by path from the root, and what is remembered of it (the last of the files)."""

    compared: Compared
    files: tuple[StartingFile, ...]

    @property
    def paths(self) -> list[str]:
        """The paths of all files that are written."""
        return sorted({item.path for item in self.files})


def plan_files(
    model: Model,
    root: Path,
    out: str | None,
    name: str,
    language: str,
    compared: Compared,
    earlier: Earlier,
    keys: Mapping[tuple[str, str], tuple[str, str]],
    files: Mapping[str, str],
    *,
    first: bool,
    update: bool,
) -> Plan:
    """*files*: the texts of what earlier imports wrote; *first*: the root has no register yet."""
    folder = _folder(out)
    texts: dict[str, str] = {}
    written = dict(earlier.written)
    current = dict(files)
    if update:
        for path, collection, blocks in _to_replace(compared):
            key = spell_collection(model, collection, language)
            current[path] = texts[path] = replaced(current[path], key, blocks)
            written |= {(collection, block.id): (path, block.hash) for block in blocks}
    leading = first
    for collection in dict.fromkeys(block.collection for block in compared.new):
        blocks = [block for block in compared.new if block.collection == collection]
        key = spell_collection(model, collection, language)
        path = _file_for(root, folder, key, name, collection, earlier, current)
        longer = appended(current[path], key, blocks) if path in current else None
        if longer is None:
            path = path if path not in current else f"{folder}/{key}-{name}-2.yaml"
            up = "../" * len(PurePosixPath(path).parent.parts)
            longer = file_of(model, collection, blocks, language, leading=leading, up=up)
            leading = False
        current[path] = texts[path] = longer
        written |= {(block.collection, block.id): (path, block.hash) for block in blocks}
    items = [StartingFile(path, text, "import-file") for path, text in sorted(texts.items())]
    if items and not (root / SETTINGS).exists():
        items += [item for item in project_files(language) if not (root / item.path).exists()]
    if items:
        state = write_state(Earlier({**earlier.ids, **keys}, written))
        items.append(StartingFile(f"{STATE}/{name}.json", state, "import-file-state"))
    return Plan(compared, tuple(items))


def _to_replace(compared: Compared) -> Iterator[tuple[str, str, list[Block]]]:
    """File, collection and blocks of the entries that changed in the source and were not edited here."""
    found: dict[tuple[str, str], list[Block]] = {}
    for one in compared.different:
        if not one.edited:
            found.setdefault((one.file, one.block.collection), []).append(one.block)
    for (path, collection), blocks in found.items():
        yield path, collection, blocks


def _folder(out: str | None) -> str:
    folder = PurePosixPath((out or REGISTER).replace("\\", "/"))
    if folder.is_absolute() or ".." in folder.parts or not folder.parts:
        raise WrongUse(Message("import-out-outside", {"path": str(folder)}))
    return folder.as_posix()


def _file_for(
    root: Path,
    folder: str,
    key: str,
    name: str,
    collection: str,
    earlier: Earlier,
    current: Mapping[str, str],
) -> str:
    """The file that an earlier import made of this collection, or a new one beside what is there."""
    ours = {path for (kind, _), (path, _) in earlier.written.items() if kind == collection}
    for path in sorted(ours & set(current)):
        return path
    plain = f"{folder}/{key}.yaml"
    number = 1
    while (root / plain).exists() or (root / plain).is_symlink():
        plain = f"{folder}/{key}-{name}{'' if number == 1 else f'-{number}'}.yaml"
        number += 1
    return plain


def write_plan(plan: Plan, root: Path) -> None:
    """Writes it all. A file that is there is only replaced if an import wrote it and this one read it."""
    for item in plan.files:
        write_file(root / item.path, item.text.encode(), root, force=True)
