"""The generated schemas: current, explained, and of one mind in both languages and in both uses.

A *pair* below is one fact in two spellings: (Dutch, English). Marks stand as `Word`, and become a
plain string for the schemas of editors and `{"$word": …}` for the schema of the program.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grondslag.model import generate
from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.model.reference_page import reference_page
from grondslag.model.schemas import validation_schema, words_of
from grondslag.model.vocabulary import load_legend, load_model

MODEL = load_model()
LANGUAGES = ("nl", "en")
EDITOR = {
    language: json.loads(
        (generate.ROOT / "schemas" / language / "register.schema.json").read_text(encoding="utf-8")
    )
    for language in LANGUAGES
}
PROGRAM = {language: validation_schema(language) for language in LANGUAGES}
ACCEPTS = {
    (use, language): jsonschema_rs.Draft202012Validator(schemas[language])
    for use, schemas in (("editor", EDITOR), ("program", PROGRAM))
    for language in LANGUAGES
}
ORACLE = {language: Draft202012Validator(PROGRAM[language]) for language in LANGUAGES}
GROUPS: dict[str, RecordKind] = {
    **{f"entry.{name}": kind.entry for name, kind in MODEL.collections.items()},
    **{f"record.{name}": record for name, record in MODEL.records.items()},
}
FIELDS = [(group, kind) for group, record in GROUPS.items() for kind in record.fields.values()]
FIELD_IDS = [f"{group}.{kind.name}" for group, kind in FIELDS]
SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@dataclass(frozen=True)
class Word:
    """A plain word: none, unknown or all."""

    name: str


def spelled(value: Any, side: int, use: str) -> Any:
    """A tree of pairs and words, as one language and one use have it."""
    match value:
        case Word(name):
            word = MODEL.words[name][LANGUAGES[side]]
            return word if use == "editor" else {"$word": word}
        case tuple():
            return value[side]
        case list():
            return [spelled(item, side, use) for item in value]
        case dict():
            return {
                (key[side] if isinstance(key, tuple) else key): spelled(item, side, use)
                for key, item in value.items()
            }
    return value


def accepted(tree: Any) -> set[bool]:
    """What the four schemas say of a file: one answer if they agree."""
    return {
        ACCEPTS[use, language].is_valid(spelled(tree, side, use))
        for use in ("editor", "program")
        for side, language in enumerate(LANGUAGES)
    }


def property_of(schemas: dict[str, Any], language: str, group: str, kind: FieldKind) -> Any:
    return schemas[language]["$defs"][group]["properties"][kind.spelled(language)]


def valid(schema: dict[str, Any], part: dict[str, Any], value: Any) -> bool:
    """Whether *part* of a schema accepts the value."""
    return Draft202012Validator(schema).evolve(schema=part).is_valid(value)


# --- generated files -----------------------------------------------------------------------------


def test_every_generated_file_is_current() -> None:
    assert generate.stale(generate.generated()) == []


def test_a_file_that_is_not_current_is_found(tmp_path) -> None:
    current, old = tmp_path / "current", tmp_path / "old"
    current.write_text("a", encoding="utf-8")
    old.write_text("a", encoding="utf-8")
    files = {current: "a", old: "b", tmp_path / "missing": "c"}
    assert generate.stale(files) == [tmp_path / "missing", old]


def test_the_compiled_model_has_a_line_for_every_field() -> None:
    text = generate.unfolded(
        {"a": {"b": {"nl": "x", "fields": {"c": {"example": {"nl": 1}}, "d": {}}}}}
    )
    assert text.splitlines() == [
        "{",
        '"a":{',
        '"b":{',
        '"nl":"x",',
        '"fields":{',
        '"c":{"example":{"nl":1}},',
        '"d":{}',
        "}",
        "}",
        "}",
        "}",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schema_is_a_schema(language) -> None:
    for schema in (EDITOR[language], PROGRAM[language]):
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_is_used(language) -> None:
    for schema in (EDITOR[language], PROGRAM[language]):
        text = json.dumps(schema)
        unused = [n for n in schema["$defs"] if f'"#/$defs/{n}"' not in text]
        assert unused == []


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("group", "kind"), FIELDS, ids=FIELD_IDS)
def test_a_field_is_explained_with_an_example_that_is_accepted(group, kind, language) -> None:
    part = property_of(EDITOR, language, group, kind)
    for key in ("title", "description", "markdownDescription", "errorMessage"):
        assert part[key].strip()
    assert part["description"] == (kind.help_nl if language == "nl" else kind.help_en)
    assert all(article in part["markdownDescription"] for article in kind.articles)
    assert part["examples"]
    for example in part["examples"]:
        assert valid(EDITOR[language], part, example), example


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_at_the_top_of_a_file_is_explained(language) -> None:
    schema = EDITOR[language]
    assert {"title", "description", "errorMessage"} <= set(schema)
    for part in schema["properties"].values():
        assert {"title", "description", "errorMessage"} <= set(part)
        assert all(valid(schema, part, example) for example in part["examples"])


def _parts(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield schema
        for key, item in schema.items():
            if key not in {"examples", "enum"}:
                yield from _parts(item)
    elif isinstance(schema, list):
        for item in schema:
            yield from _parts(item)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_list_is_explained(language) -> None:
    lists = [
        part
        for name in EDITOR[language]["$defs"]
        for part in _parts(EDITOR[language]["$defs"][name])
        if "enum" in part and "type" not in part and isinstance(part["enum"], list)
    ]
    assert len(lists) > len(MODEL.enums)
    for part in lists:
        assert len(part["enum"]) == len(set(map(repr, part["enum"])))
        for key in ("enumDescriptions", "markdownEnumDescriptions"):
            assert len(part[key]) == len(part["enum"])
            assert all(text.strip() for text in part[key])
        assert part["errorMessage"].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_pattern_has_a_message_of_its_own(language) -> None:
    for part in _parts(EDITOR[language]["$defs"]):
        if isinstance(part.get("type"), str):
            assert part["errorMessage"].strip()
        if isinstance(part.get("pattern"), str):
            assert part["patternErrorMessage"].strip()


@pytest.mark.parametrize(("group", "kind"), FIELDS, ids=FIELD_IDS)
def test_a_code_is_listed_with_its_label_and_article(group, kind) -> None:
    if kind.type != "enum":
        return
    name = property_of(EDITOR, "nl", group, kind)["$ref"].removeprefix("#/$defs/")
    listed = EDITOR["nl"]["$defs"][name]
    texts = dict(zip(listed["enum"], listed["enumDescriptions"], strict=True))
    for code in MODEL.enums[kind.enum].codes.values():
        assert code.label_nl in texts[code.nl]
        assert all(article in texts[code.nl] for article in code.articles)


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "kind"), FIELDS, ids=FIELD_IDS)
def test_a_word_is_accepted_only_where_the_model_allows_it(group, kind) -> None:
    allowed = set(words_of(kind))
    assert "unknown" in allowed
    assert ("none" in allowed) == kind.none
    assert ("all" in allowed) == (kind.type in {"set", "refs"})
    for side, language in enumerate(LANGUAGES):
        for word in ("none", "unknown", "all"):
            for use, schemas in (("editor", EDITOR), ("program", PROGRAM)):
                part = property_of(schemas, language, group, kind)
                value = spelled(Word(word), side, use)
                assert valid(schemas[language], part, value) == (word in allowed), (use, word)
                assert not valid(schemas[language], part, [value])


@pytest.mark.parametrize(("group", "kind"), FIELDS, ids=FIELD_IDS)
def test_a_mark_of_the_other_language_is_refused(group, kind) -> None:
    part = property_of(PROGRAM, "nl", group, kind)
    for word in ("none", "unknown", "all"):
        assert not valid(PROGRAM["nl"], part, {"$word": word})
    assert not valid(PROGRAM["nl"], part, {"$word": "geen", "naam": "x"})


def test_a_collection_may_be_none_or_unknown_where_the_model_says_so() -> None:
    for name, kind in MODEL.collections.items():
        for word, allowed in (("none", kind.none), ("unknown", kind.none), ("all", False)):
            assert accepted({(kind.nl, name): Word(word)}) == {allowed}, (name, word)


def test_an_entry_is_not_a_word() -> None:
    assert accepted({("maatregelen", "measures"): {"slot": Word("unknown")}}) == {False}
    assert accepted({("maatregelen", "measures"): {"slot": {}}}) == {True}


@pytest.mark.parametrize(
    "text", ["geen", "Geen", "NONE", "onbekend", "alle", "All", "", "  ", "\n"]
)
def test_an_editor_refuses_a_text_that_is_only_a_word_or_blank(text) -> None:
    tree = {("organisatie", "organisation"): {("naam", "name"): text}}
    for side, language in enumerate(LANGUAGES):
        allowed = text == MODEL.words["unknown"][language]
        assert ACCEPTS["editor", language].is_valid(spelled(tree, side, "editor")) == allowed


@pytest.mark.parametrize("text", ["Geen dank BV", "geen\nof weinig", "Allen", "bekend", "x", "ë"])
def test_a_text_may_hold_a_word(text) -> None:
    assert accepted({("organisatie", "organisation"): {("naam", "name"): text}}) == {True}


# --- keys ----------------------------------------------------------------------------------------


def _example(group: str, language: str) -> dict[str, Any]:
    """A small accepted group, with the words of neither use in it."""
    record = GROUPS[group]
    return {
        kind.spelled(language): property_of(EDITOR, language, group, kind)["examples"][0]
        for kind in record.fields.values()
        if kind.required
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_an_unknown_key_is_refused_at_every_level(group, language) -> None:
    example = _example(group, language)
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    own = {kind.spelled(language) for kind in GROUPS[group].fields.values()}
    foreign = {
        kind.spelled(other): property_of(EDITOR, other, group, kind)["examples"][0]
        for kind in GROUPS[group].fields.values()
        if kind.spelled(other) not in own
    }
    for schemas in (EDITOR, PROGRAM):
        schema = schemas[language]
        part = schema["$defs"][group]
        assert valid(schema, part, example)
        for key in ("nonsense", "Naam", "", "$word", "$ref"):
            assert not valid(schema, part, {**example, key: "geen"}), key
        for key, value in foreign.items():
            assert not valid(schema, part, {**example, key: value}), key


def test_an_unknown_key_at_the_top_is_refused() -> None:
    assert accepted({}) == {True}
    assert accepted({"nonsense": {}}) == {False}
    assert accepted({"$word": "geen"}) == {False}


def test_a_file_may_state_its_language_and_model_by_either_key() -> None:
    for key in ("taal", "language"):
        assert accepted({key: ("nl", "en"), "model": 1}) == {True}
        assert accepted({key: ("en", "nl")}) == {False}
    for version in (0, "1", 1.5, True):
        assert accepted({"model": version}) == {False}


@pytest.mark.parametrize("group", GROUPS)
def test_a_required_field_may_not_be_left_out(group) -> None:
    for language in LANGUAGES:
        example = _example(group, language)
        for key in example:
            less = {name: value for name, value in example.items() if name != key}
            for schemas in (EDITOR, PROGRAM):
                schema = schemas[language]
                assert not valid(schema, schema["$defs"][group], less)


@pytest.mark.parametrize("entry_id", ["a", "2026-03", "2026", "web-builder-2", "0"])
def test_an_id_is_kebab_case(entry_id) -> None:
    assert accepted({("maatregelen", "measures"): {entry_id: {}}}) == {True}
    assert accepted(
        {("verzoeken", "requests"): {"1": {("verwerkingen", "processing"): entry_id}}}
    ) == {True}


@pytest.mark.parametrize(
    "entry_id", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "é", "geen", "all", "unknown", "$word"]
)
def test_what_is_not_an_id_is_refused(entry_id) -> None:
    assert accepted({("maatregelen", "measures"): {entry_id: {}}}) == {False}
    tree = {
        ("verwerkingen", "processing"): {
            "a": {("naam", "name"): "x", ("doelen", "purposes"): {entry_id: {}}}
        }
    }
    assert accepted(tree) == {False}


# --- values --------------------------------------------------------------------------------------

VALUES = {
    "date": (
        ["2026-11-24", "2024-02-29"],
        [
            "2026-13-01",
            "2026-00-01",
            "2026-01-32",
            "24-11-2026",
            "2026-1-1",
            2026,
            "2026-11-24 ",
            True,
        ],
    ),
    "datetime": (
        ["2026-10-24T10:00+02:00", "2026-10-24", "2026-10-24T10:00", "2026-10-24T23:59:59.5Z"],
        ["2026-10-24 10:00", "2026-10-24T24:00Z", "2026-10-24T10Z", "10:00", "2026-10-24T10:00+2"],
    ),
    "country": (
        ["NL", "UK", "EL", "USA", "NO"],
        ["nl", "NLD", "N", "Nederland", "", ["NL"], False],
    ),
    "countries": (["NL", ["NL", "US"], []], ["nl", ["nl"], ["NL", "NL"], [["NL"]], {}, True]),
    "integer": ([0, 1, 10**9], [-1, 1.5, "1", True, [1]]),
    "number": ([0, 0.5, 36], [-0.5, "8", False, "8,5"]),
    "yes_no": (
        [True, False, ("ja", "yes"), ("nee", "no")],
        [("yes", "ja"), "Ja", 1, 0, [True], "y"],
    ),
    "text": (["x", "NO", "12:30", " a "], ["", " ", 12, True, ["x"], {}]),
    "texts": (["x", ["x", "y"], []], ["", ["x", "x"], [""], [1], {}, True]),
    "link": (["a/b c.pdf", "https://x.example/a?b=1#c"], ["", 1, ["a"]]),
    "links": (["a", ["a", "b"]], [[1], [""], 1, False]),
    "duration": (
        [
            ("7 jaar", "7 years"),
            ("1 maand", "1 month"),
            ("3 maanden", "3 months"),
            ("1 week", "1 week"),
            ("4 weken", "4 weeks"),
            ("1 dag", "1 day"),
            ("30 dagen", "30 days"),
            ("72 uur", "72 hours"),
            ("1 uur", "1 hour"),
            ("1 minuut", "1 minute"),
            ("15 minuten", "15 minutes"),
            ("1 jaar", "1 year"),
            "P7Y",
            "P6M",
            "P4W",
            "P30D",
            "PT72H",
            "PT15M",
        ],
        [
            ("7 years", "7 jaar"),
            "7",
            7,
            "7jaar",
            "zeven jaar",
            ("7 Jaar", "7 Years"),
            "P7",
            "P",
            "PT4W",
            "P1.5Y",
            ("-1 dag", "-1 day"),
            ("07 dagen", "07 days"),
            "P1Y6M",
            "7 ",
        ],
    ),
    "ref": (["mailer", "2026-03", "2026"], ["Mailer", 2026, "a_b", ["a"], {}, ""]),
    "refs": (["mailer", ["a", "b"], []], [["a", "a"], ["A"], [2026], 1, {}, True]),
}


def test_values_are_tried_for_every_plain_type() -> None:
    others = {"enum", "set", "record", "map"}
    assert set(VALUES) | others == {kind.type for _, kind in FIELDS}


@pytest.mark.parametrize("type_name", VALUES)
def test_a_value_is_accepted_by_its_type(type_name) -> None:
    good, bad = VALUES[type_name]
    group, kind = next((g, k) for g, k in FIELDS if k.type == type_name)
    for expected, values in ((True, good), (False, bad)):
        for value in values:
            for side, language in enumerate(LANGUAGES):
                for use, schemas in (("editor", EDITOR), ("program", PROGRAM)):
                    part = property_of(schemas, language, group, kind)
                    one = spelled(value, side, use)
                    assert valid(schemas[language], part, one) == expected, (language, use, one)


@pytest.mark.parametrize("name", MODEL.enums)
def test_a_code_is_accepted_in_the_spelling_of_its_language(name) -> None:
    group, kind = next((g, k) for g, k in FIELDS if k.enum == name)
    for language in LANGUAGES:
        own = {"nl": lambda c: c.nl, "en": lambda c: c.en}[language]
        for schemas in (EDITOR, PROGRAM):
            part = property_of(schemas, language, group, kind)
            known = [own(code) for code in MODEL.enums[name].codes.values()]
            for code in MODEL.enums[name].codes.values():
                for spelling in (code.nl, code.en):
                    assert valid(schemas[language], part, spelling) == (spelling in known)
                assert not valid(schemas[language], part, own(code).upper() + "_")
            several = [known, known[:1] * 2, [*known, "nonsense"], []]
            expected = [True, False, False, True] if kind.type == "set" else [False] * 4
            assert [valid(schemas[language], part, value) for value in several] == expected


def pointer(steps) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def places(language: str, document: Any) -> list[str]:
    """Where the fast validator finds errors.

    NOTE: `instance_path` of jsonschema-rs makes the key "007" a number; the pointer is exact.
    """
    found = ACCEPTS["program", language].evaluate(document).errors()
    return sorted(error["instanceLocation"] for error in found)


def test_an_error_names_the_very_value_that_is_wrong() -> None:
    document = {
        "verwerkingen": {
            "007": {
                "naam": "A",
                "betrokkenen": ["medewerkers", "marsmannen"],
                "doelen": {
                    "b": {"grondslag": "zin", "overeenkomst": {"partij": {"$word": "geen"}}}
                },
            }
        },
        "organisatie": {"naam": "O", "fg": {"onzin": 1}},
    }
    assert places("nl", document) == [
        "/organisatie/fg",
        "/verwerkingen/007/betrokkenen/1",
        "/verwerkingen/007/doelen/b/grondslag",
        "/verwerkingen/007/doelen/b/overeenkomst/partij",
    ]


# --- whole registers -----------------------------------------------------------------------------

IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True).filter(
    lambda text: text not in {"all", "none", "geen", "alle"}
)
TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8
).filter(lambda text: text.casefold() not in {"all", "alle", "geen", "none", "unknown"})
CODES = {
    name: [(code.nl, code.en) for code in codes.codes.values()]
    for name, codes in MODEL.enums.items()
}
PLAIN = {
    "text": TEXTS,
    "link": TEXTS,
    "integer": st.integers(0, 10**6),
    "number": st.one_of(st.integers(0, 99), st.floats(0, 99, allow_nan=False)),
    "yes_no": st.sampled_from(VALUES["yes_no"][0]),
    "date": st.dates().map(str),
    "datetime": st.sampled_from(VALUES["datetime"][0]),
    "duration": st.sampled_from(VALUES["duration"][0]),
    "country": st.sampled_from(["NL", "US", "UK", "USA"]),
    "ref": IDS,
}
ITEMS = {"texts": "text", "links": "link", "countries": "country", "refs": "ref"}


def one_or_several(items):
    return st.one_of(items, st.lists(items, max_size=3, unique=True))


def values(kind: FieldKind):
    words = st.sampled_from([Word(word) for word in words_of(kind)])
    if kind.type in PLAIN:
        return st.one_of(PLAIN[kind.type], words)
    if kind.type in ITEMS:
        return st.one_of(one_or_several(PLAIN[ITEMS[kind.type]]), words)
    if kind.type == "enum":
        return st.one_of(st.sampled_from(CODES[kind.enum]), words)
    if kind.type == "set":
        return st.one_of(one_or_several(st.sampled_from(CODES[kind.enum])), words)
    group = st.deferred(lambda: groups(MODEL.records[kind.record]))
    return st.one_of(
        st.dictionaries(IDS, group, max_size=2) if kind.type == "map" else group, words
    )


@st.composite
def groups(draw, record: RecordKind):
    kinds = list(record.fields.values())
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=4, unique_by=lambda kind: kind.name))
    chosen += [kind for kind in kinds if kind.required and kind not in chosen]
    return {(kind.nl, kind.name): draw(values(kind)) for kind in chosen}


@st.composite
def registers(draw):
    kinds = list(MODEL.collections.values())
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=3, unique_by=lambda kind: kind.name))
    tree = {}
    for kind in chosen:
        entry = groups(kind.entry)
        entries = entry if kind.single else st.dictionaries(IDS, entry, max_size=2)
        words = st.sampled_from([Word("none"), Word("unknown")])
        value = draw(st.one_of(entries, words) if kind.none else entries)
        tree[kind.nl, kind.name] = value
    return tree


@SLOW
@given(registers())
def test_both_languages_and_both_uses_accept_the_same_register(tree) -> None:
    assert accepted(tree) == {True}


def leaves(tree, path=()):
    if isinstance(tree, dict) and tree:
        for key, item in tree.items():
            yield from leaves(item, (*path, key))
    elif path:
        yield path


def replaced(tree, path, value):
    step, *rest = path
    return {**tree, step: replaced(tree[step], rest, value) if rest else value}


JUNK = [
    "",
    " ",
    "x y",
    "Nonsense!",
    "nonsense",
    -1,
    0,
    1,
    1.5,
    True,
    None,
    [],
    {},
    [[]],
    [{}],
    {"x": 1},
    {"a": {}},
    {"A": {}},
    ["x", "x"],
    "2026-11-24",
    "NL",
    "P1Y",
    ("ja", "yes"),
    ("7 jaar", "7 years"),
    Word("none"),
    Word("all"),
    Word("unknown"),
    [Word("unknown")],
    {"a": Word("none")},
]


@SLOW
@given(registers().filter(bool), st.data())
def test_both_languages_and_both_uses_agree_on_a_wrong_value(tree, data) -> None:
    path = data.draw(st.sampled_from(list(leaves(tree))))
    wrong = replaced(tree, path, data.draw(st.sampled_from(JUNK)))
    assert len(accepted(wrong)) == 1


@SLOW
@given(registers().filter(bool), st.data())
def test_both_validators_agree_and_name_the_same_places(tree, data) -> None:
    path = data.draw(st.sampled_from(list(leaves(tree))))
    wrong = spelled(replaced(tree, path, data.draw(st.sampled_from(JUNK))), 0, "program")
    slow = {pointer(error.absolute_path) for error in ORACLE["nl"].iter_errors(wrong)}
    assert set(places("nl", wrong)) == slow


# --- the field reference -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_model_stands_in_the_reference(language) -> None:
    page = reference_page(MODEL, load_legend(), language)
    for _, kind in FIELDS:
        assert f"| `{kind.spelled(language)}` |" in page or f"- `{kind.spelled(language)}`" in page
    for codes in MODEL.enums.values():
        for code in codes.codes.values():
            assert f"| `{code.nl if language == 'nl' else code.en}` |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_reference_has_its_anchor(language) -> None:
    page = reference_page(MODEL, load_legend(), language)
    anchors = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - set(anchors) == set()
    assert {f"codes-{name}" for name in MODEL.enums} <= set(anchors)
    assert {f"record-{name}" for name in MODEL.records} | set(MODEL.collections) <= set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rows_of_a_table_have_as_many_cells_as_its_head(language) -> None:
    page = reference_page(MODEL, load_legend(), language)
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(counts) == 1, table


def test_both_references_have_the_same_parts() -> None:
    pages = [reference_page(MODEL, load_legend(), language) for language in LANGUAGES]
    anchors = [re.findall(r'<a id="([^"]+)"></a>', page) for page in pages]
    assert anchors[0] == anchors[1]
    assert pages[0].count("\n") == pages[1].count("\n")
