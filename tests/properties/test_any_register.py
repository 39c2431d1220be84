"""Whatever stands in a register: a fact of the right type, or an answer that there is none, or a diagnostic."""

from __future__ import annotations

import json
from datetime import date, datetime
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.model.countries import CODES
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.moments import UNIT_NAMES
from grondslag.model.placeholders import is_disguised_word, is_placeholder
from grondslag.model.vocabulary import field_at, load_model, spell_path
from grondslag.values import NONE, UNREADABLE, Between, Duration
from model.written import read

MODEL: Model = load_model()
LANGUAGES = ("nl", "en")


class Plain(str):
    """A text that is written without quotes."""


def yaml_of(value: Any) -> str:
    """A value in flow style; keys and texts in double quotes."""
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {yaml_of(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml_of, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


# --- any value at any field ----------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        Plain(word)
        for word in ("none", "geen", "unknown", "onbekend", "all", "alle", "ja", "no", "None")
    ]
)
TEXTS = st.one_of(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc",)),
        max_size=12,
    ),
    st.sampled_from(
        [
            "NL",
            "uk",
            "2026-11-24",
            "2026-02-30",
            "2026-10-25T02:30",
            "2026-10-24T10:00+02:00",
            "7 years",
            "7 jaar",
            "P7Y",
            "host",
            "consent",
            "toestemming",
            "n.v.t.",
            "251",
            "https://x.example",
            "a@b.example",
        ]
    ),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**6),
    st.sampled_from([0.5, -0.5, 2.25]),
    WORDS,
    TEXTS,
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b-1", "C", "name"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def _paths() -> list[tuple[str, ...]]:
    """Canonical paths of every field of the model, with `x` for an id."""
    found: list[tuple[str, ...]] = []

    def inside(record: RecordKind, path: tuple[str, ...]) -> None:
        for item in record.fields.values():
            found.append((*path, item.name))
            if item.record:
                inner = (*path, item.name, *(("x",) if item.type == "map" else ()))
                inside(MODEL.records[item.record], inner)

    for name, kind in MODEL.collections.items():
        found.append((name,))
        inside(kind.entry, (name,) if kind.single else (name, "x"))
    return found


PATHS = _paths()


def nested(path: tuple[str, ...], value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATHS), ANYTHING, st.sampled_from(LANGUAGES))
def test_a_value_is_a_fact_of_its_type_or_an_answer_or_a_diagnostic_at_a_place(
    path, value, language
) -> None:
    text = (
        f"language: {language}\n" + yaml_of(nested(spell_path(MODEL, path, language), value))[1:-1]
    )
    register, problems = read(text + "\n")
    errors = [item for item in problems if item.severity == "error"]
    for problem in problems:
        assert all(
            0 <= label.span.start <= label.span.end <= len(text) + 1 for label in problem.labels
        )
    fact = register.fact(path)
    if fact is None:
        assert path in register.questions or is_covered(path, errors)
    else:
        assert_fits(path, fact, errors)
    assert all(place.start <= place.end for place in register.locate(path))
    assert register.spell(path)


def is_covered(path: tuple[str, ...], errors: list[Any]) -> bool:
    """Whether an error is about a path, about what holds it, or about something in it."""
    return any(item.path[: len(path)] == path[: len(item.path)] for item in errors)


def assert_fits(path: tuple[str, ...], fact: Any, errors: list[Any]) -> None:
    """A fact has the type of its field, all the way down; what has not is covered by a diagnostic."""
    if fact is UNREADABLE:
        assert is_covered(path, errors)
        return
    kind = field_at(MODEL, path)
    if kind is None:
        assert isinstance(fact, dict) or (fact is NONE and MODEL.collections[path[0]].none)
        for name, inner in fact.items() if isinstance(fact, dict) else ():
            assert_fits((*path, name), inner, errors)
        return
    if fact is NONE:
        assert kind.none
        return
    assert fits(kind, fact)
    if isinstance(fact, dict):
        for name, inner in fact.items():
            assert_fits((*path, name), inner, errors)


def fits(kind: FieldKind, fact: Any) -> bool:
    match kind.type:
        case "text" | "link":
            return is_text(fact)
        case "integer":
            return type(fact) is int and fact >= 0
        case "number":
            return type(fact) in {int, float} and fact >= 0
        case "yes_no":
            return type(fact) is bool
        case "date":
            return type(fact) is date
        case "datetime":
            aware = type(fact) is datetime and fact.tzinfo is not None
            return aware or type(fact) is date or type(fact) is Between
        case "duration":
            return type(fact) is Duration
        case "country":
            return fact in CODES
        case "enum":
            return fact in MODEL.enums[kind.enum or ""].codes
        case "ref":
            return is_text(fact)
        case "set":
            return type(fact) is tuple and set(fact) <= set(MODEL.enums[kind.enum or ""].codes)
        case "texts" | "links" | "countries" | "refs":
            return type(fact) is tuple and len(set(fact)) == len(fact) and all(map(is_text, fact))
    return isinstance(fact, dict)


def is_text(fact: Any) -> bool:
    return type(fact) is str and bool(fact) and fact == fact.strip()


# --- both languages ------------------------------------------------------------------------------


def valid(kind: FieldKind, language: str, chance: Random) -> Any:
    """A value of a field as it may be written in a language; the same choices give the same facts."""
    choose = chance.randrange(10**6)
    words = MODEL.words
    if choose % 7 == 0:
        return Plain(words["unknown"][language])
    if choose % 5 == 0 and kind.none:
        return Plain(words["none"][language])
    codes = list(MODEL.enums[kind.enum].codes.values()) if kind.enum else []
    spelled = [code.nl if language == "nl" else code.en for code in codes]
    amount = 1 + choose % 40
    units = list(UNIT_NAMES[language].values())
    match kind.type:
        case "integer" | "number":
            return choose
        case "yes_no":
            return Plain(words["yes" if choose % 2 else "no"][language])
        case "date" | "datetime":
            return f"2026-{1 + choose % 12:02}-{1 + choose % 28:02}"
        case "duration":
            one, several = units[choose % len(units)]
            return f"{amount} {one if amount == 1 else several}"
        case "country":
            return sorted(CODES)[choose % len(CODES)]
        case "countries":
            return [sorted(CODES)[choose % len(CODES)]]
        case "enum":
            return spelled[choose % len(spelled)]
        case "set":
            return Plain(words["all"][language]) if choose % 3 == 0 else spelled[: 1 + choose % 3]
        case "ref":
            return f"id-{choose}"
        case "refs":
            return [f"id-{choose}", "id-x"]
        case "texts" | "links":
            return [f"Tekst {choose}", "Tweede"]
    return f"Tekst {choose}"


def written(record: RecordKind, language: str, chance: Random) -> dict[str, Any]:
    fields = {}
    for item in record.fields.values():
        wanted = chance.random() < 0.5
        if not wanted and not item.required:
            continue
        key = item.spelled(language)
        if item.record is None:
            fields[key] = valid(item, language, chance)
        else:
            inner = written(MODEL.records[item.record], language, chance)
            fields[key] = {"x": inner} if item.type == "map" else inner
    return fields


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 2**32),
    st.sampled_from([n for n in MODEL.collections if n != "for_all_processing"]),
)
def test_a_translated_register_gives_equal_facts_and_nothing_to_say(seed, name) -> None:
    kind = MODEL.collections[name]
    found = []
    for language in LANGUAGES:
        entry = written(kind.entry, language, Random(seed))
        key = kind.nl if language == "nl" else kind.name
        text = f"language: {language}\nmodel: 1\n{key}: {yaml_of(entry if kind.single else {'x': entry})}\n"
        register, problems = read(text, unread=["another.yaml"])
        assert [item.id for item in problems if item.id != "contradiction"] == []
        found.append((register.collections, register.questions))
    assert found[0] == found[1]


# --- any file ------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [*MODEL.collections, *MODEL.by_nl, "language", "taal", "model", "nonsense"]
        ),
        ANYTHING,
        max_size=4,
    ),
    st.dictionaries(st.sampled_from([*MODEL.collections, *MODEL.by_nl]), ANYTHING, max_size=3),
)
def test_any_two_files_are_read_without_failing_and_in_any_order(first, second) -> None:
    files = {"a.yaml": yaml_of(first) + "\n", "b.yaml": yaml_of(second) + "\n"}
    register, problems = read(files)
    other, others = read(dict(reversed(files.items())))
    assert register.collections == other.collections
    assert [item.sort_key for item in problems] == [item.sort_key for item in others]


@settings(max_examples=200)
@given(st.text(max_size=50))
def test_any_text_is_judged_a_fill_in_or_not(text: str) -> None:
    assert is_placeholder(text.strip()) in {True, False}
    assert is_placeholder(text.strip()) or not is_disguised_word(text)
