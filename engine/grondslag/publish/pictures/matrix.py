"""The mini matrix: requirements by records, a cell with the sign of each verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.svg import (
    PAPER,
    Table,
    element,
    fitted,
    group,
    is_safe,
    link,
    picture,
    say,
    text,
    titled,
)
from grondslag.publish.pictures.verdicts import LOOKS, ON_FILL, word_of

_CELL = 22
_NAMES = 170
_HEAD = 150


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its name, where it leads, and the verdict for each column there is one of."""

    label: str
    verdicts: Mapping[str, Outcome]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns` are ids and the names that are shown."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def draw_matrix(matrix: Matrix, language: str) -> Markup:
    """The picture: names of columns run upwards, a cell without a verdict is left open."""
    width = _NAMES + _CELL * len(matrix.columns) + 84
    height = _HEAD + _CELL * len(matrix.rows) + 4
    heads = [_head(name, index) for index, (_, name) in enumerate(matrix.columns)]
    rows = [_row(matrix, index, language) for index in range(len(matrix.rows))]
    linked = any(row.href is not None and is_safe(row.href) for row in matrix.rows)
    about = say("picture-matrix-about", language)
    return picture(matrix.title, about, (width, height), *heads, *rows, links=linked)


def matrix_table(matrix: Matrix, language: str) -> Table:
    """The same verdicts in words: a row for each record, a column for each requirement."""
    header = (say("picture-record", language), *(name for _, name in matrix.columns))
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


def _head(name: str, index: int) -> Markup:
    x, y = _NAMES + index * _CELL + 14, _HEAD - 8
    turned = f"rotate(-60 {x} {y})"
    return text(x, y, fitted(name, _HEAD - 6, 12), font_size=12, transform=turned)


def _row(matrix: Matrix, index: int, language: str) -> Markup:
    row, top = matrix.rows[index], _HEAD + index * _CELL
    label = group(
        text(0, top + 15, fitted(row.label, _NAMES - 10, 13), font_size=13), titled(row.label)
    )
    cells = [
        _cell(row.verdicts[key], _NAMES + i * _CELL, top, f"{row.label}, {name}", language)
        for i, (key, name) in enumerate(matrix.columns)
        if key in row.verdicts
    ]
    return group(link(row.href, label), *cells)


def _cell(outcome: Outcome, x: int, y: int, about: str, language: str) -> Markup:
    look = LOOKS[outcome]
    return group(
        titled(f"{about}: {word_of(outcome, language)}"),
        element(
            "rect",
            {
                "x": x + 1, "y": y + 1, "width": _CELL - 2, "height": _CELL - 2, "rx": 2,
                "fill": look.fill, "stroke": PAPER, "class": "pic-part",
            },
        ),
        text(
            x + _CELL / 2, y + 16, look.sign, fill=ON_FILL[outcome], text_anchor="middle",
            font_size=13, font_weight="700", **{"class": f"pic-on-{outcome}"},
        ),
    )  # fmt: skip
