"""The pages for everyone hold what the model marks as public, and nothing else."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from grondslag.findings.addresses import record_address
from grondslag.model.build import build_register
from grondslag.model.facts import Register
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.scope import NOT_AVG
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.publish.blocks import Link, Page
from grondslag.publish.build import build
from grondslag.publish.public.allowed import public_facts
from grondslag.publish.public.others import RIGHTS
from grondslag.publish.public.pages import changes_between, changes_over, page_makers
from grondslag.publish.public.site import public_site
from grondslag.publish.verify import verify
from grondslag.settings.intake import Wanted, take_in
from grondslag.values import NONE, UNREADABLE, duration

MODEL = load_model()
DAY = date(2026, 11, 24)


def public_pages(*told: Any) -> tuple[Page, ...]:
    return tuple(page for make in page_makers(*told) for page in make())


EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(folder.parent.name for folder in EXAMPLES.glob("*/register"))
SECRET = "canary"


class Canaries:
    """A register with a value in every field of the model; each text of a field that is not public says so."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.secret: list[str] = []

    def register(self) -> Register:
        found: dict[str, Any] = {}
        for name, kind in self.model.collections.items():
            entry = self.record(kind.entry, name, public=True)
            key = "pay" if name == "processing" else f"{SECRET}-id-{name}"
            found[name] = entry if kind.single else {key: entry}
        found["processing"]["pay"]["out_of_scope"] = NONE
        found["processing"]["pay"]["status"] = "active"
        found["processing"]["soon"] = {"name": f"{SECRET} not yet", "status": "draft"}
        return Register(found, "en")

    def record(self, kind: RecordKind, place: str, *, public: bool) -> dict[str, Any]:
        maps = {one.name: f"{SECRET}-id-{place}-{one.name}" for one in kind.fields.values()}
        return {
            one.name: self.value(one, f"{place}.{one.name}", maps, public=public and one.public)
            for one in kind.fields.values()
        }

    def value(self, one: FieldKind, place: str, maps: dict[str, str], *, public: bool) -> Any:
        word = f"open {place}" if public else f"{SECRET} {place}"
        if not public and one.type in {"text", "texts", "link", "links"}:
            self.secret.append(place)
        if one.type in {"record", "map"}:
            inner = self.record(self.model.records[one.record or ""], place, public=public)
            return inner if one.type == "record" else {maps[one.name]: inner}
        if one.type in {"enum", "set"}:
            codes = list(self.model.enums[one.enum or ""].codes)
            return codes[0] if one.type == "enum" else tuple(codes[:2])
        if one.type in {"ref", "refs"}:
            name = maps[one.local] if one.local in maps else self.id_of(one)
            return name if one.type == "ref" else (name,)
        if one.type in {"link", "links"}:
            url = f"https://{word.replace(' ', '.').replace('_', '-')}.example/"
            return url if one.type == "link" else (url, f"{SECRET}/in/the/repository.md")
        simple = {
            "text": word, "texts": (word,), "integer": 7, "number": 7, "yes_no": True,
            "date": DAY, "datetime": DAY, "duration": duration(7, "year"), "country": "US",
            "countries": ("US",),
        }  # fmt: skip
        return simple[one.type]

    @staticmethod
    def id_of(one: FieldKind) -> str:
        return (
            "pay" if "processing" in one.refs else f"{SECRET}-id-{one.refs[0] if one.refs else ''}"
        )


def texts(value: object) -> Iterator[str]:
    """Every text in pages, drawings too."""
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key)
            yield from texts(item)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_of_an_internal_field_and_no_internal_id_reaches_a_page(language: str) -> None:
    canaries = Canaries(MODEL)
    register = canaries.register()
    assert len(canaries.secret) > 60
    pages = public_pages(register, MODEL, language, DAY)
    found = [text for text in texts(pages) if SECRET in text.casefold()]
    assert found == []
    said = "\n".join(texts(pages))
    for shown in ("open processing.purposes.description", "open organisation.dpo.contact",
                  "open organisation.rights.channels", "open parties.name", "open processors.service"):  # fmt: skip
        assert shown in said


def test_no_file_of_the_built_tree_holds_a_text_of_an_internal_field(tmp_path: Path) -> None:
    register = Canaries(MODEL).register()
    entry = {**register.collections["processing"]["pay"], "description": f"{SECRET} new"}
    changed = Register({"processing": {"pay": entry}}, "en")
    changes = changes_over([(DAY, register), (DAY, changed), (DAY, register)], MODEL)
    assert changes
    site = public_site(register, MODEL, ("nl", "en"), DAY, changes, {})
    build(site, tmp_path / "out")
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".html", ".js", ".css"}
    for file in files:
        data = file.read_bytes()
        text = gzip.decompress(data) if file.suffix == ".gz" else data
        assert SECRET.encode() not in text.lower(), file
    index = (tmp_path / "out" / "assets" / "index-en.js").read_text(encoding="utf-8")
    assert "open processing.purposes.description" in index
    assert not verify(tmp_path / "out")[1]


@pytest.mark.parametrize(
    "status",
    [{"status": "draft"}, {"out_of_scope": "law_enforcement"}, {"out_of_scope": "household"}],
)
def test_what_has_not_begun_or_is_outside_the_avg_has_no_page(status) -> None:
    register = Register({"processing": {"x": {"name": "X", **status}}}, "en")
    assert "processing" not in public_facts(register, MODEL)


def test_the_leak_test_would_see_a_leak() -> None:
    register = Canaries(MODEL).register()
    said = "\n".join(texts(register.collections))
    assert said.count(SECRET) > 100


def test_only_public_fields_are_copied_whatever_the_model() -> None:
    register = Canaries(MODEL).register()

    def check(record: dict[str, Any], kind: RecordKind) -> None:
        for name, value in record.items():
            one = kind.fields[name]
            assert one.public, name
            inner = MODEL.records.get(one.record or "")
            if inner is not None and isinstance(value, dict):
                entries = value.values() if one.type == "map" else [value]
                for entry in entries:
                    check(entry, inner)

    for name, found in public_facts(register, MODEL).items():
        kind = MODEL.collections[name]
        for entry in [found] if kind.single else found.values():
            check(entry, kind.entry)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_has_a_page_for_each_activity_and_all_links_arrive(name, language) -> None:
    register = read(EXAMPLES / name)
    pages = public_pages(register, MODEL, language, DAY)
    addresses = {page.address for page in pages}
    assert len(addresses) == len(pages)
    entries = register.collections.get("processing")
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        is_shown = entry.get("status") != "draft" and entry.get("out_of_scope") not in NOT_AVG
        assert (record_address(MODEL, ("processing", key)) in addresses) == is_shown
    links = [one for page in pages for one in links_in(page)]
    assert links
    assert {link.address.partition("#")[0] for link in links} <= addresses


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_the_stem_are_as_they_were(language, snapshot) -> None:
    pages = public_pages(read(EXAMPLES / "stem"), MODEL, language, DAY)
    told = [
        "\n".join(
            [
                f"== {page.address}",
                *(line for line in texts(page.blocks) if line and "<svg" not in line),
            ]
        )
        for page in pages
    ]
    snapshot(f"stem.{language}", "\n\n".join(told) + "\n")


def read(folder: Path) -> Register:
    wanted = Wanted(folder, paths=(str(folder / "register"),), all_register=True)
    return build_register(take_in(wanted, plain_words(MODEL)).documents, MODEL)[0]


def links_in(value: object) -> Iterator[Link]:
    if isinstance(value, Link):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from links_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from links_in(item)


def test_what_is_not_recorded_or_cannot_be_read_is_said_to_be_not_in_the_register_yet() -> None:
    entry = {"name": "Pay", "purposes": UNREADABLE, "data": {"a": {"description": "Wages"}}}
    register = Register({"processing": {"pay": entry}}, "en")
    page = public_pages(register, MODEL, "en", DAY)[1]
    said = list(texts(page))
    assert said.count("Not in the register yet.") >= 4
    assert "According to the register nobody else receives these data." not in said


def test_that_there_is_nobody_is_only_told_where_it_was_said() -> None:
    entry = {"name": "Pay", "recipients": NONE, "processors": NONE}
    page = public_pages(Register({"processing": {"pay": entry}}, "en"), MODEL, "en", DAY)[1]
    assert "According to the register nobody else receives these data." in list(texts(page))


def test_a_register_with_nothing_in_it_has_pages_that_say_so() -> None:
    for language in ("nl", "en"):
        pages = public_pages(Register({}, None), MODEL, language, DAY)
        assert [page.address for page in pages] == [
            "", "rechten/", "cookies/", "wijzigingen/", "toegankelijkheid/",
        ]  # fmt: skip


def test_changes_are_those_of_public_facts() -> None:
    def facts(**more: object) -> dict[str, Any]:
        entry = {"name": "Pay", "owner": "x", **more}
        return public_facts(Register({"processing": {"pay": entry}}, "en"), MODEL)

    assert changes_between(facts(), facts(owner="y"), DAY) == ()
    (change,) = changes_between(facts(), facts(description="New"), DAY)
    assert (change.kind, change.activity) == ("changed", "pay")
    assert [one.kind for one in changes_between({}, facts(), DAY)] == ["added"]
    assert [one.kind for one in changes_between(facts(), {}, DAY)] == ["gone"]


def test_a_month_without_a_register_is_passed_over() -> None:
    def register(**more: object) -> Register:
        return Register({"processing": {"pay": {"name": "Pay", **more}}}, "en")

    days = [date(2026, month, 28) for month in (1, 2, 3, 4)]
    states = [register(), None, register(), register(description="New")]
    (change,) = changes_over(zip(days, states, strict=True), MODEL)
    assert (change.day, change.kind) == (days[3], "changed")


def test_every_word_of_a_code_that_pages_use_is_in_the_catalogue() -> None:
    from grondslag.words.catalogue import text_of

    for enum, prefix in (
        ("lawful_basis", "basis"), ("data_class", "class"), ("source", "source"),
        ("supplier_role", "supplier"), ("party_role", "party"), ("transfer_mechanism", "mechanism"),
        ("decision_safeguard", "safeguard"), ("decision_effect", "decision-effect"),
        ("decision_exception", "decision-exception"), ("identity_check", "identity"),
        ("cookie_purpose", "cookie-for"), ("cookie_technique", "cookie-is"), ("data_subject", "subject"),
    ):  # fmt: skip
        for code in MODEL.enums[enum].codes:
            assert code == "others" or text_of(f"public-{prefix}-{code}", {}, "nl")
    assert {name for name, _ in RIGHTS} == set(MODEL.enums["right"].codes)


@pytest.mark.parametrize(("name", "is_public"), [("municipality", True), ("manufacturer", False)])
def test_only_a_public_body_has_an_accessibility_statement_with_its_gaps(name, is_public) -> None:
    pages = public_pages(read(EXAMPLES / name), MODEL, "nl", DAY)
    page = next(one for one in pages if one.address == "toegankelijkheid/")
    assert str(page.blocks).count("[nog in te vullen door de organisatie]") == 6 * is_public


@pytest.mark.parametrize(
    ("language", "word"), [("nl", "klacht"), ("nl", "inzage"), ("en", "complaint")]
)
def test_who_looks_for_a_right_finds_the_page_of_rights(language: str, word: str) -> None:
    pages = public_pages(Register({}, None), MODEL, language, DAY)
    assert [page.address for page in pages if word in page.found_by.split()] == ["rechten/"]


def activity(entry: dict[str, Any], **collections: Any) -> list[str]:
    """The texts of the page of one activity."""
    facts = {"processing": {"pay": {"name": "Pay", **entry}}, **collections}
    return list(texts(public_pages(Register(facts, "en"), MODEL, "en", DAY)[1].blocks))


def test_a_supplier_is_told_in_the_role_that_was_recorded_and_in_no_other() -> None:
    def said(**role: str) -> list[str]:
        return activity({"processors": ("a",)}, processors={"a": {"service": "Mail", **role}})

    assert "Works on our behalf (processor)" in said(role="processor")
    assert "Decides itself what for and how (controller of its own)" in said(role="own_controller")
    assert "Works on our behalf (processor)" not in said()


def test_a_joint_controller_that_also_receives_data_is_told_once() -> None:
    minister = {"name": "Minister", "role": "joint_controller", "country": "NL"}
    register = {"joint_with": ("m",), "recipients": ("m",)}
    table = activity(register, parties={"m": minister})
    assert table.count("Decides with us what for and how (joint controller)") == 1


def test_for_whom_the_organisation_works_is_told_nowhere() -> None:
    client = {"name": "Secret Client Ltd", "role": "client", "country": "GB"}
    transfer = {"to": "c", "country": "GB", "mechanism": "adequacy"}
    entry = {"role": "processor", "recipients": ("c",), "transfers": {"t": transfer}}
    said = activity(entry, parties={"c": client})
    assert not [text for text in said if "Secret Client" in text]
    assert said.count("An organisation we work for") >= 2


def test_whether_data_leave_the_eea_is_said_or_said_not_to_be_known() -> None:
    unknown = (
        "Whether the data go outside the European Economic Area (EEA) is not in the register yet."
    )
    assert unknown in activity({})
    said = activity({"transfers": NONE})
    assert unknown not in said
    assert [text for text in said if text.startswith("According to the register the data do not")]


def test_a_kind_of_receiver_that_was_not_recorded_is_named_beside_those_that_were() -> None:
    mail = {"a": {"service": "Mail", "role": "processor"}}
    missing = "Whether other organisations receive the data too is not in the register yet."
    assert missing in activity({"processors": ("a",)}, processors=mail)
    assert missing not in activity({"processors": ("a",), "recipients": NONE}, processors=mail)


def test_a_basis_that_a_law_must_give_says_when_the_law_is_not_recorded() -> None:
    def said(basis: str, **more: str) -> list[str]:
        return activity({"purposes": {"p": {"description": "Paying", "basis": basis, **more}}})

    missing = "Which law that is, is not in the register yet."
    assert missing in said("legal_obligation")
    assert missing not in said("legal_obligation", law="Payroll Act")
    assert missing not in said("consent")
    assert "Which interest that is, is not in the register yet." in said("legitimate_interests")


def test_that_the_exception_for_special_data_is_not_recorded_is_said() -> None:
    def said(**more: Any) -> list[str]:
        purpose = {"description": "Care", "basis": "contract", **more}
        data = {"d": {"description": "Illness", "class": "special"}}
        return activity({"purposes": {"p": purpose}, "data": data})

    missing = "Which exception allows the use of the special categories of data is not in the register yet."
    assert missing in said()
    assert missing not in said(special_exception={"exception": "care"})


def test_of_what_is_done_for_another_organisation_that_one_answers() -> None:
    said = activity({"role": "processor", "data": {"a": {"description": "Rosters"}}})
    assert "The organisation we do this for decides that." in said
    assert not [text for text in said if text.startswith("You can see these data")]


@pytest.mark.parametrize(
    ("contact", "is_link"),
    [("dpo@x.example", True), ("dpo@x.example, 010", False), ("mailto:a@b.example", False)],
)
def test_only_an_address_of_mail_alone_becomes_a_link(contact: str, is_link: bool) -> None:
    register = Register({"organisation": {"name": "A", "contact": contact}}, "en")
    said = list(texts(public_pages(register, MODEL, "en", DAY)[0].blocks))
    assert (f"mailto:{contact}" in said) == is_link
    assert contact in said
