"""Answers in a file: those that `--answers` names, and those kept while the questions are asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from grondslag.cli.problems import WrongUse, unknown
from grondslag.cli.project import shown_path
from grondslag.cli.yaml_file import read_yaml_file
from grondslag.diagnostics import Message
from grondslag.interchange.starting.questions import (
    Answers,
    WrongAnswer,
    accept,
    plain_answer,
    questions,
)
from grondslag.words.catalogue import text_of

KEPT_IN: Final = ".grondslag-answers.yaml"
LANGUAGE: Final = "language"
MOST_BYTES: Final = 100_000


def read_answers(file: Path, language: str) -> tuple[dict[str, Any], str | None]:
    """The answers in a file, and the language that it names; what it does not answer is absent.

    Raises `WrongUse` for a file, question or answer that does not fit, `WrongSettings` for bad YAML.
    """
    written = _read(file, language)
    named = written.pop(LANGUAGE, None)
    if named not in {None, "nl", "en"}:
        raise unknown("value", str(named), ("nl", "en"))
    known = [question.id for question in questions()]
    for name in written:
        if name not in known:
            raise unknown("question", str(name), known)
    answers: dict[str, Any] = {}
    for question in questions():
        if question.id not in written or not question.is_asked(answers):
            continue
        try:
            answers[question.id] = accept(question, written[question.id], answers)
        except WrongAnswer as wrong:
            detail = text_of(wrong.message.id, wrong.message.params, language)
            params = {"question": question.id, "detail": detail}
            raise WrongUse(Message("init-answer-refused", params)) from None
    return answers, named


def _read(file: Path, language: str) -> dict[str, Any]:
    document = read_yaml_file(file, MOST_BYTES, language)
    if not isinstance(document.value, dict):
        raise WrongUse(Message("cli-file-not-read", {"path": shown_path(file)}))
    return dict(document.value)


def keep_answers(file: Path, answers: Answers, language: str) -> None:
    """Writes the answers so far; a folder that cannot be written is found out when it matters."""
    plain = {LANGUAGE: language}
    plain |= {name: plain_answer(answer, language) for name, answer in answers.items()}
    try:
        file.write_text(
            json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
        )
    except OSError:
        return
