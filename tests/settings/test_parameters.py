"""Own values of parameters: stricter ones are used and shown, looser ones refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evaluation.written_rules import PACK, book, judge, rule, told
from grondslag.evaluation.run import evaluate
from grondslag.language.tree import ParameterDeclaration
from grondslag.rulebook.facts import rests_on
from grondslag.rulebook.law import value_on
from grondslag.rulebook.overrides import is_refused, with_own_values, wrong_values
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.load import read_settings
from grondslag.settings.settings import Settings
from grondslag.text import Source
from grondslag.values import Duration
from reference.packs import examples, packs

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "settings.schema.json").read_text(encoding="utf-8"))
DAY = date(2026, 6, 1)
REGISTER = "organisatie: {naam: Acme, aantal_medewerkers: 220, fg: geen}\n"


def settings(written: str) -> Settings:
    found, problems = read_settings(Source("grondslag.yaml", f"parameters: {{{written}}}\n"))
    assert problems == []
    return found


def wrong(written: str) -> list[tuple[str, str]]:
    """The id of each problem, and the place that it marks."""
    return [
        (found.id, found.span.source.text[found.span.start : found.span.end])
        for found in wrong_values(settings(written), packs().law)
    ]


def applied(written: str, day: date = DAY) -> tuple[RuleBook, list[str]]:
    before = {problem.id for problem in packs().diagnostics}
    found = with_own_values(packs(), settings(written), day)
    said = [problem.message.id for problem in found.diagnostics if problem.id not in before]
    return found, said


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("dpo_staff_threshold: 200", "stem-2018/dpo_staff_threshold", 200),
        ("stem-2018/dpo_staff_threshold: 0", "stem-2018/dpo_staff_threshold", 0),
        ("breach_deadline: 48 hours", "avg/breach_deadline", (0, 48 * 60)),
        ("breach_deadline: 48 uur", "avg/breach_deadline", (0, 48 * 60)),
        ("answer_deadline_short: 3 weken", "avg/answer_deadline_short", (0, 3 * 7 * 1440)),
        ("answer_deadline_short: P3W", "avg/answer_deadline_short", (0, 3 * 7 * 1440)),
    ],
)
def test_a_stricter_value_is_used(written: str, name: str, value: Any) -> None:
    assert wrong(written) == []
    rulebook, said = applied(written)
    found = rulebook.law.parameter(name, DAY)
    shown = (found.months, found.minutes) if isinstance(found, Duration) else found
    assert (shown, said) == (value, [])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("dpo_staff_threshold: 300", "override-refused-downward"),
        ("breach_deadline: 73 hours", "override-refused-downward"),
        ("breach_deadline: 2 days", "override-refused-unsure"),
        ("answer_deadline_short: 30 days", "override-refused-unsure"),
        ("answer_deadline_short: 5 weeks", "override-refused-downward"),
    ],
)
def test_a_looser_value_is_refused_and_the_stated_one_is_used(written: str, message: str) -> None:
    rulebook, said = applied(written)
    assert said == [message]
    name = next(iter(rulebook.law.own))
    assert rulebook.law.parameter(name, DAY) == packs().law.parameter(name, DAY)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("dpo_staf_threshold: 200", ("setting-unknown-parameter", "dpo_staf_threshold")),
        ("dpo_staff_threshold: many", ("parameter-form", "many")),
        ("dpo_staff_threshold: 200.5", ("parameter-form", "200.5")),
        ("dpo_staff_threshold: -1", ("parameter-form", "-1")),
        ("dpo_staff_threshold: true", ("parameter-form", "true")),
        ("dpo_staff_threshold: [200]", ("parameter-form", "[200]")),
        ("breach_deadline: 48", ("parameter-form", "48")),
        ("breach_deadline: soon", ("parameter-form", "soon")),
    ],
)
def test_a_value_that_does_not_fit_is_an_error_at_its_place(
    written: str, problem: tuple[str, str]
) -> None:
    assert wrong(written) == [problem]


# ------------------------------------------------------------------------------ declared in a test pack


def with_override(kind: str, values: str, own: str, choice: str) -> tuple[RuleBook, list[str]]:
    """A book with one parameter `limit`, and the ids of messages of what is refused today."""
    import evaluation.written_rules as written

    more = (
        f'\nparameter limit: {kind}\n  title nl "grens" en "limit"\n  under LAW\n'
        f"  {values}\n  override {choice}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(written, "PACK", PACK + more)
        found = book.__wrapped__(rule("for the organisation require organisation.court"))
    overridden = with_own_values(found, settings(f"limit: {own}"), DAY)
    said = [each.message.id for each in overridden.diagnostics if each.id == "override-refused"]
    return overridden, said


@pytest.mark.parametrize(
    ("kind", "stated", "own", "choice", "said"),
    [
        ("integer", "5", "6", "upward", []),
        ("integer", "5", "4", "upward", ["override-refused-upward"]),
        ("integer", "5", "9", "freely", []),
        ("integer", "5", "5", "never", []),
        ("integer", "5", "4", "never", ["override-refused-never"]),
        ("date", "2020-01-01", "2019-01-01", "downward", []),
        ("date", "2020-01-01", "2021-01-01", "downward", ["override-refused-downward"]),
        ("number", "0.5", "0.25", "downward", []),
        ("boolean", "true", "no", "freely", []),
        ("text", '"a"', "b", "freely", []),
    ],
)
def test_the_direction_is_that_of_the_declaration(
    kind: str, stated: str, own: str, choice: str, said: list[str]
) -> None:
    assert with_override(kind, f"value {stated} from 2018-05-25", own, choice)[1] == said


def test_each_dated_value_is_compared_by_itself() -> None:
    values = "value 250 from 2018-05-25 until 2024-01-01 value 1000 from 2024-01-01"
    rulebook, said = with_override("integer", values, "500", "downward")
    assert said == []
    (name,) = rulebook.law.own
    days = (date(2020, 1, 1), date(2024, 1, 1), date(2018, 1, 1))
    assert [rulebook.law.parameter(name, day) for day in days] == [250, 500, None]
    assert [is_refused(rulebook.law.own[name], day) for day in days] == [True, False, False]


def test_a_rule_is_judged_by_the_own_value_and_the_message_shows_it() -> None:
    rules = rule("for the organisation require organisation.staff is at most staff_limit")
    found = book(rules)
    stated = found.law.parameters["test/staff_limit"]
    own = replace(stated, override="downward")
    law = replace(found.law, parameters={**found.law.parameters, "test/staff_limit": own})
    stricter = with_own_values(replace(found, law=law), settings("staff_limit: 200"), DAY)
    register = {"organisation": {"staff": 250}}
    assert told(judge(found, register, DAY)) == {"organisation": "compliant"}
    assert told(judge(stricter, register, DAY)) == {"organisation": "violation"}
    assert told(judge(found, register, DAY)) == {"organisation": "compliant"}


# --------------------------------------------------------------------------------- what the user sees


def project(folder: Path, written: str) -> None:
    (folder / "register").mkdir(exist_ok=True)
    (folder / "register" / "organisatie.yaml").write_text(REGISTER, encoding="utf-8")
    text = f"version: 1\nparameters:\n  {written}\n"
    (folder / "grondslag.yaml").write_text(text, encoding="utf-8")


def test_every_report_begins_with_the_own_values(grondslag, tmp_path: Path) -> None:
    project(tmp_path, "dpo_staff_threshold: 200")
    ran = grondslag("check", "--lang", "nl")
    assert ran.out.startswith(
        "beoordeeld met een eigen waarde\n"
        "  personeelsdrempel voor een functionaris: 200 (STEM: 250)\n\n"
    )
    assert "220 medewerkers (drempel 200)" in ran.out
    assert grondslag("check", "-q", "--lang", "en").out.startswith("judged with an own value\n")
    concise = grondslag("check", "--format", "concise", "--lang", "en")
    assert (
        "grondslag.yaml:3:24: [own-value] staff threshold for an officer: 200 (STEM: 250)\n"
        in concise.out
    )


def test_the_json_has_the_own_and_the_stated_value(grondslag, tmp_path: Path) -> None:
    project(tmp_path, "breach_deadline: 48 uur")
    ran = grondslag("check", "--format", "json")
    assert json.loads(ran.out)["settings"]["parameters"] == {
        "avg/breach_deadline": {
            "title": {"nl": "meldtermijn voor een datalek", "en": "term for notifying a breach"},
            "own": "48 hours",
            "stated": "72 hours",
            "applied": True,
        }
    }


def test_a_refused_value_is_an_error_and_all_is_judged_by_the_stated_one(
    grondslag, tmp_path: Path
) -> None:
    project(tmp_path, "dpo_staff_threshold: 300")
    ran = grondslag("check", "--lang", "en")
    assert ran.status == 2
    assert "error[override-refused]: own value 300 of `dpo_staff_threshold` is looser" in ran.out
    assert "choose 250 or less; until then 250 is used" in ran.out
    assert "rules looked at 1 record" in ran.out
    assert "250 (STEM); own value 300 is looser and is not" in ran.out


def test_an_own_value_never_stays_behind_in_what_is_kept_between_runs(
    grondslag, tmp_path: Path
) -> None:
    project(tmp_path, "dpo_staff_threshold: 200")
    stricter = grondslag("check", "--format", "concise").out
    project(tmp_path, "dpo_staff_threshold: 250")
    stated = grondslag("check", "--format", "concise").out
    project(tmp_path, "dpo_staff_threshold: 200")
    assert grondslag("check", "--format", "concise").out == stricter
    assert "dpo-missing-above-threshold" in stricter
    assert "dpo-missing-above-threshold" not in stated


def test_explain_shows_the_own_value(grondslag, tmp_path: Path) -> None:
    project(tmp_path, "dpo_staff_threshold: 200")
    ran = grondslag("explain", "dpo-missing-above-threshold", "--lang", "en")
    assert "is more than 200 (staff threshold" in ran.out
    assert "staff threshold for an officer: 200 (STEM: 250)" in ran.out


def test_an_unknown_name_stops_every_command_with_a_suggestion(grondslag, tmp_path: Path) -> None:
    project(tmp_path, "dpo_staf_threshold: 200")
    for command in (("check",), ("rules", "list"), ("explain", "dpo-missing")):
        ran = grondslag(*command, "--lang", "en")
        assert ran.status == 2
        assert "did you mean `dpo_staff_threshold`?" in ran.err


def test_the_examples_of_rules_are_run_with_the_stated_values(grondslag, tmp_path: Path) -> None:
    project(tmp_path, "dpo_staff_threshold: 10")
    assert grondslag("rules", "test", "--only", "dpo-missing-above-threshold").status == 0


def test_the_schema_of_the_settings_has_them() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid({"parameters": {"dpo_staff_threshold": 200, "a": "3 weeks"}})
    assert not validator.is_valid({"parameters": {"dpo_staff_threshold": [200]}})


# ---------------------------------------------------------------------- what we ship: stricter is stricter


def with_a_direction() -> list[str]:
    """Parameters that a project may tighten, but those of bills: no bill calls anything a violation."""
    declared = packs().law.parameters
    return sorted(
        name
        for name, each in declared.items()
        if each.override in DIRECTIONS and not name.startswith("drafts/")
    )


DIRECTIONS = {"downward": -1, "upward": 1}


def allowed_values(declared: ParameterDeclaration, day: date) -> Iterator[str]:
    """Values that a project may choose: at the stated one, beside it, and far from it."""
    stated: Any = value_on(declared, day)
    sign = DIRECTIONS[declared.override]
    amount = stated.amount if isinstance(stated, Duration) else stated
    unit = f" {stated.unit}s" if isinstance(stated, Duration) else ""
    for steps in (0, 1, amount // 2, amount - 1):
        yield f"{max(amount + sign * steps, 0)}{unit}"
    smaller = {"year": "3 months", "month": "2 weeks", "week": "3 days", "hour": "30 minutes"}
    if sign < 0 and isinstance(stated, Duration) and stated.unit in smaller:
        yield smaller[stated.unit]


@pytest.mark.parametrize("name", with_a_direction())
def test_an_allowed_value_keeps_every_violation_of_the_rules_that_use_it(name: str) -> None:
    found = packs()
    declared = found.law.parameters[name]
    users = [
        rule_id
        for rule_id, versions in found.rules.items()
        if any(name in rests_on(version, found.law).parameters for version in versions)
    ]
    assert users, "nothing uses this parameter"
    violations = 0
    for own in allowed_values(declared, DAY):
        stricter = with_own_values(found, settings(f"{name}: {own}"), DAY)
        assert not is_refused(stricter.law.own[name], DAY), own
        for rule_id in users:
            alone = stricter.only({rule_id: found.rules[rule_id]})
            for register, as_of, expected in examples(rule_id):
                if expected.outcome != "violation":
                    continue
                outcomes = {each.outcome for each in evaluate(alone, register, as_of)}
                assert "violation" in outcomes, (rule_id, own)
                violations += 1
    assert violations
