"""What one verdict is about: entries, pairs, what stands for collections with nothing in them."""

from __future__ import annotations

from evaluation.written_rules import because, book, judge, one, rule, told
from grondslag.values import NONE, UNREADABLE

EACH = rule("for each supplier in processors require supplier.owner exists")
PAIRS = rule(
    "for each activity in processing, purpose in activity.purposes require purpose.basis exists"
)
SEVERAL = rule("for each entry in processing or processors or retention require entry.owner exists")
NARROWED = rule(
    "for each supplier in processors where supplier.role is processor require supplier.agreement exists"
)


def test_there_is_a_verdict_for_each_entry_sorted_by_id() -> None:
    verdicts = list(judge(EACH, {"processors": {"b": {"owner": "B"}, "a": {}}}))
    assert [verdict.subject.path for verdict in verdicts] == [
        ("processors", "a"),
        ("processors", "b"),
    ]
    assert [verdict.outcome for verdict in verdicts] == ["undetermined", "compliant"]


def test_a_collection_that_is_not_recorded_is_one_undetermined_verdict() -> None:
    verdict = one(EACH, {})
    assert (verdict.subject.path, verdict.outcome) == (("processors",), "undetermined")
    assert because(verdict) == [("processors", "not_recorded")]


def test_a_collection_that_cannot_be_read_is_undetermined_too() -> None:
    assert because(one(EACH, {"processors": UNREADABLE})) == [("processors", "not_readable")]


def test_none_and_nothing_leave_nothing_to_judge() -> None:
    for value in (NONE, {}):
        verdict = one(EACH, {"processors": value})
        assert (verdict.subject.path, verdict.outcome) == (("processors",), "not_applicable")
        assert verdict.decided == "scope"


def test_an_entry_that_cannot_be_read_exists_and_its_fields_are_not_known() -> None:
    verdict = one(EACH, {"processors": {"a": UNREADABLE}})
    assert because(verdict) == [("processors.a", "not_readable")]


def test_a_pair_is_named_by_the_path_of_the_inner_entry() -> None:
    register = {
        "processing": {
            "mail": {"purposes": {"sell": {"basis": NONE}, "deliver": {"basis": "contract"}}}
        }
    }
    verdicts = list(judge(PAIRS, register))
    assert [verdict.subject.path for verdict in verdicts] == [
        ("processing", "mail", "purposes", "deliver"),
        ("processing", "mail", "purposes", "sell"),
    ]
    assert {verdict.subject.id for verdict in verdicts} == {"mail"}
    assert [verdict.outcome for verdict in verdicts] == ["compliant", "violation"]


def test_an_outer_entry_with_nothing_inside_has_one_verdict_of_its_own() -> None:
    register = {"processing": {"dark": {}, "empty": {"purposes": {}}, "none": {"purposes": NONE}}}
    verdicts = {verdict.subject.path: verdict for verdict in judge(PAIRS, register)}
    assert because(verdicts["processing", "dark"]) == [("processing.dark.purposes", "not_recorded")]
    assert verdicts["processing", "empty"].outcome == "not_applicable"
    assert verdicts["processing", "none"].decided == "scope"


def test_each_collection_of_an_or_speaks_for_itself() -> None:
    register = {"processing": {"a": {"owner": "x"}}, "processors": NONE}
    assert told(judge(SEVERAL, register)) == {
        "processing.a": "compliant",
        "processors": "not_applicable",
        "retention": "undetermined",
    }


def test_where_leaves_entries_out_without_a_verdict() -> None:
    register = {
        "processors": {"a": {"role": "processor", "agreement": NONE}, "b": {"role": "no_access"}}
    }
    assert told(judge(NARROWED, register)) == {"processors.a": "violation"}


def test_where_nothing_is_left_there_is_one_verdict_for_the_collection() -> None:
    verdict = one(NARROWED, {"processors": {"b": {"role": "no_access"}}})
    assert (verdict.subject.path, verdict.outcome, verdict.decided) == (
        ("processors",),
        "not_applicable",
        "where",
    )


def test_where_nothing_is_left_of_an_outer_entry_it_speaks_for_itself() -> None:
    rules = rule(
        "for each activity in processing, purpose in activity.purposes"
        " where purpose.basis is consent require purpose.consent exists"
    )
    register = {
        "consents": {"c": {"name": "C"}},
        "processing": {
            "a": {"purposes": {"x": {"basis": "contract"}}},
            "b": {
                "purposes": {"x": {"basis": "contract"}, "y": {"basis": "consent", "consent": "c"}}
            },
        },
    }
    verdicts = judge(rules, register)
    assert told(verdicts) == {
        "processing.a": "not_applicable",
        "processing.b.purposes.y": "compliant",
    }
    assert len(verdicts) == 2
    assert verdicts.counts()["rule-one"]["not_applicable"] == 1


def test_an_entry_that_where_cannot_decide_is_judged() -> None:
    assert told(judge(NARROWED, {"processors": {"a": {"agreement": NONE}}})) == {
        "processors.a": "undetermined"
    }
    assert told(judge(NARROWED, {"processors": {"a": {"agreement": {"document": "x"}}}})) == {
        "processors.a": "compliant"
    }


def test_a_reference_to_nothing_in_a_scope_is_undetermined() -> None:
    rules = rule(
        "for each activity in processing, supplier in activity.processors require supplier.owner exists"
    )
    register = {
        "processing": {
            "site": {"processors": ("host", "ghost")},
            "mail": {"processors": ("host",)},
        },
        "processors": {"host": {"owner": "H"}},
    }
    verdicts = {".".join(verdict.subject.path): verdict for verdict in judge(rules, register)}
    assert set(verdicts) == {
        "processing.mail.processors.host",
        "processing.site.processors.ghost",
        "processing.site.processors.host",
    }
    ghost = verdicts["processing.site.processors.ghost"]
    assert because(ghost) == [("processors.ghost", "not_described")]


def test_a_reference_to_nothing_may_be_the_entry_that_is_sought() -> None:
    rules = rule(
        "for each permission in consents require no campaign in campaigns: campaign.consent is permission"
    )
    register = {
        "consents": {"sign-up": {}},
        "campaigns": {"autumn": {"consent": "ghost"}, "winter": {"consent": NONE}},
    }
    verdict = one(rules, register)
    assert verdict.outcome == "undetermined"
    assert because(verdict) == [("consents.ghost", "not_described")]
    register["campaigns"]["spring"] = {"consent": "sign-up"}
    assert one(rules, register).outcome == "violation"


def test_the_organisation_is_one_subject() -> None:
    rules = rule("for the organisation require organisation.dpo exists")
    assert one(rules, {"organisation": {"dpo": NONE}}).outcome == "violation"
    assert one(rules, {"organisation": {}}).subject.path == ("organisation",)
    assert because(one(rules, {})) == [("organisation", "not_recorded")]


def test_verdicts_of_several_rules_come_by_rule_and_subject() -> None:
    rules = book(
        EACH, rule("for each breach in breaches require breach.closed_on exists", id="another-rule")
    )
    register = {"breaches": {"z": {}, "a": {}}, "processors": {"b": {}, "a": {}}}
    found = [(verdict.rule, verdict.subject.path) for verdict in judge(rules, register)]
    assert found == sorted(found)
    assert len(found) == 4
