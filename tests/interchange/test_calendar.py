"""The calendar of what falls due: valid to the programs of others, each event on its last day, the same each time."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from grondslag.interchange.exporting.calendar import Deadline, calendar
from grondslag.interchange.exporting.cannot_write import CannotWrite
from interchange.registers import NASTY

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVENT = Deadline(
    date(2026, 12, 31), "naam; met, tekens", "uitleg\\n é", ("rule", "processors", "a")
)


def written(*events: Deadline, language: str = "nl") -> bytes:
    return calendar(events, "Agenda, van; Acme", NOW, language)


def assert_fits_the_form(content: bytes) -> None:
    """RFC 5545: lines end in CR LF and have at most 75 octets; no control characters."""
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n")[:-1]:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        assert all(octet >= 32 or octet == 9 for octet in line)
        line.decode("utf-8")


def test_an_event_is_a_whole_day_with_its_texts() -> None:
    content = written(EVENT)
    assert_fits_the_form(content)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (event.start, event.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(event["summary"]) == EVENT.name
    assert str(event["description"]) == EVENT.about
    assert event["dtstamp"].dt == NOW
    found = vobject.readOne(content.decode())
    assert found.vevent.dtstart.value == date(2026, 12, 31)
    assert found.vevent.summary.value == EVENT.name


def test_it_is_known_by_what_it_is_and_its_day_and_by_nothing_else() -> None:
    def uid(event: Deadline, **options: str) -> str:
        (found,) = Calendar.from_ical(written(event, **options)).walk("VEVENT")
        return str(found["uid"])

    assert uid(EVENT) == uid(replace(EVENT, name="x", about="y"), language="en")
    others = [replace(EVENT, day=date(2027, 1, 1)), replace(EVENT, key=("rule", "processors", "b"))]
    assert len({uid(event) for event in (EVENT, *others)}) == 3


TEXTS = st.one_of(
    st.text(), st.sampled_from(NASTY), st.just("x\r\nBEGIN:VEVENT\r\nATTACH:file:///etc/passwd")
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_is_one_event(name, about, day) -> None:
    content = written(Deadline(day, name, about, ("x", name)))
    assert_fits_the_form(content)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event.start == day
    assert "ATTACH" not in event
    assert len(list(vobject.readOne(content.decode()).vevent_list)) == 1


def test_without_events_it_is_a_calendar_all_the_same() -> None:
    content = written()
    assert_fits_the_form(content)
    assert Calendar.from_ical(content).walk("VEVENT") == []


def test_without_icalendar_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(CannotWrite) as refused:
        written()
    assert refused.value.help is not None
    assert refused.value.help.params == {"extra": "ics"}
