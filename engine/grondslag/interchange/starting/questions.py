"""The questions with which a register starts, and what counts as an answer to each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from grondslag.diagnostics import Message
from grondslag.documents.scalars import WORD
from grondslag.model.moments import read_duration, spell_duration
from grondslag.model.readers import read_text
from grondslag.values import Duration

Answers = Mapping[str, Any]
"""By id of the question: a text, a number, the id of an option, a tuple of them, `Supplier` by id of an
option, a `Duration` by id of an activity. None for "I don't know"; absent for what was not asked."""

SUPPLIERS: Final = "suppliers"
TERMS: Final = "terms"
_FOLDER: Final = Path(__file__).resolve().parent
_UNKNOWN: Final = frozenset({"onbekend", "unknown"})
MOST_STAFF: Final = 10_000_000
LONGEST_NAME: Final = 200
_AGREEMENT: Final[Mapping[str, bool]] = {
    "true": True, "false": False, "ja": True, "yes": True, "nee": False, "no": False,
}  # fmt: skip


class WrongAnswer(ValueError):
    """An answer that the question does not take; holds what to say."""

    def __init__(self, name: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(name)
        self.message = Message(name, params or {})


@dataclass(frozen=True, slots=True)
class Supplier:
    """A company that works with the data: its name, and whether there is a signed agreement."""

    name: str | None = None
    agreement: bool | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer; one that is `alone` goes with no other."""

    id: str
    text: Mapping[str, str]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question: what is asked and why, by language, and in which case."""

    id: str
    kind: str
    text: Mapping[str, str]
    why: Mapping[str, str]
    options: tuple[Option, ...] = ()
    only_if: Mapping[str, tuple[str, ...]] | None = None

    def is_asked(self, answers: Answers) -> bool:
        """Whether the answers so far give reason to ask."""
        if self.kind == TERMS:
            return bool(kept(answers))
        return all(
            set(wanted) & set(chosen(answers, name))
            for name, wanted in (self.only_if or {}).items()
        )

    def option(self, name: str) -> Option:
        """The option with this id."""
        return next(option for option in self.options if option.id == name)


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in order."""
    written = tomllib.loads((_FOLDER / "questions.toml").read_text(encoding="utf-8"))
    return tuple(_question(entry) for entry in written["question"])


def _question(entry: Mapping[str, Any]) -> Question:
    options = [
        Option(item["id"], {"nl": item["nl"], "en": item["en"]}, item.get("alone", False))
        for item in entry.get("options", ())
    ]
    only_if = {name: tuple(wanted) for name, wanted in entry.get("only_if", {}).items()}
    return Question(
        entry["id"],
        entry["kind"],
        {"nl": entry["nl"], "en": entry["en"]},
        {"nl": entry["why_nl"], "en": entry["why_en"]},
        tuple(options),
        only_if or None,
    )


@cache
def starting_data() -> Mapping[str, Mapping[str, Any]]:
    """What answers become: `activities`, `data`, `suppliers`, `others`, `cookies`, each by id."""
    return tomllib.loads((_FOLDER / "activities.toml").read_text(encoding="utf-8"))


def chosen(answers: Answers, name: str) -> tuple[str, ...]:
    """The options chosen in answer to a question; empty for none and for what is not known."""
    answer = answers.get(name)
    if answer is None:
        return ()
    found = (answer,) if isinstance(answer, str) else tuple(answer)
    return tuple(item for item in found if item != "none")


def kept(answers: Answers) -> tuple[str, ...]:
    """The activities that the answers speak of, in the order of `activities.toml`."""
    found = set(chosen(answers, "keep"))
    website = chosen(answers, "website")
    found |= {"enquiries"} if {"form", "shop"} & set(website) else set()
    found |= {"orders"} if "shop" in website else set()
    found |= {"newsletter"} if chosen(answers, "newsletter") else set()
    found |= (
        {"visits"}
        if website and {"statistics", "adverts"} & set(chosen(answers, "cookies"))
        else set()
    )
    return tuple(name for name in starting_data()["activities"] if name in found)


def accept(question: Question, raw: object, answers: Answers) -> Any:
    """The answer in plain data, as `Answers` holds it. Raises `WrongAnswer`."""
    if is_unknown(raw):
        return None
    match question.kind:
        case "text":
            return _text(raw)
        case "number":
            return _number(raw)
        case "one":
            return _option(question, raw)
        case "several":
            return _several(question, raw if isinstance(raw, list | tuple) else [raw])
        case "suppliers":
            return _suppliers(question, raw)
        case _:
            return _terms(raw, kept(answers))


def is_unknown(raw: object) -> bool:
    """Whether this says "I don't know"."""
    word = raw[WORD] if isinstance(raw, dict) and WORD in raw else raw
    return word is None or (isinstance(word, str) and word.strip().casefold() in _UNKNOWN)


def _text(raw: object) -> str:
    text = read_text(str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw)
    if text is None or len(text) > LONGEST_NAME or not text.isprintable():
        raise WrongAnswer("init-wrong-text", {"most": LONGEST_NAME})
    return text


def _number(raw: object) -> int:
    text = str(raw).strip()
    if isinstance(raw, bool) or not (text.isascii() and text.isdigit()) or len(text) > 8:
        raise WrongAnswer("init-wrong-number")
    if int(text) > MOST_STAFF:
        raise WrongAnswer("init-wrong-number")
    return int(text)


_OPTIONS: Final[Mapping[str, str]] = {"ja": "yes", "nee": "no", "geen": "none"}


def _option(question: Question, raw: object) -> str:
    # In YAML a plain yes or no may have become a truth value, and `geen` a mark.
    word = raw.get(WORD) if isinstance(raw, dict) else raw
    if isinstance(word, bool):
        word = "yes" if word else "no"
    name = _OPTIONS.get(word, word) if isinstance(word, str) else ""
    if not any(option.id == name for option in question.options):
        choices = tuple(option.id for option in question.options)
        raise WrongAnswer("init-wrong-option", {"choices": choices})
    return name


def _several(question: Question, raw: Iterable[object]) -> tuple[str, ...]:
    found = {_option(question, item) for item in raw}
    if not found:
        raise WrongAnswer("init-nothing-chosen")
    if len(found) > 1 and any(question.option(name).alone for name in found):
        raise WrongAnswer("init-none-with-others")
    return tuple(option.id for option in question.options if option.id in found)


def _suppliers(question: Question, raw: object) -> dict[str, Supplier]:
    if not isinstance(raw, dict) or WORD in raw:
        names = _several(question, raw if isinstance(raw, list | tuple) else [raw])
        return {name: Supplier() for name in names if name != "none"}
    _several(question, raw)
    return {
        option.id: _supplier(raw[option.id])
        for option in question.options
        if option.id in raw and option.id != "none"
    }


def _supplier(raw: object) -> Supplier:
    if is_unknown(raw):
        return Supplier()
    if isinstance(raw, str):
        return Supplier(_text(raw))
    if not isinstance(raw, dict) or not set(raw) <= {"name", "agreement"}:
        raise WrongAnswer("init-wrong-supplier")
    name, agreement = raw.get("name"), raw.get("agreement")
    said = None if is_unknown(agreement) else _AGREEMENT.get(str(agreement).casefold())
    if said is None and not is_unknown(agreement):
        raise WrongAnswer("init-wrong-supplier")
    return Supplier(None if is_unknown(name) else _text(name), said)


def _terms(raw: object, activities: tuple[str, ...]) -> dict[str, Duration]:
    if not isinstance(raw, dict):
        raise WrongAnswer("init-wrong-terms", {"choices": activities})
    for name in raw:
        if name not in activities:
            raise WrongAnswer("init-wrong-terms", {"choices": activities})
    return {name: read_term(raw[name]) for name in activities if not is_unknown(raw.get(name))}


def read_term(raw: object) -> Duration:
    """The term in `2 jaar` or `2 years`. Raises `WrongAnswer`."""
    text = " ".join(str(raw).casefold().split())
    for language in ("nl", "en"):
        found = read_duration(text, language)
        if found is not None and found.amount and not found.in_hours:
            return found
    raise WrongAnswer("init-wrong-term")


def plain_answer(answer: Any, language: str) -> Any:
    """An answer as plain data for a file of answers: what `accept` takes."""
    if answer is None:
        return "unknown"
    if isinstance(answer, tuple):
        return list(answer)
    if not isinstance(answer, Mapping):
        return answer
    if not answer:
        return "none"
    return {name: _plain(item, language) for name, item in answer.items()}


def _plain(item: Any, language: str) -> Any:
    if isinstance(item, Duration):
        return spell_duration(item.amount, item.unit, language)
    agreement = {True: "yes", False: "no", None: "unknown"}[item.agreement]
    return {"name": item.name or "unknown", "agreement": agreement}
