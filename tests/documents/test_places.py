"""Where values and keys stand, and the place of what is not there."""

from __future__ import annotations

import pytest

from grondslag.documents.document import Document, Path
from grondslag.documents.parse import parse
from grondslag.text import Source

TEXT = """\
# kop met é
organisatie:
  naam: "Één 😀: BV"   # opmerking
  fg: geen
  leeg:
  rechten: {kanalen: [post, 'web'], vrij: ja}

verwerkers:
  - naam: a
    land: NL
  # einde
  - |
    regel 1
    regel 2

lang: eerste
  tweede
laatste: x"""


def document(text: str = TEXT) -> Document:
    found, problems = parse(Source("r.yaml", text), {"geen": "none"})
    assert found is not None
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("organisatie", "naam"), '"Één 😀: BV"'),
        (("organisatie", "fg"), "geen"),
        (("organisatie", "rechten"), "{kanalen: [post, 'web'], vrij: ja}"),
        (("organisatie", "rechten", "kanalen"), "[post, 'web']"),
        (("organisatie", "rechten", "kanalen", 1), "'web'"),
        (("verwerkers", 0), "naam: a\n    land: NL"),
        (("verwerkers", 0, "land"), "NL"),
        (("verwerkers", 1), "|\n    regel 1\n    regel 2"),
        (("lang",), "eerste\n  tweede"),
        (("laatste",), "x"),
        (("organisatie", "leeg"), ""),
        (("organisatie", "niets"), ""),
    ],
)
def test_what_was_written_is_found_by_its_path(path: Path, expected: str) -> None:
    assert document().written(path) == expected


def shown(path: Path, of: str = "value") -> str:
    found = document()
    span = found.value_span(path) if of == "value" else found.key_span(path)
    return TEXT[span.start : span.end]


def test_columns_count_characters() -> None:
    place = document().value_span(("organisatie", "naam")).place()
    assert (place.path, place.line, place.column, place.end_line, place.end_column) == (
        ("r.yaml", 3, 9, 3, 20)
    )


def test_a_group_ends_where_its_last_value_ends() -> None:
    assert shown(("organisatie",)).endswith("vrij: ja}")
    assert shown(("verwerkers",)).endswith("regel 2")
    assert shown(()) == TEXT[TEXT.index("organisatie") :]


def test_an_empty_value_stands_after_its_colon() -> None:
    place = document().value_span(("organisatie", "leeg")).place()
    assert (place.line, place.column, place.end_column) == (5, 8, 8)


def test_a_key_has_its_own_place() -> None:
    assert shown(("organisatie", "fg"), "key") == "fg"
    assert shown(("verwerkers", 0, "land"), "key") == "land"


def test_a_missing_value_stands_at_the_key_of_its_holder() -> None:
    assert shown(("organisatie", "fg", "naam")) == "fg"
    assert shown(("organisatie", "aantal")) == "organisatie"
    assert shown(("organisatie", "rechten", "x", 3, "y")) == "rechten"
    assert shown(("organisatie", "aantal"), "key") == "organisatie"
    assert shown(("verwerkers", 7)) == "verwerkers"


def test_what_is_missing_from_an_item_stands_at_the_first_line_of_the_item() -> None:
    assert shown(("verwerkers", 0, "rol")) == "naam: a"
    assert shown(("verwerkers", 0), "key") == "verwerkers"


def test_what_is_missing_from_the_file_stands_where_its_fields_begin() -> None:
    for span in (document().value_span(("register",)), document().key_span(("register", "x"))):
        place = span.place()
        assert (place.line, place.column, place.end_column) == (2, 1, 1)


def test_windows_line_ends_and_no_last_line_end_change_nothing() -> None:
    found = document(TEXT.replace("\n", "\r\n"))
    assert found.value_span(("organisatie", "naam")).place().column == 9
    assert found.written(("verwerkers", 1)) == "|\r\n    regel 1\r\n    regel 2"
    assert found.written(("laatste",)) == "x"


def test_of_a_duplicate_key_the_first_has_the_place() -> None:
    text = "a: 1\nb: 2\na: 3\n"
    found, _ = parse(Source("r.yaml", text), {})
    assert found is not None
    assert found.value_span(("a",)).place().line == 1
