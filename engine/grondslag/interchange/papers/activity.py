"""An activity in sentences: why, which data, from whom, how long, with whom, where, and decisions by computer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from grondslag.interchange.papers.chosen import data_about
from grondslag.interchange.papers.facts import Facts
from grondslag.interchange.papers.recipients import recipients, transfers
from grondslag.interchange.papers.tree import Block, Cell, Items, Paragraph, Strong, Text
from grondslag.values import NONE, Duration

WITH_LAW: Final = frozenset({"legal_obligation", "public_task"})
MARKED_CLASSES: Final = frozenset({"criminal", "national_id"})
ELSEWHERE: Final = ("third_party", "public_source")
"""Sources of which article 14(2)(f) asks which they are; the register only says of what kind they are."""


def told_activity(facts: Facts, key: str, people: tuple[str, ...]) -> Iterator[Block]:
    """Everything that articles 13, 14 and 15 want to be told of one activity."""
    about = ("processing", key)
    description = facts.text(*about, "description")
    if description is not None:
        yield Paragraph((facts.own(description),))
    if facts.get(*about, "status") == "ended":
        yield Paragraph((Text(facts.say("paper-ended")),))
    joint = facts.several(*about, "joint_with")
    if joint or facts.get(*about, "role") == "joint_controller":
        yield Paragraph(_joint(facts, about, joint))
    yield from labelled(facts, "paper-whose", [people_of(facts, key)])
    yield from labelled(facts, "paper-why", list(purposes(facts, key)))
    yield from labelled(facts, "paper-data", list(data(facts, key, people)))
    yield from labelled(facts, "paper-from-whom", list(sources(facts, key)))
    yield from labelled(facts, "paper-with-whom", list(recipients(facts, key)))
    yield from labelled(facts, "paper-outside", list(transfers(facts, key)))
    yield from labelled(facts, "paper-decisions", list(decisions(facts, key)))


def labelled(facts: Facts, name: str, rows: Sequence[Cell]) -> Iterator[Block]:
    """A label with one sentence after it, or with a list below it."""
    label = Strong(facts.say(name))
    if len(rows) == 1:
        yield Paragraph((label, Text(" "), *rows[0]))
    elif rows:
        yield Paragraph((label,))
        yield Items(tuple(rows))


def people_of(facts: Facts, key: str) -> Cell:
    """Whose data an activity holds, with its own description of others."""
    about = ("processing", key)
    cell = facts.told(*about, "data_subjects")
    others = facts.text(*about, "other_data_subjects")
    if others is not None:
        return (*cell, Text("; "), facts.own(others))
    if "others" in facts.several(*about, "data_subjects"):
        return (*cell, Text(" "), facts.gap(*about, "other_data_subjects"))
    return cell


def _joint(facts: Facts, about: tuple[str, ...], joint: Sequence[str]) -> Cell:
    names = facts.joined([(facts.name("parties", one),) for one in joint])
    names = names or (facts.gap(*about, "joint_with"),)
    cell = facts.sentence("paper-joint", who=names)
    for one in joint:
        place = facts.text("parties", one, "arrangement", "essence_published_at")
        if place is not None:
            name = (facts.name("parties", one),)
            essence = facts.sentence("paper-joint-essence", who=name, place=facts.own(place))
            cell = (*cell, Text(" "), *essence)
    return cell


# --- purposes ------------------------------------------------------------------------------------


def purposes(facts: Facts, key: str) -> Iterator[Cell]:
    """A purpose a row, with its basis; the gap if no purpose is recorded."""
    about = ("processing", key, "purposes")
    with facts.item("purposes_and_bases"):
        found = facts.ids(*about)
        if not found:
            yield (facts.gap(*about),)
        for one in found:
            yield _purpose(facts, (*about, one))


def _purpose(facts: Facts, path: tuple[str, ...]) -> Cell:
    what = facts.told(*path, "description")
    cell = facts.sentence("paper-purpose", what=what, basis=basis(facts, path))
    exception = facts.text(*path, "special_exception", "exception")
    if exception is None and facts.is_unclear(*path, "special_exception"):
        cell = (*cell, Text(" "), facts.gap(*path, "special_exception"))
    if exception is not None:
        named = facts.code("special_exception", exception, low=True)
        law = facts.text(*path, "special_exception", "law")
        cell = (*cell, Text(" "), *facts.sentence("paper-special", exception=named))
        if law is not None:
            cell = (*cell, Text(" "), *facts.sentence("paper-law", law=facts.own(law)))
        if exception == "explicit_consent" and facts.get(*path, "basis") != "consent":
            with facts.item("withdraw_consent"):
                cell = (*cell, Text(" "), *_withdrawal(facts, path))
    ground = facts.text(*path, "criminal_ground", "ground")
    if ground is not None:
        named = facts.code("criminal_ground", ground, low=True)
        cell = (*cell, Text(" "), *facts.sentence("paper-criminal", ground=named))
    if facts.get(*path, "direct_marketing") is True:
        cell = (*cell, Text(" "), Text(facts.say("paper-marketing")))
    origin = facts.text(*path, "further_use", "from")
    if origin is not None:
        name = facts.name("processing", origin)
        cell = (*cell, Text(" "), *facts.sentence("paper-further", name=name))
    return cell


def basis(facts: Facts, path: tuple[str, ...]) -> Cell:
    """The basis of a purpose in a sentence, with the law, the interest or the way to withdraw that goes with it."""
    code = facts.text(*path, "basis")
    if code is None:
        return facts.sentence("paper-basis-open", gap=facts.gap(*path, "basis"))
    cell: Cell = (Text(facts.say(f"paper-basis-{code}")),)
    if code in WITH_LAW:
        return (*cell, Text(" "), *facts.sentence("paper-law", law=facts.told(*path, "law")))
    if code == "contract":
        reference = facts.text(*path, "contract", "reference")
        if reference is not None:
            own = facts.own(reference)
            cell = (*cell, Text(" "), *facts.sentence("paper-contract", reference=own))
    elif code == "legitimate_interests":
        with facts.item("legitimate_interests"):
            interest = facts.told(*path, "balancing_test", "interest")
            cell = (*cell, Text(" "), *facts.sentence("paper-interest", interest=interest))
    elif code == "consent":
        with facts.item("withdraw_consent"):
            cell = (*cell, Text(" "), *_withdrawal(facts, path))
    return cell


def _withdrawal(facts: Facts, path: tuple[str, ...]) -> Cell:
    consent = facts.text(*path, "consent")
    if consent is None:
        return facts.sentence("paper-withdraw", how=facts.gap(*path, "consent"))
    how = facts.told("consents", consent, "withdraw_via")
    return facts.sentence("paper-withdraw", how=how)


# --- data ----------------------------------------------------------------------------------------


def data(facts: Facts, key: str, people: tuple[str, ...]) -> Iterator[Cell]:
    """A kind of data a row, with how long it is kept; the gap if none are recorded."""
    about = ("processing", key, "data")
    if not facts.ids(*about):
        with facts.item("data_categories", "retention"):
            yield (facts.gap(*about),)
    for one in data_about(facts, key, people):
        path = (*about, one)
        with facts.item("data_categories"):
            what = facts.told(*path, "description")
            kind = marked_kind(facts, path)
        with facts.item("retention"):
            kept = retention(facts, path)
        name = "paper-datum-kind" if kind else "paper-datum"
        yield facts.sentence(name, what=what, kind=kind, kept=kept)


def marked_kind(facts: Facts, path: tuple[str, ...]) -> Cell:
    """What must be known of data that are not ordinary: the special kinds, criminal data, a national number.

    The gap where a kind was written and cannot be told; empty for other data.
    """
    kinds = facts.several(*path, "special_kind")
    if kinds:
        named = facts.codes("special_kind", kinds)
        return (Text(facts.say("paper-special-kind", kinds=named)),)
    code = facts.text(*path, "class")
    if code in MARKED_CLASSES:
        return (Text(facts.say(f"paper-class-{code}")),)
    for name in ("class", "special_kind"):
        if facts.is_unclear(*path, name):
            return (facts.gap(*path, name),)
    return ()


def retention(facts: Facts, path: tuple[str, ...]) -> Cell:
    """How long data are kept: the term and from when it runs, or by what it is decided."""
    line = facts.text(*path, "retention")
    if line is None:
        return facts.sentence("paper-kept-open", gap=facts.gap(*path, "retention"))
    about = ("retention", line)
    term = facts.get(*about, "term")
    if isinstance(term, Duration):
        start = _start(facts, about)
        cell = facts.sentence("paper-kept", term=facts.value(term), start=start)
        law = facts.text(*about, "law")
        if law is not None:
            cell = (*cell, Text(" "), *facts.sentence("paper-kept-law", law=facts.own(law)))
        return cell
    criterion = facts.text(*about, "criterion")
    if criterion is not None:
        return facts.sentence("paper-kept-by", criterion=facts.own(criterion))
    missing = "criterion" if term is NONE else "term"
    return facts.sentence("paper-kept-open", gap=facts.gap(*about, missing))


def _start(facts: Facts, about: tuple[str, ...]) -> Cell:
    start = facts.text(*about, "starts_at")
    note = facts.text(*about, "starts_at_note")
    if start is None or start == "other":
        if note is not None:
            return (facts.own(note),)
        missing = "starts_at_note" if start else "starts_at"
        return (facts.gap(*about, missing),)
    return (Text(facts.code("start_event", start, low=True)),)


# --- sources and decisions -----------------------------------------------------------------------


def sources(facts: Facts, key: str) -> Iterator[Cell]:
    """Where the data come from, a kind of source a row."""
    with facts.item("source"):
        codes = facts.several("processing", key, "sources")
        if not codes:
            yield (facts.gap("processing", key, "sources"),)
        for code in codes:
            cell: Cell = (Text(facts.say(f"paper-source-{code}")),)
            if code in ELSEWHERE:
                name = facts.called("processing", key)
                gap = facts.to_write(f"paper-write-{code}", key, name=name)
                cell = (*cell, Text(" "), gap)
            yield cell


def decisions(facts: Facts, key: str) -> Iterator[Cell]:
    """Decisions by computer alone, and profiles."""
    path = ("processing", key, "automated_decision")
    with facts.item("automated_decisions"):
        if facts.get("processing", key, "profiling") is True:
            yield (Text(facts.say("paper-profiling")),)
        elif facts.is_unclear("processing", key, "profiling"):
            yield (facts.gap("processing", key, "profiling"),)
        decision = facts.get(*path)
        solely = facts.get(*path, "solely_automated") if isinstance(decision, Mapping) else None
        if decision is NONE or solely is False:
            yield (Text(facts.say("paper-no-decision")),)
        elif solely is True:
            yield _decision(facts, key, path)
        else:
            yield (facts.gap(*path, "solely_automated") if decision else facts.gap(*path),)


def _decision(facts: Facts, key: str, path: tuple[str, ...]) -> Cell:
    name = facts.called("processing", key)
    cell = facts.sentence(
        "paper-decision",
        effect=facts.told(*path, "effect"),
        logic=facts.to_write("paper-write-logic", key, name=name),
    )
    safeguards = facts.several(*path, "safeguards")
    if safeguards:
        named = facts.codes("decision_safeguard", safeguards)
        cell = (*cell, Text(" "), *facts.sentence("paper-safeguards", safeguards=named))
    return cell
