"""Text from outside is shown as it is, and never becomes a command of a terminal or a CI runner."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grondslag.reporters.escape import no_command, visible
from grondslag.reporters.json_v1 import encoded
from reporters.runner_commands import commands, v1_command, v2_command

PIECES = (
    *("::", ":", "error", "warning file=x", "##[", "##", "[", "]", "#", " ", "\t", "\n", "\r"),
    *(
        "\x1b[31m",
        "\u202e",
        "\u2028",
        "\x85",
        "\xa0",
        "\u3000",
        "\ud800",
        "\x00",
        "[bold]",
        "é",
        "漢",
    ),
)
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jansen & Zn. é 漢", "Jansen & Zn. é 漢"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb\tc", "a\\x0ab\\x09c"),
        ("\x9b31m", "\\x9b31m"),
        ("\udce9", "\\udce9"),
        ("\U000e0041", "\\U000e0041"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_what_has_no_form_of_its_own_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.one_of(st.text(), HOSTILE))
def test_shown_text_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in shown)


@example("::error file=x::y")
@example("  ::error::y")
@example("a ##[error]b")
@example("###[error]b")
@example(":::error::b")
@example("::::error::b")
@settings(max_examples=200)
@given(st.one_of(st.text(), HOSTILE))
def test_no_line_is_a_command_of_the_runner(text: str) -> None:
    assert commands(no_command(visible(text))) == []


def test_the_port_of_the_runner_sees_commands() -> None:
    assert v2_command("  ::error file=x,line=1::text") == "error"
    assert v1_command("text ##[error]more") == "error"
    assert commands("a\n::warning::b\n") == ["warning"]


def test_text_without_commands_is_left_alone() -> None:
    assert no_command("  ::: register/a.yaml:3:4") == "  ::: register/a.yaml:3:4"
    assert no_command("12 | naam: a::b") == "12 | naam: a::b"


@settings(max_examples=200)
@given(st.one_of(st.text(), HOSTILE))
def test_a_json_string_is_a_safe_line_that_says_the_same(text: str) -> None:
    line = encoded(text)
    assert line.isascii() or visible(line) == line
    assert commands(line) == []
    assert len(line.splitlines()) == 1
    read = json.loads(line.encode("utf-8"))
    assert read == text or any("\ud800" <= char <= "\udfff" for char in text)


def test_a_lone_surrogate_becomes_the_text_of_its_escape() -> None:
    assert encoded("a\udce9") == '"a\\\\udce9"'
    assert json.loads(encoded("a\udce9")) == "a\\udce9"
