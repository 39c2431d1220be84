"""Which of the files that were read are register, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.model.kinds import Model
from grondslag.model.recognise import looks_like_other, not_recognised, recognise
from grondslag.settings.intake import Intake, Wanted


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that are register; paths of register files that could not be read, and of other files.

    What is wrong with a file that nobody called register, and that does not look like one, is left out.
    """

    documents: list[Document]
    unread: tuple[str, ...]
    others: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def select(intake: Intake, wanted: Wanted, model: Model) -> Selection:
    """Register and other files among those that were read or could not be read."""
    register: list[Document] = []
    others: set[str] = set()
    said: list[Diagnostic] = []
    for document in intake.documents:
        path, kind = document.source.path, recognise(document, model).kind
        if kind == "register":
            register.append(document)
            continue
        others.add(path)
        if kind == "near" or wanted.must_be_register(path):
            said += filter(None, [not_recognised(document, model)])
    texts = _texts_of(intake.problems)
    foreign = {
        path
        for path in intake.unread
        if not wanted.must_be_register(path) and looks_like_other(texts.get(path, ""), model)
    }
    left_out = foreign | {path for path in others if not wanted.must_be_register(path)}
    problems = [item for item in intake.problems if item.span.source.path not in left_out]
    return Selection(
        register,
        tuple(path for path in intake.unread if path not in foreign),
        tuple(sorted(others | foreign)),
        (*problems, *said),
    )


def _texts_of(problems: Iterable[Diagnostic]) -> Mapping[str, str]:
    """The text of each file that something is said of."""
    return {item.span.source.path: item.span.source.text for item in problems}
