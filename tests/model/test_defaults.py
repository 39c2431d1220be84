"""The block that says once what holds for all activities."""

from __future__ import annotations

import pytest

from grondslag.values import NONE, UNREADABLE
from model.written import facts, read

BLOCK = "voor_alle_verwerkingen: {rol: verwerkingsverantwoordelijke, grootschalig: nee, ap_soorten: geen}\n"


def test_silence_in_an_activity_is_answered_by_the_block() -> None:
    activity = facts(BLOCK + "verwerkingen: {post: {naam: Post}}\n")["processing"]["post"]
    assert activity == {
        "name": "Post",
        "role": "controller",
        "large_scale": False,
        "ap_kinds": NONE,
    }


@pytest.mark.parametrize(
    ("written", "expected"), [("verwerker", "processor"), ("onbekend", None), ("geen", UNREADABLE)]
)
def test_what_an_activity_writes_wins_over_the_block(written: str, expected: object) -> None:
    register, _ = read(BLOCK + f"verwerkingen: {{post: {{naam: Post, rol: {written}}}}}\n")
    assert register.fact(("processing", "post", "role")) == expected


def test_none_in_an_activity_wins_over_a_value_in_the_block() -> None:
    text = "for_all_processing: {out_of_scope: journalism}\nprocessing: {a: {name: A, out_of_scope: none}}\n"
    assert facts(text)["processing"]["a"]["out_of_scope"] is NONE


def test_a_field_is_taken_whole() -> None:
    text = """\
for_all_processing: {automated_decision: {solely_automated: yes, effect: legal}}
processing:
  a: {name: A, automated_decision: {solely_automated: no}}
  b: {name: B}
"""
    processing = facts(text)["processing"]
    assert processing["a"]["automated_decision"] == {"solely_automated": False}
    assert processing["b"]["automated_decision"] == {"solely_automated": True, "effect": "legal"}


def test_what_the_block_leaves_open_stays_open() -> None:
    register, problems = read("for_all_processing: {role: unknown}\nprocessing: {a: {name: A}}\n")
    assert problems == []
    assert register.collections["processing"]["a"] == {"name": "A"}
    assert register.questions == {("for_all_processing", "role")}


def test_an_unreadable_value_in_the_block_is_unreadable_everywhere() -> None:
    register, problems = read("for_all_processing: {role: controler}\nprocessing: {a: {name: A}}\n")
    assert [item.id for item in problems] == ["unknown-value"]
    assert register.collections["processing"]["a"]["role"] is UNREADABLE


def test_only_the_fields_of_the_block_may_stand_in_it() -> None:
    _, problems = read("for_all_processing: {risk: likely}\n")
    assert [item.id for item in problems] == ["unknown-key"]


def test_a_default_points_at_the_block_and_at_the_activity() -> None:
    files = {"a.yaml": BLOCK, "b.yaml": "verwerkingen:\n  post: {naam: Post}\n"}
    register, _ = read(files)
    places = [span.place() for span in register.locate(("processing", "post", "role"))]
    assert [(place.path, place.line, place.column) for place in places] == [
        ("a.yaml", 1, 31),
        ("b.yaml", 2, 3),
    ]
    (place,) = [span.place() for span in register.locate(("processing", "post", "risk"))]
    assert (place.path, place.line, place.column) == ("b.yaml", 2, 3)


def test_references_in_the_block_are_reported_once() -> None:
    text = "for_all_processing: {measures: [lock]}\nprocessing: {a: {name: A}, b: {name: B}}\n"
    register, problems = read(text)
    assert [item.id for item in problems] == ["unknown-reference"]
    assert register.collections["processing"]["b"]["measures"] == ("lock",)


def test_all_in_the_block_stands_for_every_entry() -> None:
    text = """\
for_all_processing: {measures: all}
processing: {a: {name: A}}
measures: {lock: {topic: screen_lock}, desk: {topic: clean_desk}}
"""
    assert facts(text)["processing"]["a"]["measures"] == ("desk", "lock")
