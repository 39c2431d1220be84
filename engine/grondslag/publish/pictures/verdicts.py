"""What a verdict looks like: a sign, a word and a colour, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from grondslag.evaluation.verdict import Outcome
from grondslag.publish.pictures.svg import say


@dataclass(frozen=True, slots=True)
class Look:
    """Sign and colours of a verdict. `dash` is that of its line in a trend."""

    sign: str
    fill: str
    stroke: str
    dash: str | None = None


LOOKS: Final[Mapping[Outcome, Look]] = {
    "violation": Look("✗", "#c8102e", "#8f0019"),
    "undetermined": Look("?", "#f2b53a", "#8a5a00", "7 4"),
    "compliant": Look("✓", "#2f8f57", "#14603a", "2 4"),
    "not_applicable": Look("–", "#d7dae2", "#6b7182"),
}
ORDER: Final[tuple[Outcome, ...]] = ("violation", "undetermined", "compliant", "not_applicable")
"""Worst first: what wants attention is read first."""
ON_FILL: Final[Mapping[Outcome, str]] = {
    "violation": "#ffffff",
    "undetermined": "#1b1b1f",
    "compliant": "#ffffff",
    "not_applicable": "#1b1b1f",
}


def word_of(outcome: Outcome, language: str) -> str:
    """The word of a verdict."""
    return say(f"picture-{outcome}", language)
