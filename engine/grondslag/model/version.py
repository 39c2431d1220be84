"""The version of the model for which a register was written: it says what `all` stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.kinds import Model
from grondslag.model.readers import RawPath
from grondslag.model.recognise import first_line

if TYPE_CHECKING:
    from grondslag.documents.document import Document

KEY: Final = "model"
_MOST_LABELS: Final = 5


@dataclass(slots=True)
class Version:
    """The number that the register names; None if it names none, or none that can be used."""

    number: int | None
    is_unclear: bool = False
    """Whether something is written that cannot be used: that is reported where it stands."""
    problems: list[Diagnostic] = field(default_factory=list)


def is_newer(raw: object, newest: int) -> bool:
    """Whether what stands at `model` is a version that this program does not know yet."""
    return type(raw) is int and raw > newest


def version_of(documents: Sequence[Document], model: Model) -> Version:
    """The version named at the top of one or more files; two that differ are a contradiction."""
    named = [document for document in documents if KEY in document.value]
    numbers = [document.value[KEY] for document in named]
    if not all(type(number) is int and 1 <= number <= model.version for number in numbers):
        return Version(None, is_unclear=True)
    if not numbers:
        return Version(None)
    for document, number in zip(named, numbers, strict=True):
        if number != numbers[0]:
            return Version(None, True, [_contradiction(document, named[0])])
    return Version(numbers[0])


def _contradiction(document: Document, first: Document) -> Diagnostic:
    here = Label(document.value_span((KEY,)))
    there = Label(first.value_span((KEY,)), Message("register-also-here"))
    message = Message("contradiction-version")
    return Diagnostic(
        "contradiction", "error", "schema", message, (here, there), language=document.language
    )


def unversioned(
    places: Sequence[tuple[Document, RawPath]], documents: Sequence[Document], model: Model
) -> Diagnostic:
    """The word for all was used, and the register does not say for which version of the lists."""
    leading = next(
        (item for item in documents if {"organisatie", "organisation"} & item.value.keys()),
        places[0][0],
    )
    language = leading.language or "nl"
    word = model.words["all"][language]
    add = Message("register-help-add-version", {"newest": model.version})
    labels = [
        Label(document.value_span(raw_path), Message("register-used-here"))
        for document, raw_path in places[:_MOST_LABELS]
    ]
    message = Message("model-version-missing", {"word": word})
    return Diagnostic(
        "model-version-missing",
        "error",
        "schema",
        message,
        (Label(first_line(leading)), *labels),
        (add,),
        language=language,
    )
