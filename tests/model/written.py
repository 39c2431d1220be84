"""Registers as a user would write them, read for the tests of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.documents.parse import parse
from grondslag.model.build import build_register
from grondslag.model.facts import Register
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import load_model
from grondslag.text import Source
from grondslag.words.catalogue import text_of


def words(model: Model) -> dict[str, str]:
    return {
        spelling: word
        for word in ("none", "unknown", "all")
        for spelling in model.words[word].values()
    }


def document(text: str, path: str = "register.yaml") -> Document:
    found, problems = parse(Source(path, text), words(load_model()))
    assert found is not None, problems
    return found


def read(files: str | Mapping[str, str], **options: Any) -> tuple[Register, list[Diagnostic]]:
    """The register of a text, or of texts by path, and what is said of them."""
    texts = {"register.yaml": files} if isinstance(files, str) else files
    documents = [document(text, path) for path, text in texts.items()]
    return build_register(documents, options.pop("model", load_model()), **options)


def facts(files: str | Mapping[str, str], **options: Any) -> dict[str, Any]:
    """The facts of files of which nothing is to be said."""
    register, problems = read(files, **options)
    assert told(problems) == []
    return register.collections


def told(problems: list[Diagnostic]) -> list[str]:
    """`id file:line:column` of each diagnostic."""
    return [
        f"{problem.id} {place.path}:{place.line}:{place.column}"
        for problem in problems
        for place in [problem.span.place()]
    ]


def marked(problem: Diagnostic) -> str:
    """The text that a diagnostic points at."""
    span = problem.span
    return span.source.text[span.start : span.end]


def said(problem: Diagnostic) -> str:
    """Everything that a diagnostic says, in the language of its file."""
    messages = [problem.message, *(label.message for label in problem.labels), *problem.helps]
    language = problem.language or "nl"
    return "\n".join(text_of(item.id, item.params, language) for item in messages if item)
