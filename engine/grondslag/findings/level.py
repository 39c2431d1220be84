"""What a verdict does to a run: one table, and the two settings that change it."""

from __future__ import annotations

from typing import Final, Literal

from grondslag.evaluation.verdict import Outcome
from grondslag.rulebook.rule import Rule
from grondslag.settings.settings import Settings

Level = Literal["error", "warning", "todo", "none"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "todo", "none")
"""From what fails to what does not count."""

SERIOUS: Final = frozenset({"critical", "high"})
FAILING: Final = SERIOUS | {"medium"}


def level_of(rule: Rule, outcome: Outcome, settings: Settings) -> Level:
    """The level of a verdict of *rule*: that of the table, then the pack's mode and the rule's
    level.

    A draft never counts. Neither setting lifts guidance, a draft or a rule whose source was not
    read to an error, and an undetermined verdict never exceeds the level that was set for the rule.
    """
    if outcome not in {"violation", "undetermined"} or rule.legal_status == "draft":
        return "none"
    level = _violation(rule) if outcome == "violation" else _undetermined(rule)
    wanted = settings.level(rule.id)
    if wanted is not None:
        level = _set(rule, outcome, level, wanted)
    if settings.mode(rule.pack) == "warn":
        level = lower(level, "warning")
    return level


def lower(level: Level, most: Level) -> Level:
    """*level*, but nothing above *most*."""
    return max(level, most, key=LEVELS.index)


def _violation(rule: Rule) -> Level:
    checked = rule.checked
    binding = rule.legal_status == "house_rule" or (
        rule.legal_status == "law" and checked.certainty == "law"
    )
    if binding and checked.severity in FAILING and checked.source_status != "unread":
        return "error"
    return "warning"


def _undetermined(rule: Rule) -> Level:
    checked = rule.checked
    is_law = rule.legal_status == "law" and checked.certainty == "law"
    if is_law and checked.severity in SERIOUS and checked.source_status != "unread":
        return "error"
    return "todo"


def _set(rule: Rule, outcome: Outcome, level: Level, wanted: Level) -> Level:
    if wanted == "warning" or outcome == "undetermined":
        return lower(level, wanted)
    return "warning" if _never_fails(rule) else wanted


def _never_fails(rule: Rule) -> bool:
    checked = rule.checked
    return "guidance" in (rule.legal_status, checked.certainty) or checked.source_status == "unread"
