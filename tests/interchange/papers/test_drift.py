"""Drift: what the register changed and what was changed by hand are told apart, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.interchange.papers.drift import Drift, drift_between, is_edited
from grondslag.interchange.papers.kinds import Wish
from grondslag.interchange.papers.stamp import Stamp, facts_hash, read_stamp, stamped
from interchange.papers.paper_kit import AS_OF, file_of, made

BEFORE = """
organisatie: {naam: A, contact: c@a.example, fg: geen}
verwerkingen:
  werk:
    naam: Werk
    doelen: {loon: {omschrijving: Loon betalen, grondslag: wettelijke_verplichting, wet: Wet LB}}
    gegevens: {uren: {omschrijving: Uren, soort: gewoon, bewaartermijn: lang}}
    betrokkenen: klanten
bewaartermijnen: {lang: {termijn: 7 jaar, vanaf: einde_boekjaar}}
"""
AFTER = BEFORE.replace("7 jaar", "5 jaar")
FORMATS = ["md", "html"]
KIND = "privacy-statement"


def written(text: str, format_: str) -> tuple[str, Stamp]:
    file = file_of(KIND, made(KIND, text), format_)
    stamp = read_stamp(file)
    assert stamp is not None
    return file, stamp


def drift(file: str, register: str, format_: str) -> Drift:
    stamp = read_stamp(file)
    assert stamp is not None
    now = made(KIND, register)
    return drift_between(file, stamp, stamped(now, KIND, Wish(AS_OF), format_), facts_hash(now))


def told(found: Drift) -> set[tuple[str, str]]:
    return {(one.what, one.line) for one in found.differences}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_register_gives_no_drift(format_: str) -> None:
    file, _ = written(BEFORE, format_)
    assert drift(file, BEFORE, format_) == Drift(False, False, False, ())


@pytest.mark.parametrize("format_", FORMATS)
def test_a_change_of_the_register_is_told_at_its_activity(format_: str) -> None:
    file, _ = written(BEFORE, format_)
    found = drift(file, AFTER, format_)
    assert (found.edited, found.facts_changed) == (False, True)
    lines = [(one.what, one.heading) for one in found.differences]
    assert lines == [("gone", "Werk"), ("new", "Werk")]
    assert "7 jaar" in found.differences[0].line
    assert "5 jaar" in found.differences[1].line


TWO_MORE = BEFORE.replace(
    "bewaartermijnen:",
    """\
  spel: {naam: Spel, betrokkenen: klanten, doorgiften: geen, geautomatiseerd_besluit: geen}
  kamp: {naam: Kamp, betrokkenen: klanten, doorgiften: geen, geautomatiseerd_besluit: geen}
bewaartermijnen:""",
)
ONE_MORE = "\n".join(line for line in TWO_MORE.splitlines() if "spel:" not in line)


@pytest.mark.parametrize("format_", FORMATS)
def test_lines_that_stand_in_several_activities_are_told_at_the_right_one(format_: str) -> None:
    file, _ = written(TWO_MORE, format_)
    told_of = [
        one for one in drift(file, ONE_MORE, format_).differences if one.heading != "Uw rechten"
    ]
    assert {one.what for one in told_of} == {"gone"}
    assert {one.heading for one in told_of} == {"Spel"}
    assert any("buiten de Europese" in one.line for one in told_of)
    back, _ = written(ONE_MORE, format_)
    again = [
        one for one in drift(back, TWO_MORE, format_).differences if one.heading != "Uw rechten"
    ]
    assert {one.what for one in again} == {"new"}
    assert {one.heading for one in again} == {"Spel"}


def test_very_long_papers_are_compared_without_looking_at_every_pair(monkeypatch) -> None:
    from grondslag.interchange.papers import drift as comparing

    monkeypatch.setattr(comparing, "MOST_COMPARED", 0)
    file, _ = written(BEFORE, "md")
    edited = file.replace("Wij hebben geen functionaris", "Wij zoeken nog een functionaris")
    kinds = {what for what, _ in told(drift(edited, AFTER, "md"))}
    assert kinds == {"gone", "new", "added-by-hand", "taken-by-hand"}


@pytest.mark.parametrize("format_", FORMATS)
def test_an_edit_by_hand_is_told_with_what_stood_there(format_: str) -> None:
    file, stamp = written(BEFORE, format_)
    edited = file.replace("Wij hebben geen functionaris", "Wij zoeken nog een functionaris")
    assert is_edited(edited, stamp)
    found = drift(edited, BEFORE, format_)
    assert (found.edited, found.facts_changed, found.texts_changed) == (True, False, False)
    assert told(found) == {
        ("added-by-hand", "Wij zoeken nog een functionaris voor gegevensbescherming (FG)."),
        ("taken-by-hand", "Wij hebben geen functionaris voor gegevensbescherming (FG)."),
    }


@pytest.mark.parametrize("format_", FORMATS)
def test_both_at_once_are_told_apart(format_: str) -> None:
    file, _ = written(BEFORE, format_)
    edited = file.replace("Wij hebben geen functionaris", "Wij zoeken nog een functionaris")
    found = drift(edited, AFTER, format_)
    assert found.edited
    assert found.facts_changed
    kinds = {what for what, _ in told(found)}
    assert kinds == {"gone", "new", "added-by-hand", "taken-by-hand"}


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_below_the_line_may_be_taken_off(format_: str) -> None:
    file, _ = written(BEFORE, format_)
    line = "<hr>" if format_ == "html" else "\n---\n"
    end = file.rindex("<!-- grondslag")
    shorter = file[: file.index(line)] + file[end:]
    assert not drift(shorter, BEFORE, format_).is_there


@pytest.mark.parametrize("format_", FORMATS)
def test_other_line_ends_and_other_numbers_of_gaps_are_no_edits(format_: str) -> None:
    file, _ = written(BEFORE, format_)
    assert not drift(file.replace("\n", "\r\n"), BEFORE, format_).is_there
    assert "[Gat 2:" in file or "\\[Gat 2:" in file
    assert not drift(file.replace("[Gat 2:", "[Gat 9:"), BEFORE, format_).is_there


def test_other_words_of_the_program_are_not_taken_for_a_change_of_the_register(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, _ = written(BEFORE, "md")
    from grondslag.interchange.papers import facts as telling

    real = telling.text_of
    monkeypatch.setattr(
        telling, "text_of", lambda name, *rest: real(name, *rest).replace("Een klacht", "Klagen")
    )
    found = drift(file, BEFORE, "md")
    assert (found.edited, found.facts_changed, found.texts_changed) == (False, False, True)


def test_another_style_is_no_drift_and_what_stands_in_the_page_may_be_put_elsewhere() -> None:
    file, _ = written(BEFORE, "html")
    styled = file.replace("max-width: 46rem", "max-width: 40rem")
    assert styled != file
    assert not drift(styled, BEFORE, "html").is_there
    inside = file.partition("<main>")[2]
    assert not drift(inside, BEFORE, "html").is_there


def test_a_fact_that_changes_no_words_is_no_drift() -> None:
    file, _ = written(BEFORE, "md")
    same = BEFORE.replace("soort: gewoon", "soort: gevoelig")
    assert not drift(file, same, "md").is_there


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Zelf geschreven\n",
        "<!-- grondslag:paper v1 {} -->",
        "<!-- grondslag:paper v1 {kapot} -->",
        '<!-- grondslag:paper v1 {"kind":"onzin","language":"nl"} -->',
        '<!-- grondslag:paper v1 {"kind":["a"],"people":3} -->',
        "<!-- grondslag:paper v1 " + "{" * 5000 + "} -->",
    ],
)
def test_what_was_not_made_here_has_no_stamp(text: str) -> None:
    assert read_stamp(text) is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_edit_of_a_line_above_the_closing_line_is_seen(data: st.DataObject) -> None:
    file, stamp = written(BEFORE, "md")
    lines = file.split("\n---\n")[0].splitlines()
    number = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line]))
    added = data.draw(st.text("abc xyz", min_size=1).filter(str.strip))
    edited = file.replace(lines[number], f"{lines[number]}{added.strip()}", 1)
    assert is_edited(edited, stamp)
    assert drift(edited, BEFORE, "md").is_there
