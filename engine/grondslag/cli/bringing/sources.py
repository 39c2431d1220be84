"""The files that are named, read as sheets by what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from grondslag.cli.named_file import read_named
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import shown_path
from grondslag.diagnostics import Message
from grondslag.interchange.importing.read_csv import read_csv
from grondslag.interchange.importing.read_records import read_json, read_markdown, read_yaml
from grondslag.interchange.importing.read_xlsx import read_xlsx
from grondslag.interchange.importing.source import MOST_BYTES, CannotImport, SourceFile
from grondslag.interchange.sheets import Sheet

MOST_FILES: Final = 10_000
MARKDOWN: Final = (".md", ".markdown")
_READERS: Final[dict[str, Callable[[SourceFile], list[Sheet]]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".json": read_json,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}


def sheets_of(named: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """The sheets of files and folders, each with a name of its own, and the files they were read from."""
    sheets: list[Sheet] = []
    read: list[str] = []
    for name in named:
        path = Path(name)
        files = _in_folder(path) if path.is_dir() else [path]
        together = [file for file in files if file.suffix.lower() in MARKDOWN]
        try:
            if together:
                sheets += read_markdown([_content(file) for file in together])
            for file in files:
                if file not in together:
                    sheets += _reader(file)(_content(file))
        except CannotImport as problem:
            raise WrongUse(problem.message) from None
        read += [shown_path(file) for file in files]
    return [*_named_apart(sheets)], read


def _in_folder(folder: Path) -> list[Path]:
    """The files of a folder that can be read, sorted; Markdown alone where there is any."""
    found = []
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in (*_READERS, *MARKDOWN) and file.is_file():
            found.append(file)
        if len(found) > MOST_FILES:
            raise WrongUse(Message("import-too-many-files", {"path": shown_path(folder)}))
    markdown = [file for file in found if file.suffix.lower() in MARKDOWN]
    if not found:
        raise WrongUse(Message("import-nothing-there", {"path": shown_path(folder)}))
    return markdown or found


def _reader(file: Path) -> Callable[[SourceFile], list[Sheet]]:
    try:
        return _READERS[file.suffix.lower()]
    except KeyError:
        raise WrongUse(
            Message("import-unknown-kind", {"path": shown_path(file)}),
            Message("import-unknown-kind-help", {"kinds": ", ".join((*_READERS, ".md"))}),
        ) from None


def _content(file: Path) -> SourceFile:
    return SourceFile(file.as_posix(), read_named(file, MOST_BYTES))


def _named_apart(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets; a name that is there twice gets a number."""
    seen: set[str] = set()
    for sheet in sheets:
        name, again = sheet.name, 1
        while name in seen:
            again += 1
            name = f"{sheet.name} ({again})"
        seen.add(name)
        yield Sheet(name, sheet.rows, sheet.merged)
