"""The retention timeline: how long data are kept, from the event that starts the term."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from grondslag.publish.pictures.svg import (
    ACCENT,
    LINE,
    PAPER,
    QUIET,
    Attribute,
    Table,
    element,
    fitted,
    group,
    in_lines,
    is_safe,
    link,
    percent,
    picture,
    say,
    text,
    titled,
)

_ROW = 62
_AXIS = 30
_LINE_HEIGHT = 16
_NARROW = 270
"""Pixels for words: a narrow page is 320 wide, and a picture cannot break lines by itself."""
_STEPS: Final = (
    (0.0, 0.0),
    (1.0, 0.12),
    (6.0, 0.24),
    (12.0, 0.36),
    (24.0, 0.48),
    (60.0, 0.62),
    (120.0, 0.76),
    (240.0, 0.9),
)
"""Months, and the share of the width at which they stand: days and decades in one picture. Linear between."""
_END: Final = 0.98
_TICKS: Final = ((0.12, "1m"), (0.36, "1y"), (0.62, "5y"), (0.76, "10y"), (0.9, "20y"))


@dataclass(frozen=True, slots=True)
class Kept:
    """One retention line. `months` is None where there is a criterion instead of a term, or where nothing is recorded.

    `term` and `starts` are words: "4 weken", "einde van de procedure".
    """

    label: str
    months: float | None
    term: str
    starts: str
    reason: str = ""
    recorded: bool = True
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """The retention lines of one picture, in the order in which they are shown."""

    title: str
    lines: tuple[Kept, ...]


def draw_retention(retention: Retention, language: str) -> Markup:
    """The picture: a bar as long as the term; dashed without an end where a criterion decides, dotted and short where
    nothing is recorded.
    """
    rows = []
    height = _AXIS
    for kept in retention.lines:
        words = in_lines(_words(kept, language), _NARROW, 2, 13)
        rows.append(_row(kept, height, words, language))
        height += _ROW + (len(words) - 1) * _LINE_HEIGHT
    linked = any(kept.href is not None and is_safe(kept.href) for kept in retention.lines)
    about = say("picture-retention-about", language)
    return picture(
        retention.title, about, (None, height), *_axis(height, language), *rows, links=linked
    )


def retention_table(retention: Retention, language: str) -> Table:
    """The same data: a row for each retention line."""
    names = ("picture-retention-line", "picture-term", "picture-starts", "picture-reason")
    return Table(
        tuple(say(name, language) for name in names),
        tuple(
            (kept.label, _term(kept, language), kept.starts, kept.reason)
            for kept in retention.lines
        ),
    )


def share_of(months: float) -> float:
    """Where a term ends, as a share of the width. It grows with the term, and never leaves the picture."""
    for (low, start), (high, end) in itertools.pairwise(_STEPS):
        if months <= high:
            return start + (end - start) * max(months - low, 0) / (high - low)
    return _END - (_END - 0.9) * 240 / months


def _term(kept: Kept, language: str) -> str:
    return kept.term if kept.recorded else say("picture-not-recorded", language)


def _axis(height: int, language: str) -> list[Markup]:
    parts = []
    for share, name in _TICKS:
        parts += [
            element(
                "line",
                {
                    "x1": percent(share), "x2": percent(share), "y1": _AXIS - 8, "y2": height,
                    "stroke": LINE, "stroke_width": 0.5, "stroke_dasharray": "2 3",
                    "class": "pic-rule",
                },
            ),
            text(
                percent(share), 14, say(f"picture-tick-{name}", language), fill=QUIET,
                font_size=12, text_anchor="middle", **{"class": "pic-quiet"},
            ),
        ]  # fmt: skip
    return parts


def _words(kept: Kept, language: str) -> str:
    term = _term(kept, language)
    starts = say("picture-from", language, event=kept.starts) if kept.starts else ""
    return f"{term}, {starts}" if term and starts else term or starts


def _row(kept: Kept, top: int, lines: tuple[str, ...], language: str) -> Markup:
    # Lines of the axis run behind: the words stand on a strip of paper, else they are hard to read.
    label = _on_paper(top + 18, fitted(kept.label, _NARROW), font_weight="600")
    below = [
        _on_paper(top + 52 + i * _LINE_HEIGHT, line, font_size=13, fill=QUIET, kind="pic-quiet")
        for i, line in enumerate(lines)
    ]
    return group(link(kept.href, label), _bar(kept, top + 26, _words(kept, language)), *below)


def _on_paper(y: int, words: str, kind: str = "pic-ink", **more: Attribute) -> Markup:
    halo: dict[str, Attribute] = {
        "stroke": PAPER, "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round",
    }  # fmt: skip
    return text(0, y, words, **{"class": f"{kind} pic-halo", **halo, **more})


def _bar(kept: Kept, top: int, words: str) -> Markup:
    told = titled(f"{kept.label}: {words}")
    if kept.recorded and kept.months is not None:
        return element(
            "rect",
            {
                "x": 0, "y": top, "width": percent(max(share_of(kept.months), 0.008)), "height": 12,
                "rx": 2, "fill": ACCENT, "class": "pic-term",
            },
            told,
        )  # fmt: skip
    line: dict[str, Attribute] = {
        "x1": 1, "x2": percent(_END if kept.recorded else 0.06), "y1": top + 6, "y2": top + 6,
        "stroke": ACCENT if kept.recorded else "#8a5a00", "stroke_width": 4,
        "stroke_dasharray": "9 6" if kept.recorded else "2 4",
        "class": "pic-term-open" if kept.recorded else "pic-line-undetermined",
    }  # fmt: skip
    return element("line", line, told)
