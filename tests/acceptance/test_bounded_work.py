"""Rules may come from a fork: however they are made, work is bounded, the rest is judged, the status says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from grondslag.evaluation import run as evaluation_run
from grondslag.language import compile_runtime

PACK = (
    'pack own version 1.0.0\n  title nl "Eigen" en "Own"\n  status house rule\n'
    '  schema "register/1"\nsource OWN\n  title nl "Eigen" en "Own"\n'
)
REGISTER = "processing:\n" + "".join(f"  a-{number}: {{name: A}}\n" for number in range(60))


def rule(name: str, body: str) -> str:
    return (
        f'rule {name}\n  title nl "Titel" en "Title"\n  under OWN\n  severity medium\n'
        "  certainty convention\n  source read\n  valid from 2020-01-01\n  applies at check\n"
        f'  {body}\n  otherwise nl "Fout." en "Wrong."\n  fix nl "Herstel." en "Repair."\n'
        '  example "a" gives violation given {processing: {a: {name: "A"}}}\n'
        '  example "b" gives compliant given {processing: {a: {name: "A"}}}\n'
        '  example "c" gives undetermined because processing.a.risk given {processing: {a: {name: "A"}}}\n'
    )


SOUND = rule("sound-rule", "for each x in processing require x.risk is not high")


@pytest.fixture
def checked(grondslag, tmp_path: Path):
    """Checks a register by these rules beside a sound one."""

    def check(*rules: str):
        pack = tmp_path / "rules" / "own"
        pack.mkdir(parents=True)
        (pack / "pack.rule").write_text(PACK, encoding="utf-8")
        for text in (SOUND, *rules):
            (pack / f"{text.split(maxsplit=2)[1]}.rule").write_text(text, encoding="utf-8")
        (tmp_path / "grondslag.yaml").write_text(
            "version: 1\nregister: [register/]\npolicies: [rules/]\n", encoding="utf-8"
        )
        (tmp_path / "register").mkdir()
        (tmp_path / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
        return grondslag("check", "--only", "own", "--statistics")

    return check


DEEP = "(" * 5_000 + "x.risk is high" + ")" * 5_000
NEGATED = "not " * 5_000 + "x.risk is high"
WIDE = " and ".join(["x.risk is high"] * 9_000)
QUANTIFIED = " and ".join(
    f"(every q{n} in x.purposes: q{n}.basis is consent)" for n in range(2_000)
)
NESTED = "some a in processing: some b in processing: some c in processing: some d in processing: x.risk is high"
NUMBER = f"count of x.purposes is more than {'9' * 100_000}"
TEXT = f'x.name is "{"a" * 150_000}"'
BLOCKS = "all of (a) " * 2_000 + "x.risk is high" + " end" * 2_000


@pytest.mark.parametrize(
    "condition",
    [DEEP, NEGATED, WIDE, QUANTIFIED, NESTED, NUMBER, TEXT, BLOCKS],
    ids=["deep", "negated", "wide", "quantified", "nested", "number", "text", "blocks"],
)
def test_a_rule_made_to_choke_is_refused_or_judged_and_hides_no_other(checked, condition) -> None:
    ran = checked(rule("choking-rule", f"for each x in processing require {condition}"))
    assert ran.status in (0, 1, 4)
    assert "sound-rule" in ran.out
    assert "Traceback" not in ran.out + ran.err
    assert len(ran.out) < 60_000, "a made-up rule does not fill the log"


QUADRATIC = "for each x in processing require some y in processing: y.name is x.owner"
CUBIC = (
    "for each x in processing require some y in processing: some z in processing:"
    " z.name is y.owner and x.owner is z.name"
)


def test_a_rule_over_its_budget_of_steps_is_not_judged_and_the_status_is_4(
    checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(compile_runtime.NAMES, "MOST_STEPS", 5_000)
    ran = checked(rule("slow-rule", CUBIC))
    assert ran.status == 4
    assert "slow-rule" in ran.out
    assert "sound-rule" in ran.out


def test_all_rules_together_have_a_budget_too(checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation_run, "MOST_STEPS_A_RUN", 5_000)
    ran = checked(*(rule(f"rule-{number}", QUADRATIC) for number in range(9)))
    assert ran.status == 4
    assert "not judged, the rule itself is at fault (8)" in ran.out


def test_a_folder_of_policies_is_not_read_without_end(checked) -> None:
    many = [rule(f"rule-{number}", f"# {'x' * 190_000}\n  {QUADRATIC}") for number in range(110)]
    ran = checked(*many)
    assert ran.status == 4
    assert "too-many-rule-files" in ran.out
