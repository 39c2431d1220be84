"""Whether a file is part of a register, and in which of the two languages it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.kinds import Model, RecordKind
from grondslag.model.readers import word_in
from grondslag.model.reading import FILE_KEYS
from grondslag.text import Span

_KEY_AT_EDGE: Final = re.compile(r"""^["']?([A-Za-z_][A-Za-z0-9_-]*)["']?\s*:""", re.MULTILINE)
MOST_LOOKED_AT: Final = 200_000

if TYPE_CHECKING:
    from grondslag.documents.document import Document


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file looks like. `near`: no key is a collection, but `key` is nearly `suggestion`."""

    kind: Literal["register", "near", "other"]
    key: str | None = None
    suggestion: str | None = None


def recognise(document: Document, model: Model) -> Recognition:
    """Whether a file is a register file: a top-level key is a collection, in either language."""
    names = set(model.collections) | set(model.by_nl)
    keys = [key for key in document.value if key not in FILE_KEYS]
    if any(key in names for key in keys):
        return Recognition("register")
    from grondslag.words.phrases import did_you_mean

    for key in keys[:20]:
        suggestion = did_you_mean(key, names, likeness=0.8)
        if suggestion:
            return Recognition("near", key, suggestion)
    return Recognition("other")


def looks_like_other(text: str, model: Model) -> bool:
    """Whether a text that cannot be read as YAML is surely no register: it has keys, and none is nearly one.

    A text without a key at its left edge (an empty one, say) tells nothing.
    """
    from grondslag.words.phrases import did_you_mean

    names = set(model.collections) | set(model.by_nl)
    keys = {found[1] for found in _KEY_AT_EDGE.finditer(text[:MOST_LOOKED_AT])} - set(FILE_KEYS)
    return bool(keys) and not any(
        did_you_mean(key, names, likeness=0.8) for key in sorted(keys)[:50]
    )


def not_recognised(document: Document, model: Model) -> Diagnostic | None:
    """What to say of a file that no collection recognises; None for a register file."""
    found = recognise(document, model)
    if found.kind == "register":
        return None
    if found.kind == "near":
        span = document.key_span((found.key or "",))
        label = Message("register-did-you-mean", {"name": found.suggestion})
        message = Message("file-not-recognised-near", {"key": found.key})
        return Diagnostic("file-not-recognised", "error", "schema", message, (Label(span, label),))
    span = first_line(document)
    message = Message("file-not-recognised")
    helps = (Message("register-help-file-keys"),)
    labels = (Label(span),)
    return Diagnostic("file-not-recognised", "error", "schema", message, labels, helps)


def first_line(document: Document) -> Span:
    """The first line of a file."""
    source = document.source
    return Span(source, 0, len(source.line_text(1)))


# --- language ------------------------------------------------------------------------------------


def set_languages(documents: Sequence[Document], model: Model) -> str | None:
    """Set `Document.language` of each file; returns that of most, at a tie the organisation's.

    The stated language counts, else the keys that exist in only one of the two, else the
    organisation's file, else the language of most files, else the words in the file, else Dutch.
    """
    open_ones = []
    leading: str | None = None
    for document in documents:
        document.language = _language_of(document.value, model)
        if document.language is None:
            open_ones.append(document)
        elif leading is None and {"organisatie", "organisation"} & document.value.keys():
            leading = document.language
    counts = Counter(document.language for document in documents if document.language)
    most = _most(counts, leading)
    for document in open_ones:
        document.language = leading or most or _language_of_words(document.value, model)
        counts[document.language] += 1
    return _most(counts, leading)


def _most(counts: Mapping[str, int], leading: str | None) -> str | None:
    if not counts:
        return None
    highest = max(counts.values())
    best = [language for language in ("nl", "en") if counts.get(language) == highest]
    return leading if leading in best else best[0]


def _language_of(value: Mapping[str, Any], model: Model) -> str | None:
    for key in ("taal", "language"):
        stated = value.get(key)
        if stated in ("nl", "en"):
            return str(stated)
    votes = Counter(_votes_of_collections(value, model))
    if not votes or (votes["nl"] and votes["en"]):
        votes.update(_votes_of_fields(value, model))
    if votes["nl"] == votes["en"]:
        return next(_votes_of_collections(value, model), None)
    return "nl" if votes["nl"] > votes["en"] else "en"


def _votes_of_collections(value: Mapping[str, Any], model: Model) -> Iterator[str]:
    for key in value:
        if key in model.by_nl and key not in model.collections:
            yield "nl"
        elif key in model.collections and key not in model.by_nl:
            yield "en"


def _votes_of_fields(value: Mapping[str, Any], model: Model) -> Iterator[str]:
    for key, raw in value.items():
        name = key if key in model.collections else model.by_nl.get(key)
        if name is None or not isinstance(raw, dict):
            continue
        kind = model.collections[name]
        for record in [raw] if kind.single else raw.values():
            if isinstance(record, dict):
                yield from _votes_of_record(record, kind.entry, model)


def _votes_of_record(value: Mapping[str, Any], kind: RecordKind, model: Model) -> Iterator[str]:
    for key, raw in value.items():
        if key in kind.by_nl and key not in kind.fields:
            yield "nl"
        elif key in kind.fields and key not in kind.by_nl:
            yield "en"
        name = key if key in kind.fields else kind.by_nl.get(key)
        field = kind.fields[name] if name else None
        if field is None or field.record is None or not isinstance(raw, dict):
            continue
        inner = model.records[field.record]
        for record in raw.values() if field.type == "map" else [raw]:
            if isinstance(record, dict):
                yield from _votes_of_record(record, inner, model)


def _language_of_words(value: Mapping[str, Any], model: Model) -> str:
    words = [word_in(raw) for raw in value.values()]
    english = {model.words[word]["en"] for word in ("none", "unknown")}
    return "en" if any(word in english for word in words) else "nl"
