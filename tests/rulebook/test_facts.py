"""Which facts a rule reads, by canonical paths without ids."""

from __future__ import annotations

import pytest

from evaluation.written_rules import book, rule
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.facts import facts_of, rests_on, spell_fact
from reference.packs import examples, packs, shipped_rules


def read(body: str) -> list[str]:
    found = book(rule(body))
    return [".".join(path) for path in facts_of(found.rules["rule-one"][0], found.law)]


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        ("for the organisation require organisation.dpo exists", ["organisation.dpo"]),
        (
            "for each s in processors when s.role is processor require s.agreement.document exists",
            ["processors.agreement.document", "processors.role"],
        ),
        (
            "for each s in processors require some a in processing: a.processors includes s",
            ["processing.processors", "processors"],
        ),
        (
            "for each a in processing, p in a.purposes require p.basis exists",
            ["processing.purposes", "processing.purposes.basis"],
        ),
        (
            'for each a in processing require every s in a.processors: s.country is "NL"',
            ["processing.processors", "processors.country"],
        ),
        (
            'for each a in processing, t in a.transfers require t.to.country is "NL"',
            [
                "parties.country",
                "processing.transfers",
                "processing.transfers.to",
                "processors.country",
            ],
        ),
        (
            "for each x in processors or parties require x.contact exists",
            ["parties.contact", "processors.contact"],
        ),
        (
            "for each a in processing when a.our_work require a.owner exists",
            ["processing.owner", "processing.role"],
        ),
        (
            "for each w in websites, f in w.forms require f.processing.our_work",
            ["processing.role", "websites.forms", "websites.forms.processing"],
        ),
        (
            "for each a in processing where a.status is active require a.owner exists"
            " unless a.large_scale",
            ["processing.large_scale", "processing.owner", "processing.status"],
        ),
        (
            "for each s in processors require count of s.subprocessors onwards is less than 5",
            ["processors.subprocessors"],
        ),
    ],
)
def test_a_rule_reads_the_facts_of_all_its_conditions(body: str, facts: list[str]) -> None:
    assert read(body) == facts


def test_what_only_a_text_shows_is_not_read() -> None:
    body = (
        "for each a in processing require all of (a) a.owner exists\n"
        '  otherwise nl "{a.name}" en "{a.name}" end\n'
        '  otherwise nl "{a.risk}" en "{a.risk}"'
    )
    assert read(body) == ["processing.owner"]


def test_the_day_that_decides_is_read_too() -> None:
    found = book(
        rule("for each c in campaigns require c.aim is service", applies="event c.sent_on")
    )
    facts = facts_of(found.rules["rule-one"][0], found.law)
    assert facts == (("campaigns", "aim"), ("campaigns", "sent_on"))


def test_parameters_and_tables_are_found_through_derived_facts() -> None:
    found = packs()
    rests = rests_on(found.rules["register-exemption-undecided"][-1], found.law)
    assert rests.parameters == ("avg/register_limit",)
    assert ("avg/exempt", (("processing",),)) in rests.definitions
    rests = rests_on(found.rules["transfer-without-safeguard"][-1], found.law)
    assert rests.tables == ("avg/adequacy", "avg/eea")


def test_a_fact_is_spelled_without_ids_in_both_languages() -> None:
    path = ("processing", "transfers", "country")
    assert spell_fact(load_model(), path, "en") == "processing.transfers.country"
    assert spell_fact(load_model(), path, "nl") == "verwerkingen.doorgiften.land"
    assert spell_fact(load_model(), ("organisation", "dpo"), "nl") == "organisatie.fg"


@pytest.mark.parametrize("rule_id", shipped_rules())
def test_every_reason_of_an_example_is_a_fact_that_the_rule_reads(rule_id: str) -> None:
    """A fact that leaves a verdict open is read, lies on the way there, or in a record that is asked after."""
    law = packs().law
    read_here = {path for version in packs().rules[rule_id] for path in facts_of(version, law)}
    for _, _, expected in examples(rule_id):
        for reason in expected.reasons:
            if reason[0] in packs().vocabulary.collections:
                plain = without_ids(reason)
                assert any(
                    path[: len(plain)] == plain or path == plain[:2] for path in read_here
                ), reason


def without_ids(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path of a register as a rule writes it."""
    model = load_model()
    kind = model.collections[path[0]]
    kept, at_id, fields = [path[0]], not kind.single, kind.entry.fields
    for step in path[1:]:
        if at_id:
            at_id = False
            continue
        kept.append(step)
        field = fields[step]
        fields = model.records[field.record].fields if field.record else {}
        at_id = field.type == "map"
    return tuple(kept)
