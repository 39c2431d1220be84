"""The rulebook: every rule that can be judged, the law beside it, and what could not be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from grondslag.diagnostics import Diagnostic
from grondslag.language.compile import Programs
from grondslag.language.types import Vocabulary
from grondslag.rulebook.law import Law
from grondslag.rulebook.rule import NotJudged, Pack, Rule


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """Rules by id, sorted, each with its versions (oldest first); packs by id, sorted.

    `diagnostics` are sorted and hold warnings too.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    packs: Mapping[str, Pack]
    law: Law
    vocabulary: Vocabulary
    not_judged: tuple[NotJudged, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    programs: Programs = field(default_factory=Programs)
    """Its rules as functions, as far as they were compiled before or in this run."""

    def only(self, rules: Mapping[str, tuple[Rule, ...]]) -> RuleBook:
        """The same book with only these rules."""
        return replace(self, rules=dict(sorted(rules.items())))

    def in_force(self, day: date) -> int:
        """How many rules have a version that holds on *day*."""
        return sum(
            any(version.in_force(day) for version in versions) for versions in self.rules.values()
        )
