"""Files that the user asked for by name: never over what is there unless told to, never through links."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from grondslag.cli.problems import WrongUse
from grondslag.cli.project import shown_path
from grondslag.diagnostics import Message


def check_file(out: Path, root: Path, *, force: bool) -> None:
    """Refuses a file that is there already (unless *force*), a link, and a folder."""
    refuse_links(out, root)
    if out.is_dir():
        raise WrongUse(Message("export-no-file", {"path": shown_path(out)}))
    if out.exists() and not force:
        raise _exists(out)


def check_folder(out: Path, root: Path, *, force: bool) -> None:
    """Refuses a folder in which something stands (unless *force*), a link, and a file."""
    refuse_links(out, root)
    if out.exists() and not out.is_dir():
        raise WrongUse(Message("export-no-folder", {"path": shown_path(out)}))
    if out.is_dir() and not force and any(out.iterdir()):
        raise _exists(out)


def refuse_links(out: Path, root: Path) -> None:
    """Refuses a link, and a path below *root* that a link takes out of it."""
    shown = {"path": shown_path(out)}
    if out.is_symlink():
        raise WrongUse(Message("export-link", shown))
    written = Path(os.path.abspath(out))  # noqa: PTH100 - `resolve` would follow the links
    if written.is_relative_to(root) and not written.parent.resolve().is_relative_to(root):
        raise WrongUse(Message("export-through-link", shown))


def _exists(out: Path) -> WrongUse:
    return WrongUse(
        Message("export-exists", {"path": shown_path(out)}), Message("export-exists-help")
    )


def write_file(out: Path, content: bytes, root: Path, *, force: bool) -> None:
    """Writes a file; with *force* in the place of one that is there. Raises `WrongUse` where that cannot be done."""
    # Beside it first: what is there is replaced at once, and a link in its place is never followed.
    place = out.with_name(f".{out.name}.{os.getpid()}.part") if force else out
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        refuse_links(out, root)
        with place.open("xb") as file:
            file.write(content)
        if force:
            place.replace(out)
    except FileExistsError:
        raise _exists(out) from None
    except OSError:
        if force:
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)
        raise WrongUse(Message("cli-file-not-written", {"path": shown_path(out)})) from None


def write_folder(out: Path, files: Mapping[str, bytes], ours: Collection[str], root: Path) -> None:
    """Writes files into a folder; of an earlier export (*ours*: what may be in one) nothing stays."""
    for name, content in files.items():
        write_file(out / name, content, root, force=True)
    for name in set(ours) - files.keys():
        file = out / name
        if file.is_file() and not file.is_symlink():
            file.unlink()
