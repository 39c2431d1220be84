"""References between entries, and links to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from grondslag.values import UNREADABLE
from model.written import facts, marked, read, said, told

MAIL = "processing: {{mail: {{name: Mail, {}}}}}\n"
HOSTS = "processors: {host: {name: H}, hoster: {name: I}}\n"


@pytest.mark.parametrize(
    ("fields", "mark", "near"),
    [
        ("processors: hots", "hots", "host"),
        ("processors: [host, ghosts]", "ghosts", "host"),
        ("purposes: {p: {description: P}}, data: {d: {needed_for: q-main}}", "q-main", None),
        ("transfers: {t: {to: hst}}", "hst", "host"),
    ],
)
def test_a_reference_without_an_entry_is_an_error_with_the_nearest_id(fields, mark, near) -> None:
    _, problems = read(MAIL.format(fields) + HOSTS)
    assert [(item.id, item.kind) for item in problems] == [("unknown-reference", "reference")]
    assert marked(problems[0]) == mark
    assert (near is None) != (f"did you mean `{near}`?" in said(problems[0]))


def test_a_reference_without_an_entry_stays_for_rules_that_reach_it() -> None:
    register, _ = read(MAIL.format("processors: [ghost]"))
    assert register.collections["processing"]["mail"]["processors"] == ("ghost",)
    assert register.fact(("processors", "ghost")) is None


@pytest.mark.parametrize(
    "more", ["processors: 5\n", "procesors: {host: {}}\n", "processors: Geen\n", "processors:\n"]
)
def test_references_into_what_could_not_be_read_are_held_back(more: str) -> None:
    _, problems = read(MAIL.format("processors: [host]") + more)
    assert "unknown-reference" not in [item.id for item in problems]
    assert len(problems) == 1


def test_references_are_held_back_when_a_file_was_not_read() -> None:
    assert read(MAIL.format("processors: [host]"), unread=["processors.yaml"])[1] == []


def test_references_to_a_collection_that_is_none_are_errors() -> None:
    _, problems = read(MAIL.format("processors: [host]") + "processors: none\n")
    assert [item.id for item in problems] == ["unknown-reference"]


def test_a_single_value_needs_no_brackets() -> None:
    assert facts(MAIL.format("processors: host") + HOSTS) == facts(
        MAIL.format("processors: [host]") + HOSTS
    )


def test_a_receiver_must_exist_in_exactly_one_collection() -> None:
    parties = "parties: {host: {name: P}, bank: {name: B}}\n"
    text = MAIL.format("transfers: {t: {to: RECEIVER}}")
    assert (
        facts(text.replace("RECEIVER", "bank") + parties)["processing"]["mail"]["transfers"]["t"][
            "to"
        ]
        == "bank"
    )
    register, problems = read(text.replace("RECEIVER", "host") + parties + HOSTS)
    assert [item.id for item in problems] == ["ambiguous-reference"]
    assert register.collections["processing"]["mail"]["transfers"]["t"]["to"] is UNREADABLE


def test_a_local_reference_points_at_a_purpose_of_the_same_activity() -> None:
    text = """\
processing:
  a: {name: A, purposes: {x: {description: X}}, data: {d: {needed_for: x}}}
  b: {name: B, purposes: {y: {description: Y}}, data: {d: {needed_for: x}, e: {needed_for: all}}}
"""
    register, problems = read(text)
    assert told(problems) == ["unknown-reference register.yaml:3:72"]
    assert register.collections["processing"]["b"]["data"]["e"]["needed_for"] == ("y",)


def test_local_references_into_purposes_that_could_not_be_read_are_held_back() -> None:
    _, problems = read(MAIL.format("purposes: [x], data: {d: {needed_for: x}}"))
    assert [item.id for item in problems] == ["wrong-kind"]


def test_all_stands_for_every_entry_and_for_nothing_if_nothing_is_said_of_them() -> None:
    notice = "notices: {site: {name: S, covers: all}}\n"
    assert facts(notice + MAIL.format("risk: likely"))["notices"]["site"]["covers"] == ("mail",)
    assert facts(notice + "processing: none\n")["notices"]["site"]["covers"] == ()
    register, problems = read(notice)
    assert told(problems) == ["unknown-reference register.yaml:1:35"]
    assert register.collections["notices"]["site"]["covers"] is UNREADABLE


def test_thousands_of_dangling_references_take_bounded_work() -> None:
    ids = ", ".join(f"supplier-number-{n}" for n in range(2000))
    hosts = ", ".join(f"host-number-{n}: {{name: H}}" for n in range(2000))
    _, problems = read(MAIL.format(f"processors: [{ids}]") + f"processors: {{{hosts}}}\n")
    assert len(problems) == 2000


# --- links ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "policy.md").write_text("x", encoding="utf-8")
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    return root


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("docs/policy.md", []),
        ("./docs/policy.md#section", []),
        ("docs", []),
        ("https://x.example/a", []),
        ("docs/polcy.md", ["link-not-found"]),
        ("../secret.md", ["link-outside"]),
        ("docs/../../secret.md", ["link-outside"]),
        ("/etc/passwd", ["link-outside"]),
        ("out.md", ["link-outside"]),
        ("[docs/policy.md, docs/nothing.md]", ["link-not-found"]),
    ],
)
def test_a_path_must_exist_in_the_folder_of_the_register(written, expected, folder) -> None:
    text = f"processors: {{a: {{name: A, documents: {written}}}}}\n"
    register, problems = read(text, folder=folder)
    assert [item.id for item in problems] == expected
    value = register.collections["processors"]["a"]["documents"]
    assert (value is UNREADABLE) == bool(expected)
    assert all(item.kind == "reference" for item in problems)


def test_links_are_not_looked_up_without_a_folder(folder: Path) -> None:
    text = "processors: {a: {name: A, documents: nothing.md}}\n"
    assert read(text)[1] == []
    assert read(text, folder=folder, examples=True)[1] == []
    assert marked(read(text, folder=folder)[1][0]) == "nothing.md"
