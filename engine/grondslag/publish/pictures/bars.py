"""Bars of verdicts: for each row how many there are of each, as parts of one bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.svg import (
    PAPER,
    QUIET,
    Table,
    element,
    group,
    is_safe,
    link,
    percent,
    picture,
    say,
    text,
    titled,
    width_of,
)
from grondslag.publish.pictures.verdicts import LOOKS, ON_FILL, ORDER, word_of

_ROW = 72
_THINNEST = 0.012
"""Of the width: one violation among thousands must be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name, the number of each verdict, and where its name leads."""

    label: str
    numbers: Mapping[Outcome, int]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of one picture, and its title."""

    title: str
    rows: tuple[Bar, ...]


def draw_bars(bars: Bars, language: str) -> Markup:
    """The picture: each row a label, a bar over the whole width, and the numbers with sign and word."""
    rows = [_row(bar, index * _ROW, language) for index, bar in enumerate(bars.rows)]
    linked = any(bar.href is not None and is_safe(bar.href) for bar in bars.rows)
    about = say("picture-bars-about", language)
    below = len(rows) * _ROW
    return picture(
        bars.title, about, (None, below + 48), *rows, *_words(below, language), links=linked
    )


def bars_table(bars: Bars, language: str) -> Table:
    """The same numbers: a row for each bar, a column for each verdict."""
    header = (say("picture-what", language), *(word_of(one, language) for one in ORDER))
    rows = ((bar.label, *(str(bar.numbers.get(one, 0)) for one in ORDER)) for bar in bars.rows)
    return Table(header, tuple(rows))


def _words(top: int, language: str) -> list[Markup]:
    """What the signs mean, two on a line."""
    return [
        text(
            percent(0.5 * (i % 2)), top + 16 + 22 * (i // 2),
            f"{LOOKS[one].sign} {word_of(one, language)}", font_size=13, fill=QUIET,
            **{"class": "pic-quiet"},
        )
        for i, one in enumerate(ORDER)
    ]  # fmt: skip


def _row(bar: Bar, top: int, language: str) -> Markup:
    label = text(0, top + 16, bar.label, font_weight="600")
    return group(
        link(bar.href, label), *_parts(bar, top + 24, language), *_numbers(bar, top + 60, language)
    )


def _parts(bar: Bar, top: int, language: str) -> list[Markup]:
    shares = _shares(bar.numbers)
    parts = []
    start = 0.0
    for outcome in ORDER:
        share = shares.get(outcome)
        if share is None:
            continue
        look, count = LOOKS[outcome], bar.numbers[outcome]
        parts.append(
            element(
                "rect",
                {
                    "x": percent(start), "y": top, "width": percent(share), "height": 18,
                    "fill": look.fill, "stroke": PAPER, "stroke_width": 1,
                    "class": "pic-part",
                },
                titled(f"{word_of(outcome, language)}: {count}"),
            )
        )  # fmt: skip
        if share > 0.06:
            parts.append(
                text(
                    percent(start + share / 2), top + 14, look.sign, fill=ON_FILL[outcome],
                    text_anchor="middle", font_size=13, font_weight="700",
                    **{"class": f"pic-on-{outcome}", "aria_hidden": "true"},
                )
            )  # fmt: skip
        start += share
    return parts


def _shares(numbers: Mapping[Outcome, int]) -> dict[Outcome, float]:
    """The part of the bar for each verdict there is; the smallest are still to be seen."""
    there = {one: numbers[one] for one in ORDER if numbers.get(one, 0) > 0}
    total = sum(there.values())
    shares = {one: max(count / total, _THINNEST) for one, count in there.items()}
    whole = sum(shares.values())
    return {one: share / whole for one, share in shares.items()}


def _numbers(bar: Bar, baseline: int, language: str) -> list[Markup]:
    """Sign and number of each verdict, in the order of the parts."""
    shown = []
    x = 0.0
    for outcome in ORDER:
        words = f"{LOOKS[outcome].sign} {bar.numbers.get(outcome, 0)}"
        look = LOOKS[outcome]
        shown.append(
            text(
                x, baseline, words, fill=look.stroke, font_weight="600",
                **{"class": f"pic-text-{outcome}"},
            )
        )  # fmt: skip
        x += max(64.0, width_of(words) + 20)
    return shown
