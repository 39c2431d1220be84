"""The register model contradicts nothing; both spellings of a name lead to the same fact."""

from __future__ import annotations

import copy
import re

import pytest

from grondslag.model.definition import ModelError, compiled
from grondslag.model.generate import written_model
from grondslag.model.vocabulary import (
    field_at,
    legend_from,
    load_legend,
    load_model,
    model_from,
    spell_code,
    spell_path,
)

MODEL = load_model()
GROUPS = {
    **{name: kind.entry for name, kind in MODEL.collections.items()},
    **{f"record {name}": record for name, record in MODEL.records.items()},
}
FIELDS = [(name, kind) for name, group in GROUPS.items() for kind in group.fields.values()]


@pytest.fixture(scope="module")
def written():
    return written_model()


def test_the_model_is_loaded_once() -> None:
    assert load_model() is load_model()


def test_the_loaded_model_is_that_of_the_written_one(written) -> None:
    again = model_from(compiled(written))
    assert dict(MODEL.collections) == dict(again.collections)
    assert dict(MODEL.records) == dict(again.records)
    assert dict(MODEL.enums) == dict(again.enums)
    assert load_legend() == legend_from(compiled(written))


def test_the_thirteen_collections_stand_in_the_order_of_the_model() -> None:
    assert list(MODEL.collections) == [
        "organisation",
        "for_all_processing",
        "processing",
        "processors",
        "parties",
        "retention",
        "measures",
        "notices",
        "consents",
        "breaches",
        "requests",
        "campaigns",
        "websites",
    ]
    assert [name for name, kind in MODEL.collections.items() if kind.single] == [
        "organisation",
        "for_all_processing",
    ]


def test_five_fields_are_required_and_no_more() -> None:
    required = {(name, kind.name) for name, kind in FIELDS if kind.required}
    assert required == {
        ("organisation", "name"),
        ("processing", "name"),
        ("processors", "name"),
        ("parties", "name"),
        ("record transfer", "to"),
    }


def test_the_block_for_all_processing_holds_the_fields_of_processing_that_allow_it() -> None:
    block = MODEL.collections["for_all_processing"]
    source = MODEL.collections["processing"].entry.fields
    assert block.defaults_for == "processing"
    assert list(block.entry.fields) == [n for n, kind in source.items() if kind.default_for_all]
    assert {"status", "role", "profiling", "owner"} <= set(block.entry.fields)
    assert not {"name", "purposes", "data", "risk", "processors"} & set(block.entry.fields)


def test_only_processing_has_fields_that_may_stand_in_the_block() -> None:
    named = {name for name, kind in FIELDS if kind.default_for_all}
    assert named == {"processing", "for_all_processing"}


def test_the_common_fields_stand_last_in_every_collection_with_owners() -> None:
    common = ["owner", "reviewed_on", "documents", "note"]
    having = {
        name
        for name, kind in MODEL.collections.items()
        if [key for key, field in kind.entry.fields.items() if field.common] == common
        and list(kind.entry.fields)[-4:] == common
    }
    without = {"organisation", "for_all_processing", "breaches", "requests"}
    assert having == set(MODEL.collections) - without


def test_the_date_of_review_is_public_where_people_read_it() -> None:
    shown = {
        name
        for name, kind in MODEL.collections.items()
        if (field := kind.entry.fields.get("reviewed_on")) and field.public
    }
    assert shown == {"processing", "notices", "websites"}


@pytest.mark.parametrize(("group", "kind"), FIELDS, ids=[f"{g}.{k.name}" for g, k in FIELDS])
def test_a_field_points_at_what_exists(group, kind) -> None:
    assert kind.enum is None or kind.enum in MODEL.enums
    assert kind.record is None or kind.record in MODEL.records
    assert all(target in MODEL.collections for target in kind.refs)
    assert bool(kind.enum) == (kind.type in {"enum", "set"})
    assert bool(kind.record) == (kind.type in {"record", "map"})
    assert bool(kind.refs or kind.local) == (kind.type in {"ref", "refs"})
    assert kind.help_nl
    assert kind.help_en


@pytest.mark.parametrize("name", GROUPS)
def test_a_dutch_key_leads_back_to_its_field(name) -> None:
    group = GROUPS[name]
    for key, kind in group.fields.items():
        assert group.by_nl[kind.nl] == key
        assert kind.spelled("nl") == kind.nl
        assert kind.spelled("en") == key
    assert len(group.by_nl) == len(group.fields)


@pytest.mark.parametrize("name", MODEL.enums)
def test_a_dutch_code_leads_back_to_its_code(name) -> None:
    codes = MODEL.enums[name]
    for code, kind in codes.codes.items():
        assert kind.en == code
        assert codes.by_nl[spell_code(codes, code, "nl")] == code
        assert spell_code(codes, code, "en") == code
    assert len(codes.by_nl) == len(codes.codes)


def test_no_code_is_equal_to_a_word() -> None:
    words = {spelling for word in MODEL.words.values() for spelling in word.values()}
    spelled = {s for codes in MODEL.enums.values() for s in (*codes.codes, *codes.by_nl)}
    assert words & spelled == set()


def test_an_implied_value_is_a_code_of_its_list() -> None:
    implied = [(kind.implied, kind.enum) for _, kind in FIELDS if kind.implied]
    assert implied == [("processor", "supplier_role")]
    assert all(code in MODEL.enums[name].codes for code, name in implied)


def test_a_measure_says_its_kind_by_a_code_of_the_list_of_kinds() -> None:
    kinds = {code.kind for code in MODEL.enums["measure_topic"].codes.values() if code.kind}
    assert kinds == set(MODEL.enums["measure_kind"].codes)


def test_a_scope_exception_names_the_packs_it_switches_off() -> None:
    codes = MODEL.enums["scope_exception"].codes
    assert codes["basic_registration"].switches_off == ("uavg",)
    assert codes["journalism"].switches_off == ()


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        (
            "processors.host.agreement.signed_on",
            "verwerkers.host.verwerkersovereenkomst.getekend_op",
        ),
        ("organisation.dpo.name", "organisatie.fg.naam"),
        ("processing.mail.purposes.role.basis", "verwerkingen.mail.doelen.role.grondslag"),
        ("processing.role", "verwerkingen.role"),
        ("processing.mail.role", "verwerkingen.mail.rol"),
        ("organisation.nonsense.name", "organisatie.nonsense.name"),
        ("nonsense.name", "nonsense.name"),
        ("processing", "verwerkingen"),
    ],
)
def test_a_path_is_spelled_in_dutch_and_its_ids_are_left_alone(path, spelled) -> None:
    steps = tuple(path.split("."))
    assert ".".join(spell_path(MODEL, steps, "nl")) == spelled
    assert spell_path(MODEL, steps, "en") == steps


def test_a_path_of_nothing_is_spelled_as_nothing() -> None:
    assert spell_path(MODEL, (), "nl") == ()


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("processors.host.agreement.signed_on", "signed_on"),
        ("processing.mail.purposes.sell", None),
        ("processing.mail.purposes.sell.basis", "basis"),
        ("processing.mail", None),
        ("processing.mail.nonsense", None),
        ("processing.mail.role.nonsense", None),
        ("organisation.staff", "staff"),
        ("organisation", None),
        ("nonsense.staff", None),
    ],
)
def test_a_path_names_a_field_or_none(path, field) -> None:
    kind = field_at(MODEL, tuple(path.split(".")))
    assert (kind.name if kind else None) == field


def test_every_derivation_fills_a_field_that_says_so() -> None:
    legend = load_legend()
    named = {kind.derived for _, kind in FIELDS if kind.derived}
    assert named == set(legend.derivations)
    for rule in legend.derivations.values():
        assert all(re.fullmatch(r"[a-z_.]+", path) for path in (rule.field, *rule.sources))


def _change(path: str, value: object):
    def change(model) -> None:
        *steps, last = path.split("/")
        for step in steps:
            model = model[step]
        if value is None:
            del model[last]
        else:
            model[last] = value

    return change


NAME = "collections/organisation/fields/name"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("format", "other/1", "format is not"),
        (f"{NAME}/type", "txt", "unknown type txt"),
        (f"{NAME}/nl", "fg", "fg is the Dutch name of two"),
        (f"{NAME}/nl", "staff", "its Dutch name is the English name of another"),
        (f"{NAME}/nl", "Naam", "Naam is not snake_case"),
        (f"{NAME}/none", None, "none is not true or false"),
        (f"{NAME}/help_nl", None, "help_nl is missing"),
        (f"{NAME}/helpnl", "x", "unknown attribute helpnl"),
        (f"{NAME}/example", None, "text has no example"),
        ("collections/organisation/fields/legal_form/enum", "form", "enum form does not exist"),
        ("collections/organisation/fields/dpo/record", "fg", "record fg does not exist"),
        ("collections/organisation/fields/court/none", True, "yes or no cannot be none"),
        ("collections/processing/fields/recipients/ref", ["people"], "collection people"),
        ("collections/notices/fields/status/derived", "guess", "derivation guess does not exist"),
        ("collections/processors/example_id", None, "no example of one"),
        ("records/purpose/example_id", {"nl": "x"}, "no example of one"),
        ("records/data/fields/needed_for/ref", ["aims"], "no map is called"),
        ("enums/risk/high/label_en", "", "label_en is missing"),
        ("enums/risk/high/nl", "waarschijnlijk", "waarschijnlijk is the Dutch name of two"),
        ("derivations/measure_kind/field", "measures.sort", "measures.sort does not exist"),
        ("derivations/measure_kind/from", ["steps.topic"], "steps.topic does not exist"),
    ],
)
def test_a_model_that_contradicts_itself_is_refused(written, path, value, said) -> None:
    model = copy.deepcopy(written)
    _change(path, value)(model)
    with pytest.raises(ModelError, match=re.escape(said)):
        compiled(model)
