"""The mini matrix: rules down, records across, a cell with the sign of each verdict; names that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.svg import (
    INK,
    PAPER,
    Table,
    element,
    group,
    in_lines,
    is_safe,
    link,
    picture,
    say,
    titled,
)
from grondslag.publish.pictures.verdicts import LOOKS, ON_FILL, ORDER, word_of

_CELL = 34
_ROW = 48
_NAMES = 172
_HEAD = 150
_LINE = 15
_SIZE = 13
_SLANT = 90
"""Pixels that the name of the last column runs on to the right."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: its name, where it leads, and the verdict for each column there is one of."""

    label: str
    verdicts: Mapping[str, Outcome]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns` are ids of records and the names that are shown."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def draw_matrix(matrix: Matrix, language: str) -> Markup:
    """The picture: names of columns run upwards, a cell without a verdict is left open."""
    width = _NAMES + _CELL * len(matrix.columns) + _SLANT
    height = _HEAD + _ROW * len(matrix.rows) + 4
    heads = (part for index, (_, name) in enumerate(matrix.columns) for part in _head(name, index))
    labels = (_label(row, _HEAD + index * _ROW) for index, row in enumerate(matrix.rows))
    names = group(*heads, *labels, fill=INK, font_size=_SIZE, **{"class": "pic-ink"})
    cells = (_of_outcome(one, _places(matrix, one)) for one in ORDER)
    signs = group(*cells, text_anchor="middle", font_size=16, font_weight="700")
    linked = any(row.href is not None and is_safe(row.href) for row in matrix.rows)
    about = say("picture-matrix-about", language)
    return picture(matrix.title, about, (width, height), names, signs, links=linked)


def matrix_table(matrix: Matrix, language: str) -> Table:
    """The same verdicts in words: a row for each rule, a column for each record."""
    header = (say("picture-rule", language), *(name for _, name in matrix.columns))
    rows = (
        (
            row.label,
            *(
                word_of(row.verdicts[key], language) if key in row.verdicts else ""
                for key, _ in matrix.columns
            ),
        )
        for row in matrix.rows
    )
    return Table(header, tuple(rows))


def _head(name: str, index: int) -> Iterator[Markup]:
    """The name of a column in two lines that run upwards, each above the cells."""
    lines = in_lines(name, _HEAD - 4, 2, _SIZE)
    for number, line in enumerate(lines):
        x = _NAMES + index * _CELL + (15 if len(lines) > 1 else 22) + number * _LINE
        turned = f"rotate(-60 {x} {_HEAD - 6})"
        yield element("text", {"x": x, "y": _HEAD - 6, "transform": turned}, line)


def _label(row: Row, top: int) -> Markup:
    lines = in_lines(row.label, _NAMES - 10, 3, _SIZE)
    start = top + 29 - _LINE * len(lines) // 2 + _LINE // 4
    written = [
        element("text", {"x": 0, "y": start + number * _LINE}, line)
        for number, line in enumerate(lines)
    ]
    return link(row.href, group(*written, titled(row.label)))


def _places(matrix: Matrix, outcome: Outcome) -> list[tuple[int, int]]:
    """The corners of the cells with a verdict."""
    return [
        (_NAMES + place * _CELL, _HEAD + index * _ROW)
        for index, row in enumerate(matrix.rows)
        for place, (key, _) in enumerate(matrix.columns)
        if row.verdicts.get(key) == outcome
    ]


def _of_outcome(outcome: Outcome, places: Sequence[tuple[int, int]]) -> Markup:
    """The cells with one verdict: what they share is said once. The words of each stand in the table."""
    if not places:
        return Markup("")
    look, wide, high = LOOKS[outcome], _CELL - 2, _ROW - 2
    drawn = "".join(f"M{x + 1} {y + 1}h{wide}v{high}h-{wide}z" for x, y in places)
    boxes = element("path", {"d": drawn, "fill": look.fill, "stroke": PAPER, "class": "pic-part"})
    signs = element(
        "text",
        {
            "x": " ".join(str(x + _CELL // 2) for x, _ in places),
            "y": " ".join(str(y + 30) for _, y in places),
            "fill": ON_FILL[outcome],
            "class": f"pic-on-{outcome}",
        },
        look.sign * len(places),
    )
    return Markup("").join([boxes, signs])
