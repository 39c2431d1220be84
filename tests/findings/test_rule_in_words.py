"""A rule in sentences: every condition of every rule, in both languages, without a register."""

from __future__ import annotations

from datetime import date

import pytest

from evaluation.written_rules import book, rule
from grondslag.findings.rule_in_words import Clause, clauses_of, terms_of, words_of
from grondslag.findings.term_in_words import Reader
from grondslag.model.vocabulary import load_model
from reference.packs import packs, shipped_rules

DAY = date(2026, 11, 24)


def reader(law, language: str) -> Reader:
    tables = {table.name: table for pack in packs().packs.values() for table in pack.checked.tables}
    return Reader(language, load_model(), law, DAY, tables)


def rows(clauses: list[Clause]) -> list[str]:
    return [
        line
        for clause in clauses
        for line in (
            clause.head,
            *("  " * (each.depth + 1) + each.text for each in clause.sentences),
        )
    ]


def said(body: str, language: str = "en") -> list[str]:
    found = book(rule(body))
    return rows(list(clauses_of(found.rules["rule-one"][0], reader(found.law, language))))


def test_a_rule_is_told_by_what_it_is_about_when_it_applies_and_what_it_asks() -> None:
    body = (
        "for each s in processors when s.role is processor"
        " require s.agreement.document exists unless under LAW: s.own_purposes"
    )
    assert said(body) == [
        "what it is about",
        "  each entry of `processors`",
        "it applies when",
        "  `processors.role` is `processor` (Processes personal data on our behalf)",
        "what is required",
        "  `processors.agreement.document` exists",
        "unless (LAW)",
        "  `processors.own_purposes` is yes",
    ]
    assert said(body, "nl")[3:6] == [
        "  `verwerkers.rol` is `verwerker` (Verwerkt persoonsgegevens namens ons)",
        "wat nodig is",
        "  `verwerkers.verwerkersovereenkomst.document` bestaat",
    ]


@pytest.mark.parametrize(
    ("condition", "sentences"),
    [
        (
            "every a in processing where a.large_scale: a.owner exists",
            [
                "of each entry of `processing`:",
                "  of which:",
                "    `processing.large_scale` is yes",
                "  holds that:",
                "    `processing.owner` exists",
            ],
        ),
        (
            "if organisation.court then organisation.dpo exists",
            ["if `organisation.court` is yes, then `organisation.dpo` exists"],
        ),
        (
            "any of (a) not organisation.court (b) under ACT: organisation.dpo is none end",
            [
                "at least one of these items holds:",
                "  (a) the following does not hold: `organisation.court` is yes",
                "  (b) `organisation.dpo` is `none` [ACT]",
            ],
        ),
        (
            "count of processing is more than 1",
            ["the number in `processing` is more than 1"],
        ),
        (
            "organisation.dpo.appointed_on is within term after today - term",
            [
                "`organisation.dpo.appointed_on` is within 1 month (term for an answer) after"
                " the day of the check minus 1 month (term for an answer)"
            ],
        ),
        (
            "organisation.staff is at most staff_limit as of organisation.dpo.appointed_on",
            ["`organisation.staff` is at most threshold as of `organisation.dpo.appointed_on`"],
        ),
        (
            "some a in processing: a.our_work",
            ["of at least one entry of `processing`:", "  ‘it is our processing’"],
        ),
        (
            'organisation.established_in includes any of ["NL", "BE"]',
            ["`organisation.established_in` includes any of “NL”, “BE”"],
        ),
    ],
)
def test_each_kind_of_condition_has_its_sentence(condition: str, sentences: list[str]) -> None:
    found = said(f"for the organisation require {condition}")
    assert found[2:] == ["what is required", *(f"  {each}" for each in sentences)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rule_id", shipped_rules())
def test_every_rule_we_ship_can_be_told(rule_id: str, language: str) -> None:
    law = packs().law
    for version in packs().rules[rule_id]:
        told = reader(law, language)
        found = rows([*clauses_of(version, told), *terms_of(version, told)])
        texts = [*found, words_of(version.checked.fix, version, told)]
        for text in texts:
            assert text.strip(" :")
            assert not {"{", "}"} & set(text)
            assert "None" not in text
            assert "``" not in text


def test_the_label_of_a_code_is_told_once() -> None:
    found = said(
        "for each s in processors when s.role is processor require s.role is not processor"
    )
    assert sum("Processes personal data" in row for row in found) == 1
