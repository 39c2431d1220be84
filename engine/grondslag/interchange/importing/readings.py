"""Cells that say more than the value of one field: each reading puts facts into the draft.

A reading returns the facts as they are to be shown, with whether they say all of the text; None where
nothing is certain. It raises `Taken` where another cell said something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from grondslag.interchange.importing.bases import BY_CODE, WITH_LAW, bases_in
from grondslag.interchange.importing.cells import Cells, texts_in
from grondslag.interchange.importing.dates import day_in
from grondslag.interchange.importing.draft import Draft, Taken
from grondslag.interchange.importing.mapping import field_of
from grondslag.interchange.importing.parts import parts_of, words_of
from grondslag.interchange.importing.spelled import plain, word_of, yes_or_no
from grondslag.interchange.importing.terms import kept_in
from grondslag.interchange.write_scalars import spell_value
from grondslag.model.kinds import FieldKind
from grondslag.model.placeholders import is_placeholder
from grondslag.model.vocabulary import spell_code, spell_collection, spell_word
from grondslag.values import NONE

_AS_PROCESSOR: Final = re.compile(
    r"(.{2,80}?)\s*\((?:als\s+|as\s+)?(?:verwerker|processor|auftragsverarbeiter(?:in)?|sous-traitant)\)",
    re.IGNORECASE,
)
_NO_TRANSFER: Final = frozenset(
    {
        "geen doorgifte", "geen doorgiften", "geen doorgifte buiten de eer", "geen doorgifte buiten de eu",
        "geen doorgifte buiten eer", "geen doorgifte buiten eu", "vindt niet plaats", "no transfer", "no transfers",
        "keine ubermittlung", "findet nicht statt", "es findet keine ubermittlung statt", "pas de transfert",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood: the fact as it is written in the register, and whether it is all.

    `words`: it is a word or value of the register, which may have been understood wrongly; else a text
    that was taken over.
    """

    shown: str
    whole: bool
    words: bool = True


@dataclass
class Entry:
    """The entry that a row gives, and which of its rows is read. `item` tells later rows apart; `rows`
    counts them."""

    draft: Draft
    cells: Cells
    collection: str
    id: str
    item: str = ""
    rows: int = 1
    bases: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """By item: the bases of the purpose, and the text that names them where it names a law as well."""

    def put(self, path: tuple[str, ...], fact: Any) -> None:
        """Puts a fact of this entry. Raises `Taken`."""
        self.draft.put(self.collection, self.id, path, fact, self.item)

    def word(self, fact: Any) -> str:
        """The plain word for none, or for unknown."""
        return spell_word(
            self.draft.model, "none" if fact is NONE else "unknown", self.draft.language
        )

    def code(self, enum: str, code: str) -> str:
        """A code as it is written in the register."""
        return spell_code(self.draft.model.enums[enum], code, self.draft.language)


def read_into(entry: Entry, target: str, text: str) -> Said | None:
    """Puts what a cell says for a target. None where it is not certain what that is."""
    special = _SPECIAL.get((entry.collection, target))
    if special is not None:
        return special(entry, text)
    collection, path, kind = field_of(entry.draft.model, entry.collection, target)
    if kind.type in {"ref", "refs"}:
        return _names(entry, collection, path, kind, text)
    reading = entry.cells.read(kind, text)
    if reading is None:
        return None
    if collection == entry.collection:
        _put_or_join(entry, path, kind, reading.fact)
    elif reading.fact is None or entry.draft.taken.get(collection):
        # One row says nothing of the whole, or the register has such a record: it is not touched.
        return Said(entry.word(None), whole=False, words=False)
    else:
        entry.draft.put(collection, "", path, reading.fact)
    words = kind.type not in {"text", "texts", "link", "links"} or reading.fact in {None, NONE}
    return Said(_shown(entry, kind, reading.fact), reading.whole, words)


def leave_open(entry: Entry, target: str) -> None:
    """Writes the word for unknown where a cell could not be read: an open question, in sight."""
    if target == "basis":
        path: tuple[str, ...] = ("purposes", "basis")
    elif (entry.collection, target) in _SPECIAL:
        return
    else:
        collection, path, _ = field_of(entry.draft.model, entry.collection, target)
        if collection != entry.collection:
            return
    with suppress(Taken):
        entry.put(path, None)


def _put_or_join(entry: Entry, path: tuple[str, ...], kind: FieldKind, fact: Any) -> None:
    """Puts a fact; contact details of several columns go together."""
    record = entry.draft.record(entry.collection, entry.id)
    if path == ("contact",) and isinstance(record.get("contact"), str) and isinstance(fact, str):
        held = record["contact"]
        record["contact"] = held if fact in held else f"{held}; {fact}"
    elif kind.type in {"texts", "set"} and isinstance(fact, tuple) and len(path) == 1:
        held = record.get(path[0])
        record[path[0]] = tuple(dict.fromkeys((*(held or ()), *fact))) if held is not NONE else fact
    else:
        entry.put(path, fact)


def _shown(entry: Entry, kind: FieldKind, fact: Any) -> str:
    if fact is None or fact is NONE:
        return entry.word(fact)
    return spell_value(entry.draft.model, kind, fact, entry.draft.language, "  ")


def _names(
    entry: Entry, collection: str, path: tuple[str, ...], kind: FieldKind, text: str
) -> Said | None:
    """A field of references: an entry for each name."""
    word = word_of(text)
    if word == "unknown" or (word is None and is_placeholder(text)):
        entry.put(path, None)
        return Said(entry.word(None), whole=False)
    if word == "none":
        entry.put(path, NONE if kind.none else None)
        return Said(entry.word(NONE if kind.none else None), whole=kind.none)
    if len(kind.refs) != 1 or len(path) != 1 or kind.local:
        return None
    names = texts_in(text)
    if kind.type == "ref" and len(names) != 1:
        return None
    ids = [entry.draft.named(kind.refs[0], name) for name in names]
    if not ids:
        return None
    if kind.type == "ref":
        entry.put(path, ids[0])
    else:
        entry.draft.refer(collection, entry.id, path, ids)
    return Said(", ".join(ids), whole=len(names) == len(parts_of(text)), words=False)


# --- processing -----------------------------------------------------------------------------------


def _basis(entry: Entry, text: str) -> Said | None:
    word = word_of(text)
    if word is not None or is_placeholder(text):
        entry.put(("purposes", "basis"), None)
        return Said(entry.word(None), whole=False)
    found = bases_in(entry.cells, text)
    if found is None:
        return None
    if found.law_enforcement:
        entry.put(("out_of_scope",), "law_enforcement")
        return Said(entry.code("scope_exception", "law_enforcement"), whole=False)
    law = text if found.rest and set(found.codes) & WITH_LAW else ""
    if entry.item in entry.bases:
        raise Taken
    entry.bases[entry.item] = (found.codes, law)
    shown = ", ".join(entry.code("lawful_basis", code) for code in found.codes)
    return Said(shown, whole=bool(law) or not found.rest)


def finish_purposes(entry: Entry) -> None:
    """Gives each purpose its basis: where several were named, a purpose for each."""
    record = entry.draft.record(entry.collection, entry.id)
    for suffix, (codes, law) in entry.bases.items():
        item = entry.draft.item("purposes", suffix)
        purposes = record.setdefault("purposes", {})
        first = purposes.pop(item, {})
        for code in codes:
            name = item if len(codes) == 1 else f"{item}-{BY_CODE[code]}"
            purpose = first | {"basis": code}
            if law and code in WITH_LAW:
                purpose.setdefault("law", law)
            if code != "legitimate_interests" and len(codes) > 1:
                purpose.pop("balancing_test", None)
            purposes[name] = purpose


def _retention(entry: Entry, text: str) -> Said | None:
    path = ("data", "retention")
    word = word_of(text)
    if word is not None or is_placeholder(text):
        entry.put(path, None)
        return Said(entry.word(None), whole=False)
    found = kept_in(entry.cells, text)
    kind = entry.draft.model.collections["retention"].entry
    for name, fact in found.facts.items():
        entry.put((*path, name), fact)
    name = next(iter(found.facts))
    return Said(_shown(entry, kind.fields[name], found.facts[name]), found.whole)


def _transfers(entry: Entry, text: str) -> Said | None:
    """Whether data leave the EEA. A yes names no receiver: that question stays open."""
    if yes_or_no(text) is False or word_of(text) == "none" or plain(text) in _NO_TRANSFER:
        entry.put(("transfers",), NONE)
        return Said(entry.word(NONE), whole=True)
    entry.put(("transfers",), None)
    if word_of(text) == "unknown" or is_placeholder(text):
        return Said(entry.word(None), whole=False)
    return None


def _data_subjects(entry: Entry, text: str) -> Said | None:
    """Categories of people: our codes where every word is one, else `others` with the whole text."""
    if is_placeholder(text) or word_of(text):
        entry.put(("data_subjects",), None)
        return Said(entry.word(None), whole=False)
    found = [entry.cells.code("data_subject", word) for word in words_of(text)]
    codes = tuple(dict.fromkeys(code for code in found if code is not None))
    if None in found or not codes:
        codes += ("others",)
        entry.put(("other_data_subjects",), text)
    record = entry.draft.record(entry.collection, entry.id)
    held = record.get("data_subjects") or ()
    record["data_subjects"] = tuple(dict.fromkeys((*held, *codes)))
    shown = ", ".join(entry.code("data_subject", code) for code in codes)
    return Said(shown, whole=True, words=codes != ("others",))


def _recipients(entry: Entry, text: str) -> Said | None:
    """Categories of recipients; who is called a processor becomes one."""
    word = word_of(text)
    if word is not None or is_placeholder(text):
        fact = NONE if word == "none" else None
        kind = entry.draft.model.collections["processing"].entry.fields["recipient_categories"]
        fact = fact if kind.none else None
        entry.put(("recipient_categories",), fact)
        return Said(entry.word(fact), whole=fact is NONE)
    parts = texts_in(text)
    if not parts:
        return None
    called = {part: found[1] for part in parts if (found := _AS_PROCESSOR.fullmatch(part))}
    known = [part for part in parts if entry.draft.find_name("processors", part) is not None]
    names = [called.get(part, part) for part in parts if part in called or part in known]
    categories = [part for part in parts if part not in called and part not in known]
    record = entry.draft.record(entry.collection, entry.id)
    if categories:
        held = record.get("recipient_categories")
        if held is NONE:
            raise Taken
        record["recipient_categories"] = tuple(dict.fromkeys((*(held or ()), *categories)))
    if names:
        ids = [entry.draft.named("processors", name) for name in names]
        entry.draft.refer(entry.collection, entry.id, ("processors",), ids)
    model = entry.draft.model
    shown = "; ".join(
        f"{spell_collection(model, 'processors', entry.draft.language)}: {name}" for name in names
    )
    whole = not called and len(parts) == len(parts_of(text))
    return Said(shown, whole, words=bool(names))


def _measures_of(kind: str) -> Callable[[Entry, str], Said | None]:
    def read(entry: Entry, text: str) -> Said | None:
        if is_placeholder(text) or word_of(text):
            return Said(entry.word(None), whole=False)
        found = entry.draft.named("measures", text, kind)
        entry.draft.put("measures", found, ("kind",), kind)
        entry.draft.refer(entry.collection, entry.id, ("measures",), [found])
        return Said(found, whole=True, words=False)

    return read


# --- other collections ----------------------------------------------------------------------------


def _agreement(entry: Entry, text: str) -> Said | None:
    """Whether there is an agreement. That it was signed says that it is in writing."""
    if yes_or_no(text) is False or word_of(text) == "none":
        entry.put(("agreement",), NONE)
        return Said(entry.word(NONE), whole=True)
    if yes_or_no(text) is True:
        entry.put(("agreement", "in_writing"), True)
        return Said(text, whole=True)
    if (day := day_in(text)) is not None:
        entry.put(("agreement", "signed_on"), day)
        return Said(day.isoformat(), whole=True)
    entry.put(("agreement",), None)
    return Said(entry.word(None), whole=False) if word_of(text) or is_placeholder(text) else None


def _reported(entry: Entry, text: str) -> Said | None:
    """Whether a breach was notified: no is an answer, yes leaves the moment to be recorded."""
    if yes_or_no(text) is False:
        entry.put(("notified_at",), NONE)
        return Said(entry.word(NONE), whole=True)
    entry.put(("notified_at",), None)
    return Said(entry.word(None), whole=False) if yes_or_no(text) else None


_SPECIAL: Final[dict[tuple[str, str], Callable[[Entry, str], Said | None]]] = {
    ("processing", "basis"): _basis,
    ("processing", "retention"): _retention,
    ("processing", "transfers"): _transfers,
    ("processing", "data_subjects"): _data_subjects,
    ("processing", "recipient_categories"): _recipients,
    ("processing", "technical_measures"): _measures_of("technical"),
    ("processing", "organisational_measures"): _measures_of("organisational"),
    ("processors", "agreement"): _agreement,
    ("breaches", "reported"): _reported,
}
