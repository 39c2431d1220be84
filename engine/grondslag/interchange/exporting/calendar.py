"""What falls due as a calendar (iCalendar, RFC 5545): one event of a whole day for each, on its last day.

What falls due is what `findings.coming` finds, waivers that end, and days that the register itself names. The same
register as of the same moment gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from grondslag.findings.coming import Coming
from grondslag.findings.naming import finding_name
from grondslag.findings.outcome import Outcome
from grondslag.interchange.cells import shown
from grondslag.interchange.exporting.cannot_write import not_installed
from grondslag.interchange.tables import meaning
from grondslag.language.calendar import day_of
from grondslag.model.facts import Path
from grondslag.model.kinds import Model, RecordKind
from grondslag.model.vocabulary import field_at
from grondslag.settings.waivers import WaiverEntry
from grondslag.words.catalogue import text_of

EXTRA: Final = "ics"
NAMED_DAYS: Final = frozenset({"next_review_on", "ends_on", "certificate_valid_until", "until"})
"""Fields that name a day to come: a review, the end of an agreement, of a certificate, of a suspension."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something with a last day: what it is called, what it says, and what it is known by."""

    day: date
    name: str
    about: str
    key: tuple[str, ...]


def deadlines(
    outcome: Outcome,
    model: Model,
    days: int,
    found: Iterable[Coming],
    ending: Iterable[WaiverEntry],
    language: str,
) -> list[Deadline]:
    """What falls due within *days* days, by day and name."""
    events = [_of_finding(each, language) for each in found]
    events += [_of_waiver(entry, language) for entry in ending]
    told = {(event.day, event.key[1:3]) for event in events}
    first = day_of(outcome.as_of)
    for path, day in named_days(outcome, model):
        if first <= day <= first + timedelta(days=days) and (day, path[:2]) not in told:
            events.append(_of_day(outcome, model, path, day, language))
    return sorted(events, key=lambda event: (event.day, event.name, event.key))


def _of_finding(each: Coming, language: str) -> Deadline:
    until = each.until or each.day - timedelta(days=1)
    day = day_of(until) if isinstance(until, datetime) else until
    after = {"message": each.finding.message(language), "day": each.day}
    about = text_of("export-after", after, language)
    verdict = each.finding.verdict
    key = (verdict.rule, *verdict.subject.path)
    return Deadline(day, finding_name(each.finding, language).replace("`", ""), about, key)


def _of_waiver(entry: WaiverEntry, language: str) -> Deadline:
    params = {"id": entry.id, "about": entry.about, "rule": entry.rule}
    name = text_of("due-waiver", params, language)
    about = text_of("export-waiver-ends", params, language)
    return Deadline(entry.valid_until - timedelta(days=1), name, about, ("waiver", entry.id))


def _of_day(outcome: Outcome, model: Model, path: Path, day: date, language: str) -> Deadline:
    register = outcome.judged.register
    kind = field_at(model, path)
    what = meaning(kind, language) if kind is not None else path[-1]
    name = text_of("export-day-of", {"what": what, "path": register.spell(path[:2])}, language)
    about = text_of("export-day-named", {"path": register.spell(path)}, language)
    return Deadline(day, name, about, ("day", *path))


def named_days(outcome: Outcome, model: Model) -> Iterator[tuple[Path, date]]:
    """The days to come that the register names, with their paths."""
    for name, kind in model.collections.items():
        facts = outcome.judged.register.collections.get(name)
        if not isinstance(facts, Mapping):
            continue
        entries = {(name,): facts} if kind.single else {(name, each): facts[each] for each in facts}
        for path, record in entries.items():
            yield from _days_in(model, kind.entry, record, path)


def _days_in(
    model: Model, kind: RecordKind, record: Any, path: Path
) -> Iterator[tuple[Path, date]]:
    for name, field in kind.fields.items():
        fact = record.get(name) if isinstance(record, Mapping) else None
        if field.record is not None and isinstance(fact, Mapping):
            inner = model.records[field.record]
            groups = fact.items() if field.type == "map" else [("", fact)]
            for each, group in groups:
                yield from _days_in(model, inner, group, (*path, name, *([each] if each else [])))
        elif name in NAMED_DAYS and type(fact) is date:
            yield (*path, name), fact


def calendar(events: Iterable[Deadline], name: str, as_of: datetime, language: str) -> bytes:
    """The bytes of the calendar. Raises `CannotWrite` where icalendar is not installed."""
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise not_installed(EXTRA) from None
    found = Calendar()
    found.add("prodid", f"-//grondslag//grondslag//{language.upper()}")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", _plain(name))
    for each in events:
        event = Event()
        event.add("uid", _uid(each))
        event.add("dtstamp", as_of.astimezone(UTC).replace(microsecond=0))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", _plain(each.name), parameters={"language": language})
        event.add("description", _plain(each.about), parameters={"language": language})
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())


def _uid(event: Deadline) -> str:
    """The same for the same thing on the same day, whenever and in whatever language it is written."""
    parts = "\0".join((*event.key, event.day.isoformat()))
    return f"{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@grondslag"


def _plain(text: str) -> str:
    return shown(" ".join(text.split("\n")))
