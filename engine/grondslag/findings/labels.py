"""Codes of the register model in words, and as the files of a register spell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from grondslag.findings.finding import Codes, DefaultsBlock
from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_code


class InWords(TypedDict):
    """What a finding needs of the model to explain itself."""

    labels: Callable[[str, str, str], str]
    codes: Codes
    defaults: Mapping[str, DefaultsBlock]


def in_words(model: Model, register: Register, languages: Mapping[str, str | None]) -> InWords:
    """Labels, spellings and defaults; *languages* gives files their language, by path."""
    return InWords(
        labels=labels_of(model),
        codes=codes_of(model, register, languages),
        defaults=defaults_of(model),
    )


def labels_of(model: Model) -> Callable[[str, str, str], str]:
    """A function of list of codes, code and language to the label; the code itself where it has none."""

    def label(name: str, code: str, language: str) -> str:
        codes = model.enums.get(name)
        kind = codes.codes.get(code) if codes is not None else None
        if kind is None:
            return code
        return kind.label_nl if language == "nl" else kind.label_en

    return label


def codes_of(model: Model, register: Register, languages: Mapping[str, str | None]) -> Codes:
    """A function of list of codes, code and the path of a fact to the spelling of the file it stands in.

    *languages* gives files their language, by path; else that of the register holds.
    """

    def spelled(name: str, code: str, path: tuple[str, ...] | None) -> str:
        codes = model.enums.get(name)
        if codes is None:
            return code
        spans = register.locate(path) if path is not None else ()
        own = languages.get(spans[0].source.path) if spans else None
        return spell_code(codes, code, own or register.language or "en")

    return spelled


def defaults_of(model: Model) -> dict[str, DefaultsBlock]:
    """By collection, the block in which what holds for all its entries is written once."""
    return {
        kind.defaults_for: DefaultsBlock(name, frozenset(kind.entry.fields))
        for name, kind in model.collections.items()
        if kind.defaults_for is not None
    }
