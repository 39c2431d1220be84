"""A rule in the rulebook: what was checked, the pack it belongs to and its standing in law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from grondslag.language.tree import CheckedPack, CheckedRule, SourceDeclaration
from grondslag.text import Source

LegalStatus = Literal["law", "guidance", "house_rule", "draft"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One version of a rule. `legal_status` is that of its pack and cannot be set by the rule."""

    id: str
    pack: str
    theme: str
    legal_status: LegalStatus
    source: Source
    checked: CheckedRule

    @property
    def valid_from(self) -> date:
        """The first day of this version."""
        return self.checked.valid_from

    @property
    def valid_until(self) -> date | None:
        """The first day on which this version no longer holds; None while it does."""
        return self.checked.valid_until

    def in_force(self, day: date) -> bool:
        """Whether this version holds on *day*."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack with its declarations and the sources it may cite (its own and those of packs it uses)."""

    id: str
    source: Source
    checked: CheckedPack
    sources: Mapping[str, SourceDeclaration]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A rule that could not be loaded: it has no verdict, not even undetermined."""

    rule: str
    pack: str
    diagnostics: tuple[str, ...]
    """Ids of the diagnostics that say why."""
