"""Facts that are written are read back as the same facts, in either language, and nothing is to be said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.interchange.write_yaml import Notes, file_keys, write_collection, write_file
from grondslag.model.countries import CODES
from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.model.moments import is_skipped
from grondslag.model.privacy import personal_data_in
from grondslag.model.readers import item_type, read_link, read_text
from grondslag.model.vocabulary import load_model
from grondslag.values import NONE, UNITS, UNREADABLE, duration
from model.written import read, told

MODEL = load_model()
LANGUAGES = ("nl", "en")
ODD = ["true", "Ja", "null", "1_000", "0123", "- a", "# x", "a: b", "a #b", "[x, y", "{", "*a", "&b", "!t", "|", ">x",
       "%d", "@x", "`x`", "'", '"', "een\ntwee", "een\n\n  twee\n", "a\tb", "\x1b[31m", "\u202eabc", "\x85", "\u2028b",
       "🙂 x", "x,y", "https://x.example/a?b=c#d", "=1+1", "<<", "...", "---", "2026-01-01", "12:30",
       "1e3", "y", "~x"]  # fmt: skip
TEXTS = (
    st.one_of(
        st.text(max_size=20), st.sampled_from(ODD), st.sampled_from(ODD).map(lambda t: t + " rest")
    )
    .map(read_text)
    .filter(lambda text: text is not None and not personal_data_in(text))
    .filter(lambda text: text.encode("utf-8", "replace").decode() == text)
)
IDS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True).filter(
    lambda name: (
        name not in {"all", "alle", "geen", "none", "onbekend", "unknown"}
        and not personal_data_in(name)
    )
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
ITEMS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "link": TEXTS.filter(lambda text: read_link(text) == text),
    "integer": st.integers(0, 10**9),
    "number": st.one_of(st.integers(0, 10**6), st.sampled_from([0.5, 2.25, 36.5])),
    "yes_no": st.booleans(),
    "date": DAYS,
    "datetime": st.one_of(DAYS, MOMENTS),
    "duration": st.builds(duration, st.integers(0, 999), st.sampled_from(sorted(UNITS))),
    "country": st.sampled_from(sorted(CODES)),
    "ref": IDS,
}


def value(kind: FieldKind) -> st.SearchStrategy[Any]:
    if kind.record:
        inner = record(MODEL.records[kind.record])
        found = st.dictionaries(IDS, inner, min_size=1, max_size=2) if kind.type == "map" else inner
    elif kind.enum:
        codes = st.sampled_from(sorted(MODEL.enums[kind.enum].codes))
        found = codes if kind.type == "enum" else several(codes)
    else:
        item = ITEMS[item_type(kind.type)]
        found = item if item_type(kind.type) == kind.type else several(item)
    return st.one_of(found, st.none(), *([st.just(NONE)] if kind.none else []))


def several(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(item, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def record(draw: st.DrawFn, kind: RecordKind) -> dict[str, Any]:
    names = sorted(kind.fields)
    some = set(draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)))
    some |= {name for name in names if kind.fields[name].required}
    facts = {name: draw(value(kind.fields[name])) for name in sorted(some)}
    for name in names:
        if kind.fields[name].required and facts[name] is None:
            facts[name] = draw(value(kind.fields[name]).filter(lambda fact: fact is not None))
    return facts


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Any]:
    name = draw(
        st.sampled_from([name for name in MODEL.collections if name != "for_all_processing"])
    )
    kind = MODEL.collections[name]
    entry = record(kind.entry)
    if kind.single:
        return name, draw(entry)
    if kind.none and draw(st.integers(0, 9)) == 0:
        return name, NONE
    return name, draw(st.dictionaries(IDS, entry, min_size=1, max_size=2))


def text_of(name: str, facts: Any, language: str, notes: Notes | None = None) -> str:
    part = write_collection(MODEL, name, facts, language, notes or Notes())
    return write_file([part], schema="../x.json", heading="Kop", keys=file_keys(MODEL, language))


def assert_holds(found: Any, facts: Any) -> None:
    """Everything written is found; what is open is not recorded; fields that follow may be added."""
    if not isinstance(facts, dict):
        assert found == facts
        return
    for name, fact in facts.items():
        if fact is None:
            assert name not in found
        else:
            assert_holds(found[name], fact)


@settings(max_examples=300, deadline=None)
@given(written(), st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_what_is_written_is_read_back(collection, language, note) -> None:
    name, facts = collection
    paths = [(name,), *((name, key) for key in (facts if isinstance(facts, dict) else ()))]
    notes = Notes(dict.fromkeys(paths, note), dict.fromkeys(paths, note))
    register, problems = read(text_of(name, facts, language, notes), unread=["another.yaml"])
    assert [item for item in told(problems) if not item.startswith("contradiction")] == []
    assert_holds(register.collections[name], facts)


@settings(max_examples=100, deadline=None)
@given(written())
def test_both_languages_say_the_same(collection) -> None:
    name, facts = collection
    found = [read(text_of(name, facts, language), unread=["x.yaml"])[0] for language in LANGUAGES]
    assert found[0].collections == found[1].collections
    assert found[0].questions == found[1].questions


def test_a_file_reads_well(snapshot) -> None:
    facts = {
        "mail": {
            "name": "Nieuwsbrief",
            "purposes": {
                "news": {"description": "Elke maand nieuws: kort", "basis": "consent", "law": None}
            },
            "data_subjects": ("subscribers", "customers"),
            "note": "Eerste regel\n\nDerde regel",
            "reviewed_on": date(2026, 1, 15),
            "transfers": NONE,
        }
    }
    notes = Notes(
        above={("processing", "mail"): "Wie zich aanmeldde."},
        beside={
            ("processing", "mail", "purposes", "news", "law"): "alleen bij een wettelijke plicht"
        },
    )
    both = [text_of("processing", facts, language, notes) for language in LANGUAGES]
    snapshot("written", "\n=====\n".join(both))


def test_dates_in_the_hour_that_comes_twice() -> None:
    register, problems = read("datalekken: {een: {ontdekt_op: 2026-10-25T02:30}}\n")
    fact = register.collections["breaches"]["een"]
    again, more = read(write_collection(MODEL, "breaches", {"een": fact}, "nl"))
    assert told(problems) == told(more) == []
    assert again.collections["breaches"]["een"] == fact
    assert not is_skipped("2026-10-25T02:30")


@pytest.mark.parametrize(
    ("field", "fact"),
    [("name", 3), ("name", UNREADABLE), ("owner", ("a",)), ("documents", "a"), ("started_on", "2026-01-01"),
     ("status", "actief"), ("purposes", "x"), ("dpia", "x"), ("core_activity", "ja")],
)  # fmt: skip
def test_a_fact_of_the_wrong_type_is_a_mistake_of_ours(field, fact) -> None:
    with pytest.raises(TypeError):
        write_collection(MODEL, "processing", {"x": {"name": "X", field: fact}}, "nl")


def test_a_field_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        write_collection(MODEL, "processing", {"x": {"naam": "X"}}, "nl")
