"""Lines fit their width, whatever characters they hold; carets stand under what they mark."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.reporters.layout import Piece, cells, hanging, plain, wrapped
from grondslag.reporters.snippet import Mark, snippet
from grondslag.text import Source, Span


def shown(source: Source, *marks: Mark, width: int = 80) -> str:
    return "\n".join(plain(line) for line in snippet(marks, width))


def mark(source: Source, word: str, text: str = "", *, is_first: bool = True) -> Mark:
    start = source.text.index(word)
    return Mark(Span(source, start, start + len(word)), text, is_first)


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("é", 1), ("", 0)]
)
def test_wide_and_combining_characters_are_counted(text: str, size: int) -> None:
    assert cells(text) == size


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=200
    )
)
def test_wrapped_rows_fit_and_lose_nothing_but_blanks(text: str) -> None:
    rows = list(wrapped(text, 20))
    assert all(cells(row) <= 20 for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_what_follows_hangs_under_the_start_of_the_text() -> None:
    lines = [
        plain(row) for row in hanging((Piece("  = help: "),), "een twee drie vier vijf zes", 34)
    ]
    assert lines == ["  = help: een twee drie vier vijf", "            zes"[2:]]


def test_a_place_is_shown_with_its_line_and_a_caret_under_it() -> None:
    source = Source("register/verwerkers.yaml", "verwerkers:\n  web:\n    naam: Jansen: Web\n")
    assert shown(source, mark(source, ": Web", "hier")) == "\n".join(
        [
            " --> register/verwerkers.yaml:3:17",
            "  |",
            "3 |     naam: Jansen: Web",
            "  |                 ^^^^^ hier",
        ]
    )


def test_a_second_place_in_the_file_and_one_in_another_have_dashes() -> None:
    first = Source("a.yaml", "x:\n  staf: 1\n\n\n\n\n\n\n\n  y: 2\n")
    second = Source("b.yaml", "z: 3\n")
    marks = [
        mark(first, "y: 2", "wat"),
        mark(first, "staf", "waarom", is_first=False),
        mark(second, "z", "elders", is_first=False),
    ]
    assert shown(first, *marks) == "\n".join(
        [
            "  --> a.yaml:10:3",
            "   |",
            " 2 |   staf: 1",
            "   |   ---- waarom",
            "...",
            "10 |   y: 2",
            "   |   ^^^^ wat",
            "  ::: b.yaml:1:1",
            "   |",
            " 1 | z: 3",
            "   | - elders",
        ]
    )


def test_tabs_are_four_cells_and_wide_characters_two() -> None:
    source = Source("a.yaml", "\tnaam: 漢字 x\n")
    assert shown(source, mark(source, "x")).splitlines()[2:] == [
        "1 |     naam: 漢字 x",
        "  |                ^",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    source = Source("a.yaml", "naam: " + "x " * 400 + "HIER" + " y" * 400)
    lines = shown(source, mark(source, "HIER"), width=60).splitlines()
    assert all(cells(line) <= 60 for line in lines)
    text, carets = lines[2], lines[3]
    assert text[carets.index("^") :].startswith("HIER")
    assert text[4:].startswith("...")
    assert text.endswith("...")


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first_line() -> None:
    source = Source("a.yaml", "fg:\n  naam: x\n  sinds: y\n")
    start = source.text.index("naam")
    assert (
        shown(source, Mark(Span(source, start, len(source.text)), "", True)).splitlines()[3]
        == "  |   ^^^^^^^"
    )


def test_what_the_file_holds_is_shown_and_not_carried_out() -> None:
    source = Source("a\x1b[31m.yaml", "naam: \x1b[31mrood\u202e ##[error]x\n")
    text = shown(source, mark(source, "rood"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[31mrood\\u202e" in text


@settings(max_examples=150)
@given(st.text(max_size=120), st.integers(0, 130), st.integers(0, 40), st.integers(40, 100))
def test_no_text_and_no_place_break_the_layout(
    text: str, start: int, size: int, width: int
) -> None:
    source = Source("a.yaml", text)
    lines = shown(
        source,
        Mark(Span(source, min(start, len(text)), min(start + size, len(text))), "x", True),
        width=width,
    )
    assert all(cells(line) <= width for line in lines.splitlines())


def test_a_path_that_is_too_long_is_broken_after_a_dot_or_slash() -> None:
    assert list(wrapped("`processors.web-builder.agreement.starts_on` exists", 40)) == [
        "`processors.web-builder.agreement.",
        "starts_on` exists",
    ]


def test_what_stands_between_backticks_is_kept_together() -> None:
    assert list(wrapped("at most `4 weeks`: no, `1 year`", 27)) == [
        "at most `4 weeks`: no,",
        "`1 year`",
    ]
