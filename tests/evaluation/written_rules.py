"""Small packs for tests of evaluation: rules as a lawyer would write them, read the way the program does."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from grondslag.evaluation.run import evaluate
from grondslag.evaluation.verdict import Verdict
from grondslag.evaluation.verdicts import Verdicts
from grondslag.language.compile import Programs
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.load import load_rulebook
from grondslag.rulebook.rulebook import RuleBook

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = date(2026, 6, 1)
CALENDARS = Path(__file__).resolve().parents[2] / "policies" / "calendars"
PACK = """
pack test version 1.0.0
  title nl "Proef" en "Test"
  status law
  schema "register/1"

source LAW
  title nl "Wet" en "Law"
  deadlines eu_1182_71

source ACT
  title nl "Besluit" en "Act"
  deadlines nl_termijnenwet

source PLAIN
  title nl "Gewoon" en "Plain"
  deadlines plain

parameter term: duration
  title nl "antwoordtermijn" en "term for an answer"
  under LAW
  value 1 month from 2018-05-25

parameter hours: duration
  title nl "meldtermijn" en "term for notifying"
  under LAW
  value 72 hours from 2018-05-25

parameter staff_limit: integer
  title nl "drempel" en "threshold"
  under LAW
  value 250 from 2020-01-01 until 2024-01-01
  value 300 from 2025-01-01

define our_work of processing a as
  a.role is one of [controller, joint_controller]
  title nl "het is onze verwerking" en "it is our processing"
  under LAW
"""
WORDS = 'otherwise nl "Fout." en "Wrong."'


def rule(
    body: str, *, id: str = "rule-one", valid: str = "from 2018-05-25", applies: str = "check"
) -> str:
    """A rule of which only what matters is written: scope, `when`, `require`, `unless`.

    A text of its own stands on its own line, after two spaces: `  otherwise nl ... en ...`. The examples are
    there because a rule must have them; they are not run here.
    """
    otherwise = "" if "  otherwise" in body else WORDS
    return f"""
rule {id}
  title nl "Titel" en "Title"
  under LAW
  severity high
  certainty law
  source read
  valid {valid}
  applies at {applies}
  {body}
  {otherwise}
  fix nl "Herstel." en "Repair."
  example "wrong" gives violation given {{organisation: {{name: "A"}}}}
  example "right" gives compliant given {{organisation: {{name: "A"}}}}
  example "open" gives compliant open until 2026-01-01 given {{organisation: {{name: "A"}}}}
  example "dark" gives undetermined because organisation.name given {{organisation: {{name: "A"}}}}
  example "other" gives not applicable given {{organisation: {{name: "A"}}}}
"""


@cache
def book(*rules: str) -> RuleBook:
    """The rulebook of these rules; versions of a rule are named by their first day."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(CALENDARS, folder / "calendars")
        theme = folder / "test" / "theme"
        theme.mkdir(parents=True)
        (folder / "test" / "pack.rule").write_text(PACK, encoding="utf-8")
        newest: dict[str, str] = {}
        for text in sorted(rules, key=lambda text: text.split("valid from ")[1][:10]):
            newest[text.split()[1]] = text
        for text in rules:
            stem = text.split()[1]
            if newest[stem] is not text:
                stem += "@" + text.split("valid from ")[1][:10]
            (theme / f"{stem}.rule").write_text(text, encoding="utf-8")
        found = load_rulebook([folder], load_model())
    errors = [
        (each.id, each.message.params, each.span.source.text[each.span.start : each.span.end])
        for each in found.diagnostics
        if each.severity == "error" and not each.id.startswith("example")
    ]
    assert not errors, errors
    assert set(newest) == set(found.rules), found.not_judged
    return found


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), AMSTERDAM)


def judge(
    rules: RuleBook | str,
    register: Mapping[str, Any],
    as_of: date | datetime = DAY,
    programs: Programs | None = None,
) -> Verdicts:
    """The verdicts of rules on a register of canonical facts."""
    rulebook = book(rules) if isinstance(rules, str) else rules
    moment = as_of if isinstance(as_of, datetime) else noon(as_of)
    return evaluate(rulebook, Register(dict(register)), moment, programs)


def one(
    rules: RuleBook | str, register: Mapping[str, Any], as_of: date | datetime = DAY
) -> Verdict:
    """The only verdict."""
    (verdict,) = judge(rules, register, as_of)
    return verdict


def told(verdicts: Verdicts) -> dict[str, str]:
    """The outcome of each verdict by the path of its subject."""
    return {".".join(each.subject.path): each.outcome for each in verdicts}


def because(verdict: Verdict) -> list[tuple[str, str]]:
    """The reasons, as path and kind."""
    return [(".".join(each.path), each.kind) for each in verdict.reasons]
