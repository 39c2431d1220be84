"""The values of every type: what is read, what is not, and what is said of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from grondslag.values import NONE, UNREADABLE, Between, Duration
from model.written import facts, marked, read, said


def fields(language: str, collection: str, field: str) -> str:
    name = {"nl": "naam: N", "en": "name: N"}[language]
    wrap = f"{{{name}, {field}}}" if collection not in {"breaches", "requests"} else f"{{{field}}}"
    if collection not in {"organisation", "organisatie"}:
        wrap = f"{{x: {wrap}}}"
    return f"language: {language}\n{collection}: {wrap}\n"


@pytest.mark.parametrize(
    ("language", "collection", "field", "name", "expected"),
    [
        ("nl", "organisatie", 'kvk_nummer: "01234567"', "registration_number", "01234567"),
        ("nl", "organisatie", "kvk_nummer: 01234567", "registration_number", "01234567"),
        ("nl", "organisatie", "contact: ' Cafe\u0301 '", "contact", "Caf\u00e9"),
        ("nl", "organisatie", "overheidsinstantie: ja", "public_authority", True),
        ("nl", "organisatie", "overheidsinstantie: false", "public_authority", False),
        ("en", "organisation", "public_authority: yes", "public_authority", True),
        ("nl", "organisatie", "rechtsvorm: stichting", "legal_form", "foundation"),
        ("en", "organisation", "legal_form: foundation", "legal_form", "foundation"),
        ("nl", "organisatie", "gevestigd_in: NO", "established_in", ("NO",)),
        ("nl", "organisatie", "gevestigd_in: [NL, NA]", "established_in", ("NL", "NA")),
        ("nl", "organisatie", "geteld_op: 2026-11-24", "staff_counted_on", date(2026, 11, 24)),
        (
            "nl",
            "organisatie",
            "herziening_elke: 1 jaar",
            "review_every",
            Duration(12, 0, "year", 1),
        ),
        ("nl", "organisatie", "herziening_elke: 1 uur", "review_every", Duration(0, 60, "hour", 1)),
        ("en", "organisation", "review_every: P4W", "review_every", Duration(0, 40320, "week", 4)),
        (
            "en",
            "organisation",
            "review_every: PT15M",
            "review_every",
            Duration(0, 15, "minute", 15),
        ),
        ("nl", "organisatie", "werkplekken: thuis", "workplaces", ("home",)),
        ("nl", "organisatie", "werkplekken: geen", "workplaces", NONE),
        ("nl", "organisatie", "publieke_taak: geen", "public_task", NONE),
        (
            "en",
            "processors",
            "documents: https://x.example/a",
            "documents",
            ("https://x.example/a",),
        ),
        ("en", "processing", "recipient_categories: [Banks]", "recipient_categories", ("Banks",)),
        ("en", "breaches", "people: 0", "people", 0),
        ("en", "breaches", "aware_at: 2026-10-24", "aware_at", date(2026, 10, 24)),
        (
            "en",
            "breaches",
            "aware_at: 2026-10-24T10:00+02:00",
            "aware_at",
            datetime(2026, 10, 24, 8, tzinfo=UTC),
        ),
        (
            "en",
            "breaches",
            "aware_at: 2026-12-24T10:00",
            "aware_at",
            datetime(2026, 12, 24, 9, tzinfo=UTC),
        ),
        (
            "en",
            "breaches",
            "aware_at: 2026-10-25T02:30",
            "aware_at",
            Between(
                datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
            ),
        ),
        ("en", "requests", "fee: 2.5", "fee", 2.5),
    ],
)
def test_a_value_is_read_with_its_type(language, collection, field, name, expected) -> None:
    found = facts(fields(language, collection, field))
    (record,) = found.values()
    value = (record if name in record else record["x"])[name]
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("field", "problem", "mark", "advice"),
    [
        ('aantal_medewerkers: "251"', "wrong-kind", '"251"', "schrijf `251`"),
        ("aantal_medewerkers: 251 mensen", "wrong-kind", "251 mensen", "schrijf `251`"),
        ("aantal_medewerkers: [3]", "wrong-kind", "[3]", "heel getal"),
        ("aantal_medewerkers: ja", "wrong-kind", "ja", "heel getal"),
        ("aantal_medewerkers: true", "wrong-kind", "true", "heel getal"),
        ("aantal_medewerkers: 2.5", "wrong-kind", "2.5", "heel getal"),
        ("kvk_nummer: 12345678", "wrong-kind", "12345678", "aanhalingstekens"),
        ("overheidsinstantie: yes", "wrong-kind", "yes", "schrijf `ja`"),
        ("overheidsinstantie: Nee", "wrong-kind", "Nee", "schrijf `nee`"),
        ("overheidsinstantie: geen", "word-not-allowed", "geen", "`nee`"),
        ("overheidsinstantie: 1", "wrong-kind", "1", "ja of nee"),
        ("rechtsvorm: stichtng", "unknown-value", "stichtng", "bedoelde u `stichting`?"),
        ("rechtsvorm: foundation", "unknown-value", "foundation", "bedoelde u `stichting`?"),
        ("rechtsvorm: Stichting", "unknown-value", "Stichting", "bedoelde u `stichting`?"),
        (
            "rechtsvorm: Besloten vennootschap (bv)",
            "unknown-value",
            "Besloten vennootschap (bv)",
            "`bv`",
        ),
        ("rechtsvorm: [bv]", "wrong-kind", "[bv]", "code"),
        (
            "werkplekken: thuis, kantoor",
            "wrong-kind",
            "thuis, kantoor",
            "schrijf `[thuis, kantoor]`",
        ),
        ("werkplekken: [thuis, thuis]", "duplicate-value", "thuis", "twee keer"),
        ("werkplekken: [alle]", "word-not-allowed", "alle", "zonder lijst"),
        ("werkplekken: all", "placeholder-value", "all", "schrijf `alle`"),
        ("gevestigd_in: nl", "unknown-value", "nl", "bedoelde u `NL`?"),
        ("gevestigd_in: [NL, XX]", "wrong-kind", "XX", "landcode"),
        ("gevestigd_in: Nederland", "wrong-kind", "Nederland", "landcode"),
        ("geteld_op: 24-11-2026", "wrong-kind", "24-11-2026", "schrijf `2026-11-24`"),
        ("geteld_op: 2026-1-5", "wrong-kind", "2026-1-5", "schrijf `2026-01-05`"),
        ("geteld_op: 2026-02-30", "wrong-kind", "2026-02-30", "deze dag bestaat niet"),
        ("geteld_op: 2026-11-24T10:00", "wrong-kind", "2026-11-24T10:00", "schrijf `2026-11-24`"),
        ("geteld_op: 2026", "wrong-kind", "2026", "datum"),
        ("geteld_op: 20261124", "wrong-kind", "20261124", "datum"),
        ("herziening_elke: 1 year", "wrong-kind", "1 year", "schrijf `1 jaar`"),
        ("herziening_elke: 7jaar", "wrong-kind", "7jaar", "schrijf `7 jaar`"),
        ("herziening_elke: P1Y6M", "wrong-kind", "P1Y6M", "schrijf `18 maanden`"),
        ("herziening_elke: 7", "wrong-kind", "7", "7 jaar"),
        ("herziening_elke: een jaar", "wrong-kind", "een jaar", "7 jaar"),
        ("contact: [a, b]", "wrong-kind", "[a, b]", "tekst"),
        ("contact: n.v.t.", "placeholder-value", "n.v.t.", "`geen`"),
        ("contact: [INVULLEN]", "placeholder-value", "[INVULLEN]", "`onbekend`"),
        ('contact: "[naam]"', "placeholder-value", '"[naam]"', "`onbekend`"),
        ("geteld_op: TODO", "placeholder-value", "TODO", "`onbekend`"),
        ("aantal_medewerkers: '?'", "placeholder-value", "'?'", "`onbekend`"),
        ("overheidsinstantie: tbd", "placeholder-value", "tbd", "`onbekend`"),
        ("werkplekken: [thuis, zie boven]", "placeholder-value", "zie boven", "`onbekend`"),
        ("naam: ''", "empty-value", "''", "verplicht"),
        ("contact: '  '", "empty-value", "'  '", "`onbekend`"),
        ("standaardmaatregelen: Scherm Slot", "wrong-kind", "Scherm Slot", "kleine letters"),
        ("standaardmaatregelen: 2026", "wrong-kind", "2026", "aanhalingstekens"),
        ("standaardmaatregelen: 'Geen'", "placeholder-value", "'Geen'", "zonder aanhalingstekens"),
        (
            "rechten: {blokkeerlijst: 'javascript:x()'}",
            "wrong-kind",
            "'javascript:x()'",
            "https://",
        ),
    ],
)
def test_a_value_that_is_not_read_gets_a_place_and_a_remedy(field, problem, mark, advice) -> None:
    register, problems = read(f"taal: nl\nmodel: 1\norganisatie:\n  {field}\n", unread=["x"])
    assert [item.id for item in problems] == [problem]
    assert marked(problems[0]) == mark
    assert advice in said(problems[0])
    if problem != "duplicate-value":
        fact = register.collections["organisation"]
        for step in problems[0].path[1:]:
            fact = fact[step]
        assert fact is UNREADABLE


def test_a_value_given_twice_counts_once() -> None:
    register, _ = read("organisation: {name: X, workplaces: [home, home, office]}\n")
    assert register.collections["organisation"]["workplaces"] == ("home", "office")


@pytest.mark.parametrize(("written", "code"), [("UK", "GB"), ("EL", "GR"), ("USA", "US")])
def test_an_alias_of_a_country_is_read_with_a_notice(written: str, code: str) -> None:
    register, problems = read(f"processors: {{a: {{name: A, country: {written}}}}}\n")
    assert [(item.id, item.severity) for item in problems] == [("country-alias", "note")]
    assert register.collections["processors"]["a"]["country"] == code


def test_a_moment_in_the_skipped_hour_is_an_error() -> None:
    register, problems = read("breaches: {b-1: {aware_at: 2026-03-29T02:30}}\n")
    assert [item.message.id for item in problems] == ["wrong-kind-skipped-hour"]
    assert register.collections["breaches"]["b-1"]["aware_at"] is UNREADABLE


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31T23:59-14:00",
        "0001-01-01T00:00+14:00",
        "2026-10-24T25:00",
        "2026-10-24 10:00",
        "10:00",
    ],
)
def test_a_moment_that_cannot_be_is_an_error_and_no_more(written: str) -> None:
    _, problems = read(f'breaches: {{b-1: {{aware_at: "{written}"}}}}\n')
    assert [item.id for item in problems] == ["wrong-kind"]


@pytest.mark.parametrize(
    "value", ["Jan Jansen", "jan@voorbeeld.example", "0612345678", "Besteld door mevrouw De Vries"]
)
def test_a_value_that_may_be_personal_data_is_not_repeated(value: str) -> None:
    for field in ("aantal_medewerkers", "geteld_op", "overheidsinstantie", "fg", "gevestigd_in"):
        _, problems = read(f'organisatie: {{naam: X, {field}: "{value}"}}\n')
        assert value not in "".join(said(item) for item in problems)
        assert problems
