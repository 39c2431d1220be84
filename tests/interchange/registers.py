"""Random registers of the model, as facts that were written: for what goes out and comes back."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.model.readers import ALL, item_type, read_link, read_text
from grondslag.model.vocabulary import load_model
from grondslag.values import NONE
from interchange.test_write_yaml import DAYS, IDS, ITEMS, TEXTS

MODEL = load_model()
NASTY = [
    "=cmd|'/C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"https://evil.example\")", "\uff1d1+1",
    "'=1+1", "a\t=b", "a\r=b", "a\r\n=b", "a\n=b", "x\x00y", "x\x07y", "x\x1by", "x\x0by", "x\ufffey", "x\ud800y",
    "a\u2028b", "a\u2029b", "a\x85b", "\u202eabc", "_x0041_", "_x003D_1+1", "a_x000D_b", "\\_x0041_", "#N/A",
    "#REF!", "TRUE", "waar",
    "0612345678", "2026-01-02", "1/2", "1e9", "12:30", "mei 2024", "1 mei", "€ 5", "\"a\"", "a\"b", "\"",
    "a;b", "a; b", ";a", "[]", "{}", "\\n", "\\", "a\\\"b", "geen rest", "a, b", "<b>x</b>", "\ufeffx", "x" * 300,
    "a  b", "eerste\n\nderde", "\u00a0x\u00a0y", "🙂 x", "é", "x\ty",
]  # fmt: skip
ALL_TEXTS = st.one_of(
    TEXTS,
    st.one_of(
        st.sampled_from(NASTY),
        st.text(max_size=12),
        st.tuples(st.sampled_from(NASTY), st.sampled_from(NASTY)).map(" ".join),
    )
    .map(read_text)
    .filter(lambda text: text is not None),
)
_ITEMS = {
    **ITEMS,
    "text": ALL_TEXTS,
    "link": ALL_TEXTS.filter(lambda text: read_link(text) == text),
}  # fmt: skip


def value(kind: FieldKind) -> st.SearchStrategy[Any]:
    """A fact of a field: a value, open, or none; of several values also nothing at all, or all."""
    others = [st.none(), *([st.just(NONE)] if kind.none else [])]
    if kind.record:
        inner = record(MODEL.records[kind.record])
        found = st.dictionaries(IDS, inner, max_size=2) if kind.type == "map" else inner
        return st.one_of(found, *others)
    if kind.enum:
        item: st.SearchStrategy[Any] = st.sampled_from(sorted(MODEL.enums[kind.enum].codes))
    else:
        item = _ITEMS[item_type(kind.type)]
    several = kind.type == "set" or item_type(kind.type) != kind.type
    found = st.lists(item, max_size=3, unique=True).map(tuple) if several else item
    if kind.type == "refs":
        others.append(st.just(ALL))
    return st.one_of(found, found, *others)


@st.composite
def record(draw: st.DrawFn, kind: RecordKind) -> dict[str, Any]:
    """Some fields of a record; perhaps none."""
    names = draw(st.lists(st.sampled_from(sorted(kind.fields)), max_size=5, unique=True))
    return {name: draw(value(kind.fields[name])) for name in names}


@st.composite
def registers(draw: st.DrawFn) -> dict[str, Any]:
    """Some collections, with entries, with none, open, or empty."""
    names = draw(
        st.lists(st.sampled_from(list(MODEL.collections)), min_size=1, max_size=3, unique=True)
    )
    found: dict[str, Any] = {}
    for name in names:
        kind = MODEL.collections[name]
        if kind.single:
            found[name] = draw(record(kind.entry))
            continue
        entries = st.dictionaries(IDS, record(kind.entry), max_size=3)
        others = [st.just(NONE)] if kind.none else []
        found[name] = draw(st.one_of(entries, entries, entries, st.none(), *others))
    return found


def with_everywhere(text: str) -> dict[str, Any]:
    """A register with this text in every field that may hold one."""
    found: dict[str, Any] = {}
    for name, kind in MODEL.collections.items():
        record = _texts(kind.entry, text)
        found[name] = record if kind.single else {"a": record}
    return found


def _texts(kind: RecordKind, text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in kind.fields.items():
        if field.record is not None:
            inner = _texts(MODEL.records[field.record], text)
            found[name] = {"b": inner} if field.type == "map" else inner
        elif item_type(field.type) in {"text", "link"}:
            several = item_type(field.type) != field.type
            found[name] = (text, f"x {text}") if several else text
    return found


__all__ = [
    "ALL_TEXTS",
    "DAYS",
    "IDS",
    "MODEL",
    "NASTY",
    "record",
    "registers",
    "value",
    "with_everywhere",
]
