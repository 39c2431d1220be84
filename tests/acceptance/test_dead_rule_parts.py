"""Four ways in which a published questionnaire was dead without anyone noticing: here each is refused at load.

Found there: an id that no longer exists, a look-up by a label that was renamed (in two places), and a block that
hung under the wrong parent. All of them loaded, and answered "not needed".
"""

from __future__ import annotations

from pathlib import Path

import pytest

PACK = (
    'pack own version 1.0.0\n  title nl "Eigen" en "Own"\n  status house rule\n'
    '  schema "register/1"\n  use avg\nsource OWN\n  title nl "Eigen" en "Own"\n'
    'table kinds from "tables/kinds.csv"\n  title nl "Soorten" en "Kinds"\n  under OWN\n'
    "  key kind: text\n  column needed: boolean\n"
)
HEAD = (
    'rule check-needed\n  title nl "Titel" en "Title"\n  under OWN\n  severity medium\n'
    "  certainty convention\n  source read\n  valid from 2020-01-01\n  applies at check\n"
)
TAIL = '  otherwise nl "Fout." en "Wrong."\n  fix nl "Herstel." en "Repair."\n'
EXAMPLES = (
    '  example "wrong" gives violation given {processing: {a: {name: "A", risk: high}}}\n'
    '  example "right" gives compliant given {processing: {a: {name: "A", risk: likely}}}\n'
)


@pytest.fixture
def loaded(grondslag, tmp_path: Path):
    def load(body: str, examples: str = EXAMPLES):
        pack = tmp_path / "own"
        (pack / "tables").mkdir(parents=True)
        (pack / "pack.rule").write_text(PACK, encoding="utf-8")
        (pack / "tables" / "kinds.csv").write_text("kind,needed\nfraud,yes\n", encoding="utf-8")
        text = f"{HEAD}  {body}\n{TAIL}{examples}"
        (pack / "check-needed.rule").write_text(text, encoding="utf-8")
        return grondslag("rules", "check", ".", "--lang", "en")

    return load


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        pytest.param(
            "for each activity in processing require activity.dpia.outcome_known exists",
            "unknown-fact",
            "has no `outcome_known`",
            id="an id that no longer exists",
        ),
        pytest.param(
            "for each activity in processing require activity.risk is not very_high",
            "unknown-code",
            "`very_high` is not a code",
            id="a look-up by a stale label, in a condition",
        ),
        pytest.param(
            "for each supplier in processors require supplier.clauses is not empty",
            "unknown-fact",
            "`supplier` has no `clauses`",
            id="a block under the wrong parent",
        ),
        pytest.param(
            "for each activity in processing require kindss[activity.name].needed",
            "unknown-name",
            "`kindss` is not known here",
            id="a table that no longer exists",
        ),
    ],
)
def test_a_dead_part_is_refused_at_load(loaded, body: str, code: str, said: str) -> None:
    ran = loaded(body)
    assert ran.status == 4
    assert f"error[{code}]" in ran.out
    assert said in ran.out
    assert "check-needed.rule:9:" in ran.out


def test_a_stale_label_in_the_data_of_an_example_is_refused_too(loaded) -> None:
    stale = EXAMPLES.replace("risk: likely", "risk: very_high")
    silent = '  example "silent" gives undetermined because processing.a.risk given {processing: {a: {name: "A"}}}\n'
    ran = loaded(
        "for each activity in processing require activity.risk is not high", stale + silent
    )
    assert ran.status == 4
    assert "very_high" in ran.out
    assert "check-needed.rule:13:" in ran.out
