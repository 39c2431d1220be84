"""The legend of a picture: what each sign and colour stands for, as lines that fit a narrow page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.svg import element, group, text
from grondslag.publish.pictures.verdicts import LOOKS, word_of

LINE = 22


def draw_legend(outcomes: Sequence[Outcome], top: int, language: str) -> list[Markup]:
    """A line of the trend and its word for each verdict, under each other; `LINE` pixels each."""
    rows = []
    for index, outcome in enumerate(outcomes):
        y = top + index * LINE
        look = LOOKS[outcome]
        rows.append(
            group(
                element(
                    "line",
                    {
                        "x1": 0, "x2": 30, "y1": y + 8, "y2": y + 8, "stroke": look.stroke,
                        "stroke_width": 2.5, "stroke_dasharray": look.dash,
                        "class": f"pic-line-{outcome}",
                    },
                ),
                text(38, y + 13, f"{look.sign} {word_of(outcome, language)}"),
            )
        )  # fmt: skip
    return rows
