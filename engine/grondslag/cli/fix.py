"""`grondslag fix`: what can only have been meant in one way is written that way; all else stays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, find_project, load_model, shown_path, wanted_of
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.documents.find import decode, find_files
from grondslag.documents.parse import parse
from grondslag.interchange.mending.order import ordered
from grondslag.interchange.mending.repair import Made, mend
from grondslag.interchange.starting.files import schema_text, schemas_of
from grondslag.model.recognise import looks_like_other, recognise
from grondslag.model.vocabulary import plain_words
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.settings.intake import Wanted
from grondslag.text import Source
from grondslag.words.catalogue import text_of

MOST_BYTES: Final = 64 * 1024 * 1024
BOM: Final = b"\xef\xbb\xbf"
LONGEST: Final = 60


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the repairs, or with --diff shows them; 0, or 1 where --diff or --check has something to show."""
    paths = [Path(name) for name in given.rest]
    project, view = find_project(given, paths), view_of(given, variables)
    language = given.one("lang") or project.settings.language or environment.language(variables)
    wanted = _wanted(project, given)
    texts = _texts(wanted)
    new, made = mend(load_model(), texts, wanted.root)
    if given.flag("order"):
        new = {path: _in_order(path, text) for path, text in new.items()}
    changed = [path for path in sorted(texts) if new[path] != texts[path]]
    only_shown = given.flag("diff") or given.flag("check")
    lines = (
        [*_diff(texts, new, changed)]
        if given.flag("diff")
        else [*_made(made, language, view.width)]
    )
    if not only_shown:
        for path in changed:
            _write(path, texts[path], new[path], wanted.root)
    if given.flag("schemas"):
        lines += _schemas(wanted.root, language, view.width, write=not only_shown)
    lines += _unread(wanted, new, language, view.width)
    lines += _closing(len(made), len(changed), language, view.width, shown=only_shown)
    show_lines(lines, view)
    return 1 if only_shown and changed else 0


def _wanted(project: Project, given: Given) -> Wanted:
    if not given.rest:
        return wanted_of(project)
    for name in given.rest:
        if not Path(name).exists():
            raise WrongUse(Message("cli-no-file", {"path": name}))
    return Wanted(project.root, paths=given.rest, ignore=project.settings.ignore)


def _texts(wanted: Wanted) -> dict[str, str]:
    """The texts of the files by path as shown; what is no UTF-8 or no plain file is left alone."""
    found: dict[str, str] = {}
    left = MOST_BYTES
    for file in find_files(wanted.paths, wanted.root, wanted.ignore).files:
        path = Path(file)
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        left -= len(data)
        if left < 0:
            raise WrongUse(Message("cli-file-too-large", {"path": shown_path(path)}))
        source, problem = decode(os.fspath(file), data)
        if problem is None:
            found[source.path] = source.text
    return found


def _in_order(path: str, text: str) -> str:
    model = load_model()
    document, problems = parse(Source(path, text), plain_words(model))
    if document is None or problems or recognise(document, model).kind != "register":
        return text
    return ordered(model, document)


def _write(path: str, before: str, text: str, root: Path) -> None:
    """Writes a file that still holds what was read, with its byte order mark if it had one."""
    file = Path(path)
    try:
        data = file.read_bytes()
        mark = BOM if data.startswith(BOM) else b""
        inside = file.resolve().is_relative_to(root.resolve())
        if file.is_symlink() or not inside or data != mark + before.encode():
            raise WrongUse(Message("fix-changed-meanwhile", {"path": path}))
        file.write_bytes(mark + text.encode())
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": path})) from None


def _schemas(root: Path, language: str, width: int, *, write: bool) -> Iterator[Line]:
    """Brings the copies of our schemas that a project has up to this version; none is made anew."""
    for path, name in schemas_of(language).items():
        file, text = root / path, schema_text(name)
        inside = file.parent.resolve().is_relative_to(root.resolve())
        if file.is_symlink() or not inside or not file.is_file():
            continue
        try:
            if file.read_bytes() == text.encode():
                continue
            if write:
                file.write_text(text, encoding="utf-8", newline="\n")
        except OSError:
            raise WrongUse(Message("cli-file-not-written", {"path": path})) from None
        yield from hanging(
            (Piece(path, "path"), Piece("  ")), text_of("fix-schema", {}, language), width
        )


def _made(made: list[Made], language: str, width: int) -> Iterator[Line]:
    for one in made:
        params = {"before": _short(one.before), "after": _short(one.after)}
        head = (Piece(f"{one.path}:{one.line}", "path"), Piece("  "))
        yield from hanging(head, text_of("fix-made", params, language), width)


def _short(text: str) -> str:
    flat = " ".join(text.split()) or text.replace("\t", "→").replace("\u00a0", "⍽")
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _diff(texts: Mapping[str, str], new: Mapping[str, str], changed: list[str]) -> Iterator[Line]:
    for path in changed:
        rows = unified_diff(
            texts[path].splitlines(), new[path].splitlines(), path, path, lineterm=""
        )
        for row in rows:
            if row.startswith("+"):
                yield line(Piece(row, "good"))
            elif row.startswith("-"):
                yield line(Piece(row, "error"))
            else:
                yield line(Piece(row, "dim" if row.startswith("@@") else "plain"))


def _unread(wanted: Wanted, new: Mapping[str, str], language: str, width: int) -> Iterator[Line]:
    """The files that still cannot be read: not of every mistake can be told what was meant."""
    model = load_model()
    files = map(os.fspath, find_files(wanted.paths, wanted.root, wanted.ignore).files)
    for path in sorted(files):
        shown = path.replace(os.sep, "/")
        text = new.get(shown)
        if text is not None:
            document, _ = parse(Source(shown, text), plain_words(model))
            if document is not None or looks_like_other(text, model):
                continue
        told = text_of("fix-unread", {"path": shown}, language)
        yield from hanging((), told, width, "warning")


def _closing(made: int, changed: int, language: str, width: int, *, shown: bool) -> Iterator[Line]:
    if not changed:
        yield from hanging((), text_of("fix-nothing", {}, language), width)
        return
    yield EMPTY
    name = "fix-would" if shown else "fix-done"
    yield from hanging((), text_of(name, {"count": changed, "made": made}, language), width)
