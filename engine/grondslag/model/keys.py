"""Keys that are unknown where they stand: misspelt, of the other language, of another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from grondslag.diagnostics import Message
from grondslag.model.guesses import Guesses
from grondslag.model.kinds import RecordKind
from grondslag.model.mistakes import MOST_LISTED, Mistake
from grondslag.model.reading import Reading
from grondslag.words.phrases import did_you_mean

FIRST: Final = 8
"""Of a longer list than `MOST_LISTED` so many are named."""
CLEAR: Final = 0.85
"""How much a misspelt key is like the one that was meant, from 0 to 1, before it may be put right."""


@dataclass(frozen=True, slots=True)
class Names:
    """The keys that may stand somewhere, as spelled in either language."""

    where: str
    own: Mapping[str, str]
    """In the language of the file."""
    other: Mapping[str, str]
    """In the other language, where that is another spelling."""

    def spelled(self, name: str) -> str:
        """The key with this canonical name in the language of the file."""
        return next(key for key, canonical in self.own.items() if canonical == name)


def names_of_file(reading: Reading) -> Names:
    """The keys at the top of a file."""
    return _names("", {kind.name: kind.nl for kind in reading.model.collections.values()}, reading)


def names_of_record(reading: Reading, kind: RecordKind) -> Names:
    """The keys of a group of fields."""
    return _names(kind.name, {item.name: item.nl for item in kind.fields.values()}, reading)


def _names(where: str, dutch: Mapping[str, str], reading: Reading) -> Names:
    in_dutch = {key: name for name, key in dutch.items()}
    in_english = {name: name for name in dutch}
    own, other = (in_dutch, in_english) if reading.language == "nl" else (in_english, in_dutch)
    return Names(where, own, {key: name for key, name in other.items() if key not in own})


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """What is wrong with a key, and the canonical name that was probably meant."""

    mistake: Mistake
    meant: str | None


def unknown_key(
    reading: Reading, guesses: Guesses, names: Names, key: str, holder: tuple[str, Collection[str]]
) -> UnknownKey:
    """What to say of a key; *holder*: what it stands in, as shown, and the names there."""
    record, present = holder
    meant = names.other.get(key)
    if meant is not None:
        message = Message(f"mixed-language-{reading.language}", {"key": key})
        label = Message("register-write-here", {"name": names.spelled(meant)})
        mistake = Mistake("mixed-language", message, label, repair=names.spelled(meant))
        return UnknownKey(mistake, meant)
    known = {**names.other, **names.own}
    free = [spelling for spelling, name in known.items() if name not in present]
    home = home_of_key(reading, key)
    # A key that is right elsewhere is rather out of place than misspelt.
    likeness = 0.8 if home else 0.6
    where = (names.where, reading.language)
    near = guesses.near(where, key, known, free, likeness=likeness)
    meant = known[near] if near else None
    message = Message("unknown-key", {"key": key, "record": record})
    if not names.where:
        message = Message("unknown-key-top", {"key": key})
    if meant:
        label = Message("register-did-you-mean", {"name": names.spelled(meant)})
        repair = names.spelled(meant) if _is_clear(key, meant, known) else None
        return UnknownKey(Mistake("unknown-key", message, label, repair=repair), meant)
    return UnknownKey(Mistake("unknown-key", message, None, _helps(names, key, home)), None)


def _is_clear(key: str, meant: str, known: Mapping[str, str]) -> bool:
    """Whether no other key is nearly as much like what was written, and this one is much like it."""
    others = [spelling for spelling, name in known.items() if name != meant]
    same = [spelling for spelling, name in known.items() if name == meant]
    return (
        did_you_mean(key, same, likeness=CLEAR) is not None
        and did_you_mean(key, others, likeness=CLEAR - 0.1) is None
    )


def _helps(names: Names, key: str, home: str | None) -> tuple[Message, ...]:
    if home:
        return (Message("register-help-belongs", {"key": key, "place": home}),)
    if len(names.own) <= MOST_LISTED:
        return (Message("register-help-choose", {"names": tuple(sorted(names.own))}),)
    first = tuple(islice(names.own, FIRST))
    return (Message("register-help-some", {"names": first, "count": len(names.own) - FIRST}),)


def home_of_key(reading: Reading, key: str) -> str | None:
    """Where a key of this language belongs: `organisatie`, `verwerkers`, `organisatie: fg`."""
    model = reading.model
    for name in model.collections:
        if key in reading.entry(name).by_key:
            return _collection(reading, name)
    for name, collection in model.collections.items():
        for item in collection.entry.fields.values():
            if item.record and key in reading.record(item.record).by_key:
                return f"{_collection(reading, name)}: {reading.spelled(item)}"
    return None


def _collection(reading: Reading, name: str) -> str:
    return reading.model.collections[name].nl if reading.language == "nl" else name
