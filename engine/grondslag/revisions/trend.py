"""How the verdicts went: the rules of today on the register as it was at the end of each month.

Nothing is kept between runs: what a commit holds cannot change, so it is judged again. A file that did not change
is read once, and a register that did not change is built once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from grondslag.diagnostics import Diagnostic, Message
from grondslag.documents.document import Document
from grondslag.documents.find import read_texts
from grondslag.documents.ignore import Ignore
from grondslag.documents.parse import MOST_CHARACTERS
from grondslag.documents.walk import NEVER_ENTERED, SUFFIXES
from grondslag.evaluation.run import evaluate
from grondslag.evaluation.verdict import OUTCOMES, Outcome
from grondslag.findings.selection import select
from grondslag.model.build import build_register
from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import plain_words
from grondslag.revisions.git import GitFailed, Repository, RevisionProblem
from grondslag.revisions.months import Stop, stops_of
from grondslag.revisions.revision import Revision, find_revision, is_cut_off
from grondslag.revisions.tree import Blob, files_of
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.intake import Intake, Wanted
from grondslag.settings.load import FILE_NAME, read_settings
from grondslag.settings.settings import Settings
from grondslag.text import Source

MOST_MONTHS: Final = 36
_IGNORED: Final = ".gitignore"
_Key = tuple[str, str]
"""Path and object of a file: what is said of it names its path."""


@dataclass(frozen=True, slots=True)
class Point:
    """The numbers of verdicts at a stop. None where there was no register that could be read."""

    day: date
    commit: str
    numbers: Mapping[Outcome, int] | None
    unread: int = 0
    """Files that could not be read: the numbers leave out what they hold."""


@dataclass(frozen=True, slots=True)
class State:
    """The register at a stop; None where there was none that could be read. `unread` as with a point."""

    stop: Stop
    register: Register | None
    unread: int


@dataclass(frozen=True, slots=True)
class History:
    """Points in order of day. With `cut_off` there are none: a part of a history would be told as the whole."""

    points: tuple[Point, ...]
    cut_off: bool = False


@dataclass(slots=True)
class _Kept:
    """What is carried from one stop to the next."""

    documents: dict[_Key, tuple[Document | None, tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )
    keys: tuple[_Key, ...] | None = None
    register: Register | None = None
    unread: int = 0


def trend_of(
    repository: Repository,
    settings: Settings,
    model: Model,
    rulebook: RuleBook,
    as_of: datetime,
    months: int = MOST_MONTHS,
) -> History:
    """The numbers of verdicts at the ends of the last months and at *as_of*, the oldest first.

    Each stop is judged by *rulebook*, as the law stood at that moment. Drafts are not counted.
    See `registers_of`.
    """
    found = registers_of(repository, settings, model, as_of, months)
    if found is None:
        return History((), cut_off=True)
    return History(tuple(_point(state, rulebook) for state in found))


def registers_of(
    repository: Repository,
    settings: Settings,
    model: Model,
    as_of: datetime,
    months: int = MOST_MONTHS,
) -> Iterator[State] | None:
    """The register at the ends of the last months and at *as_of*, the oldest first; None for a history cut off.

    Where the register lay is asked of the settings of then, and of *settings* where there were none. Moments
    before the first register are left out. Raises `RevisionProblem` where the history cannot be read.
    """
    head = find_revision(repository, "HEAD")
    return None if is_cut_off(repository) else _states(head, settings, model, as_of, months)


def register_at(
    revision: Revision, settings: Settings, model: Model
) -> tuple[Register | None, int]:
    """The register as it was in a commit, None where there was none that could be read; and how many files could not
    be read. Raises `RevisionProblem` where the commit cannot be read."""
    kept = _Kept()
    try:
        _take(kept, revision, settings, model)
    except GitFailed as problem:
        raise RevisionProblem(Message("objects-missing", {"said": problem.said[:200]})) from None
    return kept.register, kept.unread


def _states(
    head: Revision, settings: Settings, model: Model, as_of: datetime, months: int
) -> Iterator[State]:
    kept = _Kept()
    has_begun = False
    try:
        for stop in stops_of(head.repository, head.commit, as_of, months):
            _take(kept, Revision(stop.commit, head.repository, head.prefix), settings, model)
            has_begun = has_begun or kept.register is not None
            if has_begun:
                yield State(stop, kept.register, kept.unread)
    except GitFailed as problem:
        raise RevisionProblem(Message("objects-missing", {"said": problem.said[:200]})) from None


def _point(state: State, rulebook: RuleBook) -> Point:
    stop = state.stop
    if state.register is None:
        return Point(stop.day, stop.commit, None, state.unread)
    verdicts = evaluate(rulebook, state.register, stop.moment, rulebook.programs)
    numbers: dict[Outcome, int] = dict.fromkeys(OUTCOMES, 0)
    for rule_id, counted in verdicts.counts().items():
        if rulebook.rules[rule_id][-1].legal_status != "draft":
            for outcome in OUTCOMES:
                numbers[outcome] += counted.get(outcome, 0)
    return Point(stop.day, stop.commit, numbers, state.unread)


def _take(kept: _Kept, revision: Revision, settings: Settings, model: Model) -> None:
    """The register as it was in a commit; what did not change since the last stop is kept."""
    files, _ = files_of(revision)
    then = _settings_then(files, revision, settings)
    ignore = Ignore(then.ignore)
    wanted = [blob for blob in files if _is_wanted(blob.path, then, ignore)]
    keys = tuple(sorted((blob.path, blob.object_id) for blob in wanted))
    if keys == kept.keys:
        return
    missing = [blob for blob in wanted if (blob.path, blob.object_id) not in kept.documents]
    known = {key: kept.documents[key] for key in keys if key in kept.documents}
    kept.documents = {**known, **_read(missing, revision, model)}
    kept.keys = keys
    _build(kept, keys, then, model)


def _build(kept: _Kept, keys: Sequence[_Key], then: Settings, model: Model) -> None:
    found = [(key, *kept.documents[key]) for key in keys]
    documents = tuple(document for _, document, _ in found if document is not None)
    problems = tuple(problem for _, _, said in found for problem in said)
    unread = tuple(path for (path, _), document, _ in found if document is None)
    wanted = Wanted(Path(), texts=(), all_register=bool(then.register))
    chosen = select(Intake(documents, problems, unread), wanted, model)
    kept.unread = len(chosen.unread)
    kept.register = (
        build_register(chosen.documents, model, unread=chosen.unread)[0]
        if chosen.documents
        else None
    )


def _read(
    blobs: Sequence[Blob], revision: Revision, model: Model
) -> dict[_Key, tuple[Document | None, tuple[Diagnostic, ...]]]:
    """What is in files that were not read before, by path and object."""
    contents = revision.repository.blobs([blob.object_id for blob in blobs])
    texts = [(blob.path, content) for blob, content in zip(blobs, contents, strict=True)]
    documents, problems, _ = read_texts(texts, plain_words(model))
    by_path = {document.source.path: document for document in documents}
    said: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        said.setdefault(problem.span.source.path, []).append(problem)
    return {
        (blob.path, blob.object_id): (by_path.get(blob.path), tuple(said.get(blob.path, ())))
        for blob in blobs
    }


def _settings_then(files: Sequence[Blob], revision: Revision, now: Settings) -> Settings:
    """Where the register lay and what was ignored: as the settings of then say, with what git ignored."""
    texts = {
        blob.path: revision.repository.blobs([blob.object_id])
        for blob in files
        if blob.path in {FILE_NAME, _IGNORED} and blob.size <= MOST_CHARACTERS
    }
    said = {path: next(content).decode("utf-8-sig", "replace") for path, content in texts.items()}
    then = read_settings(Source(FILE_NAME, said[FILE_NAME]))[0] if FILE_NAME in said else now
    ignored = (*said.get(_IGNORED, "").splitlines(), *then.ignore)
    return Settings(register=then.register, ignore=ignored)


def _is_wanted(path: str, then: Settings, ignore: Ignore) -> bool:
    """Whether a check of then would have read the file: the same that a walk through its folders finds."""
    if path in then.register:
        return True
    if not path.lower().endswith(SUFFIXES):
        return False
    folders = [PurePosixPath(folder).as_posix() for folder in then.register]
    # What lies above the folder that is named was not asked for by a walk: only what is inside can be passed over.
    inside = next(
        (folder for folder in folders if folder == "." or path.startswith(f"{folder}/")), None
    )
    if folders and inside is None:
        return False
    above = 0 if inside in {None, "."} else len(PurePosixPath(inside or "").parts)
    parts = path.split("/")
    for count in range(above + 1, len(parts) + 1):
        name, is_folder = parts[count - 1], count < len(parts)
        if name.startswith(".") or (is_folder and name in NEVER_ENTERED):
            return False
        if ignore.leaves_out("/".join(parts[:count]), is_folder=is_folder):
            return False
    return True
