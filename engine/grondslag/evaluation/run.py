"""Rules, a register and a moment give verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from grondslag.evaluation import codes as c
from grondslag.evaluation.answers import Found
from grondslag.evaluation.judgement import is_left_out, judge_rule
from grondslag.evaluation.scene import event_day, scene_at
from grondslag.evaluation.scope import Key, Listing, Special, listing_of, scope_key
from grondslag.evaluation.unlisted import without_entries
from grondslag.evaluation.verdict import Verdict
from grondslag.evaluation.verdicts import Judged, Verdicts
from grondslag.evaluation.versions import Family, families_of, unread_reasons
from grondslag.evaluation.world import Scene, World
from grondslag.language.calendar import day_of
from grondslag.language.compile import Judge, Programs
from grondslag.language.compile_runtime import MOST_STEPS, Runtime, Spent
from grondslag.language.tree import Term
from grondslag.model.facts import Register
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook

MOST_STEPS_A_RUN: Final = 1_000_000_000
"""The steps all rules may take together: a thousand slow rules are no way around the bound on one."""

__all__ = ["Verdict", "Verdicts", "evaluate"]


def evaluate(
    rulebook: RuleBook,
    register: Register,
    as_of: datetime,
    programs: Programs | None = None,
) -> Verdicts:
    """The verdict of every rule on every entry of its scope.

    *as_of* is aware; its day in Europe/Amsterdam is the day of the check. *programs* holds rules that were
    compiled before; what it lacks is compiled here and added. A rule that takes more steps than one rule may
    is in `Verdicts.spent`, as are those after which all rules together took more than a run may; these have no
    verdicts.
    """
    world = World(register, rulebook.law, rulebook.vocabulary, as_of)
    run = _Run(world, programs if programs is not None else Programs())
    judged: list[Judged] = []
    spent: list[str] = []
    left = MOST_STEPS_A_RUN
    for rule_id in sorted(rulebook.rules):
        if left <= 0:
            spent.append(rule_id)
            continue
        try:
            judged += run.judge(rulebook.rules[rule_id])
            left -= run.runtime.steps
        except Spent:
            spent.append(rule_id)
            left -= MOST_STEPS
    return Verdicts(world, judged, tuple(spent))


def verdicts_of(world: World, versions: tuple[Rule, ...]) -> Verdicts:
    """The verdicts of the versions of one rule. Raises `Spent` for one that takes too many steps."""
    return Verdicts(world, _Run(world, Programs()).judge(versions), ())


@dataclass(slots=True, eq=False)
class _Run:
    """One run: the listings and days that rules share."""

    world: World
    programs: Programs
    runtime: Runtime = field(init=False)
    listings: dict[Key, Listing] = field(default_factory=dict)
    days: dict[tuple[Key, Term], list[Found]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world = self.world
        self.runtime = Runtime(world.register.collections, world.law, world.vocabulary, world.as_of)

    def judge(self, versions: tuple[Rule, ...]) -> list[Judged]:
        """Every verdict of the versions of a rule."""
        self.runtime.steps = 0
        families = families_of(versions)
        newest = next(family for family in families if family.newest)
        if newest.lead.checked.event is None:
            return [self._at_check(families)]
        return [self._at_event(family) for family in families]

    def listing(self, rule: Rule) -> Listing:
        """The entries of the scope of a rule."""
        key = scope_key(rule.checked.scope)
        found = self.listings.get(key)
        if found is None:
            found = self.listings[key] = listing_of(self.world, rule.checked.scope)
        return found

    def _at_check(self, families: tuple[Family, ...]) -> Judged:
        today = self.world.today
        index = families[0].version_on(today)
        if index is None:
            return self._not_in_force(next(family for family in families if family.newest))
        family = next(family for family in families if index in family.members)
        rule = family.versions[index]
        listing = self.listing(rule)
        codes = bytearray(len(listing.rows))
        self._decide(rule, today, listing.rows, codes)
        special = without_entries(self.world, rule.checked, today, listing.special)
        return self._finish(Judged(family, listing, codes, index, special), (rule,))

    def _not_in_force(self, family: Family) -> Judged:
        """Nothing is judged on a day without a version; a text that was not read leaves it open."""
        listing = self.listing(family.lead)
        code = family.unjudged(self.world.today)
        special = [_on_other_day(item, code, family) for item in listing.special]
        codes = bytearray((code,)) * len(listing.rows)
        if code == c.UNREAD_TEXT:
            self._leave_out(family, listing, codes, [Found(self.world.today)] * len(codes))
        return self._finish(Judged(family, listing, codes, 0, special), (family.versions[0],))

    def _at_event(self, family: Family) -> Judged:
        listing = self.listing(family.lead)
        codes, which = bytearray(len(listing.rows)), bytearray(len(listing.rows))
        waiting: dict[tuple[int, date], list[tuple[Any, ...]]] = {}
        days = self._event_days(family.lead, listing)
        for row, found in zip(listing.rows, days, strict=True):
            place = family.place(found)
            if isinstance(place, int):
                codes[row[0]] = place
            else:
                which[row[0]] = place[0]
                waiting.setdefault(place, []).append(row)
        for (index, day), rows in waiting.items():
            self._decide(family.versions[index], day, rows, codes)
        self._leave_out(family, listing, codes, days)
        special = listing.special if family.newest else []
        judged = Judged(family, listing, codes, which, special)
        return self._finish(judged, tuple(family.versions[index] for index in family.members))

    def _leave_out(
        self, family: Family, listing: Listing, codes: bytearray, days: list[Found]
    ) -> None:
        """Where the text of the day was not read: takes out what the rule is not about."""
        oldest = family.oldest
        if oldest is None or c.UNREAD_TEXT not in codes:
            return
        for index, code in enumerate(codes):
            if code == c.UNREAD_TEXT:
                bound = listing.bound(oldest.checked.scope, index)
                scene = Scene(day_of(days[index].value), bound)
                if is_left_out(self.world.look(), oldest.checked, scene):
                    codes[index] = c.REMOVED

    def _event_days(self, rule: Rule, listing: Listing) -> list[Found]:
        event = rule.checked.event
        if event is None:
            return [Found(self.world.today)] * len(listing.rows)
        key = (scope_key(rule.checked.scope), event)
        found = self.days.get(key)
        if found is None:
            found = self.days[key] = [
                event_day(self.world, rule.checked, listing, index)
                for index in range(len(listing.rows))
            ]
        return found

    def _decide(self, rule: Rule, day: date, rows: list[tuple[Any, ...]], codes: bytearray) -> None:
        if not rows:
            return
        world = self.world
        decide = self.programs.judge(
            rule.checked, world.law.definitions, world.vocabulary, len(rows)
        )
        (decide or self._trace(rule))(self.runtime, day, rows, codes)

    def _trace(self, rule: Rule) -> Judge:
        """Judges row by row with the evaluator that explains: for a rule that Python cannot compile."""
        return tracing(self.world, rule, self.listing(rule))

    def _finish(self, judged: Judged, rules: Iterable[Rule]) -> Judged:
        """Notes the groups of which `where` left nothing."""
        if any(rule.checked.scope.filter is not None for rule in rules):
            listing, codes = judged.listing, judged.codes
            judged.emptied.extend(
                number
                for number, (start, end, _) in enumerate(listing.groups)
                if codes.count(c.REMOVED, start, end) == end - start
            )
        return judged


def _on_other_day(special: Special, code: int, family: Family) -> Special:
    if special.decided == "scope":
        return special
    if code == c.UNREAD_TEXT:
        return Special(special.subject, "undetermined", unread_reasons(family.versions))
    return Special(special.subject, "not_applicable", decided="day")


_CODE_OF: Mapping[str, int] = {"violation": c.VIOLATION, "undetermined": c.UNDETERMINED}
_CODE_DECIDED: Mapping[str, int] = {"where": c.REMOVED, "when": c.NOT_WHEN, "unless": c.NOT_UNLESS}


def tracing(world: World, rule: Rule, listing: Listing) -> Callable[..., None]:
    """The evaluator that explains in the form of a compiled rule."""

    def decide(
        _runtime: Runtime, _day: date, rows: list[tuple[Any, ...]], codes: bytearray
    ) -> None:
        for index, *_ in rows:
            scene = scene_at(world.look(), rule, listing, index)
            found = judge_rule(world, rule.checked, scene)
            if found.outcome == "compliant":
                codes[index] = c.OPEN_TERM if found.until is not None else c.COMPLIANT
            elif found.decided is not None:
                codes[index] = _CODE_DECIDED[found.decided]
            else:
                codes[index] = _CODE_OF[found.outcome]

    return decide
