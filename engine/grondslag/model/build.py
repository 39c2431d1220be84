"""Documents to a register: typed facts in canonical names, and what is to be said of the files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.defaults import apply_defaults, apply_implied
from grondslag.model.derivations import Deriving
from grondslag.model.facts import Path, Register
from grondslag.model.guesses import Guesses
from grondslag.model.kinds import Model
from grondslag.model.merge import Merge
from grondslag.model.places import Places
from grondslag.model.privacy import GUARDED, holds_personal_data
from grondslag.model.readers import RawPath
from grondslag.model.reading import FILE_KEYS, Reading, reading_of
from grondslag.model.recognise import set_languages
from grondslag.model.references import Resolving
from grondslag.model.version import Version, is_newer, unversioned, version_of
from grondslag.model.vocabulary import load_model
from grondslag.values import UNREADABLE

if TYPE_CHECKING:
    from grondslag.documents.document import Document
    from grondslag.documents.schema import Validator
    from grondslag.model.shape import Walk


@dataclass(slots=True)
class _Found:
    """What was found in the files besides facts."""

    problems: list[Diagnostic] = field(default_factory=list)
    guesses: Guesses = field(default_factory=Guesses)
    questions: set[Path] = field(default_factory=set)
    spoiled: list[Path] = field(default_factory=list)
    all_words: list[tuple[Document, RawPath]] = field(default_factory=list)


def build_register(
    documents: Sequence[Document],
    model: Model,
    *,
    unread: Collection[str] = (),
    folder: FilePath | None = None,
    examples: bool = False,
) -> tuple[Register, list[Diagnostic]]:
    """The register that files describe, with what is wrong in them, sorted by place.

    `unread`: files that could not be read; what may stand in them is not reported as missing.
    `folder`: where the paths of links start; without it they are not looked up.
    `examples`: the small registers of rule examples, in English: required fields, entries and files
    that are pointed at may be missing.
    Sets `Document.language`. Raises nothing for any document. Once the register is built, the data
    of the documents (`Document.value`) may be let go: places do not need them.
    """
    documents = sorted(documents, key=lambda document: document.source.path)
    language = _languages(documents, model, examples)
    version = Version(model.version) if examples else version_of(documents, model)
    places = Places(model, documents, language)
    merge = Merge(places)
    found = _Found(problems=list(version.problems))
    for document in documents:
        reading = reading_of(model, document.language or language, version.number, not examples)
        validator = None if examples else _validator(model, reading.language)
        _read(document, reading, merge, found, validator)
    if found.all_words and not version.is_unclear and not unread:
        found.problems.append(unversioned(found.all_words, documents, model))
    merge.finish(complete=not (examples or unread))
    held = _settle(merge, found, unread or examples)
    questions = frozenset(found.questions)
    resolving = Resolving(model, merge.collections, places, found.guesses, held)
    resolving.resolve()
    if folder is not None and not examples:
        from grondslag.model.links import check_links

        found.problems += check_links(resolving.links, places, folder)
    apply_defaults(merge.collections, model, questions, places)
    apply_implied(merge.collections, model, questions)
    deriving = Deriving(model, merge.collections, questions, places, complete=not unread)
    deriving.derive()
    problems = [*found.problems, *merge.problems, *resolving.problems, *deriving.problems]
    register = Register(
        merge.collections, language, places.locate, places.spell, questions, places.is_filled_in
    )
    return register, sorted(problems, key=lambda problem: problem.sort_key)


def _languages(documents: Sequence[Document], model: Model, examples: bool) -> str:
    if not examples:
        return set_languages(documents, model) or "nl"
    for document in documents:
        document.language = "en"
    return "en"


def _read(
    document: Document,
    reading: Reading,
    merge: Merge,
    found: _Found,
    validator: Validator | None,
) -> None:
    """Read one file; look closer only where something is to be said of it."""
    said: list[None] = []
    merge.add(document, reading, said)
    is_valid = validator is None or validator.is_valid(document.value)
    newer = any(is_newer(document.value.get(key), reading.model.version) for key in FILE_KEYS)
    if is_valid and not said and not newer and not _is_guarded(document.value, reading):
        return
    from grondslag.model.shape import Walk, walk_file

    walk = Walk(document, reading, found.guesses)
    walk_file(walk)
    if validator is not None and not is_valid:
        _say_the_rest(walk, validator)
    found.problems += walk.problems
    found.questions |= walk.questions
    found.spoiled += walk.spoiled
    found.all_words += [(document, raw_path) for raw_path in walk.unversioned]
    for path, raw_path in walk.meant.items():
        merge.places.meant.setdefault(path, (document, raw_path))


def _validator(model: Model, language: str) -> Validator | None:
    """The schema of this version of the program; None for any other model."""
    return _schema_of(language) if model is load_model() else None


@cache
def _schema_of(language: str) -> Validator:
    from grondslag.documents.schema import Validator
    from grondslag.model.schemas import validation_schema

    return Validator(validation_schema(language))


def _is_guarded(value: dict[str, Any], reading: Reading) -> bool:
    return any(
        reading.collection(key) in GUARDED and holds_personal_data(raw)
        for key, raw in value.items()
    )


def _say_the_rest(walk: Walk, validator: Validator) -> None:
    """The schema is a second opinion: what it refuses, and of which nothing was said, is said."""
    told = walk.told | set(walk.unversioned)
    for error in validator.errors(walk.document.value):
        path = tuple(error.path)
        if error.keyword == "required" or any(_touches(path, other) for other in told):
            continue
        told.add(path)
        label = Label(walk.document.value_span(path))
        message = Message("wrong-kind-here")
        walk.problems.append(
            Diagnostic(
                "wrong-kind", "error", "schema", message, (label,), language=walk.reading.language
            )
        )


def _touches(path: RawPath, other: RawPath) -> bool:
    """Whether one path is the other or lies inside it."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _settle(merge: Merge, found: _Found, unread: object) -> frozenset[str]:
    """Mark what must not count as a fact.

    Returns the collections of which something may be missing; `""` stands for all of them.
    """
    held = {name for name, facts in merge.collections.items() if facts is UNREADABLE}
    for path in list(merge.places.meant):
        if len(path) == 1:
            held.add(path[0])
        if not _mark(merge.collections, path, overwrite=False):
            del merge.places.meant[path]
    for path in found.spoiled:
        _mark(merge.collections, path, overwrite=True)
    return frozenset(held | {""}) if unread else frozenset(held)


def _mark(collections: dict[str, Any], path: Path, *, overwrite: bool) -> bool:
    """Make a fact unreadable; whether that was done."""
    holder: Any = collections
    for step in path[:-1]:
        holder = holder.get(step) if isinstance(holder, dict) else None
    if not isinstance(holder, dict) or (path[-1] in holder and not overwrite):
        return False
    holder[path[-1]] = UNREADABLE
    return True
