"""The mini matrix: requirements by records, a cell with the sign of each verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from grondslag.publish.pictures.verdicts import LOOKS, ON_FILL, ORDER, word_of

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
    rows = [_row(matrix, index) for index in range(len(matrix.rows))]
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


def _row(matrix: Matrix, index: int) -> Markup:
    row, top = matrix.rows[index], _HEAD + index * _CELL
    label = group(
        text(0, top + 15, fitted(row.label, _NAMES - 10, 13), font_size=13), titled(row.label)
    )
    shown = [
        (row.verdicts[key], _NAMES + place * _CELL)
        for place, (key, _) in enumerate(matrix.columns)
        if key in row.verdicts
    ]
    parts = [_of_outcome(one, [x for found, x in shown if found == one], top) for one in ORDER]
    return group(link(row.href, label), *parts)


def _of_outcome(outcome: Outcome, places: Sequence[int], y: int) -> Markup:
    """The cells of a row with one verdict: what they share is said once. The words of each stand in the table."""
    if not places:
        return Markup("")
    look = LOOKS[outcome]
    boxes = [
        element("rect", {"x": x + 1, "y": y + 1, "width": _CELL - 2, "height": _CELL - 2})
        for x in places
    ]
    signs = text(
        " ".join(str(x + _CELL // 2) for x in places),
        y + 16,
        look.sign * len(places),
        fill=ON_FILL[outcome],
        text_anchor="middle",
        font_size=13,
        font_weight="700",
        **{"class": f"pic-on-{outcome}"},
    )
    return Markup("").join(
        [group(*boxes, fill=look.fill, stroke=PAPER, **{"class": "pic-part"}), signs]
    )
