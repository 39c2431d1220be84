"""Cells of tables, read by the type of their column."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from grondslag.language.tables import read_cell
from grondslag.language.types import Scalar
from grondslag.values import duration


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("2010/625/EU", "text", "2010/625/EU"),
        ("12", "integer", 12),
        ("1.5", "number", 1.5),
        ("12", "number", 12),
        ("ja", "boolean", True),
        ("false", "boolean", False),
        ("2018-05-25", "date", date(2018, 5, 25)),
        ("2018-05-25", "datetime", date(2018, 5, 25)),
        ("2018-05-25T10:00", "datetime", datetime(2018, 5, 25, 10)),
        ("7 years", "duration", duration(7, "year")),
        ("7 jaar", "duration", duration(7, "year")),
        ("4 weken", "duration", duration(4, "week")),
        ("P7Y", "duration", duration(7, "year")),
        ("PT72H", "duration", duration(72, "hour")),
        ("P1M", "duration", duration(1, "month")),
        ("PT1M", "duration", duration(1, "minute")),
    ],
)
def test_a_cell_is_read_as_its_type(text: str, kind, expected: object) -> None:
    found = read_cell(text, Scalar(kind))
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("7 yrs", "duration"),
        ("P", "duration"),
        ("P1Y2M", "duration"),
        ("-3", "integer"),
        ("3.0", "integer"),
        ("1e3", "number"),
        ("maybe", "boolean"),
        ("25-05-2018", "date"),
        ("2018-02-30", "date"),
        ("20180525", "date"),
        ("2018", "datetime"),
        ("2018-05-25T25:00", "datetime"),
    ],
)
def test_a_cell_that_is_not_of_its_type_is_nothing(text: str, kind) -> None:
    assert read_cell(text, Scalar(kind)) is None
