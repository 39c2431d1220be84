"""The files of the register: which are read and which are not, their modelines, schemas and secrets."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from grondslag.cli.health.remark import Place, Remark, Status, place_in, remark
from grondslag.cli.project import Project, load_model, shown_path, wanted_of
from grondslag.documents.document import Document
from grondslag.findings.selection import Selection, select
from grondslag.interchange.starting.files import schema_text
from grondslag.interchange.write_yaml import MODELINE
from grondslag.model.personal_data import personal_data_places
from grondslag.model.recognise import recognise, set_languages
from grondslag.model.vocabulary import plain_words
from grondslag.settings.intake import Wanted, take_in
from grondslag.text import Source

MOST_SCHEMA: Final = 5_000_000
_GRAVE: Final = frozenset({"bsn"})


def register_files(project: Project) -> Iterator[Remark]:
    """Remarks on the files that are read, and on those that look like register and are not."""
    model = load_model()
    words = plain_words(model)
    wanted = wanted_of(project)
    intake = take_in(wanted, words)
    chosen = select(intake, wanted, model)
    set_languages(chosen.documents, model)
    yield from _read(chosen)
    for path in chosen.unread:
        yield remark("files", "error", {"path": path}, name="file-unread", place=Place(path))
    strict = [path for path in chosen.others if wanted.must_be_register(path)]
    for path in strict:
        yield remark("files", "error", {"path": path}, name="file-other", place=Place(path))
    yield from _strays(project, {*chosen.unread, *strict, *_paths(chosen.documents)})
    for document in chosen.documents:
        yield from _modeline(project.root, document)
    texts = [document.source for document in intake.documents]
    yield from _personal_data(texts)


def _paths(documents: Sequence[Document]) -> list[str]:
    return [document.source.path for document in documents]


def _read(chosen: Selection) -> Iterator[Remark]:
    count = {"count": len(chosen.documents)}
    if chosen.documents:
        yield remark("files", "ok", count)
    else:
        yield remark("files", "error", name="files-none")


def _strays(project: Project, known: set[str]) -> Iterator[Remark]:
    """Files elsewhere below the root that look like register: a typo in the name of a folder, mostly."""
    if not project.settings.register:
        return
    model = load_model()
    everything = Wanted(
        project.root, paths=(shown_path(project.root),), ignore=project.settings.ignore
    )
    ours = {os.path.realpath(path) for path in known}
    own_files = {project.settings.waivers, project.settings.baseline}
    for document in take_in(everything, plain_words(model)).documents:
        path = document.source.path
        inside = Path(os.path.realpath(path)).relative_to(project.root).as_posix()
        if os.path.realpath(path) in ours or inside in own_files:
            continue
        if recognise(document, model).kind == "register":
            yield remark("files", "warning", {"path": path}, name="file-stray", place=Place(path))


# --- modelines -----------------------------------------------------------------------------------


def _modeline(root: Path, document: Document) -> Iterator[Remark]:
    source = document.source
    first = source.line_text(1)
    place = Place(source.path, 1, 1)
    if not first.startswith(MODELINE):
        late = f"\n{MODELINE}" in source.text
        yield remark(
            "schema", "note", name="modeline-late" if late else "modeline-none", place=place
        )
        return
    target = first.removeprefix(MODELINE).strip()
    if "://" in target:
        yield remark("schema", "note", name="schema-elsewhere", place=place)
        return
    file = Path(os.path.realpath(Path(source.path).parent / target))
    if not file.is_relative_to(root) or not file.is_file():
        yield remark("schema", "warning", name="schema-missing", place=place)
    elif not _is_current(file, document.language or "nl"):
        yield remark("schema", "warning", name="schema-old", place=place)


def _is_current(file: Path, language: str) -> bool:
    """Whether a copy of the schema is that of this version, in the language of the file."""
    import json

    try:
        if file.stat().st_size > MOST_SCHEMA:
            return False
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return bool(found == json.loads(schema_text(f"{language}/register")))


def _personal_data(sources: Sequence[Source]) -> Iterator[Remark]:
    """Where personal data stand that do not belong in a register. They are never shown."""
    found = False
    for source in sources:
        for item in personal_data_places(source.text):
            found = True
            status: Status = "error" if item.kind in _GRAVE else "warning"
            yield remark(
                "personal-data",
                status,
                name=f"personal-{item.kind}",
                place=place_in(source, item.start),
            )
    if not found:
        yield remark("personal-data", "ok", {"count": len(sources)})
