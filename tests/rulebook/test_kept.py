"""A rulebook that was kept is found by all that it hangs on: what is wrong in a folder is told each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.keep import rulebook_from

PACK = (
    'pack own version 1.0.0\n  title nl "Eigen" en "Own"\n  status house rule\n'
    '  schema "register/1"\nsource OWN\n  title nl "Eigen" en "Own"\n'
)


def add_file(folder: Path) -> None:
    (folder / "own" / "a.ruel").write_text("rule a\n", encoding="utf-8")


def add_empty_pack(folder: Path) -> None:
    (folder / "other").mkdir()


def add_link(folder: Path) -> None:
    (folder / "other").symlink_to("/")


def make_too_large(folder: Path) -> None:
    (folder / "own" / "b.rule").write_text("#" * 3_000_000, encoding="utf-8")


@pytest.mark.parametrize("change", [add_file, add_empty_pack, add_link, make_too_large])
def test_what_is_wrong_is_told_though_the_rules_were_kept(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    folder, cache = tmp_path / "rules", tmp_path / "cache"
    (folder / "own").mkdir(parents=True)
    (folder / "own" / "pack.rule").write_text(PACK, encoding="utf-8")

    def problems() -> tuple[object, ...]:
        return rulebook_from([builtin_policies(), folder], load_model(), cache).diagnostics

    assert problems() == problems() == ()
    change(folder)
    assert len(problems()) == len(problems()) == 1


def test_the_place_of_what_is_wrong_is_in_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    for name in ("rules", "regels"):
        (tmp_path / name / "own").mkdir(parents=True)
        (tmp_path / name / "own" / "a.txt").touch()
    for name in ("rules", "regels"):
        folders = [builtin_policies(), tmp_path / name]
        found = rulebook_from(folders, load_model(), tmp_path / "cache")
        paths = {problem.span.source.path.partition("/")[0] for problem in found.diagnostics}
        assert paths == {name}
    alone = rulebook_from([builtin_policies()], load_model(), tmp_path / "cache")
    assert alone.diagnostics == ()
