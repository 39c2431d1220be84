"""Codes of the register model in words."""

from __future__ import annotations

from collections.abc import Callable

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
