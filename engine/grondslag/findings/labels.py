"""Codes of the register model in words."""

from __future__ import annotations

from collections.abc import Callable

from grondslag.findings.finding import DefaultsBlock
from grondslag.model.kinds import Model


def labels_of(model: Model) -> Callable[[str, str, str], str]:
    """A function of list of codes, code and language to the label; the code itself where it has none."""

    def label(name: str, code: str, language: str) -> str:
        codes = model.enums.get(name)
        kind = codes.codes.get(code) if codes is not None else None
        if kind is None:
            return code
        return kind.label_nl if language == "nl" else kind.label_en

    return label


def defaults_of(model: Model) -> dict[str, DefaultsBlock]:
    """By collection, the block in which what holds for all its entries is written once."""
    return {
        kind.defaults_for: DefaultsBlock(name, frozenset(kind.entry.fields))
        for name, kind in model.collections.items()
        if kind.defaults_for is not None
    }
