"""Sheets that `grondslag export` wrote, perhaps edited since, against the register that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from grondslag.cli.bringing.register import Present
from grondslag.interchange.as_written import Facts, facts_as_written
from grondslag.interchange.importing.again import Compared, Difference
from grondslag.interchange.importing.blocks import Block, blocks_of, find_blocks
from grondslag.interchange.importing.draft import Draft
from grondslag.interchange.own_sheets import OwnRegister, SheetProblem
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_collection

MISSING: Final = "own-sheet-missing"


def faults(own: OwnRegister) -> list[SheetProblem]:
    """What keeps the sheets from being taken over. A sheet that was taken out says nothing."""
    return [problem for problem in own.problems if problem.message.id != MISSING]


def compare_own(
    model: Model, own: OwnRegister, present: Present, root: Path, language: str
) -> tuple[Compared, dict[str, str]]:
    """The entries of the sheets against the register, and the texts of its files by path from the root.

    An entry may be replaced where its lines stand in a file as we write them and hold no comment.
    """
    draft = Draft(model, language, collections=own.collections)
    now = facts_as_written(present.register, model)
    files = dict(_texts(present, root))
    new, same, different, elsewhere = [], [], [], []
    for block in blocks_of(draft):
        if block.id not in present.ids.get(block.collection, frozenset()):
            new.append(block)
        elif _facts_of(now, block) == _facts_of(own.collections, block):
            same.append(block)
        else:
            place = _place(model, block, files, language)
            if place is None:
                elsewhere.append(block)
            else:
                path, before = place
                different.append(Difference(block, path, before, edited="#" in before))
    there = {key for table in (now, own.collections) for key in table}
    gone = tuple(
        (collection, entry)
        for collection in there & set(own.collections)
        for entry in sorted(present.ids.get(collection, frozenset()) - {""})
        if isinstance(own.collections[collection], dict)
        and entry not in own.collections[collection]
    )
    return Compared(tuple(new), tuple(same), tuple(different), tuple(elsewhere), gone), files


def _facts_of(facts: Facts, block: Block) -> Any:
    held = facts.get(block.collection)
    return held.get(block.id) if block.id and isinstance(held, Mapping) else held


def _texts(present: Present, root: Path) -> Iterator[tuple[str, str]]:
    """The texts of the register's files, by path from the root; links are passed over."""
    for shown in present.files:
        file = Path(shown).resolve()
        if not file.is_relative_to(root.resolve()) or Path(shown).is_symlink():
            continue
        try:
            yield file.relative_to(root.resolve()).as_posix(), file.read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue


def _place(
    model: Model, block: Block, files: Mapping[str, str], language: str
) -> tuple[str, str] | None:
    """The file and the lines in which an entry stands."""
    key = spell_collection(model, block.collection, language)
    for path, text in files.items():
        found = find_blocks(text, key).get(block.id)
        if found is not None:
            return path, "".join(text.splitlines(keepends=True)[slice(*found)])
    return None
