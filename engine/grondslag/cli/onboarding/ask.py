"""The questions one by one at a terminal: forward, back, stop; every answer is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.interchange.starting.questions import (
    Answers,
    Question,
    Supplier,
    WrongAnswer,
    accept,
    kept,
    questions,
    read_term,
    starting_data,
)
from grondslag.model.moments import spell_duration
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.words.catalogue import text_of

BACK: Final = frozenset({"<", "terug", "back"})
STOP: Final = frozenset({"stop", "q", "quit"})
DONT_KNOW: Final = frozenset(
    {"?", "weet ik niet", "weet niet", "onbekend", "i don't know", "unknown"}
)
YES: Final = frozenset({"j", "ja", "y", "yes"})
NO: Final = frozenset({"n", "nee", "no"})
INDENT: Final = "  "


class Stopped(Exception):
    """The user wants to stop; what was answered is kept."""


class _Back(Exception):
    """The user wants to go back to the question before."""


@dataclass(slots=True)
class Asker:
    """Asks in one language. *read* gives a line without its end, None at the end of input; *show* prints
    lines; *keep* is called with all answers after each one."""

    language: str
    width: int
    read: Callable[[], str | None]
    show: Callable[[Iterable[Line]], None]
    keep: Callable[[Answers], None]
    answers: dict[str, Any] = field(default_factory=dict)
    written: str = ""
    """The last line as it was typed."""

    def ask_all(self) -> Answers:
        """All questions that the answers give reason for and that have no answer yet. Raises `Stopped`."""
        return self._ask_from([item.id for item in questions() if item.id in self.answers])

    def _ask_from(self, past: list[str]) -> Answers:
        while (question := self._next(past)) is not None:
            try:
                answer = self._ask(question, len(past) + 1)
            except _Back:
                past = past[:-1]
                continue
            self.answers[question.id] = answer
            past.append(question.id)
            self.keep(self._asked())
        self.answers = self._asked()
        return self.answers

    def confirm(self, message: str) -> bool | None:
        """A question with yes or no, asked until it is answered; None to go back. Raises `Stopped`."""
        while True:
            self.show(hanging((), self._text(message), self.width, "strong"))
            try:
                written = self._line()
            except _Back:
                return None
            if written in YES | NO:
                return written in YES

    def ask_last(self) -> Answers:
        """Asks the last question again, and what then follows. Raises `Stopped`."""
        return self._ask_from([item.id for item in questions() if item.id in self.answers][:-1])

    def _next(self, past: list[str]) -> Question | None:
        """The first question after those asked that the answers give reason for."""
        asked = {name: self.answers[name] for name in past}
        for question in questions():
            if question.id not in past and question.is_asked(asked):
                return question
        return None

    def _asked(self) -> dict[str, Any]:
        """The answers without those to questions that there is no longer reason for."""
        found: dict[str, Any] = {}
        for question in questions():
            if question.id in self.answers and question.is_asked(found):
                found[question.id] = self.answers[question.id]
        return found

    def _ask(self, question: Question, number: int) -> Any:
        self.show(self._shown(question, number))
        while True:
            try:
                return self._answer(question)
            except WrongAnswer as wrong:
                self._say(text_of(wrong.message.id, wrong.message.params, self.language))

    def _answer(self, question: Question) -> Any:
        if question.kind == "terms":
            return self._terms()
        written = self._line()
        if not written and question.id in self.answers:
            return self.answers[question.id]
        if not written or written in DONT_KNOW:
            return None
        raw: Any = written
        if question.options:
            raw = [self._option(question, part) for part in written.replace(",", " ").split()]
        if question.kind == "one":
            raw = raw[0] if len(raw) == 1 else self._wrong("init-one-only")
        elif question.kind == "text":
            raw = self.written
        found = accept(question, raw, self.answers)
        return self._suppliers(question, found) if question.kind == "suppliers" else found

    def _option(self, question: Question, written: str) -> str:
        if written.isascii() and written.isdigit() and 1 <= int(written) <= len(question.options):
            return question.options[int(written) - 1].id
        if any(option.id == written for option in question.options):
            return written
        begins = [
            option.id
            for option in question.options
            if option.text[self.language].casefold().startswith(written.casefold())
        ]
        if len(begins) == 1:
            return begins[0]
        most = len(question.options)
        return str(self._wrong("init-wrong-choice", most=most))

    def _wrong(self, name: str, **params: object) -> Any:
        raise WrongAnswer(name, params)

    # --- questions with a question for each of several things ------------------------------------

    def _suppliers(self, question: Question, found: dict[str, Supplier]) -> dict[str, Supplier]:
        suppliers = {}
        for name in found:
            about = question.option(name).text[self.language]
            self.show([EMPTY, *hanging((Piece(INDENT),), about, self.width, "strong")])
            suppliers[name] = Supplier(self._name(), self._agreement())
        return suppliers

    def _name(self) -> str | None:
        self._say(self._text("init-ask-supplier-name"))
        question = next(item for item in questions() if item.kind == "text")
        while True:
            written = self._line()
            if not written or written in DONT_KNOW:
                return None
            try:
                return str(accept(question, self.written, self.answers))
            except WrongAnswer as wrong:
                self._say(text_of(wrong.message.id, wrong.message.params, self.language))

    def _agreement(self) -> bool | None:
        self._say(self._text("init-ask-agreement"))
        while True:
            written = self._line()
            if not written or written in DONT_KNOW:
                return None
            if written in YES | NO:
                return written in YES
            self._say(self._text("init-yes-no"))

    def _terms(self) -> dict[str, Any]:
        found = {}
        earlier = self.answers.get("how_long") or {}
        for name in kept(self.answers):
            about = starting_data()["activities"][name]["name"][self.language]
            before = earlier.get(name)
            shown = spell_duration(before.amount, before.unit, self.language) if before else ""
            end = f" [{shown}]" if shown else ""
            self.show(hanging((Piece(INDENT),), f"{about}{end}", self.width, "strong"))
            term = self._term(before)
            if term is not None:
                found[name] = term
        return found

    def _term(self, before: Any) -> Any:
        while True:
            written = self._line()
            if not written:
                return before
            if written in DONT_KNOW:
                return None
            try:
                return read_term(written)
            except WrongAnswer as wrong:
                self._say(text_of(wrong.message.id, wrong.message.params, self.language))

    # --- lines -----------------------------------------------------------------------------------

    def _line(self) -> str:
        """What was typed, in small letters. Raises `Stopped` or `_Back`."""
        read = self.read()
        if read is None:
            raise Stopped
        self.written = read.strip()
        folded = self.written.casefold()
        if folded in STOP:
            raise Stopped
        if folded in BACK:
            raise _Back
        return folded

    def _shown(self, question: Question, number: int) -> Iterator[Line]:
        yield EMPTY
        params = {"number": number, "most": len(questions())}
        yield line(Piece(text_of("init-number", params, self.language), "dim"))
        yield from hanging((), question.text[self.language], self.width, "strong")
        why = text_of("init-why", {"why": question.why[self.language]}, self.language)
        yield from hanging((Piece(INDENT),), why, self.width, "dim")
        for place, option in enumerate(question.options, 1):
            head = (Piece(f"{place:>4}  ", "label"),)
            yield from hanging(head, option.text[self.language], self.width)
        if question.kind in {"several", "suppliers"}:
            yield from hanging((Piece(INDENT),), self._text("init-several"), self.width, "dim")
        if question.id in self.answers and question.kind != "terms":
            answer = self._in_words(question, self.answers[question.id])
            text = text_of("init-before", {"answer": answer}, self.language)
            yield from hanging((Piece(INDENT),), text, self.width, "dim")

    def _in_words(self, question: Question, answer: Any) -> str:
        if answer is None:
            return self._text("init-dont-know")
        if not question.options:
            return str(answer)
        names = [answer] if isinstance(answer, str) else list(answer)
        return "; ".join(question.option(name).text[self.language] for name in names) or "-"

    def _say(self, text: str) -> None:
        self.show(hanging((Piece(INDENT),), text, self.width))

    def _text(self, name: str) -> str:
        return text_of(name, {}, self.language)
