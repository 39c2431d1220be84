"""Files written into a project that has none of them: nothing is overwritten, nothing leaves the root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grondslag.cli.problems import WrongUse
from grondslag.diagnostics import Message
from grondslag.interchange.starting.files import REGISTER, StartingFile
from grondslag.reporters.layout import Line, Piece, cells, hanging, line
from grondslag.settings.settings import BASELINE_BY_DEFAULT
from grondslag.words.catalogue import text_of


def in_the_way(files: Sequence[StartingFile], root: Path, *, register: bool) -> list[str]:
    """Paths that exist and would have to change; with *register* also a baseline and
    any file in the folder of the register."""
    found = {
        item.path
        for item in files
        if not item.may_exist and _exists(root / item.path) and not _is_same(root / item.path, item)
    }
    if register and _exists(root / BASELINE_BY_DEFAULT):
        found.add(BASELINE_BY_DEFAULT)
    if register and (root / REGISTER).is_dir():
        ours = {item.path for item in files}
        for suffix in ("yaml", "yml"):
            for path in (root / REGISTER).rglob(f"*.{suffix}"):
                shown = path.relative_to(root).as_posix()
                found |= set() if shown in ours else {shown}
    return sorted(found)


def _exists(path: Path) -> bool:
    """Whether something is there, a link that leads nowhere included."""
    return path.is_symlink() or path.exists()


def _is_same(path: Path, item: StartingFile) -> bool:
    try:
        return path.is_file() and path.read_bytes() == item.text.encode()
    except OSError:
        return False


def left_alone(files: Sequence[StartingFile], root: Path) -> list[StartingFile]:
    """Files that may exist and do, with another content."""
    return [
        item
        for item in files
        if item.may_exist and _exists(root / item.path) and not _is_same(root / item.path, item)
    ]


def write_new(files: Sequence[StartingFile], root: Path) -> None:
    """Writes each file that is not there yet. Raises `WrongUse` for one that cannot be written."""
    for item in files:
        path = root / item.path
        try:
            _check_inside(path, root, item.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if not _exists(path):
                with path.open("x", encoding="utf-8", newline="\n") as out:
                    out.write(item.text)
        except OSError:
            raise WrongUse(Message("cli-file-not-written", {"path": item.path})) from None


def _check_inside(path: Path, root: Path, shown: str) -> None:
    """Refuses a path that a link takes out of the root."""
    if not path.parent.resolve().is_relative_to(root):
        raise WrongUse(Message("cli-outside-root", {"path": shown, "root": str(root)}))


def tree_lines(
    files: Sequence[StartingFile], root: Path, language: str, width: int
) -> Iterator[Line]:
    """The files as a tree, with what each is for."""
    rows = list(_rows(files))
    edge = max(cells(text) for text, _ in rows) + 2
    for text, item in rows:
        if item is None:
            yield line(Piece(text, "path"))
            continue
        about = text_of(item.about, {}, language)
        if _exists(root / item.path) and not _is_same(root / item.path, item):
            about = text_of("init-there-already", {"about": about}, language)
        head = (Piece(text, "path"), Piece(" " * (edge - cells(text))))
        yield from hanging(head, about, width, "dim")


def _rows(files: Sequence[StartingFile]) -> Iterator[tuple[str, StartingFile | None]]:
    shown: set[tuple[str, ...]] = set()
    for item in sorted(files, key=lambda item: ("/" in item.path, item.path)):
        *folders, name = item.path.split("/")
        for depth in range(len(folders)):
            folder = tuple(folders[: depth + 1])
            if folder not in shown:
                shown.add(folder)
                yield f"  {'  ' * depth}{folder[-1]}/", None
        yield f"  {'  ' * len(folders)}{name}", item
