"""Measures of security in words, and the activities around them in the columns that registers and annexes share."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.interchange.papers.activity import marked_kind, retention
from grondslag.interchange.papers.chosen import data_about
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.tree import Cell, Text
from grondslag.values import NONE


def measures(facts: Facts, key: str) -> Cell:
    """The measures of an activity and those of the whole organisation; the gap if neither are recorded."""
    own, standard = ("processing", key, "measures"), ("organisation", "standard_measures")
    names = dict.fromkeys((*facts.several(*own), *facts.several(*standard)))
    if names:
        return facts.joined([_measure(facts, one) for one in names])
    if facts.get(*own) is NONE and facts.get(*standard) is NONE:
        return (Text(facts.say("paper-none")),)
    return (facts.gap(*own),)


def _measure(facts: Facts, key: str) -> Cell:
    topic = facts.text("measures", key, "topic")
    if facts.text("measures", key, "name") is None and topic is not None:
        return (Text(facts.code("measure_topic", topic, low=True)),)
    return (facts.name("measures", key),)


def purposes_of(facts: Facts, key: str) -> Cell:
    """The purposes of an activity in its own words."""
    path = ("processing", key, "purposes")
    found = [facts.told(*path, one, "description") for one in facts.ids(*path)]
    return _side_by_side(found) or (facts.gap(*path),)


def data_of(facts: Facts, key: str) -> Cell:
    """The kinds of data of an activity."""
    path = ("processing", key, "data")
    found = [_datum(facts, (*path, one)) for one in data_about(facts, key, ())]
    return _side_by_side(found) or (facts.gap(*path),)


def _datum(facts: Facts, path: tuple[str, ...]) -> Cell:
    kind = marked_kind(facts, path)
    what = facts.told(*path, "description")
    return (*what, Text(" ("), *kind, Text(")")) if kind else what


def terms_of(facts: Facts, key: str) -> Iterator[Cell]:
    """How long each kind of data is kept, a row each."""
    path = ("processing", key, "data")
    for one in data_about(facts, key, ()):
        what = facts.told(*path, one, "description")
        kept = retention(facts, (*path, one))
        yield facts.sentence("paper-datum", what=what, kind=(), kept=kept)
    if not facts.ids(*path):
        yield (facts.gap(*path),)


def _side_by_side(cells: list[Cell]) -> Cell:
    found: Cell = ()
    for cell in cells:
        found = (*found, Text("; "), *cell) if found else cell
    return found
