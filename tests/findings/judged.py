"""Rules, verdicts and outcomes made by hand, for tests of what is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from grondslag.evaluation.verdict import Reason, Subject, Verdict
from grondslag.findings.finding import Judged
from grondslag.findings.outcome import Coverage, Outcome
from grondslag.language.tree import (
    And,
    CheckedRule,
    Citation,
    Message,
    Scope,
)
from grondslag.language.types import Vocabulary
from grondslag.model.facts import Register
from grondslag.rulebook.rule import NotJudged, Rule
from grondslag.settings.settings import Settings
from grondslag.text import Source

AS_OF = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def rule(
    name: str = "agreement-missing",
    *,
    pack: str = "avg",
    legal_status: Any = "law",
    severity: str = "high",
    certainty: str = "law",
    source_status: str = "read",
    valid_from: date = date(2018, 5, 25),
) -> Rule:
    checked = CheckedRule(
        id=name,
        title=(("nl", f"Titel {name}"), ("en", f"Title {name}")),
        citations=(Citation("AVG", article="28", paragraph="3"),),
        severity=severity,
        certainty=certainty,
        source_status=source_status,
        valid_from=valid_from,
        valid_until=None,
        earlier_unread=False,
        review_by=None,
        waivable=True,
        event=None,
        scope=Scope((), None, None),
        when=None,
        require=And(()),
        exemptions=(),
        otherwise=Message(("Fout.",), ("Wrong.",)),
        fix=Message(("Doe iets.",), ("Do something.",)),
        note=None,
        examples=(),
    )
    return Rule(name, pack, "theme", legal_status, Source(f"{name}.rule", ""), checked)


def violation(name: str, path: str) -> Verdict:
    return Verdict(name, Subject(tuple(path.split("."))), "violation")


def compliant(name: str, path: str) -> Verdict:
    return Verdict(name, Subject(tuple(path.split("."))), "compliant")


def undetermined(name: str, path: str, *reasons: str, kind: Any = "not_recorded") -> Verdict:
    found = tuple(Reason(tuple(reason.split(".")), kind) for reason in sorted(reasons))
    return Verdict(name, Subject(tuple(path.split("."))), "undetermined", found)


@dataclass
class Verdicts:
    """Verdicts as the evaluation gives them."""

    all: list[Verdict]
    spent: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Verdict]:
        return iter(sorted(self.all, key=lambda item: (item.rule, item.subject)))

    def __len__(self) -> int:
        return len(self.all)

    def attention(self) -> Iterator[Verdict]:
        return (
            item
            for item in self
            if item.outcome in {"violation", "undetermined"} or item.open_until
        )

    def counts(self) -> dict[str, dict[str, int]]:
        numbers: dict[str, dict[str, int]] = {}
        for (name, outcome), number in Counter(
            (item.rule, item.outcome) for item in self.all
        ).items():
            numbers.setdefault(name, {})[outcome] = number
        return numbers


@dataclass
class RuleBook:
    """The part of a rulebook that findings look at."""

    rules: dict[str, tuple[Rule, ...]]
    packs: dict[str, object] = field(default_factory=dict)
    not_judged: tuple[NotJudged, ...] = ()
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary({}))


def outcome(rules: list[Rule], verdicts: list[Verdict], **changes: Any) -> Outcome:
    by_id: dict[str, tuple[Rule, ...]] = {}
    for one in rules:
        by_id[one.id] = (*by_id.get(one.id, ()), one)
    spent = changes.pop("spent", ())
    settings = changes.pop("settings", Settings())
    values: dict[str, Any] = {
        "coverage": Coverage(files=("register/a.yaml",), rules=len(rules), records=2),
        "diagnostics": (),
        **changes,
    }
    judged = Judged(RuleBook(by_id), Register({}), AS_OF)  # type: ignore[arg-type]
    return Outcome(judged=judged, verdicts=Verdicts(verdicts, spent), settings=settings, **values)  # type: ignore[arg-type]
