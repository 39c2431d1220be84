"""Why the value of a field cannot be read, in words of the reader, with the remedy if there is one.

What was written is shown only where it is a code, a word of ours, a number, a date or a country:
other values may be personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final
from unicodedata import normalize

from grondslag.diagnostics import Message
from grondslag.model.countries import nearest_code
from grondslag.model.kinds import CodeList, FieldKind
from grondslag.model.moments import is_skipped
from grondslag.model.placeholders import is_disguised_word, is_placeholder
from grondslag.model.readers import (
    RawPath,
    is_id,
    is_reported,
    is_several,
    item_type,
    read_item,
    word_in,
)
from grondslag.model.reading import Reading
from grondslag.model.repairs import (
    as_date,
    as_duration,
    as_moment,
    as_whole_number,
    as_yes_or_no,
    is_date_like,
    is_one_meaning,
    looks_like_code,
)
from grondslag.words.phrases import did_you_mean

MOST_LISTED: Final = 20
_BETWEEN: Final = re.compile(r"[,;]|(?:^|\s)[-*\u2013\u2014\u2022\u00b7]\s*")
"""What stands between values, or before each: commas, and the dashes and bullets of a text program."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a value, and where inside it (`at`). `repair` is what to write instead of the
    value or key, if nothing else can have been meant."""

    id: str
    message: Message
    label: Message | None = None
    helps: tuple[Message, ...] = ()
    at: RawPath = ()
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the reader knows it: its key, and the path of what holds it, both as written."""

    kind: FieldKind
    key: str
    record: str
    reading: Reading
    is_entry: bool = False
    """Whether it is an entry, which exists by its id: no word can stand in its place."""

    @property
    def names(self) -> dict[str, object]:
        """The parameters that every message about the field has."""
        return {"field": self.key, "record": self.record}


def mistakes(asked: Asked, raw: object) -> Iterator[Mistake]:
    """What is wrong with a value that the reader of the field could not take.

    At least one mistake, but for what was reported when the file was read.
    """
    kind = asked.kind
    if is_reported(raw):
        return
    if isinstance(raw, list) and is_several(kind.type):
        yield from _mistakes_of_items(asked, raw)
    elif isinstance(raw, list) and len(raw) == 1 and _is_fill_in(raw[0]):
        # `[INVULLEN]` without quotes is a list in YAML.
        yield _fill_in(asked)
    else:
        yield _mistake(asked, raw, item_type(kind.type))


def _mistakes_of_items(asked: Asked, raw: list[Any]) -> Iterator[Mistake]:
    kind = item_type(asked.kind.type)
    read = read_item(kind, asked.reading.language, asked.reading.codes(asked.kind))
    for number, item in enumerate(raw):
        if read(item) is None and not is_reported(item):
            yield replace(_mistake(asked, item, kind, in_list=True), at=(number,))


def _mistake(asked: Asked, raw: object, kind: str, in_list: bool = False) -> Mistake:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Mistake("empty-value", Message("empty-value", asked.names), None, answers(asked))
    word = word_in(raw)
    if word is not None:
        return _mistake_of_word(asked, word, in_list)
    if isinstance(raw, str):
        text = raw.strip()
        if is_disguised_word(text):
            return _disguised(asked, text)
        if is_placeholder(text):
            return _fill_in(asked)
        listed = _as_list(asked, text)
        if listed:
            return replace(wrong_kind(asked, kind, listed), repair=listed)
        explain = _EXPLAIN.get(kind)
        found = explain(asked, text) if explain else None
        if found:
            return found
    repaired = _repair(asked, raw, kind)
    found = wrong_kind(asked, kind, repaired)
    if not repaired and isinstance(raw, str):
        found = replace(found, helps=(*_nearly_a_word(asked, raw.strip()), *found.helps))
    return replace(found, repair=repaired) if is_one_meaning(raw, kind, repaired) else found


# --- words and fill-ins --------------------------------------------------------------------------


def answers(asked: Asked) -> tuple[Message, ...]:
    """The advice which words may stand in a field that has no value yet."""
    if asked.is_entry:
        return ()
    if asked.kind.required:
        return (Message("register-help-required"),)
    words = asked.reading.model.words
    language = asked.reading.language
    unknown = words["unknown"][language]
    if asked.kind.none:
        names = {"none": words["none"][language], "unknown": unknown}
        return (Message("register-help-answer-or-none", names),)
    return (Message("register-help-answer", {"unknown": unknown}),)


def _fill_in(asked: Asked) -> Mistake:
    message = Message("placeholder-value-fill-in", asked.names)
    return Mistake("placeholder-value", message, None, answers(asked))


def _is_fill_in(raw: object) -> bool:
    return isinstance(raw, str) and is_placeholder(raw.strip())


def _disguised(asked: Asked, text: str) -> Mistake:
    word = _meaning(asked, text.casefold())
    names = {**asked.names, "found": text}
    right = asked.reading.model.words[word][asked.reading.language]
    if word in _words_allowed(asked):
        helps: tuple[Message, ...] = (Message("register-help-write-plain", {"word": right}),)
        repair: str | None = right
    else:
        helps, repair = answers(asked), None
    message = Message("placeholder-value-word", names)
    return Mistake("placeholder-value", message, None, helps, repair=repair)


def _mistake_of_word(asked: Asked, spelling: str, in_list: bool) -> Mistake:
    word = _meaning(asked, spelling)
    language = asked.reading.language
    right = asked.reading.model.words[word][language]
    names = {**asked.names, "found": spelling}
    if right != spelling:
        helps = (Message("register-help-write", {"text": right}),)
        message = Message("placeholder-value-other-language", names)
        repair = right if word in _words_allowed(asked) and not in_list else None
        return Mistake("placeholder-value", message, None, helps, repair=repair)
    if in_list:
        helps = (Message("register-help-word-alone", {"field": asked.key, "word": right}),)
        return Mistake("word-not-allowed", Message("word-not-allowed-in-list", names), None, helps)
    return Mistake("word-not-allowed", Message("word-not-allowed", names), None, _instead(asked))


def _instead(asked: Asked) -> tuple[Message, ...]:
    words = asked.reading.model.words
    language = asked.reading.language
    if asked.kind.type == "yes_no":
        names = {word: words[word][language] for word in ("yes", "no", "unknown")}
        return (Message("register-help-yes-or-no", names),)
    return answers(asked)


def _nearly_a_word(asked: Asked, text: str) -> tuple[Message, ...]:
    """The advice to write the plain word that was misspelt."""
    words = asked.reading.model.words
    allowed = [words[word][asked.reading.language] for word in _words_allowed(asked)]
    near = did_you_mean(text, allowed, likeness=0.8)
    return (Message("register-help-write", {"text": near}),) if near else ()


def _words_allowed(asked: Asked) -> frozenset[str]:
    allowed = {"unknown"}
    if asked.kind.none:
        allowed.add("none")
    if asked.kind.type in {"set", "refs"}:
        allowed.add("all")
    return frozenset(allowed)


def _meaning(asked: Asked, spelling: str) -> str:
    words: Mapping[str, Mapping[str, str]] = asked.reading.model.words
    for word in ("none", "unknown", "all"):
        if spelling in words[word].values():
            return word
    return "unknown"


# --- values of the wrong kind --------------------------------------------------------------------


def wrong_kind(asked: Asked, kind: str, repaired: str | None = None) -> Mistake:
    """A value of another type than the field has; *repaired* is the text to write instead."""
    name = f"wrong-kind-{kind.replace('_', '-')}"
    helps: tuple[Message, ...] = (
        (Message("register-help-write", {"text": repaired}),) if repaired else ()
    )
    if not helps and kind in {"text", "ref"}:
        helps = (Message(f"register-help-{kind}"),)
    elif kind in {"record", "map"}:
        helps = (_fields_of(asked, kind), *answers(asked))
    return Mistake("wrong-kind", Message(name, asked.names), None, helps)


def _fields_of(asked: Asked, kind: str) -> Message:
    """The advice to write fields, or entries with fields, with the names of the first ones."""
    if kind == "map":
        return Message("register-help-entries", {"field": asked.key})
    name = asked.kind.record
    if not name:
        return Message("register-help-fields", {"field": asked.key})
    names = [f"{key}:" for key in islice(asked.reading.record(name).by_key, 3)]
    return Message("register-help-fields-such-as", {"field": asked.key, "names": tuple(names)})


def too_deep(asked: Asked, among: str) -> Mistake:
    """A field of what holds the entries *among* which it stands: it is indented too far."""
    helps = (Message("register-help-outdent", {"field": asked.key, "beside": among}),)
    return Mistake("wrong-kind", Message("field-among-entries", asked.names), None, helps)


def invalid_id(name: str) -> Mistake:
    """An id that cannot be one, with the nearest that can."""
    ascii_ = normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_.casefold()).strip("-")
    good = plain if is_id(plain) else None
    help_ = Message("register-help-write", {"text": good}) if good else Message("register-help-id")
    return Mistake("invalid-id", Message("invalid-id"), None, (help_,))


def _as_list(asked: Asked, text: str) -> str | None:
    """`[a, b]` of a text `a, b`, or of one with dashes and bullets that YAML does not know as such, in a
    field that holds several codes, countries or ids."""
    parts = _parts(text)
    if not parts or not is_several(asked.kind.type):
        return None
    fits = all(asked.reading.value_of(asked.kind, part) is not None for part in parts)
    return f"[{', '.join(parts)}]" if fits else None


def _parts(text: str) -> list[str]:
    """The values of a list that was not written as one; empty where it is one value."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    found = [part for part in parts if part]
    return found if len(parts) > 1 else []


def _repair(asked: Asked, raw: object, kind: str) -> str | None:
    language = asked.reading.language
    match kind:
        case "integer" | "number":
            return as_whole_number(raw)
        case "yes_no":
            answer = as_yes_or_no(raw)
            return asked.reading.model.words[answer][language] if answer else None
        case "date":
            return as_date(raw)
        case "datetime":
            return as_moment(raw)
        case "duration":
            return as_duration(raw, language)
    return None


def _explain_code(asked: Asked, text: str) -> Mistake:
    codes = asked.reading.model.enums[asked.kind.enum or ""]
    language = asked.reading.language
    names = {**asked.names, "found": text}
    shown = Message("unknown-value", names if looks_like_code(text) else asked.names)
    if not looks_like_code(text):
        shown = Message("unknown-value-unshown", asked.names)
    spellings = sorted(asked.reading.codes(asked.kind))
    near = _other_language(codes, text, language) or _by_label(codes, text, language)
    near = near or did_you_mean(text, spellings)
    label = Message("register-did-you-mean", {"name": near}) if near else None
    helps: tuple[Message, ...] = ()
    if is_several(asked.kind.type) and _parts(text):
        example = f"[{', '.join(spellings[:2])}]"
        helps = (Message("register-help-list", {"field": asked.key, "example": example}),)
    if len(spellings) <= MOST_LISTED:
        helps = (*helps, Message("register-help-choose", {"names": tuple(spellings)}))
    certain = _other_language(codes, text, language) or _respelt(text, spellings)
    return Mistake("unknown-value", shown, label, helps, repair=certain)


def _respelt(text: str, spellings: Sequence[str]) -> str | None:
    """The code that was written with capitals, spaces or hyphens."""
    plain = re.sub(r"[\s-]+", "_", text.strip().casefold())
    return plain if plain in spellings else None


def _other_language(codes: CodeList, text: str, language: str) -> str | None:
    if language == "nl":
        return codes.codes[text].nl if text in codes.codes else None
    return codes.by_nl.get(text)


def _by_label(codes: CodeList, text: str, language: str) -> str | None:
    """The code whose label was written instead."""
    folded = text.casefold()
    for code in codes.codes.values():
        if folded in {code.label_nl.casefold(), code.label_en.casefold()}:
            return code.nl if language == "nl" else code.en
    return None


def _explain_country(asked: Asked, text: str) -> Mistake | None:
    code = nearest_code(text)
    if code is None:
        return None
    message = Message("unknown-value", {**asked.names, "found": text})
    label = Message("register-did-you-mean", {"name": code})
    return Mistake("unknown-value", message, label, repair=code)


def _explain_date(asked: Asked, text: str) -> Mistake | None:
    if not is_date_like(text):
        return None
    helps = (Message("register-help-day"),)
    return Mistake("wrong-kind", Message("wrong-kind-no-such-day", asked.names), None, helps)


def _explain_moment(asked: Asked, text: str) -> Mistake | None:
    if is_skipped(text):
        helps = (Message("register-help-offset"),)
        return Mistake("wrong-kind", Message("wrong-kind-skipped-hour", asked.names), None, helps)
    return _explain_date(asked, text)


_EXPLAIN: Final[Mapping[str, Callable[[Asked, str], Mistake | None]]] = {
    "enum": _explain_code,
    "country": _explain_country,
    "date": _explain_date,
    "datetime": _explain_moment,
}
