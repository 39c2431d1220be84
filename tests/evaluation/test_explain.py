"""Texts of a verdict with values filled in, the tree behind it, and its sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from evaluation.written_rules import DAY, book, judge, noon, rule
from grondslag.evaluation import explain
from grondslag.evaluation.sentences import Wording, condition_text, sentence
from grondslag.evaluation.shown import shown
from grondslag.evaluation.trace import Step, why
from grondslag.model.facts import Register
from grondslag.values import NONE, Between, Duration, duration


def texts(
    rules: str, facts: dict[str, Any], day: date = DAY, labels: Any = None
) -> tuple[str, str]:
    """The message of the first verdict in both languages."""
    rulebook = book(rules)
    verdict = next(iter(judge(rulebook, facts, day)))
    dutch, english = (
        explain.message(rulebook, Register(facts), verdict, noon(day), language, labels)
        for language in ("nl", "en")
    )
    return dutch, english


def tree_of(rules: str, facts: dict[str, Any], day: date = DAY) -> tuple[Step, str]:
    rulebook = book(rules)
    verdict = next(iter(judge(rulebook, facts, day)))
    return explain.trace(rulebook, Register(facts), verdict, noon(day)), verdict.outcome


def said(rules: str, facts: dict[str, Any], language: str = "en") -> list[str]:
    """Why, in sentences."""
    root, outcome = tree_of(rules, facts)
    law = book(rules).law
    return [sentence(step, Wording(language, law=law)) for step in why(root, outcome)]


# ------------------------------------------------------------------------------------- messages


def filled(term: str) -> str:
    return rule(
        "for each request in requests require request.refusal exists\n"
        f'  otherwise nl "{{{term}}}" en "{{{term}}}"'
    )


@pytest.mark.parametrize(
    ("term", "facts", "dutch", "english"),
    [
        ("request.received_on", {"received_on": date(2026, 3, 2)}, "02-03-2026", "2026-03-02"),
        ("request.received_on", {}, "(niet vastgelegd)", "(not recorded)"),
        ("request.answered_on", {"answered_on": NONE}, "geen", "none"),
        ("request.kind", {"kind": "access"}, "access", "access"),
        ("request.id", {}, "r-1", "r-1"),
        ("term", {}, "1 maand", "1 month"),
        ("hours", {}, "72 uur", "72 hours"),
        ("count of processing", {}, "2", "2"),
        ("organisation.standard_measures", {}, "a, b", "a, b"),
        ("organisation.public_authority", {}, "ja", "yes"),
        ("today", {}, "01-06-2026", "2026-06-01"),
        (
            "request.received_on + term",
            {"received_on": date(2026, 1, 31)},
            "02-03-2026",
            "2026-03-02",
        ),
        (
            "request.received_on + term",
            {"received_on": NONE},
            "(niet vastgelegd)",
            "(not recorded)",
        ),
    ],
)
def test_values_are_filled_in_as_the_language_writes_them(
    term: str, facts: dict[str, Any], dutch: str, english: str
) -> None:
    register = {
        "organisation": {"standard_measures": ("a", "b"), "public_authority": True},
        "measures": {"a": {}, "b": {}},
        "processing": {"x": {}, "y": {}},
        "requests": {"r-1": {"refusal": NONE, **facts}},
    }
    assert texts(filled(term), register) == (dutch, english)


def test_a_code_is_spelled_by_who_knows_its_label() -> None:
    def labels(codes: str, code: str, language: str) -> str:
        return f"{code}/{language}" if codes else ""

    register = {"requests": {"r-1": {"refusal": NONE, "kind": "access"}}}
    assert texts(filled("request.kind"), register, labels=labels) == ("access/nl", "access/en")


ITEMS = rule(
    "for each supplier in processors require all of\n"
    "  (a) supplier.owner exists\n"
    '  otherwise nl "a {supplier.id}" en "a {supplier.id}"\n'
    "  (b) every other in supplier.subprocessors: all of\n"
    "  (i) other.agreement exists\n"
    '  otherwise nl "i {other.id}" en "i {other.id}"\n'
    "  end\n"
    "  (c) supplier.contact exists\n"
    "  end\n"
    '  otherwise nl "zelf" en "itself"'
)


@pytest.mark.parametrize(
    ("facts", "text", "item"),
    [
        ({"owner": NONE, "subprocessors": (), "contact": NONE}, "a host", "a"),
        ({"owner": "x", "subprocessors": ("good", "bad"), "contact": NONE}, "i bad", "b"),
        ({"owner": "x", "subprocessors": ("good",), "contact": NONE}, "itself", "c"),
    ],
)
def test_the_text_of_the_item_that_decides_is_used(
    facts: dict[str, Any], text: str, item: str
) -> None:
    register = {
        "processors": {
            "host": facts,
            "good": {"agreement": {"document": "x"}},
            "bad": {"agreement": NONE},
        }
    }
    rulebook = book(ITEMS)
    verdict = next(each for each in judge(rulebook, register) if each.subject.id == "host")
    found = explain.message(rulebook, Register(register), verdict, noon(DAY), "en")
    assert (found, verdict.item) == (text, item)


def test_a_text_about_what_is_not_there_can_still_be_made() -> None:
    rules = rule(
        "for each supplier in processors require supplier.owner exists\n"
        '  otherwise nl "Van {supplier.id}." en "Of {supplier.id}."'
    )
    assert texts(rules, {}) == ("Van (niet vastgelegd).", "Of (not recorded).")
    assert texts(rules, {"processors": NONE})[1] == "Of (not recorded)."


def test_a_text_never_changes_a_verdict() -> None:
    rules = rule(
        "for each supplier in processors require supplier.owner exists\n"
        '  otherwise nl "{organisation.staff}" en "{organisation.staff}"'
    )
    assert texts(rules, {"processors": {"a": {"owner": NONE}}}) == (
        "(niet vastgelegd)",
        "(not recorded)",
    )


# --------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (duration(1, "year"), "1 jaar", "1 year"),
        (duration(7, "year"), "7 jaar", "7 years"),
        (duration(4, "week"), "4 weken", "4 weeks"),
        (duration(15, "minute"), "15 minuten", "15 minutes"),
        (Duration(1, 3 * 1440, "day", 0), "1 maand en 3 dagen", "1 month and 3 days"),
        (Duration(24, 0, "month", 0), "2 jaar", "2 years"),
        (datetime.fromisoformat("2026-03-02T09:00+00:00"), "02-03-2026 10:00", "2026-03-02 10:00"),
        (
            Between(
                datetime.fromisoformat("2026-10-25T00:30+00:00"),
                datetime.fromisoformat("2026-10-25T01:30+00:00"),
            ),
            "tussen 25-10-2026 02:30 en 25-10-2026 02:30",
            "between 2026-10-25 02:30 and 2026-10-25 02:30",
        ),
        ((), "leeg", "empty"),
        (False, "nee", "no"),
        (0.5, "0.5", "0.5"),
    ],
)
def test_a_value_in_words(value: Any, dutch: str, english: str) -> None:
    assert (shown(value, "nl"), shown(value, "en")) == (dutch, english)


# ------------------------------------------------------------------------------------------ why


AGREEMENT = rule(
    "for each supplier in processors"
    " when supplier.role is processor and some a in processing: a.processors includes supplier"
    " require supplier.agreement exists"
)
USED = {"processing": {"news": {"processors": ("web",)}, "other": {"processors": NONE}}}


def test_a_violation_tells_that_the_rule_applies_and_what_is_not_met() -> None:
    register = {**USED, "processors": {"web": {"role": "processor", "agreement": NONE}}}
    assert said(AGREEMENT, register) == [
        "`processors.web.role` is `processor`: yes, `processor`",
        "`processing.news.processors` includes `processors.web`: yes",
        "`processors.web.agreement` exists: no, `none`",
    ]
    assert said(AGREEMENT, register, "nl")[2] == "`processors.web.agreement` bestaat: nee, `geen`"


def test_what_is_undetermined_tells_only_what_is_not_known() -> None:
    register = {**USED, "processors": {"web": {"role": "processor"}}}
    assert said(AGREEMENT, register) == ["`processors.web.agreement` exists: not recorded"]


def test_not_applicable_tells_the_condition_that_does_not_hold() -> None:
    register = {**USED, "processors": {"web": {"role": "no_access"}}}
    assert said(AGREEMENT, register, "nl") == [
        "`processors.web.role` is `processor`: nee, `no_access`"
    ]


def test_a_parameter_is_called_by_its_title_and_told_with_its_value() -> None:
    rules = rule("for the organisation require organisation.staff is at most staff_limit")
    assert said(rules, {"organisation": {"staff": 301}}, "nl") == [
        "`organisation.staff` is ten hoogste 300 (drempel): nee, `301`"
    ]


def test_an_open_term_tells_its_end() -> None:
    rules = rule(
        "for each request in requests require"
        " request.answered_on is due within term after request.received_on"
    )
    register = {"requests": {"r": {"received_on": date(2026, 5, 20), "answered_on": NONE}}}
    assert said(rules, register) == [
        "`requests.r.answered_on` is due within 1 month (term for an answer) after"
        " `requests.r.received_on` (2026-05-20): yes, open until 2026-06-22"
    ]


def test_a_text_is_not_repeated() -> None:
    rules = rule('for each supplier in processors require supplier.owner is "nobody"')
    assert said(rules, {"processors": {"a": {"owner": "J. Jansen"}}}) == [
        "`processors.a.owner` is `nobody`: no"
    ]


def test_a_derived_fact_is_told_by_what_it_rests_on() -> None:
    rules = rule("for each a in processing when a.our_work require a.owner exists")
    register = {"processing": {"x": {"role": "controller", "owner": NONE}}}
    root, outcome = tree_of(rules, register)
    assert said(rules, register)[0] == (
        "`processing.x.role` is one of `controller`, `joint_controller`: yes, `controller`"
    )
    derived = root.children[0].children[0]
    assert condition_text(derived, Wording("nl")) == "`processing.x`: het is onze verwerking"
    assert outcome == "violation"


def test_nothing_to_judge_is_told_as_such() -> None:
    rules = rule("for each supplier in processors require supplier.owner exists")
    assert said(rules, {"processors": NONE}) == ["there is nothing to judge"]
    assert said(rules, {}) == ["there is a record of `processors`: undetermined"]


def test_the_tree_names_every_fact_and_its_answer() -> None:
    register = {**USED, "processors": {"web": {"role": "processor", "agreement": NONE}}}
    root, _ = tree_of(AGREEMENT, register)
    assert [(clause.kind, clause.truth) for clause in root.children] == [
        ("when", "T"),
        ("require", "F"),
    ]
    (exists,) = root.children[1].children
    assert (exists.kind, exists.path, exists.value) == (
        "exists",
        ("processors", "web", "agreement"),
        NONE,
    )


def test_of_many_items_only_some_are_shown() -> None:
    rules = rule("for the organisation require every a in processing: a.large_scale")
    entries = {f"a-{number:02}": {"large_scale": False} for number in range(30)}
    root, _ = tree_of(rules, {"organisation": {}, "processing": entries})
    (every,) = root.children[0].children
    assert (len(every.children), every.left_out) == (20, 10)


CONDITIONS = [
    "organisation.dpo exists",
    "organisation.dpo is none",
    "organisation.dpo is recorded",
    "organisation.dpo is not recorded",
    "organisation.standard_measures is empty",
    "organisation.standard_measures is not empty",
    "organisation.public_authority",
    "not organisation.public_authority",
    "organisation.staff is 5",
    "organisation.staff is not 5",
    "organisation.staff is more than 5",
    "organisation.staff is at least 5",
    "organisation.staff is less than 5",
    "organisation.staff is at most 5",
    "organisation.dpo.appointed_on is after today",
    "organisation.dpo.appointed_on is before 2026-01-01",
    "organisation.dpo.appointed_on is on or after today",
    "organisation.dpo.appointed_on is on or before today",
    "organisation.dpo.appointed_on is within term after 2026-01-01",
    "organisation.dpo.appointed_on is within term before today",
    "organisation.dpo.appointed_on is due within term after 2026-01-01",
    "organisation.legal_form is one of [foundation, association]",
    "organisation.legal_form is not one of [foundation, association]",
    'organisation.established_in includes "NL"',
    'organisation.established_in does not include "NL"',
    'organisation.established_in includes any of ["NL", "BE"]',
    "count of processing is more than 1",
    "some a in processing: a.our_work",
    "no a in processing: a.large_scale",
    "every a in processing where a.our_work: a.large_scale",
    "if organisation.public_authority then organisation.dpo exists",
    "all of (a) organisation.dpo exists (b) organisation.public_authority end",
    "any of (a) organisation.dpo exists (b) organisation.public_authority end",
    "none of (a) organisation.dpo exists (b) organisation.public_authority end",
]
FACTS: list[dict[str, Any]] = [
    {},
    {"organisation": {}},
    {"organisation": {"dpo": NONE, "staff": 5, "standard_measures": (), "established_in": ("NL",)}},
    {
        "organisation": {
            "dpo": {"appointed_on": date(2026, 1, 15)},
            "public_authority": True,
            "legal_form": "foundation",
            "staff": 7,
        },
        "processing": {"a": {"role": "controller", "large_scale": False}, "b": {}},
    },
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_has_a_sentence_in_both_languages(condition: str) -> None:
    rules = rule(f"for the organisation require {condition}")
    for facts in FACTS:
        root, outcome = tree_of(rules, facts)
        for language in ("nl", "en"):
            for step in (*why(root, outcome), *every_step(root)):
                text = sentence(step, Wording(language, law=book(rules).law))
                assert text
                assert "{" not in text
                assert "None" not in text


def every_step(step: Step) -> list[Step]:
    return [step, *(inner for child in step.children for inner in every_step(child))]


def test_a_code_is_spelled_as_in_the_file_its_fact_stands_in() -> None:
    dutch = {"access": "inzage", "erasure": "wissen"}
    root, outcome = tree_of(
        rule("for each request in requests require request.kind is one of [erasure]"),
        {"requests": {"r1": {"kind": "access"}}},
    )
    asked: list[tuple[str, ...] | None] = []

    def spelled(_list: str, code: str, path: tuple[str, ...] | None) -> str:
        asked.append(path)
        return dutch[code]

    said = [sentence(step, Wording("nl", code=spelled)) for step in why(root, outcome)]

    assert said == ["`requests.r1.kind` is een van `wissen`: nee, `inzage`"]
    assert set(asked) == {("requests", "r1", "kind")}


@pytest.mark.parametrize("kind", ["where", "when", "unless", "require"])
def test_a_clause_is_named_by_its_kind_whatever_its_condition(kind: str) -> None:
    root, _ = tree_of(
        rule("for each request in requests require request.received_on is on or before today"),
        {"requests": {"r1": {"received_on": date(2026, 3, 2)}}},
    )
    step = replace(root.children[-1], kind=kind)

    assert sentence(step, Wording("nl")).endswith(": ja")


def test_what_is_behind_none_is_named_in_full_and_none_is_said_of_the_step_that_is() -> None:
    assert said(
        rule(
            "for each processor in processors require processor.agreement.starts_on is on or before today"
        ),
        {"processors": {"host": {"agreement": NONE}}},
    ) == [
        "`processors.host.agreement.starts_on` is on or before the day of the check (2026-06-01): "
        "undetermined, because `processors.host.agreement` is `none`"
    ]
