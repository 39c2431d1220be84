"""The verdict of one rule on one subject, without judging the rest of the register."""

from __future__ import annotations

from grondslag.evaluation import codes as c
from grondslag.evaluation.answers import Found
from grondslag.evaluation.judgement import is_left_out, judge_rule
from grondslag.evaluation.run import verdicts_of
from grondslag.evaluation.scope import bound_at
from grondslag.evaluation.terms import find
from grondslag.evaluation.verdict import Verdict
from grondslag.evaluation.versions import Family, families_of, unread_reasons
from grondslag.evaluation.world import Scene, World
from grondslag.language.calendar import day_of
from grondslag.rulebook.rule import Rule

Path = tuple[str, ...]


def verdict_on(world: World, versions: tuple[Rule, ...], path: Path) -> Verdict | None:
    """What a rule says of the subject at *path*; None if it gives no verdict on it.

    It is that of `evaluate`, save the label of an item that decides. Raises `Spent` for a verdict that takes too
    many steps.
    """
    families = families_of(versions)
    newest = next(family for family in families if family.newest)
    at_check = newest.lead.checked.event is None
    entries_seen = False
    for family in families:
        rule = _lead(family, world, at_check=at_check)
        bound = None if rule is None else bound_at(world, rule.checked.scope, path)
        if rule is None or bound is None:
            continue
        entries_seen = True
        found = Found(world.today) if at_check else _event(world, rule, Scene(world.today, bound))
        place = family.place(found)
        if isinstance(place, tuple):
            return _judged(world, family.versions[place[0]], Scene(place[1], bound), path)
        if place == c.UNREAD_TEXT and _is_left_out(
            world, family, Scene(day_of(found.value), bound)
        ):
            return None
        if place != c.ELSEWHERE:
            return _unjudged(world, family, place, found, path)
    if entries_seen:
        return None
    return _of_collection(world, versions, path)


def _lead(family: Family, world: World, *, at_check: bool) -> Rule | None:
    """The version whose scope and event count: at check that of the day, if it is of this family."""
    if not at_check:
        return family.lead
    index = family.version_on(world.today)
    if index is None:
        return family.lead if family.newest else None
    return family.versions[index] if index in family.members else None


def _event(world: World, rule: Rule, scene: Scene) -> Found:
    event = rule.checked.event
    return Found(world.today) if event is None else find(world, scene, event)


def _judged(world: World, rule: Rule, scene: Scene, path: Path) -> Verdict | None:
    judgement = judge_rule(world.look(), rule.checked, Scene(day_of(scene.day), scene.bound))
    if judgement.decided == "where":
        return None
    return Verdict(
        rule.id,
        world.subject(path),
        judgement.outcome,
        tuple(sorted(judgement.reasons)),
        open_until=judgement.until,
        decided=judgement.decided,
        version=rule.valid_from,
    )


def _is_left_out(world: World, family: Family, scene: Scene) -> bool:
    oldest = family.oldest
    return oldest is not None and is_left_out(world.look(), oldest.checked, scene)


def _unjudged(world: World, family: Family, code: int, found: Found, path: Path) -> Verdict:
    outcome = c.OUTCOMES[code]
    assert outcome is not None
    reasons = unread_reasons(family.versions) if code == c.UNREAD_TEXT else found.reasons
    rule_id = family.versions[0].id
    if outcome == "undetermined":
        return Verdict(rule_id, world.subject(path), outcome, tuple(sorted(reasons)))
    return Verdict(rule_id, world.subject(path), outcome, decided=c.DECIDED.get(code))


def _of_collection(world: World, versions: tuple[Rule, ...], path: Path) -> Verdict | None:
    """A verdict that stands for a collection or holder: found by judging the whole rule."""
    verdicts = verdicts_of(world, versions)
    return next((each for each in verdicts if each.subject.path == path), None)
