"""The privacy statement says what the register says, names what it does not, and shows nothing internal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grondslag.interchange.papers.facts import Facts, NotPublic
from grondslag.interchange.papers.items import NOTICE
from grondslag.model.vocabulary import load_model
from interchange.papers.paper_kit import gaps, made, made_of, markdown
from model.written import read

FULL: dict[str, Any] = {
    "language": "en",
    "organisation": {
        "name": "Acme",
        "contact": "privacy@acme.example",
        "dpo": {"contact": "dpo@acme.example", "name": "Secret Person"},
        "rights": {"channels": ["by letter"], "identity_check": "known_channel"},
    },
    "processing": {
        "shop": {
            "name": "Web shop",
            "status": "active",
            "role": "controller",
            "owner": "secret owner",
            "purposes": {
                "orders": {
                    "description": "Delivering orders",
                    "basis": "contract",
                    "contract": {"reference": "the order"},
                    "direct_marketing": False,
                },
            },
            "data": {
                "names": {
                    "description": "Names",
                    "class": "ordinary",
                    "necessity": "secret need",
                    "retention": "short",
                }
            },
            "data_subjects": "customers",
            "sources": "data_subject",
            "recipients": "carrier",
            "recipient_categories": "none",
            "processors": "host",
            "transfers": {"out": {"to": "host", "country": "US", "mechanism": "scc"}},
            "automated_decision": "none",
            "profiling": False,
        }
    },
    "processors": {"host": {"name": "Secret Host", "service": "Storage", "country": "US"}},
    "parties": {"carrier": {"name": "Carrier", "role": "independent_controller"}},
    "retention": {"short": {"term": "2 years", "starts_at": "end_of_contract"}},
}


def changed(*path: str, to: Any = None) -> str:
    """The full register with one field changed, or taken out."""
    data = json.loads(json.dumps(FULL))
    place = data
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    text = json.dumps(data)
    return text.replace('"none"', "none").replace('"unknown"', "unknown")


def whole() -> str:
    return changed("organisation", "name", to="Acme")


def test_all_that_is_recorded_is_told_and_the_one_gap_is_what_the_register_has_no_field_for() -> (
    None
):
    text = markdown("privacy-statement", whole(), "en")
    for words in (
        "Acme",
        "privacy@acme.example",
        "dpo@acme.example",
        "Delivering orders",
        "This is about: the order.",
        "Names. We keep this for 2 years, counted from: end of the contract or relation.",
        "Carrier",
        "Storage",
        "United States",
        "Standard contractual clauses.",
        "You can ask us for a copy",
        "by letter",
        "Autoriteit Persoonsgegevens",
    ):
        assert words in text, words
    found = gaps(made("privacy-statement", whole(), "en"))
    assert list(found.values()) == ["write"]
    assert "whether people must give the data" in next(iter(found))


ASKED = [
    ("organisation", "name"),
    ("organisation", "contact"),
    ("organisation", "dpo"),
    ("organisation", "dpo", "contact"),
    ("organisation", "rights", "channels"),
    ("processing", "shop", "purposes"),
    ("processing", "shop", "purposes", "orders", "description"),
    ("processing", "shop", "purposes", "orders", "basis"),
    ("processing", "shop", "data"),
    ("processing", "shop", "data", "names", "description"),
    ("processing", "shop", "data", "names", "retention"),
    ("processing", "shop", "data_subjects"),
    ("processing", "shop", "sources"),
    ("processing", "shop", "processors"),
    ("processing", "shop", "transfers"),
    ("processing", "shop", "transfers", "out", "mechanism"),
    ("processing", "shop", "automated_decision"),
    ("processors", "host", "service"),
    ("retention", "short", "term"),
    ("retention", "short", "starts_at"),
]


@pytest.mark.parametrize("path", ASKED, ids=".".join)
def test_what_is_not_recorded_is_a_gap_at_its_field(path: tuple[str, ...]) -> None:
    field = ".".join(path)
    found = gaps(made("privacy-statement", changed(*path), "en"))
    fits = [one for one in found if one == field or one.startswith(f"{field}.")]
    assert fits, found
    assert all(found[one] == "absent" for one in fits)


@pytest.mark.parametrize(
    "path", [path for path in ASKED if path[-1] not in {"purposes", "data", "name"}], ids=".".join
)
def test_unknown_is_a_gap_that_says_so(path: tuple[str, ...]) -> None:
    found = gaps(made("privacy-statement", changed(*path, to="unknown"), "en"))
    assert found.get(".".join(path)) == "open", found


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (("organisation", "dpo"), "We have no data protection officer"),
        (("processing", "shop", "transfers"), "We do not transfer these data"),
        (("processing", "shop", "automated_decision"), "No decision about you is taken here"),
    ],
)
def test_none_is_an_answer_with_a_sentence(path: tuple[str, ...], sentence: str) -> None:
    text = changed(*path, to="none")
    assert sentence in markdown("privacy-statement", text, "en")
    assert ".".join(path) not in gaps(made("privacy-statement", text, "en"))


def test_nobody_receives_data_only_where_all_was_answered_with_none() -> None:
    data = json.loads(json.dumps(FULL))
    shop = data["processing"]["shop"]
    shop["recipients"] = shop["processors"] = "none"
    text = json.dumps(data).replace('"none"', "none")
    assert "We give these data to nobody else." in markdown("privacy-statement", text, "en")
    del shop["processors"]
    text = json.dumps(data).replace('"none"', "none")
    assert "nobody else" not in markdown("privacy-statement", text, "en")
    assert gaps(made("privacy-statement", text, "en"))["processing.shop.processors"] == "absent"


def test_none_where_a_basis_is_needed_is_a_gap() -> None:
    text = changed("processing", "shop", "purposes", "orders", "basis", to="none")
    found = gaps(made("privacy-statement", text, "en"))
    assert found["processing.shop.purposes.orders.basis"] == "none"


# --- what must not be shown ----------------------------------------------------------------------


def test_nothing_internal_is_shown() -> None:
    text = markdown("privacy-statement", whole(), "en")
    for secret in ("Secret", "secret", "owner"):
        assert secret not in text


def test_asking_for_an_internal_field_is_a_mistake_of_ours() -> None:
    register, _ = read(whole())
    facts = Facts(register, load_model(), "en", lambda path: "", public=True)
    for path in (("processors", "host", "name"), ("organisation", "dpo", "name")):
        with pytest.raises(NotPublic):
            facts.get(*path)
    with pytest.raises(NotPublic):
        facts.name("processors", "host")
    assert facts.called("processors", "host") == "host"


def test_an_id_is_not_shown_in_place_of_a_name() -> None:
    text = changed("processing", "shop", "recipients", to="secret-id")
    found = gaps(made("privacy-statement", text, "en"))
    assert found["parties.secret-id.name"] == "absent"


def test_a_draft_what_is_done_for_others_and_what_lies_outside_the_avg_are_not_told() -> None:
    for field, value in (
        ("status", "draft"),
        ("role", "processor"),
        ("out_of_scope", "household"),
    ):
        text = markdown("privacy-statement", changed("processing", "shop", field, to=value), "en")
        assert "Web shop" not in text.partition("---")[0]


# --- for whom ------------------------------------------------------------------------------------


def test_only_activities_about_the_chosen_people_are_told_and_silence_leaves_nobody_out() -> None:
    assert "Web shop" in markdown("privacy-statement", whole(), "en", people=("customers",))
    assert "Web shop" not in markdown("privacy-statement", whole(), "en", people=("applicants",))
    unsaid = changed("processing", "shop", "data_subjects")
    assert "Web shop" in markdown("privacy-statement", unsaid, "en", people=("applicants",))


def test_without_a_choice_activities_about_staff_alone_are_left_out() -> None:
    staff = changed("processing", "shop", "data_subjects", to="employees")
    assert "Web shop" not in markdown("privacy-statement", staff, "en")
    assert "Web shop" in markdown("privacy-statement", staff, "en", whole=True)


# --- rights that the basis gives -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "portability", "objection", "withdrawal"),
    [
        ("consent", True, False, True),
        ("contract", True, False, False),
        ("legal_obligation", False, False, False),
        ("vital_interests", False, False, False),
        ("public_task", False, True, False),
        ("legitimate_interests", False, True, False),
    ],
)
def test_the_basis_decides_on_rights(basis, portability, objection, withdrawal) -> None:
    text = markdown(
        "privacy-statement",
        changed("processing", "shop", "purposes", "orders", "basis", to=basis),
        "nl",
    )
    assert ("meenemen naar een ander" in text) is portability
    assert ("## Bezwaar maken" in text) is objection
    assert ("Uw toestemming intrekken, op elk moment" in text) is withdrawal
    assert "hangt af van wat nog openstaat" not in text


def test_where_it_is_not_said_whether_there_is_marketing_the_right_against_it_is_told() -> None:
    path = ("processing", "shop", "purposes", "orders", "direct_marketing")
    assert "Gebruiken wij uw gegevens voor direct marketing" in markdown(
        "privacy-statement", changed(*path), "nl"
    )
    text = markdown("privacy-statement", changed(*path, to=True), "nl")
    assert "Tegen direct marketing mag u altijd bezwaar maken" in text


def test_explicit_consent_for_special_data_can_be_withdrawn_too() -> None:
    path = ("processing", "shop", "purposes", "orders", "special_exception")
    text = changed(*path, to={"exception": "explicit_consent"})
    assert "Uw toestemming intrekken, op elk moment" in markdown("privacy-statement", text, "nl")
    found = gaps(made("privacy-statement", text, "en"))
    assert found["processing.shop.purposes.orders.consent"] == "absent"


@pytest.mark.parametrize(
    ("exception", "words"),
    [("contract", "Een mens laten kijken"), ("law", "Vragen om niet onderworpen te worden")],
)
def test_the_exception_decides_on_the_rights_against_a_decision_by_computer(
    exception, words
) -> None:
    decision = {"solely_automated": True, "effect": "legal", "exception": exception}
    text = changed("processing", "shop", "automated_decision", to=decision)
    shown = markdown("privacy-statement", text, "nl")
    assert words in shown
    assert ("Een mens laten kijken" in shown) is (exception == "contract")


@pytest.mark.parametrize(
    ("transfer", "copy"),
    [
        ({"mechanism": "scc"}, True),
        ({"mechanism": "adequacy"}, False),
        ({"mechanism": "derogation", "derogation": "legal_claims"}, False),
        ({"mechanism": "derogation", "derogation": "compelling_interests"}, True),
    ],
)
def test_a_copy_can_be_asked_of_safeguards_and_of_nothing_else(transfer, copy) -> None:
    entry = {"out": {"to": "host", "country": "US", **transfer}}
    text = markdown("privacy-statement", changed("processing", "shop", "transfers", to=entry), "en")
    assert ("ask us for a copy" in text) is copy


def test_where_a_basis_is_open_the_rights_that_hang_on_it_are_said_to_be_open() -> None:
    path = ("processing", "shop", "purposes", "orders", "basis")
    text = markdown("privacy-statement", changed(*path), "nl")
    assert "hangt af van wat nog openstaat: **\\[Gat" in text
    assert "geen doel rust op toestemming" not in text


def test_the_logic_of_a_decision_by_computer_is_left_to_the_writer() -> None:
    decision = {"solely_automated": True, "effect": "legal", "safeguards": ["contest"]}
    text = changed("processing", "shop", "automated_decision", to=decision)
    found = gaps(made("privacy-statement", text, "en"))
    assert any("how the decision in ‘Web shop’ is made" in one for one in found)
    assert "contest the decision" in markdown("privacy-statement", text, "en")


def test_a_supplier_of_which_the_role_is_open_is_not_said_to_work_for_us() -> None:
    text = changed("processors", "host", "role", to="unknown")
    shown = markdown("privacy-statement", text, "en")
    assert "on our behalf" not in shown
    assert gaps(made("privacy-statement", text, "en"))["processors.host.role"] == "open"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("processing", "shop", "status"), "ended", "We have stopped doing this."),
        (("processing", "shop", "profiling"), True, "We make profiles"),
        (("processing", "shop", "joint_with"), "carrier", "We do this together with Carrier."),
        (("processors", "host", "role"), "own_controller", "It decides for itself"),
        (
            ("processing", "shop", "purposes", "orders", "further_use"),
            {"from": "shop", "ground": "law"},
            "data that we first received for: Web shop",
        ),
        (
            ("processing", "shop", "purposes", "orders", "criminal_ground"),
            {"ground": "uavg_32_a"},
            "For criminal data this ground applies",
        ),
        (("processing", "shop", "data", "names", "class"), "criminal", "Names (criminal data)."),
        (
            ("processing", "shop", "data", "names"),
            {"description": "Names", "special_kind": "health", "retention": "short"},
            "Names (special data: health).",
        ),
        (("retention", "short"), {"criterion": "the warranty"}, "depends on: the warranty."),
        (("retention", "short", "starts_at_note"), "x", "end of the contract or relation"),
        (("processing", "shop", "sources"), "third_party", "from another organisation or person"),
        (("processing", "shop", "other_data_subjects"), "pets' owners", "customers; pets' owners"),
        (
            ("organisation", "eu_representative"),
            {"name": "Rep", "contact": "rep@eu.example"},
            "Representative in the EU: Rep, rep@eu.example",
        ),
    ],
)
def test_what_is_recorded_beside_it_has_its_sentence(path, value, words) -> None:
    assert words in markdown("privacy-statement", changed(*path, to=value), "en")


def test_a_supplier_that_cannot_reach_the_data_is_no_receiver() -> None:
    text = changed("processors", "host", "role", to="no_access")
    receivers = markdown("privacy-statement", text, "en").partition("Who receives them:")[2]
    assert "Storage" not in receivers.partition("Outside Europe")[0]


def test_a_kind_of_data_that_contradicts_itself_or_is_unknown_is_a_gap() -> None:
    path = ("processing", "shop", "data", "names")
    both = changed(*path, "special_kind", to="health")  # The class says that they are ordinary.
    assert gaps(made("privacy-statement", both, "en"))[".".join((*path, "class"))] == "unreadable"
    unknown = changed(*path, "class", to="unknown")
    assert gaps(made("privacy-statement", unknown, "en"))[".".join((*path, "class"))] == "open"


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("profiling",), "unknown", "profiling"),
        (("role",), "joint_controller", "joint_with"),
        (
            ("purposes", "orders", "special_exception"),
            "unknown",
            "purposes.orders.special_exception",
        ),
    ],
)
def test_what_need_not_be_told_and_is_unclear_is_a_gap(path, value, field) -> None:
    text = changed("processing", "shop", *path, to=value)
    assert f"processing.shop.{field}" in gaps(made("privacy-statement", text, "en"))


def test_people_who_are_others_must_be_described() -> None:
    text = changed("processing", "shop", "data_subjects", to="others")
    found = gaps(made("privacy-statement", text, "en", people=("others",)))
    assert found["processing.shop.other_data_subjects"] == "absent"


# --- gaps and items ------------------------------------------------------------------------------


def test_a_gap_has_one_number_wherever_it_stands_and_numbers_follow_the_text() -> None:
    register, _ = read("verwerkingen: {werk: {naam: Werk}}")
    paper = made_of("privacy-statement", register)
    numbers = [one.number for one in paper.facts.gaps.values()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({(one.field, one.what) for one in paper.facts.gaps.values()}) == len(numbers)


def test_every_item_of_the_articles_stands_in_the_table_with_facts_gaps_or_a_remark() -> None:
    text = markdown("privacy-statement", whole(), "nl")
    table = text.partition("## Wat waar staat")[2]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(NOTICE) == 14
    for row in rows:
        _, _, _, fields, found = (cell.strip() for cell in row.strip("|").split(" | "))
        assert fields != "niets" or found != "geen"


def test_no_sentence_claims_that_all_is_in_order() -> None:
    for language in ("nl", "en"):
        text = markdown("privacy-statement", whole(), language).lower()
        assert not any(word in text for word in ("voldoe", "conform", "compliant", "complies"))


def test_a_text_of_many_lines_stands_on_one_and_a_full_stop_is_not_doubled() -> None:
    path = ("processing", "shop", "purposes", "orders", "description")
    text = markdown("privacy-statement", changed(*path, to="Bringing\n  orders.\n"), "en")
    assert "Bringing orders. This is needed" in text
