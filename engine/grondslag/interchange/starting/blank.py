"""A file of answers to fill in: every question in comments, every answer still unknown."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.interchange.starting.questions import Question, questions, starting_data
from grondslag.interchange.write_yaml import comment
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import spell_word
from grondslag.words.catalogue import text_of


def blank_answers(model: Model, language: str) -> str:
    """The file, as `init --answers` reads it."""
    word = spell_word(model, "unknown", language)
    rows = [*comment(text_of("starting-blank", {}, language), 0), f"language: {language}"]
    for question in questions():
        rows += ["", *_rows(question, language), f"{question.id}: {word}"]
    return "\n".join(rows) + "\n"


def _rows(question: Question, language: str) -> Iterator[str]:
    yield from comment(question.text[language], 0)
    yield from comment(question.why[language], 0)
    for option in question.options:
        yield f"#   {option.id:<14} {option.text[language]}"
    if question.kind == "terms":
        for name, data in starting_data()["activities"].items():
            yield f"#   {name:<14} {data['name'][language]}"
    form = f"starting-form-{question.kind}"
    if question.kind in {"several", "suppliers", "terms"}:
        yield from comment(text_of(form, {}, language), 0)
