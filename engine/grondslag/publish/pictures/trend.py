"""The trend: numbers of verdicts at moments in the past, as lines."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.legend import LINE, draw_legend
from grondslag.publish.pictures.svg import (
    LINE as PALE,
)
from grondslag.publish.pictures.svg import (
    PAPER,
    QUIET,
    Attribute,
    Table,
    element,
    group,
    nice_top,
    percent,
    picture,
    say,
    text,
    titled,
)
from grondslag.publish.pictures.verdicts import LOOKS, word_of
from grondslag.words.catalogue import show

SHOWN: tuple[Outcome, ...] = ("violation", "undetermined")
"""What wants attention. Compliant verdicts rise with every activity that is added: their line would say nothing."""
_LEFT, _RIGHT = 0.13, 0.95
_HEIGHT, _TOP, _FOOT = 180, 12, 26
_MOST_LABELS = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """The numbers at the end of a day; None where the register could not be judged as it was then."""

    day: date
    numbers: Mapping[Outcome, int] | None
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """Moments in order of day, and the days on which the rules that are judged by changed."""

    title: str
    moments: tuple[Moment, ...]
    outcomes: tuple[Outcome, ...] = SHOWN


def draw_trend(trend: Trend, language: str) -> Markup:
    """The picture: a line for each verdict, which breaks where there are no numbers."""
    top = nice_top(
        max((_number(m, one) or 0 for m in trend.moments for one in trend.outcomes), default=0)
    )
    below = _TOP + _HEIGHT + _FOOT
    parts = [*_grid(top), *_days(trend.moments, language)]
    for outcome in trend.outcomes:
        parts += _line(trend.moments, outcome, top, language)
    parts += draw_legend(trend.outcomes, below, language)
    about = say("picture-trend-about", language, count=len(trend.moments))
    return picture(trend.title, about, (None, below + LINE * len(trend.outcomes)), *parts)


def trend_table(trend: Trend, language: str) -> Table:
    """The same numbers: a row for each moment, the newest first."""
    header = (say("picture-day", language), *(word_of(one, language) for one in trend.outcomes))
    missing = say("picture-no-number", language)
    rows = tuple(
        (
            show(m.day, language),
            *(missing if (n := _number(m, one)) is None else str(n) for one in trend.outcomes),
        )
        for m in reversed(trend.moments)
    )
    return Table(header, rows)


def _number(moment: Moment, outcome: Outcome) -> int | None:
    return None if moment.numbers is None else moment.numbers.get(outcome, 0)


def _x(index: int, count: int) -> float:
    share = index / (count - 1) if count > 1 else 0.5
    return _LEFT + 0.02 + (_RIGHT - _LEFT - 0.02) * share


def _y(number: int, top: int) -> float:
    return _TOP + _HEIGHT * (1 - number / top)


def _grid(top: int) -> list[Markup]:
    parts = []
    for number in sorted({0, top // 2, top}):
        y = _y(number, top)
        parts += [
            element(
                "line",
                {
                    "x1": percent(_LEFT), "x2": "100%", "y1": y, "y2": y, "stroke": PALE,
                    "stroke_width": 1 if number == 0 else 0.5, "class": "pic-rule",
                },
            ),
            _quiet(percent(_LEFT - 0.02), y + 5, str(number), text_anchor="end"),
        ]  # fmt: skip
    return parts


def _days(moments: Sequence[Moment], language: str) -> list[Markup]:
    """A few days below the axis; more would not fit a narrow page."""
    count = len(moments)
    wanted = min(count, _MOST_LABELS)
    chosen = {round(i * (count - 1) / max(wanted - 1, 1)) for i in range(wanted)}
    return [
        _quiet(
            percent(_x(i, count)),
            _TOP + _HEIGHT + 20,
            _month(moments[i].day),
            text_anchor=_anchor(i, count),
        )
        for i in sorted(chosen)
    ]


def _anchor(index: int, count: int) -> str:
    return "end" if count > 1 and index == count - 1 else "middle"


def _month(day: date) -> str:
    return f"{day.month:02d}-{day.year}"


def _quiet(x: Attribute, y: Attribute, words: str, **more: Attribute) -> Markup:
    return text(x, y, words, fill=QUIET, font_size=12, **{"class": "pic-quiet", **more})


def _line(moments: Sequence[Moment], outcome: Outcome, top: int, language: str) -> list[Markup]:
    """Pieces between neighbours that both have a number, and a mark on each number."""
    look, count = LOOKS[outcome], len(moments)
    numbers = [_number(moment, outcome) for moment in moments]
    pieces = [
        element(
            "line",
            {
                "x1": percent(_x(i, count)), "y1": _y(here, top),
                "x2": percent(_x(i + 1, count)), "y2": _y(there, top),
                "stroke": look.stroke, "stroke_width": 2.5, "stroke_dasharray": look.dash,
                "stroke_linecap": "round", "class": f"pic-line-{outcome}",
            },
        )
        for i, (here, there) in enumerate(itertools.pairwise(numbers))
        if here is not None and there is not None
    ]  # fmt: skip
    marks = [
        element(
            "circle",
            {
                "cx": percent(_x(i, count)), "cy": _y(number, top), "r": 3.5,
                "fill": PAPER if look.dash else look.stroke,
                "stroke": look.stroke, "stroke_width": 2,
                "class": f"pic-mark-{outcome}",
            },
            titled(f"{show(moments[i].day, language)}: {number} {word_of(outcome, language)}"),
        )
        for i, number in enumerate(numbers)
        if number is not None
    ]  # fmt: skip
    return [group(*pieces, *marks)] if marks else []
