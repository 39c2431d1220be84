"""The fields of every record in the order of the model: whole lines move, with the comments above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grondslag.documents.document import Document, Path
from grondslag.documents.parse import parse
from grondslag.model.kinds import Model, RecordKind
from grondslag.model.readers import word_in
from grondslag.model.vocabulary import plain_words
from grondslag.text import Source


@dataclass(frozen=True, slots=True)
class _Record:
    """A record in a file: where it is, its kind, and its keys in the order of the file."""

    path: Path
    kind: RecordKind
    keys: tuple[str, ...]


def ordered(model: Model, document: Document) -> str:
    """The text of the file with the fields of each record in order; as it is where that is not safe.

    A record in braces, or with a key that is not in the model, keeps its order. What the file says is
    the same before and after: if it were not, the text is returned as it was.
    """
    text = document.source.text
    end = "" if text.endswith("\n") or not text else "\n"
    new = text + end
    for record in sorted(
        _records(model, document), key=lambda one: document.value_span(one.path).start, reverse=True
    ):
        new = _sorted(document, record, new)
    if new == text + end:
        return text
    again, problems = parse(Source(document.source.path, new), plain_words(model))
    if again is None or problems or again.value != document.value:
        return text
    return new


def _records(model: Model, document: Document) -> Iterator[_Record]:
    for key, raw in document.value.items():
        name = key if key in model.collections else model.by_nl.get(key, "")
        if name not in model.collections or not _is_record(raw):
            continue
        kind = model.collections[name]
        if kind.single:
            yield from _record(model, kind.entry, raw, (key,))
        else:
            yield from _entries(model, kind.entry, raw, (key,))


def _entries(
    model: Model, kind: RecordKind, raw: Mapping[str, object], path: Path
) -> Iterator[_Record]:
    for name, value in raw.items():
        if _is_record(value):
            yield from _record(model, kind, value, (*path, name))  # type: ignore[arg-type]


def _record(
    model: Model, kind: RecordKind, raw: Mapping[str, object], path: Path
) -> Iterator[_Record]:
    yield _Record(path, kind, tuple(raw))
    for key, value in raw.items():
        field = kind.fields.get(kind.by_nl.get(key, key))
        if field is None or field.record is None or not _is_record(value):
            continue
        inner = model.records[field.record]
        walk = _entries if field.type == "map" else _record
        yield from walk(model, inner, value, (*path, key))  # type: ignore[arg-type]


def _is_record(raw: object) -> bool:
    return isinstance(raw, dict) and word_in(raw) is None


def _sorted(document: Document, record: _Record, text: str) -> str:
    """The text with the blocks of one record in order. Their lengths stay, so that places do."""
    names = [record.kind.by_nl.get(key, key) for key in record.keys]
    order = list(record.kind.fields)
    if any(name not in order for name in names):
        return text
    wanted = sorted(range(len(names)), key=lambda number: order.index(names[number]))
    if wanted == list(range(len(names))):
        return text
    starts = _line_starts(document, record, text)
    if starts is None:
        return text
    end = _end_of(document, record, text)
    edges = [*starts, end]
    blocks = [text[edges[n] : edges[n + 1]] for n in range(len(starts))]
    return text[: edges[0]] + "".join(blocks[n] for n in wanted) + text[end:]


def _line_starts(document: Document, record: _Record, text: str) -> Sequence[int] | None:
    """Where the block of each key begins: at the comments right above it; None for a record in braces."""
    starts: list[int] = []
    before = 0
    for key in record.keys:
        span = document.key_span((*record.path, key))
        start = text.rfind("\n", 0, span.start) + 1
        indent = text[start : span.start]
        if indent.strip(" ") or (starts and start < before):
            return None
        at = start
        while at > max(before, 0):
            above = text.rfind("\n", 0, at - 1) + 1
            line = text[above:at]
            if not line.startswith(f"{indent}#") or (starts and above < before):
                break
            at = above
        if not starts and record.path:
            # A comment above the first key belongs to the record as a whole unless it is indented with it.
            at = at if indent else start
        starts.append(at)
        value_end = document.value_span((*record.path, key)).end
        before = max(_next_line(text, value_end), start)
    return starts if starts == sorted(set(starts)) else None


def _end_of(document: Document, record: _Record, text: str) -> int:
    last = max(document.value_span((*record.path, key)).end for key in record.keys)
    return _next_line(text, last)


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
