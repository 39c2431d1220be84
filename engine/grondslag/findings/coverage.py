"""What a run looked at, and what it did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grondslag.language.calendar import day_of
from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class Coverage:
    """Paths are as shown to the user, sorted; `looked_for` are those that were searched,
    `left_out` the YAML files that are hidden or that a pattern leaves out, and files with a name nearly
    that of YAML.

    `rules` counts the rules with a version in force on the day; `records` the entries of the register's
    collections, and its organisation as one.
    """

    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    not_recognised: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    looked_for: tuple[str, ...] = ()
    rules: int = 0
    records: int = 0
    packs_off: tuple[str, ...] = ()
    form_only: bool = False
    """Only the form of each file was looked at: no rule, and no reference to another entry."""


def records_in(register: Register, model: Model) -> int:
    """The entries of all collections; the one record of a collection that has no entries counts as one."""
    number = 0
    for name, value in register.collections.items():
        kind = model.collections[name]
        if isinstance(value, dict) and kind.defaults_for is None:
            number += 1 if kind.single else len(value)
    return number


def rules_in_force(rulebook: RuleBook, as_of: datetime) -> int:
    """How many rules have a version that holds on the day of *as_of* in Amsterdam."""
    return rulebook.in_force(day_of(as_of))


def packs_off(rulebook: RuleBook, settings: Settings) -> tuple[str, ...]:
    """The packs that the settings leave out, sorted."""
    return tuple(sorted(name for name in rulebook.packs if settings.mode(name) == "off"))
